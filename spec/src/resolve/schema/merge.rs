//! What several schemas demand together.

use std::collections::{HashMap, HashSet};

use super::atoms::PartId;
use super::facets::{Facets, Further, Member};
use crate::model::{Bound, EnumValue};

/// Adds the demands of `other` to those of `facets`.
pub(super) fn add(facets: &mut Facets, other: &Facets) {
    facets.types = facets.types.and(other.types);
    facets.integer |= other.integer;
    facets.minimum = tighter(facets.minimum.take(), other.minimum.clone(), Ord::max);
    facets.maximum = tighter(facets.maximum.take(), other.maximum.clone(), Ord::min);
    add_new(&mut facets.multiple_of, &other.multiple_of);
    facets.min_length = facets.min_length.max(other.min_length);
    facets.max_length = least(facets.max_length, other.max_length);
    for pattern in &other.patterns {
        if facets
            .patterns
            .iter()
            .all(|known| known.text != pattern.text)
        {
            facets.patterns.push(pattern.clone());
        }
    }
    if facets.format.is_none() {
        facets.format.clone_from(&other.format);
    }
    add_new(&mut facets.items, &other.items);
    facets.min_items = facets.min_items.max(other.min_items);
    facets.max_items = least(facets.max_items, other.max_items);
    facets.unique_items |= other.unique_items;
    add_members(facets, other);
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
}

/// The tighter of two bounds; `tighter` says which of two numbers is.
pub(super) fn tighter(
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
    let (Some(mut one), Some(other)) = (one.clone(), other) else {
        return one.or_else(|| other.map(<[_]>::to_vec));
    };
    one.retain(|value| {
        let mut others = other.iter();
        others.any(|other| crate::are_equal(&value.value, &other.value))
    });
    Some(one)
}

/// A member that only one side names must satisfy what the other says of members that it does not name.
fn add_members(facets: &mut Facets, other: &Facets) {
    let before = facets.additional.clone();
    let others: HashMap<&str, &Member> = other
        .properties
        .iter()
        .map(|member| (member.name.as_str(), member))
        .collect();
    for member in &mut facets.properties {
        match others.get(member.name.as_str()) {
            Some(same) => {
                add_new(&mut member.parts, &same.parts);
                member.refused |= same.refused;
            }
            None => restrict(member, &other.additional),
        }
    }
    let known: HashSet<String> = facets
        .properties
        .iter()
        .map(|member| member.name.clone())
        .collect();
    for member in &other.properties {
        if !known.contains(&member.name) {
            let mut member = member.clone();
            restrict(&mut member, &before);
            facets.properties.push(member);
        }
    }
    facets.additional = further(before, &other.additional);
    for name in &other.required {
        if facets.required.iter().all(|known| known.text != name.text) {
            facets.required.push(name.clone());
        }
    }
}

fn restrict(member: &mut Member, by: &Further) {
    match by {
        Further::Unsaid | Further::Any => {}
        Further::Parts(parts) => add_new(&mut member.parts, parts),
        Further::Closed => member.refused = true,
    }
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
