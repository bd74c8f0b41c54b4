//! One run at a time in a folder.
//!
//! The lock is the operating system's, on the folder itself, so that it ends with the process however that ends, and leaves
//! nothing behind. Windows locks no folders: there it is on the file `.specwright.lock` in the folder, which stays.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use specwright_spec::sanitize;

use super::staging;
use crate::codegen::Error;

/// A run that waits longer than this says so.
const PATIENCE: Duration = Duration::from_secs(1);
/// The time between two attempts until then.
const PAUSE: Duration = Duration::from_millis(10);

/// The lock of a folder, until it is dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

/// Creates the folder if it is not there, and waits until no other run uses it.
///
/// # Errors
/// The folder can be neither opened nor created.
pub(crate) fn exclusive(folder: &Path, progress: fn(&str)) -> Result<Lock, Error> {
    let failed = |error| Error::Io(folder.to_path_buf(), error);
    fs::create_dir_all(folder).map_err(failed)?;
    let file = writable(folder).map_err(failed)?;
    Ok(wait(file, folder, progress, File::try_lock, File::lock))
}

/// Waits until no run writes to the folder; returns `None` if there is no such folder. Writes nothing.
///
/// # Errors
/// The folder cannot be opened.
pub(crate) fn shared(folder: &Path, progress: fn(&str)) -> Result<Option<Lock>, Error> {
    match readable(folder) {
        Ok(file) => {
            let lock = wait(
                file,
                folder,
                progress,
                File::try_lock_shared,
                File::lock_shared,
            );
            Ok(Some(lock))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::Io(folder.to_path_buf(), error)),
    }
}

fn wait(
    file: File,
    folder: &Path,
    progress: fn(&str),
    attempt: fn(&File) -> Result<(), TryLockError>,
    block: fn(&File) -> io::Result<()>,
) -> Lock {
    let start = Instant::now();
    let mut outcome = attempt(&file);
    while matches!(outcome, Err(TryLockError::WouldBlock)) && start.elapsed() < PATIENCE {
        thread::sleep(PAUSE);
        outcome = attempt(&file);
    }
    let outcome = match outcome {
        Ok(()) => Ok(()),
        Err(TryLockError::Error(error)) => Err(error),
        Err(TryLockError::WouldBlock) => {
            let holder = staging::owner(folder);
            let holder = holder.map_or(String::new(), |process| format!(" (process {process})"));
            progress(&format!(
                "waiting for another run{holder} to finish with {}",
                sanitize::path(folder)
            ));
            block(&file)
        }
    };
    if let Err(error) = outcome {
        // Some network file systems have no locks. To refuse them would help nobody.
        progress(&format!(
            "{} cannot be locked ({error}); start no second run before this one ends",
            sanitize::path(folder)
        ));
    }
    Lock { _file: file }
}

#[cfg(unix)]
fn writable(folder: &Path) -> io::Result<File> {
    readable(folder)
}

#[cfg(unix)]
fn readable(folder: &Path) -> io::Result<File> {
    // To open a pipe would block.
    if !folder.metadata()?.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    File::open(folder)
}

#[cfg(not(unix))]
const FILE: &str = ".specwright.lock";

#[cfg(not(unix))]
fn writable(folder: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(false);
    options.open(folder.join(FILE))
}

#[cfg(not(unix))]
fn readable(folder: &Path) -> io::Result<File> {
    File::open(folder.join(FILE))
}
