//! JSON Schema validation with exact numbers and with the patterns of ECMA-262.
//!
//! The crate `jsonschema` compares numbers as `f64`, and reads patterns with an engine that differs from ECMA-262 in details
//! and may take very long. [`options`] replaces the keywords concerned. Formats are annotations.

mod bound;
pub mod budget;
mod constant;
mod pattern;

use jsonschema::json::Json;
use jsonschema::{Draft, ValidationOptions};

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
        options.with_keyword(kind.keyword(), move |_, limit, _| {
            bound::keyword::<F>(kind, limit)
        })
    })
}
