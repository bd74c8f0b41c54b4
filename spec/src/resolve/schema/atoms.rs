//! Schemas as they are written, taken apart into what they demand.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::facets::Facets;
use super::read;
use crate::error::{Code, Error};
use crate::load::Document;
use crate::model::{Text, UnionKind};
use crate::pointer::Pointer;
use crate::resolve::{Context, reference};
use crate::tree::Node;

/// One schema of the text, its `$ref` followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PartId(usize);

/// One thing that a schema of the text demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct AtomId(usize);

/// One of several demands, all of which a value must meet.
#[derive(Clone, Debug)]
pub(super) enum Atom {
    /// The keywords that say what a value looks like.
    Facets(Box<Facets>),
    /// `oneOf` or `anyOf`.
    Union(Rc<WrittenUnion>),
    /// `not`.
    Not(PartId),
}

/// `oneOf` or `anyOf` as it is written.
#[derive(Clone, Debug)]
pub(super) struct WrittenUnion {
    pub(super) kind: UnionKind,
    /// The keyword's place; the branches are its children.
    pub(super) pointer: Pointer,
    pub(super) branches: Vec<PartId>,
    pub(super) discriminator: Option<Discriminator>,
}

/// `discriminator` as it is written.
#[derive(Clone, Debug)]
pub(super) struct Discriminator {
    pub(super) property: Text,
    /// The values of the property, each with the schema that it means.
    pub(super) mapping: Vec<(String, Pointer)>,
}

struct Part {
    pointer: Pointer,
    state: State,
    marks: Marks,
}

/// The JSON pointers of a schema with `readOnly: true` and of a schema with `writeOnly: true`.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    pub(super) read_only: Option<Pointer>,
    pub(super) write_only: Option<Pointer>,
}

impl Marks {
    /// Returns these marks, with each missing mark taken from `other`.
    pub(super) fn or(self, other: &Self) -> Self {
        Self {
            read_only: self.read_only.or_else(|| other.read_only.clone()),
            write_only: self.write_only.or_else(|| other.write_only.clone()),
        }
    }
}

enum State {
    Unread,
    /// Its `allOf`, which holds these parts, is being followed.
    Reading(Vec<PartId>),
    Read(Vec<AtomId>),
}

/// All parts and atoms of a document that were asked for.
#[derive(Default)]
pub(super) struct Atoms {
    parts: Vec<Part>,
    by_pointer: HashMap<Pointer, PartId>,
    /// The atoms, each with the JSON pointer of the schema or `discriminator` that has the constraint.
    atoms: Vec<(Atom, Option<Pointer>)>,
    /// What discriminators demand, by property and values.
    tags: HashMap<(String, Vec<String>), AtomId>,
    never: Option<AtomId>,
}

impl Atoms {
    pub(super) fn get(&self, id: AtomId) -> &Atom {
        &self.atoms[id.0].0
    }

    /// Returns the JSON pointer of the schema or `discriminator` that has an atom; `None` for [`Self::never`].
    pub(super) fn place(&self, id: AtomId) -> Option<&Pointer> {
        self.atoms[id.0].1.as_ref()
    }

    pub(super) fn add(&mut self, atom: Atom, place: Option<Pointer>) -> AtomId {
        self.atoms.push((atom, place));
        AtomId(self.atoms.len() - 1)
    }

    /// The demand that no value meets.
    pub(super) fn never(&mut self) -> AtomId {
        if let Some(known) = self.never {
            return known;
        }
        let id = self.add(Atom::Facets(Box::new(Facets::never())), None);
        self.never = Some(id);
        id
    }

    /// Returns the atom that requires a property to have one of the values, as the `discriminator` at `place` does.
    /// Calls `make` only if there is no such atom yet.
    pub(super) fn tag(
        &mut self,
        property: &str,
        values: &[String],
        place: &Pointer,
        make: impl FnOnce(&mut Self) -> Facets,
    ) -> AtomId {
        let key = (property.to_owned(), values.to_vec());
        if let Some(known) = self.tags.get(&key) {
            return *known;
        }
        let facets = make(self);
        let id = self.add(Atom::Facets(Box::new(facets)), Some(place.clone()));
        self.tags.insert(key, id);
        id
    }

    /// A part that is written nowhere as such; what causes it stands at `pointer`.
    pub(super) fn implied(&mut self, pointer: Pointer, facets: Facets) -> PartId {
        let atom = self.add(Atom::Facets(Box::new(facets)), Some(pointer.clone()));
        self.parts.push(Part {
            pointer,
            state: State::Read(vec![atom]),
            marks: Marks::default(),
        });
        PartId(self.parts.len() - 1)
    }

    pub(super) fn pointer(&self, part: PartId) -> &Pointer {
        &self.parts[part.0].pointer
    }

    /// Returns the `readOnly` and `writeOnly` marks of a part, including those in its `allOf`.
    pub(super) fn marks(&self, part: PartId) -> &Marks {
        &self.parts[part.0].marks
    }
}

/// Where the schema at `pointer` really is, every `$ref` followed; `None` if they lead in a circle or nowhere.
pub(super) fn followed(document: &Document, pointer: &Pointer) -> Option<Pointer> {
    let mut at = pointer.clone();
    // Loading has refused circles; the bound only makes this loop finite by itself.
    for _ in 0..64 {
        match document.tree.at(&at)?.get("$ref").map(Node::as_str) {
            Some(reference) => at = reference::target(reference?)?,
            None => return Some(at),
        }
    }
    None
}

/// The part at that place.
pub(super) fn part(context: &mut Context<'_>, pointer: &Pointer) -> PartId {
    let target = followed(context.document, pointer).unwrap_or_else(|| pointer.clone());
    let atoms = &mut context.schemas.atoms;
    if let Some(known) = atoms.by_pointer.get(&target) {
        return *known;
    }
    let id = PartId(atoms.parts.len());
    atoms.by_pointer.insert(target.clone(), id);
    atoms.parts.push(Part {
        pointer: target,
        state: State::Unread,
        marks: Marks::default(),
    });
    id
}

/// All that a part demands, its `allOf` included.
pub(super) fn of(context: &mut Context<'_>, part: PartId) -> Vec<AtomId> {
    let mut open = Vec::new();
    enter(context, part, &mut open);
    while let Some(last) = open.last_mut() {
        match last.rest.next() {
            Some(inner) => enter(context, inner, &mut open),
            None => {
                let part = last.part;
                open.pop();
                put_together(context, part);
            }
        }
    }
    match &context.schemas.atoms.parts[part.0].state {
        State::Read(atoms) => atoms.clone(),
        // A part of itself, which was refused.
        State::Unread | State::Reading(_) => Vec::new(),
    }
}

/// A part whose `allOf` is being followed.
struct Open {
    part: PartId,
    /// The schemas of its `allOf` that are still to be read.
    rest: std::vec::IntoIter<PartId>,
}

/// Begins to read a part, unless it was read before. The parts are kept on a list, as a chain of `allOf` may be long.
fn enter(context: &mut Context<'_>, part: PartId, open: &mut Vec<Open>) {
    let known = &context.schemas.atoms.parts[part.0];
    match &known.state {
        State::Read(_) => {}
        State::Unread => {
            let pointer = known.pointer.clone();
            let inner = read::inner(context, &pointer);
            context.schemas.atoms.parts[part.0].state = State::Reading(inner.clone());
            let rest = inner.into_iter();
            open.push(Open { part, rest });
        }
        State::Reading(_) => {
            let span = context.document.key_span(&known.pointer);
            let message = "this schema is a part of itself: its `allOf` leads back to it";
            let error = Error::new(Code::CircularReference, span, message);
            let help = "take the reference back to this schema out of `allOf`";
            context.errors.push(error.help(help));
        }
    }
}

/// Puts the atoms of a part together, once the schemas of its `allOf` are read.
fn put_together(context: &mut Context<'_>, part: PartId) {
    let known = &mut context.schemas.atoms.parts[part.0];
    let State::Reading(inner) = std::mem::replace(&mut known.state, State::Unread) else {
        return;
    };
    let pointer = known.pointer.clone();
    let mut atoms = Vec::new();
    let mut marks = read::marks(context, &pointer);
    for inner in inner {
        let inner = &context.schemas.atoms.parts[inner.0];
        if let State::Read(inner) = &inner.state {
            atoms.extend_from_slice(inner);
        }
        marks = marks.or(&inner.marks);
    }
    for atom in read::own(context, &pointer) {
        let place = Some(pointer.clone());
        atoms.push(context.schemas.atoms.add(atom, place));
    }
    once(&mut atoms);
    if !context.schemas.spend(atoms.len()) {
        atoms.clear();
    }
    let known = &mut context.schemas.atoms.parts[part.0];
    known.state = State::Read(atoms);
    known.marks = marks;
}

/// Removes what stands twice and what demands nothing; of atoms that all demand nothing the first is left.
pub(super) fn simplify(all: &Atoms, atoms: &mut Vec<AtomId>) {
    once(atoms);
    let first = atoms.first().copied();
    atoms.retain(|atom| match all.get(*atom) {
        Atom::Facets(facets) => !facets.is_any(),
        Atom::Union(_) | Atom::Not(_) => true,
    });
    if atoms.is_empty() {
        atoms.extend(first);
    }
}

fn once(atoms: &mut Vec<AtomId>) {
    let mut seen = HashSet::new();
    atoms.retain(|atom| seen.insert(*atom));
}
