//! A finding in the words of the formats: as an object of our own, and as text where there is room for nothing else.

use std::path::Path;

use serde_json::{Map, Value, json};
use specwright_spec::Span;

use super::place;
use crate::diagnostic::{Diagnostic, RuleSource};
use crate::lint::Checked;

/// What [`super::json`] and [`super::jsonl`] say of a finding: every member is always there, `null` if there is nothing.
///
/// Lines and columns count from 1, columns in Unicode scalar values. Offsets count bytes of the file from 0.
pub(super) fn object(name: &Path, checked: &Checked, found: &Diagnostic) -> Value {
    let mut object = json!({
        "path": place::text(name),
        "code": found.code,
        "severity": found.severity.as_str(),
        "message": found.message,
    });
    let related = found
        .related
        .iter()
        .map(|related| with_place(checked, related.span, "message", &related.label));
    let fix = found.fix.as_ref().map(|fix| {
        json!({
            "description": fix.description,
            "edits": [with_place(checked, fix.edit.span, "text", &fix.edit.text)],
        })
    });
    let rule_source = found.rule_source.as_ref();
    let rest = json!({
        "pointer": found.pointer.to_string(),
        "label": found.label,
        "help": found.help,
        "related": related.collect::<Vec<_>>(),
        "rule_source": rule_source.map(|rule| rule_source_object(checked, rule)),
        "fix": fix,
    });
    if let (Value::Object(object), Value::Object(rest)) = (&mut object, rest) {
        object.extend(place::members(checked, found.span));
        object.extend(rest);
    }
    object
}

/// A place, and a text that belongs to it under that name.
fn with_place(checked: &Checked, span: Span, name: &str, text: &str) -> Value {
    let mut object: Map<String, Value> = place::members(checked, span);
    object.insert(name.to_owned(), text.into());
    object.into()
}

/// Returns what a finding rests on, with its place in the document if the place is known. The built-in document is no
/// file, so that `document` is `null`; the lines are those that `specwright document` prints.
pub(super) fn rule_source_object(checked: &Checked, rule: &RuleSource) -> Value {
    let contract = &checked.policy.contract;
    let place = contract.document_place(&rule.pointer);
    let file = place.filter(|_| !contract.is_built_in());
    let position = place.map(|(source, span)| source.position(span.start));
    json!({
        "pointer": rule.pointer,
        "note": rule.note,
        "document": file.map(|(source, span)| source.name_at(span.start)),
        "built_in": contract.is_built_in(),
        "line": position.map(|position| position.line),
        "column": position.map(|position| position.column),
    })
}

/// Message and help, each on a line.
pub(super) fn text(found: &Diagnostic) -> String {
    match &found.help {
        Some(help) => format!("{}\nhelp: {help}", found.message),
        None => found.message.clone(),
    }
}
