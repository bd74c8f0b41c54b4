//! `pattern`, by the same parser and matcher as in generated crates.

use jsonschema::json::{Json, Node};
use jsonschema::paths::Location;
use jsonschema::{Keyword, ValidationError};
use serde_json::{Map, Value};

use super::budget;
use crate::pattern::Matcher;

struct Pattern {
    text: String,
    matcher: Matcher,
}

/// Builds the keyword.
pub(super) fn keyword<'a, F: Json>(
    _schema: &'a Map<String, Value>,
    pattern: &'a Value,
    _place: Location,
) -> Result<Box<dyn for<'i> Keyword<'i, F>>, ValidationError<'a>> {
    let text = pattern.as_str().unwrap_or_default().to_owned();
    match Matcher::new(&text) {
        Ok(matcher) => Ok(Box::new(Pattern { text, matcher })),
        Err(mistake) => {
            let message = format!("the pattern `{text}` cannot be used: {}", mistake.message);
            Err(ValidationError::custom(message))
        }
    }
}

impl<'i, F: Json> Keyword<'i, F> for Pattern {
    fn validate(&self, instance: F::Node<'i>) -> Result<(), ValidationError<'i>> {
        match Keyword::<F>::is_valid(self, instance) {
            true => Ok(()),
            false => {
                let message = format!("the string does not match the pattern `{}`", self.text);
                Err(ValidationError::custom(message))
            }
        }
    }

    fn is_valid(&self, instance: F::Node<'i>) -> bool {
        let text = instance.as_string();
        text.is_none_or(|text| budget::is_match(&self.matcher, &self.text, &text))
    }

    fn iter_errors(
        &self,
        instance: F::Node<'i>,
    ) -> Box<dyn Iterator<Item = ValidationError<'i>> + 'i> {
        super::errors(Keyword::<F>::validate(self, instance))
    }
}
