//! A document's own schemas as JSON Schema 2020-12, keyword by keyword: the second opinion that types are held against.
//!
//! Nothing here knows how the generator understands a document. What OpenAPI adds to JSON Schema is written
//! out: `nullable`, booleans as exclusive bounds, integers of 32 and 64 bits, discriminators, and members that one direction
//! does not have.

mod tags;

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::number;

/// Which way the values travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Request,
    Response,
}

impl Way {
    /// The keyword that marks members which do not travel this way.
    const fn absent(self) -> &'static str {
        match self {
            Self::Request => "readOnly",
            Self::Response => "writeOnly",
        }
    }
}

/// Schemas of a document, each with all that it refers to.
pub(super) struct Judge<'d> {
    document: &'d Value,
    way: Way,
    definitions: Map<String, Value>,
}

impl<'d> Judge<'d> {
    /// Translates those schemas and all that they lead to.
    pub(super) fn new(document: &'d Value, way: Way, mut open: Vec<String>) -> Self {
        let mut judge = Self {
            document,
            way,
            definitions: Map::new(),
        };
        let mut seen: BTreeSet<String> = open.iter().cloned().collect();
        while let Some(pointer) = open.pop() {
            let mut found = Vec::new();
            let schema = judge
                .document
                .pointer(&pointer)
                .cloned()
                .unwrap_or_default();
            let translated = judge.schema(&schema, &mut found);
            judge.definitions.insert(token(&pointer), translated);
            open.extend(
                found
                    .into_iter()
                    .filter(|pointer| seen.insert(pointer.clone())),
            );
        }
        judge
    }

    /// One of those schemas, with those that it leads to under `$defs`.
    pub(super) fn at(&self, pointer: &str) -> Value {
        self.bundled(json!({"$ref": definition(pointer)}))
    }

    /// A schema that refers to those by [`definition`], with all that it leads to under `$defs`.
    pub(super) fn bundled(&self, mut schema: Value) -> Value {
        let mut reached = Map::new();
        let mut open = Vec::new();
        references(&schema, &mut open);
        while let Some(token) = open.pop() {
            if reached.contains_key(&token) {
                continue;
            }
            let known = self.definitions.get(&token);
            let schema = known.cloned().unwrap_or(json!(true));
            references(&schema, &mut open);
            reached.insert(token, schema);
        }
        schema["$defs"] = Value::Object(reached);
        schema
    }

    fn schema(&self, written: &Value, found: &mut Vec<String>) -> Value {
        let Some(keywords) = written.as_object() else {
            return json!(true);
        };
        if let Some(target) = keywords.get("$ref").and_then(Value::as_str) {
            let pointer = decoded(target);
            found.push(pointer.clone());
            return json!({"$ref": definition(&pointer)});
        }
        let mut json = Map::new();
        for (keyword, value) in keywords {
            let value = match keyword.as_str() {
                "allOf" => self.list(value, found),
                "oneOf" | "anyOf" => self.branches(value, &written["discriminator"], found),
                "not" | "items" => self.schema(value, found),
                "additionalProperties" if value.is_object() => self.schema(value, found),
                "properties" => self.properties(value, found),
                "required" => self.required(value, &written["properties"]),
                // A number with too many digits is read as the nearest one, which the document's author is warned of.
                "enum" => number::nearest(value),
                "minimum"
                | "maximum"
                | "multipleOf"
                | "minLength"
                | "maxLength"
                | "minItems"
                | "maxItems"
                | "uniqueItems"
                | "minProperties"
                | "maxProperties"
                | "pattern"
                | "additionalProperties" => value.clone(),
                _ => continue,
            };
            json.insert(keyword.clone(), value);
        }
        exclusive(&mut json, written, "minimum", "exclusiveMinimum");
        exclusive(&mut json, written, "maximum", "exclusiveMaximum");
        if let Some(ty) = written["type"].as_str() {
            let ty = if written["nullable"] == true {
                json!([ty, "null"])
            } else {
                json!(ty)
            };
            json.insert("type".to_owned(), ty);
        }
        if written["type"] == "integer" {
            json.insert("allOf".to_owned(), bounded(written, json.get("allOf")));
        }
        Value::Object(json)
    }

    fn list(&self, value: &Value, found: &mut Vec<String>) -> Value {
        let items = value.as_array().into_iter().flatten();
        items.map(|item| self.schema(item, found)).collect()
    }

    /// Members that do not travel this way must not be there.
    fn properties(&self, value: &Value, found: &mut Vec<String>) -> Value {
        let members = value.as_object().into_iter().flatten();
        let members = members.map(|(name, schema)| {
            let schema = if self.is_absent(schema, 0) {
                json!(false)
            } else {
                self.schema(schema, found)
            };
            (name.clone(), schema)
        });
        Value::Object(members.collect())
    }

    fn required(&self, value: &Value, properties: &Value) -> Value {
        let names = value.as_array().into_iter().flatten();
        let names = names.filter(|name| {
            let schema = name.as_str().map(|name| &properties[name]);
            !schema.is_some_and(|schema| self.is_absent(schema, 0))
        });
        names.cloned().collect()
    }

    fn is_absent(&self, schema: &Value, depth: usize) -> bool {
        if depth > 32 {
            return false;
        }
        if let Some(target) = schema["$ref"].as_str() {
            let target = self.document.pointer(&decoded(target));
            return target.is_some_and(|target| self.is_absent(target, depth + 1));
        }
        let only = ["oneOf", "anyOf"].map(|keyword| {
            schema[keyword]
                .as_array()
                .filter(|branches| branches.len() == 1)
        });
        let inner = schema["allOf"]
            .as_array()
            .into_iter()
            .chain(only.into_iter().flatten())
            .flatten();
        schema[self.way.absent()] == true
            || inner
                .into_iter()
                .any(|inner| self.is_absent(inner, depth + 1))
    }

    /// With a discriminator, a branch is meant by the values of its tag, and by no others.
    fn branches(&self, value: &Value, discriminator: &Value, found: &mut Vec<String>) -> Value {
        let branches = value.as_array().into_iter().flatten();
        let Some(tag) = discriminator["propertyName"].as_str() else {
            return branches.map(|branch| self.schema(branch, found)).collect();
        };
        let branches: Vec<&Value> = branches.collect();
        let is_only = branches.len() == 1;
        let branches = branches.into_iter().map(|branch| {
            let schema = self.schema(branch, found);
            match self.tags(branch, discriminator, tag) {
                Some(tags) if !is_only => json!({"allOf": [
                    schema,
                    {"type": "object", "properties": {tag: {"type": "string", "enum": tags}}, "required": [tag]},
                ]}),
                Some(_) | None => schema,
            }
        });
        branches.collect()
    }
}

/// The place of a component.
fn component(name: &str) -> String {
    format!(
        "/components/schemas/{}",
        name.replace('~', "~0").replace('/', "~1")
    )
}

/// The reference to the schema at a place.
pub(super) fn definition(pointer: &str) -> String {
    format!("#/$defs/{}", token(pointer))
}

/// The name of the schema at a place under `$defs`: of characters that stand for themselves in a URI and in a JSON pointer.
fn token(pointer: &str) -> String {
    let bytes = pointer.bytes().map(|byte| match byte {
        b'/' => ".".to_owned(),
        plain if plain.is_ascii_alphanumeric() => char::from(plain).to_string(),
        other => format!("_{other:02X}"),
    });
    bytes.collect()
}

/// The place that a reference names.
pub(super) fn decoded(target: &str) -> String {
    let target = target.strip_prefix('#').unwrap_or(target);
    let mut bytes = Vec::new();
    let mut rest = target.as_bytes();
    while let [first, tail @ ..] = rest {
        let digits = tail
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            Some(_) | None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The names of the definitions that a schema refers to.
fn references(schema: &Value, found: &mut Vec<String>) {
    match schema {
        Value::Object(keywords) => {
            let target = keywords.get("$ref").and_then(Value::as_str);
            let token = target.and_then(|target| target.strip_prefix("#/$defs/"));
            found.extend(token.map(str::to_owned));
            keywords.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn exclusive(json: &mut Map<String, Value>, written: &Value, bound: &str, keyword: &str) {
    if written[keyword] == true
        && let Some(value) = json.remove(bound)
    {
        json.insert(keyword.to_owned(), value);
    }
}

/// Integers are held to the bits of their `format`, and else to 64. Without a `format`, only a document that asks for more
/// than the signed 64 bits gets unsigned ones.
fn bounded(written: &Value, all: Option<&Value>) -> Value {
    let mut all = all.and_then(Value::as_array).cloned().unwrap_or_default();
    let from_zero = written["minimum"]
        .as_f64()
        .is_some_and(|minimum| minimum >= 0.0);
    let signed = json!({"minimum": i64::MIN, "maximum": i64::MAX});
    all.push(match written["format"].as_str() {
        Some("int32") => json!({"minimum": i32::MIN, "maximum": i32::MAX}),
        Some("int64") => signed,
        Some("uint64") => json!({"minimum": 0, "maximum": u64::MAX}),
        _ if from_zero && written["maximum"].is_number() => json!({"maximum": u64::MAX}),
        _ => signed,
    });
    Value::Array(all)
}
