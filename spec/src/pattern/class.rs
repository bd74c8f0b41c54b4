//! Sets of characters.

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

/// `\p{name}`: a general category, a script or another property of Unicode.
pub(super) fn property(name: &str) -> Option<Ranges> {
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '=');
    if name.is_empty() || !name.chars().all(legal) {
        return None;
    }
    let parsed = regex_syntax::parse(&format!("\\p{{{name}}}")).ok()?;
    match parsed.kind() {
        regex_syntax::hir::HirKind::Class(regex_syntax::hir::Class::Unicode(class)) => {
            let ranges = class.ranges().iter();
            Some(
                ranges
                    .map(|range| (range.start().into(), range.end().into()))
                    .collect(),
            )
        }
        // A property of one character.
        regex_syntax::hir::HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            Some(text.chars().map(|c| (c.into(), c.into())).collect())
        }
        regex_syntax::hir::HirKind::Empty
        | regex_syntax::hir::HirKind::Class(_)
        | regex_syntax::hir::HirKind::Look(_)
        | regex_syntax::hir::HirKind::Repetition(_)
        | regex_syntax::hir::HirKind::Capture(_)
        | regex_syntax::hir::HirKind::Concat(_)
        | regex_syntax::hir::HirKind::Alternation(_) => None,
    }
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
