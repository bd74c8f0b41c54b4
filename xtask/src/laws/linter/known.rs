//! The fields of a valid instance that a schema declares, so that no field is reported as unknown that some part of the schema
//! knows.

use std::cell::RefCell;
use std::collections::HashMap;

use jsonschema::Validator;
use serde_json::{Value, json};

use super::subject::Finding;
use crate::laws::pattern;

/// The validators of a schema's branches, built when they are needed.
#[derive(Default)]
pub(super) struct Branches(RefCell<HashMap<String, Option<Validator>>>);

/// A field of an instance.
struct Field {
    pointer: String,
    /// The field is declared by a part of the schema that accepts the object.
    is_declared: bool,
    /// A part names the object's fields, and none says whether others may be there.
    is_silent: bool,
}

/// Returns a finding that should not be there, or the pointer of a field that should have one: of a valid instance, a field is
/// unknown if no subschema that accepts the object declares it, and none has `additionalProperties`.
pub(super) fn misjudged<'f>(
    (schema, branches): (&Value, &Branches),
    instance: &Value,
    found: &'f [Finding],
) -> Option<Result<&'f Finding, String>> {
    let mut walk = Walk {
        root: schema,
        branches,
        fields: Vec::new(),
    };
    walk.visit(&[schema], instance, "");
    let mut fields = walk.fields.iter();
    fields.find_map(|field| {
        let mut here = found.iter().filter(|found| found.pointer == field.pointer);
        let unknown = here.clone().find(|found| found.code == "unknown-field");
        match unknown {
            Some(unknown) => (field.is_declared || !field.is_silent).then_some(Ok(unknown)),
            None => (field.is_silent && !field.is_declared && here.next().is_none())
                .then(|| Err(field.pointer.clone())),
        }
    })
}

struct Walk<'s> {
    root: &'s Value,
    branches: &'s Branches,
    fields: Vec<Field>,
}

impl<'s> Walk<'s> {
    fn visit(&mut self, schemas: &[&'s Value], instance: &Value, pointer: &str) {
        let mut parts = Vec::new();
        for schema in schemas {
            self.add(schema, instance, &mut parts);
        }
        match instance {
            Value::Object(members) => {
                let limits = |part: &&Value| part.get("additionalProperties").is_some();
                let names = |part: &&Value| {
                    let properties = part["properties"].as_object();
                    properties.is_some_and(|properties| !properties.is_empty())
                };
                let is_silent = parts.iter().any(names) && !parts.iter().any(limits);
                for (name, value) in members {
                    let token = name.replace('~', "~0").replace('/', "~1");
                    let pointer = format!("{pointer}/{token}");
                    let declared = parts.iter().any(|part| is_declared(part, name));
                    self.fields.push(Field {
                        pointer: pointer.clone(),
                        is_declared: declared,
                        is_silent,
                    });
                    let inner = parts.iter().filter_map(|part| {
                        let property = part["properties"].get(name);
                        property.or(part.get("additionalProperties"))
                    });
                    self.visit(&inner.collect::<Vec<_>>(), value, &pointer);
                }
            }
            Value::Array(items) => {
                let inner: Vec<&Value> =
                    parts.iter().filter_map(|part| part.get("items")).collect();
                for (nth, item) in items.iter().enumerate() {
                    self.visit(&inner, item, &format!("{pointer}/{nth}"));
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// Adds a schema that applies to the instance, with all that it refers to, and the branches that accept the instance.
    fn add(&self, schema: &'s Value, instance: &Value, parts: &mut Vec<&'s Value>) {
        if parts.iter().any(|part| std::ptr::eq(*part, schema)) {
            return;
        }
        parts.push(schema);
        let target = schema["$ref"].as_str();
        let target = target.and_then(|target| self.root.pointer(target.trim_start_matches('#')));
        let all = schema["allOf"].as_array().into_iter().flatten();
        for part in target.into_iter().chain(all) {
            self.add(part, instance, parts);
        }
        for union in ["anyOf", "oneOf"] {
            for branch in schema[union].as_array().into_iter().flatten() {
                if self.accepts(branch, instance) {
                    self.add(branch, instance, parts);
                }
            }
        }
    }

    fn accepts(&self, branch: &Value, instance: &Value) -> bool {
        let mut known = self.branches.0.borrow_mut();
        let validator = known.entry(branch.to_string()).or_insert_with(|| {
            let schema = json!({"allOf": [branch], "$defs": self.root["$defs"]});
            pattern::validator(&schema).ok()
        });
        validator
            .as_ref()
            .is_some_and(|validator| validator.is_valid(instance))
    }
}

/// Returns `true` if a subschema names the property: in `properties`, or in `required`, which some documents leave at that.
fn is_declared(part: &Value, name: &str) -> bool {
    let mut required = part["required"].as_array().into_iter().flatten();
    part["properties"].get(name).is_some() || required.any(|required| required == name)
}
