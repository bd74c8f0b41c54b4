//! Model to IR: names, presences, views and boxes are settled here.

mod disjoint;
mod docs;
mod example;
mod kept;
mod layout;
mod names;
mod operation;
mod secrets;
mod security;
mod status;
mod types;
mod views;
mod wide;

use specwright_spec::{Contract, Error, Errors, Model};

use crate::ir::Api;
use crate::text::{self, Docs, code, doc_text};

/// Turns a model into the crate that will be written.
///
/// # Errors
/// Constructs that have no Rust form yet, each with its place.
pub(crate) fn api(model: &Model, contract: &Contract, package: &str) -> Result<Api, Errors> {
    let mut errors: Vec<Error> = wide::refused(model);
    if !errors.is_empty() {
        return Err(Errors::new(model.source.clone(), errors));
    }
    let mut types = types::Types::plan(model);
    let security = security::schemes(model);
    let operations =
        operation::operations(model, contract, &security, &mut types, package, &mut errors);
    let names = types.take_names();
    let items = types.take_items();
    let mut defs = types.finish();
    layout::break_cycles(&mut defs);
    if !errors.is_empty() {
        return Err(Errors::new(model.source.clone(), errors));
    }
    Ok(Api {
        docs: front_page(model),
        secrets: secrets::of(&defs),
        types: defs,
        names,
        items,
        servers: model.servers.clone(),
        security,
        operations,
    })
}

fn front_page(model: &Model) -> Docs {
    let start = specwright_spec::Span::new(0, 0);
    let span = model.description.as_ref().map_or(start, |text| text.span);
    let written = specwright_spec::model::Docs {
        title: None,
        description: model.description.clone(),
        source_note: None,
    };
    let title = doc_text!(
        "{}, version {}.",
        text::line(&model.title),
        text::line(&model.version)
    );
    let mut builder = docs::Builder::new(model).paragraph(title, start);
    if model.description.is_some() {
        builder = builder.written(&written, "", span);
    }
    for server in &model.servers {
        builder = builder.written(&server.docs, "A server of this API.", server.span);
        builder = builder.paragraph(doc_text!("Served at {}.", code(&server.url)), server.span);
    }
    builder.source(start)
}
