//! Documents that are refused, with many errors.

use serde_json::{Map, Value, json};

use super::chains::schemas;
use super::operations::paths;
use super::rows::{DOCUMENT, Files};

/// `/a/{p0}`, `/a/{p1}`: paths that are the same.
pub(super) fn equivalent_paths(n: usize) -> Files {
    paths((0..n).map(|at| {
        let name = format!("p{at}");
        let parameter =
            json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}});
        let operation = json!({"operationId": format!("o{at}"), "parameters": [parameter],
            "responses": {"204": {"description": "Done"}}});
        (format!("/a/{{{name}}}"), json!({"get": operation}))
    }))
}

/// One mapping with the same key n times.
pub(super) fn duplicate_keys(n: usize) -> Files {
    let mut text = String::from(
        "{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"Made\", \"version\": \"1\"}, \"paths\": {}, \"components\": {\"schemas\": {\"S\": {}",
    );
    for _ in 0..n {
        text += ", \"S\": {}";
    }
    vec![(DOCUMENT.to_owned(), text + "}}}")]
}

/// One schema with n keywords that there are not.
pub(super) fn unknown_keywords(n: usize) -> Files {
    let keywords: Map<String, Value> = (0..n)
        .map(|at| (format!("maxLeng{at}"), json!(1)))
        .collect();
    schemas([("S".to_owned(), Value::Object(keywords))])
}

/// n references that lead nowhere, beside n schemas that they might mean.
pub(super) fn dangling(n: usize) -> Files {
    let there = (0..n).map(|at| (format!("Schema{at}"), json!({"type": "string"})));
    let wrong: Vec<Value> = (0..n)
        .map(|at| json!({"$ref": format!("#/components/schemas/Schemo{at}")}))
        .collect();
    schemas(there.chain([("Union".to_owned(), json!({"anyOf": wrong}))]))
}

/// n values of the wrong type, all in one line.
pub(super) fn values(n: usize) -> Files {
    schemas((0..n).map(|at| {
        (
            format!("S{at}"),
            json!({"type": "string", "maxLength": "no"}),
        )
    }))
}

/// One object that requires n properties that it has under other names.
pub(super) fn misspelt(n: usize) -> Files {
    let properties: Map<String, Value> = (0..n)
        .map(|at| (format!("property{at}"), json!({})))
        .collect();
    let required: Vec<String> = (0..n).map(|at| format!("propertu{at}")).collect();
    let object = json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false});
    schemas([("S".to_owned(), object)])
}
