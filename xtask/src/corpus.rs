//! `cargo xtask corpus`: generate and compile a folder of documents.

mod check;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::codegen::{Error, Target, generate, root};
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
    result: Result<Generated, Vec<String>>,
}

struct Generated {
    lines: usize,
    verdict: Option<Verdict>,
}

/// So many crates are compiled in one run of cargo.
const TOGETHER: usize = 24;

/// Generates a crate from each document of a folder, and compiles all of them.
///
/// # Errors
/// The folder cannot be read, or cargo cannot be run.
pub fn run(folder: &Path, jobs: Option<usize>) -> Result<Outcome, String> {
    let documents = documents(folder)?;
    let work = root().join("target/corpus");
    if work.join("crates").exists() {
        fs::remove_dir_all(work.join("crates")).map_err(|error| error.to_string())?;
    }
    let mut rows = Vec::new();
    for (nth, document) in documents.iter().enumerate() {
        rows.push(row(nth, document, &work)?);
        let row = &rows[nth];
        eprintln!("{}/{} {}", nth + 1, documents.len(), row.name);
    }
    let generated: Vec<usize> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.result.is_ok())
        .map(|(nth, _)| nth)
        .collect();
    for chunk in generated.chunks(TOGETHER) {
        let names: Vec<String> = chunk.iter().map(|nth| package(*nth)).collect();
        let verdicts = check::all(&work, &names, jobs)?;
        for (nth, verdict) in chunk.iter().zip(verdicts) {
            if let Ok(generated) = &mut rows[*nth].result {
                generated.verdict = Some(verdict);
            }
        }
    }
    Ok(report(&rows))
}

fn documents(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut open = vec![folder.to_path_buf()];
    let mut documents = Vec::new();
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let extension = path.extension().and_then(|extension| extension.to_str());
            if path.is_dir() {
                open.push(path);
            } else if matches!(extension, Some("json" | "yaml" | "yml")) {
                documents.push(path);
            }
        }
    }
    documents.sort();
    Ok(documents)
}

fn package(nth: usize) -> String {
    format!("document-{nth}")
}

fn row(nth: usize, document: &Path, work: &Path) -> Result<Row, String> {
    let name = document
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let target = Target::other(document.to_path_buf(), PathBuf::new(), Some(package(nth)));
    let start = Instant::now();
    let made = generate(&target);
    let time = start.elapsed();
    let result = match made {
        Ok((_, files)) => {
            let crate_folder = work.join("crates").join(package(nth));
            for file in files.iter() {
                let path = crate_folder.join(&file.path);
                let parent = path.parent().unwrap_or(&crate_folder);
                fs::create_dir_all(parent).map_err(|error| error.to_string())?;
                // The crates share one workspace, so that their dependencies are built once.
                let text = file.text.replace("\n[workspace]\n", "\n");
                fs::write(path, text).map_err(|error| error.to_string())?;
            }
            Ok(Generated {
                lines: files.iter().map(|file| file.text.lines().count()).sum(),
                verdict: None,
            })
        }
        Err(Error::Document(errors)) => {
            let errors = errors.errors().iter();
            Err(errors
                .map(|error| format!("{}: {}", error.code, error.message))
                .collect())
        }
        Err(error) => Err(vec![format!("failed: {error}")]),
    };
    Ok(Row {
        name: name.unwrap_or_default(),
        time,
        result,
    })
}

fn report(rows: &[Row]) -> Outcome {
    let mut report = String::from(
        "| document | lines | generated in | compiled in | result |\n|---|--:|--:|--:|---|\n",
    );
    let mut refused: BTreeMap<String, usize> = BTreeMap::new();
    let (mut clean, mut generated, mut failed) = (0, 0, false);
    for row in rows {
        let time = row.time.as_millis();
        match &row.result {
            Ok(made) => {
                generated += 1;
                let verdict = made.verdict.as_ref();
                let words = verdict.map_or("not compiled".to_owned(), ToString::to_string);
                let compiled = verdict.map_or(0, |verdict| verdict.milliseconds);
                let is_clean = verdict.is_some_and(Verdict::is_clean);
                clean += usize::from(is_clean);
                failed |= !is_clean;
                let _ = writeln!(
                    report,
                    "| {} | {} | {time} ms | {compiled} ms | {words} |",
                    row.name, made.lines
                );
            }
            Err(errors) => {
                let mut codes: Vec<&str> = errors
                    .iter()
                    .filter_map(|error| error.split(':').next())
                    .collect();
                codes.sort_unstable();
                codes.dedup();
                for code in &codes {
                    *refused.entry((*code).to_owned()).or_default() += 1;
                }
                let first = errors.first().map(String::as_str).unwrap_or_default();
                let more = if errors.len() > 1 {
                    format!(" (and {} more)", errors.len() - 1)
                } else {
                    String::new()
                };
                let _ = writeln!(
                    report,
                    "| {} | | {time} ms | | refused: {first}{more} |",
                    row.name
                );
            }
        }
    }
    let _ = writeln!(
        report,
        "\n{} documents: {generated} generated, {clean} of them compiled without a warning",
        rows.len()
    );
    for (code, count) in refused {
        let _ = writeln!(report, "refused by `{code}`: {count}");
    }
    Outcome { report, failed }
}
