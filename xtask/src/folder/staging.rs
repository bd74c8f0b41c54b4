//! Writing all files or none: each is first written to `.specwright`, and moved to its place when all are there.
//!
//! A killed run leaves `.specwright` behind, and maybe some files in their places, whose digests prove them. The next run
//! removes the folder: under the lock, nobody else uses it. To remove nothing else, it knows every name in there: `owner`,
//! whose text says whose folder it is, and numbers.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;

use specwright_codegen::{Cause, Change};
use specwright_spec::input::{self, Limit, Origin};

use super::obstacle::{Obstacle, Reason};
use crate::codegen::Error;

/// The folder for files that are not yet in their places.
const STAGING: &str = ".specwright";
/// The file that says which process uses the folder.
const OWNER: &str = "owner";
/// The text of that file, up to the number of the process.
const MARK: &str = "specwright codegen, process ";

/// Makes the changes: writes all new texts beside their places, removes what is stale, and moves the new files to their
/// places.
///
/// # Errors
/// A file cannot be written, moved or removed. Nothing was changed if it could not be written.
pub(crate) fn apply(root: &Path, changes: &[Change<'_>]) -> Result<(), Error> {
    if changes.is_empty() {
        return Ok(());
    }
    let staging = Staging::create(root)?;
    let mut moves = Vec::new();
    for (number, change) in changes.iter().enumerate() {
        let Some(file) = change.new else { continue };
        let path = root.join(&file.path);
        let staged = staging.write(number, &file.text).and_then(|staged| {
            if change.old.is_some() {
                fs::set_permissions(&staged, path.symlink_metadata()?.permissions())?;
            }
            Ok(staged)
        });
        let staged = staged.map_err(|error| Error::Io(path.clone(), error))?;
        moves.push((staged, file.path.as_str(), path));
    }
    // First, as a stale name that differs only in case is the new file's on some systems.
    for change in changes.iter().filter(|change| change.new.is_none()) {
        let path = root.join(&change.path);
        fs::remove_file(&path).map_err(|error| Error::Io(path.clone(), error))?;
        prune(root, &path);
    }
    for (staged, name, path) in moves {
        let moved = folders(root, name).and_then(|()| fs::rename(staged, &path));
        moved.map_err(|error| Error::Io(path, error))?;
    }
    Ok(())
}

/// Removes what a killed run has left in `.specwright`. The folder must be locked.
///
/// # Errors
/// Something else is in there, or a file cannot be removed.
pub(crate) fn clear(root: &Path) -> Result<(), Error> {
    let folder = root.join(STAGING);
    let failed = |error| Error::Io(folder.clone(), error);
    match folder.symlink_metadata() {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => return Err(foreign(root, vec![STAGING.to_owned()])),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(error)),
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).map_err(failed)? {
        names.push(
            entry
                .map_err(failed)?
                .file_name()
                .to_string_lossy()
                .into_owned(),
        );
    }
    let is_owned = owner_text(root)
        .is_some_and(|text| MARK.starts_with(text.as_str()) || text.starts_with(MARK));
    names.retain(|name| name != OWNER || !is_owned);
    let is_staged = |name: &String| {
        is_owned
            && name.parse::<usize>().is_ok()
            && folder
                .join(name)
                .symlink_metadata()
                .is_ok_and(|metadata| metadata.is_file())
    };
    let (staged, others): (Vec<_>, Vec<_>) = names.into_iter().partition(is_staged);
    if !others.is_empty() {
        let others = others.iter().map(|name| format!("{STAGING}/{name}"));
        return Err(foreign(root, others.collect()));
    }
    remove(&folder, &staged, is_owned).map_err(failed)
}

/// Returns the number of the process that uses the folder, if it has come so far as to say so.
pub(super) fn owner(root: &Path) -> Option<u32> {
    owner_text(root)?
        .strip_prefix(MARK)?
        .trim_end()
        .parse()
        .ok()
}

fn owner_text(root: &Path) -> Option<String> {
    const LONGEST: Limit = Limit::new(128);
    let path = root.join(STAGING).join(OWNER);
    String::from_utf8(input::read(&path, Origin::Content, LONGEST).ok()?).ok()
}

/// Removes the staging folder. The owner goes last: without it nothing proves the other files.
fn remove(folder: &Path, staged: &[String], is_owned: bool) -> io::Result<()> {
    for name in staged {
        fs::remove_file(folder.join(name))?;
    }
    if is_owned {
        fs::remove_file(folder.join(OWNER))?;
    }
    fs::remove_dir(folder)
}

fn foreign(root: &Path, paths: Vec<String>) -> Error {
    let obstacles = paths.into_iter().map(|path| Obstacle {
        path,
        reason: Reason::Text(Cause::Foreign),
    });
    Error::Obstacles(root.to_path_buf(), obstacles.collect())
}

/// Creates the folders above a file. None of them is a link.
fn folders(root: &Path, name: &str) -> io::Result<()> {
    for (end, _) in name.match_indices('/') {
        let folder = root.join(&name[..end]);
        match fs::create_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if !folder.symlink_metadata()?.is_dir() {
                    return Err(error);
                }
            }
            outcome => outcome?,
        }
    }
    Ok(())
}

/// Removes the folders above a removed file that are empty now.
fn prune(root: &Path, path: &Path) {
    let above = path
        .ancestors()
        .skip(1)
        .take_while(|folder| *folder != root);
    for folder in above {
        // Fails if something else is in the folder.
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}

/// The staging folder of this run, removed when it is dropped.
struct Staging {
    folder: PathBuf,
}

impl Staging {
    /// Creates the folder, which must not be there.
    fn create(root: &Path) -> Result<Self, Error> {
        let folder = root.join(STAGING);
        let failed = |error| Error::Io(folder.clone(), error);
        fs::create_dir(&folder).map_err(failed)?;
        let staging = Self {
            folder: folder.clone(),
        };
        let owner = format!("{MARK}{}\n", process::id());
        new_file(&folder.join(OWNER), &owner).map_err(failed)?;
        Ok(staging)
    }

    fn write(&self, number: usize, text: &str) -> io::Result<PathBuf> {
        let path = self.folder.join(number.to_string());
        new_file(&path, text)?;
        Ok(path)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed now, the next run removes.
        if let Some(root) = self.folder.parent() {
            let _ = clear(root);
        }
    }
}

/// Writes a file that must not be there. Its mode is what the user's mask leaves of that of new files.
fn new_file(path: &Path, text: &str) -> io::Result<()> {
    File::create_new(path)?.write_all(text.as_bytes())
}
