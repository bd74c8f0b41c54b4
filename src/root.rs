//! The folder that a cloned repository's own files may name files in.

use std::path::{Path, PathBuf};

/// Returns the repository that a folder is in, which is the nearest folder above it or itself that has a `.git`; without one,
/// the folder itself.
///
/// A configuration may name documents of its repository, and a link in a folder may lead there, but no further: what is
/// found in a file goes into reports, and a stranger's repository must not choose which of the user's files that is.
pub(crate) fn of(folder: &Path) -> PathBuf {
    // An empty path is the folder that the program runs in.
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.into());
    let is_repository = |folder: &&Path| folder.join(".git").symlink_metadata().is_ok();
    let repository = folder.ancestors().find(is_repository);
    repository.unwrap_or(&folder).to_path_buf()
}
