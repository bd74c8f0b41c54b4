//! The subschemas that apply to a value.

use std::collections::HashSet;

use specwright_spec::Pointer;

use super::collect::MeantBranches;
use crate::contract::{Contract, Id, Union};
use crate::payload::Node;

/// Subschemas that apply to one value.
#[derive(Debug, Default)]
pub(super) struct Applicable {
    ids: Vec<Id>,
    seen: HashSet<Id>,
    /// `true` if no branch of a union accepts the value, and none is known to be meant: unknown properties are not reported then.
    pub(super) is_undecided: bool,
}

impl Applicable {
    /// Collects the subschemas that apply to the value at that place: the given ones, targets of their `$ref`s, parts of their
    /// `allOf`, and of their unions the branches that accept the value. If no branch does, the one that was meant applies.
    pub(super) fn of(
        given: impl IntoIterator<Item = Id>,
        (pointer, value): (&Pointer, Node<'_>),
        meant: &MeantBranches,
        contract: &Contract,
    ) -> Self {
        let mut applicable = Self::default();
        applicable.add(given);
        let mut next = 0;
        while let Some(id) = applicable.ids.get(next) {
            next += 1;
            let part = contract.outline().part(*id);
            applicable.add(part.all.iter().copied());
            for union in &part.unions {
                let branches = branches(union, (pointer, value), meant, contract);
                applicable.is_undecided |= branches.is_empty();
                applicable.add(branches);
            }
            if let Some(condition) = part.condition {
                let (then, otherwise) = (condition.then, condition.otherwise);
                let place = &contract.outline().part(condition.condition).place;
                let accepting = contract.accepting(place, &[condition.condition], value);
                match !accepting.is_empty() {
                    true => applicable.add(then.into_iter().chain([condition.condition])),
                    false => applicable.add(otherwise),
                }
            }
        }
        applicable
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = Id> {
        self.ids.iter().copied()
    }

    pub(super) fn has(&self, id: Id) -> bool {
        self.seen.contains(&id)
    }

    /// Returns the subschemas of an object's property.
    pub(super) fn property<'a>(
        &'a self,
        name: &'a str,
        contract: &'a Contract,
    ) -> impl Iterator<Item = Id> + 'a {
        let parts = self.ids().map(|id| contract.outline().part(id));
        parts.filter_map(move |part| part.properties.get(name).copied().or(part.additional))
    }

    /// Returns the subschemas of an array's item.
    pub(super) fn item<'a>(
        &'a self,
        index: usize,
        contract: &'a Contract,
    ) -> impl Iterator<Item = Id> + 'a {
        let parts = self.ids().map(|id| contract.outline().part(id));
        parts.filter_map(move |part| part.prefix_items.get(index).copied().or(part.items))
    }

    fn add(&mut self, ids: impl IntoIterator<Item = Id>) {
        let new = ids.into_iter().filter(|id| self.seen.insert(*id));
        self.ids.extend(new);
    }
}

/// Returns the branches of a union that accept the value, or else the one that was meant, if it is known.
fn branches(
    union: &Union,
    (pointer, value): (&Pointer, Node<'_>),
    meant: &MeantBranches,
    contract: &Contract,
) -> Vec<Id> {
    let accepting = contract.accepting(&union.place, &union.branches, value);
    if !accepting.is_empty() {
        return accepting;
    }
    let meant = meant.get(&(pointer.clone(), union.place.clone()));
    let meant = meant.and_then(|index| union.branches.get(*index));
    meant.copied().into_iter().collect()
}
