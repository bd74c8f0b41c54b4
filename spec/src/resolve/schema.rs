//! Schema objects: what is written in several places, for `allOf` or beside `oneOf`, is put together.
//!
//! A schema as it is written is a *part*. It says some *atoms*: its own keywords, those of its `allOf`, its unions, its
//! `not`. A schema of the model is a set of atoms, made once for each set, so that a schema that only repeats another
//! (`allOf: [{$ref: Pet}]`) is the other one.

mod atoms;
mod facets;
mod fill;
mod merge;
mod read;
mod shape;
mod union;

use std::collections::{HashMap, HashSet};

use self::atoms::{AtomId, Atoms, PartId};
use super::{Context, extension};
use crate::error::{Code, Error};
use crate::model::{
    Component, Direction, Notes, Schema, SchemaId, Shape, StringShape, Text, Value,
};
use crate::pointer::Pointer;

/// So many schemas no real document comes to; unions of unions can.
const MOST_SCHEMAS: usize = 200_000;

/// The work of putting schemas together that every document may cause, however small it is.
const LEAST_ROOM: usize = 100_000;
/// The work of putting schemas together that each value of a document may cause. Real documents need far less.
const ROOM_PER_VALUE: usize = 8;

/// State of schema resolution: the finished schemas, and those in progress.
pub(super) struct Schemas {
    /// The work that is still allowed: one for each atom, and for each property of a schema.
    room: Option<usize>,
    /// The schemas of the model so far.
    pub(super) made: Vec<Schema>,
    atoms: Atoms,
    /// The schema that says a set of atoms.
    by_atoms: HashMap<Vec<AtomId>, SchemaId>,
    /// Branches of unions that demand what stands beside the union, too.
    narrowed: HashSet<SchemaId>,
    /// Schemas whose shape is still to be found.
    pending: Vec<(SchemaId, Vec<AtomId>)>,
}

impl Schemas {
    /// No schemas yet, of a document of so many values.
    pub(super) fn of(values: usize) -> Self {
        Self {
            room: Some(LEAST_ROOM.saturating_add(values.saturating_mul(ROOM_PER_VALUE))),
            made: Vec::new(),
            atoms: Atoms::default(),
            by_atoms: HashMap::new(),
            narrowed: HashSet::new(),
            pending: Vec::new(),
        }
    }

    /// Accounts for work; returns `false` once there was too much.
    fn spend(&mut self, work: usize) -> bool {
        self.room = self.room.and_then(|room| room.checked_sub(work));
        self.room.is_some()
    }
}

/// Resolves `components/schemas`, in declared order.
pub(super) fn components(context: &mut Context<'_>) -> Vec<Component> {
    let section = Pointer::root().child("components").child("schemas");
    let document = context.document;
    let written = document
        .tree
        .at(&section)
        .and_then(|node| node.as_mapping());
    let entries = written.map(|mapping| mapping.entries()).unwrap_or_default();
    // Those with a schema of their own come first: what only refers to another is a second name.
    let own = |key: &str| {
        let pointer = section.child(key);
        atoms::followed(document, &pointer).is_none_or(|target| target == pointer)
    };
    for entry in entries.iter().filter(|entry| own(&entry.key)) {
        at(context, &section.child(&entry.key));
    }
    let components = entries.iter().map(|entry| Component {
        name: entry.key.clone(),
        schema: at(context, &section.child(&entry.key)),
        span: entry.key_span,
    });
    components.collect()
}

/// The schema at that place, or that a `$ref` there leads to.
pub(super) fn at(context: &mut Context<'_>, pointer: &Pointer) -> SchemaId {
    let part = atoms::part(context, pointer);
    of_parts(context, &[part], pointer)
}

/// A schema that accepts everything, for a place where the document gives none.
pub(super) fn any(context: &mut Context<'_>, pointer: Pointer) -> SchemaId {
    reserve(context, pointer)
}

/// A schema that accepts every text, for a parameter that is declared nowhere.
pub(super) fn text(context: &mut Context<'_>, pointer: Pointer) -> SchemaId {
    let id = reserve(context, pointer);
    context.schemas.made[id.0].shape = Shape::String(StringShape::default());
    id
}

/// A schema that accepts nothing, for a member that must not be there.
fn never(context: &mut Context<'_>, pointer: &Pointer) -> SchemaId {
    let atom = context.schemas.atoms.never();
    of_atoms(context, vec![atom], pointer)
}

/// Finds the shape of every schema that was asked for, and of those that they are made of.
pub(super) fn finish(context: &mut Context<'_>) {
    while let Some((id, atoms)) = context.schemas.pending.pop() {
        if context.schemas.made.len() > MOST_SCHEMAS {
            let message =
                "the unions of this document multiply to more schemas than can be told apart";
            return too_large(context, id, message);
        }
        if !context.schemas.spend(atoms.len()) {
            let message = "the `allOf` and the unions of this document repeat each other too often";
            return too_large(context, id, message);
        }
        fill::fill(context, id, &atoms);
    }
    union::refuse_empty(context);
    union::refuse_circles(context);
}

/// Refuses a document whose schemas together are too large, at the schema where that was found.
fn too_large(context: &mut Context<'_>, id: SchemaId, message: &str) {
    let error = Error::new(Code::TooLarge, context.schemas.made[id.0].span, message);
    let help = "write fewer `allOf`, `oneOf` and `anyOf` that lead through each other";
    context.errors.push(error.help(help));
    context.schemas.pending.clear();
}

/// The schema that demands all that these parts do; `pointer` is where it stands if it is a new one.
fn of_parts(context: &mut Context<'_>, parts: &[PartId], pointer: &Pointer) -> SchemaId {
    let mut all = Vec::new();
    for part in parts {
        all.extend(atoms::of(context, *part));
    }
    let place = match parts {
        [part] => context.schemas.atoms.pointer(*part).clone(),
        _ => pointer.clone(),
    };
    of_atoms(context, all, &place)
}

/// The schema that says all these atoms.
fn of_atoms(context: &mut Context<'_>, mut atoms: Vec<AtomId>, pointer: &Pointer) -> SchemaId {
    atoms::simplify(&context.schemas.atoms, &mut atoms);
    let mut key = atoms.clone();
    key.sort_unstable();
    if let Some(known) = context.schemas.by_atoms.get(&key) {
        return *known;
    }
    let id = reserve(context, pointer.clone());
    context.schemas.by_atoms.insert(key, id);
    context.schemas.pending.push((id, atoms));
    id
}

/// A new id, for now of a schema that accepts everything.
fn reserve(context: &mut Context<'_>, pointer: Pointer) -> SchemaId {
    let id = SchemaId(context.schemas.made.len());
    let notes = notes(context, &pointer);
    context.schemas.made.push(Schema {
        span: context.document.key_span(&pointer),
        notes,
        pointer,
        composed_of: Vec::new(),
        shape: Shape::Any,
        nullable: false,
        not: Vec::new(),
        advice: Vec::new(),
        error_code: None,
        direction: Direction::default(),
    });
    id
}

/// What the schema that is written at `pointer` says without demanding anything.
fn notes(context: &Context<'_>, pointer: &Pointer) -> Notes {
    let node = context.document.tree.at(pointer);
    let value = |keyword: &str| {
        let node = node?.get(keyword)?;
        Some(Value {
            json: node.to_json(),
            span: node.span,
        })
    };
    let flag = |keyword: &str| node.and_then(|node| node.get(keyword)?.as_bool());
    Notes {
        docs: context.docs(pointer, "title"),
        deprecated: flag("deprecated").unwrap_or(false),
        default: value("default"),
        example: value("example"),
        rust_name: rust_name(context, pointer),
    }
}

fn rust_name(context: &Context<'_>, pointer: &Pointer) -> Option<Text> {
    context.text(pointer, extension::RUST_NAME)
}
