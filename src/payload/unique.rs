//! Whether a list holds a value twice, in one pass and without a copy of its items.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};

use specwright_spec::number::are_equal;

use super::{Kind, Node};

/// Lists of no more items than this are compared item by item.
const FEW: usize = 16;

/// The first item that stands in the list before, and where it does.
pub(crate) fn first_repeated(list: Node<'_>) -> Option<(Node<'_>, Node<'_>)> {
    if list.count() <= FEW {
        return list.items().enumerate().find_map(|(index, item)| {
            let mut before = list.items().take(index);
            before
                .find(|first| equal(*first, item))
                .map(|first| (first, item))
        });
    }
    // An attacker who knows the keys could make all items meet in one place.
    let keys = RandomState::new();
    let mut hashes: Vec<u64> = list.items().map(|item| hash(item, &keys)).collect();
    hashes.sort_unstable();
    let twice = hashes.windows(2).filter(|pair| pair[0] == pair[1]);
    let twice: Vec<u64> = twice.map(|pair| pair[0]).collect();
    drop(hashes);
    if twice.is_empty() {
        return None;
    }
    // Values with one hash are nearly always equal, so this ends soon.
    let mut seen: HashMap<u64, Vec<Node<'_>>> = HashMap::new();
    list.items().find_map(|item| {
        let hash = hash(item, &keys);
        twice.binary_search(&hash).ok()?;
        let before = seen.entry(hash).or_default();
        let first = before.iter().copied().find(|first| equal(*first, item));
        before.push(item);
        first.map(|first| (first, item))
    })
}

/// Whether two values are the same JSON value: numbers by what they are, objects in any order.
pub(crate) fn equal(one: Node<'_>, other: Node<'_>) -> bool {
    if one.kind() != other.kind() {
        return false;
    }
    match one.kind() {
        Kind::Null | Kind::False | Kind::True => true,
        Kind::String => one.is_text(other.text()),
        Kind::Number => are_equal(one.text(), other.text()),
        Kind::Array => {
            one.count() == other.count()
                && one
                    .items()
                    .zip(other.items())
                    .all(|(one, other)| equal(one, other))
        }
        Kind::Object => {
            one.count() == other.count()
                && one.members().all(|member| {
                    other
                        .member(member.key.text())
                        .is_some_and(|found| equal(member.value, found.value))
                })
        }
    }
}

/// The same number for equal values.
fn hash(node: Node<'_>, keys: &RandomState) -> u64 {
    let of = |part: &dyn Fn(&mut <RandomState as BuildHasher>::Hasher)| {
        let mut hasher = keys.build_hasher();
        hasher.write_u8(node.kind() as u8);
        part(&mut hasher);
        hasher.finish()
    };
    match node.kind() {
        Kind::Null | Kind::False | Kind::True => of(&|_| {}),
        Kind::String => of(&|hasher| node.text().hash(hasher)),
        Kind::Number => {
            // Equal numbers have equal approximations; zero has two.
            let number = node.text().parse().unwrap_or(f64::INFINITY) + 0.0;
            of(&|hasher| hasher.write_u64(number.to_bits()))
        }
        Kind::Array => of(&|hasher| {
            node.items()
                .for_each(|item| hasher.write_u64(hash(item, keys)))
        }),
        Kind::Object => {
            // The order of members does not count, so their hashes are added up.
            let members = node.members().map(|member| {
                let mut hasher = keys.build_hasher();
                member.key.text().hash(&mut hasher);
                hasher.write_u64(hash(member.value, keys));
                hasher.finish()
            });
            let sum = members.fold(0_u64, u64::wrapping_add);
            of(&|hasher| hasher.write_u64(sum))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::first_repeated;
    use crate::parse::{self, Format};

    /// Where the first repetition is: the source of both.
    fn repeated(text: &str) -> Option<(usize, usize)> {
        let reading = parse::payload(text, Format::Json);
        let (first, again) = first_repeated(reading.payloads[0].root())?;
        Some((first.span().start, again.span().start))
    }

    #[test]
    fn equal_values_are_found_whatever_their_spelling() {
        assert_eq!(repeated(r#"[1, "1", true, null, [], {}]"#), None);
        assert_eq!(repeated("[1, 2, 1.0]"), Some((1, 7)));
        assert_eq!(repeated(r#"["a", "\u0061"]"#), Some((1, 6)));
        assert_eq!(
            repeated(r#"[{"a":1,"b":[2]}, {"b":[2.0],"a":1}]"#),
            Some((1, 18))
        );
        assert_eq!(repeated("[9007199254740993, 9007199254740992]"), None);
        assert_eq!(repeated("[0, -0.0]"), Some((1, 4)));
    }

    #[test]
    fn long_lists_are_no_exception() {
        let numbers: Vec<String> = (0..1000).map(|number| number.to_string()).collect();
        let unique = format!("[{}]", numbers.join(","));
        assert_eq!(repeated(&unique), None);
        let again = format!("[{},500.0]", numbers.join(","));
        let first = again.find(",500,").map(|at| at + 1);
        assert_eq!(repeated(&again).map(|(first, _)| first), first);
        let near = format!("[{},9007199254740993,9007199254740992]", numbers.join(","));
        assert_eq!(repeated(&near), None);
    }
}
