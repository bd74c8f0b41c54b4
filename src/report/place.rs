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

/// Returns a name as text, with bytes that are not UTF-8 percent-encoded.
pub(super) fn text(name: &Path) -> String {
    shown(name.as_os_str().as_encoded_bytes())
}

/// A file's path as services know it: from the folder that the linter runs in, which in continuous integration is the
/// repository's, with `/` on every system. Bytes that are not UTF-8 are percent-encoded.
pub(super) fn path(name: &Path) -> String {
    shown(&relative(name))
}

/// A file's path as a URI reference: relative if the path is.
pub(super) fn uri(name: &Path) -> String {
    let path = relative(name);
    let mut uri = String::with_capacity(path.len());
    if Path::new(&shown(&path)).is_absolute() {
        uri.push_str(if path.starts_with(b"/") {
            "file://"
        } else {
            "file:///"
        });
    }
    for byte in path {
        // All that may not stand in every part of a URI is escaped; `:` would make the first part a scheme.
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte.into());
            }
            _ => escape(byte, &mut uri),
        }
    }
    uri
}

/// Returns the bytes of a path from the folder that the linter runs in, with `/` on every system.
fn relative(path: &Path) -> Vec<u8> {
    let here = std::env::current_dir().ok();
    let inside = here.and_then(|here| path.strip_prefix(here).ok());
    let mut bytes = Vec::new();
    for part in inside.unwrap_or(path).components() {
        match part {
            Component::CurDir => {}
            Component::RootDir => bytes.push(b'/'),
            Component::Prefix(_) | Component::ParentDir | Component::Normal(_) => {
                if !bytes.is_empty() && !bytes.ends_with(b"/") {
                    bytes.push(b'/');
                }
                let part = part.as_os_str().as_encoded_bytes().iter();
                bytes.extend(part.map(|&byte| match char::from(byte) {
                    MAIN_SEPARATOR => b'/',
                    _ => byte,
                }));
            }
        }
    }
    bytes
}

fn shown(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for &byte in chunk.invalid() {
            escape(byte, &mut text);
        }
    }
    text
}

fn escape(byte: u8, text: &mut String) {
    // Writing to a string does not fail.
    let _ = write!(text, "%{byte:02X}");
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail at once")]
mod tests {
    use std::path::Path;

    fn path(name: &str) -> String {
        super::path(Path::new(name))
    }

    fn uri(name: &str) -> String {
        super::uri(Path::new(name))
    }

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
