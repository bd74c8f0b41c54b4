//! Keywords that accept every value, and note the objects and strings that a second step looks at.
//!
//! The validator so visits a payload once, and the second step visits only what it may find something in. A keyword gets no
//! state from its caller, so the notes are kept by thread.

use std::cell::RefCell;
use std::collections::HashSet;

use jsonschema::paths::Location;
use jsonschema::{Keyword, ValidationError, Validator};
use serde_json::{Map, Value};

use crate::payload::{Instance, Kind, Representation};

/// Marks an object whose schema names properties, and does not say whether others may be there.
pub(super) const SILENT: &str = "x-specwright-silent";

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
    names: HashSet<String>,
}

/// Builds [`SILENT`], from the names beside it.
pub(super) fn silent<'a>(schema: &'a Map<String, Value>, _: &'a Value, _: Location) -> Built<'a> {
    let properties = schema.get("properties").and_then(Value::as_object);
    let names = properties.into_iter().flatten();
    let names = names.map(|(name, _)| name.clone()).collect();
    Ok(Box::new(Silent { names }))
}

impl<'i> Keyword<'i, Representation> for Silent {
    fn validate(&self, instance: Instance<'i>) -> Result<(), ValidationError<'i>> {
        self.is_valid(instance);
        Ok(())
    }

    fn is_valid(&self, instance: Instance<'i>) -> bool {
        if let Instance::Node(node) = instance
            && node.kind() == Kind::Object
            && node
                .members()
                .any(|member| !self.names.contains(member.key.text()))
        {
            note(instance);
        }
        true
    }
}

/// Notes values that do not follow the advice of their schema.
struct Advice {
    validators: Vec<Validator<Representation>>,
}

/// Builds `x-specwright-advice`.
pub(super) fn advice<'a>(_: &'a Map<String, Value>, list: &'a Value, _: Location) -> Built<'a> {
    let entries = list.as_array().into_iter().flatten();
    let validators = entries.map(|entry| super::validators::standalone(&entry["schema"]));
    let validators = validators.collect::<Result<_, _>>()?;
    Ok(Box::new(Advice { validators }))
}

impl<'i> Keyword<'i, Representation> for Advice {
    fn validate(&self, instance: Instance<'i>) -> Result<(), ValidationError<'i>> {
        self.is_valid(instance);
        Ok(())
    }

    fn is_valid(&self, instance: Instance<'i>) -> bool {
        let mut validators = self.validators.iter();
        if !validators.all(|validator| validator.is_valid(instance)) {
            note(instance);
        }
        true
    }
}
