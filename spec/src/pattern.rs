//! The regular expressions of JSON Schema's `pattern`: the dialect of ECMA 262, on code points.
//!
//! [`parse`] takes what a browser takes in Unicode mode, and what the specification's Annex B adds to it where the meaning
//! is not in doubt: real documents escape `-`, `_` or `@`, and write a lone `]` or `{`.

mod class;
mod parse;

use std::ops::Range;

pub use self::parse::parse;

/// A regular expression, taken apart. Whether a repetition is greedy does not matter to whether a text matches.
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
