//! What there is to check: files, folders and the standard input.

use std::collections::HashSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use globset::GlobBuilder;
use specwright_spec::sanitize;

use crate::config::Config;
use crate::parse::Format;

/// One text to check.
#[derive(Debug)]
pub struct Input {
    name: String,
    path: Option<PathBuf>,
    format: Format,
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
        self.path.as_deref()
    }

    /// What it holds.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read(&self) -> io::Result<Vec<u8>> {
        match &self.path {
            Some(path) => std::fs::read(path),
            None => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes)?;
                Ok(bytes)
            }
        }
    }

    /// Reads it piece by piece.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn open(&self) -> io::Result<Box<dyn Read>> {
        Ok(match &self.path {
            Some(path) => Box::new(std::fs::File::open(path)?),
            None => Box::new(io::stdin().lock()),
        })
    }
}

/// The inputs that the paths name, in order; those of a folder or a pattern in the order of their names.
///
/// # Errors
/// A pattern that names nothing, or is none.
pub fn named(paths: &[String], stdin_name: Option<&str>) -> Result<Vec<Input>, String> {
    let mut inputs = Vec::new();
    for path in paths {
        if path == "-" {
            let name = stdin_name.unwrap_or("<stdin>");
            inputs.push(Input {
                name: name.to_owned(),
                path: None,
                format: format(Path::new(name)).unwrap_or(Format::Json),
            });
        } else if Path::new(path).is_dir() {
            inputs.extend(walk(Path::new(path), |path| format(path).is_some())?);
        } else if path.contains(['*', '?', '[', '{']) && !Path::new(path).exists() {
            inputs.extend(matching(path)?);
        } else {
            inputs.push(file(Path::new(path)));
        }
    }
    // A file may be named by itself and by its folder.
    let mut seen = HashSet::new();
    inputs.retain(|input| seen.insert(input.name.clone()));
    Ok(inputs)
}

/// The files that a configuration speaks of.
///
/// # Errors
/// A folder that cannot be read.
pub fn configured(config: &Config) -> Result<Vec<Input>, String> {
    let here = std::env::current_dir().and_then(std::fs::canonicalize);
    let mut inputs = walk(&config.folder, |path| {
        let inside = path.strip_prefix(&config.folder);
        inside.is_ok_and(|path| config.entry(path).is_some())
    })?;
    for input in &mut inputs {
        let path = input.path.as_deref().zip(here.as_deref().ok());
        let shorter = path.and_then(|(path, here)| path.strip_prefix(here).ok());
        if let Some(shorter) = shorter {
            *input = file(shorter);
        }
    }
    Ok(inputs)
}

/// The files that a glob pattern matches.
fn matching(pattern: &str) -> Result<Vec<Input>, String> {
    let glob = GlobBuilder::new(pattern)
        .literal_separator(true)
        .build()
        .map_err(|error| format!("`{pattern}` is no glob pattern: {}", error.kind()))?
        .compile_matcher();
    let literal = pattern.find(['*', '?', '[', '{']).unwrap_or(pattern.len());
    let folder = pattern[..literal]
        .rfind('/')
        .map_or(".", |end| &pattern[..=end]);
    let inputs = walk(Path::new(folder), |path| {
        glob.is_match(path.strip_prefix("./").unwrap_or(path))
    })?;
    match inputs.is_empty() {
        true => Err(format!("no file matches `{pattern}`")),
        false => Ok(inputs),
    }
}

/// The files of a folder and those below it that are wanted; what `.gitignore` names is left out.
fn walk(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Result<Vec<Input>, String> {
    let mut inputs = Vec::new();
    let walk = ignore::WalkBuilder::new(folder)
        .sort_by_file_name(Ord::cmp)
        .build();
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            // What cannot be read now cannot be read later either, and is reported then, beside the others.
            Err(error) => {
                let path = path_of(&error).ok_or_else(|| error.to_string())?;
                inputs.push(file(path));
                continue;
            }
        };
        let is_file = entry.file_type().is_some_and(|kind| !kind.is_dir());
        if is_file && wanted(entry.path()) {
            let path = entry.path();
            inputs.push(file(path.strip_prefix("./").unwrap_or(path)));
        }
    }
    Ok(inputs)
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

fn file(path: &Path) -> Input {
    Input {
        name: sanitize::unicode(path.as_os_str()).into_owned(),
        path: Some(path.to_path_buf()),
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
