//! Finds the branch of a union to which a misspelt name or value belongs.

use std::collections::BTreeSet;

use serde_json::Value;
use specwright_spec::Pointer;

use super::super::branch::MOST;
use super::keep_best;
use super::tried::{Tried, missing};
use crate::payload::{Kind, Node};
use crate::suggest;

/// Returns the index in `tried` of the only branch that allows the value of the property that is probably a misspelt
/// `tag`; `None` if there is no such property, or not exactly one such branch.
pub(super) fn by_tag(object: Node<'_>, tag: &str, tried: &[Tried<'_, '_>]) -> Option<usize> {
    let is_declared = |name: &str| tried.iter().any(|found| found.branch.declares(name));
    let unknown = || {
        let members = object.members().take(MOST);
        members.filter(|member| !is_declared(member.key.text()))
    };
    let close = suggest::closest(tag, unknown().map(|member| member.key.text()))?;
    let member = unknown().find(|member| member.key.text() == close)?;
    let json = member.value.to_json();
    let lists = |found: &Tried<'_, '_>| {
        let listed = found.branch.listed(tag).unwrap_or_default();
        listed.into_iter().flatten().any(|value| *value == json)
    };
    let mut listing = tried.iter().enumerate().filter(|(_, found)| lists(found));
    match (listing.next(), listing.next()) {
        (Some((meant, _)), None) => Some(meant),
        _ => None,
    }
}

/// Keeps the branches for which the most missing properties are present under a misspelt name.
pub(super) fn keep_by_fields(object: Node<'_>, pointer: &Pointer, tried: &mut Vec<Tried<'_, '_>>) {
    const MOST_NAMES: usize = 16;
    const MOST_KEYS: usize = 8;
    let keys = object.members().take(MOST).map(|member| member.key.text());
    let unknown = keys.filter(|key| !tried.iter().any(|found| found.branch.declares(key)));
    let unknown: Vec<&str> = unknown.take(MOST_KEYS).collect();
    let violations = tried.iter().flat_map(|found| &found.violations);
    let names = violations.filter_map(|violation| missing(pointer, violation));
    let names: BTreeSet<&str> = names.take(MOST_NAMES).collect();
    let meant = unknown.into_iter();
    let meant = meant.filter_map(|key| suggest::closest(key, names.iter().copied()));
    let meant: BTreeSet<String> = meant.map(str::to_owned).collect();
    keep_best(tried, |found| {
        let names = found.violations.iter();
        let names = names.filter_map(|violation| missing(pointer, violation));
        names.filter(|name| meant.contains(*name)).count()
    });
}

/// Keeps the branches that allow a value similar to the string, if there are any.
pub(super) fn keep_by_value(value: Node<'_>, pointer: &Pointer, tried: &mut Vec<Tried<'_, '_>>) {
    const MOST_BRANCHES: usize = 8;
    if value.kind() == Kind::String && tried.len() <= MOST_BRANCHES {
        keep_best(tried, |found| {
            let here = found.violations.iter();
            let here = here.filter(|violation| violation.pointer == *pointer);
            let mut lists = here.filter_map(|violation| violation.broken.listed());
            let is_similar = |list: &Vec<Value>| {
                let texts = list.iter().filter_map(Value::as_str);
                suggest::closest(value.text(), texts).is_some()
            };
            usize::from(lists.any(is_similar))
        });
    }
}
