//! Payloads for documents that make their validation expensive.

use serde_json::{Map, Value, json};

use super::operations::paths;
use super::rows::Files;

/// A document with one operation whose request has that schema, and a payload.
fn linted(schema: &Value, payload: &Value) -> Files {
    written(schema, payload.to_string())
}

fn written(schema: &Value, payload: String) -> Files {
    let content = json!({"application/json": {"schema": schema}});
    let operation = json!({
        "operationId": "o",
        "requestBody": {"required": true, "content": content},
        "responses": {"204": {"description": "Done"}},
    });
    let mut files = paths([("/a".to_owned(), json!({"post": operation}))]);
    files.push(("payload.json".to_owned(), payload));
    files
}

/// A union whose branches together have n properties, for an object that has all properties of a branch.
pub(super) fn branches(n: usize) -> Files {
    let each = n.isqrt();
    let branch = |at: usize| {
        let properties: Map<String, Value> = (0..each)
            .map(|key| {
                (
                    format!("p{key}"),
                    json!({"type": "integer", "maximum": at + key}),
                )
            })
            .collect();
        json!({"type": "object", "properties": properties})
    };
    let payload: Map<String, Value> = (0..each)
        .map(|key| (format!("p{key}"), json!(n * 2)))
        .collect();
    let branches: Vec<Value> = (0..each).map(branch).collect();
    linted(&json!({"oneOf": branches}), &Value::Object(payload))
}

/// An `enum` of n values, and n items of which each is the last.
pub(super) fn values(n: usize) -> Files {
    let values: Vec<String> = (0..n).map(|at| format!("value{at}")).collect();
    let items = vec![values.last().cloned().unwrap_or_default(); n];
    linted(
        &json!({"type": "array", "items": {"type": "string", "enum": values}}),
        &json!(items),
    )
}

/// n numbers that must differ.
pub(super) fn unique_numbers(n: usize) -> Files {
    let items: Vec<usize> = (0..n).collect();
    linted(
        &json!({"type": "array", "uniqueItems": true, "items": {"type": "integer"}}),
        &json!(items),
    )
}

/// n objects that must differ.
pub(super) fn unique_objects(n: usize) -> Files {
    let items: Vec<Value> = (0..n).map(|at| json!({"a": 1, "b": {"c": at}})).collect();
    linted(
        &json!({"type": "array", "uniqueItems": true, "items": {"type": "object"}}),
        &json!(items),
    )
}

/// n numbers of more than 100 digits that must differ.
pub(super) fn unique_large(n: usize) -> Files {
    let items: Vec<String> = (1..=n)
        .map(|at| format!("{at}{}", "1".repeat(100)))
        .collect();
    written(
        &json!({"type": "array", "uniqueItems": true, "items": {"type": "number"}}),
        format!("[{}]", items.join(",")),
    )
}

/// n large numbers that must be multiples of a small one.
pub(super) fn multiples(n: usize) -> Files {
    let schema = json!({"type": "array", "items": {"type": "number", "multipleOf": 1e-300}});
    written(&schema, format!("[{}]", vec!["1e300"; n].join(",")))
}

/// n required fields, all of which are missing.
pub(super) fn missing(n: usize) -> Files {
    let properties: Map<String, Value> = (0..n)
        .map(|at| (format!("property{at}"), json!({"type": "string"})))
        .collect();
    let payload: Map<String, Value> = (0..n)
        .map(|at| (format!("propertu{at}"), json!("a")))
        .collect();
    let required: Vec<&String> = properties.keys().collect();
    linted(
        &json!({"type": "object", "required": required, "properties": properties}),
        &Value::Object(payload),
    )
}

/// A payload n deep, for a schema that refers to itself in two branches.
pub(super) fn recursive(n: usize) -> Files {
    let own = json!({"$ref": "#/paths/~1a/post/requestBody/content/application~1json/schema"});
    let branch =
        |name: &str| json!({"type": "object", "properties": {"a": own, name: {"type": "string"}}});
    let mut payload = json!(1);
    for _ in 0..n {
        payload = json!({"a": payload});
    }
    linted(&json!({"anyOf": [branch("b"), branch("c")]}), &payload)
}

/// n characters for a pattern.
fn matched(pattern: &str, text: &str) -> Files {
    linted(&json!({"type": "string", "pattern": pattern}), &json!(text))
}

/// A repetition of a repetition.
pub(super) fn repetition(n: usize) -> Files {
    matched("^(a+)+$", &("a".repeat(n) + "!"))
}

/// A look-behind of any length, from everywhere.
pub(super) fn look_behind(n: usize) -> Files {
    matched("(?<=(a*)*)x", &"a".repeat(n))
}

/// A look-ahead of any length, from everywhere.
pub(super) fn look_ahead(n: usize) -> Files {
    matched("(?=a*b)x", &"a".repeat(n))
}

/// A reference to a group of any length, from everywhere.
pub(super) fn back_reference(n: usize) -> Files {
    matched("(a*)\\1b", &"a".repeat(n))
}

/// n strings of 100 characters, each for a pattern of ten looks.
pub(super) fn strings(n: usize) -> Files {
    let pattern = "(?=(a*)*b)|".repeat(9) + "(?<=(a*)*c)x";
    let items = vec!["a".repeat(100); n];
    linted(
        &json!({"type": "array", "items": {"type": "string", "pattern": pattern}}),
        &json!(items),
    )
}

/// A repetition of a counted repetition.
pub(super) fn counted(n: usize) -> Files {
    matched("^([ab]{0,50}c?){0,50}$", &("ab".repeat(n / 2) + "!"))
}
