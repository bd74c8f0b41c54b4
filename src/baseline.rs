//! Accepted findings: a file that a project keeps, so that only what is new is reported.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde_json::{Value, json};
use specwright_spec::sanitize::Json;

use crate::config::shown;
use crate::diagnostic::Diagnostic;

/// The findings that are accepted, each as often as it was there.
#[derive(Debug, Default)]
pub struct Baseline {
    path: PathBuf,
    accepted: BTreeMap<Finding, usize>,
}

/// What makes a finding the same when lines have moved.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    file: String,
    code: String,
    pointer: String,
}

impl Baseline {
    /// Reads a baseline; one that is not there accepts nothing.
    ///
    /// # Errors
    /// Why it cannot be read, or that it is none.
    pub fn read(path: &Path) -> Result<Self, String> {
        let mut baseline = Self {
            path: path.to_path_buf(),
            accepted: BTreeMap::new(),
        };
        let text = match fs::read(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(baseline),
            Err(error) => return Err(format!("`{}` cannot be read: {error}", shown(path))),
        };
        let none = || {
            format!(
                "`{}` is no baseline; write it anew with `--write-baseline`",
                shown(path)
            )
        };
        let json: Value = serde_json::from_slice(&text).map_err(|_| none())?;
        for entry in json["findings"].as_array().ok_or_else(none)? {
            let text = |name: &str| entry[name].as_str().map(str::to_owned).ok_or_else(none);
            let finding = Finding {
                file: text("file")?,
                code: text("code")?,
                pointer: text("pointer")?,
            };
            let count = entry["count"].as_u64().ok_or_else(none)?;
            baseline.accepted.insert(finding, count as usize);
        }
        Ok(baseline)
    }

    /// A baseline that accepts nothing yet, to be filled.
    #[must_use]
    pub fn empty(path: &Path) -> Self {
        Self {
            path: path.to_path_buf(),
            accepted: BTreeMap::new(),
        }
    }

    /// Leaves out the findings of a file that are accepted.
    pub fn apply(&mut self, file: &str, diagnostics: &mut Vec<Diagnostic>) {
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
    pub fn accept(&mut self, file: &str, diagnostics: &[Diagnostic]) {
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
    /// Why it cannot be written.
    pub fn write(&self) -> io::Result<()> {
        let findings: Vec<Value> = self
            .accepted
            .iter()
            .map(|(finding, count)| {
                json!({
                    "file": finding.file,
                    "code": finding.code,
                    "pointer": finding.pointer,
                    "count": count,
                })
            })
            .collect();
        let json = json!({"version": 1, "findings": findings});
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let mut written = tempfile::NamedTempFile::new_in(folder)?;
        writeln!(written, "{:#}", Json(&json))?;
        written.persist(&self.path)?;
        Ok(())
    }
}

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
fn relative(baseline: &Path, file: &str) -> String {
    let folder = baseline.parent().unwrap_or(Path::new(""));
    let path = fs::canonicalize(file).unwrap_or_else(|_| PathBuf::from(file));
    let path = path.strip_prefix(folder).unwrap_or(&path);
    path.components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}
