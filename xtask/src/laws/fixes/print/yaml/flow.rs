//! Prints flow collections, and the keys of all objects.

use serde_json::{Value, json};

use super::{Printer, comment};

impl Printer<'_> {
    /// Prints a value in flow style. Further lines of the value are indented by at least `column` spaces.
    pub(super) fn flow(&mut self, value: &Value, column: usize) {
        match value {
            Value::Object(fields) => {
                self.out.push('{');
                for (nth, (name, value)) in fields.iter().enumerate() {
                    self.separate(nth, column);
                    let is_alias = self.key(name);
                    let is_adjacent = self.out.ends_with('"') && self.random.chance(30);
                    if is_alias {
                        self.out.push(' ');
                    }
                    self.out.push(':');
                    if !is_adjacent {
                        self.out.push(' ');
                        self.space(column);
                    }
                    self.part(value, column);
                }
                self.end(!fields.is_empty(), column);
                self.out.push('}');
            }
            Value::Array(items) => {
                self.out.push('[');
                for (nth, item) in items.iter().enumerate() {
                    self.separate(nth, column);
                    self.part(item, column);
                }
                self.end(!items.is_empty(), column);
                self.out.push(']');
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                self.flow_scalar(value, column);
            }
        }
    }

    fn part(&mut self, value: &Value, column: usize) {
        if self.alias(value) {
            // Without a space, a comma could be part of the alias name.
            return self.out.push(' ');
        }
        if self.properties(value) {
            self.gap();
            self.space(column);
        }
        self.flow(value, column);
        if self.random.chance(10) {
            self.out.push(' ');
            self.space(column);
        }
    }

    fn separate(&mut self, nth: usize, column: usize) {
        if nth > 0 {
            self.out.push(',');
        }
        if nth > 0 || self.random.chance(30) {
            self.out.push(' ');
            self.space(column);
        }
    }

    fn end(&mut self, has_parts: bool, column: usize) {
        if has_parts && self.random.chance(10) {
            self.out += " , ";
            self.space(column);
        }
    }

    /// Breaks the line, at random, at a place where white space is allowed.
    fn space(&mut self, column: usize) {
        let is_commented = self.random.chance(self.comments / 2);
        if is_commented || self.random.chance(8) {
            if is_commented {
                self.out += "# ";
                self.out += comment(self.random);
            }
            let more = self.random.below(3);
            self.out.push('\n');
            self.out += &" ".repeat(column + more);
        }
    }

    /// Prints a key on one line; returns `true` if the key is an alias, after which a space is required.
    pub(super) fn key(&mut self, name: &str) -> bool {
        let value = json!(name);
        if self.alias(&value) {
            return true;
        }
        if self.random.chance(self.markup / 2) {
            self.anchors += 1;
            let anchor = format!("k{}", self.anchors);
            self.gap();
            self.out += &format!("&{anchor} ");
            self.anchored.push((anchor, value));
        } else if self.random.chance(self.markup / 4) {
            self.out += "!!str ";
        }
        self.key_scalar(name);
        false
    }
}
