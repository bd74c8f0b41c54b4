//! The document's examples as doctests.

use serde_json::Value;
use specwright_spec::model::{Model, SchemaId, Shape};

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

/// Whether a type keeps all of the value: no member of it is undeclared.
fn is_exact(model: &Model, id: SchemaId, value: &Value) -> bool {
    match (&model.schema(id).shape, value) {
        (Shape::Object(object), Value::Object(members)) => members.iter().all(|(name, value)| {
            let property = object
                .properties
                .iter()
                .find(|property| property.name == *name);
            property.is_some_and(|property| is_exact(model, property.schema, value))
        }),
        (Shape::Array(array), Value::Array(items)) => {
            items.iter().all(|item| is_exact(model, array.items, item))
        }
        (Shape::Map { values }, Value::Object(members)) => members
            .values()
            .all(|value| is_exact(model, *values, value)),
        _ => true,
    }
}
