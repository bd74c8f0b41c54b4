//! What the tests of loading share.

use super::{Document, load};
use crate::diagnostics::Tolerance;
use crate::error::{Error, Errors};
use crate::source::Source;

/// Loads a document, unless it has a defect.
pub(super) fn sound(source: Source) -> Result<Document, Errors> {
    load(source)?.judged(Tolerance::STRICT)
}

/// A document of OpenAPI 3.0 with `paths` as given: in the same line if in braces, else below, indented by two.
pub(super) fn document(paths: &str) -> String {
    let gap = if paths.starts_with('{') { " " } else { "\n  " };
    format!("openapi: 3.0.3\ninfo: {{title: t, version: v}}\npaths:{gap}{paths}\n")
}

/// The mistakes of a text, each as `code line:column message`.
pub(super) fn findings(text: &str) -> Vec<String> {
    let source = Source::new("test", text);
    let shown = |error: &Error| {
        let place = source.position(error.span.start);
        format!("{} {place} {}", error.code, error.message)
    };
    match sound(source.clone()) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.errors().iter().map(shown).collect(),
    }
}

/// What the mistakes of a text advise.
pub(super) fn helps(text: &str) -> Vec<String> {
    match sound(Source::new("test", text)) {
        Ok(_) => Vec::new(),
        Err(errors) => errors
            .errors()
            .iter()
            .filter_map(|error| error.help.clone())
            .collect(),
    }
}

/// Asserts that a text has one mistake, which starts like `expected`.
#[track_caller]
pub(super) fn only(text: &str, expected: &str) {
    let findings = findings(text);
    assert!(
        findings.len() == 1 && findings[0].starts_with(expected),
        "expected `{expected}`, found {findings:#?}"
    );
}
