//! What is let through by name: every defect is safe to allow, and told of all the same.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use specwright_spec::error::Weight;
use specwright_spec::{Allowed, Code, Errors};
use xtask::codegen::{Error, Target, generate, write};

use crate::cases;

fn target(spec: &Path) -> Target {
    Target::other(spec.to_path_buf(), PathBuf::new(), Some("case".to_owned()))
}

/// Generates from a document with all its defects allowed; what could not be let through.
fn waived(spec: &Path) -> Result<(BTreeSet<Code>, Errors), Errors> {
    let mut target = target(spec);
    let mut codes = BTreeSet::new();
    loop {
        target.allowed = Allowed::new(codes.clone()).unwrap();
        let errors = match generate(&target) {
            Ok(generated) => return Ok((codes, generated.notices)),
            Err(Error::Document(errors)) => errors,
            Err(other) => panic!("{}: {other}", spec.display()),
        };
        let found = errors.errors().iter().map(|error| error.code);
        let (defects, others): (Vec<_>, Vec<_>) =
            found.partition(|code| code.weight() == Weight::Defect);
        if !others.is_empty() {
            return Err(errors);
        }
        // A later step may find what an earlier one kept it from.
        let count = codes.len();
        codes.extend(defects);
        assert!(
            codes.len() > count,
            "{} was not let through",
            spec.display()
        );
    }
}

fn is_fatal(code: Code) -> bool {
    match code.weight() {
        Weight::Fatal | Weight::Unusable => true,
        Weight::Defect | Weight::Warning => false,
    }
}

#[test]
fn every_defect_is_safe_to_allow_and_is_told_of() {
    let mut seen = BTreeSet::new();
    for (name, spec) in cases::documents("reject") {
        let (codes, notices) = match waived(&spec) {
            Ok(waived) => waived,
            Err(errors) => {
                assert!(
                    errors.errors().iter().any(|error| is_fatal(error.code)),
                    "{name}: {errors}"
                );
                continue;
            }
        };
        let report = notices.to_string();
        for code in &codes {
            assert!(
                report.contains(&format!("warning[{code}]: ")),
                "{name}: {report}"
            );
        }
        assert!(!report.contains("error["), "{name}: {report}");
        assert!(
            report.contains("= note: allowed by name"),
            "{name}: {report}"
        );
        seen.extend(codes);
    }
    let mut defects = Code::ALL
        .iter()
        .filter(|code| code.weight() == Weight::Defect);
    assert!(defects.all(|code| seen.contains(code)), "{seen:?}");
}

#[test]
fn what_is_fatal_cannot_be_allowed() {
    for code in Code::ALL {
        assert_eq!(Allowed::new([*code]).is_err(), is_fatal(*code), "{code}");
        assert_eq!(code.as_str().parse(), Ok(*code));
    }
}

#[test]
fn only_what_is_not_allowed_is_refused() {
    let (_, spec) = cases::documents("reject")
        .into_iter()
        .find(|(name, _)| name == "several-mistakes")
        .unwrap();
    let mut target = target(&spec);
    let codes = |target: &Target| match generate(target) {
        Err(Error::Document(errors)) => {
            let errors = errors.errors().iter();
            errors.map(|error| error.code).collect::<Vec<_>>()
        }
        Err(other) => panic!("{other}"),
        Ok(_) => Vec::new(),
    };
    let all = codes(&target);
    let first = all
        .iter()
        .copied()
        .find(|code| code.weight() == Weight::Defect);
    let first = first.unwrap();
    target.allowed = Allowed::new([first]).unwrap();
    let expected: Vec<Code> = all.into_iter().filter(|code| *code != first).collect();
    assert!(!expected.is_empty());
    assert_eq!(codes(&target), expected);
}

#[test]
fn a_strict_run_refuses_what_is_a_warning() {
    for (name, spec) in cases::documents("warn") {
        let mut target = target(&spec);
        let codes: BTreeSet<Code> = match generate(&target) {
            Ok(generated) => generated
                .notices
                .errors()
                .iter()
                .map(|error| error.code)
                .collect(),
            Err(error) => panic!("{name}: {error}"),
        };
        target.allowed = Allowed::default().strict();
        let Err(Error::Document(errors)) = generate(&target) else {
            panic!("{name} must be refused");
        };
        assert!(errors.to_string().starts_with("error["), "{name}: {errors}");
        target.allowed = Allowed::new(codes).unwrap().strict();
        assert!(generate(&target).is_ok(), "{name}");
    }
}

#[test]
fn warnings_are_printed_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let (_, spec) = cases::documents("warn")
        .into_iter()
        .find(|(name, _)| name == "idle-keyword")
        .unwrap();
    let target = Target::other(spec, folder.path().join("out"), None);
    let report = write(&target).unwrap().report;
    assert!(report.starts_with("warning["), "{report}");
    assert!(
        report.contains("\n\n2 warnings in spec.yaml\n\n"),
        "{report}"
    );
}

/// The crates of all documents with defects compile without a warning.
#[test]
fn what_was_let_through_compiles() {
    let folder = tempfile::tempdir().unwrap();
    for (name, spec) in cases::documents("reject") {
        if waived(&spec).is_ok() {
            let extension = spec.extension().unwrap();
            let copy = folder.path().join(name).with_extension(extension);
            std::fs::copy(&spec, copy).unwrap();
        }
    }
    let outcome = crate::compile::compiled(&[folder.path().to_path_buf()]);
    assert!(!outcome.failed, "{}", outcome.report);
}
