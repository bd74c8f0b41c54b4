//! What a set of atoms comes to.

use std::rc::Rc;

use super::atoms::{Atom, AtomId, PartId, WrittenUnion};
use super::facets::{Facets, Types};
use super::{merge, of_parts, shape, union};
use crate::error::{Code, Error};
use crate::model::{Decimal, SchemaId, Shape};
use crate::pointer::Pointer;
use crate::resolve::Context;
use crate::source::Span;

/// The maximum number of JSON pointers in `composed_of`. A contract contains all of them, and in a chain of `allOf`
/// each schema repeats the pointers of the schemas before it, so that the total is quadratic without a limit.
const MOST_PLACES: usize = 32;

/// The atoms of a schema, sorted by kind.
pub(super) struct Sorted {
    pub(super) facets: Facets,
    pub(super) unions: Vec<(AtomId, Rc<WrittenUnion>)>,
    pub(super) nots: Vec<PartId>,
}

/// Sorts atoms, and puts together what stands in several.
pub(super) fn sort(context: &Context<'_>, atoms: &[AtomId]) -> Sorted {
    let mut merged = merge::Merged::default();
    let (mut unions, mut nots) = (Vec::new(), Vec::new());
    for id in atoms {
        match context.schemas.atoms.get(*id) {
            Atom::Facets(facets) => merged.add(facets),
            Atom::Union(union) => unions.push((*id, Rc::clone(union))),
            Atom::Not(part) => nots.push(*part),
        }
    }
    Sorted {
        facets: merged.finish(),
        unions,
        nots,
    }
}

/// Finds the shape of a schema that says these atoms.
pub(super) fn fill(context: &mut Context<'_>, id: SchemaId, atoms: &[AtomId]) {
    let sorted = sort(context, atoms);
    let pointer = context.schemas.made[id.0].pointer.clone();
    let (shape, nullable) = if sorted.unions.is_empty() {
        shape::of(context, &sorted.facets, &pointer)
    } else {
        union::of(context, atoms, &sorted)
    };
    let is_said_to_be = |id: &AtomId| match context.schemas.atoms.get(*id) {
        Atom::Facets(facets) => facets.types == Types::NONE,
        Atom::Union(_) | Atom::Not(_) => false,
    };
    if matches!(shape, Shape::Never) && !atoms.iter().any(is_said_to_be) {
        refuse(context, id, &sorted.facets);
    }
    let mut not = Vec::new();
    // The branches of a union have what stands beside it, `not` included.
    if sorted.unions.is_empty() {
        for part in &sorted.nots {
            not.push(of_parts(context, &[*part], &pointer.child("not")));
        }
    }
    let composed_of = composed_of(context, &pointer, atoms);
    let schema = &mut context.schemas.made[id.0];
    schema.composed_of = composed_of;
    schema.shape = shape;
    schema.nullable = nullable;
    schema.not = not;
    schema.advice = sorted.facets.advice;
    schema.error_code = sorted.facets.error_code;
}

/// Returns the JSON pointers of the schemas that have the atoms; empty if that is the schema at `pointer` alone.
fn composed_of(context: &Context<'_>, pointer: &Pointer, atoms: &[AtomId]) -> Vec<Pointer> {
    let places = atoms
        .iter()
        .filter_map(|atom| context.schemas.atoms.place(*atom));
    let mut places: Vec<Pointer> = places.take(MOST_PLACES).cloned().collect();
    // Atoms of the same schema are adjacent.
    places.dedup();
    if places == std::slice::from_ref(pointer) {
        places.clear();
    }
    places
}

/// Tells that nothing can be a value of the schema.
fn refuse(context: &mut Context<'_>, id: SchemaId, facets: &Facets) {
    let pointer = &context.schemas.made[id.0].pointer;
    let minimum = pointer.child("minimum");
    let is_bounded = context.document.tree.at(&minimum).is_some();
    let error = if facets.types == Types::NUMBER && facets.values.is_none() && is_bounded {
        let span = context.document.span(&minimum);
        let most = Decimal::from(i64::MAX);
        let is_beyond = facets.minimum.as_ref().is_some_and(|low| low.value > most);
        let kind = match (facets.integer, is_beyond) {
            (true, true) => "integer of 64 bits",
            (true, false) => "integer",
            (false, _) => "number",
        };
        let message = format!("no {kind} lies between these bounds");
        let help = "widen the bounds, or drop `exclusiveMinimum` and `exclusiveMaximum`";
        let mut error = Error::new(Code::ContradictoryBounds, span, message).help(help);
        let format = facets.format_range.map(|_| "format");
        for keyword in ["maximum"].into_iter().chain(format) {
            if let Some(bound) = context.document.tree.at(&pointer.child(keyword)) {
                error = error.related(bound.span, format!("`{keyword}` is set here"));
            }
        }
        error
    } else {
        let span = context.schemas.made[id.0].span;
        if context.schemas.narrowed.contains(&id) {
            let message = "no value of this branch satisfies what stands beside the union";
            let help = "drop the branch, which is never taken, or what rules it out";
            Error::new(Code::IdleBranch, span, message).help(help)
        } else {
            contradiction(span)
        }
    };
    context.errors.push(error);
}

/// That no value satisfies all that a schema demands.
pub(super) fn contradiction(span: Span) -> Error {
    let message = "no value satisfies all that this schema demands";
    let help = "let the schemas that are put together agree on type, bounds and values";
    Error::new(Code::Contradiction, span, message).help(help)
}
