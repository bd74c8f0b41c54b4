//! `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum` and `multipleOf`, decided on the texts of the numbers.

use jsonschema::json::{Json, JsonNumber, Node};
use jsonschema::{Keyword, ValidationError};
use serde_json::{Map, Value};

use crate::number::Number;

/// A keyword that compares a number with its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Minimum,
    Maximum,
    ExclusiveMinimum,
    ExclusiveMaximum,
    MultipleOf,
}

impl Kind {
    pub(super) const ALL: [Self; 5] = [
        Self::Minimum,
        Self::Maximum,
        Self::ExclusiveMinimum,
        Self::ExclusiveMaximum,
        Self::MultipleOf,
    ];

    pub(super) const fn keyword(self) -> &'static str {
        match self {
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::ExclusiveMinimum => "exclusiveMinimum",
            Self::ExclusiveMaximum => "exclusiveMaximum",
            Self::MultipleOf => "multipleOf",
        }
    }

    fn message(self, number: &str, limit: &str) -> String {
        match self {
            Self::Minimum => format!("{number} is less than the minimum of {limit}"),
            Self::Maximum => format!("{number} is greater than the maximum of {limit}"),
            Self::ExclusiveMinimum => {
                format!("{number} is less than or equal to the exclusive minimum of {limit}")
            }
            Self::ExclusiveMaximum => {
                format!("{number} is greater than or equal to the exclusive maximum of {limit}")
            }
            Self::MultipleOf => format!("{number} is not a multiple of {limit}"),
        }
    }
}

/// A keyword and its value.
struct Bound {
    kind: Kind,
    limit: String,
    /// The limit, if it is written as an integer of up to 18 digits: such numbers are compared as `i64`.
    small: Option<i64>,
}

/// Builds one of the keywords.
pub(super) fn keyword<'a, F: Json>(
    kind: Kind,
    schema: &'a Map<String, Value>,
) -> Result<Box<dyn for<'i> Keyword<'i, F>>, ValidationError<'a>> {
    let Some(limit) = super::limit(schema, kind.keyword()) else {
        let message = format!("`{}` must be a number", kind.keyword());
        return Err(ValidationError::custom(message));
    };
    Ok(Box::new(Bound {
        kind,
        small: small(&limit),
        limit,
    }))
}

impl Bound {
    fn admits(&self, text: &str) -> bool {
        if let (Some(number), Some(limit)) = (small(text), self.small) {
            return match self.kind {
                Kind::Minimum => number >= limit,
                Kind::Maximum => number <= limit,
                Kind::ExclusiveMinimum => number > limit,
                Kind::ExclusiveMaximum => number < limit,
                Kind::MultipleOf => number.checked_rem(limit).is_none_or(|rest| rest == 0),
            };
        }
        let (Some(number), Some(limit)) = (Number::parse(text), Number::parse(&self.limit)) else {
            return false;
        };
        match self.kind {
            Kind::Minimum => number >= limit,
            Kind::Maximum => number <= limit,
            Kind::ExclusiveMinimum => number > limit,
            Kind::ExclusiveMaximum => number < limit,
            Kind::MultipleOf => number.is_multiple_of(&limit),
        }
    }
}

/// Parses a number that is written as an integer of up to 18 digits.
fn small(text: &str) -> Option<i64> {
    (text.len() <= 18).then(|| text.parse().ok()).flatten()
}

impl<'i, F: Json> Keyword<'i, F> for Bound {
    fn validate(&self, instance: F::Node<'i>) -> Result<(), ValidationError<'i>> {
        match instance.as_number() {
            Some(number) if !self.admits(&number.as_str()) => Err(ValidationError::custom(
                self.kind.message(&number.as_str(), &self.limit),
            )),
            Some(_) | None => Ok(()),
        }
    }

    fn is_valid(&self, instance: F::Node<'i>) -> bool {
        let number = instance.as_number();
        number.is_none_or(|number| self.admits(&number.as_str()))
    }

    fn iter_errors(
        &self,
        instance: F::Node<'i>,
    ) -> Box<dyn Iterator<Item = ValidationError<'i>> + 'i> {
        super::errors(Keyword::<F>::validate(self, instance))
    }
}
