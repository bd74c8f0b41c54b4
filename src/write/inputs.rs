//! The files that a run reads.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::error::Error;

/// The files of a run that no report may take the place of.
#[derive(Debug, Default)]
pub(crate) struct Inputs(HashSet<Identity>);

/// A file, whatever its names are.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Identity {
    #[cfg(unix)]
    Node(u64, u64),
    #[cfg(not(unix))]
    Path(PathBuf),
}

impl Inputs {
    /// The files that are at these paths.
    pub(crate) fn new(paths: impl Iterator<Item = PathBuf>) -> Self {
        Self(paths.filter_map(|path| Identity::of(&path)).collect())
    }

    /// Returns an error if the path is another name of an input.
    pub(crate) fn check(&self, path: &Path) -> Result<(), Error> {
        match Identity::of(path).is_some_and(|file| self.0.contains(&file)) {
            true => Err(Error::Input),
            false => Ok(()),
        }
    }
}

impl Identity {
    #[cfg(unix)]
    fn of(path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;

        let found = path.metadata().ok()?;
        Some(Self::Node(found.dev(), found.ino()))
    }

    #[cfg(not(unix))]
    fn of(path: &Path) -> Option<Self> {
        path.canonicalize().ok().map(Self::Path)
    }
}
