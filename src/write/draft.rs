//! A file that is being written, and takes its place in the end.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use super::error::Error;
use super::leftover::affixes;
use super::metadata;
use super::place::{Kind, replaceable};
use crate::fnv::Fnv;

/// A file in the folder of its place. On Linux it has no name until it is whole, so that a run that is killed leaves nothing
/// behind, or a whole file that the next run can [`clear`](super::clear) away; elsewhere, and where the file system cannot do
/// so, it has a temporary name.
#[derive(Debug)]
pub(crate) struct Draft {
    file: File,
    hash: Fnv,
    name: Option<TempPath>,
    place: PathBuf,
}

impl Draft {
    /// Begins a file for a place, whose folder is [`resolved`](super::resolved).
    ///
    /// # Errors
    /// What is there may not be replaced, or the folder cannot be written to.
    pub(crate) fn begin(place: &Path, kind: Kind<'_>) -> Result<Self, Error> {
        let replaced = replaceable(place, kind)?;
        let folder = place.parent().ok_or(Error::NoName)?;
        let (file, name) = match unnamed(folder) {
            Some(file) => (file, None),
            None => {
                let (prefix, suffix) = affixes(Fnv::EMPTY);
                let (file, name) = named(folder, &prefix, suffix, new_file)?.into_parts();
                (file, Some(name))
            }
        };
        if let Some(replaced) = replaced {
            file.set_permissions(replaced.permissions())?;
            if let Kind::Fixed(_) = kind {
                metadata::copy(place, &replaced, &file)?;
            }
        }
        // Where there are no locks, nothing is cleared away.
        let _ = file.try_lock();
        Ok(Self {
            file,
            hash: Fnv::EMPTY,
            name,
            place: place.to_path_buf(),
        })
    }

    /// Puts the file in its place, if what is there may still be replaced.
    ///
    /// # Errors
    /// The place is as it was.
    pub(crate) fn settle(self, kind: Kind<'_>) -> Result<(), Error> {
        self.file.sync_all()?;
        replaceable(&self.place, kind)?;
        let name = match self.name {
            Some(name) => name,
            None => {
                let folder = self.place.parent().ok_or(Error::NoName)?;
                let (prefix, suffix) = affixes(self.hash);
                let link = |path: &Path| link(&self.file, path);
                named(folder, &prefix, suffix, link)?.into_temp_path()
            }
        };
        name.persist(&self.place).map_err(|error| error.error)?;
        Ok(())
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash = self.hash.with(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Makes something under a temporary name that is free.
fn named<R>(
    folder: &Path,
    prefix: &str,
    suffix: &str,
    make: impl FnMut(&Path) -> io::Result<R>,
) -> io::Result<NamedTempFile<R>> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix).suffix(suffix);
    builder.make_in(folder, make)
}

/// Opens what is no regular file, such as a pipe or a terminal, and so cannot be replaced.
#[allow(clippy::disallowed_methods, reason = "this is the one way out")]
pub(crate) fn special(path: &Path) -> io::Result<File> {
    File::options().write(true).open(path)
}

/// Creates a file with the permissions that any new file has.
#[allow(clippy::disallowed_methods, reason = "this is the one way out")]
fn new_file(path: &Path) -> io::Result<File> {
    File::options().write(true).create_new(true).open(path)
}

/// Creates a file without a name, where that is possible and it can be named later.
#[cfg(target_os = "linux")]
fn unnamed(folder: &Path) -> Option<File> {
    use rustix::fs::{Mode, OFlags};

    if !Path::new("/proc/self/fd").exists() {
        return None;
    }
    let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    let mode = Mode::from_raw_mode(0o666);
    rustix::fs::open(folder, flags, mode).ok().map(File::from)
}

#[cfg(target_os = "linux")]
fn link(file: &File, path: &Path) -> io::Result<()> {
    use std::os::fd::AsRawFd;

    use rustix::fs::{AtFlags, CWD};

    let unnamed = format!("/proc/self/fd/{}", file.as_raw_fd());
    rustix::fs::linkat(CWD, unnamed, CWD, path, AtFlags::SYMLINK_FOLLOW)?;
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn unnamed(_: &Path) -> Option<File> {
    None
}

#[cfg(not(target_os = "linux"))]
fn link(_: &File, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
