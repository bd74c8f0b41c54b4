//! A part's schema and the shared definitions that it reaches as one document.

use serde_json::{Map, Value};

use super::DEFINITIONS;

/// How a document refers to its own definitions.
const OWN: &str = "#/$defs/";

/// A part's schema that refers to nothing outside: the shared definitions that it reaches, which `definition` finds by
/// their names, become its own, and a definition that is all of it stands in place.
pub fn bundle<'d>(schema: Value, definition: impl Fn(&str) -> Option<&'d Value>) -> Value {
    let Value::Object(schema) = schema else {
        return schema;
    };
    let mut schema = in_place(schema, &definition);
    let mut own = match schema.shift_remove("$defs") {
        Some(Value::Object(own)) => own,
        _ => Map::new(),
    };
    let mut open = Vec::new();
    let mut take_in = |target: &mut String| {
        if let Some(name) = target.strip_prefix(DEFINITIONS) {
            *target = name.to_owned();
        }
        open.extend(target.strip_prefix(OWN).map(str::to_owned));
    };
    each_reference(&mut schema, &mut take_in);
    for definition in own.values_mut().filter_map(Value::as_object_mut) {
        each_reference(definition, &mut take_in);
    }
    while let Some(name) = open.pop() {
        if !own.contains_key(&name)
            && let Some(Value::Object(mut shared)) = definition(&name).cloned()
        {
            each_reference(&mut shared, &mut |target| {
                open.extend(target.strip_prefix(OWN).map(str::to_owned));
            });
            own.insert(name, Value::Object(shared));
        }
    }
    if !own.is_empty() {
        schema.insert("$defs".to_owned(), Value::Object(own));
    }
    Value::Object(schema)
}

/// The schema with the definition in it that it only refers to; what it says itself counts.
fn in_place<'d>(
    schema: Map<String, Value>,
    definition: impl Fn(&str) -> Option<&'d Value>,
) -> Map<String, Value> {
    let target = schema.get("$ref").and_then(Value::as_str);
    let root = target.and_then(|target| match target.strip_prefix(DEFINITIONS) {
        Some(target) => definition(target.strip_prefix(OWN)?),
        None => schema.get("$defs")?.get(target.strip_prefix(OWN)?),
    });
    let Some(Value::Object(root)) = root.cloned() else {
        return schema;
    };
    let mut both = Map::new();
    let mut root = Some(root);
    for (keyword, value) in schema {
        match keyword.as_str() {
            "$ref" => both.extend(root.take().into_iter().flatten()),
            _ => {
                both.insert(keyword, value);
            }
        }
    }
    both
}

/// Every reference in a schema of the contract, but for those of its `$defs`.
fn each_reference(schema: &mut Map<String, Value>, visit: &mut dyn FnMut(&mut String)) {
    for (keyword, value) in schema {
        match (keyword.as_str(), value) {
            ("$ref", Value::String(target)) => visit(target),
            ("properties", Value::Object(schemas)) => {
                let schemas = schemas.values_mut().filter_map(Value::as_object_mut);
                schemas.for_each(|schema| each_reference(schema, visit));
            }
            ("items" | "additionalProperties" | "not", Value::Object(schema)) => {
                each_reference(schema, visit);
            }
            ("allOf" | "anyOf" | "oneOf", Value::Array(schemas)) => {
                let schemas = schemas.iter_mut().filter_map(Value::as_object_mut);
                schemas.for_each(|schema| each_reference(schema, visit));
            }
            // Others hold values, and not schemas of the contract.
            _ => {}
        }
    }
}
