//! The keywords of one parameter or header among each other.

use std::collections::HashMap;

use crate::error::{Code, Error};
use crate::load::references::Targets;
use crate::tree::{Node, Value};

/// A parameter has a type, a style that its place allows, and is required if it is a part of the path.
pub(super) fn check(parameter: &Node, errors: &mut Vec<Error>) {
    let name = parameter.get("name").and_then(Node::as_str).unwrap_or("?");
    check_type(parameter, &format!("the parameter `{name}`"), errors);
    let Some(place) = parameter.get("in") else {
        return;
    };
    let styles: &[&str] = match place.as_str() {
        Some("path") => {
            check_required(parameter, name, place, errors);
            &["simple", "label", "matrix"]
        }
        Some("query") => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        Some("header") => &["simple"],
        Some("cookie") => &["form"],
        Some(_) | None => return,
    };
    let style = parameter.get("style");
    let Some((node, style)) = style.and_then(|node| Some((node, node.as_str()?))) else {
        return;
    };
    if !styles.contains(&style) {
        let place_name = place.as_str().unwrap_or_default();
        let message = format!("the style `{style}` is not for a `{place_name}` parameter");
        errors.push(
            Error::new(Code::WrongValue, node.span, message)
                .related(place.span, "the place is given here"),
        );
    }
}

/// No two parameters of one list have the same name and place; references count as what they lead to.
pub(super) fn check_list<'t>(owner: &'t Node, targets: &Targets<'t>, errors: &mut Vec<Error>) {
    let mut first = HashMap::new();
    let parameters = owner.get("parameters").and_then(Node::as_sequence);
    for written in parameters.unwrap_or_default() {
        let Some(parameter) = targets.follow(written) else {
            continue;
        };
        let (Some(name), Some(place)) = (parameter.get("name"), parameter.get("in")) else {
            continue;
        };
        let span = written.get("$ref").unwrap_or(name).span;
        let (Some(name), Some(place)) = (name.as_str(), place.as_str()) else {
            continue;
        };
        if let Some(before) = first.get(&(name, place)) {
            let message = format!("the {place} parameter `{name}` stands twice in one list");
            errors.push(
                Error::new(Code::DuplicateItem, span, message)
                    .related(*before, "first listed here")
                    .help("remove one of the two"),
            );
        } else {
            first.insert((name, place), span);
        }
    }
}

/// A header has a type.
pub(super) fn check_header(header: &Node, errors: &mut Vec<Error>) {
    check_type(header, "the header", errors);
}

fn check_type(node: &Node, noun: &str, errors: &mut Vec<Error>) {
    let entry = |key| node.as_mapping().and_then(|mapping| mapping.get(key));
    match (entry("schema"), entry("content")) {
        (None, None) => errors.push(
            Error::new(
                Code::MissingKeyword,
                node.first_char(),
                format!("{noun} must have `schema` or `content`"),
            )
            .help("write its type, such as `schema: {type: string}`"),
        ),
        (Some(schema), Some(content)) => errors.push(
            Error::new(
                Code::UnknownKeyword,
                content.key_span,
                format!("{noun} cannot have both `schema` and `content`"),
            )
            .related(schema.key_span, "the schema is here")
            .help("remove one of the two"),
        ),
        (Some(_), None) | (None, Some(_)) => {}
    }
}

fn check_required(parameter: &Node, name: &str, place: &Node, errors: &mut Vec<Error>) {
    let required = parameter.get("required");
    if required.is_some_and(|node| !matches!(node.value, Value::Bool(false))) {
        return;
    }
    let span = required.map_or(place.span, |node| node.span);
    let message = format!("the path parameter `{name}` must be required");
    errors.push(Error::new(Code::PathParameter, span, message).help("write `required: true`"));
}

#[cfg(test)]
mod tests {
    use crate::load::testing::{document, findings, only};

    #[test]
    fn a_list_has_each_parameter_once() {
        let text = document(
            "/a:\n    parameters:\n    - {name: b, in: query, schema: {}}\n    - {name: b, in: header, schema: {}}\n    - {$ref: '#/components/parameters/B'}\ncomponents: {parameters: {B: {name: b, in: query, schema: {}}}}",
        );
        only(
            &text,
            "duplicate-item 8:14 the query parameter `b` stands twice in one list",
        );
    }

    #[test]
    fn a_parameter_agrees_with_its_place() {
        let text = document(
            "/a/{b}:\n    parameters:\n    - {name: b, in: path, schema: {}}\n    - {name: c, in: header}\n    - {name: d, in: query, style: simple, schema: {}}",
        );
        assert_eq!(
            findings(&text),
            [
                "path-parameter 6:21 the path parameter `b` must be required",
                "missing-keyword 7:7 the parameter `c` must have `schema` or `content`",
                "wrong-value 8:35 the style `simple` is not for a `query` parameter",
            ]
        );
    }
}
