//! The helper modules that a crate carries, written as they are.

use std::collections::BTreeMap;

use proc_macro2::Ident;

use super::features::Feature;
use super::parts::Parts;
use super::text::Builder;
use super::ty;
use crate::files::File;

/// The modules, and the one that they are in.
pub(super) fn files(parts: &Parts) -> Vec<File> {
    if parts.is_empty() {
        return Vec::new();
    }
    let rows = parts.keys().map(|part| part.row());
    let modules = rows.map(|row| {
        let mut text = Builder::plain();
        text.header("//");
        text.lines(row.text);
        text.file(&format!("src/wire/{}.rs", row.name))
    });
    std::iter::once(contents(parts)).chain(modules).collect()
}

/// Exports what the crate's users see of the modules: first what is always there, then what each feature adds.
pub(super) fn exports(text: &mut Builder, parts: &Parts) {
    let mut lists: BTreeMap<Option<Feature>, Vec<&str>> = BTreeMap::new();
    for (part, feature) in parts {
        lists.entry(*feature).or_default().extend(part.row().public);
    }
    for (feature, mut names) in lists {
        names.sort_unstable();
        if !names.is_empty() {
            text.blank();
            text.behind(feature);
            text.import("pub use", &ty::ident("wire"), &idents(&names), None);
        }
    }
}

fn contents(parts: &Parts) -> File {
    let mut text = Builder::rust(&"How values are read from and written to the wire.".into());
    text.blank();
    for (part, feature) in parts {
        text.behind(*feature);
        text.module(&ty::ident(part.row().name), None);
    }
    text.blank();
    for (part, feature) in parts {
        let row = part.row();
        for (verb, names) in [("pub use", row.public), ("pub(crate) use", row.inside)] {
            if !names.is_empty() {
                text.behind(*feature);
                text.import(verb, &ty::ident(row.name), &idents(names), None);
            }
        }
    }
    text.file("src/wire.rs")
}

fn idents(names: &[&str]) -> Vec<Ident> {
    names.iter().map(|name| ty::ident(name)).collect()
}
