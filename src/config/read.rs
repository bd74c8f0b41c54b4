//! TOML to a configuration; what it does not say in the right words is a mistake with its place.

use std::ops::Range;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use specwright_spec::input::ErrorKind;
use specwright_spec::{Source, Span, encoding};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Config, Entry, Mistakes};
use crate::contract::Shape;
use crate::diagnostic::Diagnostic;
use crate::parse::quoted;
use crate::policy::{Level, Levels};
use crate::{rules, suggest};

/// The configuration that the text is.
pub(super) fn config(source: Source, folder: PathBuf) -> Result<Config, Box<Mistakes>> {
    let mut reader = Reader {
        folder: &folder,
        codes: Vec::new(),
        mistakes: Vec::new(),
    };
    let (table, errors) = DeTable::parse_recoverable(source.text());
    for error in &errors {
        let span = error.span().map_or(Span::new(0, 0), self::span);
        let message = format!("this is not TOML: {}", error.message());
        reader.mistake(span, message);
    }
    let mut levels = Levels::default();
    let mut entries = Vec::new();
    let mut baseline = None;
    if errors.is_empty() {
        for (key, value) in table.get_ref() {
            match key.get_ref().as_ref() {
                "rules" => levels = reader.levels(value),
                "payloads" => entries = reader.entries(value),
                "baseline" => baseline = reader.text(value).map(|path| folder.join(path)),
                _ => reader.unknown_key(key, &["rules", "payloads", "baseline"]),
            }
        }
    }
    let Reader {
        codes,
        mut mistakes,
        ..
    } = reader;
    if mistakes.is_empty() {
        drop(table);
        return Ok(Config {
            folder,
            levels,
            entries,
            baseline,
            codes,
            source,
        });
    }
    mistakes.sort_by_key(|mistake| mistake.span.start);
    drop(table);
    Err(Box::new(Mistakes {
        source,
        diagnostics: mistakes,
    }))
}

/// Returns the mistake of a configuration that cannot be read.
pub(super) fn unreadable(name: String, kind: &ErrorKind) -> Box<Mistakes> {
    let message = format!("the file cannot be read: {}", kind.reason());
    let mut found = Diagnostic::new(&rules::INACCESSIBLE_FILE, Span::new(0, 0), message);
    found.help = kind.help().map(str::to_owned);
    alone(name, found)
}

/// Returns the mistake of a configuration that is not UTF-8.
pub(super) fn no_text(name: String, message: String) -> Box<Mistakes> {
    let found = Diagnostic::new(&rules::WRONG_ENCODING, Span::new(0, 0), message);
    alone(name, found.help(encoding::HELP))
}

fn alone(name: String, found: Diagnostic) -> Box<Mistakes> {
    Box::new(Mistakes {
        source: Source::new(name, ""),
        diagnostics: vec![found],
    })
}

/// What is said of a name that is none of those that there are.
pub(super) fn unknown<'c>(
    span: Span,
    what: &str,
    name: &str,
    names: impl Iterator<Item = &'c str> + Clone,
) -> Diagnostic {
    let message = format!("there is no {what} {}", quoted(name));
    let mistake = Diagnostic::new(&rules::INVALID_CONFIGURATION, span, message);
    match suggest::closest(name, names.clone()) {
        Some(meant) => mistake.help(format!("did you mean {}?", quoted(meant))),
        None if names.clone().count() <= 10 => {
            let names: Vec<String> = names.map(quoted).collect();
            mistake.help(format!("write one of {}", names.join(", ")))
        }
        None => mistake.help("`specwright rules` lists the rules"),
    }
}

struct Reader<'f> {
    folder: &'f Path,
    codes: Vec<(String, Span)>,
    mistakes: Vec<Diagnostic>,
}

type Value<'i> = Spanned<DeValue<'i>>;

impl Reader<'_> {
    fn mistake(&mut self, span: Span, message: impl Into<String>) {
        self.mistakes.push(Diagnostic::new(
            &rules::INVALID_CONFIGURATION,
            span,
            message,
        ));
    }

    fn expected(&mut self, value: &Value<'_>, expected: &str) {
        let article = match value.get_ref().type_str() {
            name if name.starts_with(['a', 'i', 'o']) => format!("an {name}"),
            name => format!("a {name}"),
        };
        let message = format!("{expected} is expected, not {article}");
        self.mistake(span(value.span()), message);
    }

    fn unknown_key(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, known: &[&str]) {
        let name = key.get_ref();
        self.mistakes.push(unknown(
            span(key.span()),
            "setting",
            name,
            known.iter().copied(),
        ));
    }

    fn text(&mut self, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.expected(value, "a string");
        }
        text
    }

    fn levels(&mut self, value: &Value<'_>) -> Levels {
        let mut levels = Levels::default();
        let Some(table) = value.get_ref().as_table() else {
            self.expected(value, "a table of rules and their levels");
            return levels;
        };
        for (code, level) in table {
            let Some(name) = self.text(level) else {
                continue;
            };
            let known = ["allow", "warn", "deny"];
            let read = match name.as_str() {
                "allow" => Level::Allow,
                "warn" => Level::Warn,
                "deny" => Level::Deny,
                _ => {
                    let at = span(level.span());
                    self.mistakes
                        .push(unknown(at, "level", &name, known.into_iter()));
                    continue;
                }
            };
            let name = code.get_ref().to_string();
            self.codes.push((name.clone(), span(code.span())));
            levels.set(name, read);
        }
        levels
    }

    fn entries(&mut self, value: &Value<'_>) -> Vec<Entry> {
        let Some(array) = value.get_ref().as_array() else {
            self.expected(value, "a list of tables, each written as `[[payloads]]`,");
            return Vec::new();
        };
        array.iter().filter_map(|entry| self.entry(entry)).collect()
    }

    fn entry(&mut self, value: &Value<'_>) -> Option<Entry> {
        const KNOWN: &[&str] = &["files", "spec", "operation", "part", "shape", "rules"];
        let Some(table) = value.get_ref().as_table() else {
            self.expected(value, "a table");
            return None;
        };
        let mut files = None;
        let mut entry = Entry {
            files: GlobSet::empty(),
            spec: None,
            operation: None,
            part: None,
            shape: None,
            levels: Levels::default(),
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "files" => files = Some(self.globs(value)),
                "spec" => entry.spec = self.text(value).map(|path| self.folder.join(path)),
                "operation" => entry.operation = self.text(value),
                "part" => entry.part = self.text(value),
                "shape" => entry.shape = self.shape(value),
                "rules" => entry.levels = self.levels(value),
                _ => self.unknown_key(key, KNOWN),
            }
        }
        if files.is_none() {
            let at = span(value.span());
            self.mistake(
                Span::new(at.start, at.start + 1),
                "an entry of `payloads` needs `files`",
            );
        }
        entry.files = files?;
        Some(entry)
    }

    fn shape(&mut self, value: &Value<'_>) -> Option<Shape> {
        let name = self.text(value)?;
        let shape = Shape::from_str(&name, false).ok();
        if shape.is_none() {
            let known = ["auto", "body", "cli-input"];
            let at = span(value.span());
            self.mistakes
                .push(unknown(at, "shape", &name, known.into_iter()));
        }
        shape
    }

    fn globs(&mut self, value: &Value<'_>) -> GlobSet {
        let mut globs = GlobSetBuilder::new();
        let Some(array) = value.get_ref().as_array() else {
            self.expected(value, "a list of glob patterns");
            return GlobSet::empty();
        };
        for pattern in array {
            let Some(text) = self.text(pattern) else {
                continue;
            };
            match GlobBuilder::new(&text).literal_separator(true).build() {
                Ok(glob) => {
                    globs.add(glob);
                }
                Err(error) => {
                    let message = format!("{} is no glob pattern: {}", quoted(&text), error.kind());
                    self.mistake(span(pattern.span()), message);
                }
            }
        }
        globs.build().unwrap_or_else(|_| GlobSet::empty())
    }
}

fn span(range: Range<usize>) -> Span {
    Span::new(range.start, range.end)
}
