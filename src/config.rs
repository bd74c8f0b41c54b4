//! `specwright.toml`: which files are held against what, and how severe rules are.
//!
//! ```toml
//! baseline = "specwright.baseline.json"
//!
//! [rules]
//! unknown-field = "deny"
//!
//! [[payloads]]
//! files = ["payloads/**/*.yaml"]
//! spec = "api/openapi.yaml"
//! operation = "ResizeDesktop"
//! part = "request"
//! shape = "body"
//! rules = { yaml-boolean = "allow" }
//! ```
//!
//! Paths are relative to the file's folder. As the repository may be a stranger's, `spec` must name a regular file of the
//! repository (the nearest folder above with a `.git`, or else the file's folder), and `baseline` one in the file's folder
//! or below it; the command line may name any. The first entry of `payloads` whose `files` match a path speaks of it; `spec`
//! left out is the built-in document.

mod read;

use std::fs;
use std::path::{Path, PathBuf};

use globset::GlobSet;
use specwright_spec::input::{self, DEFAULT_LIMIT, Origin};
use specwright_spec::{Source, encoding, sanitize};

use crate::contract::Shape;
use crate::diagnostic::Diagnostic;
use crate::policy::Levels;
use crate::root;

/// The name of the file.
pub const FILE_NAME: &str = "specwright.toml";

/// What a `specwright.toml` says.
#[derive(Debug)]
pub struct Config {
    /// The folder that it is in.
    pub folder: PathBuf,
    /// `rules`.
    pub levels: Levels,
    /// `payloads`, in order.
    pub entries: Vec<Entry>,
    /// `baseline`, joined to the folder.
    pub baseline: Option<PathBuf>,
    /// The codes that it names, with their places, to be held against those that exist.
    codes: Vec<(String, specwright_spec::Span)>,
    source: Source,
}

/// One of `payloads`.
#[derive(Debug)]
pub struct Entry {
    /// `files`.
    pub files: GlobSet,
    /// `spec`, joined to the folder.
    pub spec: Option<PathBuf>,
    /// `operation`.
    pub operation: Option<String>,
    /// `part`.
    pub part: Option<String>,
    /// `shape`.
    pub shape: Option<Shape>,
    /// `rules`.
    pub levels: Levels,
}

/// What is wrong with a `specwright.toml`.
#[derive(Debug)]
pub struct Mistakes {
    /// Its text.
    pub source: Source,
    /// The mistakes, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Config {
    /// The file in this folder or the next one above it that has one, whatever kind of file it is.
    #[must_use]
    pub fn find(folder: &Path) -> Option<PathBuf> {
        let folder = fs::canonicalize(folder).ok()?;
        folder
            .ancestors()
            .map(|folder| folder.join(FILE_NAME))
            .find(|path| path.symlink_metadata().is_ok())
    }

    /// Reads a file.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn read(path: &Path) -> Result<Self, Box<Mistakes>> {
        let name = shown(path);
        let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
        let bytes = input::inside(&root::of(&folder), path)
            .and_then(|file| input::read(&file, Origin::Content, DEFAULT_LIMIT))
            .map_err(|error| read::unreadable(name.clone(), &error.kind))?;
        match encoding::text(&bytes) {
            Ok(text) => read::config(Source::new(name, text), folder),
            Err(error) => Err(read::no_text(name, error.message)),
        }
    }

    /// The entry that speaks of a path, which is relative to the folder.
    #[must_use]
    pub fn entry(&self, path: &Path) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.files.is_match(path))
    }

    /// Holds the codes that it names against those that there are.
    ///
    /// # Errors
    /// The codes that there are not.
    pub fn check_codes(&self, codes: &[&str]) -> Result<(), Box<Mistakes>> {
        let mut diagnostics: Vec<_> = self
            .codes
            .iter()
            .filter(|(code, _)| !codes.contains(&code.as_str()))
            .map(|(code, span)| read::unknown(*span, "rule", code, codes.iter().copied()))
            .collect();
        diagnostics.sort_by_key(|mistake| mistake.span.start);
        match diagnostics.is_empty() {
            true => Ok(()),
            false => Err(Box::new(Mistakes {
                source: self.source.clone(),
                diagnostics,
            })),
        }
    }
}

/// A path as people write it from where they are.
pub(crate) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let relative = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_path_buf));
    match relative.as_deref().unwrap_or(path) {
        here if here.as_os_str().is_empty() => ".".to_owned(),
        path => sanitize::unicode(path.as_os_str()).into_owned(),
    }
}
