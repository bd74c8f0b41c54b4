//! A cause in words: what is wrong, where, and the way out.

mod bounds;
mod direction;
mod place;
mod union;
pub(super) mod value;

use std::borrow::Cow;

use serde_json::Value;
use specwright_spec::Pointer;

use super::broken::{Broken, Limit};
use super::cause::Cause;
use super::spelling;
use super::violation::Layer;
use crate::contract::Contract;
use crate::diagnostic::{Diagnostic, Edit, RuleSource, Severity};
use crate::formats;
use crate::parse::quoted;
use crate::payload::{Node, first_repeated};
use crate::rules::{self, Rule};
use crate::suggest;

/// The finding of a cause.
pub(super) fn of(cause: &Cause<'_, '_>, contract: &Contract) -> Diagnostic {
    let violation = &cause.violation;
    let found = match &violation.broken {
        Broken::Missing(name) => missing(cause, contract, name),
        Broken::MissingTag(name, values) => union::missing_tag(cause, contract, name, values),
        Broken::MissingOne(sets) => union::missing_one(cause, sets),
        Broken::Unknown(name) => unknown(cause, name),
        Broken::Type => value::of_type(cause, contract),
        Broken::Kind(types) => value::of_types(cause, types),
        Broken::Value(allowed) => value::of_values(cause, allowed),
        Broken::Repeated => repeated(cause),
        Broken::Length(limit) => limited(cause, &rules::WRONG_LENGTH, limit, |count| {
            counted(count, "character", "characters")
        }),
        Broken::Items(limit) => limited(cause, &rules::WRONG_COUNT, limit, |count| {
            counted(count, "item", "items")
        }),
        Broken::Members(limit) => limited(cause, &rules::WRONG_COUNT, limit, |count| {
            counted(count, "field", "fields")
        }),
        Broken::Range(limit) => bounds::of(cause, contract, limit),
        Broken::Step(step) => {
            let must = format!("must be a multiple of {step}");
            plain(cause, &rules::OUT_OF_RANGE, &must)
        }
        Broken::Pattern(pattern) => {
            let must = format!("must match the pattern {}", quoted(pattern));
            plain(cause, &rules::WRONG_PATTERN, &must)
        }
        Broken::Format(name) => suspicious(cause, name),
        Broken::Forbidden => forbidden(cause, contract),
        Broken::Ambiguous(matching) => union::ambiguous(cause, contract, matching),
        Broken::NoVariant => union::none(cause, contract),
        Broken::PatternLimit => {
            let must = "cannot be checked: the pattern takes too long on it";
            plain(cause, &rules::PATTERN_LIMIT, must)
        }
        Broken::Undecided => {
            let must = "cannot be checked in full: a pattern takes too long on a value in it";
            let mut found = plain(cause, &rules::PATTERN_LIMIT, must);
            found.severity = Severity::Warning;
            found
        }
        Broken::Other(keyword) => {
            let must = format!("must satisfy `{keyword}`");
            plain(cause, &rules::FORBIDDEN_VALUE, &must)
        }
    };
    let mut found = found.at(violation.pointer.clone());
    found.rule_source = rule_source(cause, contract);
    if let Some(advice) = &cause.advice {
        found.code = Cow::Owned(advice.code.to_owned());
        found.severity = Severity::Warning;
        found.message = advice.message.trim_end().to_owned();
    }
    found
}

fn rule_source(cause: &Cause<'_, '_>, contract: &Contract) -> Option<RuleSource> {
    let violation = &cause.violation;
    let owner = match &cause.advice {
        Some(advice) => advice.owner.clone(),
        None => violation.owner(),
    };
    // A field that the document is silent about breaks no keyword of it, and advice is one of many.
    let silent = matches!(violation.layer, Layer::Silence);
    let written = violation.keyword.tokens().last().map(String::as_str);
    let keyword = match bounds::origin(cause, contract).filter(|_| cause.advice.is_none()) {
        Some(bounds::Origin::OurOwn) => return None,
        Some(bounds::Origin::Format(_)) => Some("format"),
        Some(bounds::Origin::Keyword) | None => direction::keyword(contract, &owner).or(written),
    };
    let keyword = keyword.filter(|_| !silent && cause.advice.is_none());
    let note = cause.advice.as_ref().or(cause.said.as_ref());
    let note = note.map(|advice| advice.source);
    source(contract, &owner, keyword, note)
}

fn plain(cause: &Cause<'_, '_>, rule: &Rule, must: &str) -> Diagnostic {
    let violation = &cause.violation;
    let message = format!("{} {must}", place::subject(&violation.pointer));
    Diagnostic::new(rule, place::of_value(violation.found), message)
}

fn forbidden(cause: &Cause<'_, '_>, contract: &Contract) -> Diagnostic {
    let violation = &cause.violation;
    let subject = place::subject(&violation.pointer);
    let place = place::of_key(violation.found);
    match direction::keyword(contract, &violation.owner()) {
        Some(keyword) => {
            let (rule, is) = direction::rule(keyword);
            Diagnostic::new(rule, place, format!("{subject} {is}")).help(direction::help(keyword))
        }
        None => {
            let message = format!("{subject} is not allowed here");
            Diagnostic::new(&rules::FORBIDDEN_VALUE, place, message)
        }
    }
}

/// Advice about a string that does not look like its format.
fn suspicious(cause: &Cause<'_, '_>, name: &str) -> Diagnostic {
    let should = format!("does not look like the format {}", quoted(name));
    let mut found = plain(cause, &rules::SUSPICIOUS_FORMAT, &should);
    found.is_on_request = formats::is_disputed(name);
    match formats::example(name) {
        Some(example) => found.help(format!("write it like `{example}`")),
        None => found,
    }
}

fn limited(
    cause: &Cause<'_, '_>,
    rule: &Rule,
    limit: &Limit,
    counted: impl Fn(&str) -> String,
) -> Diagnostic {
    let value = cause.violation.found.value;
    let has = match value.kind() {
        crate::payload::Kind::String => value.text().chars().count(),
        _ => value.count(),
    };
    let must = match limit {
        Limit::Least(count) | Limit::Above(count) => {
            format!("must have at least {}", counted(count))
        }
        Limit::Most(count) | Limit::Below(count) => format!("must have at most {}", counted(count)),
    };
    plain(cause, rule, &must).label(format!("has {has}"))
}

fn counted(count: &str, one: &str, many: &str) -> String {
    format!("{count} {}", if count == "1" { one } else { many })
}

fn missing(cause: &Cause<'_, '_>, contract: &Contract, name: &str) -> Diagnostic {
    let violation = &cause.violation;
    let shown = quoted(name);
    if let Some(key) = cause.misnamed {
        let message = format!("{shown} is missing, and {} is no field", quoted(key.text()));
        let found = Diagnostic::new(&rules::MISSING_FIELD, key.span(), message)
            .label(format!("expected {shown}"));
        return match &cause.said {
            // Another name may go with another value, so the document's words are all there is.
            Some(advice) => found.help(advice.message.trim_end()),
            None => found.fix(format!("rename it to {shown}"), vec![rename(key, name)]),
        };
    }
    let message = format!("{shown} is missing");
    let span = place::of_object(violation.found);
    let label = match violation.found.key {
        Some(_) => "this object lacks it",
        None => "the object that begins here lacks it",
    };
    let mut found = Diagnostic::new(&rules::MISSING_FIELD, span, message).label(label);
    if let Some(key) = similar(violation.found.value, contract, &violation.owner(), name) {
        found = found.related(key.span(), format!("is this meant to be {shown}?"));
    }
    let schema = property(contract, &violation.owner(), name);
    found.help(match schema.and_then(value::example) {
        Some(example) => {
            let in_braces = violation.found.value.source().starts_with('{');
            format!("add `{}`", spelling::member(name, example, in_braces))
        }
        None => format!(
            "add {shown}{}",
            schema.map(value::expected).unwrap_or_default()
        ),
    })
}

/// A key of the object that is almost the name, where the document may know it by another schema.
fn similar<'p>(
    object: Node<'p>,
    contract: &Contract,
    owner: &Pointer,
    name: &str,
) -> Option<Node<'p>> {
    const MOST: usize = 100;
    let keys = || object.members().take(MOST).map(|member| member.key);
    let unknown = keys().filter(|key| property(contract, owner, key.text()).is_none());
    let texts = unknown.map(Node::text);
    let close = suggest::closest(name, texts)?;
    keys().find(|key| key.text() == close)
}

fn unknown(cause: &Cause<'_, '_>, name: &str) -> Diagnostic {
    let violation = &cause.violation;
    let rule = match violation.layer {
        Layer::Silence => &rules::UNKNOWN_FIELD,
        Layer::Keyword | Layer::Advice(_) => &rules::FORBIDDEN_FIELD,
    };
    let message = format!("{} is not a field of this object", quoted(name));
    let span = place::of_key(violation.found);
    let found = Diagnostic::new(rule, span, message);
    if !cause.in_full {
        return found;
    }
    let names = || violation.declared.iter().copied();
    let absent = names().filter(|name| !cause.siblings.contains(name));
    if let Some((meant, key)) = suggest::closest(name, absent).zip(violation.found.key) {
        let shown = quoted(meant);
        return found
            .label(format!("did you mean {shown}?"))
            .fix(format!("rename it to {shown}"), vec![rename(key, meant)]);
    }
    let listed: Vec<String> = names().take(12).map(quoted).collect();
    match names().count() {
        0 => found.help("remove it"),
        1 => found.help(format!("remove it; the only field is {}", listed.join(""))),
        2..=12 => found.help(format!("remove it; the fields are {}", listed.join(", "))),
        _ => found.help("remove it, or look its name up in the document"),
    }
}

fn repeated(cause: &Cause<'_, '_>) -> Diagnostic {
    let violation = &cause.violation;
    let subject = place::subject(&violation.pointer);
    let message = format!("{subject} must hold each item once");
    match first_repeated(violation.found.value) {
        Some((first, again)) if first.span() == again.span() => {
            let span = place::first_line(again);
            Diagnostic::new(&rules::REPEATED_ITEM, span, message)
                .label("an alias repeats it")
                .help("remove the alias")
        }
        Some((first, again)) => {
            let span = place::first_line(again);
            Diagnostic::new(&rules::REPEATED_ITEM, span, message)
                .label("again here")
                .related(place::first_line(first), "first here")
                .help("remove one of the two")
        }
        None => Diagnostic::new(
            &rules::REPEATED_ITEM,
            place::of_value(violation.found),
            message,
        ),
    }
}

fn rename(key: Node<'_>, name: &str) -> Edit {
    Edit::new(key.span(), spelling::of_text(key, name))
}

/// The schema of a property.
fn property<'c>(contract: &'c Contract, owner: &Pointer, name: &str) -> Option<&'c Value> {
    let schema = contract
        .schema()
        .at(&owner.child("properties").child(name))?;
    Some(contract.schema().resolve(schema))
}

/// The element of the document that is behind a schema: its own, or that of the schema around it.
fn source(
    contract: &Contract,
    owner: &Pointer,
    keyword: Option<&str>,
    note: Option<&str>,
) -> Option<RuleSource> {
    let mut place = Some(owner.clone());
    while let Some(here) = place {
        let comment = contract
            .schema()
            .at(&here)
            .and_then(|schema| schema.get("$comment")?.as_str());
        if let Some(pointer) = comment.filter(|comment| comment.starts_with("#/")) {
            let keyword = keyword.map(|keyword| format!("/{keyword}"));
            return Some(RuleSource {
                pointer: pointer.to_owned() + &keyword.unwrap_or_default(),
                note: note.map(str::to_owned),
            });
        }
        place = here.parent();
    }
    None
}
