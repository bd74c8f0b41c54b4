//! What values a schema accepts, in a few words each.

use std::fmt::Display;

use specwright_spec::model::{Bound, Decimal, EnumValue, Schema, Shape};

use super::html::{code, cut};

/// How many values of an `enum` are shown at once.
const VALUES_AT_ONCE: usize = 12;

/// How many characters of one value are shown.
const VALUE_LENGTH: usize = 200;

/// The rules that a schema adds to its type, as a list; empty where there is none.
pub(super) fn rules(schema: &Schema) -> Vec<String> {
    let mut rules = shape(&schema.shape);
    if schema.nullable && !matches!(schema.shape, Shape::Null) {
        rules.push("may be <code>null</code>".to_owned());
    }
    if !schema.not.is_empty() {
        rules.push("further values are excluded by <code>not</code>".to_owned());
    }
    rules
}

/// The values to choose from; behind a click if there are many.
pub(super) fn values(values: &[EnumValue]) -> String {
    let shown: Vec<String> = values.iter().map(|value| json(&value.value)).collect();
    match shown.as_slice() {
        [only] => only.clone(),
        few if few.len() <= VALUES_AT_ONCE => format!("one of {}", few.join(", ")),
        many => format!(
            "<details><summary>one of {} values</summary>{}</details>",
            many.len(),
            many.join(", "),
        ),
    }
}

/// A value in a line: a text as it is, anything else as JSON.
pub(super) fn json(value: &serde_json::Value) -> String {
    let text = match value.as_str() {
        Some(text) => text.to_owned(),
        None => value.to_string(),
    };
    let (start, rest) = cut(&text, VALUE_LENGTH);
    match rest {
        0 => code(start),
        _ => format!("{} … ({rest} more characters)", code(start)),
    }
}

fn shape(shape: &Shape) -> Vec<String> {
    let mut rules = Vec::new();
    match shape {
        Shape::String(string) => {
            rules.extend(format(string.format.as_deref()));
            let (least, most) = (string.min_length, string.max_length);
            rules.extend(range("length ", least, most, ""));
            for pattern in &string.patterns {
                rules.push(format!("pattern {}", code(&pattern.text)));
            }
        }
        Shape::Integer(integer) => {
            rules.extend(format(integer.format.as_deref()));
            rules.extend(range("", integer.minimum, integer.maximum, ""));
            rules.extend(multiples(&integer.multiple_of));
        }
        Shape::Number(number) => {
            rules.extend(format(number.format.as_deref()));
            rules.extend(bound(number.minimum.as_ref(), "at least", "above"));
            rules.extend(bound(number.maximum.as_ref(), "at most", "below"));
            rules.extend(multiples(&number.multiple_of));
        }
        Shape::Array(array) => {
            rules.extend(range("", array.min_items, array.max_items, " items"));
            if array.unique_items {
                rules.push("no item twice".to_owned());
            }
        }
        Shape::Object(object) => {
            let (least, most) = (object.min_properties, object.max_properties);
            rules.extend(range("", least, most, " members"));
        }
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Enum(_)
        | Shape::Mixed(_)
        | Shape::Union(_) => {}
    }
    rules
}

fn multiples(steps: &[Decimal]) -> impl Iterator<Item = String> {
    steps.iter().map(|step| format!("a multiple of {step}"))
}

fn bound(bound: Option<&Bound>, inclusive: &str, exclusive: &str) -> Option<String> {
    let bound = bound?;
    let words = if bound.exclusive {
        exclusive
    } else {
        inclusive
    };
    Some(format!("{words} {}", bound.value))
}

fn format(name: Option<&str>) -> Option<String> {
    name.map(|name| format!("format {}", code(name)))
}

fn range<T: Display + PartialEq>(
    before: &str,
    least: Option<T>,
    most: Option<T>,
    unit: &str,
) -> Option<String> {
    match (least, most) {
        (Some(least), Some(most)) if least == most => {
            Some(format!("{before}exactly {least}{unit}"))
        }
        (Some(least), Some(most)) => Some(format!("{before}{least} to {most}{unit}")),
        (Some(least), None) => Some(format!("{before}at least {least}{unit}")),
        (None, Some(most)) => Some(format!("{before}at most {most}{unit}")),
        (None, None) => None,
    }
}
