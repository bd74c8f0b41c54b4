//! Finds the branch of a union to which a value is closest, by the violations of each branch.

use std::collections::HashSet;
use std::rc::Rc;

use serde_json::Value;
use specwright_spec::Pointer;

use super::super::branch::MOST;
use super::super::broken::Broken;
use super::super::violation::{Unmatched, Violation};
use super::common::Common;
use super::tried::{Tried, missing};
use super::{differ, distinct, keep_best, misspelt};
use crate::payload::Node;

/// The maximum number of values of a property that are collected.
const MOST_VALUES: usize = 1 << 10;

/// The result of comparing the violations of several branches.
pub(in crate::check) enum Closest<'p, 'c> {
    /// One branch is closest: its position, counted from 0, and the violations of the value.
    Branch(usize, Vec<Violation<'p, 'c>>),
    /// Several branches are equally close.
    Tied {
        /// The violations that all branches have in common.
        common: Vec<Violation<'p, 'c>>,
        /// The violation of the union itself; `None` if there is no violation besides `common`.
        of_union: Option<Broken>,
        /// The branches to describe in the message, with their violations that are not in `common`. Empty unless
        /// `of_union` is [`Broken::NoVariant`].
        unmatched: Vec<Unmatched<'p, 'c>>,
    },
}

/// Returns the branch to which the value at `pointer` is closest.
pub(in crate::check) fn of<'p, 'c>(
    value: Node<'p>,
    pointer: &Pointer,
    mut tried: Vec<Tried<'p, 'c>>,
) -> Closest<'p, 'c> {
    if let Some((name, values)) = missing_tag(pointer, &tried) {
        if let Some(meant) = misspelt::by_tag(value, &name, &tried) {
            let meant = tried.swap_remove(meant);
            return Closest::Branch(meant.position, meant.violations);
        }
        for found in &mut tried {
            let violations = &mut found.violations;
            violations.retain(|violation| missing(pointer, violation) != Some(&name));
        }
        let tag = Broken::MissingTag(name, values);
        return tied(pointer, &tried, &Common::of(&tried), Some(tag));
    }
    misspelt::keep_by_fields(value, pointer, &mut tried);
    misspelt::keep_by_value(value, pointer, &mut tried);
    keep_deepest(&mut tried);
    let common = Common::of(&tried);
    if tried
        .iter()
        .all(|found| common.rest(found).next().is_none())
    {
        return only(&mut tried).unwrap_or_else(|| tied(pointer, &tried, &common, None));
    }
    if let Some(is_least) = lacking(pointer, &tried, &common) {
        let mut is_least = is_least.into_iter();
        tried.retain(|_| is_least.next() == Some(true));
        return only(&mut tried).unwrap_or_else(|| {
            let sets = sets(pointer, &tried, &common);
            tied(pointer, &tried, &common, Some(Broken::MissingOne(sets)))
        });
    }
    keep_best(&mut tried, |found| usize::MAX - common.rest(found).count());
    if let Some(closest) = only(&mut tried) {
        return closest;
    }
    let broken = match listed(pointer, &tried, &common) {
        Some(values) => Broken::Value(Value::Array(values).into()),
        None => Broken::NoVariant,
    };
    tied(pointer, &tried, &common, Some(broken))
}

/// Returns the branch if exactly one is left; `None` otherwise.
fn only<'p, 'c>(tried: &mut Vec<Tried<'p, 'c>>) -> Option<Closest<'p, 'c>> {
    let last = tried.pop()?;
    if tried.is_empty() {
        return Some(Closest::Branch(last.position, last.violations));
    }
    tried.push(last);
    None
}

fn tied<'p, 'c>(
    pointer: &Pointer,
    tried: &[Tried<'p, 'c>],
    common: &Common,
    of_union: Option<Broken>,
) -> Closest<'p, 'c> {
    let unmatched = match of_union {
        Some(Broken::NoVariant) => unmatched(tried, common),
        Some(_) | None => Vec::new(),
    };
    Closest::Tied {
        common: shared(pointer, tried, common),
        of_union,
        unmatched,
    }
}

/// Returns the violations that all branches have in common. In violations about unknown properties, the declared names
/// become those of all branches.
fn shared<'p, 'c>(
    pointer: &Pointer,
    tried: &[Tried<'p, 'c>],
    common: &Common,
) -> Vec<Violation<'p, 'c>> {
    let first = tried.first().into_iter();
    let all = first.flat_map(|found| &found.violations);
    let mut shared: Vec<Violation<'p, 'c>> = all
        .filter(|violation| common.has(violation))
        .cloned()
        .collect();
    let is_field = |violation: &Violation<'_, '_>| {
        violation.object.is_some() && violation.pointer.parent().as_ref() == Some(pointer)
    };
    if shared.iter().any(is_field) {
        let branches = tried.iter().take(MOST);
        let names = branches.flat_map(|found| found.branch.names().take(MOST));
        let mut seen = HashSet::new();
        let names: Rc<[&str]> = names.filter(|name| seen.insert(*name)).collect();
        for violation in shared.iter_mut().filter(|violation| is_field(violation)) {
            violation.declared = Rc::clone(&names);
        }
    }
    shared
}

/// Returns the first branches, each with its first violation that is not in `common`, and the number of the others.
fn unmatched<'p, 'c>(tried: &[Tried<'p, 'c>], common: &Common) -> Vec<Unmatched<'p, 'c>> {
    let unmatched = tried.iter().take(Unmatched::MOST).filter_map(|found| {
        let mut rest = common.rest(found);
        // Unions inside a branch are not described: with nested unions there may be very many branches.
        let first = Violation {
            unmatched: Vec::new(),
            ..rest.next()?.clone()
        };
        Some(Unmatched {
            position: found.position,
            first,
            more: rest.count(),
        })
    });
    unmatched.collect()
}

/// Returns the name and allowed values of a missing, required property by whose values the branches differ; `None` if
/// there is no such property.
fn missing_tag(pointer: &Pointer, tried: &[Tried<'_, '_>]) -> Option<(String, Vec<Value>)> {
    let first = tried.first()?.violations.iter();
    let mut names = first
        .filter_map(|violation| missing(pointer, violation))
        .take(MOST);
    names.find_map(|name| {
        let listed: Vec<_> = tried
            .iter()
            .map(|found| found.branch.listed(name))
            .collect();
        let is_required = |found: &Tried<'_, '_>| {
            let mut violations = found.violations.iter();
            violations.any(|violation| missing(pointer, violation) == Some(name))
        };
        if !differ(&listed) || !tried.iter().all(is_required) {
            return None;
        }
        let listed = listed.into_iter().collect::<Option<Vec<_>>>()?;
        let values = listed.into_iter().flatten().flatten();
        let values = distinct(values.take(MOST_VALUES));
        Some((name.to_owned(), values.into_iter().cloned().collect()))
    })
}

/// Keeps the branches whose outermost violation, apart from common ones, is deepest in the value.
fn keep_deepest(tried: &mut Vec<Tried<'_, '_>>) {
    let common = Common::of(tried);
    keep_best(tried, |found| {
        let depths = common.rest(found).map(|violation| {
            let depth = violation.pointer.tokens().len();
            depth.saturating_sub(usize::from(violation.object.is_some()))
        });
        depths.min().unwrap_or(usize::MAX)
    });
}

/// Returns, for each branch, `false` if another branch needs only some of the properties that are missing for this
/// branch. Returns `None` if a branch has violations other than missing properties and common ones, or if there are too
/// many.
fn lacking(pointer: &Pointer, tried: &[Tried<'_, '_>], common: &Common) -> Option<Vec<bool>> {
    let names = tried.iter().map(|found| {
        let names = common
            .rest(found)
            .map(|violation| missing(pointer, violation));
        let names = names.take(MOST + 1).collect::<Option<HashSet<&str>>>();
        names.filter(|names| names.len() <= MOST)
    });
    let sets: Vec<HashSet<&str>> = names.take(MOST + 1).collect::<Option<_>>()?;
    let is_least = |set: &HashSet<&str>| {
        let mut others = sets.iter();
        !others.any(|other| other.len() < set.len() && other.is_subset(set))
    };
    (sets.len() <= MOST).then(|| sets.iter().map(is_least).collect())
}

/// Returns the set of missing properties of each branch, in declared order, without duplicate sets.
fn sets(pointer: &Pointer, tried: &[Tried<'_, '_>], common: &Common) -> Vec<Vec<String>> {
    let sets = tried.iter().map(|found| {
        let names = common
            .rest(found)
            .filter_map(|violation| missing(pointer, violation));
        names.map(str::to_owned).collect()
    });
    distinct(sets)
}

/// Returns the allowed values of all branches if the only violation in each branch, apart from common ones, is that the
/// value is not an allowed one; `None` otherwise.
fn listed(pointer: &Pointer, tried: &[Tried<'_, '_>], common: &Common) -> Option<Vec<Value>> {
    let lists = tried.iter().map(|found| {
        let mut rest = common.rest(found);
        match (rest.next(), rest.next()) {
            (Some(only), None) if only.pointer == *pointer => only.broken.listed(),
            _ => None,
        }
    });
    let lists: Vec<&Vec<Value>> = lists.collect::<Option<_>>()?;
    let values = distinct(lists.into_iter().flatten());
    Some(values.into_iter().cloned().collect())
}
