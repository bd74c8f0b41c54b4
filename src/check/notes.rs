//! The second step: properties that the document does not name, and its advice. The verdict stays as it is.

use std::rc::Rc;

use serde_json::Value;
use specwright_spec::Pointer;

use super::applicable::Applicable;
use super::broken::Broken;
use super::collect::{self, Verdict};
use super::finder::Found;
use super::violation::{Layer, Violation};
use crate::contract::probe::{Note, Reason};
use crate::contract::{Contract, Id, Part};
use crate::formats;
use crate::payload::{Kind, Node};

/// The most unknown properties of one object that are reported.
const MOST_OF_OBJECT: usize = 1 << 13;

/// The result of the second step.
#[derive(Debug, Default)]
pub(super) struct Notes<'p, 'c> {
    pub(super) violations: Vec<Violation<'p, 'c>>,
    /// `true` if an object has more unknown properties than are reported.
    pub(super) has_more_names: bool,
    /// `true` if the search ended before all noted values were visited.
    pub(super) has_more: bool,
}

/// Looks at the values that the validator noted, until about `most` violations are found.
pub(super) fn of<'p, 'c>(
    root: Node<'p>,
    contract: &'c Contract,
    verdict: &Verdict<'p, 'c>,
    most: usize,
) -> Notes<'p, 'c> {
    let mut walk = Walk {
        contract,
        verdict,
        most,
        notes: Notes::default(),
    };
    let given = Given {
        ids: vec![Id::ROOT],
        ..Given::default()
    };
    walk.visit(&Pointer::root(), Found::root(root), given, &verdict.noted);
    walk.notes
}

struct Walk<'w, 'p, 'c> {
    contract: &'c Contract,
    verdict: &'w Verdict<'p, 'c>,
    most: usize,
    notes: Notes<'p, 'c>,
}

/// The subschemas for a value, as its container gives them.
#[derive(Default)]
struct Given {
    ids: Vec<Id>,
    /// `true` if nobody knows which branch of a union around the value was meant.
    is_undecided: bool,
    /// `true` if the validator may have skipped branches of an `anyOf` around the value: every value inside is visited.
    is_unseen: bool,
}

impl<'p, 'c> Walk<'_, 'p, 'c> {
    /// Visits a value, and what is in it, as far as positions in it are noted.
    fn visit(&mut self, pointer: &Pointer, found: Found<'p>, given: Given, noted: &[Note]) {
        if noted.is_empty() && !given.is_unseen {
            return;
        }
        let value = found.value;
        let meant = &self.verdict.meant;
        let mut applicable = Applicable::of(given.ids, (pointer, value), meant, self.contract);
        applicable.is_undecided |= given.is_undecided;
        let here = noted.partition_point(|note| note.position <= value.position());
        let (here, inside) = noted.split_at(here);
        let has_unknown = match given.is_unseen {
            true => {
                self.look_at_all(pointer, found, &applicable);
                true
            }
            false => {
                self.look_at_noted(pointer, found, &applicable, here);
                has_unnamed(value, inside)
            }
        };
        if has_unknown && !applicable.is_undecided {
            self.add_unknown(pointer, value, &applicable);
        }
        let is_foreign = here.iter().any(|note| note.reason == Reason::Foreign);
        self.visit_inside(
            pointer,
            value,
            &applicable,
            given.is_unseen || is_foreign,
            inside,
        );
    }

    /// Visits the properties of an object and the items of an array.
    fn visit_inside(
        &mut self,
        pointer: &Pointer,
        value: Node<'p>,
        applicable: &Applicable,
        is_unseen: bool,
        mut noted: &[Note],
    ) {
        let contract = self.contract;
        let given = |ids| Given {
            ids,
            is_undecided: applicable.is_undecided,
            is_unseen,
        };
        for member in value.members() {
            if let Some(inside) = self.inside(member.value, is_unseen, &mut noted) {
                let name = member.key.text();
                let found = Found {
                    key: Some(member.key),
                    value: member.value,
                };
                let given = given(applicable.property(name, contract).collect());
                self.visit(&pointer.child(name), found, given, inside);
            }
        }
        for (index, item) in value.items().enumerate() {
            if let Some(inside) = self.inside(item, is_unseen, &mut noted) {
                let found = Found {
                    key: None,
                    value: item,
                };
                let given = given(applicable.item(index, contract).collect());
                self.visit(&pointer.child(index), found, given, inside);
            }
        }
    }

    /// Adds what notes say of a value.
    fn look_at_noted(
        &mut self,
        pointer: &Pointer,
        found: Found<'p>,
        applicable: &Applicable,
        notes: &[Note],
    ) {
        for note in notes {
            match note.reason {
                Reason::Format(id) if applicable.has(id) => self.add_format(pointer, found, id),
                Reason::Advice(id) if applicable.has(id) => {
                    self.add_advice(pointer, found, id);
                }
                // The subschema is of a branch that does not apply.
                Reason::Format(_) | Reason::Advice(_) => {}
                // These are about the object around the value, or the values in the object.
                Reason::Unnamed | Reason::Foreign | Reason::Accepted(_) => {}
            }
        }
    }

    /// Adds what subschemas say of a value that the validator may have passed over.
    fn look_at_all(&mut self, pointer: &Pointer, found: Found<'p>, applicable: &Applicable) {
        for id in applicable.ids() {
            let format = self.contract.outline().part(id).format.as_deref();
            if found.value.kind() == Kind::String
                && format.is_some_and(|format| formats::is_suspicious(format, found.value.text()))
            {
                self.add_format(pointer, found, id);
            }
            self.add_advice(pointer, found, id);
        }
    }

    /// Splits off the notes on a value, the next one of its container. Returns `None` if the value need not be visited, or if
    /// enough is found.
    fn inside<'n>(
        &mut self,
        value: Node<'p>,
        is_unseen: bool,
        noted: &mut &'n [Note],
    ) -> Option<&'n [Note]> {
        // A key that stands again further on is skipped with its value.
        let before = noted.partition_point(|note| note.position < value.position());
        let rest = &noted[before..];
        let (inside, behind) =
            rest.split_at(rest.partition_point(|note| note.position < value.end()));
        *noted = behind;
        if inside.is_empty() && !is_unseen {
            return None;
        }
        let is_full = self.notes.violations.len() >= self.most;
        self.notes.has_more |= is_full;
        (!is_full).then_some(inside)
    }

    fn add_unknown(&mut self, pointer: &Pointer, object: Node<'p>, applicable: &Applicable) {
        let parts: Vec<&'c Part> = applicable
            .ids()
            .map(|id| self.contract.outline().part(id))
            .collect();
        let silent = parts.iter().find(|part| part.is_silent());
        let Some(silent) = silent.filter(|_| !parts.iter().any(|part| part.limits_names)) else {
            return;
        };
        let is_unknown = |name: &str| !parts.iter().any(|part| part.declares(name));
        let mut unknown = object
            .members()
            .filter(|member| is_unknown(member.key.text()))
            .peekable();
        if unknown.peek().is_none() {
            return;
        }
        let declared: Rc<[&str]> = parts
            .iter()
            .flat_map(|part| names(part, self.contract))
            .collect();
        for member in unknown.by_ref().take(self.most.min(MOST_OF_OBJECT)) {
            let name = member.key.text();
            self.notes.violations.push(Violation {
                broken: Broken::Unknown(name.to_owned()),
                found: Found {
                    key: Some(member.key),
                    value: member.value,
                },
                object: Some(object),
                pointer: pointer.child(name),
                keyword: silent.place.child("properties"),
                layer: Layer::Silence,
                declared: Rc::clone(&declared),
                unmatched: Vec::new(),
            });
        }
        self.notes.has_more_names |= unknown.next().is_some();
    }

    fn add_advice(&mut self, pointer: &Pointer, found: Found<'p>, id: Id) {
        for entry in 0..self.contract.outline().part(id).advice {
            let advice = self.contract.advice_of(id, entry);
            let validator = self.contract.validator_of_advice(id, entry);
            if let (Some(advice), Some((place, validator))) = (advice, validator) {
                self.notes.violations.extend(collect::of_advice(
                    (pointer, found),
                    (&place, &validator),
                    self.contract,
                    advice,
                ));
            }
        }
    }

    fn add_format(&mut self, pointer: &Pointer, found: Found<'p>, id: Id) {
        let part = self.contract.outline().part(id);
        self.notes
            .violations
            .extend(part.format.as_ref().map(|format| Violation {
                broken: Broken::Format(format.clone()),
                found,
                object: None,
                pointer: pointer.clone(),
                keyword: part.place.child("format"),
                layer: Layer::Keyword,
                declared: Rc::default(),
                unmatched: Vec::new(),
            }));
    }
}

/// Returns `true` if a property of the object is noted as one that a subschema does not name.
fn has_unnamed(object: Node<'_>, noted: &[Note]) -> bool {
    object.members().any(|member| {
        let position = member.value.position();
        let first = noted.partition_point(|note| note.position < position);
        let here = noted[first..]
            .iter()
            .take_while(|note| note.position == position);
        here.into_iter().any(|note| note.reason == Reason::Unnamed)
    })
}

/// The names of a subschema's properties, in declared order.
fn names<'c>(part: &Part, contract: &'c Contract) -> impl Iterator<Item = &'c str> {
    let schema = contract.schema().at(&part.place);
    let properties = schema.and_then(|schema| schema.get("properties")?.as_object());
    let properties: Option<&serde_json::Map<String, Value>> = properties;
    properties
        .into_iter()
        .flatten()
        .map(|(name, _)| name.as_str())
}
