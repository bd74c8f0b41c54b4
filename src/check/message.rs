//! A cause in words: what is wrong, where, and the way out.

mod bounds;
mod direction;
mod parameter;
mod place;
mod source;
mod union;
mod value;

use std::borrow::Cow;

use serde_json::Value;
use specwright_spec::Pointer;
use specwright_spec::pattern::Lengths;

use super::broken::{self, Broken, Limit};
use super::cause::Cause;
use super::spelling;
use super::violation::Layer;
use crate::contract::Contract;
use crate::diagnostic::{Diagnostic, Severity};
use crate::formats;
use crate::parse::{quoted, quoted_up_to};
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
        Broken::Unknown(name) => unknown(cause, contract, name),
        Broken::Type => value::of_type(cause, contract),
        Broken::Kind(types) => value::of_types(cause, contract, types),
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
        Broken::Pattern(pattern) => unmatched(cause, pattern),
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
    found.rule_source = source::of(cause, contract);
    if let Some(advice) = &cause.advice {
        found.code = Cow::Owned(advice.code.to_owned());
        found.severity = Severity::Warning;
        found.message = advice.message.trim_end().to_owned();
    }
    found
}

fn unmatched(cause: &Cause<'_, '_>, pattern: &str) -> Diagnostic {
    // A long pattern is shown, too: users need all of it to correct the string.
    let must = format!("must match the pattern {}", quoted_up_to(240, pattern));
    let found = plain(cause, &rules::WRONG_PATTERN, &must);
    let has = cause.violation.found.value.text().chars().count() as u64;
    let Some(Lengths { least, most }) = broken::lengths(pattern) else {
        return found;
    };
    let number = |count: u64| counted(&count.to_string(), "character", "characters");
    match most.filter(|most| has > *most) {
        Some(most) => found.label(format!("has {has}, and must have at most {}", number(most))),
        None if has < least => found.label(format!(
            "has {has}, and must have at least {}",
            number(least)
        )),
        None => found,
    }
}

fn plain(cause: &Cause<'_, '_>, rule: &Rule, must: &str) -> Diagnostic {
    let violation = &cause.violation;
    let message = format!("{} {must}", place::subject(violation));
    Diagnostic::new(rule, place::of_value(violation.found), message)
}

fn forbidden(cause: &Cause<'_, '_>, contract: &Contract) -> Diagnostic {
    let violation = &cause.violation;
    let subject = place::subject(violation);
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
            None => rename(found, key, name, is_certain(cause, key.text(), name)),
        };
    }
    let message = parameter::missing(contract, &violation.owner(), name)
        .unwrap_or_else(|| format!("{shown} is missing"));
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

fn unknown(cause: &Cause<'_, '_>, contract: &Contract, name: &str) -> Diagnostic {
    let violation = &cause.violation;
    let rule = match violation.layer {
        Layer::Silence => &rules::UNKNOWN_FIELD,
        Layer::Keyword | Layer::Advice(_) => &rules::FORBIDDEN_FIELD,
    };
    let span = place::of_key(violation.found);
    if source::is_declared_elsewhere(cause, contract, name) {
        let message = format!(
            "{} is not allowed here: `additionalProperties: false` allows only the `properties` beside it",
            quoted(name)
        );
        let help = "remove it; `additionalProperties` does not see the properties in `allOf`, `oneOf` and `anyOf`";
        return Diagnostic::new(rule, span, message).help(help);
    }
    let message = format!("{} is not a field of this object", quoted(name));
    let found = Diagnostic::new(rule, span, message);
    if !cause.in_full {
        return found;
    }
    let names = || violation.declared.iter().copied();
    let is_absent = |name: &&str| !cause.siblings.contains(name);
    let certain = suggest::same_words(name, names()).filter(is_absent);
    let meant = certain.or_else(|| suggest::closest(name, names().filter(is_absent)));
    if let Some((meant, key)) = meant.zip(violation.found.key) {
        let found = found.label(format!("did you mean {}?", quoted(meant)));
        return rename(found, key, meant, certain.is_some());
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
    let subject = place::subject(violation);
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

/// Adds the help to rename a key, and a fix if the name is certain.
fn rename(found: Diagnostic, key: Node<'_>, name: &str, is_certain: bool) -> Diagnostic {
    let description = format!("rename it to {}", quoted(name));
    match is_certain {
        true => found.replace(description, spelling::key(key, name)),
        false => found.help(description),
    }
}

/// Returns `true` if a key is certainly a misspelling of the missing property `name`.
fn is_certain(cause: &Cause<'_, '_>, key: &str, name: &str) -> bool {
    let names = || cause.violation.declared.iter().copied();
    let others = || names().filter(|other| *other != name);
    let all = others().chain([name]);
    suggest::same_words(key, all) == Some(name) || suggest::is_slip(key, name, others())
}

/// The schema of a property.
fn property<'c>(contract: &'c Contract, owner: &Pointer, name: &str) -> Option<&'c Value> {
    let schema = contract
        .schema()
        .at(&owner.child("properties").child(name))?;
    Some(contract.schema().resolve(schema))
}
