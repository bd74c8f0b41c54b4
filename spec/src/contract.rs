//! Model to contract: one self-contained JSON Schema 2020-12 per request body, parameter set and response.

mod json_schema;
mod values;

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use self::json_schema::Way;
use crate::error::{Code, Error, Errors};
use crate::model::{Content, Location, MediaKind, Model, Operation, SchemaId, Shape, Status};
use crate::source::Span;

/// The JSON Schemas of a document's operations, in declared order.
#[derive(Debug)]
pub struct Contract {
    /// One entry for each part of each operation that has a JSON body or parameters.
    pub schemas: Vec<PartSchema>,
    /// Where the examples and defaults stand that their schemas refuse, which was let through.
    pub refused_values: BTreeSet<Span>,
    /// What is to be told about the document though nothing forbids to go on.
    pub notices: Vec<Error>,
}

/// The JSON Schema of one part of an operation.
#[derive(Debug)]
pub struct PartSchema {
    /// The operation's position in [`Model::operations`].
    pub operation: usize,
    /// Which part of it.
    pub part: Part,
    /// The schema, without `$schema` and `$id`.
    pub json: Map<String, Value>,
}

/// The parts of an operation that a JSON Schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The parameters, as the members of objects `path`, `query`, `header` and `cookie`.
    Parameters,
    /// The request body.
    Request,
    /// The body of a response.
    Response(Status),
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Parameters => f.write_str("parameters"),
            Self::Request => f.write_str("request"),
            Self::Response(status) => write!(f, "response.{status}"),
        }
    }
}

/// Derives the contract and holds every `default` and example of the document against it.
///
/// # Errors
/// Every value of the document that its own schema refuses, with its place.
pub fn contract(model: &Model) -> Result<Contract, Errors> {
    let notices = model.allowed.sort(values::check(model));
    let found = notices.map_err(|errors| Errors::new(model.source.clone(), errors))?;
    let refused = found
        .iter()
        .filter(|found| found.code == Code::ValueMismatch);
    let refused_values = refused.map(|found| found.span).collect();
    let mut notices = model.notices.clone();
    notices.extend(found);
    let operations = model.operations.iter().enumerate();
    Ok(Contract {
        schemas: operations
            .flat_map(|(index, operation)| parts(model, index, operation))
            .collect(),
        refused_values,
        notices,
    })
}

/// A self-contained JSON Schema 2020-12 of one schema, without `$schema` and `$id`.
#[must_use]
pub fn json_schema(model: &Model, schema: SchemaId) -> Map<String, Value> {
    json_schema::document(model, schema, Way::Either)
}

fn parts(model: &Model, index: usize, operation: &Operation) -> Vec<PartSchema> {
    let mut parts = Vec::new();
    let mut add = |part, json| {
        parts.push(PartSchema {
            operation: index,
            part,
            json,
        });
    };
    if !operation.parameters.is_empty() {
        add(Part::Parameters, parameters(model, operation));
    }
    let body = operation.request_body.as_ref();
    if let Some(content) = body.and_then(|body| json_content(&body.content)) {
        add(Part::Request, body_schema(model, content, Way::Request));
    }
    for response in &operation.responses {
        if let Some(content) = json_content(&response.content) {
            let json = body_schema(model, content, Way::Response);
            add(Part::Response(response.status), json);
        }
    }
    parts
}

/// The first of several bodies that is JSON.
fn json_content(content: &[Content]) -> Option<&Content> {
    let mut content = content.iter();
    content.find(|content| content.kind() == MediaKind::Json)
}

fn body_schema(model: &Model, content: &Content, way: Way) -> Map<String, Value> {
    let mut json = json_schema::document(model, content.schema, way);
    json_schema::add_examples(&mut json, content);
    json
}

fn parameters(model: &Model, operation: &Operation) -> Map<String, Value> {
    let mut groups = Map::new();
    let mut required = Vec::new();
    for location in [
        Location::Path,
        Location::Query,
        Location::Header,
        Location::Cookie,
    ] {
        let here = || {
            let all = operation.parameters.iter();
            all.filter(move |parameter| parameter.location == location)
        };
        if here().next().is_none() {
            continue;
        }
        let properties = json_schema::parameters(model, here());
        let mut group = Map::new();
        group.insert("type".to_owned(), json!("object"));
        group.insert("properties".to_owned(), Value::Object(properties));
        let names = here().filter(|parameter| parameter.required);
        let names: Vec<&str> = names.map(|parameter| parameter.name.as_str()).collect();
        if !names.is_empty() {
            group.insert("required".to_owned(), json!(names));
            required.push(location.as_str());
        }
        groups.insert(location.as_str().to_owned(), Value::Object(group));
    }
    let mut json = Map::new();
    json.insert("type".to_owned(), json!("object"));
    json.insert("properties".to_owned(), Value::Object(groups));
    if !required.is_empty() {
        json.insert("required".to_owned(), json!(required));
    }
    let schemas = operation.parameters.iter();
    let schemas = schemas.map(|parameter| parameter.schema);
    json_schema::add_definitions(model, &mut json, schemas, Way::Request);
    json
}

/// Whether a value is one of those of a shape, as far as that does not depend on the schemas of its parts.
pub(crate) fn admits(shape: &Shape, value: &Value) -> bool {
    let json = json_schema::shape(shape, false, Way::Either, &|_| Map::new());
    // A schema that does not compile is told of where its keywords are checked.
    jsonschema::draft202012::new(&Value::Object(json))
        .map_or(true, |validator| validator.is_valid(value))
}

#[cfg(test)]
mod tests;
