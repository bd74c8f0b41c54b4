//! The difference between what the generator writes and what is there.

use std::collections::BTreeMap;

use crate::files::{File, Files};
use crate::stamp;

/// Why a file is not what the generator writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The file is not there.
    Missing,
    /// The file is there, but nothing writes it any more.
    Stale,
    /// The text is not what the generator wrote: somebody edited it.
    Edited,
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
            Self::DocumentChanged => "the spec changed",
            Self::GeneratorChanged => "the generator changed",
        })
    }
}

/// One file that is not as it should be.
#[derive(Debug)]
pub struct Change<'f> {
    /// The path from the crate's root.
    pub path: String,
    /// Why.
    pub cause: Cause,
    /// What is there, if anything.
    pub old: Option<String>,
    /// What should be there, if anything.
    pub new: Option<&'f File>,
}

/// Compares the files with what is there, by path.
#[must_use]
pub fn drift<'f>(files: &'f Files, there: &BTreeMap<String, String>) -> Vec<Change<'f>> {
    let manifests = (there.get("Cargo.toml"), files.get("Cargo.toml"));
    let same_document = match manifests {
        (Some(old), Some(new)) => stamp::named_document(old) == stamp::named_document(&new.text),
        _ => false,
    };
    let mut changes = Vec::new();
    for file in files.iter() {
        let old = there.get(&file.path);
        if old.is_some_and(|old| old.replace("\r\n", "\n") == file.text) {
            continue;
        }
        let cause = match old {
            None => Cause::Missing,
            Some(old) if !stamp::is_untouched(old) => Cause::Edited,
            Some(_) if same_document => Cause::GeneratorChanged,
            Some(_) => Cause::DocumentChanged,
        };
        changes.push(Change {
            path: file.path.clone(),
            cause,
            old: old.cloned(),
            new: Some(file),
        });
    }
    for (path, old) in there {
        if files.get(path).is_none() {
            changes.push(Change {
                path: path.clone(),
                cause: Cause::Stale,
                old: Some(old.clone()),
                new: None,
            });
        }
    }
    changes
}
