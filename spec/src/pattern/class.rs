//! Sets of characters.

use super::properties;

/// Ranges of code points, in any order.
pub(super) type Ranges = Vec<(u32, u32)>;

const LAST: u32 = 0x0010_FFFF;

/// `\d`, `\w`, `\s` and what their upper case stands for.
pub(super) fn escaped(letter: char) -> Option<Ranges> {
    let ranges = match letter.to_ascii_lowercase() {
        'd' => vec![(0x30, 0x39)],
        'w' => vec![(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)],
        's' => vec![
            (0x09, 0x0D),
            (0x20, 0x20),
            (0xA0, 0xA0),
            (0x1680, 0x1680),
            (0x2000, 0x200A),
            (0x2028, 0x2029),
            (0x202F, 0x202F),
            (0x205F, 0x205F),
            (0x3000, 0x3000),
            (0xFEFF, 0xFEFF),
        ],
        _ => return None,
    };
    Some(if letter.is_ascii_uppercase() {
        negated(ranges)
    } else {
        ranges
    })
}

/// `.`: all but line terminators.
pub(super) fn any() -> Ranges {
    negated(vec![(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)])
}

/// Returns `true` if a character has a property of Unicode.
pub(super) fn has_property(character: char, name: &str) -> bool {
    let code = u32::from(character);
    let ranges = properties::characters(name).unwrap_or_default();
    ranges
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&code))
}

/// All code points but these.
pub(super) fn negated(ranges: Ranges) -> Ranges {
    let mut rest = Vec::new();
    let mut next = 0;
    for (first, last) in merged(ranges) {
        if next < first {
            rest.push((next, first - 1));
        }
        next = last + 1;
    }
    if next <= LAST {
        rest.push((next, LAST));
    }
    rest
}

/// The same set, its ranges sorted and apart, as characters: surrogates are none.
pub(super) fn characters(ranges: Ranges) -> Vec<(char, char)> {
    let mut apart = Vec::new();
    for (first, last) in merged(ranges) {
        for (first, last) in [(first, last.min(0xD7FF)), (first.max(0xE000), last)] {
            let ends = char::from_u32(first).zip(char::from_u32(last));
            apart.extend(ends.filter(|(first, last)| first <= last));
        }
    }
    apart
}

fn merged(mut ranges: Ranges) -> Ranges {
    ranges.sort_unstable();
    let mut apart: Ranges = Vec::new();
    for (first, last) in ranges {
        match apart.last_mut() {
            Some((_, before)) if first <= before.saturating_add(1) => *before = last.max(*before),
            Some(_) | None => apart.push((first, last)),
        }
    }
    apart
}
