//! A program that reads instances as the types of a generated crate, compiled once for all of them.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use specwright_codegen::{Files, TypeName};

use crate::codegen::root;
use crate::laws::text;
use crate::member;

/// What reading an instance as a type came to: the value as the type writes it, or why it was refused.
pub(super) type Answer = Result<Value, String>;

/// One instance for one type.
pub(super) struct Question<'q> {
    /// The type's position among those of the program.
    pub(super) ty: usize,
    pub(super) instance: &'q Value,
}

/// The compiled program.
pub(super) struct Program {
    path: PathBuf,
}

/// A generated crate, and which of its types are asked.
pub(super) struct Probe<'p> {
    /// The package's name.
    pub(super) package: String,
    /// The crate.
    pub(super) files: &'p Files,
    /// The types.
    pub(super) types: Vec<&'p TypeName>,
}

const MAIN: &str = r#"
type Read = fn(&str) -> Result<String, String>;

fn main() {
    let types: Vec<Read> = CRATES.concat();
    let stdin = std::io::stdin().lock();
    let mut stdout = std::io::BufWriter::new(std::io::stdout().lock());
    for line in stdin.lines() {
        let line = line.expect("lines are text");
        let (ty, json) = line.split_once('\t').expect("a line has a tab");
        let ty: usize = ty.parse().expect("a line begins with a number");
        match types[ty](json) {
            Ok(written) => writeln!(stdout, "1{written}"),
            Err(message) => writeln!(stdout, "0{}", message.replace('\n', " ")),
        }
        .expect("somebody listens");
    }
}
"#;

const READ: &str = r"//! Reads and writes instances.

/// The JSON that a type makes of JSON.
pub(crate) fn read<T: crate::wire::Decode + serde::Serialize>(json: &str) -> Result<String, String> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let value = T::decode(&mut reader, &mut crate::wire::Trail::default()).map_err(|error| error.to_string())?;
    reader.end().map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| error.to_string())
}

/// A function that reads and writes a type.
pub type Read = fn(&str) -> Result<String, String>;

";

impl Program {
    /// Compiles the crates with a function for each type, without a warning. The types are numbered through all crates.
    pub(super) fn build(folder: &Path, probes: &[Probe<'_>]) -> Result<Self, String> {
        let failed = |error: io::Error| format!("{}: {error}", folder.display());
        write(folder, probes).map_err(failed)?;
        let output = Command::new(env!("CARGO"))
            .args(["build", "--offline", "--quiet", "--keep-going"])
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .env("RUSTFLAGS", "-D warnings")
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .output()
            .map_err(failed)?;
        if !output.status.success() {
            let report = String::from_utf8_lossy(&output.stderr);
            return Err(format!(
                "the types do not compile without a warning:\n{report}"
            ));
        }
        let path = folder.join("target/debug/probe");
        Ok(Self { path })
    }

    /// Asks all questions in one run.
    pub(super) fn ask(&self, questions: &[Question<'_>]) -> Result<Vec<Answer>, String> {
        let failed = |error: io::Error| format!("{}: {error}", self.path.display());
        let mut child = Command::new(&self.path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        let mut text = String::new();
        for question in questions {
            let _ = writeln!(text, "{}\t{}", question.ty, text::json(question.instance));
        }
        let mut stdin = child.stdin.take().ok_or("the program has no stdin")?;
        // Writing and reading go side by side, as neither end holds all of it.
        let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
        let output = child.wait_with_output().map_err(failed)?;
        let written = writer.join().map_err(|_| "writing failed".to_owned())?;
        written.map_err(failed)?;
        let answers: Vec<Answer> = String::from_utf8_lossy(&output.stdout)
            .lines()
            .map(answer)
            .collect();
        if answers.len() == questions.len() {
            return Ok(answers);
        }
        let at = &questions[answers.len()];
        Err(format!(
            "the program stopped at type {}: {}",
            at.ty,
            text::json(at.instance)
        ))
    }
}

fn answer(line: &str) -> Answer {
    match line.split_at_checked(1) {
        Some(("1", json)) => serde_json::from_str(json).map_err(|error| error.to_string()),
        Some((_, message)) => Err(message.to_owned()),
        None => Err("an empty line".to_owned()),
    }
}

fn write(folder: &Path, probes: &[Probe<'_>]) -> io::Result<()> {
    let crates = folder.join("crates");
    for old in [&crates, &folder.join("src")] {
        if old.exists() {
            fs::remove_dir_all(old)?;
        }
    }
    fs::create_dir_all(folder.join("src"))?;
    let mut manifest = String::from(
        "[package]\nname = \"probe\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n",
    );
    let mut main = String::from(
        "//! Reads lines of a type's number, a tab and JSON; answers each with what the type makes of it.\n\nuse std::io::{BufRead, Write};\n\nconst CRATES: &[&[Read]] = &[\n",
    );
    for probe in probes {
        write_crate(&crates.join(&probe.package), probe)?;
        let _ = writeln!(
            manifest,
            "{} = {{ path = \"crates/{}\" }}",
            probe.package, probe.package
        );
        if !probe.types.is_empty() {
            let _ = writeln!(
                main,
                "    {}::laws::TYPES,",
                probe.package.replace('-', "_")
            );
        }
    }
    main += "];\n";
    main += MAIN;
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/main.rs"), main)?;
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).map(|_| ())
}

fn write_crate(folder: &Path, probe: &Probe<'_>) -> io::Result<()> {
    for file in probe.files.iter() {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        let mut text = member::text(file, false);
        if file.path == "src/lib.rs" && !probe.types.is_empty() {
            text +=
                "\n#[allow(missing_docs, reason = \"it is asked by a program\")]\npub mod laws;\n";
        }
        fs::write(path, text)?;
    }
    if probe.types.is_empty() {
        return Ok(());
    }
    let mut reads = READ.to_owned();
    reads += "/// The types, by number.\npub const TYPES: &[Read] = &[\n";
    for ty in &probe.types {
        let _ = writeln!(reads, "    read::<crate::types::{}>,", ty.name);
    }
    reads += "];\n";
    fs::write(folder.join("src/laws.rs"), reads)
}
