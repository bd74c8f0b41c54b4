//! Keywords that leave a verdict as it is, and note the objects and strings that a second step looks at.
//!
//! The validator so visits a payload once, and the second step visits only what it may find something in. A keyword gets no
//! state from its caller, so the notes are kept by thread.

use std::cell::RefCell;
use std::cmp::Ordering;

use jsonschema::paths::Location;
use jsonschema::{Keyword, ValidationError};
use serde_json::{Map, Value, json};

use crate::payload::{Instance, Kind, Representation};

/// Marks an object whose schema names properties, and does not say whether others may be there.
pub(super) const SILENT: &str = "x-specwright-silent";

/// Marks values that do not follow the advice of their schema.
pub(super) const IGNORED: &str = "x-specwright-ignored-advice";

type Built<'a> = Result<Box<dyn for<'i> Keyword<'i, Representation>>, ValidationError<'a>>;

thread_local! {
    static NOTED: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
}

/// Calls a function that validates a payload. Returns also the positions of the values that were noted, in order.
pub(crate) fn during<T>(validate: impl FnOnce() -> T) -> (T, Vec<u32>) {
    NOTED.with_borrow_mut(Vec::clear);
    let result = validate();
    let mut noted = NOTED.take();
    noted.sort_unstable();
    noted.dedup();
    (result, noted)
}

fn note(instance: Instance<'_>) {
    if let Instance::Node(node) = instance {
        NOTED.with_borrow_mut(|noted| {
            let position = node.position();
            if noted.last() != Some(&position) {
                noted.push(position);
            }
        });
    }
}

/// Notes objects with a property that their own schema does not name.
struct Silent {
    /// Sorted by length and then by text.
    names: Vec<String>,
}

/// Builds [`SILENT`], from the names beside it.
pub(super) fn silent<'a>(schema: &'a Map<String, Value>, _: &'a Value, _: Location) -> Built<'a> {
    let properties = schema.get("properties").and_then(Value::as_object);
    let names = properties.into_iter().flatten();
    let mut names: Vec<String> = names.map(|(name, _)| name.clone()).collect();
    names.sort_by(|one, other| order(one, other));
    Ok(Box::new(Silent { names }))
}

/// An order by which most names differ in their lengths.
fn order(one: &str, other: &str) -> Ordering {
    one.len().cmp(&other.len()).then_with(|| one.cmp(other))
}

impl Silent {
    fn has(&self, name: &str) -> bool {
        const FEW: usize = 16;
        match self.names.len() <= FEW {
            true => self.names.iter().any(|own| own == name),
            false => self.names.binary_search_by(|own| order(own, name)).is_ok(),
        }
    }
}

impl<'i> Keyword<'i, Representation> for Silent {
    fn validate(&self, instance: Instance<'i>) -> Result<(), ValidationError<'i>> {
        self.is_valid(instance);
        Ok(())
    }

    fn is_valid(&self, instance: Instance<'i>) -> bool {
        if let Instance::Node(node) = instance
            && node.kind() == Kind::Object
            && node.members().any(|member| !self.has(member.key.text()))
        {
            note(instance);
        }
        true
    }
}

/// Notes values that do not follow the advice of their schema, and rejects them.
struct Ignored;

/// Builds [`IGNORED`].
pub(super) fn ignored<'a>(_: &'a Map<String, Value>, _: &'a Value, _: Location) -> Built<'a> {
    Ok(Box::new(Ignored))
}

/// Returns a schema that accepts every value, and notes those that do not follow the advice. What is inside of `not` leaves
/// no annotations either.
pub(super) fn of_advice(entries: &[Value]) -> Value {
    let schemas: Vec<&Value> = entries.iter().map(|entry| &entry["schema"]).collect();
    json!({"not": {"if": {"allOf": schemas}, "then": false, "else": {IGNORED: true}}})
}

impl<'i> Keyword<'i, Representation> for Ignored {
    fn validate(&self, instance: Instance<'i>) -> Result<(), ValidationError<'i>> {
        note(instance);
        Err(ValidationError::custom("the advice is not followed"))
    }

    fn is_valid(&self, instance: Instance<'i>) -> bool {
        note(instance);
        false
    }
}
