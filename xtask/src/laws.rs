//! `cargo xtask laws`: types, linter and schemas agree.

mod fixes;
mod judge;
mod later;
mod linter;
mod mutation;
mod number;
mod open;
mod part;
mod pattern;
mod program;
mod reach;
mod referee;
mod suite;
mod text;
mod types;

pub use self::fixes::{referee as fixes_referee, run as fixes};
pub use self::referee::run as referee;
pub use self::suite::run as suite;
pub use self::types::Options;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use specwright_codegen::{Files, TypeName};
use specwright_spec::error::Weight;
use specwright_spec::{Allowed, Code, sanitize};

use self::linter::Tally;
use self::program::{Probe, Program};
use crate::codegen::{self, Target, root};
use crate::corpus;

/// What a run came to.
#[derive(Debug)]
pub struct Outcome {
    /// Text for people.
    pub report: String,
    /// Whether types and schemas disagree anywhere.
    pub disagrees: bool,
}

/// Judges the types of documents by the documents' own schemas, on sampled instances; `name` is that of the folder in which the
/// types are compiled, all at once.
///
/// # Errors
/// A document cannot be read or has mistakes, or its types do not compile without a warning.
pub fn types(name: &str, targets: &[Target], options: Options) -> Result<Outcome, String> {
    let mut texts: Vec<Value> = Vec::new();
    let mut made = Vec::new();
    for (nth, target) in targets.iter().enumerate() {
        let target = target.probed(&format!("{PACKAGE}-{nth}"));
        let told = |error| format!("{}:\n{error}", target.name);
        let document = codegen::document(&target).map_err(told)?;
        texts.push(document.tree.to_json());
        made.push(codegen::of_document(&target, &document).map_err(told)?);
    }
    let probes = made.iter().enumerate().map(|(nth, made)| Probe {
        package: format!("{PACKAGE}-{nth}"),
        files: &made.files,
        types: probed(&made.files),
    });
    let probes: Vec<Probe<'_>> = probes.collect();
    let program = Program::build(&work(name), &probes)?;
    let subjects = texts
        .iter()
        .zip(&probes)
        .map(|(json, probe)| (json, probe.types.as_slice()));
    let (report, disagreements) = types::run(&subjects.collect::<Vec<_>>(), &program, options)?;
    Ok(Outcome {
        report,
        disagrees: disagreements > 0,
    })
}

/// Judges the linter by the documents' own schemas, on sampled instances of all parts of operations and of all named schemas.
/// Documents that cannot be loaded are counted, and left out.
///
/// # Errors
/// A folder cannot be read.
pub fn linter(
    paths: &[PathBuf],
    options: Options,
    mut progress: impl FnMut(&str),
) -> Result<Outcome, String> {
    let documents = corpus::documents(paths, &mut progress)?;
    let mut tally = Tally::default();
    let mut report = String::new();
    let mut left_out = 0;
    for path in &documents {
        progress(&sanitize::path(path));
        let judged = load(path)
            .and_then(|document| linter::document(&document.linted(), options, &mut tally));
        if let Err(error) = judged {
            left_out += 1;
            let first = error.lines().next().unwrap_or_default();
            let _ = writeln!(report, "left out: {}: {first}", sanitize::path(path));
        }
    }
    report += &tally.report();
    let _ = writeln!(
        report,
        "{left_out} of {} documents are left out",
        documents.len()
    );
    Ok(Outcome {
        report,
        disagrees: tally.count() > 0,
    })
}

/// A document for the linter.
struct Loaded {
    target: Target,
    /// The document, its numbers marked where `serde_json` would round them.
    json: Value,
}

fn load(path: &Path) -> Result<Loaded, String> {
    let mut target = Target::other(path.to_path_buf(), PathBuf::new(), None);
    // The documents of cases have the same name.
    let end: Vec<_> = path.components().rev().take(2).collect();
    let end: PathBuf = end.into_iter().rev().collect();
    target.name = sanitize::path(&end).to_string();
    // The linter takes documents with defects, too.
    let defects = Code::ALL
        .iter()
        .filter(|code| code.weight() == Weight::Defect);
    target.allowed = Allowed::new(defects.copied()).unwrap_or_default();
    let document = codegen::document(&target).map_err(|error| error.to_string())?;
    let json = number::of_tree(&document.tree);
    Ok(Loaded { target, json })
}

impl Loaded {
    fn linted(&self) -> linter::Document<'_> {
        linter::Document {
            name: &self.target.name,
            json: &self.json,
            folder: self.target.spec.parent().unwrap_or(Path::new("")),
        }
    }
}

/// The types of a crate; one without a definition has no types but those of Rust itself.
fn probed(files: &Files) -> Vec<&TypeName> {
    if files.get("src/wire/decode.rs").is_none() {
        return Vec::new();
    }
    files.types().iter().collect()
}

const PACKAGE: &str = "probed";

/// Where programs are compiled.
fn work(name: &str) -> PathBuf {
    root().join("target/laws").join(name)
}
