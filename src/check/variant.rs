//! Which of a union's variants a value is meant to be.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;
use specwright_spec::Pointer;

use super::finder::Found;
use super::message::value::types;
use crate::contract::Contract;
use crate::payload::{Kind, Node};

/// The branch of a union that an invalid value is meant to be.
pub(super) enum Meant<'p> {
    /// The one at this position, which its discriminator names, or else is the closest.
    Variant(usize),
    /// None: its discriminator, which is found here, has none of the wanted values.
    Value {
        found: Found<'p>,
        wanted: Vec<Value>,
    },
    /// None: it is of another type than every branch; these are theirs.
    Types(Vec<String>),
    /// It is not known.
    Nothing,
}

/// Looks for the branch that an invalid value is meant to be, of the union at that place of the schema. Which is the closest
/// is known only if all errors of every branch are known.
pub(super) fn meant<'p>(
    value: Node<'p>,
    branches: &[Vec<ValidationError<'static>>],
    is_all_known: bool,
    union: &Pointer,
    contract: &Contract,
) -> Meant<'p> {
    let schemas = schemas(union, contract);
    let index = match discriminated(value, &schemas, contract) {
        Discriminated::Variant(index) => Some(index),
        Discriminated::Unknown { found, wanted } => return Meant::Value { found, wanted },
        Discriminated::No if is_all_known => closest(value, branches, &schemas),
        Discriminated::No => None,
    };
    if let Some(index) = index
        && branches.get(index).is_some_and(|errors| !errors.is_empty())
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

/// The schemas of the branches, references followed.
fn schemas<'c>(union: &Pointer, contract: &'c Contract) -> Vec<&'c Value> {
    let branches = contract.schema().at(union).and_then(Value::as_array);
    let branches = branches.into_iter().flatten();
    branches
        .map(|schema| contract.schema().resolve(schema))
        .collect()
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

/// The branch of which the least is wrong. A value that is of another type than every branch is meant to be none of them.
fn closest(
    value: Node<'_>,
    branches: &[Vec<ValidationError<'static>>],
    schemas: &[&Value],
) -> Option<usize> {
    let depth = branches.iter().flatten().map(depth).min()?;
    let (index, (misfit, _)) = branches
        .iter()
        .enumerate()
        .map(|(index, errors)| {
            let unknown = schemas
                .get(index)
                .map_or(0, |schema| unknown(value, schema));
            let (misfit, wrong) = distance(errors, depth);
            (index, (misfit, wrong + unknown))
        })
        .min_by_key(|(_, distance)| *distance)?;
    (!misfit).then_some(index)
}

fn depth(error: &ValidationError<'_>) -> usize {
    error.instance_path().as_str().matches('/').count()
}

/// How far a value is from a branch: whether it is another kind of thing altogether, and how much is wrong.
fn distance(errors: &[ValidationError<'_>], at: usize) -> (bool, usize) {
    let misfit = errors.iter().any(|error| {
        depth(error) == at && matches!(error.kind().keyword(), "type" | "enum" | "const")
    });
    let wrong = errors.iter().map(|error| match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected }
        | ValidationErrorKind::UnevaluatedProperties { unexpected } => unexpected.len(),
        _ => 1,
    });
    (misfit, wrong.sum())
}

/// The number of properties of an object that an open schema does not name, though it names others.
fn unknown(value: Node<'_>, schema: &Value) -> usize {
    let properties = schema.get("properties").and_then(Value::as_object);
    let Some(properties) = properties.filter(|_| schema.get("additionalProperties").is_none())
    else {
        return 0;
    };
    let mut names = value.members().take(MOST).map(|member| member.key.text());
    names
        .by_ref()
        .filter(|name| !properties.contains_key(*name))
        .count()
}

/// The most properties of an object that are looked at.
const MOST: usize = 64;

/// What a member says that has its own values in every variant.
enum Discriminated<'p> {
    /// The variant at this position is meant.
    Variant(usize),
    /// The value is none of those that are wanted.
    Unknown {
        found: Found<'p>,
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
                    found: Found {
                        key: Some(member.key),
                        value: member.value,
                    },
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
    let property = contract
        .schema()
        .resolve(schema.get("properties")?.get(name)?);
    match (property.get("const"), property.get("enum")) {
        (Some(only), _) => Some(vec![only.clone()]),
        (None, Some(Value::Array(values))) => Some(values.clone()),
        (None, _) => None,
    }
}
