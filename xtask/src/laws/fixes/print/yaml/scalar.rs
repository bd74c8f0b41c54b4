//! Prints scalars: plain, quoted, literal and folded, on one line or on several.

use std::fmt::Write as _;

use serde_json::Value;

use super::{Printer, comment};
use crate::laws::fixes::reading;
use crate::laws::fixes::tree::Kind;

impl Printer<'_> {
    /// Prints a scalar outside of flow collections; returns `true` for a literal or folded scalar, which ends with a
    /// line break.
    pub(super) fn scalar(&mut self, value: &Value, column: usize) -> bool {
        match value {
            Value::String(text) if is_block(text) && self.random.chance(12) => {
                self.block_scalar(text, column);
                true
            }
            Value::String(text) => {
                self.string(text, column, false);
                false
            }
            other => {
                self.literal(other, true);
                false
            }
        }
    }

    pub(super) fn flow_scalar(&mut self, value: &Value, column: usize) {
        match value {
            Value::String(text) => self.string(text, column, true),
            other => self.literal(other, false),
        }
    }

    /// Prints a key on one line, plain or quoted.
    pub(super) fn key_scalar(&mut self, name: &str) {
        match self.random.below(8) {
            0..=5 if is_plain(name) => self.out += name,
            6 if !name.contains('\n') => self.single(name, None),
            _ => self.double(name, None),
        }
    }

    fn literal(&mut self, value: &Value, may_be_empty: bool) {
        let text = value.to_string();
        let nth = self.random.below(12);
        let others: &[&str] = match value {
            Value::Null if may_be_empty => &["", "~", "Null"],
            Value::Null => &["~", "Null"],
            Value::Bool(true) => &["True", "TRUE"],
            Value::Bool(false) => &["False"],
            Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => &[],
        };
        let whole = value.as_u64();
        self.out += &match (others.get(nth), whole) {
            (Some(other), _) => (*other).to_owned(),
            (None, Some(number)) if nth == 0 => format!("0x{number:X}"),
            (None, Some(number)) if nth == 1 => format!("0o{number:o}"),
            (None, Some(_)) if nth == 2 => format!("+{text}"),
            (None, Some(_)) if nth == 3 => format!("0{text}"),
            (None, _) => text,
        };
    }

    fn string(&mut self, text: &str, column: usize, is_in_flow: bool) {
        let several = self.random.chance(15).then_some(column);
        match self.random.below(10) {
            0..=4 if is_plain(text) => {
                self.out += &several.map_or(text.to_owned(), |column| broken(text, column));
            }
            5 | 6 if !text.contains('\n') => self.single(text, several),
            // Without quotes, the text is a value of another type.
            7 if !is_in_flow && reading::plain(text) != Kind::String => self.out += text,
            _ => self.double(text, several),
        }
    }

    fn single(&mut self, text: &str, several: Option<usize>) {
        let quoted = text.replace('\'', "''");
        let quoted = several.map_or(quoted.clone(), |column| broken(&quoted, column));
        let _ = write!(self.out, "'{quoted}'");
    }

    fn double(&mut self, text: &str, several: Option<usize>) {
        let has_escapes = self.random.chance(20);
        let mut quoted = String::new();
        for c in text.chars() {
            let _ = match c {
                '"' | '\\' => write!(quoted, "\\{c}"),
                '\n' => write!(quoted, "\\n"),
                c if has_escapes && c.is_ascii() && self.random.chance(30) => {
                    match self.random.chance(50) {
                        true => write!(quoted, "\\x{:02X}", u32::from(c)),
                        false => write!(quoted, "\\u{:04x}", u32::from(c)),
                    }
                }
                c => write!(quoted, "{c}"),
            };
            if let Some(column) = several
                && c.is_alphanumeric()
                && self.random.chance(10)
            {
                let _ = write!(quoted, "\\\n{:column$}", "");
            }
        }
        let quoted = several.map_or(quoted.clone(), |column| broken(&quoted, column));
        let _ = write!(self.out, "\"{quoted}\"");
    }

    fn block_scalar(&mut self, text: &str, column: usize) {
        let is_literal = text.contains('\n') || self.random.chance(60);
        self.out.push(if is_literal { '|' } else { '>' });
        if !text.ends_with('\n') && self.random.chance(85) {
            self.out.push('-');
        }
        if self.random.chance(self.comments) {
            self.out += " # ";
            self.out += comment(self.random);
        }
        let column = column + self.random.below(2);
        for line in text.lines() {
            let line = match is_literal {
                true => line.to_owned(),
                false => broken(line, column),
            };
            let _ = write!(self.out, "\n{:column$}{line}", "");
        }
        self.out.push('\n');
    }
}

/// Breaks a line at the first space between two letters or digits. A YAML parser replaces the line break by a space.
fn broken(text: &str, column: usize) -> String {
    let is_between = |at: &usize| {
        let before = text[..*at].chars().next_back();
        let behind = text[at + 1..].chars().next();
        before.is_some_and(char::is_alphanumeric) && behind.is_some_and(char::is_alphanumeric)
    };
    let mut spaces = text.match_indices(' ').map(|(at, _)| at);
    match spaces.find(is_between) {
        Some(at) => format!("{}\n{:column$}{}", &text[..at], "", &text[at + 1..]),
        None => text.to_owned(),
    }
}

/// Returns `true` if the text can be the content of a literal or folded scalar.
fn is_block(text: &str) -> bool {
    let is_line = |line: &str| !line.is_empty() && line.trim() == line;
    !text.is_empty() && text.lines().all(is_line) && !text.contains(['\r', '\t', '\0'])
}

/// Returns `true` if the text is a string without quotes, in block and in flow style.
fn is_plain(text: &str) -> bool {
    let begins_well = text.starts_with(char::is_alphanumeric)
        || (text.starts_with(['-', '+']) && text[1..].starts_with(char::is_alphanumeric));
    let is_allowed = |c: char| c.is_alphanumeric() || " _-.+#:'\"".contains(c);
    begins_well
        && text.chars().all(is_allowed)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([' ', ':'])
        && reading::plain(text) == Kind::String
}
