//! Fields of one direction: `readOnly` ones in requests, `writeOnly` ones in responses.

use specwright_spec::Pointer;

use crate::contract::Contract;
use crate::rules::{self, Rule};

/// Returns `readOnly` or `writeOnly` if this is why the schema at `owner` accepts nothing.
pub(super) fn keyword(contract: &Contract, owner: &Pointer) -> Option<&'static str> {
    let schema = contract.schema().at(owner)?;
    let marks = ["readOnly", "writeOnly"];
    marks
        .into_iter()
        .find(|mark| schema.get(mark).is_some_and(|mark| mark == true))
}

/// Returns the rule that a field of the other direction breaks, and what is wrong with the field.
pub(super) fn rule(keyword: &str) -> (&'static Rule, &'static str) {
    if keyword == "readOnly" {
        let is = "is `readOnly`: a request must not have it";
        (&rules::READ_ONLY_FIELD, is)
    } else {
        let is = "is `writeOnly`: a response must not have it";
        (&rules::WRITE_ONLY_FIELD, is)
    }
}

/// Returns what to do about a field of the other direction.
pub(super) fn help(keyword: &str) -> &'static str {
    if keyword == "readOnly" {
        "remove it; the service sets it itself"
    } else {
        "remove it; it is for requests only"
    }
}
