//! Payload and contract to findings.

mod applicable;
mod broken;
mod cause;
mod certain;
mod finder;
mod message;
mod notes;
mod spelling;
mod variant;
mod violation;

use specwright_spec::validation::budget;

use crate::contract::{Contract, probe};
use crate::diagnostic::Diagnostic;
use crate::payload::{Instance, Payload};
use violation::Verdict;

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
    let root = payload.root();
    let bytes = payload.text().len();
    let first = (payload.size() < LARGE).then(|| first_look(payload, contract));
    let verdict = match first {
        Some(look) if look.is_valid && !look.gave_up && look.noted.is_empty() => {
            return Findings::default();
        }
        Some(look) if look.is_valid && !look.gave_up => Verdict::valid(look.noted),
        Some(look) if look.is_valid => violation::all(root, contract, most, bytes),
        Some(_) => violation::all(root, contract, most, bytes).refused(root),
        None => violation::all(root, contract, most, bytes),
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

/// Returns `true` if nothing is found in a payload and that is soon known: of a large one each walk takes long, so there is
/// only one.
pub(crate) fn is_clean(payload: &Payload<'_>, contract: &Contract) -> bool {
    payload.size() < LARGE && {
        let look = first_look(payload, contract);
        look.is_valid && !look.gave_up && look.noted.is_empty()
    }
}

/// The verdict on a payload, without its reasons.
struct Look {
    is_valid: bool,
    /// Whether a pattern gave up.
    gave_up: bool,
    /// The positions of the values that a second step looks at.
    noted: Vec<u32>,
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
