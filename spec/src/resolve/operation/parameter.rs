//! Parameters.

use crate::model::{Docs, Location, Parameter, ParameterFormat, SchemaId, Style};
use crate::pointer::Pointer;
use crate::resolve::{Context, extension, reference, schema};
use crate::tree::Node;

use super::{body, entries};

/// The parameters of the operation and of its path; the operation's own take precedence.
pub(super) fn all(
    context: &mut Context<'_>,
    item: &Pointer,
    operation: &Pointer,
) -> Vec<Parameter> {
    let mut found: Vec<Parameter> = Vec::new();
    for holder in [operation, item] {
        let list = holder.child("parameters");
        let written = context.document.tree.at(&list).and_then(Node::as_sequence);
        for index in 0..written.map_or(0, <[_]>::len) {
            let Some(at) = reference::follow(context, list.child(index)) else {
                continue;
            };
            if let Some(parameter) = parameter(context, &at)
                && found.iter().all(|other| !is_same(other, &parameter))
            {
                found.push(parameter);
            }
        }
    }
    found
}

/// Name and location together tell parameters apart; header names have no case.
fn is_same(one: &Parameter, other: &Parameter) -> bool {
    let same_name = match one.location {
        Location::Header => one.name.eq_ignore_ascii_case(&other.name),
        Location::Path | Location::Query | Location::Cookie => one.name == other.name,
    };
    one.location == other.location && same_name
}

fn parameter(context: &mut Context<'_>, pointer: &Pointer) -> Option<Parameter> {
    let name = context.text(pointer, "name")?;
    let location = match context.text(pointer, "in")?.text.as_str() {
        "path" => Location::Path,
        "query" => Location::Query,
        "header" => Location::Header,
        "cookie" => Location::Cookie,
        _ => return None,
    };
    // OpenAPI 3.0.3: header parameters of these names say what the document says elsewhere, and are ignored.
    let reserved = ["accept", "content-type", "authorization"];
    if location == Location::Header && reserved.contains(&name.text.to_ascii_lowercase().as_str()) {
        return None;
    }
    let node = context.document.tree.at(pointer)?;
    let flag = |keyword: &str| node.get(keyword).and_then(Node::as_bool);
    let (required, deprecated) = (flag("required"), flag("deprecated"));
    let (format, schema) = value(context, pointer, location);
    Some(Parameter {
        name: name.text,
        location,
        format,
        required: required.unwrap_or(false) || location == Location::Path,
        deprecated: deprecated.unwrap_or(false),
        docs: context.docs(pointer, "title"),
        rust_name: context.text(pointer, extension::RUST_NAME),
        schema,
        examples: body::examples(context, pointer),
        span: name.span,
    })
}

/// How the value of the parameter or header at `pointer` becomes text, and its schema.
pub(super) fn value(
    context: &mut Context<'_>,
    pointer: &Pointer,
    location: Location,
) -> (ParameterFormat, SchemaId) {
    let node = context.document.tree.at(pointer);
    let content = entries(node.and_then(|node| node.get("content"))).first();
    let (format, place) = match content {
        Some(content) => (
            ParameterFormat::Content(content.key.clone()),
            pointer.child("content").child(&content.key).child("schema"),
        ),
        None => (style(node, location), pointer.child("schema")),
    };
    let schema = if context.document.tree.at(&place).is_some() {
        schema::at(context, &place)
    } else {
        schema::any(context, place)
    };
    (format, schema)
}

/// A parameter that stands in a path template and is declared nowhere, which was let through: any text.
pub(super) fn undeclared(context: &mut Context<'_>, name: &str, operation: &Pointer) -> Parameter {
    Parameter {
        name: name.to_owned(),
        location: Location::Path,
        format: ParameterFormat::Style {
            style: Style::Simple,
            explode: false,
            allow_reserved: false,
        },
        required: true,
        deprecated: false,
        docs: Docs::default(),
        rust_name: None,
        schema: schema::text(context, operation.child("parameters").child(name)),
        examples: Vec::new(),
        span: context.document.key_span(operation),
    }
}

/// The style that a parameter, a header or a member of a form has.
pub(super) fn style(node: Option<&Node>, location: Location) -> ParameterFormat {
    let keyword = |keyword: &str| node.and_then(|node| node.get(keyword));
    let style = match keyword("style").and_then(Node::as_str) {
        Some("matrix") => Style::Matrix,
        Some("label") => Style::Label,
        Some("simple") => Style::Simple,
        Some("form") => Style::Form,
        Some("spaceDelimited") => Style::SpaceDelimited,
        Some("pipeDelimited") => Style::PipeDelimited,
        Some("deepObject") => Style::DeepObject,
        Some(_) | None => match location {
            Location::Path | Location::Header => Style::Simple,
            Location::Query | Location::Cookie => Style::Form,
        },
    };
    let flag = |name: &str| keyword(name).and_then(Node::as_bool);
    ParameterFormat::Style {
        style,
        explode: flag("explode").unwrap_or(style == Style::Form),
        allow_reserved: flag("allowReserved").unwrap_or(false),
    }
}
