//! Which types hold a password, so that what shows their values hides it.

use std::collections::{BTreeSet, HashMap};

use crate::ir::{Def, Newtype, Shape, Ty};

/// Returns the names of the types that hold a password. Linear in the size of the definitions.
pub(super) fn of(defs: &[Def]) -> BTreeSet<String> {
    let mut holders: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut open: Vec<&str> = Vec::new();
    for def in defs {
        if matches!(
            def.shape,
            Shape::Newtype(Newtype::Text {
                is_secret: true,
                ..
            })
        ) {
            open.push(&def.name);
        }
        for ty in parts(&def.shape) {
            if let Ty::Named(inner) = ty.innermost() {
                holders.entry(inner).or_default().push(&def.name);
            } else if *ty.innermost() == Ty::Password {
                open.push(&def.name);
            }
        }
    }
    let mut secrets = BTreeSet::new();
    while let Some(name) = open.pop() {
        if secrets.insert(name.to_owned()) {
            open.extend(holders.get(name).into_iter().flatten());
        }
    }
    secrets
}

/// Returns the types of all values that a value of that shape holds.
fn parts(shape: &Shape) -> Box<dyn Iterator<Item = &Ty> + '_> {
    match shape {
        Shape::Struct(structure) => {
            let rest = structure.rest.iter().map(|rest| &rest.values);
            let fields = structure.fields.iter().map(|field| &field.ty);
            Box::new(fields.chain(rest))
        }
        Shape::Union(union) => Box::new(union.variants.iter().map(|variant| &variant.ty)),
        Shape::Alias(ty) => Box::new(std::iter::once(ty)),
        Shape::Newtype(newtype) => match newtype {
            Newtype::List { items: inner, .. }
            | Newtype::Members { inner, .. }
            | Newtype::Not { inner, .. } => Box::new(std::iter::once(inner)),
            Newtype::Choice(choice) => Box::new(choice.branches.iter().map(|branch| &branch.ty)),
            Newtype::Text { .. } | Newtype::Integer { .. } | Newtype::Number { .. } => {
                Box::new(std::iter::empty())
            }
        },
        Shape::Enum(_) | Shape::Literals(_) => Box::new(std::iter::empty()),
    }
}
