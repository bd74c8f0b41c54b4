//! Where a finding stands, in the terms of the formats: lines and columns, paths and addresses.

use std::fmt::Write;
use std::path::{Component, MAIN_SEPARATOR, Path};

use serde_json::{Map, Value};
use specwright_spec::{Position, Source, Span};

use crate::lint::Checked;

/// Start and end of a span, the end behind its last character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    pub(super) start: Position,
    pub(super) end: Position,
}

impl Range {
    pub(super) fn of(source: &Source, span: Span) -> Self {
        Self {
            start: source.position(span.start),
            end: source.position(span.end.max(span.start)),
        }
    }

    pub(super) fn is_one_line(&self) -> bool {
        self.start.line == self.end.line
    }
}

/// The members that say where a span stands, in our own JSON formats.
pub(super) fn members(checked: &Checked, span: Span) -> Map<String, Value> {
    let Range { start, end } = Range::of(&checked.source, span);
    let members = [
        ("line", start.line),
        ("column", start.column),
        ("end_line", end.line),
        ("end_column", end.column),
        ("offset", checked.offset + span.start),
        ("end_offset", checked.offset + span.end),
    ];
    let members = members.map(|(name, value)| (name.to_owned(), value.into()));
    members.into_iter().collect()
}

/// A file's path as services know it: from the folder that the linter runs in, which in continuous integration is the
/// repository's, with `/` on every system.
pub(super) fn path(name: &str) -> String {
    let path = Path::new(name);
    let here = std::env::current_dir().ok();
    let inside = here.and_then(|here| path.strip_prefix(here).ok());
    let mut text = String::new();
    for part in inside.unwrap_or(path).components() {
        let is_first = text.is_empty();
        match part {
            Component::CurDir => {}
            Component::RootDir => text.push('/'),
            _ => {
                let separator = if is_first || text.ends_with('/') {
                    ""
                } else {
                    "/"
                };
                let part = part.as_os_str().to_string_lossy();
                let _ = write!(text, "{separator}{}", part.replace(MAIN_SEPARATOR, "/"));
            }
        }
    }
    text
}

/// A file's path as a URI reference: relative if the path is.
pub(super) fn uri(name: &str) -> String {
    let path = path(name);
    let mut uri = String::with_capacity(path.len());
    if Path::new(&path).is_absolute() {
        uri.push_str(if path.starts_with('/') {
            "file://"
        } else {
            "file:///"
        });
    }
    for byte in path.bytes() {
        // All that may not stand in every part of a URI is escaped; `:` would make the first part a scheme.
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte.into());
            }
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail at once")]
mod tests {
    use super::{path, uri};

    #[test]
    fn paths_are_relative_to_the_folder() {
        let here = std::env::current_dir().unwrap();
        let inside = here.join("a/b.json").display().to_string();
        assert_eq!(path(&inside), "a/b.json");
        assert_eq!(path("./a/./b.json"), "a/b.json");
        assert_eq!(path("../b.json"), "../b.json");
        assert_eq!(path("-"), "-");
    }

    #[test]
    fn addresses_have_no_characters_that_mean_something() {
        assert_eq!(uri("a b/ü,%:?#.json"), "a%20b/%C3%BC%2C%25%3A%3F%23.json");
        assert_eq!(
            uri("/no such folder/x.json"),
            "file:///no%20such%20folder/x.json"
        );
    }
}
