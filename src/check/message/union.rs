//! Findings about values that match no schema of `oneOf` or `anyOf`, or several schemas of `oneOf`.

mod name;
mod overlap;

use serde_json::Value;

use super::super::branch;
use super::super::cause::Cause;
use super::super::violation::Unmatched;
use super::{counted, place, plain, similar, value};
use crate::contract::Contract;
use crate::diagnostic::Diagnostic;
use crate::parse::quoted;
use crate::rules;

/// The maximum number of names in a message.
const MOST: usize = 8;

/// Returns the finding for a value that several branches of `oneOf` accept, at the positions `matching`, counted from
/// 0.
pub(super) fn ambiguous(
    cause: &Cause<'_, '_>,
    contract: &Contract,
    matching: &[usize],
) -> Diagnostic {
    let keyword = &cause.violation.keyword;
    let names: Vec<String> = matching
        .iter()
        .take(MOST)
        .map(|position| name::of(keyword, *position, contract))
        .collect();
    let must = format!(
        "must match exactly one schema of `oneOf`, but matches {}",
        joined(&names, matching.len(), " and ")
    );
    let found = plain(cause, &rules::WRONG_VARIANT, &must);
    found.help(overlap::help(cause, contract, matching))
}

/// Returns the finding for a value that no branch accepts.
pub(super) fn none(cause: &Cause<'_, '_>, contract: &Contract) -> Diagnostic {
    let violation = &cause.violation;
    let count = branch::written(&violation.keyword, contract).len();
    let keyword = violation.keyword.tokens().last().filter(|_| count > 0);
    let Some(keyword) = keyword else {
        return plain(cause, &rules::WRONG_VARIANT, "does not match its schema");
    };
    let positions = 0..count.min(MOST);
    let names =
        positions.map(|position| name::from_document(&violation.keyword, position, contract));
    let must = match names.collect::<Option<Vec<String>>>() {
        Some(names) => format!(
            "matches none of the schemas of `{keyword}`: {}",
            joined(&names, count, ", ")
        ),
        None => format!("matches none of the {count} schemas of `{keyword}`"),
    };
    let found = plain(cause, &rules::WRONG_VARIANT, &must);
    if violation.unmatched.is_empty() {
        return found;
    }
    let branches = violation.unmatched.iter();
    let branches: Vec<String> = branches
        .map(|unmatched| described(cause, unmatched, contract))
        .collect();
    found.help(format!("make it match {}", branches.join(", or ")))
}

/// Renders the name of a branch, its first violation, and the number of further violations.
fn described(cause: &Cause<'_, '_>, unmatched: &Unmatched<'_, '_>, contract: &Contract) -> String {
    let name = name::of(&cause.violation.keyword, unmatched.position, contract);
    let first = Cause::new(unmatched.first.clone());
    let message = super::of(&first, contract).message;
    match unmatched.more {
        0 => format!("{name} ({message})"),
        more => {
            let more = counted(&more.to_string(), "more error", "more errors");
            format!("{name} ({message}, and {more})")
        }
    }
}

/// Returns the finding for an object without the property by whose values the branches differ.
pub(super) fn missing_tag(
    cause: &Cause<'_, '_>,
    contract: &Contract,
    name: &str,
    values: &[Value],
) -> Diagnostic {
    let shown = quoted(name);
    let found = lacking(cause, format!("{shown} is missing"), "lacks it");
    let violation = &cause.violation;
    let found = match similar(violation.found.value, contract, &violation.owner(), name) {
        Some(key) => found.related(key.span(), format!("is this meant to be {shown}?")),
        None => found,
    };
    found.help(format!("add {shown}, one of {}", value::list(values)))
}

/// Returns the finding for an object that needs all properties of one of the sets.
pub(super) fn missing_one(cause: &Cause<'_, '_>, sets: &[Vec<String>]) -> Diagnostic {
    let keyword = cause.violation.keyword.tokens().last();
    let one = match keyword.is_some_and(|keyword| keyword == "oneOf") {
        true => "exactly one",
        false => "one",
    };
    let fields = |names: &Vec<String>| {
        let shown = names.iter().take(MOST).map(|name| quoted(name));
        joined(&shown.collect::<Vec<_>>(), names.len(), " and ")
    };
    let shown: Vec<String> = sets.iter().take(MOST).map(fields).collect();
    let (message, or) = match sets.iter().all(|names| names.len() == 1) {
        true => {
            let shown = joined(&shown, sets.len(), ", ");
            (format!("{one} of {shown} is required"), " or ")
        }
        false => {
            let shown = shown.join("; ");
            (format!("{one} of these is required: {shown}"), ", or ")
        }
    };
    let help = format!("add {}", joined(&shown, sets.len(), or));
    lacking(cause, message, "has none of them").help(help)
}

/// Returns the finding for an object that lacks properties; `how` ends the label, as in "this object lacks it".
fn lacking(cause: &Cause<'_, '_>, message: String, how: &str) -> Diagnostic {
    let found = cause.violation.found;
    let label = match found.key {
        Some(_) => format!("this object {how}"),
        None => format!("the object that begins here {how}"),
    };
    Diagnostic::new(&rules::MISSING_FIELD, place::of_object(found), message).label(label)
}

/// Joins names with commas, and with `last` before the last one. If `total` is larger than their number, ends with "and
/// N more" instead.
fn joined(names: &[String], total: usize, last: &str) -> String {
    match (names.split_last(), total.saturating_sub(names.len())) {
        (Some((only, [])), 0) => only.clone(),
        (Some((end, others)), 0) => format!("{}{last}{end}", others.join(", ")),
        (_, more) => format!("{} and {more} more", names.join(", ")),
    }
}
