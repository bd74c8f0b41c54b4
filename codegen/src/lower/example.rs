//! The document's examples as doctests.

use serde_json::Value;
use specwright_spec::model::{Additional, Model, SchemaId, Shape};

use crate::text::{self, DocText, doc_text};

/// Returns a doctest that deserializes `example` as the type at `path`. If the type keeps all members, the doctest also
/// serializes the value and compares the result with the example.
pub(super) fn request(model: &Model, id: SchemaId, example: &Value, path: &str) -> DocText {
    let mut lines = vec![
        doc_text!("let json = {};", text::raw_json(example)),
        doc_text!(
            "let body: {} = serde_json::from_str(json)?;",
            text::path(path)
        ),
    ];
    if is_exact(model, id, example) {
        lines.push("let written = serde_json::to_value(&body)?;".into());
        lines.push("assert_eq!(written, serde_json::from_str::<serde_json::Value>(json)?);".into());
    }
    lines.push("# Ok::<(), serde_json::Error>(())".into());
    text::doctest(&lines)
}

/// Returns a doctest that decodes `example` as a response of an operation.
pub(super) fn response(operation: &str, status: u16, example: &Value, succeeds: bool) -> DocText {
    let check = if succeeds { "is_ok" } else { "is_err" };
    text::doctest(&[
        doc_text!("let body = {};", text::raw_json(example)),
        doc_text!(
            "let answer = {}::decode({}, body.as_bytes());",
            text::path(operation),
            status
        ),
        doc_text!("assert!(answer.{}(), \"{{answer:?}}\");", check),
    ])
}

/// Whether a type certainly keeps all of the value: no member of it is undeclared.
fn is_exact(model: &Model, id: SchemaId, value: &Value) -> bool {
    match (&model.schema(id).shape, value) {
        (Shape::Object(object), Value::Object(members)) => members.iter().all(|(name, value)| {
            let mut properties = object.properties.iter();
            let property = properties.find(|property| property.name == *name);
            match (property, object.additional) {
                (Some(property), _) => is_exact(model, property.schema, value),
                (None, Additional::Schema(values)) => is_exact(model, values, value),
                (None, Additional::Any) => true,
                (None, Additional::Unsaid) => object.properties.is_empty(),
                (None, Additional::Closed) => false,
            }
        }),
        (Shape::Array(array), Value::Array(items)) => items.iter().all(|item| {
            array
                .items
                .is_none_or(|schema| is_exact(model, schema, item))
        }),
        (Shape::Union(_) | Shape::Mixed(_), Value::Object(_) | Value::Array(_)) => false,
        _ => true,
    }
}
