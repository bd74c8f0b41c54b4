//! Why a crate could not be generated.

use std::fmt;
use std::path::PathBuf;

use specwright_spec::{Errors, NoOperation, sanitize};

/// Why a run could not be done.
#[derive(Debug)]
pub enum Error {
    /// The document has mistakes, or constructs that are not supported yet.
    Document(Errors),
    /// A file or folder could not be read or written.
    Io(PathBuf, std::io::Error),
    /// The package's name is none that cargo accepts.
    Package(String),
    /// The document has no operations of these names.
    Operations(Vec<NoOperation>),
    /// The folder holds something that is not a generated crate.
    Occupied(PathBuf),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document(errors) => {
                let count = errors.errors().len();
                let plural = if count == 1 { "" } else { "s" };
                writeln!(
                    f,
                    "{errors}\n{count} error{plural} in {}; nothing was written",
                    sanitize::line(errors.source().name())
                )
            }
            Self::Io(path, error) => writeln!(f, "error: {}: {error}", sanitize::path(path)),
            Self::Package(name) => writeln!(
                f,
                "error: `{}` is no package name\n  help: give one of letters, digits and `-` with `--package`",
                sanitize::line(name)
            ),
            Self::Operations(unknown) => unknown.iter().try_for_each(|unknown| {
                writeln!(f, "error: {}", sanitize::line(&unknown.to_string()))?;
                match &unknown.meant {
                    Some(meant) => {
                        writeln!(f, "  help: did you mean `{}`?", sanitize::line(meant))
                    }
                    None => Ok(()),
                }
            }),
            Self::Occupied(path) => writeln!(
                f,
                "error: `{}` holds files, but no generated crate\n  help: give an empty or new folder with `--out`",
                sanitize::path(path)
            ),
        }
    }
}

impl std::error::Error for Error {}
