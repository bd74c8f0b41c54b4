//! Documents whose every text is hostile, and what must hold for the crates that are generated from them.

pub mod check;
pub mod document;
pub mod fragments;
pub mod names;
mod tokens;

use std::fmt;

use specwright_spec::Errors;

/// Why no crate is made.
#[derive(Debug)]
pub enum Error {
    /// The seed document is not YAML.
    Seed(serde_yaml::Error),
    /// The document is refused for a reason that no fragment is the cause of.
    Refused(Errors),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Seed(error) => write!(f, "the seed document is not YAML: {error}"),
            Self::Refused(errors) => write!(f, "the document is refused:\n{errors}"),
        }
    }
}

impl std::error::Error for Error {}
