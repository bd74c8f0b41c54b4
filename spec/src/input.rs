//! The one way in which documents, payloads, configurations, baselines and scenarios are read.
//!
//! [`Origin`] says who named a path, and so what may be there: the user may name a regular file or a pipe, anything else may
//! name a regular file only, and no link is followed for it. Sockets, devices and folders are refused before they are
//! opened. What was opened is checked again through its handle, so that a path that changes in between is refused too.
//! No input is read beyond its [`Limit`].

mod limit;

use std::fmt;
use std::fs::{File, FileType, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::sanitize;

pub use self::limit::{DEFAULT_LIMIT, Limit, NotALimit};

/// Who named a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The user, on the command line: a regular file or a pipe, such as `<(..)`; links are followed.
    CommandLine,
    /// A folder walk, a configuration or a document: a regular file, and no link. A path that may be a link, or may lead
    /// out of its folder, goes through [`inside`] first.
    Content,
}

/// A path that cannot be read, and the reason. Displayed as one line.
#[derive(Debug)]
pub struct Error {
    /// The path, as it was named; `-` for the standard input.
    pub path: PathBuf,
    /// The reason.
    pub kind: ErrorKind,
}

/// The reason why a path cannot be read. Displayed without the path.
#[derive(Debug)]
pub enum ErrorKind {
    /// There is no such file.
    NotFound,
    /// The user may not read it.
    PermissionDenied,
    /// The path names something that is never read, or not for this [`Origin`].
    WrongKind(FileKind),
    /// Another file took its place while it was opened.
    Replaced,
    /// The path leads out of the folder, which is given, that it must be in.
    Outside(PathBuf),
    /// The file is larger than the limit.
    TooLarge(Limit),
    /// Any other error of the operating system.
    Io(io::Error),
}

/// A kind of file that is not a regular file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A folder.
    Folder,
    /// A symbolic link, where links are not followed.
    Link,
    /// A named pipe (FIFO).
    Pipe,
    /// A Unix domain socket.
    Socket,
    /// A character or block device, such as `/dev/zero`.
    Device,
    /// A kind that this platform does not name.
    Other,
}

/// Reads a file as a whole.
///
/// # Errors
/// The path names no file that this origin may name, the file is larger than the limit, or it cannot be read.
pub fn read(path: &Path, origin: Origin, limit: Limit) -> Result<Vec<u8>, Error> {
    let failed = |kind| Error::new(path, kind);
    let (file, metadata) = opened(path, origin).map_err(failed)?;
    let size = match metadata.is_file() {
        true => metadata.len(),
        false => 0,
    };
    if size > limit.bytes() {
        return Err(failed(ErrorKind::TooLarge(limit)));
    }
    up_to(file, size, limit).map_err(failed)
}

/// Reads the standard input to its end.
///
/// # Errors
/// It is longer than the limit, or cannot be read.
pub fn read_stdin(limit: Limit) -> Result<Vec<u8>, Error> {
    up_to(io::stdin().lock(), 0, limit).map_err(|kind| Error::new(Path::new("-"), kind))
}

/// Opens a file that is read piece by piece, by a reader that bounds the pieces.
///
/// # Errors
/// The path names no file that this origin may name, or cannot be opened.
pub fn open(path: &Path, origin: Origin) -> Result<File, Error> {
    let (file, _) = opened(path, origin).map_err(|kind| Error::new(path, kind))?;
    Ok(file)
}

/// Returns the path without links, for [`Origin::Content`], if it is in the folder or below it.
///
/// # Errors
/// The path leads out of the folder, or there is nothing at it.
pub fn inside(folder: &Path, path: &Path) -> Result<PathBuf, Error> {
    let failed = |kind| Error::new(path, kind);
    let resolved = |path: &Path| path.canonicalize().map_err(|error| Error::new(path, error));
    // An empty path is the folder that the program runs in.
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let (folder, target) = (resolved(folder)?, resolved(path)?);
    match target.starts_with(&folder) {
        true => Ok(target),
        false => Err(failed(ErrorKind::Outside(folder))),
    }
}

/// Opens a path, and checks its kind before and after.
fn opened(path: &Path, origin: Origin) -> Result<(File, Metadata), ErrorKind> {
    let before = match origin {
        Origin::CommandLine => path.metadata()?,
        Origin::Content => path.symlink_metadata()?,
    };
    let is_allowed = |found: &Metadata| match FileKind::of(found.file_type()) {
        None => true,
        Some(FileKind::Pipe) => origin == Origin::CommandLine,
        Some(_) => false,
    };
    if let Some(kind) = FileKind::of(before.file_type())
        && !is_allowed(&before)
    {
        return Err(ErrorKind::WrongKind(kind));
    }
    let file = options(&before, origin).open(path)?;
    let after = file.metadata()?;
    match is_allowed(&after) && after.is_file() == before.is_file() {
        true => Ok((file, after)),
        false => Err(ErrorKind::Replaced),
    }
}

/// A regular file is opened so that a pipe or link in its place does not block or lead elsewhere; a pipe waits for its writer.
#[allow(clippy::disallowed_methods, reason = "this is the one way in")]
#[cfg(unix)]
fn options(metadata: &Metadata, origin: Origin) -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;

    let not_blocking = match metadata.is_file() {
        true => libc::O_NONBLOCK,
        false => 0,
    };
    let no_link = match origin {
        Origin::CommandLine => 0,
        Origin::Content => libc::O_NOFOLLOW,
    };
    let mut options = OpenOptions::new();
    options
        .read(true)
        .custom_flags(not_blocking | no_link | libc::O_NOCTTY);
    options
}

#[allow(clippy::disallowed_methods, reason = "this is the one way in")]
#[cfg(not(unix))]
fn options(_: &Metadata, _: Origin) -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true);
    options
}

/// Reads to the end, or one byte beyond the limit, whatever the size was when the file was opened.
fn up_to(reader: impl Read, size: u64, limit: Limit) -> Result<Vec<u8>, ErrorKind> {
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    let most = limit.bytes().saturating_add(1);
    reader.take(most).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > limit.bytes() {
        true => Err(ErrorKind::TooLarge(limit)),
        false => Ok(bytes),
    }
}

impl FileKind {
    /// Returns the kind of a file, or `None` if it is a regular file.
    #[must_use]
    pub fn of(kind: FileType) -> Option<Self> {
        if kind.is_file() {
            return None;
        }
        if kind.is_dir() {
            return Some(Self::Folder);
        }
        if kind.is_symlink() {
            return Some(Self::Link);
        }
        Some(Self::special(kind))
    }

    #[cfg(unix)]
    fn special(kind: FileType) -> Self {
        use std::os::unix::fs::FileTypeExt;

        if kind.is_fifo() {
            Self::Pipe
        } else if kind.is_socket() {
            Self::Socket
        } else if kind.is_char_device() || kind.is_block_device() {
            Self::Device
        } else {
            Self::Other
        }
    }

    #[cfg(not(unix))]
    fn special(_: FileType) -> Self {
        Self::Other
    }
}

impl fmt::Display for FileKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Folder => "a folder",
            Self::Link => "a symbolic link",
            Self::Pipe => "a named pipe",
            Self::Socket => "a socket",
            Self::Device => "a device",
            Self::Other => "a special file",
        })
    }
}

impl Error {
    /// Returns the error of a path.
    #[must_use]
    pub fn new(path: &Path, kind: impl Into<ErrorKind>) -> Self {
        Self {
            path: path.to_path_buf(),
            kind: kind.into(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", sanitize::path(&self.path), self.kind)
    }
}

impl std::error::Error for Error {}

impl ErrorKind {
    /// Returns why the file cannot be read, without a way out, such as "it is a device".
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::NotFound => "there is no such file".to_owned(),
            Self::PermissionDenied => "permission denied".to_owned(),
            Self::WrongKind(kind) => format!("it is {kind}"),
            Self::Replaced => "it changed while it was opened".to_owned(),
            Self::Outside(folder) => {
                format!("it is outside of the folder `{}`", sanitize::path(folder))
            }
            Self::TooLarge(limit) => format!("it is larger than {limit}"),
            Self::Io(error) => sanitize::line(&error.to_string()).into_owned(),
        }
    }

    /// Returns what the user can do about it.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::WrongKind(_) => Some("name a regular file"),
            Self::Replaced => Some("run again"),
            Self::Outside(_) => Some("move it into the folder"),
            Self::TooLarge(_) => Some("raise the limit with `--max-size`"),
            Self::NotFound | Self::PermissionDenied | Self::Io(_) => None,
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.reason())?;
        match self.help() {
            Some(help) => write!(out, "; {help}"),
            None => Ok(()),
        }
    }
}

impl From<FileKind> for ErrorKind {
    fn from(kind: FileKind) -> Self {
        Self::WrongKind(kind)
    }
}

impl From<io::ErrorKind> for ErrorKind {
    fn from(kind: io::ErrorKind) -> Self {
        io::Error::from(kind).into()
    }
}

impl From<io::Error> for ErrorKind {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::PermissionDenied,
            _ => Self::Io(error),
        }
    }
}

#[cfg(all(test, unix))]
mod tests;
