//! Texts of parameters, which are decoded when they have been taken apart: what separates their parts may be in them.

use percent_encoding::percent_decode_str;
use serde_json::Value;
use specwright_spec::Model;
use specwright_spec::model::{SchemaId, Shape};

/// A text as it was sent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'t> {
    raw: &'t str,
    coding: Coding,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Coding {
    /// As it is.
    Plain,
    /// With `%` and two digits for a byte.
    Percent,
    /// The same, and `+` is a space.
    Form,
}

impl<'t> Text<'t> {
    pub(super) const fn plain(raw: &'t str) -> Self {
        let coding = Coding::Plain;
        Self { raw, coding }
    }

    pub(super) const fn of_path(raw: &'t str) -> Self {
        let coding = Coding::Percent;
        Self { raw, coding }
    }

    /// Another text, coded as this one is.
    pub(super) const fn other<'o>(&self, raw: &'o str) -> Text<'o> {
        let coding = self.coding;
        Text { raw, coding }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.raw.is_empty()
    }

    /// The text behind this one, if it begins with it.
    pub(super) fn without(self, start: &str) -> Self {
        self.other(self.raw.strip_prefix(start).unwrap_or(self.raw))
    }

    /// The parts, still coded.
    pub(super) fn parts(&self, separator: char, is_text: bool) -> Vec<String> {
        let raw = match (separator, self.coding) {
            (_, Coding::Plain) => self.raw.to_owned(),
            (' ', _) => self.raw.replace('+', " ").replace("%20", " "),
            ('|', _) => self.raw.replace("%7C", "|").replace("%7c", "|"),
            // Many clients code commas, too. Where a part may have one, it is not known which they mean.
            (',', _) if !is_text => self.raw.replace("%2C", ",").replace("%2c", ","),
            _ => self.raw.to_owned(),
        };
        let trimmed = |part: &str| match self.coding {
            Coding::Plain => part.trim().to_owned(),
            Coding::Percent | Coding::Form => part.to_owned(),
        };
        raw.split(separator).map(trimmed).collect()
    }

    pub(crate) fn decoded(&self) -> String {
        match self.coding {
            Coding::Plain => self.raw.to_owned(),
            Coding::Percent => decoded(self.raw),
            Coding::Form => decoded(&self.raw.replace('+', " ")),
        }
    }

    /// The JSON that it is, or else itself.
    pub(super) fn json(&self) -> Value {
        let text = self.decoded();
        serde_json::from_str(&text).unwrap_or_else(|_| text.into())
    }
}

/// The names and values of a query.
pub(crate) fn pairs(query: &str) -> Vec<(String, Text<'_>)> {
    named(query.split('&'), Coding::Form)
}

/// Those of the header `Cookie`.
pub(crate) fn cookies(line: &str) -> Vec<(String, Text<'_>)> {
    named(line.split(';').map(str::trim), Coding::Percent)
}

fn named<'t>(pairs: impl Iterator<Item = &'t str>, coding: Coding) -> Vec<(String, Text<'t>)> {
    let text = |raw| Text { raw, coding };
    let pairs = pairs.filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs
        .map(|(name, value)| (text(name).decoded(), text(value)))
        .collect()
}

/// A text as what its schema says, or else as it is.
pub(super) fn value(model: &Model, schema: Option<SchemaId>, text: &Text<'_>) -> Value {
    let text = text.decoded();
    let literal = schema.and_then(|schema| literal(model, schema, &text));
    literal.unwrap_or_else(|| text.into())
}

/// A text as a number, a boolean or the like, where only these will do.
pub(super) fn literal(model: &Model, schema: SchemaId, text: &str) -> Option<Value> {
    let literal = || {
        let has_space = text.contains(|c: char| c.is_ascii_whitespace());
        serde_json::from_str::<Value>(text)
            .ok()
            .filter(|it| !has_space || it.is_object() || it.is_array())
    };
    match &model.schema(schema).shape {
        Shape::Boolean => literal().filter(Value::is_boolean),
        Shape::Integer(_) | Shape::Number(_) => literal().filter(Value::is_number),
        Shape::Enum(values) => {
            let mut values = values.iter();
            let is_text = values.any(|value| value.value == *text);
            literal().filter(|literal| !is_text && !literal.is_string())
        }
        Shape::Any | Shape::Mixed(_) | Shape::Union(_) => {
            literal().filter(|literal| literal.is_boolean() || literal.is_number())
        }
        Shape::Array(_) | Shape::Object(_) => literal(),
        Shape::Never | Shape::Null | Shape::String(_) => None,
    }
}

/// A percent-encoded text; what is no UTF-8 is replaced.
fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
