//! Equality of JSON values.

use serde_json::{Number, Value};

use crate::model::Decimal;

/// Equality of JSON, for which `1` and `1.0` are one number.
#[must_use]
pub fn are_equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            let decimal = |number: &Number| Decimal::parse(&number.to_string());
            one == other || decimal(one).is_some_and(|one| Some(one) == decimal(other))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| are_equal(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let same = |(name, value): (&String, &Value)| {
                other.get(name).is_some_and(|other| are_equal(value, other))
            };
            one.len() == other.len() && one.iter().all(same)
        }
        (one, other) => one == other,
    }
}
