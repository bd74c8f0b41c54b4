//! Parses and validates a text, without verifying the fixes.

use std::cmp::Reverse;

use specwright_spec::Span;

use crate::contract::Shape;
use crate::diagnostic::{Diagnostic, Severity};
use crate::fix::proof::Snapshot;
use crate::parse::{self, Format, Reading};
use crate::payload::Payload;
use crate::policy::Policy;
use crate::{check, rules, suppress};

/// Parses and validates a text. The search stops soon after `most` findings.
pub(super) fn look<'t>(
    most: usize,
    bytes: &'t [u8],
    format: Format,
    policy: &Policy,
) -> Snapshot<'t> {
    let Reading {
        payloads,
        mut diagnostics,
        mut has_more,
    } = parse::up_to(most, bytes, format);
    let mut unreadable: Vec<Span> = diagnostics
        .iter()
        .filter(|found| found.fix.is_none() && found.severity == Severity::Error)
        .filter(|found| found.code != rules::DUPLICATE_KEY.code)
        .map(|found| found.span)
        .collect();
    unreadable.sort_unstable();
    let mut has_more_names = false;
    for payload in &payloads {
        if diagnostics.len() >= most {
            has_more = true;
            break;
        }
        let contract = policy.contract.of_shape(policy.shape, payload.root());
        if let Some(found) = without_envelope(payload, policy) {
            diagnostics.push(found);
            continue;
        }
        let found = check::up_to(most, payload, contract);
        has_more |= found.has_more;
        has_more_names |= found.has_more_names;
        let found = found.diagnostics.into_iter();
        // A value that cannot be parsed is replaced by a placeholder, about which no violations are reported.
        let is_read = |found: &Diagnostic| unreadable.binary_search(&found.span).is_err();
        diagnostics.extend(found.filter(is_read));
    }
    tidy(&mut diagnostics);
    if let Some(payload) = payloads.first() {
        let text = payload.text();
        suppress::apply(text, format, &payloads, &policy.contract, &mut diagnostics);
    }
    if has_more {
        // A suppression may belong to a finding that was not searched for, so no suppression is known to be unused.
        let unused = rules::UNUSED_SUPPRESSION.code;
        diagnostics.retain(|found| found.code != unused);
    }
    policy.levels.apply(&mut diagnostics);
    let names = [rules::UNKNOWN_FIELD.code, rules::FORBIDDEN_FIELD.code];
    // If all findings about unknown names are suppressed or allowed, those about further unknown names would be, too.
    has_more |= has_more_names
        && diagnostics
            .iter()
            .any(|found| names.contains(&&*found.code));
    Snapshot {
        text: std::str::from_utf8(bytes).unwrap_or_default(),
        format,
        payloads,
        findings: diagnostics,
        has_more,
    }
}

/// Returns the finding for a payload that is a request body alone where an object with body and parameters is expected;
/// `None` for any other payload.
fn without_envelope(payload: &Payload<'_>, policy: &Policy) -> Option<Diagnostic> {
    let root = payload.root();
    if policy.shape != Shape::CliInput || !policy.contract.is_body_alone(root) {
        return None;
    }
    let span = Span::new(root.span().start, root.span().start + 1);
    let message = "`body` is missing, and what stands here looks like the body itself";
    Some(
        Diagnostic::new(&rules::MISSING_FIELD, span, message)
            .label("put this under `body`")
            .help("write `{\"body\": ..}` around it, or check it with `--shape=body`"),
    )
}

/// Sorts findings by position, and removes redundant ones: repetitions by an alias, and a `yaml-` warning or unknown
/// field at the token of an error or of a merge key.
fn tidy(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by_key(|found| (found.span.start, found.span.end, Reverse(found.severity)));
    diagnostics.dedup_by(|later, earlier| {
        let same_place = later.span == earlier.span;
        let same = later.code == earlier.code && later.message == earlier.message;
        let trap = earlier.severity == Severity::Error && later.code.starts_with("yaml-");
        let merge =
            earlier.code == rules::YAML_MERGE_KEY.code && later.code == rules::UNKNOWN_FIELD.code;
        if same_place
            && earlier.code == rules::FORBIDDEN_FIELD.code
            && later.code == rules::YAML_MERGE_KEY.code
        {
            // The object stays invalid, but to remove the key is not the way out.
            earlier.message.clone_from(&later.message);
            earlier.help.clone_from(&later.help);
        }
        same_place && (same || trap || merge)
    });
}
