//! `x-specwright-progress`.

use std::collections::HashSet;

use super::{PROGRESS, Reader};
use crate::error::{Code, Error};
use crate::model::{MediaKind, Progress, Property, Response, Schema, SchemaId, Shape};
use crate::resolve::Context;
use crate::tree::Node;

/// `x-specwright-progress` of a response, whose schemas are known.
pub(in crate::resolve) fn progress(
    context: &mut Context<'_>,
    response: &Response,
) -> Option<Progress> {
    let document = context.document;
    let node = document.tree.at(&response.pointer)?.get(PROGRESS)?;
    let mut reader = Reader::new(node);
    let progress = Progress {
        items: reader.text("items"),
        state: reader.text("state"),
        pending: reader.texts("pending"),
        succeeded: reader.texts("succeeded"),
        failed: reader.texts("failed"),
        first_delay: reader.count("firstDelay"),
        interval: reader.count("interval"),
        timeout: reader.count("timeout"),
        span: node.span,
    };
    let mut mistakes = reader.finish();
    if mistakes.is_empty() {
        mistakes.extend(wrong_states(node));
        mistakes.extend(wrong_members(
            &context.schemas.made,
            response,
            node,
            &progress,
        ));
    }
    let is_sound = mistakes.is_empty();
    context.errors.extend(mistakes);
    is_sound.then_some(progress)
}

/// The states that are written down, each where it stands.
fn states(node: &Node) -> impl Iterator<Item = &Node> {
    let lists = ["pending", "succeeded", "failed"].into_iter();
    let lists = lists.filter_map(|list| node.get(list)?.as_sequence());
    lists.flatten()
}

/// A state means one thing, and there are some.
fn wrong_states(node: &Node) -> Vec<Error> {
    if states(node).next().is_none() {
        let message = format!("`{PROGRESS}` names no state");
        let error = Error::new(Code::Extension, node.span, message);
        return vec![error.help("list the states in `pending`, `succeeded` and `failed`")];
    }
    let mut seen = HashSet::new();
    let repeated = states(node).filter(|state| !seen.insert(state.as_str()));
    repeated
        .map(|state| {
            let name = state.as_str().unwrap_or_default();
            let message = format!("the state `{name}` stands twice");
            let error = Error::new(Code::Extension, state.span, message);
            error.help("list each state once, in one of `pending`, `succeeded` and `failed`")
        })
        .collect()
}

/// The body has the list, and its items have the state, whose values are known if there is an `enum`.
fn wrong_members(
    schemas: &[Schema],
    response: &Response,
    node: &Node,
    progress: &Progress,
) -> Vec<Error> {
    let at = |member: &str| node.get(member).map_or(node.span, |node| node.span);
    let mut json = response.content.iter();
    let body = json.find(|content| content.kind() == MediaKind::Json);
    let list = body.and_then(|body| property(schemas, body.schema, &progress.items));
    let Some(Shape::Array(list)) = list.map(|list| &schemas[list.schema.0].shape) else {
        let message = format!("the body of this response has no list `{}`", progress.items);
        let error = Error::new(Code::Extension, at("items"), message);
        return vec![error.help("name a property of the body's schema that is a list")];
    };
    let state = list
        .items
        .and_then(|id| property(schemas, id, &progress.state));
    match state.map(|state| &schemas[state.schema.0].shape) {
        Some(Shape::String(_)) => Vec::new(),
        Some(Shape::Enum(values)) if values.iter().all(|known| known.value.is_string()) => {
            let is_known = |name: &str| values.iter().any(|known| known.value == *name);
            let unknown = states(node).filter_map(|state| Some((state.span, state.as_str()?)));
            unknown
                .filter(|(_, name)| !is_known(name))
                .map(|(span, name)| {
                    let message = format!("`{}` is never `{name}`", progress.state);
                    let error = Error::new(Code::Extension, span, message);
                    error.help("write one of the values that its `enum` lists")
                })
                .collect()
        }
        Some(_) | None => {
            let message = format!(
                "the items of `{}` have no text `{}`",
                progress.items, progress.state
            );
            let error = Error::new(Code::Extension, at("state"), message);
            vec![error.help("name a property of the items' schema that is of `type: string`")]
        }
    }
}

/// The property of that name, if the schema is one of objects that have it in a response.
fn property<'s>(schemas: &'s [Schema], id: SchemaId, name: &str) -> Option<&'s Property> {
    match &schemas[id.0].shape {
        Shape::Object(object) => {
            let mut properties = object.properties.iter();
            properties.find(|property| property.name == name && property.write_only.is_none())
        }
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::String(_)
        | Shape::Enum(_)
        | Shape::Array(_)
        | Shape::Mixed(_)
        | Shape::Union(_) => None,
    }
}

#[cfg(test)]
mod tests;
