//! JSON Schema validation with exact numbers and with the patterns of ECMA-262.
//!
//! The crate `jsonschema` compares numbers as `f64`, and reads patterns with an engine that differs from ECMA-262 in details
//! and may take very long. [`options`] replaces the keywords concerned. Formats are annotations.

mod bound;
pub mod budget;
mod constant;
mod pattern;

use jsonschema::json::{Json, SerdeJson};
use jsonschema::{Draft, ValidationError, ValidationOptions, Validator};
use serde_json::{Map, Value};

use crate::number::Number;

/// The keyword beside bounds and `multipleOf` that has the texts of numbers with more digits than `serde_json` holds, by
/// keyword: `{"maximum": "100000000000000000001e-18"}`.
pub const EXACT: &str = "x-specwright-exact";

/// Returns the text of a bound, or of `multipleOf`, of a schema; `None` if the keyword is not there or is not a number.
#[must_use]
pub fn limit(schema: &Map<String, Value>, keyword: &str) -> Option<String> {
    let exact = schema
        .get(EXACT)
        .and_then(|exact| exact.get(keyword)?.as_str());
    let exact = exact.filter(|text| Number::parse(text).is_some());
    match (exact, schema.get(keyword)?) {
        (Some(text), Value::Number(_)) => Some(text.to_owned()),
        (None, Value::Number(number)) => Some(number.to_string()),
        (
            _,
            Value::Null | Value::Bool(_) | Value::String(_) | Value::Array(_) | Value::Object(_),
        ) => None,
    }
}

/// Returns the options for validators of JSON Schema 2020-12, of values in any representation.
#[must_use]
pub fn options<F: Json>() -> ValidationOptions<'static, std::sync::Arc<dyn jsonschema::Retrieve>, F>
{
    let options = jsonschema::options_for::<F>()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(false)
        .offline()
        .with_keyword("pattern", pattern::keyword::<F>)
        .with_keyword("const", constant::keyword::<F>);
    bound::Kind::ALL.into_iter().fold(options, |options, kind| {
        options.with_keyword(kind.keyword(), move |schema, _, _| {
            bound::keyword::<F>(kind, schema)
        })
    })
}

/// Returns an iterator over the error of a keyword. If the value is valid, the box allocates nothing, unlike the default of
/// [`Keyword::iter_errors`](jsonschema::Keyword::iter_errors).
fn errors<'i>(
    verdict: Result<(), ValidationError<'i>>,
) -> Box<dyn Iterator<Item = ValidationError<'i>> + 'i> {
    match verdict {
        Ok(()) => Box::new(std::iter::empty()),
        Err(error) => Box::new(std::iter::once(error)),
    }
}

/// Builds a validator of values in memory, whose numbers are those that `serde_json` holds.
///
/// # Errors
/// Returns an error if the schema is not one of JSON Schema 2020-12, or refers to something outside.
pub fn validator(schema: &Value) -> Result<Validator, ValidationError<'static>> {
    options::<SerdeJson>().build(schema)
}
