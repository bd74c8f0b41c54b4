//! The regular expressions of JSON Schema's `pattern`: the dialect of ECMA-262 with the flag `u`, on code points.
//!
//! [`parse`] accepts all of the syntax, and of the additions in the specification's Annex B those whose meaning is not in
//! doubt, as real documents have them:
//!
//! * an escaped character that is neither a letter nor a digit: `\-`, `\_`, `\@`;
//! * a lone `]`, `{` or `}`;
//! * a class escape at an end of a range, where `-` stands for itself: `[\w-.]`;
//! * a repeated look-ahead: `(?=a)*`.

mod automaton;
mod class;
mod fixed_length;
mod length;
mod matcher;
mod parse;
mod properties;
mod wire;

use std::ops::Range;

pub use self::length::Lengths;
pub use self::matcher::Matcher;
pub use self::parse::parse;

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
    /// One iteration of a repetition whose part has groups that references name: the groups start without a match.
    Iteration {
        /// The numbers of the groups.
        groups: Range<usize>,
        /// The repeated part.
        pattern: Box<Pattern>,
    },
    /// `(a)`, `(?<name>a)`: a group that a reference names. Any other group is replaced by its content.
    Group {
        /// The number among such groups, in the order in which they begin, from 0.
        number: usize,
        /// The content of the group.
        pattern: Box<Pattern>,
    },
    /// `\1`, `\k<name>`: the text that a group has matched; the empty text if the group has no match.
    Reference {
        /// The number of the group.
        number: usize,
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
    /// Returns `true` if a part of the pattern is a reference to a group.
    #[must_use]
    pub fn has_references(&self) -> bool {
        match self {
            Self::Reference { .. } => true,
            Self::Sequence(parts) | Self::Alternatives(parts) => {
                parts.iter().any(Self::has_references)
            }
            Self::Repeat { pattern, .. }
            | Self::Iteration { pattern, .. }
            | Self::Group { pattern, .. }
            | Self::Look { pattern, .. } => pattern.has_references(),
            Self::Class(_) | Self::Start | Self::End | Self::WordBoundary { .. } => false,
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
