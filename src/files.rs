//! What there is to check: files, folders and the standard input.

mod ignored;

use std::collections::HashSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use globset::GlobBuilder;
use specwright_spec::input::{self, FileKind, Limit, Origin};
use specwright_spec::sanitize;

use self::ignored::Ignored;
use crate::config::Config;
use crate::parse::Format;

/// One text to check.
#[derive(Debug)]
pub struct Input {
    name: String,
    place: Place,
    format: Format,
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
    /// How reports call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How it is written.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
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
pub fn named(paths: &[String], stdin_name: Option<&str>) -> Result<Inputs, String> {
    let mut inputs = Inputs::default();
    for path in paths {
        if path == "-" {
            let name = stdin_name.unwrap_or("<stdin>");
            inputs.files.push(Input {
                name: name.to_owned(),
                place: Place::Stdin,
                format: format(Path::new(name)).unwrap_or(Format::Json),
            });
        } else if Path::new(path).is_dir() {
            inputs.walk(Path::new(path), |path| format(path).is_some())?;
        } else if path.contains(['*', '?', '[', '{']) && !Path::new(path).exists() {
            inputs.matching(path)?;
        } else {
            let path = PathBuf::from(path);
            inputs.files.push(file(&path, Place::Named(path.clone())));
        }
    }
    // A file may be named by itself and by its folder.
    let mut seen = HashSet::new();
    inputs.files.retain(|input| seen.insert(input.name.clone()));
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
            input.name = sanitize::unicode(shorter.as_os_str()).into_owned();
        }
    }
    Ok(inputs)
}

impl Inputs {
    /// Adds the files that a glob pattern matches.
    fn matching(&mut self, pattern: &str) -> Result<(), String> {
        let glob = GlobBuilder::new(pattern)
            .literal_separator(true)
            .build()
            .map_err(|error| format!("`{pattern}` is no glob pattern: {}", error.kind()))?
            .compile_matcher();
        let literal = pattern.find(['*', '?', '[', '{']).unwrap_or(pattern.len());
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
        name: sanitize::unicode(path.as_os_str()).into_owned(),
        place,
        format: format(path).unwrap_or(Format::Json),
    }
}

/// The format that a name's ending stands for.
fn format(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()? {
        "json" => Some(Format::Json),
        "jsonc" => Some(Format::JsonWithComments),
        "ndjson" | "jsonl" => Some(Format::JsonLines),
        "yaml" | "yml" => Some(Format::Yaml),
        _ => None,
    }
}
