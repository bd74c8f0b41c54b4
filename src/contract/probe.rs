//! Keywords that leave a verdict as it is, and note the objects and strings that a second step looks at.
//!
//! The validator so visits a payload once, and the second step visits only what it may find something in. A keyword gets no
//! state from its caller, so the notes are kept by thread.

use std::cell::RefCell;
use std::collections::HashSet;

use jsonschema::paths::Location;
use jsonschema::{Keyword, ValidationError};
use serde_json::{Map, Value, json};

use super::outline::{Id, number};
use crate::formats;
use crate::payload::{Instance, Kind, Node, Representation};

/// Marks an object whose schema names properties, and does not say whether others may be there.
pub(super) const SILENT: &str = "x-specwright-silent";

/// Marks values that do not follow an entry of the advice of a subschema; its value is the [`Id`] and the entry.
pub(super) const IGNORED: &str = "x-specwright-ignored-advice";

/// Marks strings that are compared with a format; its value is the subschema's [`Id`].
pub(super) const FORMAT: &str = "x-specwright-format";

type Errors<'i> = Box<dyn Iterator<Item = ValidationError<'i>> + 'i>;
type Built<'a> = Result<Box<dyn for<'i> Keyword<'i, Representation>>, ValidationError<'a>>;

thread_local! {
    static NOTED: RefCell<Vec<Note>> = const { RefCell::new(Vec::new()) };
}

/// A value that a second step looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Note {
    /// The position of the value in its payload.
    pub(crate) position: u32,
    pub(crate) reason: Reason,
}

/// The subschema, and what of it a value does not follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reason {
    /// The object has a property that the subschema does not name.
    Silent,
    /// The string does not look like the format of the subschema.
    Format(Id),
    /// The value does not follow this entry of the subschema's advice.
    Advice(Id, usize),
}

/// Calls a function that validates a payload. Returns also the notes that were taken, in the order of the values.
pub(crate) fn during<T>(validate: impl FnOnce() -> T) -> (T, Vec<Note>) {
    NOTED.with_borrow_mut(Vec::clear);
    let result = validate();
    let mut noted = NOTED.take();
    noted.sort_unstable();
    noted.dedup();
    (result, noted)
}

fn note(instance: Instance<'_>, reason: Reason) {
    if let Instance::Node(node) = instance {
        let position = node.position();
        let note = Note { position, reason };
        NOTED.with_borrow_mut(|noted| {
            if noted.last() != Some(&note) {
                noted.push(note);
            }
        });
    }
}

/// An iterator over no errors, which takes no memory.
fn no_errors<'i>() -> Errors<'i> {
    Box::new(std::iter::empty())
}

/// Notes objects with a property that their own schema does not name.
enum Silent {
    Few(Vec<String>),
    Many(HashSet<String>),
}

/// Builds [`SILENT`], from the names beside it.
pub(super) fn silent<'a>(schema: &'a Map<String, Value>, _: &'a Value, _: Location) -> Built<'a> {
    const FEW: usize = 16;
    let properties = schema.get("properties").and_then(Value::as_object);
    let names = properties
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone());
    Ok(Box::new(match properties.map_or(0, Map::len) {
        0..=FEW => Silent::Few(names.collect()),
        _ => Silent::Many(names.collect()),
    }))
}

impl Silent {
    fn has(&self, key: Node<'_>) -> bool {
        match self {
            Self::Few(names) => names.iter().any(|name| key.is_text(name)),
            Self::Many(names) => names.contains(key.text()),
        }
    }
}

impl<'i> Keyword<'i, Representation> for Silent {
    fn validate(&self, instance: Instance<'i>) -> Result<(), ValidationError<'i>> {
        self.is_valid(instance);
        Ok(())
    }

    fn iter_errors(&self, instance: Instance<'i>) -> Errors<'i> {
        self.is_valid(instance);
        no_errors()
    }

    fn is_valid(&self, instance: Instance<'i>) -> bool {
        if let Instance::Node(node) = instance
            && node.members().any(|member| !self.has(member.key))
        {
            note(instance, Reason::Silent);
        }
        true
    }
}

/// Notes values that do not follow an advice, and rejects them.
struct Ignored(Id, usize);

/// Returns a schema that accepts every value, and notes those that do not follow an entry of the advice of a subschema. What
/// is inside of `not` leaves no annotations either.
pub(super) fn of_advice(id: Id, entry: usize, advice: &Value) -> Value {
    let ignored = json!({IGNORED: [id.index(), entry]});
    json!({"not": {"if": advice["schema"], "then": false, "else": ignored}})
}

/// Builds [`IGNORED`].
pub(super) fn ignored<'a>(_: &'a Map<String, Value>, note: &'a Value, _: Location) -> Built<'a> {
    Ok(Box::new(Ignored(Id::of(&note[0]), number(&note[1]))))
}

impl<'i> Keyword<'i, Representation> for Ignored {
    fn validate(&self, instance: Instance<'i>) -> Result<(), ValidationError<'i>> {
        self.is_valid(instance);
        Err(ValidationError::custom("the advice is not followed"))
    }

    fn is_valid(&self, instance: Instance<'i>) -> bool {
        note(instance, Reason::Advice(self.0, self.1));
        false
    }
}

/// Notes strings that do not look like their format.
struct Format {
    id: Id,
    name: String,
}

/// Builds [`FORMAT`], of the format beside it.
pub(super) fn format<'a>(schema: &'a Map<String, Value>, id: &'a Value, _: Location) -> Built<'a> {
    let name = schema.get("format").and_then(Value::as_str);
    Ok(Box::new(Format {
        id: Id::of(id),
        name: name.unwrap_or_default().to_owned(),
    }))
}

impl<'i> Keyword<'i, Representation> for Format {
    fn validate(&self, instance: Instance<'i>) -> Result<(), ValidationError<'i>> {
        self.is_valid(instance);
        Ok(())
    }

    fn iter_errors(&self, instance: Instance<'i>) -> Errors<'i> {
        self.is_valid(instance);
        no_errors()
    }

    fn is_valid(&self, instance: Instance<'i>) -> bool {
        if let Instance::Node(node) = instance
            && node.kind() == Kind::String
            && formats::is_suspicious(&self.name, node.text())
        {
            note(instance, Reason::Format(self.id));
        }
        true
    }
}
