//! Reasons why a file is not written.

use std::fmt;
use std::io;
use std::path::PathBuf;

use clap::ValueEnum;
use specwright_spec::input::FileKind;
use specwright_spec::sanitize;

use crate::report::Style;

/// The reason why a file is not written. Displayed as one line, with what to do about it.
#[derive(Debug)]
pub enum Error {
    /// The path is a symbolic link.
    Link,
    /// The path names no regular file.
    WrongKind(FileKind),
    /// The path is in no folder, or has no name.
    NoName,
    /// The path leads out of the folder that it must be in.
    Outside(PathBuf),
    /// The file that is there is no report of this format.
    NoReport(Style),
    /// The file that is there is no baseline.
    NoBaseline,
    /// The file that is there is an input of the run.
    Input,
    /// The file may not be written to.
    ReadOnly,
    /// The file has so many names, of which only one would get the new text.
    HardLinks(u64),
    /// A new file cannot be given the owner, group or attributes that the file has.
    Metadata(io::Error),
    /// The file has changed since it was read.
    Changed,
    /// Any other error of the operating system.
    Io(io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Link => out.write_str("it is a symbolic link; name the file that it leads to"),
            Self::WrongKind(kind) => write!(out, "it is {kind}; name a regular file"),
            Self::NoName => out.write_str("it has no file name; name a file"),
            Self::Outside(folder) => write!(
                out,
                "it is outside of the folder `{}`; name a file in it",
                sanitize::path(folder)
            ),
            Self::NoReport(style) => write!(
                out,
                "the file that is there is no report of the format `{}`; remove it, or name another",
                style
                    .to_possible_value()
                    .as_ref()
                    .map_or("", |style| style.get_name())
            ),
            Self::NoBaseline => {
                out.write_str("the file that is there is no baseline; remove it, or name another")
            }
            Self::Input => out.write_str("it is an input of this run; name another file"),
            Self::ReadOnly => out.write_str("it is read-only; make it writable"),
            Self::HardLinks(names) => write!(
                out,
                "it has {names} names (hard links); give this one a file of its own with `cp` and `mv`"
            ),
            Self::Metadata(error) => write!(
                out,
                "its owner, group or attributes cannot be kept: {error}; run as its owner"
            ),
            Self::Changed => out.write_str("it has changed since it was read; run again"),
            Self::Io(error) => error.fmt(out),
        }
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Io(error) => error,
            error => Self::other(error),
        }
    }
}
