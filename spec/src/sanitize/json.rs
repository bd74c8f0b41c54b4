//! JSON that is safe to print.

use std::fmt::{self, Formatter, Write};

use serde_json::Value;

use super::{begins_marker, is_joiner, is_selector, is_unsafe};

/// Displays a value as JSON, with `{:#}` on several lines.
///
/// In strings and names, all unsafe characters and those without a width are escaped as `\uXXXX`, so that the text is
/// safe to print and every reader gets the same value.
///
/// ```
/// use specwright_spec::sanitize::Json;
/// let value = serde_json::json!({"a": "\u{9b}31m\u{202e}名"});
/// assert_eq!(Json(&value).to_string(), r#"{"a":"\u009b31m\u202e名"}"#);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Json<'v>(pub &'v Value);

impl fmt::Display for Json<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match f.alternate() {
            true => write!(Escaping(f), "{:#}", self.0),
            false => write!(Escaping(f), "{}", self.0),
        }
    }
}

/// Escapes characters that only strings of a JSON text can contain.
struct Escaping<'f, 'g>(&'f mut Formatter<'g>);

impl Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut written = 0;
        for (at, character) in text.char_indices() {
            if !is_escaped(&text[at..], character) {
                continue;
            }
            self.0.write_str(&text[written..at])?;
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(self.0, "\\u{unit:04x}")?;
            }
            written = at + character.len_utf8();
        }
        self.0.write_str(&text[written..])
    }
}

/// Returns `true` if the first character of the rest must be escaped. Line feeds stand between the values.
fn is_escaped(rest: &str, first: char) -> bool {
    match first {
        '\n' => false,
        '#' => begins_marker(rest),
        ' '..='~' => false,
        _ => is_unsafe(first) || is_joiner(first) || is_selector(first),
    }
}
