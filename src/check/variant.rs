//! Finds the branch of a union for which an invalid value is intended.

pub(super) mod closest;
mod common;
mod misspelt;
pub(super) mod tried;

use std::collections::HashSet;
use std::hash::Hash;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;
use specwright_spec::Pointer;

use super::branch::{self, Branch, Listed, MOST};
use super::finder::Found;
use crate::contract::Contract;
use crate::payload::Node;

/// The result of comparing an invalid value with the branches of a union.
pub(super) enum Meant<'p> {
    /// The value is intended for the branch at this position, counted from 0.
    Variant(usize),
    /// The value may be intended for any of the branches at these positions, counted from 0.
    Several(Vec<usize>),
    /// The branches differ by the value of the property `found`, and none of them allows the present value.
    Value {
        found: Found<'p>,
        wanted: Vec<Value>,
    },
    /// No branch allows the type of the value; these are the types of all branches.
    Types(Vec<String>),
}

/// A branch for which the value may be intended.
struct Candidate<'c> {
    position: usize,
    branch: Branch<'c>,
}

/// Returns the branch, in the union at the JSON pointer `union` of the schema, for which the value of `error` is
/// intended. The result is right even if the validation stopped early.
pub(super) fn meant<'p>(
    value: Node<'p>,
    error: &ValidationError<'_>,
    branches: &[Vec<ValidationError<'static>>],
    union: &Pointer,
    contract: &Contract,
) -> Meant<'p> {
    let all = branch::all(union, contract).zip(branches).enumerate();
    let (of_type, others): (Vec<_>, Vec<_>) =
        all.partition(|(_, (_, errors))| !is_of_other_type(errors, error.instance_path().as_str()));
    let mut candidates: Vec<Candidate<'_>> = of_type
        .into_iter()
        .map(|(position, (branch, _))| Candidate { position, branch })
        .collect();
    if candidates.is_empty() {
        return of_types(others.iter().map(|(_, (branch, _))| branch.types()));
    }
    if let Some(unknown) = keep_tagged(value, &mut candidates) {
        return unknown;
    }
    keep_most_recognized(value, &mut candidates);
    match candidates.as_slice() {
        [only] => Meant::Variant(only.position),
        several => Meant::Several(several.iter().map(|branch| branch.position).collect()),
    }
}

/// Returns `true` if the errors of a branch at the JSON pointer `place` show that the branch requires another type, or
/// accepts no value.
fn is_of_other_type(errors: &[ValidationError<'_>], place: &str) -> bool {
    let mut here = errors
        .iter()
        .filter(|error| error.instance_path().as_str() == place);
    here.any(|error| match error.kind() {
        Kind::Type { .. } | Kind::FalseSchema => true,
        Kind::Not { schema } => schema.as_object().is_some_and(serde_json::Map::is_empty),
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
            context.iter().all(|errors| is_of_other_type(errors, place))
        }
        _ => false,
    })
}

fn of_types<'p>(types: impl Iterator<Item = Vec<String>>) -> Meant<'p> {
    let types: Vec<Vec<String>> = types.collect();
    match types.iter().any(Vec::is_empty) {
        true => Meant::Several(Vec::new()),
        false => Meant::Types(distinct(types.into_iter().flatten())),
    }
}

/// Keeps the branches that allow the value of a tag: a property for which the branches allow different values, such as
/// the property of a `discriminator`. Returns the violation if each branch restricts the tag and none allows its value.
///
/// In a contract, the values of a `discriminator` are `enum` or `const` values.
fn keep_tagged<'p>(value: Node<'p>, candidates: &mut Vec<Candidate<'_>>) -> Option<Meant<'p>> {
    let mut unknown = None;
    let mut is_tagged = false;
    let mut only_listing: Vec<usize> = Vec::new();
    for member in value.members().take(MOST) {
        if candidates.len() == 1 {
            return None;
        }
        let name = member.key.text();
        let listed = candidates.iter().map(|found| found.branch.listed(name));
        let listed: Vec<Option<Listed<'_>>> = listed.collect();
        if !differ(&listed) {
            continue;
        }
        let json = member.value.to_json();
        let lists = |listed: &Option<Listed<'_>>| {
            let mut values = listed.iter().flatten().copied().flatten();
            values.any(|value| *value == json)
        };
        let listing: Vec<bool> = listed.iter().map(lists).collect();
        let is_tag = listed.iter().all(Option::is_some);
        match listing.iter().filter(|lists| **lists).count() {
            0 if is_tag => {
                let wanted = listed.into_iter().flatten().flatten().flatten();
                unknown = Some(Meant::Value {
                    found: Found {
                        key: Some(member.key),
                        value: member.value,
                    },
                    wanted: distinct(wanted).into_iter().cloned().collect(),
                });
            }
            1 if !is_tag => only_listing.extend(listing.iter().position(|lists| *lists)),
            0 => {}
            _ if is_tag => {
                let mut listing = listing.into_iter();
                candidates.retain(|_| listing.next() == Some(true));
                only_listing.clear();
                is_tagged = true;
            }
            _ => {}
        }
    }
    if let (Some(first), None) = (only_listing.first().copied(), &unknown)
        && only_listing.iter().all(|other| *other == first)
    {
        *candidates = vec![candidates.swap_remove(first)];
    }
    unknown.filter(|_| !is_tagged)
}

/// Returns `true` if the allowed values of a property are not the same in all branches.
pub(super) fn differ(listed: &[Option<Listed<'_>>]) -> bool {
    listed.windows(2).any(|two| two[0] != two[1])
}

/// Keeps the branches that declare the most properties of an object, or of the objects in an array.
fn keep_most_recognized(value: Node<'_>, candidates: &mut Vec<Candidate<'_>>) {
    let items = value.items().take(MOST);
    let inner: Vec<&str> = items.flat_map(names).take(MOST).collect();
    keep_best(candidates, |found| {
        let own = names(value).filter(|name| found.branch.declares(name));
        let items = found.branch.items().filter(|_| !inner.is_empty());
        let of_items = items.map_or(0, |items| {
            let declared = inner.iter().filter(|name| items.declares(name));
            declared.count()
        });
        own.count() + of_items
    });
}

/// Returns the names of the first [`MOST`] properties of an object.
fn names(object: Node<'_>) -> impl Iterator<Item = &str> {
    let members = object.members().take(MOST);
    members.map(|member| member.key.text())
}

/// Keeps the items with the highest score.
fn keep_best<T>(items: &mut Vec<T>, score: impl Fn(&T) -> usize) {
    if items.len() > 1 {
        let scores: Vec<usize> = items.iter().map(score).collect();
        let best = scores.iter().copied().max();
        let mut scores = scores.into_iter();
        items.retain(|_| scores.next() == best);
    }
}

/// Removes duplicates; keeps the first of equal values.
pub(super) fn distinct<T: Clone + Eq + Hash>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    values.filter(|value| seen.insert(value.clone())).collect()
}
