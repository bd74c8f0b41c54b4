//! What is legal, but hardly what is meant: schemas whose keywords do nothing, or less than they seem to.

use crate::error::{Code, Error};
use crate::load::grammar::{Object, Outline, Place, Reference};
use crate::tree::{Entry, Node};

/// The keywords that hold for the values of one type, under the type. Numbers are named by either of their two types.
const OF_TYPES: [(&str, &[&str]); 4] = [
    (
        "object",
        &[
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
        ],
    ),
    ("array", &["items", "minItems", "maxItems", "uniqueItems"]),
    ("string", &["minLength", "maxLength", "pattern"]),
    (
        "number",
        &[
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ],
    ),
];

/// Every oddity of the schemas and references, each place once.
pub(super) fn check(outline: &Outline<'_>, errors: &mut Vec<Error>) {
    for place in &outline.places {
        if place.object != Object::Schema {
            continue;
        }
        match place.node.get("type").and_then(Node::as_str) {
            Some(kind) => check_idle_keywords(place.node, kind, errors),
            None => check_untyped(place, errors),
        }
    }
    errors.extend(outline.references.iter().filter_map(ignored_siblings));
}

/// The type whose values a keyword is about.
fn type_of(keyword: &str) -> Option<&'static str> {
    let mut types = OF_TYPES.iter();
    let found = types.find(|(_, keywords)| keywords.contains(&keyword));
    found.map(|(kind, _)| *kind)
}

/// A schema without `type` holds less than its keywords seem to say.
fn check_untyped(place: &Place<'_>, errors: &mut Vec<Error>) {
    let entries = entries(place.node);
    let has = |names: &[&str]| {
        let mut keys = entries.iter().map(|entry| entry.key.as_str());
        keys.any(|key| names.contains(&key))
    };
    let is_composed = has(&["allOf", "oneOf", "anyOf", "not"]);
    let nullable = entries.iter().find(|entry| is_nullable(entry));
    // Beside or around a composition the type may be said elsewhere, and the values of an `enum` have one.
    let is_open = !is_composed && !place.is_part && !has(&["enum", "type"]);
    if let Some(error) = missing_type(entries).filter(|_| is_open) {
        errors.push(match nullable {
            Some(nullable) => error.related(nullable.key_span, "so this has no effect"),
            None => error,
        });
        return;
    }
    let Some(nullable) = nullable.filter(|_| !has(&["type"])) else {
        return;
    };
    let message = "`nullable` has no effect in a schema without `type`";
    let help = if has(&["enum"]) && !is_composed {
        "add `type`, and `null` to the values"
    } else if is_composed || place.is_part {
        "add `type`, or write `oneOf` with `enum: [null]` as one of its schemas"
    } else {
        "add `type`, or remove it: without `type`, `null` is accepted anyway"
    };
    errors.push(Error::new(Code::IdleNullable, nullable.key_span, message).help(help));
}

fn is_nullable(entry: &Entry) -> bool {
    entry.key == "nullable" && entry.value.as_bool() == Some(true)
}

/// The warning that keywords hold for one type, where other types are accepted, too.
fn missing_type(entries: &[Entry]) -> Option<Error> {
    let mut typed = entries
        .iter()
        .filter_map(|entry| Some((entry, type_of(&entry.key)?)));
    let (first, kind) = typed.next()?;
    // Keywords of several types look like intent.
    if typed.any(|(_, other)| other != kind) {
        return None;
    }
    let article = if kind.starts_with(['a', 'o']) {
        "an"
    } else {
        "a"
    };
    let message = format!(
        "`{}` in a schema without `type`: all that is not {article} {kind} is accepted, too",
        first.key
    );
    let error = Error::new(Code::MissingType, first.key_span, message);
    Some(error.help(format!("add `type: {kind}`")))
}

/// A schema of one type has no keywords that hold for others.
fn check_idle_keywords(schema: &Node, kind: &str, errors: &mut Vec<Error>) {
    let own = if kind == "integer" { "number" } else { kind };
    let entries = entries(schema).iter();
    let idle: Vec<&Entry> = entries
        .filter(|entry| type_of(&entry.key).is_some_and(|of| of != own))
        .collect();
    let Some(first) = idle.first() else { return };
    let (names, verb) = listed(&idle, "has", "have");
    let message = format!("{names} {verb} no effect in a schema of type `{kind}`");
    let mut error = Error::new(Code::IdleKeyword, first.key_span, message);
    if let Some(node) = schema.get("type") {
        error = error.related(node.span, "the type is given here");
    }
    errors.push(error.help(match idle.len() {
        1 => "remove it, or write the type that it is for",
        _ => "remove them, or write the type that they are for",
    }));
}

/// A reference stands alone.
///
/// Texts and extensions beside it are left out: many tools write them, later versions allow them, and no payload is
/// judged by them.
fn ignored_siblings(reference: &Reference<'_>) -> Option<Error> {
    let siblings = entries(reference.node).iter().filter(|entry| {
        !matches!(entry.key.as_str(), "$ref" | "description" | "summary")
            && !entry.key.starts_with("x-")
    });
    let siblings: Vec<&Entry> = siblings.collect();
    let first = siblings.first()?;
    let (names, verb) = listed(&siblings, "is", "are");
    let message = format!("{names} beside `$ref` {verb} ignored");
    let error = Error::new(Code::IgnoredSibling, first.key_span, message)
        .related(reference.span, "all that counts is this reference");
    let is_schema = reference.expected == Object::Schema;
    Some(error.help(match siblings.iter().any(|entry| is_nullable(entry)) {
        true if is_schema => {
            "write `oneOf` with this reference and with `enum: [null]` as its schemas, or remove it"
        }
        false if is_schema => "put the reference into an `allOf`, with the keywords beside it",
        true | false => "move it to where the reference leads, or remove it",
    }))
}

/// The keys of these entries in a sentence, and the verb that follows them.
fn listed<'v>(entries: &[&Entry], one: &'v str, several: &'v str) -> (String, &'v str) {
    let mut names: Vec<String> = entries
        .iter()
        .map(|entry| format!("`{}`", entry.key))
        .collect();
    match (names.pop(), names.is_empty()) {
        (Some(last), true) => (last, one),
        (last, _) => {
            let last = last.unwrap_or_default();
            (format!("{} and {last}", names.join(", ")), several)
        }
    }
}

fn entries(node: &Node) -> &[Entry] {
    node.as_mapping()
        .map_or(&[][..], |mapping| mapping.entries())
}
