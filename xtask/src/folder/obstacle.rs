//! What a run must neither replace nor remove.

use std::fmt;
use std::path::{Path, PathBuf};

use specwright_codegen::{Cause, Change};
use specwright_spec::input::{FileKind, Limit};
use specwright_spec::sanitize;

use super::Contents;
use crate::codegen::Error;

/// A path that stops a run, and the reason. Displayed as one line.
#[derive(Debug)]
pub struct Obstacle {
    /// The path from the crate's folder.
    pub path: String,
    /// The reason.
    pub reason: Reason,
}

/// The reason why a path stops a run.
#[derive(Debug)]
pub enum Reason {
    /// The text is not, or not only, the generator's.
    Text(Cause),
    /// It is no regular file, or a folder where a file is to be written.
    Kind(FileKind),
    /// The file is larger than anything that the generator writes.
    TooLarge(Limit),
    /// The name or the text is not UTF-8.
    NotUtf8,
    /// The file cannot be read.
    Unreadable,
    /// The file may not be written to.
    ReadOnly,
    /// The file's folder may not be written to.
    ReadOnlyFolder,
    /// The document, or a file that it refers to.
    Input,
}

/// Finds what stops the changes. Edited files at paths that are generated do not, if edits are discarded.
///
/// # Errors
/// [`Error::Obstacles`] with everything that stops the changes.
pub(crate) fn find(
    root: &Path,
    contents: Contents,
    changes: &[Change<'_>],
    inputs: &[PathBuf],
    discard_edits: bool,
) -> Result<(), Error> {
    let resolved = root.canonicalize();
    let resolved = resolved.map_err(|error| Error::Io(root.to_path_buf(), error))?;
    let is_input = |path: &str| inputs.contains(&resolved.join(path));
    let mut found = Vec::new();
    let others = contents.others.into_iter();
    found.extend(others.map(|(path, reason)| Obstacle { path, reason }));
    for change in changes {
        let reason = if is_input(&change.path) {
            Some(Reason::Input)
        } else {
            of_text(root, change, discard_edits)
        };
        found.extend(reason.map(|reason| Obstacle {
            path: change.path.clone(),
            reason,
        }));
    }
    if found.is_empty() {
        return Ok(());
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Err(Error::Obstacles(root.to_path_buf(), found))
}

fn of_text(root: &Path, change: &Change<'_>, discard_edits: bool) -> Option<Reason> {
    let path = root.join(&change.path);
    match change.cause {
        Cause::Missing if is_read_only(path.parent()?) => Some(Reason::ReadOnlyFolder),
        Cause::Missing => None,
        Cause::Foreign | Cause::EditedAndStale => Some(Reason::Text(change.cause)),
        Cause::Edited if !discard_edits => Some(Reason::Text(change.cause)),
        Cause::Edited | Cause::Stale | Cause::DocumentChanged | Cause::GeneratorChanged => {
            if is_read_only(&path) {
                Some(Reason::ReadOnly)
            } else {
                is_read_only(path.parent()?).then_some(Reason::ReadOnlyFolder)
            }
        }
    }
}

/// Returns `true` if there is a file or folder that nobody may write to.
fn is_read_only(path: &Path) -> bool {
    let metadata = path.symlink_metadata();
    metadata.is_ok_and(|metadata| metadata.permissions().readonly())
}

impl Obstacle {
    /// Returns `true` if `--discard-edits` removes the obstacle.
    pub(crate) fn is_an_edit(&self) -> bool {
        matches!(self.reason, Reason::Text(Cause::Edited))
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", sanitize::line(&self.path), self.reason)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(cause) => cause.fmt(f),
            Self::Kind(kind) => write!(f, "{kind}, which the generator did not write"),
            Self::TooLarge(limit) => {
                write!(
                    f,
                    "larger than {limit}, so that the generator did not write it"
                )
            }
            Self::NotUtf8 => f.write_str("not UTF-8, so that the generator did not write it"),
            Self::Unreadable => f.write_str("the file cannot be read"),
            Self::ReadOnly => f.write_str("the file is read-only"),
            Self::ReadOnlyFolder => f.write_str("the folder of the file is read-only"),
            Self::Input => f.write_str("this file is the document, or a part of it"),
        }
    }
}
