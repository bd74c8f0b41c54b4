//! Bounds of numbers: those of the document, and those that integers have without it.

use serde_json::Value;
use specwright_spec::model;

use super::super::broken::{Broken, Limit};
use super::super::cause::Cause;
use super::super::origin;
use super::plain;
use crate::contract::Contract;
use crate::diagnostic::Diagnostic;
use crate::rules;

/// Who sets a bound.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Origin {
    /// The document, by the keyword.
    Keyword,
    /// The document, by a `format` of integers.
    Format(String),
    /// This tool, which holds every integer in 64 bits.
    OurOwn,
}

/// Returns the finding of a number beyond a bound.
pub(super) fn of(cause: &Cause<'_, '_>, contract: &Contract, limit: &Limit) -> Diagnostic {
    let must = match limit {
        Limit::Least(bound) => format!("must be at least {bound}"),
        Limit::Most(bound) => format!("must be at most {bound}"),
        Limit::Above(bound) => format!("must be more than {bound}"),
        Limit::Below(bound) => format!("must be less than {bound}"),
    };
    let must = match origin(cause, contract) {
        Some(Origin::Format(format)) => format!("{must}, as its format is `{format}`"),
        Some(Origin::OurOwn) => {
            format!(
                "{must}: this tool holds integers in 64 bits, whatever the OpenAPI document allows"
            )
        }
        Some(Origin::Keyword) | None => must,
    };
    plain(cause, &rules::OUT_OF_RANGE, &must)
}

/// Returns who sets the bound that a number is beyond, or `None` if the finding is of another kind.
///
/// A contract writes the bounds of every integer. A bound is the document's if the document has it, and whenever the
/// bound is none that we write of our own accord.
pub(super) fn origin(cause: &Cause<'_, '_>, contract: &Contract) -> Option<Origin> {
    let Broken::Range(limit) = &cause.violation.broken else {
        return None;
    };
    let (Limit::Least(bound) | Limit::Most(bound)) = limit else {
        return Some(Origin::Keyword);
    };
    Some(undocumented(cause, contract, bound).unwrap_or(Origin::Keyword))
}

/// Returns who sets the bound if the document has no keyword for it.
fn undocumented(cause: &Cause<'_, '_>, contract: &Contract, bound: &str) -> Option<Origin> {
    let bound: i128 = bound.parse().ok()?;
    let schema = contract.schema().at(&cause.violation.owner())?;
    let format = schema.get("format").and_then(Value::as_str);
    let range = format.and_then(model::integer_format);
    let (bounds, origin) = match format.zip(range) {
        Some((format, (least, most))) => (vec![least, most], Origin::Format(format.to_owned())),
        None => {
            let ours = [i64::MIN.into(), i64::MAX.into(), u64::MAX.into()];
            (ours.to_vec(), Origin::OurOwn)
        }
    };
    let keyword = cause.violation.keyword_name()?;
    let is_written = || {
        let written = origin::written(contract, &cause.violation.owner());
        let mut numbers = written
            .iter()
            .filter_map(|(_, schema)| schema.get(keyword)?.as_number());
        numbers.any(|number| number.parse() == Ok(bound))
    };
    (bounds.contains(&bound) && !is_written()).then_some(origin)
}
