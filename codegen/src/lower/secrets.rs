//! Which types hold a password, so that what shows their values hides it.

use std::collections::BTreeSet;

use crate::ir::{Def, Newtype, Shape, Ty};

/// Their names.
pub(super) fn of(defs: &[Def]) -> BTreeSet<String> {
    let mut secrets = BTreeSet::new();
    loop {
        let known = secrets.len();
        for def in defs {
            if holds(&def.shape, &secrets) {
                secrets.insert(def.name.clone());
            }
        }
        if secrets.len() == known {
            return secrets;
        }
    }
}

/// Whether a value of that shape holds a password, as those of the types `named` do.
fn holds(shape: &Shape, named: &BTreeSet<String>) -> bool {
    let is_secret = |ty: &Ty| ty.is_secret(named);
    match shape {
        Shape::Struct(structure) => {
            let rest = structure.rest.iter().map(|rest| &rest.values);
            let fields = structure.fields.iter().map(|field| &field.ty);
            fields.chain(rest).any(is_secret)
        }
        Shape::Union(union) => union.variants.iter().any(|variant| is_secret(&variant.ty)),
        Shape::Alias(ty) => is_secret(ty),
        Shape::Newtype(newtype) => match newtype {
            Newtype::Text { is_secret, .. } => *is_secret,
            Newtype::List { items: inner, .. }
            | Newtype::Members { inner, .. }
            | Newtype::Not { inner, .. } => is_secret(inner),
            Newtype::Choice(choice) => choice.branches.iter().any(|branch| is_secret(&branch.ty)),
            Newtype::Integer { .. } | Newtype::Number { .. } => false,
        },
        Shape::Enum(_) | Shape::Literals(_) => false,
    }
}
