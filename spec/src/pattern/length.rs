//! The minimum and maximum length of the strings that match a pattern.

use super::Pattern;

/// Bounds for the length, in characters, of the strings that match a pattern. The bounds may be loose: look-around, for
/// example, is ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lengths {
    /// The minimum length in characters: no shorter string matches.
    pub least: u64,
    /// The maximum length in characters; `None` if the length is unbounded or the bound is unknown.
    pub most: Option<u64>,
}

impl Lengths {
    /// Returns the bounds of a pattern.
    pub(super) fn of(pattern: &Pattern) -> Self {
        let Self { least, most } = taken(pattern);
        // Unless both ends are anchored, the match may be a part of a longer string.
        let most = most
            .filter(|_| is_anchored(pattern, &Pattern::Start, first))
            .filter(|_| is_anchored(pattern, &Pattern::End, last));
        Self { least, most }
    }

    const fn exactly(count: u64) -> Self {
        Self {
            least: count,
            most: Some(count),
        }
    }

    fn then(self, next: Self) -> Self {
        let most = self.most.zip(next.most);
        Self {
            least: self.least.saturating_add(next.least),
            most: most.and_then(|(one, other)| one.checked_add(other)),
        }
    }

    fn or(self, other: Self) -> Self {
        let most = self.most.zip(other.most);
        Self {
            least: self.least.min(other.least),
            most: most.map(|(one, other)| one.max(other)),
        }
    }

    fn repeated(self, least: u32, most: Option<u32>) -> Self {
        Self {
            least: self.least.saturating_mul(least.into()),
            most: match (self.most, most) {
                (Some(0), _) => Some(0),
                (Some(once), Some(times)) => once.checked_mul(times.into()),
                (None, _) | (_, None) => None,
            },
        }
    }
}

/// Returns bounds for the number of characters that a match consumes.
fn taken(pattern: &Pattern) -> Lengths {
    match pattern {
        Pattern::Class(_) => Lengths::exactly(1),
        Pattern::Sequence(parts) => {
            let parts = parts.iter().map(taken);
            parts.fold(Lengths::exactly(0), Lengths::then)
        }
        Pattern::Alternatives(branches) => {
            let branches = branches.iter().map(taken);
            branches.reduce(Lengths::or).unwrap_or(Lengths::exactly(0))
        }
        Pattern::Repeat {
            pattern,
            least,
            most,
            is_lazy: _,
        } => taken(pattern).repeated(*least, *most),
        Pattern::Iteration { pattern, .. } | Pattern::Group { pattern, .. } => taken(pattern),
        Pattern::Reference { .. } => Lengths {
            least: 0,
            most: None,
        },
        Pattern::Start | Pattern::End | Pattern::WordBoundary { .. } | Pattern::Look { .. } => {
            Lengths::exactly(0)
        }
    }
}

fn first(parts: &[Pattern]) -> Option<&Pattern> {
    parts.first()
}

fn last(parts: &[Pattern]) -> Option<&Pattern> {
    parts.last()
}

/// Returns `true` if every match contains the anchor at one end: `end` is `first` for the start, and `last` for the
/// end.
fn is_anchored(
    pattern: &Pattern,
    anchor: &Pattern,
    end: fn(&[Pattern]) -> Option<&Pattern>,
) -> bool {
    let inner = |pattern: &Pattern| is_anchored(pattern, anchor, end);
    match pattern {
        Pattern::Sequence(parts) => end(parts).is_some_and(inner),
        Pattern::Alternatives(branches) => branches.iter().all(inner),
        Pattern::Repeat { pattern, least, .. } => *least > 0 && inner(pattern),
        Pattern::Iteration { pattern, .. } | Pattern::Group { pattern, .. } => inner(pattern),
        Pattern::Start | Pattern::End => pattern == anchor,
        Pattern::Class(_)
        | Pattern::Reference { .. }
        | Pattern::WordBoundary { .. }
        | Pattern::Look { .. } => false,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail at once")]
mod tests {
    use super::Lengths;
    use crate::pattern::{Matcher, parse};

    #[test]
    fn lengths_are_those_of_the_strings_that_match() {
        for (pattern, least, most) in [
            ("^[a-z]{3,8}$", 3, Some(8)),
            ("^é{2}$", 2, Some(2)),
            ("^\\u{1F600}$", 1, Some(1)),
            ("[a-z]{3,8}", 3, None),
            ("^[a-z]{3,8}", 3, None),
            ("[a-z]{3,8}$", 3, None),
            ("^a+$", 1, None),
            ("^a*$", 0, None),
            ("^(?:ab|cde)?$", 0, Some(3)),
            ("^a$|^bcd$", 1, Some(3)),
            ("^a|bc$", 1, None),
            ("^(?:a|b$)", 1, None),
            ("^(?=abc)a.$", 2, Some(2)),
            ("^(?<x>ab)\\k<x>$", 2, None),
            ("^(?:\\b)*a$", 1, Some(1)),
            (
                "^(?:a{4000000000}){4000000000}$",
                16_000_000_000_000_000_000,
                Some(16_000_000_000_000_000_000),
            ),
            ("^$", 0, Some(0)),
            ("", 0, None),
        ] {
            let found = Lengths::of(&parse(pattern).unwrap());
            assert_eq!(found, Lengths { least, most }, "{pattern}");
            let matcher = Matcher::new(pattern).unwrap();
            for text in [
                "",
                "a",
                "é",
                "éé",
                "bc",
                "xbc",
                "abc",
                "abab",
                "bcde",
                "aaaaaaaaaaaa",
            ] {
                if matcher.verdict(text, &mut usize::MAX.clone()) == Some(true) {
                    let length = text.chars().count() as u64;
                    let is_within = least <= length && most.is_none_or(|most| length <= most);
                    assert!(is_within, "{pattern} {text}");
                }
            }
        }
    }
}
