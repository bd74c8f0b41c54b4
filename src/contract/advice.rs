//! `x-specwright-advice`: constraints that a value should satisfy, though it is valid without.

use serde_json::Value;
use specwright_spec::Pointer;

/// The keyword.
pub(crate) const KEYWORD: &str = "x-specwright-advice";

/// One entry of `x-specwright-advice`.
#[derive(Clone, Debug)]
pub struct Advice<'s> {
    /// The rule's stable name, kebab case.
    pub code: &'s str,
    /// The message of a finding.
    pub message: &'s str,
    /// The source of the fact.
    pub source: &'s str,
    /// The place of the schema that gives the advice.
    pub owner: Pointer,
}

/// Reads one entry of the subschema at `owner`.
pub(super) fn read<'s>(entry: &'s Value, owner: &Pointer) -> Option<Advice<'s>> {
    Some(Advice {
        code: entry["code"].as_str()?,
        message: entry["message"].as_str()?,
        source: entry["source"].as_str()?,
        owner: owner.clone(),
    })
}
