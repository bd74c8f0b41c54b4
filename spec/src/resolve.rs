//! Document to model: every `$ref` is followed, and what the model cannot say is refused by name.

mod direction;
mod extension;
mod follow;
mod operation;
mod reference;
mod schema;

pub(crate) use self::direction::mark as mark_directions;
pub use self::extension::EXTENSIONS;

use std::collections::HashSet;

use crate::error::{Code, Error};
use crate::load::Document;
use crate::model::{
    Docs, Location, Model, SecurityKind, SecurityScheme, Server, ServerVariable, Text,
};
use crate::pointer::Pointer;
use crate::source::Span;
use crate::tree::Node;

/// Follows every reference of a document.
///
/// Where a part of the document is unusable, the model has a schema that accepts everything or nothing at all, and a
/// diagnostic: whoever uses the model judges the diagnostics of what they use.
pub fn resolve(document: &Document) -> Model {
    let mut context = Context {
        document,
        schemas: schema::Schemas::of(document.tree.size()),
        errors: Vec::new(),
    };
    extension::refuse_unknown(&mut context);
    let components = schema::components(&mut context);
    let mut operations = operation::operations(&mut context);
    schema::finish(&mut context);
    follow::find(&mut context, &mut operations);
    let servers = servers(&context, &Pointer::root());
    let security_schemes = security_schemes(&mut context);
    let info = Pointer::root().child("info");
    let text = |pointer, keyword| {
        context
            .text(pointer, keyword)
            .map_or(String::new(), |text| text.text)
    };
    let (title, version) = (text(&info, "title"), text(&info, "version"));
    let description = context.text(&info, "description");
    // What was told of a place while loading is not told again.
    let told: HashSet<_> = document.diagnostics.iter().map(place).collect();
    context.errors.retain(|error| !told.contains(&place(error)));
    let mut diagnostics = document.diagnostics.clone();
    diagnostics.stage(context.errors);
    let mut model = Model {
        diagnostics,
        source: document.source.clone(),
        title,
        version,
        description,
        servers,
        schemas: context.schemas.made,
        components,
        security_schemes,
        operations,
    };
    mark_directions(&mut model);
    model
}

fn place(error: &Error) -> (Code, Span) {
    (error.code, error.span)
}

/// What the steps of resolving share.
struct Context<'d> {
    document: &'d Document,
    schemas: schema::Schemas,
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

/// The `servers` of the object at `owner`.
fn servers(context: &Context<'_>, owner: &Pointer) -> Vec<Server> {
    let pointer = owner.child("servers");
    let written = context
        .document
        .tree
        .at(&pointer)
        .and_then(Node::as_sequence);
    let servers = written.unwrap_or_default().iter().enumerate();
    let servers = servers.map(|(index, server)| {
        let pointer = pointer.child(index);
        let url = server.get("url").and_then(Node::as_str);
        Server {
            url: url.unwrap_or_default().to_owned(),
            variables: variables(context, server, &pointer.child("variables")),
            docs: context.docs(&pointer, "title"),
            span: context.document.span(&pointer),
        }
    });
    servers.collect()
}

fn variables(context: &Context<'_>, server: &Node, pointer: &Pointer) -> Vec<ServerVariable> {
    let written = server.get("variables").and_then(Node::as_mapping);
    let entries = written.map(|mapping| mapping.entries()).unwrap_or_default();
    let variables = entries.iter().map(|entry| {
        let default = entry.value.get("default").and_then(Node::as_str);
        let values = entry.value.get("enum").and_then(Node::as_sequence);
        let values = values.unwrap_or_default().iter();
        ServerVariable {
            name: entry.key.clone(),
            default: default.unwrap_or_default().to_owned(),
            values: values
                .filter_map(|value| value.as_str().map(str::to_owned))
                .collect(),
            docs: context.docs(&pointer.child(&entry.key), "title"),
        }
    });
    variables.collect()
}

fn security_schemes(context: &mut Context<'_>) -> Vec<SecurityScheme> {
    let section = Pointer::root().child("components").child("securitySchemes");
    let written = context
        .document
        .tree
        .at(&section)
        .and_then(Node::as_mapping);
    let mut schemes = Vec::new();
    for entry in written.map(|mapping| mapping.entries()).unwrap_or_default() {
        let Some(at) = reference::follow(context, section.child(&entry.key)) else {
            continue;
        };
        let text = |keyword| context.text(&at, keyword).map(|text| text.text);
        let kind = match text("type").as_deref() {
            Some("apiKey") => api_key(text("in").as_deref(), text("name")),
            Some("http") => SecurityKind::Http {
                scheme: text("scheme").unwrap_or_default(),
            },
            Some("openIdConnect") => SecurityKind::OpenIdConnect,
            Some(_) | None => SecurityKind::OAuth2,
        };
        let signature = extension::signature(context, &at, &kind);
        schemes.push(SecurityScheme {
            name: entry.key.clone(),
            docs: context.docs(&at, "title"),
            kind: signature.map_or(kind, SecurityKind::Signature),
            span: entry.key_span,
        });
    }
    schemes
}

fn api_key(location: Option<&str>, name: Option<String>) -> SecurityKind {
    SecurityKind::ApiKey {
        location: match location {
            Some("query") => Location::Query,
            Some("cookie") => Location::Cookie,
            Some(_) | None => Location::Header,
        },
        name: name.unwrap_or_default(),
    }
}
