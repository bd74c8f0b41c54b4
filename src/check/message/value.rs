//! Values of the wrong type, and values that are none of the allowed ones.

use serde_json::Value;

use super::super::cause::Cause;
use super::super::spelling;
use super::place;
use crate::contract::Contract;
use crate::diagnostic::{Diagnostic, Edit};
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
    let mut found = of_types(cause, &types);
    let allowed = schema.and_then(|schema| schema.get("enum")?.as_array());
    if let Some(allowed) = allowed {
        found = found.help(format!("allowed: {}", list(allowed)));
    }
    match retyped(value, &types) {
        Some((description, text)) if allowed.is_none() => {
            found.fix(description, vec![Edit::new(value.span(), text)])
        }
        _ => found,
    }
}

/// A value of none of the types, without the way out.
pub(super) fn of_types(cause: &Cause<'_, '_>, types: &[String]) -> Diagnostic {
    let violation = &cause.violation;
    let value = violation.found.value;
    let named: Vec<&str> = types.iter().map(|name| article(name)).collect();
    let expected = named.join(" or ");
    let subject = place::subject(&violation.pointer);
    let is = match value.kind() {
        Kind::Number if types.iter().any(|name| name == "integer") => quoted(value.source()),
        _ => kind_of(value).to_owned(),
    };
    let message = format!("{subject} must be {expected}, not {is}");
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
    let subject = place::subject(&violation.pointer);
    let message = match allowed {
        [only] => format!("{subject} must be {}", shown(only)),
        _ => format!("{subject} must be one of {}", list(allowed)),
    };
    let span = place::of_value(violation.found);
    let found = Diagnostic::new(&rules::WRONG_VALUE, span, message);
    let texts = || allowed.iter().filter_map(Value::as_str);
    let is_compared = value.kind() == Kind::String && cause.in_full;
    let meant = is_compared.then(|| suggest::closest(value.text(), texts()));
    match (meant.flatten(), allowed) {
        (Some(meant), _) => found.label(format!("did you mean {}?", quoted(meant))).fix(
            format!("write {}", quoted(meant)),
            vec![Edit::new(value.span(), spelling::of_text(value, meant))],
        ),
        // A value that is far from all allowed ones may be another field's, so there is no fix.
        (None, []) => found,
        (None, [only]) => found.help(format!("write {}", shown(only))),
        (None, _) => found.help(format!("write one of {}", list(allowed))),
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

/// The types that a schema names.
pub(in crate::check) fn types(schema: &Value) -> Vec<String> {
    match schema.get("type") {
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(names)) => names
            .iter()
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect(),
        _ => Vec::new(),
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

/// The value written as one of the types, where only the quotes are wrong.
fn retyped(value: Node<'_>, types: &[String]) -> Option<(String, String)> {
    let wants = |name: &str| types.iter().any(|own| own == name);
    match value.kind() {
        Kind::Number | Kind::True | Kind::False if wants("string") => {
            let text = spelling::quoted(value.source());
            Some((format!("put it in quotes: `{text}`"), text))
        }
        Kind::String => {
            let text = value.text();
            let json: Value = serde_json::from_str(text).ok()?;
            let fits = match &json {
                Value::Bool(_) => wants("boolean"),
                Value::Number(number) => {
                    wants("number") || (wants("integer") && (number.is_i64() || number.is_u64()))
                }
                Value::Null | Value::String(_) | Value::Array(_) | Value::Object(_) => false,
            };
            fits.then(|| (format!("remove the quotes: `{text}`"), text.to_owned()))
        }
        Kind::Null | Kind::Number | Kind::True | Kind::False | Kind::Array | Kind::Object => None,
    }
}
