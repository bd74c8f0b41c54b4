//! Bodies and their examples.

use crate::model::{Content, Encoding, Example, Location, RequestBody, Value};
use crate::pointer::Pointer;
use crate::resolve::{Context, reference, schema};
use crate::tree::Node;

use super::{entries, parameter};

/// The request body of the operation at `pointer`.
pub(super) fn request(context: &mut Context<'_>, pointer: &Pointer) -> Option<RequestBody> {
    let written = pointer.child("requestBody");
    context.document.tree.at(&written)?;
    let span = context.document.key_span(&written);
    let at = reference::follow(context, written)?;
    let node = context.document.tree.at(&at)?;
    let required = node.get("required").and_then(Node::as_bool);
    Some(RequestBody {
        docs: context.docs(&at, "title"),
        required: required.unwrap_or(false),
        content: content(context, &at.child("content")),
        span,
    })
}

/// The bodies that the object of media types at `pointer` names.
pub(super) fn content(context: &mut Context<'_>, pointer: &Pointer) -> Vec<Content> {
    let document = context.document;
    let written = entries(document.tree.at(pointer)).iter();
    let content = written.map(|entry| {
        let at = pointer.child(&entry.key);
        let place = at.child("schema");
        let has_schema = entry.value.get("schema").is_some();
        Content {
            media_type: entry.key.clone(),
            schema: if has_schema {
                schema::at(context, &place)
            } else {
                schema::any(context, place)
            },
            has_schema,
            examples: examples(context, &at),
            encoding: encoding(&entry.value),
            span: entry.key_span,
        }
    });
    content.collect()
}

fn encoding(media_type: &Node) -> Vec<Encoding> {
    let written = entries(media_type.get("encoding")).iter();
    let encodings = written.map(|entry| {
        let keyword = |name: &str| entry.value.get(name);
        let styles = ["style", "explode", "allowReserved"];
        let has_style = styles.iter().any(|name| keyword(name).is_some());
        let content_type = keyword("contentType").and_then(Node::as_str);
        Encoding {
            name: entry.key.clone(),
            content_type: content_type.map(str::to_owned),
            format: has_style.then(|| parameter::style(Some(&entry.value), Location::Query)),
        }
    });
    encodings.collect()
}

/// `example` and `examples` of the object at `pointer`.
pub(super) fn examples(context: &mut Context<'_>, pointer: &Pointer) -> Vec<Example> {
    let mut examples = Vec::new();
    let document = context.document;
    if let Some(node) = document.tree.at(&pointer.child("example")) {
        examples.push(Example {
            name: None,
            summary: None,
            value: value(node),
        });
    }
    let section = pointer.child("examples");
    for entry in entries(document.tree.at(&section)) {
        let Some(at) = reference::follow(context, section.child(&entry.key)) else {
            continue;
        };
        // An example whose value lies elsewhere (`externalValue`) has nothing to show.
        if let Some(node) = document.tree.at(&at.child("value")) {
            examples.push(Example {
                name: Some(entry.key.clone()),
                summary: context.text(&at, "summary").map(|text| text.text),
                value: value(node),
            });
        }
    }
    examples
}

fn value(node: &Node) -> Value {
    Value {
        json: node.to_json(),
        span: node.span,
    }
}
