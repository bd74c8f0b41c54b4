//! Prints YAML: block and flow style, every style of scalars, comments, anchors, aliases, tags, directives and several
//! documents.

mod flow;
mod scalar;

use serde_json::{Map, Value};
use specwright_spec::sample::Random;

use super::comment;

pub(super) fn text(instances: &[Value], random: &mut Random) -> String {
    let mut printer = Printer {
        out: String::new(),
        step: 1 + random.below(4),
        comments: [0, 8, 25][random.below(3)],
        markup: [0, 5, 20][random.below(3)],
        has_tabs: random.chance(6),
        anchored: Vec::new(),
        anchors: 0,
        random,
    };
    if printer.random.chance(3) {
        printer.out.push('\u{FEFF}');
    }
    let mut is_ended = true;
    for (nth, instance) in instances.iter().enumerate() {
        printer.document(instance, nth > 0, is_ended);
        is_ended = printer.random.chance(15);
        if is_ended {
            printer.out += "...\n";
        }
    }
    let Printer {
        mut out, random, ..
    } = printer;
    if random.chance(10) {
        out.truncate(out.trim_end_matches('\n').len());
    }
    match random.chance(15) {
        true => out.replace('\n', "\r\n"),
        false => out,
    }
}

struct Printer<'r> {
    out: String,
    /// The indentation of nested values relative to the outer value, in columns.
    step: usize,
    /// The probability of a comment at a place where one is possible, in percent.
    comments: usize,
    /// The probability that a value has an anchor, in percent; a tag is half as probable.
    markup: usize,
    /// `true` if white space after a token may be a tab, which not every YAML parser accepts.
    has_tabs: bool,
    /// The anchors of this document, each as its name and its value.
    anchored: Vec<(String, Value)>,
    /// The number of anchors in all documents so far.
    anchors: usize,
    random: &'r mut Random,
}

/// The token before a value.
#[derive(Clone, Copy, PartialEq)]
enum Behind {
    /// No token: the value begins a document without `---`.
    Nothing,
    Marker,
    Key,
    Dash,
}

impl Printer<'_> {
    fn document(&mut self, instance: &Value, needs_marker: bool, may_have_directives: bool) {
        self.anchored.clear();
        let has_directive = may_have_directives && self.random.chance(5);
        if has_directive {
            let directives = ["%YAML 1.2\n", "%TAG !e! tag:example.org,2026:\n"];
            self.out += self.random.pick(&directives).copied().unwrap_or_default();
        }
        match needs_marker || has_directive || self.random.chance(30) {
            true => {
                self.out += "---";
                self.value(instance, 0, Behind::Marker);
            }
            false => {
                self.own_lines(0);
                self.value(instance, 0, Behind::Nothing);
            }
        }
    }

    /// Prints a value, and ends the line. Further lines of the value are indented by at least `column` spaces.
    fn value(&mut self, value: &Value, column: usize, behind: Behind) {
        if self.alias(value) {
            return self.end_line(column);
        }
        let has_properties = self.properties(value);
        let is_block = match value {
            Value::Object(fields) => !fields.is_empty(),
            Value::Array(items) => !items.is_empty(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                return self.scalar_line(value, column, behind, has_properties);
            }
        };
        if !is_block || self.random.chance(25) {
            self.gap();
            self.flow(value, column.max(1));
            return self.end_line(column);
        }
        let is_compact = behind == Behind::Dash && !has_properties && self.random.chance(60);
        match is_compact {
            true => {
                let spaces = 1 + self.random.below(3);
                self.out += &" ".repeat(spaces);
                let line = self.out.rfind('\n').map_or(0, |end| end + 1);
                let column = self.out[line..].chars().count();
                self.block(value, column, true);
            }
            false => {
                if behind != Behind::Nothing || has_properties {
                    self.end_line(column);
                }
                self.block(value, column, false);
            }
        }
    }

    fn scalar_line(&mut self, value: &Value, column: usize, behind: Behind, has_properties: bool) {
        let may_break = behind != Behind::Nothing || has_properties;
        if may_break && self.random.chance(8) {
            self.end_line(column);
            self.out += &" ".repeat(column.max(1));
        } else {
            self.gap();
        }
        match self.scalar(value, column.max(1)) {
            // A literal scalar ends with its line, and a comment after it must be less indented.
            true => self.own_lines(0),
            false => self.end_line(column),
        }
    }

    fn block(&mut self, value: &Value, column: usize, is_begun: bool) {
        match value {
            Value::Object(fields) => self.fields(fields, column, is_begun),
            Value::Array(items) => self.items(items, column, is_begun),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn fields(&mut self, fields: &Map<String, Value>, column: usize, is_begun: bool) {
        for (nth, (name, value)) in fields.iter().enumerate() {
            if nth > 0 || !is_begun {
                self.out += &" ".repeat(column);
            }
            let is_explicit = self.random.chance(4);
            if is_explicit {
                self.out += "? ";
            }
            let is_alias = self.key(name);
            if is_explicit {
                self.end_line(column + 1);
                self.out += &" ".repeat(column);
            } else if is_alias || self.random.chance(3) {
                self.out.push(' ');
            }
            self.out.push(':');
            let is_same_column = value.is_array() && self.random.chance(30) && !is_explicit;
            let deeper = if is_same_column { 0 } else { self.step };
            self.value(value, column + deeper, Behind::Key);
        }
    }

    fn items(&mut self, items: &[Value], column: usize, is_begun: bool) {
        for (nth, item) in items.iter().enumerate() {
            if nth > 0 || !is_begun {
                self.out += &" ".repeat(column);
            }
            self.out.push('-');
            self.value(item, column + self.step, Behind::Dash);
        }
    }

    /// Prints an alias instead of a value that has an anchor, at random; returns `true` if an alias is printed.
    fn alias(&mut self, value: &Value) -> bool {
        let anchored = self.anchored.iter().find(|(_, anchored)| anchored == value);
        let Some((anchor, _)) = anchored.cloned().filter(|_| self.random.chance(50)) else {
            return false;
        };
        self.gap();
        self.out.push('*');
        self.out += &anchor;
        true
    }

    /// Prints an anchor and a tag, each at random; returns `true` if any is printed.
    fn properties(&mut self, value: &Value) -> bool {
        let mut properties = Vec::new();
        if self.random.chance(self.markup) {
            self.anchors += 1;
            let anchor = format!("a{}", self.anchors);
            properties.push(format!("&{anchor}"));
            self.anchored.push((anchor, value.clone()));
        }
        if self.random.chance(self.markup / 2) {
            let tags: &[&str] = match value {
                Value::String(_) => &["!!str", "!", "!<tag:yaml.org,2002:str>", "!local"],
                Value::Bool(_) => &["!!bool"],
                Value::Number(number) if number.is_f64() => &["!!float"],
                Value::Number(_) => &["!!int", "!!str"],
                Value::Array(_) => &["!!seq"],
                Value::Object(_) => &["!!map"],
                Value::Null => &["!!null"],
            };
            let tag = self.random.pick(tags).copied().unwrap_or_default();
            properties.insert(self.random.below(properties.len() + 1), tag.to_owned());
        }
        for property in &properties {
            self.gap();
            self.out += property;
        }
        !properties.is_empty()
    }

    /// Prints the space before a token, unless the token begins a line.
    fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with(['\n', '\u{FEFF}', ' ']) {
            self.out += if self.random.chance(5) { "  " } else { " " };
        }
    }

    /// Ends a line, at random with a comment, and prints further comment lines at random.
    fn end_line(&mut self, column: usize) {
        let spaces: &[&str] = match self.has_tabs {
            true => &["\t", "  \t", " "],
            false => &[" ", "  "],
        };
        let space = self.random.pick(spaces).copied().unwrap_or_default();
        if self.random.chance(self.comments) {
            self.out += space;
            self.out += if self.random.chance(70) { "# " } else { "#" };
            self.out += comment(self.random);
        } else if self.random.chance(4) {
            self.out += space;
        }
        self.out.push('\n');
        self.own_lines(column);
    }

    /// Prints a comment line or an empty line, at random.
    fn own_lines(&mut self, column: usize) {
        if self.random.chance(self.comments / 2) {
            let indent = self.random.below(column + 1);
            self.out += &" ".repeat(indent);
            self.out += "# ";
            self.out += comment(self.random);
            self.out.push('\n');
        } else if self.random.chance(2) {
            self.out.push('\n');
        }
    }
}
