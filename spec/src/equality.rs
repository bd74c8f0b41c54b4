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

/// Returns a text that two values share exactly if [`are_equal`] holds for them.
#[must_use]
pub(crate) fn key(value: &Value) -> String {
    let mut key = String::new();
    write(value, &mut key);
    key
}

fn write(value: &Value, key: &mut String) {
    match value {
        Value::Number(number) => {
            let text = number.to_string();
            let known = Decimal::parse(&text).map(|decimal| {
                let sign = if decimal.is_negative() { "-" } else { "" };
                format!("{sign}{}e{}", decimal.digits(), decimal.exponent())
            });
            // A number of more digits is equal to itself alone.
            key.push_str(&known.unwrap_or_else(|| format!("#{text}")));
        }
        Value::Array(items) => {
            key.push('[');
            for item in items {
                write(item, key);
                key.push(',');
            }
            key.push(']');
        }
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(name, _)| *name);
            key.push('{');
            for (name, value) in fields {
                key.push_str(&Value::from(name.as_str()).to_string());
                key.push(':');
                write(value, key);
                key.push(',');
            }
            key.push('}');
        }
        Value::Null | Value::Bool(_) | Value::String(_) => key.push_str(&value.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{are_equal, key};

    #[test]
    fn values_share_a_key_exactly_if_they_are_equal() {
        let values = [
            json!(null),
            json!(true),
            json!(1),
            json!(1.0),
            json!(1e2),
            json!(100),
            json!(-0.0),
            json!(0),
            json!(1e300),
            json!(0.1),
            json!("1"),
            json!("a\"b"),
            json!([]),
            json!([1]),
            json!([1.0]),
            json!([[1], 2]),
            json!([[1, 2]]),
            json!({}),
            json!({"a": 1, "b": 2}),
            json!({"b": 2.0, "a": 1}),
            json!({"a": {"b": 1}}),
            json!({"a": "b"}),
            json!([",", ""]),
            json!(["", ","]),
            json!(u64::MAX),
            json!(18446744073709551615.0),
        ];
        for one in &values {
            for other in &values {
                assert_eq!(
                    key(one) == key(other),
                    are_equal(one, other),
                    "{one} {other}"
                );
            }
        }
    }
}
