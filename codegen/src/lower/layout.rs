//! Types that would contain themselves.

mod cycles;

use std::collections::HashMap;

use self::cycles::Edge;
use crate::ir::{Def, Newtype, Shape, Ty};

/// Boxes the fields and variants by which a type would contain itself.
///
/// The definitions are looked at in order, and a field is boxed if its type leads back to the definition without a box. A
/// struct or union that was looked at is on no cycle any more. So a field is boxed if it is on a cycle of its own definition,
/// later ones, and those around whose types no box can be put.
pub(super) fn break_cycles(defs: &mut [Def]) {
    let by_name: HashMap<&str, usize> = defs
        .iter()
        .enumerate()
        .map(|(at, def)| (def.name.as_str(), at))
        .collect();
    let time = |at: usize| match defs[at].shape {
        Shape::Struct(_) | Shape::Union(_) => defs.len() - at,
        Shape::Alias(_) | Shape::Enum(_) | Shape::Literals(_) | Shape::Newtype(_) => 0,
    };
    let mut edges = Vec::new();
    // Of each edge the place that it starts from, and whether the edge is there when the definition is looked at.
    let mut starts = Vec::new();
    for from in entangled(defs, &by_name) {
        let inner = bare(&defs[from].shape).into_iter();
        for (place, ty) in places(&defs[from].shape).chain(inner).enumerate() {
            if let Some(to) = held(ty).and_then(|name| by_name.get(name)) {
                let time = time(from).max(time(*to));
                edges.push(Edge {
                    from,
                    to: *to,
                    time,
                });
                starts.push((from, place));
            }
        }
    }
    let closing = cycles::closing(defs.len(), &edges, defs.len() + 1);
    let closed = starts.into_iter().zip(&edges).zip(closing);
    let boxed: Vec<(usize, usize)> = closed
        .filter(|((start, edge), closes)| *closes && edge.time == time(start.0))
        .map(|((start, _), _)| start)
        .collect();
    for (def, place) in boxed {
        box_place(&mut defs[def].shape, place);
    }
}

/// Puts a box around a type of a definition, if that has such a place.
fn box_place(shape: &mut Shape, place: usize) {
    let ty = match shape {
        Shape::Struct(structure) => structure.fields.get_mut(place).map(|field| &mut field.ty),
        Shape::Union(union) => union.variants.get_mut(place).map(|variant| &mut variant.ty),
        Shape::Alias(_) | Shape::Enum(_) | Shape::Literals(_) | Shape::Newtype(_) => None,
    };
    if let Some(ty) = ty {
        *ty = Ty::Boxed(Box::new(ty.clone()));
    }
}

/// The types in a definition that a box can be put around.
fn places(shape: &Shape) -> Box<dyn Iterator<Item = &Ty> + '_> {
    match shape {
        Shape::Struct(structure) => Box::new(structure.fields.iter().map(|field| &field.ty)),
        Shape::Union(union) => Box::new(union.variants.iter().map(|variant| &variant.ty)),
        Shape::Alias(_) | Shape::Enum(_) | Shape::Literals(_) | Shape::Newtype(_) => {
            Box::new(std::iter::empty())
        }
    }
}

/// The definitions that may be part of a cycle, in order: what is left once those are taken away, again and again, that
/// hold nothing that is left. Most documents leave nothing, so that nothing needs a closer look.
fn entangled(defs: &[Def], by_name: &HashMap<&str, usize>) -> Vec<usize> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); defs.len()];
    let mut holding = vec![0; defs.len()];
    for (at, def) in defs.iter().enumerate() {
        for inner in parts(&def.shape).filter_map(|name| by_name.get(name)) {
            holders[*inner].push(at);
            holding[at] += 1;
        }
    }
    let mut free: Vec<usize> = (0..defs.len()).filter(|at| holding[*at] == 0).collect();
    while let Some(at) = free.pop() {
        for holder in std::mem::take(&mut holders[at]) {
            holding[holder] -= 1;
            if holding[holder] == 0 {
                free.push(holder);
            }
        }
    }
    (0..defs.len()).filter(|at| holding[*at] > 0).collect()
}

/// The definitions whose values lie inside a value of this shape.
fn parts(shape: &Shape) -> impl Iterator<Item = &str> {
    places(shape).chain(bare(shape)).filter_map(held)
}

/// Returns the type that a definition holds without a field or variant, around which there is no place for a box.
fn bare(shape: &Shape) -> Option<&Ty> {
    match shape {
        Shape::Alias(ty) => Some(ty),
        Shape::Newtype(Newtype::Members { inner, .. } | Newtype::Not { inner, .. }) => Some(inner),
        Shape::Newtype(
            Newtype::Text { .. }
            | Newtype::Integer { .. }
            | Newtype::Number { .. }
            | Newtype::List { .. }
            | Newtype::Choice(_),
        )
        | Shape::Struct(_)
        | Shape::Enum(_)
        | Shape::Literals(_)
        | Shape::Union(_) => None,
    }
}

/// The definition whose value lies inside a value of this type.
fn held(ty: &Ty) -> Option<&str> {
    match ty {
        Ty::Named(name) => Some(name),
        Ty::Nullable(inner) | Ty::Open(inner) | Ty::OpenLiteral(inner) => held(inner),
        Ty::Boxed(_) | Ty::List(_) | Ty::Map(_) | Ty::BoundedVec { .. } => None,
        Ty::String
        | Ty::Password
        | Ty::BoundedString { .. }
        | Ty::RangedI64 { .. }
        | Ty::RangedU64 { .. }
        | Ty::Bool
        | Ty::I32
        | Ty::I64
        | Ty::U64
        | Ty::Bytes
        | Ty::File
        | Ty::Null
        | Ty::Never
        | Ty::Number
        | Ty::Any => None,
    }
}
