//! Fields that travel one way only.

use specwright_spec::Pointer;

use crate::contract::Contract;

/// `readOnly` or `writeOnly`, if that is why the schema at `owner` lets nothing through.
pub(super) fn keyword(contract: &Contract, owner: &Pointer) -> Option<&'static str> {
    let schema = contract.schema().at(owner)?;
    let marks = ["readOnly", "writeOnly"];
    marks
        .into_iter()
        .find(|mark| schema.get(mark).is_some_and(|mark| mark == true))
}

/// What is wrong, and what to do.
pub(super) fn words(keyword: &str) -> (&'static str, &'static str) {
    if keyword == "readOnly" {
        let must = "is `readOnly`: a request must not have it";
        (must, "remove it; the service sets it itself")
    } else {
        let must = "is `writeOnly`: a response must not have it";
        (must, "remove it; it is for requests only")
    }
}
