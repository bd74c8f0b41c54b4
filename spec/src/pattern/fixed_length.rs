//! Patterns such as `^[0-9a-f]{32}$`: an ASCII character class for each character of the string.
//!
//! IDs have such patterns, and an engine takes most of the time that a record of a few IDs takes.

use super::Pattern;

/// Longer strings are left to the other engines.
const LONGEST: usize = 256;

/// Matches strings of one length, each character against an ASCII character class.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FixedLength {
    /// The class of each character of the string, as a bit.
    places: Vec<u8>,
    /// The classes that each byte does not belong to, as bits.
    others: Box<[u8; 256]>,
}

impl FixedLength {
    /// Compiles a pattern; `None` if it is not of this kind, or has more than 8 different classes.
    pub(super) fn of(pattern: &Pattern) -> Option<Self> {
        let Pattern::Sequence(parts) = pattern else {
            return None;
        };
        let [Pattern::Start, inside @ .., Pattern::End] = parts.as_slice() else {
            return None;
        };
        let mut sequence = Vec::new();
        inside
            .iter()
            .try_for_each(|part| append(&mut sequence, part))?;
        let mut known: Vec<u128> = Vec::new();
        let mut places = Vec::with_capacity(sequence.len());
        for allowed in sequence {
            let class = known.iter().position(|class| *class == allowed);
            let class = class.unwrap_or(known.len());
            if class == known.len() {
                known.push(allowed);
            }
            places.push(1_u8.checked_shl(u32::try_from(class).ok()?)?);
        }
        let mut others = Box::new([u8::MAX; 256]);
        for (byte, others) in others.iter_mut().take(128).enumerate() {
            let of_byte = known
                .iter()
                .zip(0..)
                .filter(|(allowed, _)| **allowed >> byte & 1 == 1);
            *others = !of_byte.fold(0, |classes, (_, class)| classes | 1 << class);
        }
        Some(Self { places, others })
    }

    /// Returns `true` if the string matches. Most strings do, so the loop has no early exit.
    pub(super) fn is_match(&self, text: &str) -> bool {
        let misfit = |(byte, place): (u8, &u8)| self.others[usize::from(byte)] & place;
        let places = text.bytes().zip(&self.places);
        text.len() == self.places.len() && places.fold(0, |all, place| all | misfit(place)) == 0
    }
}

/// Appends the ASCII class of each character that a part matches; `None` if the part has no fixed length, or matches other
/// characters.
fn append(sequence: &mut Vec<u128>, part: &Pattern) -> Option<()> {
    match part {
        Pattern::Class(ranges) => {
            let mut allowed = 0;
            for (first, last) in ranges {
                let (first, last) = (u32::from(*first), u32::from(*last));
                if last > 127 {
                    return None;
                }
                (first..=last).for_each(|code| allowed |= 1_u128 << code);
            }
            sequence.push(allowed);
        }
        Pattern::Sequence(parts) => {
            parts.iter().try_for_each(|part| append(sequence, part))?;
        }
        Pattern::Repeat {
            pattern,
            least,
            most: Some(most),
            ..
        } if least == most => {
            let mut once = Vec::new();
            append(&mut once, pattern)?;
            let length = once.len().checked_mul(usize::try_from(*least).ok()?)?;
            if length > LONGEST {
                return None;
            }
            sequence.extend(std::iter::repeat_n(once, *least as usize).flatten());
        }
        Pattern::Repeat { .. }
        | Pattern::Alternatives(_)
        | Pattern::Iteration { .. }
        | Pattern::Group { .. }
        | Pattern::Reference { .. }
        | Pattern::Start
        | Pattern::End
        | Pattern::WordBoundary { .. }
        | Pattern::Look { .. } => return None,
    }
    (sequence.len() <= LONGEST).then_some(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail at once")]
mod tests {
    use super::FixedLength;
    use crate::pattern::parse;

    fn of(pattern: &str) -> Option<FixedLength> {
        FixedLength::of(&parse(pattern).ok()?)
    }

    /// Each pattern with texts, as the engine of the validator judges them.
    #[test]
    fn a_fixed_length_pattern_matches_as_another_engine_does() {
        let patterns = [
            "^[0-9a-f]{32}$",
            "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$",
            "^ab[c-e_-]x{2}$",
            "^(a(b){2}){2}$",
            "^a{0}b$",
            "^$",
            "^[+--]$",
            "^a\\$(?:b)$",
            "^(?:\\d){4}?$",
        ];
        let texts = [
            "",
            "\n",
            "b",
            "b\n",
            "ab",
            "abcxx",
            "ab-xx",
            "ab_xx",
            "abfxx",
            "abcxx\n",
            "abbabb",
            "abé",
            "\u{212A}",
            "0123456789abcdef0123456789abcdef",
            "0123456789ABCDEF0123456789abcdef",
            "0123456789abcdef0123456789abcde",
            "538946c2-7ff8-4444-b1bd-e9a1f8137b81",
            "538946C2-7FF8-4444-B1BD-E9A1F8137B81",
            "538946c2-7ff8-4444-b1bd-e9a1f8137b8g",
            "538946c2-7ff8-4444-b1bd-e9a1f8137b81 ",
            "538946c27ff84444b1bde9a1f8137b81",
        ];
        for pattern in patterns {
            let engine =
                jsonschema::validator_for(&serde_json::json!({"pattern": pattern})).unwrap();
            let sequence = of(pattern).unwrap();
            for text in texts {
                assert_eq!(
                    sequence.is_match(text),
                    engine.is_valid(&text.into()),
                    "{pattern} {text:?}"
                );
            }
        }
    }

    #[test]
    fn what_says_more_is_left_to_the_engine() {
        for pattern in [
            "[a]{2}",
            "^a",
            "a$",
            "^a|b$",
            "^a*$",
            "^a+$",
            "^a?$",
            "^a{2,}$",
            "^a{1,2}$",
            "^a{2}{3}$",
            "^(a|b)$",
            "^[^a]$",
            "^.$",
            "^é$",
            "^[a-é]$",
            "^a$$",
            "^^a$",
            "^[b-a]$",
            "^(a$",
            "^a)$",
            "^[a$",
            "^a{1000}$",
            "^a{999}$",
            "^{2}$",
            "^(a$)$",
            "^abcdefghi$",
        ] {
            assert_eq!(of(pattern), None, "{pattern}");
        }
    }
}
