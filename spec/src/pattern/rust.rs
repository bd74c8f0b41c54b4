//! Patterns in the syntax of Rust's engines.

use std::fmt::Write;

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
        let mut text = String::new();
        self.write(&mut text);
        text
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

    fn write(&self, text: &mut String) {
        match self {
            Self::Class(ranges) if ranges.is_empty() => *text += "(?!)",
            Self::Class(ranges) => class(ranges, text),
            Self::Sequence(parts) => parts.iter().for_each(|part| part.write(text)),
            Self::Alternatives(parts) => {
                *text += "(?:";
                for (nth, part) in parts.iter().enumerate() {
                    *text += if nth > 0 { "|" } else { "" };
                    part.write(text);
                }
                *text += ")";
            }
            // The engine repeats nothing that has no length, and once is as good as often.
            Self::Repeat { pattern, least, .. } if pattern.has_no_length() => {
                *text += "(?:";
                pattern.write(text);
                *text += if *least == 0 { "|)" } else { ")" };
            }
            Self::Repeat {
                pattern,
                least,
                most,
                is_lazy,
            } => {
                grouped("(?:", pattern, text);
                let most = most.map(|most| most.to_string()).unwrap_or_default();
                // Writing to a string does not fail.
                let _ = write!(text, "{{{least},{most}}}");
                *text += if *is_lazy { "?" } else { "" };
            }
            Self::Group { pattern, .. } => grouped("(", pattern, text),
            // Apart from a digit behind it.
            Self::Reference {
                number,
                is_sure: true,
            } => {
                let _ = write!(text, "(?:\\{})", number + 1);
            }
            // To the engine, a group that has matched nothing is nowhere again.
            Self::Reference {
                number,
                is_sure: false,
            } => {
                let number = number + 1;
                let _ = write!(text, "(?({number})\\{number}|)");
            }
            Self::Start => *text += "^",
            Self::End => *text += "$",
            Self::WordBoundary { negated } => {
                const WORD: &str = "[0-9A-Z_a-z]";
                let (start, end) = match negated {
                    false => ("!", "="),
                    true => ("=", "!"),
                };
                let _ = write!(
                    text,
                    "(?:(?<={WORD})(?{start}{WORD})|(?<!{WORD})(?{end}{WORD}))"
                );
            }
            Self::Look {
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
                grouped(begin, pattern, text);
            }
        }
    }
}

fn grouped(begin: &str, inner: &Pattern, text: &mut String) {
    *text += begin;
    inner.write(text);
    *text += ")";
}

fn class(ranges: &[(char, char)], text: &mut String) {
    *text += "[";
    for (first, last) in ranges {
        let (first, last) = (u32::from(*first), u32::from(*last));
        let _ = if first == last {
            write!(text, "\\u{{{first:X}}}")
        } else {
            write!(text, "\\u{{{first:X}}}-\\u{{{last:X}}}")
        };
    }
    *text += "]";
}
