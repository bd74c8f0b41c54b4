//! Payload and contract to findings.

mod cause;
mod certain;
mod finder;
mod format;
mod message;
mod spelling;
mod variant;
mod violation;

use crate::contract::{Contract, patterns};
use crate::diagnostic::Diagnostic;
use crate::payload::{Instance, Payload};

/// Payloads with as many values as this are walked once.
const LARGE: usize = 1 << 16;

/// What a payload breaks of a contract.
#[derive(Debug, Default)]
pub struct Findings {
    /// In order of place: one finding for each cause.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it breaks more than is said here.
    pub has_more: bool,
    /// Whether there are more fields that the contract does not know, in an object of which many are named here.
    pub has_more_names: bool,
}

/// What a payload breaks of a contract, in order of place: one finding for each cause.
#[must_use]
pub fn payload(payload: &Payload<'_>, contract: &Contract) -> Vec<Diagnostic> {
    up_to(usize::MAX, payload, contract).diagnostics
}

/// The same, but the search ends with about so many findings. No finding is there that would not be there without the
/// end. Those that are there are the first in the order in which the schema looks at the payload: all that one keyword
/// says of a list, from its start, and then what the next one says.
#[must_use]
pub fn up_to(most: usize, payload: &Payload<'_>, contract: &Contract) -> Findings {
    if is_clean(payload, contract) {
        return Findings::default();
    }
    let root = payload.root();
    let (violations, seen) = violation::all(root, contract, most, payload.text().len());
    let causes = cause::of(violations, contract);
    let mut diagnostics: Vec<Diagnostic> = causes
        .iter()
        .map(|cause| message::of(cause, contract))
        .collect();
    diagnostics.sort_by_key(|found| (found.span.start, found.span.end));
    Findings {
        diagnostics,
        has_more: seen.is_cut(),
        has_more_names: seen.has_hidden,
    }
}

/// Whether a payload breaks nothing, if that is soon said: of a large one each walk takes long, so there is only one.
pub(crate) fn is_clean(payload: &Payload<'_>, contract: &Contract) -> bool {
    let is_valid = || {
        let root = Instance::Node(payload.root());
        contract.validator().is_valid(root)
    };
    payload.size() < LARGE
        && patterns::budget::during(payload.text().len(), is_valid) == (true, false)
}
