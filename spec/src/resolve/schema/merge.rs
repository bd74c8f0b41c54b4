//! What several schemas demand together.

use std::collections::{HashMap, HashSet};

use super::atoms::PartId;
use super::facets::{Facets, Further};
use crate::model::{Bound, EnumValue};

/// The demands of several schemas together, as far as they were added.
#[derive(Default)]
pub(super) struct Merged {
    facets: Facets,
    /// The position of each property.
    members: HashMap<String, usize>,
    /// The parts of each property, by its position.
    parts: HashSet<(usize, PartId)>,
    required: HashSet<String>,
    patterns: HashSet<String>,
}

impl Merged {
    /// Adds the demands of one schema. The cost grows with the size of `other` alone, unless `other` restricts properties
    /// that it does not name.
    pub(super) fn add(&mut self, other: &Facets) {
        let facets = &mut self.facets;
        facets.types = facets.types.and(other.types);
        facets.integer |= other.integer;
        facets.minimum = tighter(facets.minimum.take(), other.minimum.clone(), Ord::max);
        facets.maximum = tighter(facets.maximum.take(), other.maximum.clone(), Ord::min);
        add_new(&mut facets.multiple_of, &other.multiple_of);
        facets.min_length = facets.min_length.max(other.min_length);
        facets.max_length = least(facets.max_length, other.max_length);
        for pattern in &other.patterns {
            if self.patterns.insert(pattern.text.clone()) {
                facets.patterns.push(pattern.clone());
            }
        }
        if facets.format.is_none() {
            facets.format.clone_from(&other.format);
        }
        facets.format_range = narrower(facets.format_range, other.format_range);
        add_new(&mut facets.items, &other.items);
        facets.min_items = facets.min_items.max(other.min_items);
        facets.max_items = least(facets.max_items, other.max_items);
        facets.unique_items |= other.unique_items;
        facets.min_properties = facets.min_properties.max(other.min_properties);
        facets.max_properties = least(facets.max_properties, other.max_properties);
        facets.values = common(facets.values.take(), other.values.as_deref());
        if facets.tag.is_none() {
            facets.tag.clone_from(&other.tag);
        }
        facets.advice.extend(other.advice.iter().cloned());
        if facets.error_code.is_none() {
            facets.error_code.clone_from(&other.error_code);
        }
        self.add_members(other);
    }

    /// A member that only one side names must satisfy what the other says of members that it does not name.
    fn add_members(&mut self, other: &Facets) {
        let before = self.facets.additional.clone();
        if matches!(other.additional, Further::Parts(_) | Further::Closed) {
            let others: HashSet<&str> = other
                .properties
                .iter()
                .map(|member| member.name.as_str())
                .collect();
            for at in 0..self.facets.properties.len() {
                if !others.contains(self.facets.properties[at].name.as_str()) {
                    self.restrict(at, &other.additional);
                }
            }
        }
        for member in &other.properties {
            match self.members.get(&member.name).copied() {
                Some(at) => {
                    self.add_parts(at, &member.parts);
                    self.facets.properties[at].refused |= member.refused;
                }
                None => {
                    let at = self.facets.properties.len();
                    self.members.insert(member.name.clone(), at);
                    self.parts
                        .extend(member.parts.iter().map(|part| (at, *part)));
                    self.facets.properties.push(member.clone());
                    self.restrict(at, &before);
                }
            }
        }
        self.facets.additional = further(before, &other.additional);
        for name in &other.required {
            if self.required.insert(name.text.clone()) {
                self.facets.required.push(name.clone());
            }
        }
    }

    fn restrict(&mut self, at: usize, by: &Further) {
        match by {
            Further::Unsaid | Further::Any => {}
            Further::Parts(parts) => self.add_parts(at, parts),
            Further::Closed => self.facets.properties[at].refused = true,
        }
    }

    fn add_parts(&mut self, at: usize, parts: &[PartId]) {
        for part in parts {
            if self.parts.insert((at, *part)) {
                self.facets.properties[at].parts.push(*part);
            }
        }
    }

    /// Returns the demands of all schemas that were added.
    pub(super) fn finish(self) -> Facets {
        self.facets
    }
}

/// The tighter of two bounds; `tighter` says which of two numbers is.
fn tighter(
    one: Option<Bound>,
    other: Option<Bound>,
    tighter: fn(crate::model::Decimal, crate::model::Decimal) -> crate::model::Decimal,
) -> Option<Bound> {
    let (one, other) = match (one, other) {
        (Some(one), Some(other)) => (one, other),
        (one, other) => return one.or(other),
    };
    if one.value == other.value {
        let exclusive = one.exclusive || other.exclusive;
        return Some(Bound { exclusive, ..one });
    }
    let is_one = tighter(one.value, other.value) == one.value;
    Some(if is_one { one } else { other })
}

fn narrower(one: Option<(i128, i128)>, other: Option<(i128, i128)>) -> Option<(i128, i128)> {
    match (one, other) {
        (Some(one), Some(other)) => Some((one.0.max(other.0), one.1.min(other.1))),
        (one, other) => one.or(other),
    }
}

fn least(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

fn add_new<T: PartialEq + Copy>(all: &mut Vec<T>, more: &[T]) {
    for item in more {
        if !all.contains(item) {
            all.push(*item);
        }
    }
}

/// The values that both lists have, in the order of the first.
fn common(one: Option<Vec<EnumValue>>, other: Option<&[EnumValue]>) -> Option<Vec<EnumValue>> {
    let (mut one, other) = match (one, other) {
        (Some(one), Some(other)) => (one, other),
        (one, other) => return one.or_else(|| other.map(<[_]>::to_vec)),
    };
    let others: HashSet<String> = other
        .iter()
        .map(|value| crate::equality::key(&value.value))
        .collect();
    one.retain(|value| others.contains(&crate::equality::key(&value.value)));
    Some(one)
}

fn further(one: Further, other: &Further) -> Further {
    match (one, other) {
        (Further::Closed, _) | (_, Further::Closed) => Further::Closed,
        (Further::Parts(mut one), Further::Parts(other)) => {
            add_new(&mut one, other);
            Further::Parts(one)
        }
        (Further::Parts(parts), _) => Further::Parts(parts),
        (_, Further::Parts(parts)) => Further::Parts(parts.clone()),
        (Further::Any, _) | (_, Further::Any) => Further::Any,
        (Further::Unsaid, Further::Unsaid) => Further::Unsaid,
    }
}

/// The parts of a member that `required` names and `properties` does not.
pub(super) fn undeclared(additional: &Further) -> Option<Vec<PartId>> {
    match additional {
        Further::Unsaid | Further::Any => Some(Vec::new()),
        Further::Parts(parts) => Some(parts.clone()),
        Further::Closed => None,
    }
}
