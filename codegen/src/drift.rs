//! The difference between what the generator writes and what is there.

use std::collections::BTreeMap;

use crate::files::{File, Files};
use crate::stamp::{self, Author};

/// The reason why a file is not what the generator writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The file is not there.
    Missing,
    /// The generator wrote the file, but writes it no more.
    Stale,
    /// The generator wrote the file, and somebody edited it.
    Edited,
    /// The generator wrote the file and writes it no more, and somebody edited it.
    EditedAndStale,
    /// The file has no header of the generator: somebody else wrote it.
    Foreign,
    /// The document is another one than the file was generated from.
    DocumentChanged,
    /// The document is the same: the generator writes something else now.
    GeneratorChanged,
}

impl std::fmt::Display for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Missing => "the file is missing",
            Self::Stale => "nothing generates this file any more",
            Self::Edited => "someone edited this file",
            Self::EditedAndStale => "someone edited or copied this file, and nothing generates it",
            Self::Foreign => "the generator did not write this file",
            Self::DocumentChanged => "the spec changed",
            Self::GeneratorChanged => "the generator changed",
        })
    }
}

/// One file that is not as it should be.
#[derive(Debug)]
pub struct Change<'f> {
    /// The path from the crate's folder.
    pub path: String,
    /// The reason.
    pub cause: Cause,
    /// The text that is there, if any.
    pub old: Option<String>,
    /// The file that should be there, if any.
    pub new: Option<&'f File>,
}

/// Compares the files with the texts that are there, by path.
#[must_use]
pub fn drift<'f>(files: &'f Files, there: &BTreeMap<String, String>) -> Vec<Change<'f>> {
    let manifests = (there.get("Cargo.toml"), files.get("Cargo.toml"));
    let same_document = match manifests {
        (Some(old), Some(new)) => stamp::named_document(old) == stamp::named_document(&new.text),
        _ => false,
    };
    let mut changes = Vec::new();
    for file in files.iter() {
        let old = there.get(file.path.as_str());
        if old.is_some_and(|old| old.replace("\r\n", "\n") == file.text) {
            continue;
        }
        let cause = match old.map(|old| stamp::author(&file.path, old)) {
            None => Cause::Missing,
            Some(Author::Other) => Cause::Foreign,
            Some(Author::Edited) => Cause::Edited,
            Some(Author::Generator) if same_document => Cause::GeneratorChanged,
            Some(Author::Generator) => Cause::DocumentChanged,
        };
        changes.push(Change {
            path: file.path.to_string(),
            cause,
            old: old.cloned(),
            new: Some(file),
        });
    }
    for (path, old) in there {
        if files.get(path).is_some() {
            continue;
        }
        let cause = match stamp::author(path, old) {
            Author::Generator => Cause::Stale,
            Author::Edited => Cause::EditedAndStale,
            Author::Other => Cause::Foreign,
        };
        changes.push(Change {
            path: path.clone(),
            cause,
            old: Some(old.clone()),
            new: None,
        });
    }
    changes
}
