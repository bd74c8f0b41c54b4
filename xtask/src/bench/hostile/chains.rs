//! Documents whose schemas refer to one another.

use serde_json::{Map, Value, json};

use super::rows::{Files, document};

/// A document of these schemas.
pub(super) fn schemas(schemas: impl IntoIterator<Item = (String, Value)>) -> Files {
    let schemas: Map<String, Value> = schemas.into_iter().collect();
    document(&json!({
        "openapi": "3.0.3",
        "info": {"title": "Made", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }))
}

/// Returns a `$ref` to the schema of that number.
pub(super) fn to(at: usize) -> Value {
    json!({"$ref": format!("#/components/schemas/S{at}")})
}

/// Schemas `S0` to `S(n-1)`, each made of its number, and a last one.
fn chain(n: usize, last: Value, schema: fn(usize) -> Value) -> Files {
    let all = (0..n).map(|at| (format!("S{at}"), schema(at)));
    schemas(all.chain([(format!("S{n}"), last)]))
}

/// `S0: {type: array, items: {$ref: S1}}` and so on.
pub(super) fn arrays(n: usize) -> Files {
    chain(
        n,
        json!({"type": "string"}),
        |at| json!({"type": "array", "items": to(at + 1)}),
    )
}

/// `S0: {type: object, properties: {next: {$ref: S1}}}` and so on.
pub(super) fn objects(n: usize) -> Files {
    chain(
        n,
        json!({"type": "object"}),
        |at| json!({"type": "object", "properties": {"next": to(at + 1)}, "required": ["next"]}),
    )
}

/// `S0: {$ref: S1}` and so on, which is refused.
pub(super) fn references(n: usize) -> Files {
    chain(n, json!({"type": "string"}), |at| to(at + 1))
}

/// As [`objects`], but the last schema refers to the first.
pub(super) fn ring(n: usize) -> Files {
    chain(
        n,
        json!({"type": "object", "properties": {"next": to(0)}}),
        |at| json!({"type": "object", "properties": {"next": to(at + 1)}}),
    )
}

/// Each schema refers to the one before, the one after, and the first.
pub(super) fn recursion(n: usize) -> Files {
    let last = json!({"type": "object", "properties": {"first": to(0)}});
    chain(n, last, |at| {
        let properties =
            json!({"before": to(at.saturating_sub(1)), "after": to(at + 1), "first": to(0)});
        json!({"type": "object", "properties": properties})
    })
}

/// `S0: {allOf: [{$ref: S1}, {minProperties: 1}]}` and so on.
pub(super) fn all_of(n: usize) -> Files {
    let last = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    chain(
        n,
        last,
        |at| json!({"allOf": [to(at + 1), {"minProperties": 1}]}),
    )
}

/// As [`all_of`], but each schema adds a property: the properties of all schemas together are quadratic in n, so it is refused.
pub(super) fn all_of_properties(n: usize) -> Files {
    let last = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    chain(n, last, |at| {
        let name = format!("p{at}");
        json!({"allOf": [to(at + 1), {"type": "object", "properties": {name: {"type": "string"}}}]})
    })
}

/// One schema that is all of n others.
pub(super) fn all_of_wide(n: usize) -> Files {
    let all: Vec<Value> = (0..n).map(to).collect();
    chain(
        n,
        json!({"allOf": all}),
        |at| json!({"type": "object", "properties": {format!("p{at}"): {"type": "string"}}}),
    )
}

/// `S0: {oneOf: [{$ref: S1}, {type: object, required: [p0]}]}` and so on.
pub(super) fn one_of(n: usize) -> Files {
    chain(n, json!({"type": "string"}), |at| {
        let name = format!("p{at}");
        let object = json!({"type": "object", "required": [name], "properties": {name.clone(): {"type": "string"}}});
        json!({"oneOf": [to(at + 1), object]})
    })
}
