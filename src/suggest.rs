//! Finds the name or value of which a string is probably a misspelling.

/// How many candidates are looked at: a document with more names than this is not one that people know by heart.
const MOST: usize = 500;
/// The maximum length, in bytes, of a string that is compared with candidates.
const LONGEST: usize = 200;

/// The candidate that is closest to `text`, if one is close enough to be meant.
pub(crate) fn closest<'c>(
    text: &str,
    candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    if text.len() > LONGEST {
        return None;
    }
    let words = words(text);
    let allowed = (text.chars().count() / 3).max(1);
    candidates
        .take(MOST)
        .filter_map(|candidate| {
            let distance = match self::words(candidate) == words {
                true => 0,
                false => strsim::damerau_levenshtein(text, candidate),
            };
            (distance <= allowed && distance < candidate.chars().count())
                .then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Returns the candidate that differs from `text` only in case, in the separators between words or in surrounding white
/// space; `None` if there is no such candidate, or several.
pub(crate) fn same_words<'c>(
    text: &str,
    candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    let words = words(text);
    if words.is_empty() || text.len() > LONGEST {
        return None;
    }
    let mut same = candidates.filter(|candidate| self::words(candidate) == words);
    let first = same.next()?;
    same.all(|other| other == first).then_some(first)
}

/// Returns `true` if `text` is certainly meant to be `name`: it has one typing error, or is the singular or plural, and
/// no other name is within two typing errors.
pub(crate) fn is_slip<'c>(
    text: &str,
    name: &str,
    mut others: impl Iterator<Item = &'c str>,
) -> bool {
    let is_near = |other: &str, most| {
        other.len().abs_diff(text.len()) <= 4 * most
            && strsim::damerau_levenshtein(text, other) <= most
    };
    let is_same_name = || {
        let has_letters = name.chars().count() > 2;
        has_letters && is_near(name, 1) || is_plural(text, name) || is_plural(name, text)
    };
    text.len() <= LONGEST && is_same_name() && !others.any(|other| is_near(other, 2))
}

fn is_plural(many: &str, one: &str) -> bool {
    let stem = |ending| many.strip_suffix(ending);
    !one.is_empty()
        && (stem("s") == Some(one)
            || stem("es") == Some(one)
            || stem("ies").is_some_and(|stem| one.strip_suffix('y') == Some(stem)))
}

/// Returns the text in lower case, without surrounding white space and without separators between words. Separators
/// between digits are kept, as `1-5` is not `15`, and so are signs, as `-1` is not `1`.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut separators = String::new();
    for character in text.trim().chars() {
        if matches!(character, ' ' | '_' | '-') {
            separators.push(character);
            continue;
        }
        let last = words.chars().next_back();
        let joins = |last: char| {
            let is_word = last.is_alphanumeric() && character.is_alphanumeric();
            is_word && !(last.is_numeric() && character.is_numeric())
        };
        if !last.is_some_and(joins) {
            words.push_str(&separators);
        }
        separators.clear();
        words.extend(character.to_lowercase());
    }
    words + &separators
}

#[cfg(test)]
mod tests {
    use super::{closest, is_slip, same_words};

    #[test]
    fn case_separators_and_outer_space_make_no_other_word() {
        let names = [
            "STOP_DESKTOP",
            "1.5",
            "15",
            "1-0",
            "10",
            "+1",
            "-1",
            "v1",
            "v10",
            "a b",
            "A_B",
        ];
        for (text, expected) in [
            ("stop-desktop", Some("STOP_DESKTOP")),
            (" StopDesktop\n", Some("STOP_DESKTOP")),
            ("STOPDESKTOPS", None),
            ("V1", Some("v1")),
            ("v 10", Some("v10")),
            ("1_5", None),
            ("1", None),
            ("- 1", None),
            ("ab", None),
            ("_", None),
            ("", None),
        ] {
            assert_eq!(same_words(text, names.into_iter()), expected, "{text}");
        }
    }

    #[test]
    fn one_slip_or_a_plural_is_certain_where_nothing_else_is_close() {
        for (text, name, others, expected) in [
            ("desktop", "desktops", vec!["mode"], true),
            ("city", "cities", vec![], true),
            ("boxes", "box", vec![], true),
            ("mdoe", "mode", vec!["count"], true),
            ("mdoe", "mode", vec!["node"], false),
            ("name3", "name2", vec!["name1"], false),
            ("ip", "id", vec![], false),
            ("moode_", "mode", vec![], false),
        ] {
            assert_eq!(is_slip(text, name, others.into_iter()), expected, "{text}");
        }
    }

    #[test]
    fn the_closest_name_is_meant_if_it_is_close() {
        let names = ["desktops", "product_id", "mode", "auto_placement"];
        for (text, expected) in [
            ("desktop", Some("desktops")),
            ("productId", Some("product_id")),
            ("PRODUCT-ID", Some("product_id")),
            ("moed", Some("mode")),
            ("flavor", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(closest(text, names.into_iter()), expected, "{text}");
        }
    }
}
