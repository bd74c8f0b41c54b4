//! Where a file goes, and what it may take the place of.

use std::fs::Metadata;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use specwright_spec::input::{self, DEFAULT_LIMIT, FileKind, Limit, Origin};

use super::error::Error;
use super::metadata;
use crate::baseline::text;
use crate::report::Style;

/// What a file is to hold, which says what it may take the place of.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind<'a> {
    /// A report, which replaces a report of the same format, or an empty file.
    Report(Style),
    /// A baseline, which replaces a baseline.
    Baseline,
    /// A fixed payload, which replaces the bytes that it was made from.
    Fixed(&'a [u8]),
}

/// Returns the path with its folder's links resolved. What is at the path itself is left open.
pub(crate) fn resolved(path: &Path) -> Result<PathBuf, Error> {
    let folder = path.parent().ok_or(Error::NoName)?;
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    Ok(folder
        .canonicalize()?
        .join(path.file_name().ok_or(Error::NoName)?))
}

/// Returns the file that is at a path, if there is one, and an error if it may not be replaced.
pub(super) fn replaceable(path: &Path, kind: Kind<'_>) -> Result<Option<Metadata>, Error> {
    let found = match path.symlink_metadata() {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return match kind {
                Kind::Report(_) | Kind::Baseline => Ok(None),
                Kind::Fixed(_) => Err(Error::Changed),
            };
        }
        Err(error) => return Err(error.into()),
    };
    match FileKind::of(found.file_type()) {
        None => {}
        Some(FileKind::Link) => return Err(Error::Link),
        Some(kind) => return Err(Error::WrongKind(kind)),
    }
    match kind {
        Kind::Report(style) => {
            let begins = begin(path)?;
            if !begins.is_empty() && !style.is_begun_by(&begins) {
                return Err(Error::NoReport(style));
            }
        }
        Kind::Baseline => {
            let bytes = input::read(path, Origin::Content, DEFAULT_LIMIT);
            if !bytes.is_ok_and(|bytes| text::parse(&bytes).is_some()) {
                return Err(Error::NoBaseline);
            }
        }
        Kind::Fixed(old) => {
            metadata::check(path, &found)?;
            let limit = Limit::new(old.len() as u64);
            let now = input::read(path, Origin::Content, limit);
            if !now.is_ok_and(|now| now == old) {
                return Err(Error::Changed);
            }
        }
    }
    Ok(Some(found))
}

/// Reads as much as tells a report's format.
fn begin(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let file = input::open(path, Origin::Content).map_err(io::Error::other)?;
    file.take(1 << 12).read_to_end(&mut bytes)?;
    Ok(bytes)
}
