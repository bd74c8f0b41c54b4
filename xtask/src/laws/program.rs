//! A program that reads instances as the types of a generated crate, compiled once for all of them.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use specwright_codegen::{Files, TypeName};

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

const MAIN: &str = r#"//! Reads lines of a type's number, a tab and JSON; answers each with what the type makes of it.
use std::io::{BufRead, Write};

fn main() {
    let stdin = std::io::stdin().lock();
    let mut stdout = std::io::BufWriter::new(std::io::stdout().lock());
    for line in stdin.lines() {
        let line = line.expect("lines are text");
        let (ty, json) = line.split_once('\t').expect("a line has a tab");
        let ty: usize = ty.parse().expect("a line begins with a number");
        match probed::laws::TYPES[ty](json) {
            Ok(written) => writeln!(stdout, "1{written}"),
            Err(message) => writeln!(stdout, "0{}", message.replace('\n', " ")),
        }
        .expect("somebody listens");
    }
}
"#;

const READ: &str = r"//! Reads and writes instances.

/// The JSON that a type makes of JSON.
pub fn read<T: crate::wire::Decode + serde::Serialize>(json: &str) -> Result<String, String> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let value = T::decode(&mut reader, &mut crate::wire::Trail::default()).map_err(|error| error.to_string())?;
    reader.end().map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| error.to_string())
}

/// A function that reads and writes a type.
pub type Read = fn(&str) -> Result<String, String>;

";

impl Program {
    /// Compiles the crate with a function for each type; `lock` is a lock file that pins its dependencies.
    pub(super) fn build(
        folder: &Path,
        files: &Files,
        types: &[&TypeName],
        lock: &Path,
    ) -> Result<Self, String> {
        let failed = |error: io::Error| format!("{}: {error}", folder.display());
        write(folder, files, types, lock).map_err(failed)?;
        let output = Command::new(env!("CARGO"))
            .args(["build", "--offline", "--quiet"])
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .env_remove("RUSTFLAGS")
            .output()
            .map_err(failed)?;
        if !output.status.success() {
            let report = String::from_utf8_lossy(&output.stderr);
            return Err(format!("the types do not compile:\n{report}"));
        }
        let path = folder.join("target/debug/probed");
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
            let _ = writeln!(text, "{}\t{}", question.ty, question.instance);
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
            at.ty, at.instance
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

fn write(folder: &Path, files: &Files, types: &[&TypeName], lock: &Path) -> io::Result<()> {
    let source = folder.join("src");
    if source.exists() {
        fs::remove_dir_all(&source)?;
    }
    for file in files.iter() {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        let text = match file.path.as_str() {
            "src/lib.rs" => format!(
                "{}\n#[allow(missing_docs, reason = \"it is asked by a program\")]\npub mod laws;\n",
                file.text
            ),
            _ => file.text.clone(),
        };
        fs::write(path, text)?;
    }
    let mut reads = READ.to_owned();
    reads += "/// The types, by number.\npub const TYPES: &[Read] = &[\n";
    for ty in types {
        let _ = writeln!(reads, "    read::<crate::types::{}>,", ty.name);
    }
    reads += "];\n";
    fs::write(source.join("laws.rs"), reads)?;
    fs::write(source.join("main.rs"), MAIN)?;
    fs::copy(lock, folder.join("Cargo.lock")).map(|_| ())
}
