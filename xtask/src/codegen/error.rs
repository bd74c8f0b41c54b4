//! Why a crate could not be generated.

use std::fmt;
use std::path::{Path, PathBuf};

use specwright_codegen::PackageNameError;
use specwright_spec::{Errors, NoOperation, input, sanitize};

use crate::folder::Obstacle;

/// Why a run could not be done.
#[derive(Debug)]
pub enum Error {
    /// The document has mistakes, or constructs that are not supported yet.
    Document(Errors),
    /// A file or folder could not be read or written.
    Io(PathBuf, std::io::Error),
    /// The document cannot be read.
    Input(input::Error),
    /// The package cannot have this name.
    Package(String, PackageNameError),
    /// The document has no operations of these names.
    Operations(Vec<NoOperation>),
    /// The folder has files that the generator must not replace or remove.
    Obstacles(PathBuf, Vec<Obstacle>),
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
            Self::Input(error) => writeln!(f, "error: {error}"),
            Self::Package(name, reason) => writeln!(
                f,
                "error: a package cannot have the name `{}`: it {reason}\n  help: give another name with `--package`",
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
            Self::Obstacles(folder, obstacles) => list(f, folder, obstacles),
        }
    }
}

impl std::error::Error for Error {}

/// So many obstacles are listed.
const LISTED: usize = 20;

fn list(f: &mut fmt::Formatter<'_>, folder: &Path, obstacles: &[Obstacle]) -> fmt::Result {
    writeln!(
        f,
        "error: `{}` has files that must not be replaced or removed; nothing was written",
        sanitize::path(folder)
    )?;
    for obstacle in obstacles.iter().take(LISTED) {
        writeln!(f, "  {obstacle}")?;
    }
    if let Some(more) = obstacles.len().checked_sub(LISTED).filter(|more| *more > 0) {
        writeln!(f, "  and {more} more")?;
    }
    if obstacles.iter().any(Obstacle::is_an_edit) {
        writeln!(
            f,
            "  help: replace what someone edited with `--discard-edits`"
        )?;
    }
    if !obstacles.iter().all(Obstacle::is_an_edit) {
        writeln!(
            f,
            "  help: move the other files away, or give another folder with `--out`"
        )?;
    }
    Ok(())
}
