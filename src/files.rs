//! What there is to check: files, folders and the standard input.

mod ignored;

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use globset::GlobBuilder;
use specwright_spec::input::{self, FileKind, Limit, Origin};
use specwright_spec::sanitize;

use self::ignored::Ignored;
use crate::config::Config;
use crate::parse::Format;

/// The characters that make an argument a pattern.
const GLOB: [char; 4] = ['*', '?', '[', '{'];

/// One text to check.
#[derive(Debug)]
pub struct Input {
    name: PathBuf,
    place: Place,
    /// The format that the name or the command line says.
    format: Option<Format>,
}

/// Where a text is read from.
#[derive(Debug)]
enum Place {
    Stdin,
    /// A file or pipe that the command line names.
    Named(PathBuf),
    /// A file that a walk found, and the file that is read: the same one, or the one that a link leads to.
    Found(PathBuf, PathBuf),
    /// A folder that a walk could not read.
    Unreadable(PathBuf, io::ErrorKind),
}

/// The files that the arguments or a configuration name.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The texts to check, in order.
    pub files: Vec<Input>,
    /// Entries of folders that would be checked if they were regular files, with the reason why they are not.
    pub skipped: Vec<input::Error>,
}

impl Input {
    /// Returns the name in reports: the path, or the name of the standard input.
    #[must_use]
    pub fn name(&self) -> &Path {
        &self.name
    }

    /// Returns the name as foreign text, with bytes that are not UTF-8 as `\xFF`.
    #[must_use]
    pub fn shown(&self) -> Cow<'_, str> {
        sanitize::unicode(self.name.as_os_str())
    }

    /// Returns the format of the bytes that were read: the one of the command line, of the name, or of the text.
    #[must_use]
    pub fn format(&self, bytes: &[u8]) -> Format {
        self.format.unwrap_or_else(|| Format::of_text(bytes))
    }

    /// Returns `true` if there is a record on each line.
    #[must_use]
    pub fn has_records(&self) -> bool {
        self.format == Some(Format::JsonLines)
    }

    /// Where it is, if it is a file.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.place {
            Place::Stdin => None,
            Place::Named(path) | Place::Found(path, _) | Place::Unreadable(path, _) => Some(path),
        }
    }

    /// Reads it as a whole.
    ///
    /// # Errors
    /// It is no file that may be read, larger than the limit, or cannot be read.
    pub fn read(&self, limit: Limit) -> Result<Vec<u8>, input::Error> {
        match &self.place {
            Place::Stdin => input::read_stdin(limit),
            Place::Named(path) => input::read(path, Origin::CommandLine, limit),
            Place::Found(_, file) => input::read(file, Origin::Content, limit),
            Place::Unreadable(path, kind) => Err(input::Error::new(path, *kind)),
        }
    }

    /// Opens it to be read piece by piece.
    ///
    /// # Errors
    /// It is no file that may be read, or cannot be opened.
    pub fn open(&self) -> Result<Box<dyn Read>, input::Error> {
        Ok(match &self.place {
            Place::Stdin => Box::new(io::stdin().lock()),
            Place::Named(path) => Box::new(input::open(path, Origin::CommandLine)?),
            Place::Found(_, file) => Box::new(input::open(file, Origin::Content)?),
            Place::Unreadable(path, kind) => return Err(input::Error::new(path, *kind)),
        })
    }
}

/// The inputs that the paths name, in order; those of a folder or a pattern in the order of their names.
///
/// # Errors
/// A pattern that names nothing, or is none.
pub fn named(paths: &[impl AsRef<Path>], stdin_name: Option<&Path>) -> Result<Inputs, String> {
    let mut inputs = Inputs::default();
    for path in paths.iter().map(AsRef::as_ref) {
        if path.as_os_str() == "-" {
            let name = stdin_name.unwrap_or(Path::new("<stdin>"));
            inputs.files.push(file(name, Place::Stdin));
        } else if path.is_dir() {
            inputs.walk(path, |path| Format::of_name(path).is_some())?;
        } else if let Some(pattern) = path.to_str().filter(|path| path.contains(GLOB))
            && !path.exists()
        {
            inputs.matching(pattern)?;
        } else {
            let place = Place::Named(path.to_path_buf());
            inputs.files.push(file(path, place));
        }
    }
    // A file may be named by itself and by its folder.
    let mut seen = HashSet::new();
    inputs
        .files
        .retain(|input| seen.insert(input.path().map(Path::to_path_buf)));
    Ok(inputs)
}

/// The files that a configuration speaks of.
///
/// # Errors
/// A folder that cannot be read.
pub fn configured(config: &Config) -> Result<Inputs, String> {
    let here = std::env::current_dir().and_then(std::fs::canonicalize);
    let mut inputs = Inputs::default();
    inputs.walk(&config.folder, |path| {
        let inside = path.strip_prefix(&config.folder);
        inside.is_ok_and(|path| config.entry(path).is_some())
    })?;
    for input in &mut inputs.files {
        let path = input.path().zip(here.as_deref().ok());
        let shorter = path.and_then(|(path, here)| path.strip_prefix(here).ok());
        if let Some(shorter) = shorter {
            input.name = shorter.to_path_buf();
        }
    }
    Ok(inputs)
}

impl Inputs {
    /// Returns the inputs with a format in place of those that their names say.
    #[must_use]
    pub fn in_format(mut self, format: Format) -> Self {
        for input in &mut self.files {
            input.format = Some(format);
        }
        self
    }

    /// Adds the files that a glob pattern matches.
    fn matching(&mut self, pattern: &str) -> Result<(), String> {
        let glob = GlobBuilder::new(pattern)
            .literal_separator(true)
            .build()
            .map_err(|error| format!("`{pattern}` is no glob pattern: {}", error.kind()))?
            .compile_matcher();
        let literal = pattern.find(GLOB).unwrap_or(pattern.len());
        let folder = pattern[..literal]
            .rfind('/')
            .map_or(".", |end| &pattern[..=end]);
        let before = self.files.len() + self.skipped.len();
        self.walk(Path::new(folder), |path| {
            glob.is_match(path.strip_prefix("./").unwrap_or(path))
        })?;
        match self.files.len() + self.skipped.len() == before {
            true => Err(format!("no file matches `{pattern}`")),
            false => Ok(()),
        }
    }

    /// Adds the files of a folder and those below it that are wanted; what ignore files name is left out.
    fn walk(&mut self, folder: &Path, wanted: impl Fn(&Path) -> bool) -> Result<(), String> {
        let ignored = Ignored::below(folder);
        let walk = ignore::WalkBuilder::new(folder)
            .standard_filters(false)
            .follow_links(false)
            .filter_entry(move |entry| !ignored.has(entry))
            .sort_by_file_name(Ord::cmp)
            .build();
        let mut root = None;
        for entry in walk {
            let entry = match entry {
                Ok(entry) => entry,
                // What cannot be read now cannot be read later either, and is reported then, beside the others.
                Err(error) => {
                    let path = path_of(&error).ok_or_else(|| error.to_string())?;
                    let kind = error
                        .io_error()
                        .map_or(io::ErrorKind::Other, io::Error::kind);
                    let place = Place::Unreadable(path.to_path_buf(), kind);
                    self.files.push(file(path, place));
                    continue;
                }
            };
            let Some(kind) = entry.file_type().filter(|kind| !kind.is_dir()) else {
                continue;
            };
            if !wanted(entry.path()) {
                continue;
            }
            let path = entry.path();
            let path = path.strip_prefix("./").unwrap_or(path);
            match FileKind::of(kind) {
                None => self.files.push(found(path, path)),
                Some(FileKind::Link) => {
                    let root = root.get_or_insert_with(|| crate::root::of(folder));
                    let target = input::inside(root, path);
                    self.link(path, target);
                }
                Some(kind) => self.skipped.push(input::Error::new(path, kind)),
            }
        }
        Ok(())
    }

    /// Adds the file that a link leads to, if it is a regular file of the same repository or folder.
    fn link(&mut self, path: &Path, target: Result<PathBuf, input::Error>) {
        let checked = target.and_then(|target| {
            let kind = target
                .symlink_metadata()
                .map(|found| FileKind::of(found.file_type()));
            match kind {
                Ok(Some(kind)) => Err(input::Error::new(path, kind)),
                // What has become of it since is known once it is opened.
                Ok(None) | Err(_) => Ok(target),
            }
        });
        match checked {
            Ok(target) => self.files.push(found(path, &target)),
            Err(error) => self.skipped.push(error),
        }
    }
}

/// The path that an error of a walk is about.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        _ => None,
    }
}

fn found(path: &Path, target: &Path) -> Input {
    file(path, Place::Found(path.to_path_buf(), target.to_path_buf()))
}

fn file(path: &Path, place: Place) -> Input {
    Input {
        name: path.to_path_buf(),
        format: format(path),
        place,
    }
}

/// Returns the format that a name says. Files with an unknown ending are JSON; pipes with one, such as a shell's
/// `/tmp/.psub.x1`, and names without an ending say nothing.
fn format(path: &Path) -> Option<Format> {
    let is_pipe = || {
        let found = path.metadata();
        found.is_ok_and(|found| FileKind::of(found.file_type()) == Some(FileKind::Pipe))
    };
    Format::of_name(path)
        .or_else(|| (path.extension().is_some() && !is_pipe()).then_some(Format::Json))
}
