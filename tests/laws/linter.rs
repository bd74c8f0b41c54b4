//! The linter's errors are exactly what the schemas reject, in JSON and in YAML, and unknown fields in open objects change no
//! verdict.

use std::path::{Path, PathBuf};

use xtask::laws::{self, Options};

use crate::cases;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Judges the linter; at least so many samples must have been accepted, and rejected.
fn keeps_the_laws(paths: &[PathBuf], samples: usize, least: usize) {
    let options = Options { samples, seed: 1 };
    let outcome = laws::linter(paths, options, |_| {}).unwrap();
    assert!(!outcome.disagrees, "{}", outcome.report);
    assert!(!outcome.report.contains("left out: "), "{}", outcome.report);
    let counts = outcome.report.lines().find(|line| line.contains("reject "));
    let count = |behind: &str| -> usize {
        let (_, rest) = counts.unwrap().split_once(behind).unwrap();
        let digits = rest.split(|c: char| !c.is_ascii_digit()).next();
        digits.unwrap().parse().unwrap()
    };
    for verdict in ["schemas accept ", "and reject "] {
        assert!(count(verdict) >= least, "{}", outcome.report);
    }
}

#[test]
fn the_linter_keeps_the_laws_with_our_document() {
    keeps_the_laws(&[file("spec/workspace.openapi.yaml")], 40, 200);
}

#[test]
fn the_linter_keeps_the_laws_with_cases() {
    for (kind, least) in [("emit", 1000), ("warn", 200)] {
        let cases = cases::documents(kind).into_iter();
        let documents: Vec<PathBuf> = cases.map(|(_, spec)| spec).collect();
        keeps_the_laws(&documents, 24, least);
    }
}

#[test]
fn the_linter_keeps_the_laws_with_unions() {
    keeps_the_laws(&[file("tests/laws/unions.yaml")], 200, 1000);
}

/// Small documents that people have published, with unions and with formats.
const PUBLISHED: [&str; 2] = ["apideck.com__lead.json", "openstf.io.json"];

#[test]
fn the_linter_keeps_the_laws_with_published_documents() {
    let folder = file("../shared/corpus/openapi");
    if !folder.exists() {
        println!(
            "skipped: the published documents are not at {}",
            folder.display()
        );
        return;
    }
    let documents = PUBLISHED.map(|name| folder.join(name));
    keeps_the_laws(&documents, 16, 200);
}
