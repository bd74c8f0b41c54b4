//! Operations among each other.

use std::collections::{HashMap, HashSet};

use crate::error::{Code, Error};
use crate::load::grammar::{Object, Outline};
use crate::load::suggest::Suggestions;
use crate::pointer::Pointer;
use crate::tree::Node;

/// Every link leads to an operation of this document; other documents are left to whoever supports them.
pub(super) fn check_links(
    tree: &Node,
    outline: &Outline<'_>,
    suggestions: &Suggestions,
    errors: &mut Vec<Error>,
) {
    let nodes = |object| {
        let places = outline.places.iter();
        let places = places.filter(move |place| place.object == object);
        places.map(|place| place.node)
    };
    let ids = || nodes(Object::Operation).filter_map(|node| node.get("operationId")?.as_str());
    let known: HashSet<&str> = ids().collect();
    for link in nodes(Object::Link) {
        match (link.get("operationId"), link.get("operationRef")) {
            (None, None) => {
                let message = "a link must have `operationId` or `operationRef`";
                errors.push(
                    Error::new(Code::MissingKeyword, link.first_char(), message)
                        .help("write the `operationId` of the operation it leads to"),
                );
            }
            (Some(id), reference) => {
                if let Some(reference) = reference {
                    let message = "a link cannot have both `operationId` and `operationRef`";
                    errors.push(
                        Error::new(Code::UnknownKeyword, reference.span, message)
                            .related(id.span, "the operation is named here")
                            .help("remove one of the two"),
                    );
                }
                if let Some(text) = id.as_str().filter(|text| !known.contains(text)) {
                    let message = format!("no operation has the `operationId` `{text}`");
                    let error = Error::new(Code::DanglingReference, id.span, message);
                    errors.push(match suggestions.closest(text, ids()) {
                        Some(meant) => error.help(format!("write `{meant}`")),
                        None => error.help("write the `operationId` of an operation"),
                    });
                }
            }
            (None, Some(reference)) => errors.extend(dangling(tree, outline, reference)),
        }
    }
}

/// The refusal of an `operationRef` into this document that leads to no operation.
fn dangling(tree: &Node, outline: &Outline<'_>, reference: &Node) -> Option<Error> {
    let text = reference.as_str()?;
    let pointer = Pointer::of_fragment(text.strip_prefix('#')?);
    let found = pointer.and_then(|pointer| tree.at(&pointer));
    if found.and_then(|node| outline.kind(node)) == Some(Object::Operation) {
        return None;
    }
    let message = format!("`{text}` does not lead to an operation");
    let error = Error::new(Code::DanglingReference, reference.span, message);
    Some(error.help("write the `operationId` of the operation it leads to instead"))
}

/// An operation has an answer.
pub(super) fn check_responses(responses: &Node, errors: &mut Vec<Error>) {
    let entries = responses.as_mapping().map_or(&[][..], |all| all.entries());
    if entries.iter().all(|entry| entry.key.starts_with("x-")) {
        let message = "an operation must have at least one response";
        errors.push(
            Error::new(Code::NoResponse, responses.first_char(), message)
                .help("describe the response of success, such as `'200': {description: ..}`"),
        );
    }
}

/// Every `operationId` stands once.
pub(super) fn check_ids(outline: &Outline<'_>, errors: &mut Vec<Error>) {
    let mut first = HashMap::new();
    let operations = outline
        .places
        .iter()
        .filter(|place| place.object == Object::Operation);
    for id in operations.filter_map(|place| place.node.get("operationId")) {
        let Some(text) = id.as_str() else { continue };
        if let Some(before) = first.insert(text, id.span) {
            first.insert(text, before);
            errors.push(
                Error::new(
                    Code::DuplicateOperationId,
                    id.span,
                    format!("two operations have the `operationId` `{text}`"),
                )
                .related(before, "first used here"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::load::testing::{document, findings, helps, only};

    #[test]
    fn a_link_leads_to_an_operation() {
        let links = [
            "A: {description: d}",
            "B: {operationId: lst}",
            "C: {operationRef: '#/paths/~1b/get'}",
            "D: {operationRef: '#/paths/~1a/get'}",
            "E: {operationId: list, operationRef: 'x.yaml#/a'}",
            "F: {operationRef: 'x.yaml#/a'}",
        ];
        let text = document(&format!(
            "/a:\n    get: {{operationId: list, responses: {{default: {{description: d}}}}}}\ncomponents:\n  links:\n    {}",
            links.join("\n    ")
        ));
        assert_eq!(
            findings(&text),
            [
                "missing-keyword 8:8 a link must have `operationId` or `operationRef`",
                "dangling-reference 9:22 no operation has the `operationId` `lst`",
                "dangling-reference 10:23 `#/paths/~1b/get` does not lead to an operation",
                "unknown-keyword 12:42 a link cannot have both `operationId` and `operationRef`",
            ]
        );
        assert_eq!(helps(&text)[1], "write `list`");
    }

    #[test]
    fn an_operation_has_a_response() {
        let text = document("/a:\n    get: {responses: {x-a: 1}}");
        only(
            &text,
            "no-response 5:22 an operation must have at least one response",
        );
    }

    #[test]
    fn ids_are_unique() {
        let text = document(
            "/a:\n    get: {operationId: x, responses: {default: {description: d}}}\n    put: {operationId: x, responses: {default: {description: d}}}",
        );
        only(
            &text,
            "duplicate-operation-id 6:24 two operations have the `operationId` `x`",
        );
    }
}
