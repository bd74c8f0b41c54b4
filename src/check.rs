//! Payload and contract to findings.

mod applicable;
mod branch;
mod broken;
mod cause;
mod certain;
mod collect;
mod finder;
mod message;
mod notes;
mod origin;
mod spelling;
mod variant;
mod violation;

use specwright_spec::validation::budget;

use crate::contract::Contract;
use crate::contract::probe::{self, Note};
use crate::diagnostic::Diagnostic;
use crate::payload::{Instance, Payload};
use collect::Verdict;

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
    let root = payload.root();
    let bytes = payload.text().len();
    let look = first_look(payload, contract);
    if look.is_clean() {
        return Findings::default();
    }
    let verdict = match (look.is_valid, look.gave_up) {
        (true, false) => Verdict::valid(look.noted),
        (true, true) => collect::all(root, contract, most, bytes),
        (false, _) => collect::all(root, contract, most, bytes).refused(root),
    };
    let (notes, _) = budget::during(bytes, || notes::of(root, contract, &verdict, most));
    let has_more = verdict.seen.is_cut() || notes.has_more;
    let has_more_names = verdict.seen.has_hidden || notes.has_more_names;
    let mut violations = verdict.violations;
    violations.extend(notes.violations);
    let causes = cause::of(violations, contract);
    let mut diagnostics: Vec<Diagnostic> = causes
        .iter()
        .map(|cause| message::of(cause, contract))
        .collect();
    diagnostics.sort_by_key(|found| (found.span.start, found.span.end));
    Findings {
        diagnostics,
        has_more,
        has_more_names,
    }
}

/// Returns `true` if nothing is found in a payload.
pub(crate) fn is_clean(payload: &Payload<'_>, contract: &Contract) -> bool {
    first_look(payload, contract).is_clean()
}

/// The verdict on a payload, without its reasons.
struct Look {
    is_valid: bool,
    /// `true` if a pattern gave up on a string.
    gave_up: bool,
    /// The values that a second step looks at.
    noted: Vec<Note>,
}

impl Look {
    fn is_clean(&self) -> bool {
        self.is_valid && !self.gave_up && self.noted.is_empty()
    }
}

fn first_look(payload: &Payload<'_>, contract: &Contract) -> Look {
    let root = Instance::Node(payload.root());
    let ((is_valid, noted), gave_up) = budget::during(payload.text().len(), || {
        probe::during(|| contract.validator().is_valid(root))
    });
    Look {
        is_valid,
        gave_up,
        noted,
    }
}
