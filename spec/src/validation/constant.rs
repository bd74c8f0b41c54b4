//! `const`, with numbers compared to the last digit as far as the representation holds them.

use jsonschema::json::{Json, Node};
use jsonschema::paths::Location;
use jsonschema::{Keyword, ValidationError};
use serde_json::{Map, Value};

struct Constant(Value);

/// Builds the keyword.
pub(super) fn keyword<'a, F: Json>(
    _schema: &'a Map<String, Value>,
    value: &'a Value,
    _place: Location,
) -> Result<Box<dyn for<'i> Keyword<'i, F>>, ValidationError<'a>> {
    Ok(Box::new(Constant(value.clone())))
}

impl<'i, F: Json> Keyword<'i, F> for Constant {
    fn validate(&self, instance: F::Node<'i>) -> Result<(), ValidationError<'i>> {
        match Keyword::<F>::is_valid(self, instance) {
            true => Ok(()),
            false => Err(ValidationError::custom(format!("{} was expected", self.0))),
        }
    }

    fn is_valid(&self, instance: F::Node<'i>) -> bool {
        instance.equals_value(&self.0)
    }
}
