//! Patterns that need no engine: `^[0-9a-f]{32}$` and its like, which say of each character which ones it may be.
//!
//! IDs have such patterns, and an engine takes most of the time that a record of a few IDs takes.

use std::slice::Iter;

/// Longer texts are left to the engine.
const LONGEST: usize = 256;

/// Which ASCII characters each character of a text may be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sequence {
    /// Of each character its class, as a bit.
    places: Vec<u8>,
    /// Of each byte the classes that it is in.
    classes: Box<[u8; 256]>,
}

impl Sequence {
    /// What a pattern says, if it is no more than that.
    pub(crate) fn of(pattern: &str) -> Option<Self> {
        let inside = pattern.strip_prefix('^')?.strip_suffix('$')?;
        let mut rest = inside.as_bytes().iter();
        let sequence = sequence(&mut rest, 0)?;
        if !rest.as_slice().is_empty() {
            return None;
        }
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
        let mut classes = Box::new([0; 256]);
        for (byte, classes) in classes.iter_mut().take(128).enumerate() {
            let of_byte = known
                .iter()
                .zip(0..)
                .filter(|(allowed, _)| **allowed >> byte & 1 == 1);
            *classes = of_byte.fold(0, |classes, (_, class)| classes | 1 << class);
        }
        Some(Self { places, classes })
    }

    /// Whether the text is as the pattern has it. Nearly all are, so there is no end before the last character.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        let fits = |(byte, place): (u8, &u8)| self.classes[usize::from(byte)] & place != 0;
        let places = text.bytes().zip(&self.places);
        text.len() == self.places.len() && places.fold(true, |all, place| all & fits(place))
    }
}

/// What stands up to the end, or in parentheses up to the closing one.
fn sequence(rest: &mut Iter<'_, u8>, depth: usize) -> Option<Vec<u128>> {
    let mut all = Vec::new();
    loop {
        let part = match rest.next().copied() {
            None if depth == 0 => return Some(all),
            Some(b')') if depth > 0 => return Some(all),
            Some(b'(') if depth < 4 => sequence(rest, depth + 1)?,
            Some(b'[') => vec![class(rest)?],
            Some(byte) if is_literal(byte) => vec![1 << byte],
            _ => return None,
        };
        for _ in 0..times(rest)? {
            all.extend_from_slice(&part);
            if all.len() > LONGEST {
                return None;
            }
        }
    }
}

/// The number in braces, if there is one here.
fn times(rest: &mut Iter<'_, u8>) -> Option<usize> {
    if rest.as_slice().first() != Some(&b'{') {
        return Some(1);
    }
    rest.next();
    let mut count = 0;
    let mut digits = 0;
    loop {
        match *rest.next()? {
            digit @ b'0'..=b'9' if digits < 3 => {
                count = 10 * count + usize::from(digit - b'0');
                digits += 1;
            }
            // What comes behind it would make it something else, such as `{2}?`; it is no literal, so it ends all.
            b'}' if digits > 0 => return Some(count),
            _ => return None,
        }
    }
}

/// The characters between brackets.
fn class(rest: &mut Iter<'_, u8>) -> Option<u128> {
    let mut allowed = 0;
    loop {
        let first = match *rest.next()? {
            b']' if allowed != 0 => return Some(allowed),
            byte if is_literal(byte) => byte,
            _ => return None,
        };
        let is_range =
            rest.as_slice().first() == Some(&b'-') && rest.as_slice().get(1) != Some(&b']');
        let last = match is_range {
            true => *rest.nth(1).filter(|last| last.is_ascii_alphanumeric())?,
            false => first,
        };
        if last < first || is_range && !first.is_ascii_alphanumeric() {
            return None;
        }
        (first..=last).for_each(|byte| allowed |= 1 << byte);
    }
}

/// Whether a character stands for itself wherever it is.
const fn is_literal(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'_' | b'-' | b':' | b'@' | b'/' | b' ' | b'#' | b'%' | b'='
        )
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail at once")]
mod tests {
    use super::Sequence;

    /// Each pattern with texts, as the engine of the validator judges them.
    #[test]
    fn a_sequence_judges_as_the_engine_does() {
        let patterns = [
            "^[0-9a-f]{32}$",
            "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$",
            "^ab[c-e_-]x{2}$",
            "^(a(b){2}){2}$",
            "^a{0}b$",
            "^$",
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
            let sequence = Sequence::of(pattern).unwrap();
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
            "^a{2}?$",
            "^a{2}{3}$",
            "^(?:a)$",
            "^(a|b)$",
            "^[^a]$",
            "^[]a]$",
            "^[]$",
            "^\\d$",
            "^a\\$",
            "^.$",
            "^é$",
            "^[a-é]$",
            "^a$$",
            "^^a$",
            "^[b-a]$",
            "^[a-]$x",
            "^(a$",
            "^a)$",
            "^[a$",
            "^a{x}$",
            "^a{}$",
            "^a{1000}$",
            "^[+--]$",
            "^a{999}$",
            "^{2}$",
            "^(a$)$",
            "^abcdefghi$",
        ] {
            assert_eq!(Sequence::of(pattern), None, "{pattern}");
        }
    }
}
