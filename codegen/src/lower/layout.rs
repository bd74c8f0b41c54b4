//! Types that would contain themselves.

use std::collections::{HashMap, HashSet};

use crate::ir::{Def, Newtype, Shape, Ty};

/// Boxes the fields and variants by which a type would contain itself.
pub(super) fn break_cycles(defs: &mut [Def]) {
    let by_name: HashMap<String, usize> = defs
        .iter()
        .enumerate()
        .map(|(at, def)| (def.name.clone(), at))
        .collect();
    for at in entangled(defs, &by_name) {
        let own = defs[at].name.clone();
        let boxed: Vec<bool> = places(&defs[at].shape)
            .map(|ty| held(ty).is_some_and(|first| reaches(defs, &by_name, first, &own)))
            .collect();
        for (ty, boxed) in places_mut(&mut defs[at].shape).into_iter().zip(boxed) {
            if boxed {
                *ty = Ty::Boxed(Box::new(ty.clone()));
            }
        }
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

fn places_mut(shape: &mut Shape) -> Vec<&mut Ty> {
    match shape {
        Shape::Struct(structure) => {
            let fields = structure.fields.iter_mut();
            fields.map(|field| &mut field.ty).collect()
        }
        Shape::Union(union) => {
            let variants = union.variants.iter_mut();
            variants.map(|variant| &mut variant.ty).collect()
        }
        Shape::Alias(_) | Shape::Enum(_) | Shape::Literals(_) | Shape::Newtype(_) => Vec::new(),
    }
}

/// The definitions that may be part of a cycle, in order: what is left once those are taken away, again and again, that
/// hold nothing that is left. Most documents leave nothing, so that nothing needs a closer look.
fn entangled(defs: &[Def], by_name: &HashMap<String, usize>) -> Vec<usize> {
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
    let inner = match shape {
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
    };
    places(shape).chain(inner).filter_map(held)
}

/// Whether a value of the type `from` contains one of the type `to`, as against pointing at it.
fn reaches(defs: &[Def], by_name: &HashMap<String, usize>, from: &str, to: &str) -> bool {
    let mut seen = HashSet::new();
    let mut open = vec![from];
    while let Some(name) = open.pop() {
        if name == to {
            return true;
        }
        if !seen.insert(name) {
            continue;
        }
        if let Some(at) = by_name.get(name) {
            open.extend(parts(&defs[*at].shape));
        }
    }
    false
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
