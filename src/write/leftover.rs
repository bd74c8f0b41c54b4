//! What a run leaves behind that is killed between naming a whole file and moving it to its place.

use std::fs;
use std::path::Path;

use specwright_spec::input::{self, DEFAULT_LIMIT, Origin};

use crate::fnv::Fnv;

const PREFIX: &str = ".specwright-";
const SUFFIX: &str = ".tmp";

/// Returns how the temporary name of a whole file begins and ends: the hash of its bytes is in it.
pub(super) fn affixes(hash: Fnv) -> (String, &'static str) {
    (format!("{PREFIX}{hash}-"), SUFFIX)
}

/// Removes what killed runs have left in a folder: files whose names have the hash of their bytes, and which no run holds.
///
/// Nothing depends on it, so that errors are no failure.
#[allow(
    clippy::disallowed_methods,
    reason = "the name has the hash of the file"
)]
pub(crate) fn clear(folder: &Path) {
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    for entry in folder.read_dir().into_iter().flatten().flatten() {
        if let Some(hash) = entry.file_name().to_str().and_then(hash)
            && is_left(&entry.path(), hash)
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn hash(name: &str) -> Option<&str> {
    let (hash, _) = name
        .strip_prefix(PREFIX)?
        .strip_suffix(SUFFIX)?
        .split_once('-')?;
    Some(hash)
}

fn is_left(path: &Path, hash: &str) -> bool {
    // A run locks its file before the file has a name, and holds the lock until it is moved or the run is gone.
    let file = input::open(path, Origin::Content);
    let is_free = file.is_ok_and(|file| file.try_lock_shared().is_ok());
    let bytes = || input::read(path, Origin::Content, DEFAULT_LIMIT);
    is_free && bytes().is_ok_and(|bytes| Fnv::EMPTY.with(&bytes).to_string() == hash)
}
