//! Numbers as the crate `jsonschema` asks for them.

use std::borrow::Cow;

use jsonschema::json::JsonNumber;
use specwright_spec::number;

/// A number as it is written.
#[derive(Clone, Copy, Debug)]
pub struct Number<'p>(pub(super) &'p str);

impl JsonNumber for Number<'_> {
    fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    fn as_f64(&self) -> Option<f64> {
        self.0
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.0)
    }

    fn to_number(&self) -> Cow<'_, serde_json::Number> {
        Cow::Owned(nearest(self.0))
    }

    fn is_integer(&self) -> bool {
        let written = !self.0.contains(['.', 'e', 'E']);
        written || number::Number::parse(self.0).is_some_and(|number| number.is_integer())
    }
}

/// The nearest number that `serde_json` can hold.
pub(super) fn nearest(text: &str) -> serde_json::Number {
    text.parse().unwrap_or_else(|_| {
        let negative = text.starts_with('-');
        let most = if negative { f64::MIN } else { f64::MAX };
        serde_json::Number::from_f64(most).unwrap_or_else(|| 0.into())
    })
}
