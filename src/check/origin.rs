//! The schemas of the document behind a schema of the contract, with their places.

use serde_json::Value;
use specwright_spec::Pointer;
use specwright_spec::contract::COMPOSED_OF;
use specwright_spec::number::Number;
use specwright_spec::tree::Node as Element;

use super::violation::Violation;
use crate::contract::Contract;
use crate::payload::{Kind, Node};

/// A schema of the contract that has its JSON pointer in the document as `$comment`.
pub(super) struct Commented<'c> {
    pub(super) place: &'c str,
    /// The JSON pointers in [`COMPOSED_OF`]; empty if the schema comes from the one at `place` alone.
    pub(super) composed_of: Vec<&'c str>,
}

/// Returns the schema at `owner`, or else its closest ancestor, that has a JSON pointer in the document; `None` if none
/// has.
pub(super) fn commented<'c>(contract: &'c Contract, owner: &Pointer) -> Option<Commented<'c>> {
    let mut place = Some(owner.clone());
    while let Some(here) = place {
        let schema = contract.schema().at(&here);
        let comment = schema.and_then(|schema| schema.get("$comment")?.as_str());
        if let Some(comment) = comment.filter(|comment| comment.starts_with("#/")) {
            let composed_of = schema.and_then(|schema| schema.get(COMPOSED_OF)?.as_array());
            let composed_of = composed_of.into_iter().flatten();
            let composed_of: Vec<&str> = composed_of.filter_map(Value::as_str).collect();
            return Some(Commented {
                place: comment,
                composed_of,
            });
        }
        place = here.parent();
    }
    None
}

/// A JSON pointer in the document, and the schema at this pointer.
pub(super) type Written<'c> = (&'c str, &'c Element);

/// Returns the schemas of the document of which the contract's schema at `owner` is composed.
pub(super) fn written<'c>(contract: &'c Contract, owner: &Pointer) -> Vec<Written<'c>> {
    let schema = commented(contract, owner);
    schema.map_or_else(Vec::new, |schema| match schema.composed_of.is_empty() {
        true => at(contract, &[schema.place]),
        false => at(contract, &schema.composed_of),
    })
}

pub(super) fn at<'c>(contract: &'c Contract, places: &[&'c str]) -> Vec<Written<'c>> {
    let places = places.iter().copied();
    places
        .filter_map(|place| Some((place, contract.document_node(place)?)))
        .collect()
}

/// Returns `true` if the document itself has the violated `type`. A contract also adds the type to each `enum`.
pub(super) fn is_type_written(violation: &Violation<'_, '_>, contract: &Contract) -> bool {
    let owner = violation.owner();
    let schema = contract.schema().at(&owner);
    if schema.is_none_or(|schema| schema.get("enum").is_none()) {
        return true;
    }
    let written = written(contract, &owner);
    let value = violation.found.value;
    written.is_empty() || written.iter().any(|(_, schema)| excludes(schema, value))
}

/// Returns `true` if a schema of the document, part of the contract's schema at `owner`, has `nullable: true` without a
/// `type`, where `nullable` has no effect.
pub(super) fn has_idle_nullable(contract: &Contract, owner: &Pointer) -> bool {
    let is_idle = |schema: &Element| {
        let nullable = schema.get("nullable").and_then(Element::as_bool);
        nullable == Some(true) && schema.get("type").is_none()
    };
    let written = written(contract, owner);
    written.iter().any(|(_, schema)| is_idle(schema))
}

pub(super) fn is_closed(schema: &Element) -> bool {
    let additional = schema.get("additionalProperties");
    additional.and_then(Element::as_bool) == Some(false)
}

pub(super) fn declares(schema: &Element, name: &str) -> bool {
    let properties = schema.get("properties");
    properties.is_some_and(|properties| properties.get(name).is_some())
}

/// Returns `true` if the `type` of a schema of the document rejects a value; `nullable: true` allows `null`.
pub(super) fn excludes(schema: &Element, value: Node<'_>) -> bool {
    let Some(name) = schema.get("type").and_then(Element::as_str) else {
        return false;
    };
    let is_of_type = match value.kind() {
        Kind::Null => schema.get("nullable").and_then(Element::as_bool) == Some(true),
        Kind::False | Kind::True => name == "boolean",
        Kind::Number => {
            let text = value.to_json().to_string();
            let is_whole = Number::parse(&text).is_some_and(|number| number.is_integer());
            name == "number" || name == "integer" && is_whole
        }
        Kind::String => name == "string",
        Kind::Array => name == "array",
        Kind::Object => name == "object",
    };
    !is_of_type
}

pub(super) fn lists(values: &[Element], value: Node<'_>) -> bool {
    match value.kind() {
        Kind::String => {
            let text = value.text();
            values.iter().any(|listed| listed.as_str() == Some(text))
        }
        Kind::Null | Kind::False | Kind::True | Kind::Number | Kind::Array | Kind::Object => {
            let json = value.to_json();
            values.iter().any(|listed| listed.to_json() == json)
        }
    }
}
