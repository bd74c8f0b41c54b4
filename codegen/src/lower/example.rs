//! The document's examples as doctests.

use serde_json::Value;
use specwright_spec::model::{Additional, Model, SchemaId, Shape};

/// Lines that read `example` as the type at `path`, and hold the result against it where nothing is left out.
pub(super) fn request(model: &Model, id: SchemaId, example: &Value, path: &str) -> Vec<String> {
    let mut lines = vec![
        "```".to_owned(),
        format!("let json = {};", raw_string(example)),
    ];
    lines.push(format!("let body: {path} = serde_json::from_str(json)?;"));
    if is_exact(model, id, example) {
        lines.push("let written = serde_json::to_value(&body)?;".to_owned());
        lines.push(
            "assert_eq!(written, serde_json::from_str::<serde_json::Value>(json)?);".to_owned(),
        );
    }
    lines.push("# Ok::<(), serde_json::Error>(())".to_owned());
    lines.push("```".to_owned());
    split(lines)
}

/// Lines that decode `example` as the answer of an operation.
pub(super) fn response(
    operation: &str,
    status: u16,
    example: &Value,
    succeeds: bool,
) -> Vec<String> {
    let check = if succeeds { "is_ok" } else { "is_err" };
    split(vec![
        "```".to_owned(),
        format!("let body = {};", raw_string(example)),
        format!("let answer = {operation}::decode({status}, body.as_bytes());"),
        format!("assert!(answer.{check}(), \"{{answer:?}}\");"),
        "```".to_owned(),
    ])
}

fn split(lines: Vec<String>) -> Vec<String> {
    lines
        .iter()
        .flat_map(|line| line.lines().map(str::to_owned))
        .collect()
}

fn raw_string(example: &Value) -> String {
    let json = serde_json::to_string_pretty(example).unwrap_or_default();
    let mut hashes = "#".to_owned();
    while json.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{json}\"{hashes}")
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
