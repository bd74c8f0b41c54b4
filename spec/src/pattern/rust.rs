//! Patterns in the syntax of Rust's engines.

use super::{Pattern, parse};

/// A regular expression as the crate `jsonschema` takes it, if it must be put in other words for that: what looks around or
/// refers back to a group, this crate hands on to its engine, `fancy-regex`, as it stands.
#[must_use]
pub fn for_jsonschema(text: &str) -> Option<String> {
    let pattern = parse(text).ok()?;
    (pattern.looks_around() || pattern.has_references()).then(|| pattern.to_rust())
}

impl Pattern {
    /// The same regular expression in the syntax of the crate `fancy-regex`, which without this takes `\d`, `\s`, `\w`, `\b`
    /// and `.` to mean other characters than ECMA 262 does.
    fn to_rust(&self) -> String {
        let is_unsure = |part: &Self| matches!(part, Self::Reference { is_sure: false, .. });
        let mut writer = Writer {
            text: String::new(),
            is_marked: self.has(&is_unsure),
        };
        writer.write(self);
        writer.text
    }

    fn has_no_length(&self) -> bool {
        match self {
            Self::Start | Self::End | Self::WordBoundary { .. } | Self::Look { .. } => true,
            Self::Sequence(parts) | Self::Alternatives(parts) => {
                parts.iter().all(Self::has_no_length)
            }
            Self::Repeat { pattern, .. } | Self::Group { pattern, .. } => pattern.has_no_length(),
            Self::Class(_) | Self::Reference { .. } => false,
        }
    }
}

/// A pattern that is being written.
struct Writer {
    text: String,
    /// Whether an empty group before each group tells whether a way has gone through it.
    is_marked: bool,
}

impl Writer {
    /// The number of a group.
    fn number(&self, group: usize) -> usize {
        if self.is_marked {
            2 * group + 2
        } else {
            group + 1
        }
    }

    fn write(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::Class(ranges) if ranges.is_empty() => self.text += "(?!)",
            Pattern::Class(ranges) => self.class(ranges),
            Pattern::Sequence(parts) => parts.iter().for_each(|part| self.write(part)),
            Pattern::Alternatives(parts) => {
                self.text += "(?:";
                for (nth, part) in parts.iter().enumerate() {
                    self.text += if nth > 0 { "|" } else { "" };
                    self.write(part);
                }
                self.text += ")";
            }
            // The engine repeats nothing that has no length, and once is as good as often.
            Pattern::Repeat { pattern, least, .. } if pattern.has_no_length() => {
                let end = if *least == 0 { "|)" } else { ")" };
                self.grouped("(?:", pattern, end);
            }
            Pattern::Repeat {
                pattern,
                least,
                most,
                is_lazy,
            } => {
                let most = most.map(|most| most.to_string()).unwrap_or_default();
                let lazy = if *is_lazy { "?" } else { "" };
                self.grouped("(?:", pattern, &format!("){{{least},{most}}}{lazy}"));
            }
            Pattern::Group { pattern, .. } if self.is_marked => {
                self.grouped("(?:()(", pattern, "))");
            }
            Pattern::Group { pattern, .. } => self.grouped("(", pattern, ")"),
            Pattern::Reference { number, is_sure } => {
                let number = self.number(*number);
                // Apart from a digit behind it.
                self.text += &if *is_sure {
                    format!("(?:\\{number})")
                } else {
                    // To the engine, a group that no way has gone through matches nowhere, not even the empty text.
                    let mark = number - 1;
                    format!("(?:\\{number}|(?!\\{mark}))")
                };
            }
            Pattern::Start => self.text += "^",
            Pattern::End => self.text += "$",
            Pattern::WordBoundary { negated } => {
                const WORD: &str = "[0-9A-Z_a-z]";
                let (start, end) = match negated {
                    false => ("!", "="),
                    true => ("=", "!"),
                };
                self.text += &format!("(?:(?<={WORD})(?{start}{WORD})|(?<!{WORD})(?{end}{WORD}))");
            }
            Pattern::Look {
                pattern,
                behind,
                negated,
            } => {
                let begin = match (behind, negated) {
                    (false, false) => "(?=",
                    (false, true) => "(?!",
                    (true, false) => "(?<=",
                    (true, true) => "(?<!",
                };
                self.grouped(begin, pattern, ")");
            }
        }
    }

    fn grouped(&mut self, begin: &str, inner: &Pattern, end: &str) {
        self.text += begin;
        self.write(inner);
        self.text += end;
    }

    fn class(&mut self, ranges: &[(char, char)]) {
        self.text += "[";
        for (first, last) in ranges {
            let (first, last) = (u32::from(*first), u32::from(*last));
            self.text += &if first == last {
                format!("\\u{{{first:X}}}")
            } else {
                format!("\\u{{{first:X}}}-\\u{{{last:X}}}")
            };
        }
        self.text += "]";
    }
}
