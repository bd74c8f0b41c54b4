//! Document to model: every `$ref` is followed, and what the model cannot say is refused by name.

mod direction;
mod extension;
mod operation;
mod reference;
mod schema;

use std::collections::HashMap;

use crate::error::{Code, Error, Errors};
use crate::load::Document;
use crate::model::{Docs, Model, Schema, SchemaId, Server, Text};
use crate::pointer::Pointer;

/// Follows every reference of a document.
///
/// # Errors
/// Every construct that is not supported yet and every extension that does not have its documented shape, with its place.
pub fn resolve(document: &Document) -> Result<Model, Errors> {
    let mut context = Context {
        document,
        schemas: Vec::new(),
        named: HashMap::new(),
        errors: Vec::new(),
    };
    extension::refuse_unknown(&mut context);
    let components = schema::components(&mut context);
    let operations = operation::operations(&mut context);
    let servers = servers(&mut context);
    let info = Pointer::root().child("info");
    let mut model = Model {
        source: document.source.clone(),
        title: document.openapi.info.title.clone(),
        version: document.openapi.info.version.clone(),
        description: context.text(&info, "description"),
        servers,
        schemas: context.schemas,
        components,
        operations,
    };
    if !context.errors.is_empty() {
        return Err(Errors::new(document.source.clone(), context.errors));
    }
    direction::mark(&mut model);
    Ok(model)
}

/// What the steps of resolving share.
struct Context<'d> {
    document: &'d Document,
    schemas: Vec<Schema>,
    /// The schemas of `components/schemas` by name.
    named: HashMap<&'d str, SchemaId>,
    errors: Vec<Error>,
}

impl Context<'_> {
    /// The text of a keyword of the object at `pointer`.
    fn text(&self, pointer: &Pointer, keyword: &str) -> Option<Text> {
        let node = self.document.tree.at(pointer)?.get(keyword)?;
        Some(Text {
            text: node.as_str()?.to_owned(),
            span: node.span,
        })
    }

    /// What the object at `pointer` says about itself; `title` is the keyword of its short form.
    fn docs(&self, pointer: &Pointer, title: &str) -> Docs {
        Docs {
            title: self.text(pointer, title),
            description: self.text(pointer, "description"),
            source_note: self.text(pointer, extension::SOURCE),
        }
    }

    /// Refuses a construct that the model cannot say yet, at the key that leads to `pointer`.
    fn unsupported(&mut self, pointer: &Pointer, what: impl std::fmt::Display) {
        let span = self.document.key_span(pointer);
        self.errors.push(
            Error::new(
                Code::Unsupported,
                span,
                format!("{what} is not supported yet"),
            )
            .label("not supported yet"),
        );
    }
}

fn servers(context: &mut Context<'_>) -> Vec<Server> {
    let pointer = Pointer::root().child("servers");
    let servers = &context.document.openapi.servers;
    servers
        .iter()
        .enumerate()
        .map(|(index, server)| {
            let pointer = pointer.child(index);
            Server {
                url: server.url.clone(),
                docs: context.docs(&pointer, "title"),
                span: context.document.span(&pointer),
            }
        })
        .collect()
}
