//! Documents whose names become the same Rust name.

use serde_json::{Map, Value, json};

use super::chains;
use super::operations::paths;
use super::rows::Files;

/// A name of that number: words between `-` and `.`, which are all the same once they are a Rust name.
fn name(at: usize) -> String {
    let signs: String = (0..20)
        .map(|bit| if at >> bit & 1 == 1 { '-' } else { '.' })
        .collect();
    format!("pet{signs}name")
}

/// Names of schemas.
pub(super) fn schemas(n: usize) -> Files {
    chains::schemas((0..n).map(|at| (name(at), json!({"type": "string", "maxLength": at + 1}))))
}

/// Names of properties of one object.
pub(super) fn properties(n: usize) -> Files {
    let properties: Map<String, Value> = (0..n)
        .map(|at| (name(at), json!({"type": "string"})))
        .collect();
    chains::schemas([(
        "S".to_owned(),
        json!({"type": "object", "properties": properties}),
    )])
}

/// Values of one `enum`.
pub(super) fn values(n: usize) -> Files {
    let values: Vec<String> = (0..n).map(name).collect();
    chains::schemas([("S".to_owned(), json!({"type": "string", "enum": values}))])
}

/// IDs of operations.
pub(super) fn operations(n: usize) -> Files {
    paths((0..n).map(|at| {
        let operation =
            json!({"operationId": name(at), "responses": {"204": {"description": "Done"}}});
        (format!("/a{at}"), json!({"get": operation}))
    }))
}

/// Names of parameters of one operation.
pub(super) fn parameters(n: usize) -> Files {
    let parameters: Vec<Value> = (0..n)
        .map(|at| json!({"name": name(at), "in": "query", "schema": {"type": "string"}}))
        .collect();
    let operation = json!({"operationId": "a", "parameters": parameters, "responses": {"204": {"description": "Done"}}});
    paths([("/a".to_owned(), json!({"get": operation}))])
}

/// Names of inline schemas, which are made of the names around them.
pub(super) fn inline(n: usize) -> Files {
    let properties: Map<String, Value> = (0..n)
        .map(|at| {
            (
                name(at),
                json!({"type": "object", "properties": {"a": {"type": "integer", "maximum": at}}}),
            )
        })
        .collect();
    chains::schemas([(
        "S".to_owned(),
        json!({"type": "object", "properties": properties}),
    )])
}
