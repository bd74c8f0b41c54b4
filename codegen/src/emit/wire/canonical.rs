//! Equality of JSON values, whatever the spelling of their numbers and the order of their members.

use std::collections::BTreeMap;

use serde_json::{Number, Value};

/// Writes a value so that equal values become equal texts: members are sorted, and `1.0` is `1`.
///
/// It is as deep as the value, which has just been built by a recursion of the same depth.
pub(super) fn push_canonical(value: &Value, text: &mut String) {
    match value {
        Value::Null | Value::Bool(_) | Value::String(_) => text.push_str(&value.to_string()),
        Value::Number(number) => text.push_str(&canonical_number(number)),
        Value::Array(items) => {
            text.push('[');
            for item in items {
                push_canonical(item, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Object(members) => {
            text.push('{');
            for (name, value) in members.iter().collect::<BTreeMap<_, _>>() {
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                push_canonical(value, text);
                text.push(',');
            }
            text.push('}');
        }
    }
}

fn canonical_number(number: &Number) -> String {
    // From here on a float cannot be equal to a number that is kept as an integer.
    const BEYOND_INTEGERS: f64 = 18_446_744_073_709_551_616.0;
    match number.as_f64() {
        Some(float)
            if !is_integer(number) && float.fract() == 0.0 && float.abs() < BEYOND_INTEGERS =>
        {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "it is whole and within 65 bits"
            )]
            let whole = float as i128;
            whole.to_string()
        }
        Some(_) | None => number.to_string(),
    }
}

fn is_integer(number: &Number) -> bool {
    number.is_i64() || number.is_u64()
}
