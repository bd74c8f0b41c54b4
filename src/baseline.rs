//! Accepted findings: a file that a project keeps, so that only what is new is reported.

pub(crate) mod text;

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};

use specwright_spec::input::{self, DEFAULT_LIMIT, ErrorKind, Origin};
use specwright_spec::sanitize;

use self::text::{Accepted, Finding};
use crate::config::shown;
use crate::diagnostic::Diagnostic;
use crate::write::{self, Draft, Kind};

/// The findings that are accepted, each as often as it was there.
#[derive(Debug)]
pub struct Baseline {
    path: PathBuf,
    accepted: Accepted,
}

/// A baseline that cannot be read or written, and the reason. Displayed as one line, with what to do about it.
#[derive(Debug)]
pub struct Error {
    path: PathBuf,
    kind: Reason,
}

#[derive(Debug)]
enum Reason {
    Unreadable(ErrorKind),
    NoBaseline,
    Unwritable(write::Error),
}

impl Baseline {
    /// Reads the baseline of a configuration in a folder; one that is not there accepts nothing.
    ///
    /// # Errors
    /// It is outside of the folder, cannot be read, or is no baseline.
    pub fn read(folder: &Path, path: &Path) -> Result<Self, Error> {
        let failed = |kind| Error {
            path: path.to_path_buf(),
            kind,
        };
        let read = input::inside(folder, path)
            .and_then(|file| input::read(&file, Origin::Content, DEFAULT_LIMIT));
        let accepted = match read.map_err(|error| error.kind) {
            Ok(text) => text::parse(&text).ok_or_else(|| failed(Reason::NoBaseline))?,
            Err(ErrorKind::NotFound) => Accepted::new(),
            Err(kind) => return Err(failed(Reason::Unreadable(kind))),
        };
        Ok(Self {
            path: path.to_path_buf(),
            accepted,
        })
    }

    /// Begins a baseline of a configuration in a folder, which accepts nothing yet, to be filled and written.
    ///
    /// # Errors
    /// It is outside of the folder, or would take the place of another file.
    pub fn begin(folder: &Path, path: &Path) -> Result<Self, Error> {
        let place = write::resolved(path).and_then(|place| {
            let folder = folder.canonicalize()?;
            match place.starts_with(&folder) {
                true => Draft::begin(&place, Kind::Baseline).map(|_| place),
                false => Err(write::Error::Outside(folder)),
            }
        });
        match place {
            Ok(path) => Ok(Self {
                path,
                accepted: Accepted::new(),
            }),
            Err(error) => Err(Error {
                path: path.to_path_buf(),
                kind: Reason::Unwritable(error),
            }),
        }
    }

    /// Leaves out the findings of a file that are accepted.
    pub fn apply(&mut self, file: &Path, diagnostics: &mut Vec<Diagnostic>) {
        if self.accepted.is_empty() || diagnostics.is_empty() {
            return;
        }
        let file = relative(&self.path, file);
        diagnostics.retain(
            |found| match self.accepted.get_mut(&Finding::new(&file, found)) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    false
                }
                Some(_) | None => true,
            },
        );
    }

    /// Accepts all findings of a file.
    pub fn accept(&mut self, file: &Path, diagnostics: &[Diagnostic]) {
        let file = relative(&self.path, file);
        for found in diagnostics {
            *self.accepted.entry(Finding::new(&file, found)).or_default() += 1;
        }
    }

    /// How many accepted findings were not found.
    #[must_use]
    pub fn gone(&self) -> usize {
        self.accepted.values().sum()
    }

    /// Writes the file.
    ///
    /// # Errors
    /// It cannot be written, or another file has taken its place.
    pub fn write(&self) -> Result<(), Error> {
        self.path.parent().inspect(|folder| write::clear(folder));
        let written = Draft::begin(&self.path, Kind::Baseline).and_then(|mut draft| {
            draft.write_all(text::print(&self.accepted).as_bytes())?;
            draft.settle(Kind::Baseline)
        });
        written.map_err(|error| Error {
            path: self.path.clone(),
            kind: Reason::Unwritable(error),
        })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "`{}` ", sanitize::line(&shown(&self.path)))?;
        match &self.kind {
            Reason::Unreadable(kind) => write!(out, "cannot be read: {kind}"),
            Reason::NoBaseline => out
                .write_str("is no baseline; remove it, and write it anew with `--write-baseline`"),
            Reason::Unwritable(error) => write!(out, "cannot be written: {error}"),
        }
    }
}

impl std::error::Error for Error {}

impl Finding {
    fn new(file: &str, found: &Diagnostic) -> Self {
        Self {
            file: file.to_owned(),
            code: found.code.to_string(),
            pointer: found.pointer.to_string(),
        }
    }
}

/// The file's path from the baseline's folder, with `/` on every system.
fn relative(baseline: &Path, file: &Path) -> String {
    let folder = baseline.parent().unwrap_or(Path::new(""));
    let path = file.canonicalize().unwrap_or_else(|_| file.to_path_buf());
    let path = path.strip_prefix(folder).unwrap_or(&path);
    path.components()
        .map(|part| sanitize::unicode(part.as_os_str()))
        .collect::<Vec<_>>()
        .join("/")
}
