//! The regular expressions of JSON Schema's `pattern`: the dialect of ECMA 262, on code points.
//!
//! [`parse`] takes what a browser takes in Unicode mode, and what the specification's Annex B adds to it where the meaning
//! is not in doubt: real documents escape `-`, `_` or `@`, and write a lone `]` or `{`.

mod automaton;
mod class;
mod fixed_length;
mod matcher;
mod parse;
mod rust;
mod wire;

use std::ops::Range;

pub use self::matcher::Matcher;
pub use self::parse::parse;
pub use self::rust::for_jsonschema;

/// A regular expression, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// One character out of ranges, which are sorted and apart: `[a-c]`, `\d`, `.`, `x`.
    Class(Vec<(char, char)>),
    /// One after the other: `ab`. Empty, it matches the empty text.
    Sequence(Vec<Pattern>),
    /// Any of them: `a|b`.
    Alternatives(Vec<Pattern>),
    /// `a{2,5}`, `a*`, `a?`.
    Repeat {
        /// What is repeated.
        pattern: Box<Pattern>,
        /// The fewest times.
        least: u32,
        /// The most times, if there is such a number.
        most: Option<u32>,
        /// Whether it takes as few as it can, as `a*?` does. This matters only to what a group has matched, and is told only
        /// by patterns with references.
        is_lazy: bool,
    },
    /// `(a)`, `(?<name>a)`: what it matched last is what references of its number mean. Groups that no reference means
    /// are told as what is in them.
    Group {
        /// From 0, without gaps, in the order in which they begin.
        number: usize,
        /// What is in it.
        pattern: Box<Pattern>,
    },
    /// `\1`, `\k<name>`: the text that a group has matched; the empty text if no way through the group led here.
    Reference {
        /// The group.
        number: usize,
        /// Whether every way that leads here has gone through it.
        is_sure: bool,
    },
    /// `^`: the start of the text.
    Start,
    /// `$`: the end of the text.
    End,
    /// `\b`, and `\B` if negated: a word begins or ends here.
    WordBoundary {
        /// Whether it must not.
        negated: bool,
    },
    /// `(?=a)`, `(?!a)`, `(?<=a)`, `(?<!a)`.
    Look {
        /// What is looked for.
        pattern: Box<Pattern>,
        /// Whether it is looked for before this place, as against behind it.
        behind: bool,
        /// Whether it must not be there.
        negated: bool,
    },
}

impl Pattern {
    /// Whether it refers back to a group anywhere.
    #[must_use]
    pub fn has_references(&self) -> bool {
        self.has(&|part| matches!(part, Self::Reference { .. }))
    }

    /// Whether it looks ahead or behind anywhere.
    fn looks_around(&self) -> bool {
        self.has(&|part| matches!(part, Self::Look { .. }))
    }

    /// Whether any part is such a part.
    fn has(&self, is_such: &dyn Fn(&Self) -> bool) -> bool {
        is_such(self)
            || match self {
                Self::Sequence(parts) | Self::Alternatives(parts) => {
                    parts.iter().any(|part| part.has(is_such))
                }
                Self::Repeat { pattern, .. }
                | Self::Group { pattern, .. }
                | Self::Look { pattern, .. } => pattern.has(is_such),
                Self::Class(_)
                | Self::Reference { .. }
                | Self::Start
                | Self::End
                | Self::WordBoundary { .. } => false,
            }
    }
}

/// Why a text is no regular expression of this dialect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where in the pattern, in bytes.
    pub range: Range<usize>,
    /// What is wrong: lower case, no final full stop.
    pub message: String,
    /// Whether it is legal, but not supported.
    pub is_unsupported: bool,
}

#[cfg(test)]
mod tests;
