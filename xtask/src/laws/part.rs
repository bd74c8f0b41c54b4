//! The parts of a document's operations that the linter checks, found without the linter.

use serde_json::{Map, Value, json};

use super::judge::{Judge, Way, decoded, definition};

/// A part of an operation.
pub(super) struct Part {
    /// The operation as `METHOD /path`.
    pub(super) operation: String,
    /// The part's name for the linter.
    pub(super) name: String,
    /// The direction in which its instances are sent.
    pub(super) way: Way,
    /// Refers to schemas of the document by [`definition`].
    schema: Value,
    /// The places of those schemas.
    pointers: Vec<String>,
}

impl Part {
    /// Returns the part's schema as the judge translates it, with all that it refers to.
    pub(super) fn translated(&self, judge: &Judge<'_>) -> Value {
        judge.bundled(self.schema.clone())
    }

    fn of_body(operation: &str, name: String, way: Way, pointer: String) -> Self {
        Self {
            operation: operation.to_owned(),
            name,
            way,
            schema: json!({"$ref": definition(&pointer)}),
            pointers: vec![pointer],
        }
    }
}

/// Returns a judge of all schemas that the parts of a direction refer to.
pub(super) fn judge<'d>(document: &'d Value, parts: &[Part], way: Way) -> Judge<'d> {
    let parts = parts.iter().filter(|part| part.way == way);
    let pointers = parts.flat_map(|part| part.pointers.iter().cloned());
    Judge::new(document, way, pointers.collect())
}

/// The folder of the paths that [`with_components`] adds.
const ADDED: &str = "/specwright-laws/components";

/// The path of the named schema at that position.
pub(super) fn added(nth: usize) -> String {
    format!("{ADDED}/{nth}")
}

/// Returns the document with an operation for each named schema, whose request and response are of that schema.
pub(super) fn with_components(document: &Value) -> Value {
    let mut document = document.clone();
    let schemas = document["components"]["schemas"].as_object();
    let names: Vec<String> = schemas
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect();
    let Some(paths) = document["paths"].as_object_mut() else {
        return document;
    };
    for (nth, name) in names.iter().enumerate() {
        let name = name.replace('~', "~0").replace('/', "~1");
        let content = json!({"application/json": {"schema": {"$ref": format!("#/components/schemas/{name}")}}});
        let operation = json!({
            "requestBody": {"required": true, "content": content},
            "responses": {"200": {"description": "The same.", "content": content}},
        });
        paths.insert(added(nth), json!({"post": operation}));
    }
    document
}

/// Returns the parts of all operations: parameters, and bodies of requests and responses that are JSON.
pub(super) fn all(document: &Value) -> Vec<Part> {
    let methods = [
        "get", "put", "post", "delete", "options", "head", "patch", "trace",
    ];
    let mut parts = Vec::new();
    for path in members(document, "/paths") {
        let item = target(document, &child("/paths", &path));
        for method in methods {
            let operation = child(&item, method);
            if document.pointer(&operation).is_some() {
                let name = format!("{} {path}", method.to_uppercase());
                parts.extend(parameters(document, &name, &item, &operation));
                parts.extend(bodies(document, &name, &operation));
            }
        }
    }
    parts
}

fn bodies(document: &Value, operation: &str, at: &str) -> Vec<Part> {
    let request = schema(document, &child(at, "requestBody"));
    let request = request
        .map(|pointer| Part::of_body(operation, "request".to_owned(), Way::Request, pointer));
    let responses = child(at, "responses");
    let statuses = members(document, &responses).into_iter();
    let responses = statuses.filter_map(|status| {
        let pointer = schema(document, &child(&responses, &status))?;
        let name = format!("response.{status}");
        Some(Part::of_body(operation, name, Way::Response, pointer))
    });
    request.into_iter().chain(responses).collect()
}

/// The place of the schema of the first body that is JSON.
fn schema(document: &Value, at: &str) -> Option<String> {
    let content = child(&target(document, at), "content");
    let is_json = |media_type: &&String| {
        let essence = media_type.split(';').next().unwrap_or_default();
        let essence = essence.trim().to_ascii_lowercase();
        ["application/json", "text/json"].contains(&essence.as_str()) || essence.ends_with("+json")
    };
    let all = members(document, &content);
    let media_type = all.iter().find(is_json)?;
    let pointer = child(&child(&content, media_type), "schema");
    document
        .pointer(&pointer)
        .map(|_| target(document, &pointer))
}

/// All parameters as one object with an object for each location.
fn parameters(document: &Value, operation: &str, item: &str, at: &str) -> Option<Part> {
    let mut all: Vec<(String, &Value)> = Vec::new();
    for owner in [at, item] {
        let owner = child(owner, "parameters");
        let list = document.pointer(&owner).and_then(Value::as_array);
        for nth in 0..list.map_or(0, Vec::len) {
            let pointer = target(document, &child(&owner, &nth.to_string()));
            let Some(parameter) = document.pointer(&pointer) else {
                continue;
            };
            let key = |parameter: &Value| (parameter["in"].clone(), parameter["name"].clone());
            if !all.iter().any(|(_, known)| key(known) == key(parameter)) {
                all.push((pointer, parameter));
            }
        }
    }
    let mut groups = Map::new();
    let mut pointers = Vec::new();
    for (pointer, parameter) in all {
        let (Some(name), Some(location)) = (parameter["name"].as_str(), parameter["in"].as_str())
        else {
            continue;
        };
        // OpenAPI 3.0.3, Parameter Object: a header with one of these names is ignored.
        let ignored = ["accept", "content-type", "authorization"];
        if location == "header" && ignored.contains(&name.to_ascii_lowercase().as_str()) {
            continue;
        }
        let mut schema = child(&pointer, "schema");
        if document.pointer(&schema).is_none() {
            let content = child(&pointer, "content");
            let media_type = members(document, &content).into_iter().next()?;
            schema = child(&child(&content, &media_type), "schema");
        }
        let group = groups
            .entry(location)
            .or_insert_with(|| json!({"type": "object", "properties": {}, "required": []}));
        group["properties"][name] = json!({"$ref": definition(&schema)});
        if parameter["required"] == true {
            let names = group["required"].as_array_mut();
            names.into_iter().for_each(|names| names.push(json!(name)));
        }
        pointers.push(schema);
    }
    let has_required = |group: &Value| {
        group["required"]
            .as_array()
            .is_some_and(|names| !names.is_empty())
    };
    let required: Vec<&String> = groups
        .iter()
        .filter(|(_, group)| has_required(group))
        .map(|(name, _)| name)
        .collect();
    (!groups.is_empty()).then(|| Part {
        operation: operation.to_owned(),
        name: "parameters".to_owned(),
        way: Way::Request,
        schema: json!({"type": "object", "properties": groups, "required": required}),
        pointers,
    })
}

fn child(pointer: &str, token: &str) -> String {
    format!("{pointer}/{}", token.replace('~', "~0").replace('/', "~1"))
}

fn members(document: &Value, pointer: &str) -> Vec<String> {
    let object = document.pointer(pointer).and_then(Value::as_object);
    let names = object.into_iter().flatten().map(|(name, _)| name);
    names
        .filter(|name| !name.starts_with("x-"))
        .cloned()
        .collect()
}

/// The place at the end of a chain of references.
fn target(document: &Value, pointer: &str) -> String {
    let mut at = pointer.to_owned();
    for _ in 0..32 {
        match document
            .pointer(&at)
            .and_then(|value| value["$ref"].as_str())
        {
            Some(next) => at = decoded(next),
            None => break,
        }
    }
    at
}
