//! Bounds between which no value lies.

use std::cmp::Ordering;

use crate::error::{Code, Error};
use crate::number::{self, Number};
use crate::tree::{Node, Value};

const BOUNDS: [(&str, &str); 4] = [
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
];

/// No lower bound of a schema lies above its upper bound, or at it if one of the two does not count.
pub(super) fn check(schema: &Node, errors: &mut Vec<Error>) {
    for (low_key, high_key) in BOUNDS {
        let (Some(low), Some(high)) = (schema.get(low_key), schema.get(high_key)) else {
            continue;
        };
        let (Some(low_text), Some(high_text)) = (low.as_number(), high.as_number()) else {
            continue;
        };
        match compare(low_text, high_text) {
            Some(Ordering::Greater) => {
                let message =
                    format!("`{low_key}` is {low_text}, but `{high_key}` is only {high_text}");
                errors.push(
                    Error::new(Code::ContradictoryBounds, low.span, message)
                        .related(high.span, format!("`{high_key}` is set here"))
                        .help("raise the one, or lower the other"),
                );
            }
            Some(Ordering::Equal) if low_key == "minimum" => errors.extend(excluded(schema, low)),
            Some(Ordering::Equal | Ordering::Less) | None => {}
        }
    }
}

/// Every value of an `enum` keeps the bounds beside it. One that does not is legal, as bounds may narrow an `enum`.
pub(super) fn check_values(schema: &Node, errors: &mut Vec<Error>) {
    let values = schema.get("enum").and_then(Node::as_sequence);
    for value in values.unwrap_or_default() {
        let Some((key, bound)) = broken(schema, value) else {
            continue;
        };
        let limit = bound.as_number().unwrap_or_default();
        let is_at_it = value
            .as_number()
            .is_some_and(|number| compare(number, limit) == Some(Ordering::Equal));
        let exclusive = if is_at_it { "exclusive " } else { "" };
        let message = format!(
            "`{}` is never accepted, as it breaks the {exclusive}`{key}` {limit} of its schema",
            value.to_json()
        );
        errors.push(
            Error::new(Code::IdleEnumValue, value.first_char(), message)
                .related(bound.span, format!("`{key}` is set here"))
                .help("remove the value, or widen the bound"),
        );
    }
}

/// Every number in the values of an `enum` is one that generated types can hold: an integer of 64 bits, or a number that is
/// written as the nearest `f64` is.
pub(super) fn check_digits(schema: &Node, errors: &mut Vec<Error>) {
    let mut open: Vec<&Node> = schema.get("enum").into_iter().collect();
    while let Some(node) = open.pop() {
        match &node.value {
            Value::Number(text) => {
                let held = node.to_json();
                if !number::are_equal(text, &held.to_string()) {
                    let message = format!(
                        "the number has more digits than 64 bits hold, and is read as {held}"
                    );
                    let error = Error::new(Code::RoundedValue, node.span, message);
                    errors.push(error.help("write the number with fewer digits, or as a string"));
                }
            }
            Value::Sequence(items) => open.extend(items),
            Value::Mapping(mapping) => {
                open.extend(mapping.entries().iter().map(|entry| &entry.value));
            }
            Value::Null | Value::Bool(_) | Value::String(_) => {}
        }
    }
}

/// The bound that a value lies beyond.
fn broken<'t>(schema: &'t Node, value: &Node) -> Option<(&'static str, &'t Node)> {
    let (size, low, high) = match &value.value {
        Value::Number(number) => (number.clone(), "minimum", "maximum"),
        Value::String(text) => (text.chars().count().to_string(), "minLength", "maxLength"),
        Value::Sequence(items) => (items.len().to_string(), "minItems", "maxItems"),
        Value::Mapping(_) | Value::Bool(_) | Value::Null => return None,
    };
    // Only the bounds of numbers may be exclusive.
    let is_number = matches!(value.value, Value::Number(_));
    let excludes = |key| is_number && schema.get(key).and_then(Node::as_bool) == Some(true);
    let beyond = |key, beyond, at_it| {
        let bound = schema.get(key)?;
        let order = compare(&size, bound.as_number()?)?;
        (order == beyond || at_it && order == Ordering::Equal).then_some((key, bound))
    };
    beyond(low, Ordering::Less, excludes("exclusiveMinimum"))
        .or_else(|| beyond(high, Ordering::Greater, excludes("exclusiveMaximum")))
}

fn compare(low: &str, high: &str) -> Option<Ordering> {
    Number::parse(low)?.partial_cmp(&Number::parse(high)?)
}

/// The refusal of the one number between equal bounds, if one of these excludes it.
fn excluded(schema: &Node, low: &Node) -> Option<Error> {
    let exclusive = ["exclusiveMinimum", "exclusiveMaximum"]
        .into_iter()
        .find_map(|key| {
            let node = schema.get(key)?;
            matches!(node.value, Value::Bool(true)).then_some((key, node))
        });
    let (key, node) = exclusive?;
    let number = low.as_number().unwrap_or_default();
    let message = format!("`minimum` and `maximum` are both {number}, which `{key}` excludes");
    let error = Error::new(Code::ContradictoryBounds, low.span, message)
        .related(node.span, "this excludes the bound itself");
    Some(error.help(format!("widen the bounds, or drop `{key}`")))
}

#[cfg(test)]
mod tests {
    use crate::load::testing::{document, findings};

    #[test]
    fn bounds_leave_room_for_a_value() {
        let schemas = [
            "A: {type: string, minLength: 3, maxLength: 2}",
            "B: {type: number, minimum: 1.5, maximum: 1.25}",
            "C: {type: number, minimum: 2, maximum: 2.0}",
            "D: {type: number, minimum: 2, maximum: 2, exclusiveMinimum: false}",
            "E: {type: number, minimum: 2, maximum: 2.0, exclusiveMaximum: true}",
            "F: {type: array, items: {}, minItems: 2, maxItems: 2}",
        ];
        let text = document(&format!(
            "{{}}\ncomponents:\n  schemas:\n    {}",
            schemas.join("\n    ")
        ));
        assert_eq!(
            findings(&text),
            [
                "contradictory-bounds 6:34 `minLength` is 3, but `maxLength` is only 2",
                "contradictory-bounds 7:32 `minimum` is 1.5, but `maximum` is only 1.25",
                "contradictory-bounds 10:32 `minimum` and `maximum` are both 2, which `exclusiveMaximum` excludes",
            ]
        );
    }
}
