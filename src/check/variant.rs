//! Which of a union's variants a value is meant to be.

use std::sync::Arc;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;
use specwright_spec::Pointer;

use super::finder::{Finder, Found};
use super::message::value::types;
use super::violation::{Broken, Violation};
use crate::contract::Contract;
use crate::payload::{Kind, Node};

/// What is known of the variant that a value is meant to be.
pub(super) enum Meant<'p> {
    /// The one at this position, which its discriminator names, or else is the closest.
    Variant(usize),
    /// Its discriminator names no variant.
    Value(Box<Violation<'p>>),
    /// It is of another type than every variant; these are theirs.
    Types(Vec<String>),
    /// Nothing.
    Nothing,
}

/// Looks for the variant that a value is meant to be. Which is the closest can be said only if all is known that is
/// wrong with it as each of them.
pub(super) fn meant<'p>(
    union: &ValidationError<'_>,
    variants: &[Vec<ValidationError<'static>>],
    is_all_known: bool,
    contract: &Contract,
    finder: &mut Finder<'p>,
) -> Meant<'p> {
    let place = Pointer::parse(union.instance_path().as_str());
    let keyword = Pointer::parse(union.schema_path().as_str());
    let (Some(place), Some(keyword)) = (place, keyword) else {
        return Meant::Nothing;
    };
    let Some(Found { value, .. }) = finder.find(&place) else {
        return Meant::Nothing;
    };
    let schemas = schemas(&keyword, contract);
    let index = match discriminated(value, &schemas, contract) {
        Discriminated::Variant(index) => Some(index),
        Discriminated::Unknown { key, value, wanted } => {
            return Meant::Value(Box::new(Violation {
                broken: Broken::Value(Arc::new(Value::Array(wanted))),
                found: Found {
                    key: Some(key),
                    value,
                },
                object: None,
                pointer: place.child(key.text()),
                keyword,
            }));
        }
        Discriminated::No if is_all_known => closest(variants, place.tokens().len()),
        Discriminated::No => None,
    };
    if let Some(index) = index
        && variants.get(index).is_some_and(|errors| !errors.is_empty())
    {
        return Meant::Variant(index);
    }
    let mut all: Vec<String> = schemas.iter().flat_map(|schema| types(schema)).collect();
    let own = own_types(value.kind());
    let typed = schemas.iter().all(|schema| !types(schema).is_empty());
    all.dedup();
    match typed && !all.iter().any(|name| own.contains(&name.as_str())) {
        true => Meant::Types(all),
        false => Meant::Nothing,
    }
}

/// The schemas of the variants, references followed.
fn schemas<'c>(keyword: &Pointer, contract: &'c Contract) -> Vec<&'c Value> {
    let variants = contract.strict().at(keyword).and_then(Value::as_array);
    let variants = variants.into_iter().flatten();
    variants.map(|schema| resolve(schema, contract)).collect()
}

fn resolve<'c>(schema: &'c Value, contract: &'c Contract) -> &'c Value {
    let target = schema.get("$ref").and_then(Value::as_str);
    let target = target.and_then(|target| Pointer::parse(target.strip_prefix('#')?));
    let target = target.and_then(|target| contract.strict().at(&target));
    target.unwrap_or(schema)
}

fn own_types(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Null => &["null"],
        Kind::False | Kind::True => &["boolean"],
        Kind::Number => &["number", "integer"],
        Kind::String => &["string"],
        Kind::Array => &["array"],
        Kind::Object => &["object"],
    }
}

/// The variant of which the least is wrong. A value that is of another type than every variant is meant to be none of
/// them.
fn closest(variants: &[Vec<ValidationError<'static>>], depth: usize) -> Option<usize> {
    let (index, (misfit, _)) = variants
        .iter()
        .map(|errors| distance(errors, depth))
        .enumerate()
        .min_by_key(|(_, distance)| *distance)?;
    (!misfit).then_some(index)
}

/// How far a value is from a variant: whether it is another kind of thing altogether, and how much is wrong.
fn distance(errors: &[ValidationError<'_>], depth: usize) -> (bool, usize) {
    let misfit = errors.iter().any(|error| {
        let here = Pointer::parse(error.instance_path().as_str())
            .is_some_and(|place| place.tokens().len() == depth);
        here && matches!(error.kind().keyword(), "type" | "enum" | "const")
    });
    let wrong = errors.iter().map(|error| match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected }
        | ValidationErrorKind::UnevaluatedProperties { unexpected } => unexpected.len(),
        _ => 1,
    });
    (misfit, wrong.sum())
}

/// What a member says that has its own values in every variant.
enum Discriminated<'p> {
    /// The variant at this position is meant.
    Variant(usize),
    /// The value is none of those that are wanted.
    Unknown {
        key: Node<'p>,
        value: Node<'p>,
        wanted: Vec<Value>,
    },
    /// There is no such member.
    No,
}

fn discriminated<'p>(
    value: Node<'p>,
    schemas: &[&Value],
    contract: &Contract,
) -> Discriminated<'p> {
    const MOST: usize = 64;
    let mut unknown = Discriminated::No;
    for member in value.members().take(MOST) {
        let name = member.key.text();
        let wanted = schemas.iter().map(|schema| wanted(schema, name, contract));
        let Some(wanted) = wanted.collect::<Option<Vec<_>>>() else {
            continue;
        };
        let json = member.value.to_json();
        let fitting = |values: &Vec<Value>| values.contains(&json);
        let mut variants = wanted.iter().enumerate();
        match variants.by_ref().find(|(_, values)| fitting(values)) {
            Some((index, _)) if !variants.any(|(_, values)| fitting(values)) => {
                return Discriminated::Variant(index);
            }
            Some(_) => {}
            None if wanted.is_empty() => {}
            None => {
                unknown = Discriminated::Unknown {
                    key: member.key,
                    value: member.value,
                    wanted: distinct(wanted.into_iter().flatten()),
                };
            }
        }
    }
    unknown
}

fn distinct(values: impl Iterator<Item = Value>) -> Vec<Value> {
    values.fold(Vec::new(), |mut seen, value| {
        if !seen.contains(&value) {
            seen.push(value);
        }
        seen
    })
}

/// The values that a variant allows the member of that name, if it lists them.
fn wanted(schema: &Value, name: &str, contract: &Contract) -> Option<Vec<Value>> {
    let property = resolve(schema.get("properties")?.get(name)?, contract);
    match (property.get("const"), property.get("enum")) {
        (Some(only), _) => Some(vec![only.clone()]),
        (None, Some(Value::Array(values))) => Some(values.clone()),
        (None, _) => None,
    }
}
