//! Numbers whose text must not be lost: in instances and schemas, `serde_json` holds the nearest 64-bit number.
//!
//! Such a number is a [`Value::String`] that begins with a mark, so that all code that samples, changes and shrinks instances
//! takes it for a scalar.

use serde_json::Value;
use specwright_spec::tree;

/// Begins the strings that stand for numbers. U+F8FF is for private use.
const MARK: &str = "\u{F8FF}number ";

/// Returns the number of that text, to be written in just these characters.
pub(super) fn marked(text: &str) -> Value {
    Value::String(format!("{MARK}{text}"))
}

/// Returns the text of a marked number.
pub(super) fn text(value: &Value) -> Option<&str> {
    value.as_str()?.strip_prefix(MARK)
}

/// Returns a document as JSON; numbers that `serde_json` would round are marked.
pub(super) fn of_tree(node: &tree::Node) -> Value {
    match &node.value {
        tree::Value::Null => Value::Null,
        tree::Value::Bool(value) => (*value).into(),
        tree::Value::Number(text) => match nearest_of(text) {
            Some(number) if is_same(text, &number) => number,
            Some(_) | None => marked(text),
        },
        tree::Value::String(text) => text.as_str().into(),
        tree::Value::Sequence(items) => items.iter().map(of_tree).collect(),
        tree::Value::Mapping(mapping) => {
            let entries = mapping.entries().iter();
            entries
                .map(|entry| (entry.key.clone(), of_tree(&entry.value)))
                .collect()
        }
    }
}

/// Returns the value with each marked number replaced by the nearest one that `serde_json` holds.
pub(super) fn nearest(value: &Value) -> Value {
    match value {
        Value::String(_) => match text(value) {
            Some(text) => nearest_of(text).unwrap_or_else(|| f64::MAX.into()),
            None => value.clone(),
        },
        Value::Array(items) => items.iter().map(nearest).collect(),
        Value::Object(members) => {
            let members = members.iter();
            members
                .map(|(name, value)| (name.clone(), nearest(value)))
                .collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

/// Returns `true` if `serde_json` holds every number of the value exactly.
pub(super) fn is_exact(value: &Value) -> bool {
    match value {
        Value::String(_) => text(value)
            .is_none_or(|text| nearest_of(text).is_some_and(|number| is_same(text, &number))),
        Value::Array(items) => items.iter().all(is_exact),
        Value::Object(members) => members.values().all(is_exact),
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
    }
}

/// Returns `true` if a type can tell every number of the value from its neighbours: from 2^53 on, a number with a fraction or an
/// exponent is a float that may stand for several, and types reject it where they hold an integer.
pub(super) fn is_distinct(value: &Value) -> bool {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        Value::String(_) => text(value).and_then(nearest_of).is_none_or(|number| {
            !number.is_f64() || number.as_f64().is_some_and(|number| number.abs() < EXACT)
        }),
        Value::Array(items) => items.iter().all(is_distinct),
        Value::Object(members) => members.values().all(is_distinct),
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
    }
}

fn nearest_of(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

/// Returns `true` if both are the same decimal number. A fraction in binary stands for the shortest decimal that gives it.
fn is_same(text: &str, number: &Value) -> bool {
    let whole = number
        .as_f64()
        .filter(|whole| number.is_f64() && whole.fract() == 0.0);
    let held = whole.map_or_else(|| number.to_string(), |whole| format!("{whole:.0}"));
    digits(text).is_some_and(|exact| Some(exact) == digits(&held))
}

/// The sign, the digits without zeros at either end, and the power of ten of the last one.
fn digits(text: &str) -> Option<(bool, String, i64)> {
    let (is_negative, text) = match text.strip_prefix('-') {
        Some(text) => (true, text),
        None => (false, text),
    };
    let (text, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let all = format!("{whole}{fraction}");
    let last = exponent
        .parse::<i64>()
        .ok()?
        .checked_sub(i64::try_from(fraction.len()).ok()?)?;
    let digits = all.trim_end_matches('0');
    let last = last.checked_add(i64::try_from(all.len() - digits.len()).ok()?)?;
    match digits.trim_start_matches('0') {
        "" => Some((false, String::new(), 0)),
        digits => Some((is_negative, digits.to_owned(), last)),
    }
}

/// Numbers that readers round, overflow or spell in their own way.
const TRAPS: [&str; 22] = [
    "0",
    "-0",
    "0.0",
    "1.0",
    "1e2",
    "1E+2",
    "100e-2",
    "1e400",
    "-1e400",
    "1e-400",
    "1.000000000000000001",
    "0.30000000000000004",
    "0.3",
    "100.000000000000000001",
    "9007199254740993",
    "2147483648",
    "-2147483649",
    "9223372036854775807.0",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
];

/// Returns the texts of numbers to try with a schema: those that are often misread, and those at and around its limits.
pub(super) fn around(schema: &Value) -> Vec<String> {
    let mut limits = Vec::new();
    collect(schema, &mut limits);
    limits.sort();
    limits.dedup();
    let mut texts: Vec<String> = TRAPS.map(str::to_owned).into();
    for limit in limits {
        texts.extend(neighbours(&limit));
    }
    texts
}

fn collect(schema: &Value, limits: &mut Vec<String>) {
    const KEYWORDS: [&str; 5] = [
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
    ];
    let limit = |value: &Value| match value {
        Value::Number(number) => Some(number.to_string()),
        other => text(other).map(str::to_owned),
    };
    match schema {
        Value::Object(keywords) => {
            for (keyword, value) in keywords {
                if KEYWORDS.contains(&keyword.as_str()) {
                    limits.extend(limit(value));
                } else if keyword == "enum" {
                    limits.extend(value.as_array().into_iter().flatten().filter_map(limit));
                }
                collect(value, limits);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, limits)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A number, spelled in several ways, and the numbers close to it.
fn neighbours(limit: &str) -> Vec<String> {
    if limit.contains(['e', 'E']) {
        return vec![limit.to_owned()];
    }
    if limit.contains('.') {
        return ["", "0", "000000000000000001"]
            .map(|end| format!("{limit}{end}"))
            .into();
    }
    // A zero in front of a digit is no JSON.
    let tenfold = if limit == "0" { "e-1" } else { "0e-1" };
    let mut texts: Vec<String> = ["", ".0", "e0", tenfold, ".000000000000000001"]
        .map(|end| format!("{limit}{end}"))
        .into();
    if let Ok(number) = limit.parse::<i128>() {
        texts.extend([number - 1, number + 1].map(|number| number.to_string()));
        if number > 0 {
            texts.push(format!("{}.999999999999999999", number - 1));
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{is_exact, marked, nearest};

    #[test]
    fn numbers_are_exact_where_serde_json_holds_them() {
        for text in ["1e2", "-0", "0.1", "1.50", "18446744073709551616", "1e-5"] {
            assert!(is_exact(&json!([{"a": marked(text)}])), "{text}");
        }
        for text in [
            "1e400",
            "1e-400",
            "1.000000000000000001",
            "-9223372036854775809",
        ] {
            assert!(!is_exact(&json!([{"a": marked(text)}])), "{text}");
        }
        assert_eq!(
            nearest(&json!([marked("1e2"), "1e2"])),
            json!([100.0, "1e2"])
        );
    }
}
