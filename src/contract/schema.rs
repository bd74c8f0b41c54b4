//! The JSON Schema of a contract, with lookups by place.

use std::collections::HashSet;

use serde_json::Value;
use specwright_spec::Pointer;

/// A JSON Schema 2020-12 that refers to nothing outside.
#[derive(Debug)]
pub(crate) struct Schema {
    json: Value,
}

impl Schema {
    pub(super) fn new(json: Value) -> Self {
        Self { json }
    }

    pub(crate) fn json(&self) -> &Value {
        &self.json
    }

    /// Returns the value at a place.
    pub(crate) fn at(&self, place: &Pointer) -> Option<&Value> {
        let mut tokens = place.tokens().iter();
        tokens.try_fold(&self.json, |value, token| match value {
            Value::Object(members) => members.get(token),
            Value::Array(items) => items.get(token.parse::<usize>().ok()?),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        })
    }

    /// Returns the target of a subschema's `$ref`, or the subschema if it has none.
    pub(crate) fn resolve<'s>(&'s self, subschema: &'s Value) -> &'s Value {
        let target = subschema.get("$ref").and_then(Value::as_str);
        let target = target.and_then(|target| self.at(&pointer_of(target)?));
        target.unwrap_or(subschema)
    }

    /// Returns all property names and strings in the schema. Returns `None` if a keyword constrains properties of any name.
    pub(crate) fn names(&self) -> Option<HashSet<String>> {
        let mut names = HashSet::new();
        let mut rest = vec![&self.json];
        while let Some(value) = rest.pop() {
            match value {
                Value::Object(members) => {
                    for (name, inner) in members {
                        let of_any_name = match name.as_str() {
                            "patternProperties" | "propertyNames" => true,
                            "additionalProperties" | "unevaluatedProperties" => !inner.is_boolean(),
                            _ => false,
                        };
                        if of_any_name {
                            return None;
                        }
                        names.insert(name.clone());
                        rest.push(inner);
                    }
                }
                Value::Array(items) => rest.extend(items),
                Value::String(text) => {
                    names.insert(text.clone());
                }
                Value::Null | Value::Bool(_) | Value::Number(_) => {}
            }
        }
        Some(names)
    }
}

/// Parses a reference within the schema, such as `#/$defs/Pet`.
pub(super) fn pointer_of(target: &str) -> Option<Pointer> {
    Pointer::of_fragment(target.strip_prefix('#')?)
}
