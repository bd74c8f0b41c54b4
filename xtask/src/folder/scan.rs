//! Reading what is there. Only regular files are opened, and no link is followed.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use specwright_codegen::{Change, Files, drift};
use specwright_spec::input::{self, DEFAULT_LIMIT, FileKind, Limit, Origin};
use specwright_spec::sanitize;

use super::{MANIFEST, OWNED, Reason};
use crate::codegen::Error;

/// What the paths that the generator owns hold.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    /// The texts of the files, by path from the crate's folder.
    texts: BTreeMap<String, String>,
    /// Everything that the generator cannot have written, by path, with the reason.
    pub(crate) others: BTreeMap<String, Reason>,
}

impl Contents {
    /// Compares the files with what is there.
    pub(crate) fn drift<'f>(&self, files: &'f Files) -> Vec<Change<'f>> {
        let mut changes = drift(files, &self.texts);
        // A path that holds no text is not missing.
        changes.retain(|change| !self.others.contains_key(&change.path));
        changes
    }
}

/// Reads the manifest and the owned folders.
///
/// # Errors
/// A folder cannot be read.
pub(crate) fn scan(root: &Path, files: &Files) -> Result<Contents, Error> {
    let mut contents = Contents::default();
    let owned = [MANIFEST].into_iter().chain(OWNED);
    let mut open: Vec<_> = owned
        .map(|name| (root.join(name), name.to_owned()))
        .collect();
    while let Some((path, name)) = open.pop() {
        let kind = match path.symlink_metadata() {
            Ok(metadata) => FileKind::of(metadata.file_type()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(Error::Io(path, error)),
        };
        let generated = files.get(&name);
        let found = match kind {
            Some(FileKind::Folder) if generated.is_none() => {
                children(&path, &name, &mut open, &mut contents)?;
                continue;
            }
            Some(kind) => Err(Reason::Kind(kind)),
            None => text(&path, generated.map_or(0, |file| file.text.len())),
        };
        match found {
            Ok(text) => drop(contents.texts.insert(name, text)),
            Err(reason) => drop(contents.others.insert(name, reason)),
        }
    }
    Ok(contents)
}

/// Adds what is in a folder to the paths that are still to be read.
fn children(
    path: &Path,
    name: &str,
    open: &mut Vec<(PathBuf, String)>,
    contents: &mut Contents,
) -> Result<(), Error> {
    let failed = |error| Error::Io(path.to_path_buf(), error);
    for entry in fs::read_dir(path).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        match entry.file_name().to_str() {
            Some(child) => open.push((entry.path(), format!("{name}/{child}"))),
            None => {
                let name = format!("{name}/{}", sanitize::unicode(&entry.file_name()));
                contents.others.insert(name, Reason::NotUtf8);
            }
        }
    }
    Ok(())
}

/// Reads a regular file in whose place so many bytes would be written.
fn text(path: &Path, expected: usize) -> Result<String, Reason> {
    // A large document makes large files: what is written must be readable the next time.
    let limit = Limit::new(2 * expected as u64).max(DEFAULT_LIMIT);
    let bytes = input::read(path, Origin::Content, limit).map_err(|error| match error.kind {
        input::ErrorKind::WrongKind(kind) => Reason::Kind(kind),
        input::ErrorKind::TooLarge(limit) => Reason::TooLarge(limit),
        input::ErrorKind::NotFound
        | input::ErrorKind::PermissionDenied
        | input::ErrorKind::Replaced
        | input::ErrorKind::Outside(_)
        | input::ErrorKind::Io(_) => Reason::Unreadable,
    })?;
    String::from_utf8(bytes).map_err(|_| Reason::NotUtf8)
}
