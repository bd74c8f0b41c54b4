//! Documents whose every text is hostile, and what must hold for the crates that are generated from them.

pub mod check;
pub mod compile;
pub mod document;
pub mod fragments;
pub mod names;
mod tokens;

use std::collections::BTreeSet;
use std::{fmt, io};

use specwright_spec::Errors;

use self::compile::{Depth, Tested};
use self::document::Made;
use self::fragments::{FRAGMENTS, Fragment, HARMLESS};

/// Why no crate is made.
#[derive(Debug)]
pub enum Error {
    /// The seed document is not YAML.
    Seed(serde_yaml::Error),
    /// The document is refused for a reason that no fragment is the cause of.
    Refused(Errors),
    /// A crate cannot be written, or cargo cannot be started.
    Io(io::Error),
    /// No fragment has that name.
    Unknown(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Seed(error) => write!(f, "the seed document is not YAML: {error}"),
            Self::Refused(errors) => write!(f, "the document is refused:\n{errors}"),
            Self::Io(error) => error.fmt(f),
            Self::Unknown(name) => write!(f, "no fragment has the name `{name}`"),
        }
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The oldest toolchain that generated crates are documented with.
const OLDEST: &str = "1.91";

/// Makes a crate for each fragment, or for the one of that name, and returns what is wrong with them.
///
/// # Errors
/// No crate can be made or compiled.
pub fn run(only: Option<&str>, progress: &mut dyn FnMut(&str)) -> Result<Vec<String>, Error> {
    let chosen: Vec<&Fragment<'_>> = FRAGMENTS
        .iter()
        .filter(|fragment| only.is_none_or(|name| name == fragment.name))
        .collect();
    if let (Some(name), []) = (only, chosen.as_slice()) {
        return Err(Error::Unknown(name.to_owned()));
    }
    let mut toolchains = vec![None];
    if compile::is_installed(OLDEST) {
        toolchains.push(Some(OLDEST));
    } else {
        progress(&format!("skipped: the toolchain {OLDEST} is not installed"));
    }
    let harmless = document::make(1, &|_| HARMLESS)?;
    let mut wrong = Vec::new();
    for toolchain in toolchains {
        let expected = compile::test("harmless", &harmless.files, Depth::Test, toolchain)?;
        for fragment in &chosen {
            progress(fragment.name);
            let made = document::make(1, &|_| **fragment)?;
            let tested = compile::test(fragment.name, &made.files, Depth::Test, toolchain)?;
            wrong.extend(compare(fragment.name, &made, &harmless, &tested, &expected));
        }
    }
    Ok(wrong)
}

/// What is wrong with a crate, beside one of a document that is the same but for its fragments.
#[must_use]
pub fn compare(
    name: &str,
    made: &Made<'_>,
    harmless: &Made<'_>,
    tested: &Tested,
    expected: &Tested,
) -> Vec<String> {
    let mut wrong = read(name, made, harmless);
    for (name, failure) in [(name, &tested.failure), ("harmless", &expected.failure)] {
        if let Some(failure) = failure {
            wrong.push(format!("{name}: cargo failed:\n{failure}"));
        }
    }
    if tested.tests != expected.tests {
        let (found, wanted) = (tested.tests, expected.tests);
        wrong.push(format!("{name}: {found} tests ran, not {wanted}"));
    }
    wrong
}

/// What is wrong with the text of a crate: what became something else than text, and what was lost.
#[must_use]
pub fn read(name: &str, made: &Made<'_>, harmless: &Made<'_>) -> Vec<String> {
    let violations = check::files(&made.files, &made.slots);
    let mut wrong: Vec<String> = violations
        .iter()
        .map(|violation| format!("{name}: {violation}"))
        .collect();
    let shown = check::shown(&harmless.files, &harmless.slots);
    let still: BTreeSet<usize> = check::shown(&made.files, &made.slots);
    for id in shown.difference(&still) {
        let slot = &made.slots[*id];
        if slot.refused.is_none() {
            let fragment = slot.fragment.name;
            wrong.push(format!("{name}: `{fragment}` is lost at {slot}"));
        }
    }
    wrong
}
