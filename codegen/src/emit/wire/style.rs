//! How the values of parameters become text: the styles of OpenAPI, which are those of RFC 6570.

use serde_json::Value;

use super::percent::{is_unreserved, push_byte};
use super::plain::text_of;

/// How the parts of a list or an object are joined.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Style {
    /// What stands between the parts of a value that is written as one.
    pub(super) separator: &'static str,
    /// Whether each part is written by itself.
    pub(super) explode: bool,
    /// Whether an object's members are written as `name[member]`.
    pub(super) deep: bool,
    /// Whether reserved characters stay as they are.
    pub(super) reserved: bool,
    /// Whether characters are written as they are, whatever they are.
    pub(super) raw: bool,
    /// Whether the value is written as JSON.
    pub(super) json: bool,
}

#[allow(dead_code, reason = "not every crate has parameters of all styles")]
impl Style {
    /// A value's parts are joined to one text, percent-encoded.
    pub(crate) const fn new(separator: &'static str) -> Self {
        Self {
            separator,
            explode: false,
            deep: false,
            reserved: false,
            raw: false,
            json: false,
        }
    }

    /// Each part is written by itself.
    pub(crate) const fn exploded(mut self) -> Self {
        self.explode = true;
        self
    }

    /// An object's members are written as `name[member]`.
    pub(crate) const fn deep(mut self) -> Self {
        self.deep = true;
        self
    }

    /// Reserved characters stay as they are.
    pub(crate) const fn reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    /// All characters stay as they are.
    pub(crate) const fn raw(mut self) -> Self {
        self.raw = true;
        self
    }

    /// The same for names, of which no character stays that is reserved.
    pub(super) const fn named(mut self) -> Self {
        self.reserved = false;
        self
    }

    /// The value is written as JSON.
    pub(crate) const fn json(mut self) -> Self {
        self.json = true;
        self
    }
}

/// The parts of a value: `name` is given for an object's members.
pub(super) fn parts(value: &Value) -> Vec<(Option<&str>, &Value)> {
    match value {
        Value::Array(items) => items.iter().map(|item| (None, item)).collect(),
        Value::Object(members) => {
            let members = members.iter();
            members
                .map(|(name, value)| (Some(name.as_str()), value))
                .collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => vec![(None, value)],
    }
}

/// A value in one piece, its parts joined.
pub(super) fn joined(value: &Value, style: Style) -> String {
    if style.json {
        return encoded(&value.to_string(), style);
    }
    let mut texts = Vec::new();
    for (name, part) in parts(value) {
        let part = encoded(&text_of(part), style);
        match name {
            Some(name) if style.explode => texts.push(format!("{}={part}", encoded(name, style))),
            Some(name) => texts.extend([encoded(name, style), part]),
            None => texts.push(part),
        }
    }
    texts.join(style.separator)
}

/// Percent-encodes all but the unreserved characters of RFC 3986, and the reserved ones where they may stay: those that
/// would end a value are never among these.
pub(super) fn encoded(text: &str, style: Style) -> String {
    if style.raw {
        return text.to_owned();
    }
    let mut written = String::with_capacity(text.len());
    for byte in text.bytes() {
        let stays = style.reserved && b":/?[]@!$'()*,;=".contains(&byte);
        push_byte(&mut written, byte, is_unreserved(byte) || stays);
    }
    written
}
