//! The second step: properties that the document does not name, and its advice. The verdict stays as it is.

use std::rc::Rc;

use serde_json::Value;
use specwright_spec::Pointer;

use super::applicable::Applicable;
use super::broken::Broken;
use super::finder::Found;
use super::violation::{self, Layer, Verdict, Violation};
use crate::contract::probe::{Note, Reason};
use crate::contract::{Contract, Id, Part};
use crate::payload::{Kind, Node};

/// The most unknown properties of one object that are reported.
const MOST_OF_OBJECT: usize = 1 << 13;

/// The result of the second step.
#[derive(Debug, Default)]
pub(super) struct Notes<'p, 'c> {
    pub(super) violations: Vec<Violation<'p, 'c>>,
    /// Whether an object has more unknown properties than are reported.
    pub(super) has_more_names: bool,
    /// Whether there is more that was not looked for.
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
        root,
        contract,
        verdict,
        most,
        notes: Notes::default(),
    };
    let found = Found {
        key: None,
        value: root,
    };
    let given = Given {
        ids: vec![Id::ROOT],
        is_undecided: false,
    };
    walk.visit(&Pointer::root(), found, given, &verdict.noted);
    walk.notes
}

struct Walk<'w, 'p, 'c> {
    root: Node<'p>,
    contract: &'c Contract,
    verdict: &'w Verdict<'p, 'c>,
    most: usize,
    notes: Notes<'p, 'c>,
}

/// The subschemas that a container has for a value in it.
struct Given {
    ids: Vec<Id>,
    is_undecided: bool,
}

impl<'p, 'c> Walk<'_, 'p, 'c> {
    /// Visits a value, and what is in it, as far as positions in it are noted.
    fn visit(&mut self, pointer: &Pointer, found: Found<'p>, given: Given, noted: &[Note]) {
        if noted.is_empty() {
            return;
        }
        let value = found.value;
        let (contract, meant) = (self.contract, &self.verdict.meant);
        let mut applicable = Applicable::of(given.ids, (pointer, value), meant, contract);
        applicable.is_undecided |= given.is_undecided;
        let here = noted.partition_point(|note| note.position <= value.position());
        let (here, mut noted) = noted.split_at(here);
        for note in here {
            match note.reason {
                Reason::Format(id) if applicable.has(id) => self.add_format(pointer, found, id),
                Reason::Advice(id) if applicable.has(id) => self.add_advice(pointer, value, id),
                // The subschema is of a branch that does not apply.
                Reason::Format(_) | Reason::Advice(_) => {}
                // This is about the object around the value.
                Reason::Unnamed | Reason::Accepted(_) => {}
            }
        }
        match value.kind() {
            Kind::Object => {
                if !applicable.is_undecided && has_unnamed(value, noted) {
                    self.add_unknown(pointer, value, &applicable);
                }
                for member in value.members() {
                    let name = member.key.text();
                    let Some(inside) = self.inside(member.value, &mut noted) else {
                        continue;
                    };
                    let given = Given {
                        ids: applicable.property(name, contract).collect(),
                        is_undecided: applicable.is_undecided,
                    };
                    let found = Found {
                        key: Some(member.key),
                        value: member.value,
                    };
                    self.visit(&pointer.child(name), found, given, inside);
                }
            }
            Kind::Array => {
                for (index, item) in value.items().enumerate() {
                    let Some(inside) = self.inside(item, &mut noted) else {
                        continue;
                    };
                    let given = Given {
                        ids: applicable.item(index, contract).collect(),
                        is_undecided: applicable.is_undecided,
                    };
                    let found = Found {
                        key: None,
                        value: item,
                    };
                    self.visit(&pointer.child(index), found, given, inside);
                }
            }
            Kind::Null | Kind::False | Kind::True | Kind::Number | Kind::String => {}
        }
    }

    /// Splits off the positions in a value, the next one of its container. Returns `None` if there are none, or if enough is found.
    fn inside<'n>(&mut self, value: Node<'p>, noted: &mut &'n [Note]) -> Option<&'n [Note]> {
        // A key that stands again further on is skipped with its value.
        let before = noted.partition_point(|note| note.position < value.position());
        let rest = &noted[before..];
        let (inside, behind) =
            rest.split_at(rest.partition_point(|note| note.position < value.end()));
        *noted = behind;
        if inside.is_empty() {
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
            });
        }
        self.notes.has_more_names |= unknown.next().is_some();
    }

    fn add_advice(&mut self, pointer: &Pointer, value: Node<'p>, id: Id) {
        for entry in 0..self.contract.outline().part(id).advice {
            let advice = self.contract.advice_of(id, entry);
            let validator = self.contract.validator_of_advice(id, entry);
            if let (Some(advice), Some((place, validator))) = (advice, validator) {
                self.notes.violations.extend(violation::of_advice(
                    self.root,
                    (pointer, value),
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
