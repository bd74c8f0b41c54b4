//! URLs in descriptions: which ones links may have, and how they are written.

use std::fmt::Write as _;

use super::tree::{Inline, Link};

/// Returns `true` if the URL's scheme is `http`, `https` or `mailto`.
pub(super) fn is_kept(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    let mut schemes = ["http://", "https://", "mailto:"].iter();
    schemes.any(|scheme| lower.starts_with(scheme))
}

/// Percent-encodes the characters of a URL that are special in CommonMark.
pub(super) fn escaped(address: &str) -> String {
    let mut text = String::with_capacity(address.len());
    for byte in address.bytes() {
        let c = char::from(byte);
        if is_plain(c) {
            text.push(c);
        } else {
            // Writing to a string does not fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// Returns `true` if a character of a URL needs no escape in CommonMark.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c)
}

/// Turns the bare URLs in a text into links. rustdoc warns about bare URLs and does not link them.
pub(super) fn linked(text: &str) -> Vec<Inline> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, address)) = first(rest) {
        if !before.is_empty() {
            parts.push(Inline::Text(before.to_owned()));
        }
        parts.push(Inline::Link(Link {
            address: address.to_owned(),
            title: String::new(),
            text: vec![Inline::Text(address.to_owned())],
        }));
        rest = &rest[before.len() + address.len()..];
    }
    if !rest.is_empty() {
        parts.push(Inline::Text(rest.to_owned()));
    }
    parts
}

/// Returns the first bare URL of a text, and the text before it.
fn first(text: &str) -> Option<(&str, &str)> {
    let mut from = 0;
    while let Some(at) = text[from..].find("http").map(|at| from + at) {
        let address = &text[at..];
        let length = address.find(|c| !is_plain(c)).unwrap_or(address.len());
        let address = address[..length].trim_end_matches(|c: char| ".,;:!?'*_&".contains(c));
        let host = ["http://", "https://"]
            .iter()
            .find_map(|scheme| address.strip_prefix(scheme));
        if host.is_some_and(|host| host.starts_with(|c: char| c.is_ascii_alphanumeric())) {
            return Some((&text[..at], address));
        }
        from = at + "http".len();
    }
    None
}
