//! Prints JSON and JSON with comments, at random with mistakes that have fixes.

use std::fmt::Write as _;

use serde_json::Value;
use specwright_spec::sample::Random;

use super::comment;

/// The options for printing a text.
#[derive(Clone, Copy)]
pub(super) struct Style {
    has_comments: bool,
    /// `true` for a record of NDJSON, which has no line breaks.
    is_one_line: bool,
    /// The probability of a mistake at a place where one is possible, in percent.
    mistakes: usize,
}

impl Style {
    pub(super) fn of_json(random: &mut Random) -> Self {
        Self {
            has_comments: random.chance(5),
            is_one_line: false,
            mistakes: if random.chance(30) { 4 } else { 0 },
        }
    }

    pub(super) fn with_comments(random: &mut Random) -> Self {
        Self {
            has_comments: true,
            ..Self::of_json(random)
        }
    }

    fn of_line(random: &mut Random) -> Self {
        Self {
            has_comments: false,
            is_one_line: true,
            ..Self::of_json(random)
        }
    }
}

pub(super) fn lines(instances: &[Value], random: &mut Random) -> String {
    let mut out = String::new();
    let end = if random.chance(20) { "\r\n" } else { "\n" };
    for instance in instances {
        let style = Style::of_line(random);
        out += &text(instance, style, random);
        out += end;
        if random.chance(10) {
            out += end;
        }
    }
    if random.chance(20) {
        out.truncate(out.trim_end().len());
    }
    out
}

pub(super) fn text(instance: &Value, style: Style, random: &mut Random) -> String {
    let mut printer = Printer {
        out: String::new(),
        style,
        random,
    };
    if printer.is_mistaken() {
        printer.out.push('\u{FEFF}');
    }
    printer.space();
    printer.value(instance);
    printer.space();
    printer.out
}

struct Printer<'r> {
    out: String,
    style: Style,
    random: &'r mut Random,
}

impl Printer<'_> {
    fn is_mistaken(&mut self) -> bool {
        self.style.mistakes > 0 && self.random.chance(self.style.mistakes)
    }

    fn space(&mut self) {
        let of_line = ["", "", " ", "\t", "  "];
        let other = ["", " ", "\n", "\n  ", "\r\n\t", " \n\n"];
        let one_line = self.style.is_one_line;
        let space = self
            .random
            .pick(if one_line { &of_line[..] } else { &other });
        self.out += space.copied().unwrap_or_default();
        if self.style.has_comments && self.random.chance(15) {
            let text = comment(self.random);
            let _ = match self.random.chance(50) {
                true => write!(self.out, "/* {text} */"),
                false => write!(self.out, "// {text}\n "),
            };
        }
        if self.style.mistakes > 0 && self.random.chance(1) {
            self.out.push('\u{A0}');
        }
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Object(fields) => {
                self.out.push('{');
                for (nth, (name, value)) in fields.iter().enumerate() {
                    self.separate(nth);
                    self.name(name);
                    self.space();
                    let separator = match self.is_mistaken() {
                        true => self.random.pick(&["=", " "]).copied(),
                        false => Some(":"),
                    };
                    self.out += separator.unwrap_or_default();
                    self.space();
                    self.value(value);
                    self.space();
                }
                self.end(!fields.is_empty());
                self.out.push('}');
            }
            Value::Array(items) => {
                self.out.push('[');
                for (nth, item) in items.iter().enumerate() {
                    self.separate(nth);
                    self.value(item);
                    self.space();
                }
                self.end(!items.is_empty());
                self.out.push(']');
            }
            Value::String(text) => self.string(text),
            Value::Null | Value::Bool(_) | Value::Number(_) => {
                let mut text = value.to_string();
                if self.is_mistaken() {
                    text = match value {
                        Value::Null => "None".to_owned(),
                        Value::Bool(true) => "True".to_owned(),
                        Value::Bool(false) => "FALSE".to_owned(),
                        _ => format!("+{text}"),
                    };
                }
                self.out += &text;
            }
        }
    }

    fn separate(&mut self, nth: usize) {
        if nth > 0 {
            let comma = match self.is_mistaken() {
                true => self.random.pick(&[" ", ",,"]).copied(),
                false => Some(","),
            };
            self.out += comma.unwrap_or_default();
        }
        self.space();
    }

    fn end(&mut self, has_parts: bool) {
        let is_allowed = self.style.has_comments && self.random.chance(20);
        if has_parts && (is_allowed || self.is_mistaken()) {
            self.out.push(',');
            self.space();
        }
    }

    fn name(&mut self, name: &str) {
        let is_word = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        match is_word && self.is_mistaken() {
            true => self.out += name,
            false => self.string(name),
        }
    }

    fn string(&mut self, text: &str) {
        let is_plain = text
            .chars()
            .all(|c| c.is_alphanumeric() || "_- ".contains(c));
        if is_plain && self.is_mistaken() {
            let _ = match self.random.below(4) {
                0 => write!(self.out, "“{text}”"),
                1 if !text.contains(' ') => write!(self.out, "{text}"),
                2 => write!(self.out, "\"{text}\t\""),
                _ => write!(self.out, "'{text}'"),
            };
            return;
        }
        let has_escapes = self.random.chance(10);
        self.out.push('"');
        for c in text.chars() {
            let _ = match c {
                '"' | '\\' => write!(self.out, "\\{c}"),
                '\'' if self.is_mistaken() => write!(self.out, "\\'"),
                c if c < ' ' || (has_escapes && c < '\u{FFFF}' && self.random.chance(30)) => {
                    write!(self.out, "\\u{:04x}", u32::from(c))
                }
                c => write!(self.out, "{c}"),
            };
        }
        self.out.push('"');
    }
}
