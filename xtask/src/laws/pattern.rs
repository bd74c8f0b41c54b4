//! The judge's `pattern`, by the matcher that `cargo xtask patterns` compares with an engine of JavaScript.

use jsonschema::json::SerdeJson;
use jsonschema::paths::Location;
use jsonschema::{Draft, Keyword, ValidationError, Validator};
use serde_json::{Map, Value};
use specwright_spec::pattern::Matcher;

/// Builds a validator of JSON Schema 2020-12 with the patterns of ECMA-262.
pub(super) fn validator(schema: &Value) -> Result<Validator, ValidationError<'_>> {
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .with_keyword("pattern", keyword)
        .build(schema)
}

/// A pattern; `None` if the document may have patterns that are not checked, and this is one.
struct Pattern(Option<Matcher>);

fn keyword<'a>(
    _schema: &'a Map<String, Value>,
    pattern: &'a Value,
    _place: Location,
) -> Result<Box<dyn for<'i> Keyword<'i, SerdeJson>>, ValidationError<'a>> {
    let text = pattern.as_str().unwrap_or_default();
    Ok(Box::new(Pattern(Matcher::new(text).ok())))
}

impl<'i> Keyword<'i, SerdeJson> for Pattern {
    fn validate(&self, instance: &'i Value) -> Result<(), ValidationError<'i>> {
        match self.is_valid(instance) {
            true => Ok(()),
            false => Err(ValidationError::custom("the string does not match")),
        }
    }

    fn is_valid(&self, instance: &'i Value) -> bool {
        let mut unlimited = usize::MAX;
        match (&self.0, instance.as_str()) {
            (Some(matcher), Some(text)) => matcher.verdict(text, &mut unlimited) == Some(true),
            (_, None) | (None, _) => true,
        }
    }
}
