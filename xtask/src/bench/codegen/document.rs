//! A document by a seeded generator: the same on every machine.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::bench::data::Random;

const OBJECTS: u64 = 1_000;
const ENUMS: u64 = 200;
const UNIONS: u64 = 100;
const OPERATIONS: u64 = 300;
/// Schemas refer to others of their own area only, as those of a real document mostly do.
const AREA: u64 = 20;

/// Writes it into the folder.
pub(super) fn make(folder: &Path) -> io::Result<PathBuf> {
    let path = folder.join("made.openapi.json");
    let text = serde_json::to_string_pretty(&document(&mut Random(0x5EED)))?;
    fs::write(&path, text)?;
    Ok(path)
}

fn document(random: &mut Random) -> Value {
    let mut schemas = Map::new();
    for at in 0..ENUMS {
        let values: Vec<String> = (0..6).map(|value| format!("VALUE_{at}_{value}")).collect();
        schemas.insert(
            format!("Kind{at}"),
            json!({"type": "string", "enum": values, "description": format!("The kinds of area {at}.")}),
        );
    }
    for at in 0..OBJECTS {
        schemas.insert(format!("Object{at}"), object(random, at));
    }
    for at in 0..UNIONS {
        let first = at * OBJECTS / UNIONS;
        let branches: Vec<Value> = (first..first + 3)
            .map(|branch| reference("Object", branch))
            .collect();
        let union = json!({"oneOf": branches, "discriminator": {"propertyName": "type"}});
        schemas.insert(format!("Union{at}"), union);
    }
    let paths: Map<String, Value> = (0..OPERATIONS)
        .map(|at| (format!("/objects{at}/{{id}}"), operation(at)))
        .collect();
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Made", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

fn object(random: &mut Random, at: u64) -> Value {
    let area = at / AREA * AREA;
    let mut near = |name, count: u64| reference(name, (area + random.next() % AREA) % count);
    json!({
        "type": "object",
        "description": format!("An object of area {area}, which is made of other objects of that area."),
        "required": ["type", "id", "count"],
        "properties": {
            "type": {"type": "string"},
            "id": {"type": "string", "minLength": 1, "maxLength": 64, "description": "What it is called by."},
            "count": {"type": "integer", "format": "int64", "minimum": 0},
            "enabled": {"type": "boolean", "description": "Whether it is in use."},
            "note": {"type": "string", "nullable": true},
            "kind": near("Kind", ENUMS),
            "next": near("Object", OBJECTS),
            "parts": {"type": "array", "items": near("Object", OBJECTS), "maxItems": 100},
        },
    })
}

fn operation(at: u64) -> Value {
    let body = |schema: Value| json!({"application/json": {"schema": schema}});
    json!({
        "put": {
            "operationId": format!("putObject{at}"),
            "summary": format!("Writes object {at}."),
            "parameters": [
                {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}},
                {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1}},
            ],
            "requestBody": {"required": true, "content": body(reference("Object", at * 3))},
            "responses": {
                "200": {"description": "Done.", "content": body(reference("Union", at / 3))},
                "404": {"description": "There is none.", "content": body(reference("Object", at * 3 + 1))},
            },
        },
    })
}

fn reference(name: &str, at: u64) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}{at}")})
}
