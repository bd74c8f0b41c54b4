//! Help for values that several branches of `oneOf` accept: changes after which only one branch accepts the value.

use serde_json::Value;

use super::super::super::branch::{self, Branch, Listed};
use super::super::super::cause::Cause;
use super::super::value::shown;
use super::name;
use crate::contract::Contract;
use crate::parse::quoted;
use crate::payload::Node;

/// The maximum number of branches that are compared.
const MOST: usize = 4;

/// The maximum number of properties whose values are compared.
const MOST_FIELDS: usize = 16;

/// The maximum number of values of a property that are compared.
const MOST_VALUES: usize = 8;

/// A branch that accepts the value.
struct Matching<'c> {
    name: String,
    branch: Branch<'c>,
}

/// Returns the help for a value that the branches at `positions`, counted from 0, accept.
pub(super) fn help(cause: &Cause<'_, '_>, contract: &Contract, positions: &[usize]) -> String {
    let keyword = &cause.violation.keyword;
    let value = cause.violation.found.value;
    let branches = branch::all(keyword, contract).enumerate();
    let branches = branches.filter(|(position, _)| positions.contains(position));
    let matching = branches.take(MOST + 1).map(|(position, branch)| Matching {
        name: name::of(keyword, position, contract),
        branch,
    });
    let matching: Vec<Matching<'_>> = matching.collect();
    let mut ways = Vec::new();
    if matching.len() <= MOST {
        for way in [removal, listing, addition] {
            ways = all(&matching, |only, others| way(value, only, others));
            if !ways.is_empty() {
                break;
            }
        }
    }
    if ways.is_empty() {
        return "write a value that only one of them accepts; the document's schemas overlap"
            .to_owned();
    }
    ways.join(", or ")
}

/// Returns, for each branch, the change proposed by `way` after which only this branch accepts the value.
fn all(
    matching: &[Matching<'_>],
    way: impl Fn(&Branch<'_>, &[&Branch<'_>]) -> Option<String>,
) -> Vec<String> {
    let ways = matching.iter().filter_map(|only| {
        let others = matching.iter().map(|other| &other.branch);
        let others = others.filter(|other| !std::ptr::eq(*other, &only.branch));
        let way = way(&only.branch, &others.collect::<Vec<_>>())?;
        Some(format!("{way} to match only {}", only.name))
    });
    ways.collect()
}

/// Proposes to remove properties that the other branches require and `only` does not; `None` if another branch would
/// still accept the object.
fn removal(object: Node<'_>, only: &Branch<'_>, others: &[&Branch<'_>]) -> Option<String> {
    let keys = || {
        object
            .members()
            .take(branch::MOST)
            .map(|member| member.key.text())
    };
    let removed = others.iter().map(|other| {
        let mut keys = keys();
        keys.find(|key| other.requires(key) && !only.requires(key))
    });
    let mut removed: Vec<&str> = removed.collect::<Option<_>>()?;
    removed.sort_unstable();
    removed.dedup();
    let shown: Vec<String> = removed.into_iter().map(quoted).collect();
    Some(format!("remove {}", shown.join(" and ")))
}

/// Proposes to set a property to a value that `only` allows and the other branches do not; `None` if there is no such
/// value.
fn listing(_: Node<'_>, only: &Branch<'_>, others: &[&Branch<'_>]) -> Option<String> {
    only.names().take(MOST_FIELDS).find_map(|name| {
        let own = only.listed(name)?;
        let others: Vec<Listed<'_>> = others
            .iter()
            .map(|other| other.listed(name))
            .collect::<Option<_>>()?;
        let is_of_others = |value: &Value| {
            others
                .iter()
                .flatten()
                .copied()
                .flatten()
                .any(|other| other == value)
        };
        let mut own = own.iter().copied().flatten().take(MOST_VALUES);
        let value = own.find(|value| !is_of_others(value))?;
        Some(format!("set {} to {}", quoted(name), shown(value)))
    })
}

/// Proposes to add a property that only the branch `only` declares, if the other branches reject undeclared properties;
/// else `None`.
fn addition(object: Node<'_>, only: &Branch<'_>, others: &[&Branch<'_>]) -> Option<String> {
    let is_other = |name: &str| {
        others
            .iter()
            .all(|other| other.is_closed() && !other.declares(name))
    };
    let is_there = |name: &str| object.members().any(|member| member.key.text() == name);
    let mut names = only.names().take(branch::MOST);
    let name = names.find(|name| is_other(name) && !is_there(name))?;
    Some(format!("add {}", quoted(name)))
}
