//! Values of the wrong type, and values that are none of the allowed ones.

use serde_json::Value;

use super::super::branch::types;
use super::super::cause::Cause;
use super::super::origin;
use super::super::spelling;
use super::place;
use crate::contract::Contract;
use crate::diagnostic::{Change, Diagnostic, Edit};
use crate::parse::{kind_of, quoted};
use crate::payload::{Kind, Node};
use crate::rules;
use crate::suggest;

/// How many allowed values are listed.
const MOST: usize = 10;

pub(super) fn of_type(cause: &Cause<'_, '_>, contract: &Contract) -> Diagnostic {
    let violation = &cause.violation;
    let value = violation.found.value;
    let schema = contract.schema().at(&violation.owner());
    let types = schema.map(types).unwrap_or_default();
    let mut found = of_types(cause, contract, &types);
    let allowed = schema.and_then(|schema| schema.get("enum")?.as_array());
    if let Some(allowed) = allowed {
        found = found.help(format!("allowed: {}", list(allowed)));
    }
    let requoted = match allowed {
        Some(allowed) => requoted(value, allowed),
        None => retyped(value, &types),
    };
    match requoted {
        Some((description, replacement)) => found.replace(description, replacement),
        None => found,
    }
}

/// A value of none of the types, without the way out.
pub(super) fn of_types(cause: &Cause<'_, '_>, contract: &Contract, types: &[String]) -> Diagnostic {
    let violation = &cause.violation;
    let value = violation.found.value;
    let named: Vec<&str> = types.iter().map(|name| article(name)).collect();
    let expected = named.join(" or ");
    let subject = place::subject(violation);
    let is = match value.kind() {
        Kind::Number if types.iter().any(|name| name == "integer") => quoted(value.source()),
        _ => kind_of(value).to_owned(),
    };
    let mut message = format!("{subject} must be {expected}, not {is}");
    if value.kind() == Kind::Null && origin::has_idle_nullable(contract, &violation.owner()) {
        message += ": `nullable` has no effect without a `type` beside it";
    }
    let span = place::of_value(violation.found);
    let found =
        Diagnostic::new(&rules::WRONG_TYPE, span, message).label(format!("expected {expected}"));
    match value.source().is_empty() {
        true => found.help("write a value behind the colon, or remove the field"),
        false => found,
    }
}

pub(super) fn of_values(cause: &Cause<'_, '_>, allowed: &Value) -> Diagnostic {
    let violation = &cause.violation;
    let value = violation.found.value;
    let allowed = allowed.as_array().map(Vec::as_slice).unwrap_or_default();
    let subject = place::subject(violation);
    let message = match allowed {
        _ if value.kind() == Kind::Null && violation.keyword_name() == Some("enum") => {
            format!("{subject} must not be null: its `enum` does not list `null`")
        }
        [only] => format!("{subject} must be {}", shown(only)),
        _ => format!("{subject} must be one of {}", list(allowed)),
    };
    let span = place::of_value(violation.found);
    let mut found = Diagnostic::new(&rules::WRONG_VALUE, span, message);
    if let Some((description, replacement)) = requoted(value, allowed) {
        return found.replace(description, replacement);
    }
    let texts = || allowed.iter().filter_map(Value::as_str);
    if value.kind() == Kind::String && cause.in_full {
        if let Some(meant) = suggest::same_words(value.text(), texts()) {
            let description = format!("write {}", quoted(meant));
            return found
                .label(format!("did you mean {}?", quoted(meant)))
                .replace(description, spelling::text(value, meant));
        }
        // Any other similar string is a guess: it is suggested, but not offered as a fix.
        if let Some(meant) = suggest::closest(value.text(), texts()) {
            found = found.label(format!("did you mean {}?", quoted(meant)));
        }
    }
    match allowed {
        [] => found,
        [only] => found.help(format!("write {}", shown(only))),
        _ => found.help(format!("write one of {}", list(allowed))),
    }
}

/// The member's value where there is only one.
pub(super) fn example(schema: &Value) -> Option<&Value> {
    match schema.get("enum")?.as_array()?.as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

/// What a value of the schema is: `, a string`, or `, one of ...`; nothing if the schema does not say.
pub(super) fn expected(schema: &Value) -> String {
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return format!(", one of {}", list(values));
    }
    let types = types(schema);
    let types: Vec<&str> = types.iter().map(|name| article(name)).collect();
    match types.is_empty() {
        true => String::new(),
        false => format!(", {}", types.join(" or ")),
    }
}

fn article(name: &str) -> &str {
    match name {
        "string" => "a string",
        "number" => "a number",
        "integer" => "an integer",
        "boolean" => "a boolean",
        "array" => "an array",
        "object" => "an object",
        other => other,
    }
}

/// Renders the first [`MOST`] values, and the number of the others.
pub(super) fn list(values: &[Value]) -> String {
    let listed: Vec<String> = values.iter().take(MOST).map(shown).collect();
    match values.len().checked_sub(MOST).filter(|more| *more > 0) {
        Some(more) => format!("{} and {more} more", listed.join(", ")),
        None => listed.join(", "),
    }
}

pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        other => quoted(&other.to_string()),
    }
}

/// A change that only adds or removes the quotes of a value: a description and the replacement.
type Requoted = (String, (Edit, Change));

/// Returns the change of quotes after which a value has one of the types; `None` if there is none.
fn retyped(value: Node<'_>, types: &[String]) -> Option<Requoted> {
    let wants = |name: &str| types.iter().any(|own| own == name);
    match value.kind() {
        Kind::Number | Kind::True | Kind::False if wants("string") => in_quotes(value),
        Kind::String => {
            let fits = match json(value.text())? {
                Value::Bool(_) => wants("boolean"),
                Value::Number(number) => {
                    wants("number") || (wants("integer") && (number.is_i64() || number.is_u64()))
                }
                Value::Null | Value::String(_) | Value::Array(_) | Value::Object(_) => false,
            };
            fits.then(|| without_quotes(value)).flatten()
        }
        Kind::Null | Kind::Number | Kind::True | Kind::False | Kind::Array | Kind::Object => None,
    }
}

/// Returns the change of quotes after which a value is one of the allowed values; `None` if there is none.
fn requoted(value: Node<'_>, allowed: &[Value]) -> Option<Requoted> {
    match value.kind() {
        Kind::Number | Kind::True | Kind::False => {
            let is_allowed = allowed.iter().any(|other| other == value.source());
            is_allowed.then(|| in_quotes(value)).flatten()
        }
        Kind::String => {
            let unquoted = json(value.text())?;
            let is_allowed = allowed.contains(&unquoted);
            is_allowed.then(|| without_quotes(value)).flatten()
        }
        Kind::Null | Kind::Array | Kind::Object => None,
    }
}

/// Returns the change that puts a number or boolean in quotes. `None` for a notation that is not JSON, such as `0x1F`,
/// as the string could be that notation or the decimal one; digits such as `007` are quoted unchanged.
fn in_quotes(value: Node<'_>) -> Option<Requoted> {
    let is_json = json(value.source()).is_some_and(|json| json == value.to_json());
    let is_digits = value.source().bytes().all(|byte| byte.is_ascii_digit());
    let (edit, change) = spelling::string(value, value.source());
    let description = format!("put it in quotes: `{}`", edit.text);
    (is_json || is_digits).then_some((description, (edit, change)))
}

/// Returns the change that removes the quotes of a string; `None` if the string is neither a number nor a boolean.
fn without_quotes(value: Node<'_>) -> Option<Requoted> {
    let kind = match json(value.text())? {
        Value::Bool(false) => Kind::False,
        Value::Bool(true) => Kind::True,
        Value::Number(_) => Kind::Number,
        Value::Null | Value::String(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    let description = format!("remove the quotes: `{}`", value.text());
    Some((description, spelling::unquoted(value, kind)))
}

/// Parses a string as JSON; `None` if the string is not JSON or has white space around the value.
fn json(text: &str) -> Option<Value> {
    let is_bare = text.trim() == text;
    is_bare.then(|| serde_json::from_str(text).ok()).flatten()
}
