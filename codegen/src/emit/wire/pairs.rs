//! Names with values, as queries and cookies have them.

use serde::Serialize;
use serde_json::Value;

use super::plain::{text_of, value_of};
use super::style::{Style, encoded, joined, parts};

/// Names with values, one after the other.
#[derive(Default)]
pub(crate) struct Pairs {
    text: String,
}

impl Pairs {
    /// Adds a parameter; `null` is not sent. `between` stands between two pairs.
    pub(crate) fn push<T: Serialize + ?Sized>(
        &mut self,
        between: &str,
        name: &str,
        value: &T,
        style: Style,
    ) {
        let value = value_of(value);
        if value.is_null() {
            return;
        }
        let plain = style.named();
        let is_scalar = !value.is_array() && !value.is_object();
        if is_scalar || style.json || !style.explode && !style.deep {
            self.add(between, &encoded(name, plain), &joined(&value, style));
        } else if style.deep {
            self.add_deep(between, encoded(name, plain), &value, style);
        } else {
            for (member, part) in parts(&value) {
                let name = encoded(member.unwrap_or(name), plain);
                self.add(between, &name, &encoded(&text_of(part), style));
            }
        }
    }

    /// `name[member]=value`, at any depth.
    fn add_deep(&mut self, between: &str, name: String, value: &Value, style: Style) {
        if !value.is_array() && !value.is_object() {
            self.add(between, &name, &encoded(&text_of(value), style));
            return;
        }
        for (member, part) in parts(value) {
            let name = match member {
                Some(member) => format!("{name}%5B{}%5D", encoded(member, style.named())),
                None => name.clone(),
            };
            self.add_deep(between, name, part, style);
        }
    }

    fn add(&mut self, between: &str, name: &str, value: &str) {
        if !self.text.is_empty() {
            self.text.push_str(between);
        }
        self.text.push_str(name);
        self.text.push('=');
        self.text.push_str(value);
    }

    /// All of them.
    pub(crate) fn finish(self) -> String {
        self.text
    }
}
