//! Keywords that accept every value, and take notes for the second step: unknown properties, ignored advice, suspicious strings.
//!
//! The validator walks over a payload once, and the second step visits only the noted values. A keyword gets no state from its
//! caller, so the notes are kept by thread.

use std::cell::RefCell;
use std::collections::HashSet;

use jsonschema::paths::Location;
use jsonschema::{Keyword, ValidationError};
use serde_json::{Map, Value, json};

use super::outline::Id;
use crate::formats;
use crate::payload::{Instance, Kind, Member, Representation};

/// Marks properties that `properties` does not name, where no keyword says whether they may be there.
pub(super) const UNNAMED: &str = "x-specwright-unnamed";

/// Marks values that do not follow the advice of a subschema; its value is the subschema's [`Id`].
pub(super) const IGNORED: &str = "x-specwright-ignored-advice";

/// Marks values that a subschema accepts; its value is the subschema's [`Id`].
pub(super) const ACCEPTED: &str = "x-specwright-accepted";

/// Marks strings that are compared with a format; its value is the subschema's [`Id`].
pub(super) const FORMAT: &str = "x-specwright-format";

/// Marks objects that an `anyOf` is about; its value has the names of properties that its first branch does not have.
pub(super) const FOREIGN: &str = "x-specwright-foreign";

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

/// The reason of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reason {
    /// The value is that of a property which a subschema of the object does not name.
    Unnamed,
    /// The string does not look like the format of the subschema.
    Format(Id),
    /// The value does not follow the advice of the subschema.
    Advice(Id),
    /// The object has a property of another branch of an `anyOf` than the first, at which the validator may have stopped.
    Foreign,
    /// The subschema, a branch of a union or a condition, accepts the value.
    Accepted(Id),
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

/// A keyword that accepts every value, and notes those for which a function has a reason.
struct Probe<F>(F);

fn probe<'a, F>(reason: F) -> Built<'a>
where
    F: Fn(Instance<'_>) -> Option<Reason> + Send + Sync + 'static,
{
    Ok(Box::new(Probe(reason)))
}

impl<'i, F> Keyword<'i, Representation> for Probe<F>
where
    F: Fn(Instance<'_>) -> Option<Reason> + Send + Sync,
{
    fn validate(&self, instance: Instance<'i>) -> Result<(), ValidationError<'i>> {
        self.is_valid(instance);
        Ok(())
    }

    fn iter_errors(&self, instance: Instance<'i>) -> Errors<'i> {
        self.is_valid(instance);
        // This takes no memory, which the default does.
        Box::new(std::iter::empty())
    }

    fn is_valid(&self, instance: Instance<'i>) -> bool {
        if let Some(reason) = (self.0)(instance) {
            note(instance, reason);
        }
        true
    }
}

/// Returns the schema of properties that `properties` does not name.
pub(super) fn of_unnamed() -> Value {
    json!({UNNAMED: true})
}

/// Builds [`UNNAMED`].
pub(super) fn unnamed<'a>(_: &'a Map<String, Value>, _: &'a Value, _: Location) -> Built<'a> {
    probe(|_| Some(Reason::Unnamed))
}

/// Returns the schema of values that do not follow the advice of a subschema.
pub(super) fn of_ignored(id: Id) -> Value {
    json!({IGNORED: id.index()})
}

/// Builds [`IGNORED`].
pub(super) fn ignored<'a>(_: &'a Map<String, Value>, id: &'a Value, _: Location) -> Built<'a> {
    let id = Id::of(id);
    probe(move |_| Some(Reason::Advice(id)))
}

/// Returns the schema of values that a subschema accepts.
pub(super) fn of_accepted(id: Id) -> Value {
    json!({ACCEPTED: id.index()})
}

/// Builds [`ACCEPTED`].
pub(super) fn accepted<'a>(_: &'a Map<String, Value>, id: &'a Value, _: Location) -> Built<'a> {
    let id = Id::of(id);
    probe(move |_| Some(Reason::Accepted(id)))
}

/// Builds [`FORMAT`], of the format beside it: notes strings that do not look like the format.
pub(super) fn format<'a>(schema: &'a Map<String, Value>, id: &'a Value, _: Location) -> Built<'a> {
    let id = Id::of(id);
    let name = schema.get("format").and_then(Value::as_str);
    let name = name.unwrap_or_default().to_owned();
    probe(move |instance| match instance {
        Instance::Node(node) if node.kind() == Kind::String => {
            formats::is_suspicious(&name, node.text()).then_some(Reason::Format(id))
        }
        Instance::Node(_) | Instance::Name(_) => None,
    })
}

/// Builds [`FOREIGN`]: notes objects with a property, itself an object or an array, of one of the names.
pub(super) fn foreign<'a>(_: &'a Map<String, Value>, names: &'a Value, _: Location) -> Built<'a> {
    let names = names.as_array().into_iter().flatten();
    let names = names.filter_map(|name| name.as_str().map(str::to_owned));
    let names: HashSet<String> = names.collect();
    let is_foreign = move |member: Member<'_>| {
        matches!(member.value.kind(), Kind::Object | Kind::Array)
            && names.contains(member.key.text())
    };
    probe(move |instance| match instance {
        Instance::Node(node) => node.members().any(&is_foreign).then_some(Reason::Foreign),
        Instance::Name(_) => None,
    })
}
