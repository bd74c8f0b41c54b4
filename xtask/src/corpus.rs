//! `cargo xtask corpus`: generate and compile a folder of documents.

mod check;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use specwright_codegen::Files;
use specwright_spec::error::Weight;
use specwright_spec::input::FileKind;
use specwright_spec::{Allowed, Code, sanitize};

use crate::codegen::{Error, Target, generate, root};
use crate::member;
use check::Verdict;

/// What a run came to.
#[derive(Debug)]
pub struct Outcome {
    /// The table and its sums.
    pub report: String,
    /// Whether anything that was generated did not compile, or not in silence.
    pub failed: bool,
}

/// What became of one document.
struct Row {
    name: String,
    /// The time that generating took.
    time: Duration,
    /// The codes of the mistakes that it has, and the first of them in full.
    defects: Vec<String>,
    first: Option<String>,
    generated: Option<Generated>,
}

struct Generated {
    lines: usize,
    verdict: Option<Verdict>,
}

/// So many crates are compiled in one run of cargo.
const TOGETHER: usize = 24;

/// Generates a crate from each document, or from each of a folder, and compiles all of them. A document with defects is
/// generated with these let through. With `calls`, the
/// feature `http` of the crates is on.
///
/// # Errors
/// A folder cannot be read, or cargo cannot be run.
pub fn run(
    paths: &[PathBuf],
    jobs: Option<usize>,
    calls: bool,
    mut progress: impl FnMut(&str),
) -> Result<Outcome, String> {
    let documents = documents(paths, &mut progress)?;
    let work = root().join("target/corpus");
    if work.join("crates").exists() {
        fs::remove_dir_all(work.join("crates")).map_err(|error| error.to_string())?;
    }
    let mut rows = Vec::new();
    for (nth, document) in documents.iter().enumerate() {
        rows.push(row(nth, document, &work, calls)?);
        progress(&format!(
            "{}/{} {}",
            nth + 1,
            documents.len(),
            rows[nth].name
        ));
    }
    let generated = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.generated.is_some());
    let generated: Vec<usize> = generated.map(|(nth, _)| nth).collect();
    for (part, chunk) in generated.chunks(TOGETHER).enumerate() {
        progress(&format!(
            "compiling {} of {}",
            part * TOGETHER,
            generated.len()
        ));
        let names: Vec<String> = chunk.iter().map(|nth| package(*nth)).collect();
        let verdicts = check::all(&work, &names, jobs)?;
        for (nth, verdict) in chunk.iter().zip(verdicts) {
            if let Some(generated) = &mut rows[*nth].generated {
                generated.verdict = Some(verdict);
            }
        }
    }
    Ok(report(&rows))
}

/// Finds the documents of folders. In a folder, only regular files are documents, and no link is followed.
/// Returns the documents of these paths, those in folders included.
pub(crate) fn documents(
    paths: &[PathBuf],
    progress: &mut impl FnMut(&str),
) -> Result<Vec<PathBuf>, String> {
    let (mut open, mut documents): (Vec<_>, Vec<_>) =
        paths.iter().cloned().partition(|path| path.is_dir());
    while let Some(next) = open.pop() {
        let failed = |error: std::io::Error| format!("{}: {error}", sanitize::path(&next));
        for entry in fs::read_dir(&next).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let kind = FileKind::of(entry.file_type().map_err(failed)?);
            let path = entry.path();
            let extension = path.extension().and_then(|extension| extension.to_str());
            let is_document = matches!(extension, Some("json" | "yaml" | "yml"));
            match kind {
                Some(FileKind::Folder) => open.push(path),
                None if is_document => documents.push(path),
                Some(kind) if is_document => {
                    progress(&format!("skipped {}: {kind}", sanitize::path(&path)));
                }
                Some(_) | None => {}
            }
        }
    }
    documents.sort();
    Ok(documents)
}

fn package(nth: usize) -> String {
    format!("document-{nth}")
}

fn row(nth: usize, document: &Path, work: &Path, calls: bool) -> Result<Row, String> {
    let name = document
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let mut target = Target::other(document.to_path_buf(), PathBuf::new(), Some(package(nth)));
    let start = Instant::now();
    let mut made = generate(&target);
    let time = start.elapsed();
    let (mut defects, mut first) = (Vec::new(), None);
    if let Err(error) = &made {
        (defects, first) = told(error);
        let defects = Code::ALL
            .iter()
            .filter(|code| code.weight() == Weight::Defect);
        target.allowed = Allowed::new(defects.copied()).unwrap_or_default();
        made = generate(&target);
        if let Err(error) = &made {
            (_, first) = told(error);
        }
    }
    let generated = match made {
        Ok(made) => Some(write(
            &made.files,
            &work.join("crates").join(package(nth)),
            calls,
        )?),
        Err(_) => None,
    };
    Ok(Row {
        name: name.unwrap_or_default(),
        time,
        defects,
        first,
        generated,
    })
}

/// The codes of the mistakes, and the first mistake in words.
fn told(error: &Error) -> (Vec<String>, Option<String>) {
    let Error::Document(errors) = error else {
        return (vec!["unreadable".to_owned()], Some(error.to_string()));
    };
    let stops = errors
        .errors()
        .iter()
        .filter(|error| error.code.weight() != Weight::Warning);
    let mut codes: Vec<String> = stops.clone().map(|error| error.code.to_string()).collect();
    codes.sort_unstable();
    codes.dedup();
    let fatal = stops
        .clone()
        .find(|error| error.code.weight() != Weight::Defect);
    let first = fatal.or(stops.clone().next());
    (
        codes,
        first.map(|error| format!("{}: {}", error.code, error.message)),
    )
}

fn write(files: &Files, folder: &Path, calls: bool) -> Result<Generated, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", sanitize::path(folder));
    for file in files.iter() {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(folder)).map_err(failed)?;
        fs::write(path, member::text(file, calls)).map_err(failed)?;
    }
    Ok(Generated {
        lines: files.iter().map(|file| file.text.lines().count()).sum(),
        verdict: None,
    })
}

fn report(rows: &[Row]) -> Outcome {
    let mut report = String::from(
        "| document | lines | generated in | compiled in | result |\n|---|--:|--:|--:|---|\n",
    );
    let mut refused: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut whole, mut waived, mut failed) = (0, 0, 0);
    for row in rows {
        row.defects
            .iter()
            .for_each(|code| *refused.entry(code).or_default() += 1);
        let verdict = row
            .generated
            .as_ref()
            .and_then(|made| made.verdict.as_ref());
        let is_clean = verdict.is_some_and(Verdict::is_clean);
        match (is_clean, row.defects.is_empty()) {
            (true, true) => whole += 1,
            (true, false) => waived += 1,
            (false, _) => failed += 1,
        }
        let _ = writeln!(report, "| {} |{} |", row.name, cells(row, verdict));
    }
    let _ = writeln!(
        report,
        "\n{} documents: {whole} generated and compiled without a warning, {waived} more with their defects allowed, {failed} not",
        rows.len()
    );
    for (code, count) in refused {
        let _ = writeln!(report, "refused by `{code}`: {count}");
    }
    Outcome {
        report,
        failed: failed > 0,
    }
}

fn cells(row: &Row, verdict: Option<&Verdict>) -> String {
    let time = row.time.as_millis();
    let first = row.first.as_deref().unwrap_or_default();
    let Some((made, verdict)) = row.generated.as_ref().zip(verdict) else {
        return format!(" | {time} ms | | refused: {first}");
    };
    let allowed = if row.defects.is_empty() {
        String::new()
    } else {
        format!(", allowing {}", row.defects.join(", "))
    };
    let compiled = verdict.milliseconds;
    format!(
        " {} | {time} ms | {compiled} ms | {verdict}{allowed}",
        made.lines
    )
}
