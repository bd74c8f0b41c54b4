//! Every emit case compiles by itself without a warning, and its types keep the laws on sampled instances.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use xtask::codegen::Target;
use xtask::corpus;
use xtask::laws::{self, Options};

use crate::cases;

#[test]
fn emit_cases_compile_without_a_warning_and_keep_the_laws() {
    let targets = cases::documents("emit").into_iter().map(|(name, spec)| {
        let mut target = Target::other(spec, PathBuf::new(), None);
        target.name = name;
        target
    });
    let options = Options {
        samples: 60,
        seed: 1,
    };
    let outcome = laws::types("cases", &targets.collect::<Vec<_>>(), options);
    let outcome = outcome.unwrap_or_else(|error| panic!("{error}"));
    assert!(!outcome.disagrees, "{}", outcome.report);
}

/// The verdicts of the public JSON Schema test suite, for all of it that OpenAPI 3.0 can say.
#[test]
fn types_agree_with_the_public_suite() {
    let suite =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/suites/json-schema-test-suite");
    if !suite.exists() {
        println!(
            "skipped: the JSON Schema test suite is not at {}",
            suite.display()
        );
        return;
    }
    let outcome = laws::suite(&suite).unwrap_or_else(|error| panic!("{error}"));
    assert!(!outcome.disagrees, "{}", outcome.report);
    assert!(
        outcome.report.contains("414 verdicts are right (100.0 %)"),
        "{}",
        outcome.report
    );
}

/// What `cargo xtask corpus` tells of the documents. Its crates have one folder, so that one run waits for the other.
pub(crate) fn compiled(paths: &[PathBuf]) -> corpus::Outcome {
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    corpus::run(paths, None, true, |_| {}).unwrap_or_else(|error| panic!("{error}"))
}

/// Small documents that people have published: with forms, files, header parameters, and some with mistakes of their own.
const PUBLISHED: [&str; 6] = [
    "browshot.com.json",
    "instagram.com.json",
    "openstf.io.json",
    "payments.service.gov.uk__payments.json",
    "swagger.io__generator.json",
    "xero.com__xero_assets.json",
];

#[test]
fn published_documents_compile_without_a_warning() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/openapi");
    if !folder.exists() {
        println!(
            "skipped: the published documents are not at {}",
            folder.display()
        );
        return;
    }
    let documents = PUBLISHED.map(|name| folder.join(name));
    let outcome = compiled(&documents);
    assert!(!outcome.failed, "{}", outcome.report);
}

/// Calls are behind a feature, which those that test types leave off.
#[test]
fn calls_of_emit_cases_compile_without_a_warning() {
    let documents = cases::documents("emit").into_iter();
    let documents: Vec<PathBuf> = documents.map(|(_, spec)| spec).collect();
    let outcome = compiled(&documents);
    assert!(!outcome.failed, "{}", outcome.report);
}
