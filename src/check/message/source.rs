//! Locates the keyword in the document that a value violates.

use serde_json::Value;
use specwright_spec::model::Decimal;
use specwright_spec::number;
use specwright_spec::tree::Node as Element;
use specwright_spec::{Pointer, validation};

use super::super::broken::Broken;
use super::super::cause::Cause;
use super::super::origin::{self, Commented, Written};
use super::super::violation::{Layer, Violation};
use super::{bounds, direction};
use crate::contract::Contract;
use crate::diagnostic::RuleSource;

/// Returns the JSON pointer of the keyword or schema in the document that a finding is based on; `None` if no schema of
/// the document has the constraint.
pub(super) fn of(cause: &Cause<'_, '_>, contract: &Contract) -> Option<RuleSource> {
    let violation = &cause.violation;
    let owner = match &cause.advice {
        Some(advice) => advice.owner.clone(),
        None => violation.owner(),
    };
    // An unknown field violates no keyword, and advice belongs to the schema: both findings point to the schema.
    let silent = matches!(violation.layer, Layer::Silence);
    let written = violation.keyword_name();
    let keyword = match bounds::origin(cause, contract).filter(|_| cause.advice.is_none()) {
        Some(bounds::Origin::OurOwn) => return None,
        Some(bounds::Origin::Format(_)) => Some("format"),
        Some(bounds::Origin::Keyword) | None => direction::keyword(contract, &owner).or(written),
    };
    let keyword = keyword.filter(|_| !silent && cause.advice.is_none());
    let schema = origin::commented(contract, &owner)?;
    let pointer = match keyword {
        None => schema.place.to_owned(),
        Some(keyword) => deciding(cause, contract, &schema, keyword)
            .unwrap_or_else(|| format!("{}/{keyword}", schema.place)),
    };
    let note = cause.advice.as_ref().or(cause.said.as_ref());
    Some(RuleSource {
        pointer,
        note: note.map(|advice| advice.source.to_owned()),
    })
}

/// Returns the JSON pointer of the keyword that rejects the value if the contract's schema is composed of several
/// schemas; `None` otherwise, or if none of them has the keyword.
fn deciding(
    cause: &Cause<'_, '_>,
    contract: &Contract,
    schema: &Commented<'_>,
    keyword: &str,
) -> Option<String> {
    // With very many causes, a search in all names or values for each cause would be quadratic.
    if !cause.in_full {
        return None;
    }
    let written = origin::at(contract, &schema.composed_of);
    let mut all = written.iter();
    let sure = all.find(|(_, element)| decides(element, keyword, &cause.violation, contract));
    if let Some((place, _)) = sure {
        return Some(format!("{place}/{keyword}"));
    }
    // A `discriminator` requires a property, and restricts the values of the property.
    let mut all = written.iter();
    if let Some((place, _)) = all.find(|(_, element)| element.get("propertyName").is_some()) {
        return Some((*place).to_owned());
    }
    let mut having = written
        .iter()
        .filter(|(_, element)| element.get(keyword).is_some());
    let number = |written: &&Written<'_>| Decimal::parse(written.1.get(keyword)?.as_number()?);
    let likely = match keyword {
        // In the contract, an exclusive or fractional bound of integers is replaced by the next integer.
        "minimum" => having.max_by_key(number),
        "maximum" => having.min_by_key(number),
        _ => having.next(),
    };
    likely.map(|(place, _)| format!("{place}/{keyword}"))
}

/// Returns `true` if the keyword in a schema of the document rejects the value of the violation.
fn decides(
    schema: &Element,
    keyword: &str,
    violation: &Violation<'_, '_>,
    contract: &Contract,
) -> bool {
    let value = violation.found.value;
    match &violation.broken {
        Broken::Missing(name) => {
            let names = schema.get(keyword).and_then(Element::as_sequence);
            let mut names = names.unwrap_or_default().iter();
            names.any(|required| required.as_str() == Some(name))
        }
        Broken::Unknown(name) => origin::is_closed(schema) && !origin::declares(schema, name),
        Broken::Type => origin::excludes(schema, value),
        Broken::Value(_) if keyword == "enum" => {
            let values = schema.get(keyword).and_then(Element::as_sequence);
            values.is_some_and(|values| !origin::lists(values, value))
        }
        Broken::Kind(_)
        | Broken::Value(_)
        | Broken::Length(_)
        | Broken::Pattern(_)
        | Broken::Format(_)
        | Broken::Range(_)
        | Broken::Step(_)
        | Broken::Items(_)
        | Broken::Members(_)
        | Broken::Repeated
        | Broken::Forbidden
        | Broken::MissingTag(..)
        | Broken::MissingOne(_)
        | Broken::Ambiguous(_)
        | Broken::NoVariant
        | Broken::PatternLimit
        | Broken::Undecided
        | Broken::Other(_) => has_same(schema, keyword, &violation.owner(), contract),
    }
}

/// Returns `true` if the keyword has the same value in a schema of the document and in the contract's schema at
/// `owner`.
fn has_same(schema: &Element, keyword: &str, owner: &Pointer, contract: &Contract) -> bool {
    // In OpenAPI 3.0, `exclusiveMinimum` is a flag, and the bound is `minimum`.
    let bound = match keyword {
        "exclusiveMinimum" => "minimum",
        "exclusiveMaximum" => "maximum",
        other => other,
    };
    let (Some(Value::Object(meant)), Some(element), true) = (
        contract.schema().at(owner),
        schema.get(bound),
        schema.get(keyword).is_some(),
    ) else {
        return false;
    };
    match (element.as_number(), validation::limit(meant, keyword)) {
        (Some(one), Some(other)) => number::are_equal(one, &other),
        (Some(_), None) | (None, Some(_)) => false,
        (None, None) if keyword == "not" => {
            let negated = meant.get(keyword).map(|not| contract.schema().resolve(not));
            let place = negated.and_then(|negated| negated.get("$comment")?.as_str());
            let node = place.and_then(|place| contract.document_node(place));
            let reference = element.get("$ref").and_then(Element::as_str);
            node.is_some_and(|node| node.span == element.span || reference == place)
        }
        (None, None) => meant.get(keyword) == Some(&element.to_json()),
    }
}

/// Returns `true` if the rejected property `name` is declared by one of the schemas of which the contract's schema is
/// composed.
pub(super) fn is_declared_elsewhere(
    cause: &Cause<'_, '_>,
    contract: &Contract,
    name: &str,
) -> bool {
    if !cause.in_full {
        return false;
    }
    let schema = origin::commented(contract, &cause.violation.owner());
    let written = schema.map_or_else(Vec::new, |schema| origin::at(contract, &schema.composed_of));
    written
        .iter()
        .any(|(_, schema)| origin::declares(schema, name))
}
