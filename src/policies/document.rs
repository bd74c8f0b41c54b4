//! The documents that policies are made of.

use std::path::Path;

use specwright_spec::input::{self, ErrorKind, Limit, Origin};
use specwright_spec::{encoding, sanitize};

use super::{Failure, Wishes};
use crate::config::{self, Config, Entry};
use crate::contract::Contracts;
use crate::root;

/// A document, by who named it.
#[derive(Clone, Copy, Debug)]
pub enum Spec<'p> {
    /// The built-in one.
    BuiltIn,
    /// The command line names it: any file or pipe.
    CommandLine(&'p Path),
    /// The configuration of the folder names it: a file of the same repository.
    Config(&'p Path, &'p Path),
}

impl<'p> Spec<'p> {
    pub(super) fn of_entry(config: &'p Config, entry: &'p Entry) -> Self {
        let path = entry.spec.as_deref();
        path.map_or(Self::BuiltIn, |path| Self::Config(&config.folder, path))
    }

    pub(super) fn path(self) -> Option<&'p Path> {
        match self {
            Self::BuiltIn => None,
            Self::CommandLine(path) | Self::Config(_, path) => Some(path),
        }
    }

    /// Reads its bytes.
    fn read(self, path: &Path, limit: Limit) -> Result<Vec<u8>, input::Error> {
        match self {
            Self::BuiltIn | Self::CommandLine(_) => input::read(path, Origin::CommandLine, limit),
            Self::Config(folder, _) => {
                let file = input::inside(&root::of(folder), path)?;
                input::read(&file, Origin::Content, limit)
            }
        }
    }
}

/// Loads the contracts of the document at a path.
pub(super) fn read(spec: Spec<'_>, path: &Path, wishes: &Wishes) -> Result<Contracts, Failure> {
    let name = config::shown(path);
    let bytes = spec.read(path, wishes.limit).map_err(|error| {
        let (name, kind) = (sanitize::line(&name), error.kind);
        let other_way = match matches!(kind, ErrorKind::Outside(_)) {
            true => ", or name it with `--spec`",
            false => "",
        };
        Failure::Message(format!("`{name}` cannot be read: {kind}{other_way}"))
    })?;
    let folder = path.parent().unwrap_or(Path::new(""));
    encoding::source(&name, &bytes)
        .and_then(|source| Contracts::of_document(source, folder, wishes.limit))
        .and_then(|contracts| match wishes.strict {
            true => contracts.strict(),
            false => Ok(contracts),
        })
        .map_err(|errors| Failure::Document(Box::new(errors)))
}
