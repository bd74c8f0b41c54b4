//! IR to files: deterministic formatted text. Nothing here can fail.

mod alias;
mod choice;
mod docs;
mod enumeration;
mod features;
mod library;
mod literals;
mod manifest;
mod newtype;
mod operation;
mod parts;
mod pattern;
mod reading;
mod schema;
mod schemas;
mod security;
mod servers;
mod structure;
mod text;
mod ty;
mod union;
mod wire;

use specwright_spec::{Contract, Model, stack};

use crate::files::{File, Files};
use crate::ir::{Api, Def, Presence, Shape};
use crate::options::Options;

pub(crate) use self::features::is_dependency;

/// All files of the crate.
pub(crate) fn files(api: &Api, model: &Model, contract: &Contract, options: &Options) -> Files {
    let parts = parts::of(api);
    let mut files = vec![
        manifest::file(api, model, options),
        library::file(api, contract, &parts),
    ];
    if !api.types.is_empty() {
        files.push(types(api));
    }
    if !api.operations.is_empty() {
        files.extend(operation::files(api));
    }
    if !contract.schemas.is_empty() {
        files.push(schemas::file(api, model, contract));
    }
    if !api.security.is_empty() {
        files.push(security::file(&api.security));
    }
    if !api.servers.is_empty() {
        files.push(servers::file(&api.servers));
    }
    files.extend(wire::files(&parts));
    files.extend(schema::files(api, model, contract));
    Files::new(files, api.names.clone(), api.items.clone())
}

fn types(api: &Api) -> File {
    let names = ty::Scope::of_types(api);
    let mut text = text::Builder::rust(&"The schemas of the document as types.".into());
    if api.types.iter().any(nests_options) {
        text.lines("\n#![allow(\n    clippy::option_option,\n    reason = \"an optional member that may be null is one of three things\"\n)]");
    }
    text.blank();
    let items = stack::each(&api.types, |def| {
        let tokens = def_tokens(def, &names);
        let mentions_wire = text::mentions(&tokens, "wire");
        let mut text = text::Builder::plain();
        text.item(tokens);
        (text, mentions_wire)
    });
    let (items, mention_wire): (Vec<_>, Vec<_>) = items.into_iter().unzip();
    if mention_wire.contains(&true) {
        text.lines("use crate::wire;");
    }
    text.append(&items);
    text.file("src/types.rs")
}

/// Whether a field is an `Option<Option<_>>`, which the compiler's lints take for a mistake.
fn nests_options(def: &Def) -> bool {
    match &def.shape {
        Shape::Struct(structure) => structure
            .fields
            .iter()
            .any(|field| field.presence == Presence::OptionalNullable),
        Shape::Enum(_)
        | Shape::Literals(_)
        | Shape::Union(_)
        | Shape::Newtype(_)
        | Shape::Alias(_) => false,
    }
}

fn def_tokens(def: &Def, names: &ty::Scope) -> proc_macro2::TokenStream {
    match &def.shape {
        Shape::Struct(structure) => structure::tokens(def, structure, names),
        Shape::Enum(enumeration) => enumeration::tokens(def, enumeration),
        Shape::Literals(literals) => literals::tokens(def, literals),
        Shape::Union(union) => union::tokens(def, union, names),
        Shape::Newtype(newtype) => newtype::tokens(def, newtype, names),
        Shape::Alias(ty) => alias::tokens(def, ty, names),
    }
}

#[cfg(test)]
mod bounded_tests;
#[cfg(test)]
mod carried;
#[cfg(test)]
mod door_tests;
#[cfg(test)]
mod form_tests;
#[cfg(test)]
mod multipart_tests;
#[cfg(test)]
mod received_tests;
#[cfg(test)]
mod retry_tests;
#[cfg(test)]
mod wire_tests;
