//! How a text is written in a payload, so that a fix keeps the payload's notation.

use serde_json::Value;

use crate::diagnostic::{Change, Edit};
use crate::payload::{Kind, Node};

/// Returns the replacement of a key by `name`, with the same quotes where possible.
pub(super) fn key(node: Node<'_>, name: &str) -> (Edit, Change) {
    let (edit, change) = text(node, name);
    let is_key = true;
    (edit, Change { is_key, ..change })
}

/// Returns the replacement of a string by `text`, with the same quotes where possible.
pub(super) fn text(node: Node<'_>, text: &str) -> (Edit, Change) {
    let spelling = match node.source().as_bytes().first() {
        Some(b'\'') if !text.contains(['\'', '\n']) => format!("'{text}'"),
        Some(b'"' | b'\'') => quoted(text),
        _ if is_plain(text) => text.to_owned(),
        _ => quoted(text),
    };
    replacement(node, spelling, Kind::String, text)
}

/// Returns the replacement of a value by the string `text` in double quotes.
pub(super) fn string(node: Node<'_>, text: &str) -> (Edit, Change) {
    replacement(node, quoted(text), Kind::String, text)
}

/// Returns the replacement of a quoted string by the same characters without quotes, a value of type `kind`.
pub(super) fn unquoted(node: Node<'_>, kind: Kind) -> (Edit, Change) {
    replacement(node, node.text().to_owned(), kind, node.text())
}

fn replacement(node: Node<'_>, spelling: String, kind: Kind, text: &str) -> (Edit, Change) {
    (
        Edit::new(node.span(), spelling),
        Change::new(node, kind, text),
    )
}

/// The spelling of a member with a value of one line, in JSON or in YAML without braces.
pub(super) fn member(name: &str, value: &Value, in_braces: bool) -> String {
    let plain = |text: &str| match !in_braces && is_plain(text) {
        true => text.to_owned(),
        false => quoted(text),
    };
    let value = match value {
        Value::String(text) => plain(text),
        other => other.to_string(),
    };
    format!("{}: {value}", plain(name))
}

/// The spelling as a string in double quotes, which JSON and YAML share.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// Whether a text may stand in YAML without quotes, for readers of every version.
fn is_plain(text: &str) -> bool {
    let begins_well = text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    let goes_well =
        |character: char| character.is_ascii_alphanumeric() || "_-.".contains(character);
    let word = matches!(
        text.to_ascii_lowercase().as_str(),
        "y" | "n" | "yes" | "no" | "on" | "off" | "true" | "false" | "null"
    );
    begins_well && text.chars().all(goes_well) && !word
}
