//! Responses.

use crate::model::{Header, Location, Response, Status};
use crate::pointer::Pointer;
use crate::resolve::{Context, extension, reference};
use crate::tree::Node;

use super::{body, entries, parameter};

/// The responses of the operation at `pointer`, in declared order.
pub(super) fn all(context: &mut Context<'_>, pointer: &Pointer) -> Vec<Response> {
    let section = pointer.child("responses");
    let document = context.document;
    let mut responses = Vec::new();
    for entry in entries(document.tree.at(&section)) {
        let Some(status) = status(&entry.key) else {
            continue;
        };
        let Some(at) = reference::follow(context, section.child(&entry.key)) else {
            continue;
        };
        responses.push(Response {
            status,
            docs: context.docs(&at, "title"),
            headers: headers(context, &at.child("headers")),
            content: body::content(context, &at.child("content")),
            success: extension::success(context, &at),
            links: Vec::new(),
            progress: None,
            pointer: at,
            span: entry.key_span,
        });
    }
    responses
}

fn status(key: &str) -> Option<Status> {
    if key == "default" {
        return Some(Status::Default);
    }
    match key.strip_suffix("XX") {
        Some(hundred) => hundred.parse().ok().map(Status::Range),
        None => key.parse().ok().map(Status::Code),
    }
}

fn headers(context: &mut Context<'_>, pointer: &Pointer) -> Vec<Header> {
    let document = context.document;
    let mut headers = Vec::new();
    for entry in entries(document.tree.at(pointer)) {
        // OpenAPI 3.0.3: a header of this name says what `content` says, and is ignored.
        if entry.key.eq_ignore_ascii_case("content-type") {
            continue;
        }
        let Some(at) = reference::follow(context, pointer.child(&entry.key)) else {
            continue;
        };
        let node = document.tree.at(&at);
        let flag = |keyword: &str| node.and_then(|node: &Node| node.get(keyword)?.as_bool());
        let (format, schema) = parameter::value(context, &at, Location::Header);
        headers.push(Header {
            name: entry.key.clone(),
            required: flag("required").unwrap_or(false),
            deprecated: flag("deprecated").unwrap_or(false),
            docs: context.docs(&at, "title"),
            format,
            schema,
            span: entry.key_span,
        });
    }
    headers
}
