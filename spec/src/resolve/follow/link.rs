//! Links: the calls that a response leads to.

use super::value::Known;
use crate::error::{Code, Error};
use crate::load::Suggestions;
use crate::model::{
    Link, LinkBody, LinkParameter, Location, MediaKind, Operation, Parameter, Response,
};
use crate::pointer::Pointer;
use crate::resolve::{Context, reference};
use crate::source::Span;
use crate::tree::{Entry, Node};

/// The links of a response that can be followed; of the others it is told why not.
pub(super) fn all(
    context: &mut Context<'_>,
    operations: &[Operation],
    operation: &Operation,
    response: &Response,
) -> Vec<Link> {
    let document = context.document;
    let section = response.pointer.child("links");
    let mut links = Vec::new();
    for entry in entries(document.tree.at(&section)) {
        if entry.key.starts_with("x-") {
            continue;
        }
        let Some(at) = reference::follow(context, section.child(&entry.key)) else {
            continue;
        };
        let Some(node) = document.tree.at(&at) else {
            continue;
        };
        let known = Known {
            operation,
            response,
            schemas: &context.schemas.made,
        };
        let span = document.key_span(&at);
        match written(&known, operations, node, span) {
            Ok(Written {
                operation,
                parameters,
                body,
            }) => links.push(Link {
                name: entry.key.clone(),
                operation,
                parameters,
                body,
                docs: context.docs(&at, "title"),
                span: entry.key_span,
            }),
            Err(error) => context.errors.push(error),
        }
    }
    links
}

/// What a link says, its name and its docs apart.
struct Written {
    operation: usize,
    parameters: Vec<LinkParameter>,
    body: Option<LinkBody>,
}

/// Reads a link whose name stands at `span`.
fn written(
    known: &Known<'_>,
    operations: &[Operation],
    node: &Node,
    span: Span,
) -> Result<Written, Error> {
    if let Some(server) = node.get("server") {
        let message = "this link leads to a server of its own";
        let help = "leave `server` out, or give the operation `servers`";
        return Err(unsupported(server.first_char(), message, help));
    }
    let operation = target(operations, node, span)?;
    let target = &operations[operation];
    Ok(Written {
        operation,
        parameters: parameters(known, target, node, span)?,
        body: body(known, target, node, span)?,
    })
}

/// The position of the operation that a link leads to.
fn target(operations: &[Operation], link: &Node, span: Span) -> Result<usize, Error> {
    let help = "write the `operationId` of an operation of this document";
    if let Some(id) = link.get("operationId") {
        let named = |operation: &Operation| operation.has_id && id.as_str() == Some(&operation.id);
        let position = operations.iter().position(named);
        return position
            .ok_or_else(|| unsupported(id.span, "this link leads to no operation", help));
    }
    let Some(reference) = link.get("operationRef") else {
        return Err(unsupported(span, "this link leads to no operation", help));
    };
    let fragment = reference.as_str().and_then(|text| text.strip_prefix('#'));
    let Some(fragment) = fragment else {
        let message = "this link leads out of the document";
        return Err(unsupported(reference.span, message, help));
    };
    let pointer = Pointer::of_fragment(fragment);
    let position = operations
        .iter()
        .position(|operation| pointer.as_ref() == Some(&operation.pointer));
    position.ok_or_else(|| unsupported(reference.span, "this link leads to no operation", help))
}

fn parameters(
    known: &Known<'_>,
    target: &Operation,
    link: &Node,
    span: Span,
) -> Result<Vec<LinkParameter>, Error> {
    let mut parameters: Vec<LinkParameter> = Vec::new();
    for entry in entries(link.get("parameters")) {
        let parameter = parameter(target, entry)?;
        let is_same = |given: &LinkParameter| {
            (given.location, &given.name) == (parameter.location, &parameter.name)
        };
        if parameters.iter().any(is_same) {
            let message = format!("this link gives `{}` twice", parameter.name);
            let help = "give each parameter once";
            return Err(unsupported(entry.key_span, message, help));
        }
        parameters.push(LinkParameter {
            location: parameter.location,
            name: parameter.name.clone(),
            value: known.value(&entry.value)?,
        });
    }
    let is_given = |parameter: &Parameter| {
        let mut given = parameters.iter();
        given.any(|given| (given.location, &given.name) == (parameter.location, &parameter.name))
    };
    let is_needed =
        |parameter: &&Parameter| parameter.required || parameter.location == Location::Path;
    let mut needed = target.parameters.iter().filter(is_needed);
    match needed.find(|parameter| !is_given(parameter)) {
        None => Ok(parameters),
        Some(missing) => {
            let message = format!(
                "`{}` needs `{}`, which this link does not give",
                target.id, missing.name
            );
            let help = format!("give `{}` in `parameters`", missing.name);
            Err(unsupported(span, message, help))
        }
    }
}

/// The parameter of the target that is meant by `name`, or by `location.name`.
fn parameter<'t>(target: &'t Operation, entry: &Entry) -> Result<&'t Parameter, Error> {
    let key = entry.key.as_str();
    let of_name = |name: &str, location: Option<&str>| -> Vec<&'t Parameter> {
        let parameters = target.parameters.iter();
        let meant = parameters.filter(|parameter| {
            let is_there = location.is_none_or(|place| place == parameter.location.as_str());
            is_there && has_name(parameter, name)
        });
        meant.collect()
    };
    let mut found = of_name(key, None);
    if let Some((location, name)) = key.split_once('.').filter(|_| found.is_empty()) {
        found = of_name(name, Some(location));
    }
    match found.as_slice() {
        [parameter] => Ok(parameter),
        [] => {
            let names = target.parameters.iter();
            let names = names.map(|parameter| parameter.name.as_str());
            let help = match Suggestions::new().closest(key, names) {
                Some(meant) => format!("write `{meant}`"),
                None => format!("name a parameter of `{}`", target.id),
            };
            let message = format!("`{}` has no parameter `{key}`", target.id);
            Err(unsupported(entry.key_span, message, help))
        }
        [first, ..] => {
            let message = format!("`{}` has several parameters `{key}`", target.id);
            let help = format!("say which one, such as `{}.{key}`", first.location.as_str());
            Err(unsupported(entry.key_span, message, help))
        }
    }
}

/// Header names have no case.
fn has_name(parameter: &Parameter, name: &str) -> bool {
    match parameter.location {
        Location::Header => parameter.name.eq_ignore_ascii_case(name),
        Location::Path | Location::Query | Location::Cookie => parameter.name == name,
    }
}

fn body(
    known: &Known<'_>,
    target: &Operation,
    link: &Node,
    span: Span,
) -> Result<Option<LinkBody>, Error> {
    let body = target.request_body.as_ref();
    let Some(given) = link.get("requestBody") else {
        if body.is_some_and(|body| body.required) {
            let message = format!(
                "`{}` needs a body, which this link does not give",
                target.id
            );
            return Err(unsupported(span, message, "give it in `requestBody`"));
        }
        return Ok(None);
    };
    let mut content = body.iter().flat_map(|body| &body.content);
    if !content.any(|content| content.kind() == MediaKind::Json) {
        let message = format!("`{}` takes no body of JSON", target.id);
        let place = given.first_char();
        return Err(unsupported(place, message, "leave `requestBody` out"));
    }
    known.body(given).map(Some)
}

/// Why a link cannot be followed.
pub(super) fn unsupported(
    span: Span,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Error {
    Error::new(Code::UnsupportedLink, span, message)
        .label("so this link is not followed")
        .help(help)
}

/// The entries of a mapping, none if it is no mapping.
fn entries(node: Option<&Node>) -> &[Entry] {
    let mapping = node.and_then(Node::as_mapping);
    mapping.map(|mapping| mapping.entries()).unwrap_or_default()
}
