//! Model to contract: one JSON Schema 2020-12 per request body, parameter set and response.
//!
//! A definition that several of them reach is written once, beside them.

mod bundle;
mod definitions;
mod json_schema;
mod values;

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

pub use self::bundle::bundle;
use self::definitions::{Definitions, Home};
pub use self::json_schema::COMPOSED_OF;
use self::json_schema::{Way, Writer};
use crate::diagnostics::Diagnostics;
use crate::error::Code;
use crate::model::{
    Content, Location, MediaKind, Model, Operation, Parameter, SchemaId, Shape, Status,
};
use crate::source::Span;
use crate::validation;

/// The file by whose name a part's schema refers to [`Contract::definitions`], under its `$defs`.
pub const DEFINITIONS: &str = "definitions.schema.json";

/// The JSON Schemas of a document's operations, in declared order.
#[derive(Debug)]
pub struct Contract {
    /// One entry for each part of each operation that has a JSON body or parameters.
    pub schemas: Vec<PartSchema>,
    /// The schemas that several parts reach, by name; what refers to them from outside names [`DEFINITIONS`] too.
    ///
    /// What requests and responses have differently is there twice, as `Pet:request` and `Pet:response`.
    pub definitions: Map<String, Value>,
    /// Where the examples and defaults stand that their schemas refuse.
    pub refused_values: BTreeSet<Span>,
    /// All that is found in the document.
    pub diagnostics: Diagnostics,
}

/// The JSON Schema of one part of an operation.
#[derive(Debug)]
pub struct PartSchema {
    /// The operation's position in [`Model::operations`].
    pub operation: usize,
    /// Which part of it.
    pub part: Part,
    /// The schema, without `$schema` and `$id`. Its own `$defs` hold what no other part reaches.
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
/// Reports each example and default in the document that is invalid against its own schema.
#[must_use]
pub fn contract(model: &Model) -> Contract {
    let found = values::check(model);
    let refused = found
        .iter()
        .filter(|found| found.code == Code::ValueMismatch);
    let refused_values = refused.map(|found| found.span).collect();
    let mut diagnostics = model.diagnostics.clone();
    diagnostics.stage(found);
    let operations = model.operations.iter().enumerate();
    let outlines = operations.flat_map(|(index, operation)| outlines(index, operation));
    let (schemas, definitions) = write(model, &outlines.collect::<Vec<_>>());
    Contract {
        schemas,
        definitions,
        refused_values,
        diagnostics,
    }
}

/// A part whose schema is to be written.
struct Outline<'m> {
    operation: usize,
    part: Part,
    root: Root<'m>,
}

/// What a part's schema is about.
enum Root<'m> {
    Parameters(&'m [Parameter]),
    Body(&'m Content),
}

impl Outline<'_> {
    /// Which way its values travel.
    fn way(&self) -> Way {
        match self.part {
            Part::Parameters | Part::Request => Way::Request,
            Part::Response(_) => Way::Response,
        }
    }

    /// The schemas that its own is made of.
    fn roots(&self) -> Vec<SchemaId> {
        match self.root {
            Root::Parameters(parameters) => {
                let parameters = parameters.iter();
                parameters.map(|parameter| parameter.schema).collect()
            }
            Root::Body(content) => vec![content.schema],
        }
    }
}

fn outlines(index: usize, operation: &Operation) -> Vec<Outline<'_>> {
    let outline = |part, root| Outline {
        operation: index,
        part,
        root,
    };
    let mut outlines = Vec::new();
    if !operation.parameters.is_empty() {
        let root = Root::Parameters(&operation.parameters);
        outlines.push(outline(Part::Parameters, root));
    }
    let body = operation.request_body.as_ref();
    let body = body.and_then(|body| json_content(&body.content));
    outlines.extend(body.map(|content| outline(Part::Request, Root::Body(content))));
    for response in &operation.responses {
        let content = json_content(&response.content);
        let part = Part::Response(response.status);
        outlines.extend(content.map(|content| outline(part, Root::Body(content))));
    }
    outlines
}

/// The schemas of the parts, and the definitions that they share.
fn write(model: &Model, outlines: &[Outline<'_>]) -> (Vec<PartSchema>, Map<String, Value>) {
    let definitions = &Definitions::of(model, outlines);
    let writer = |home, way| Writer {
        model,
        definitions,
        home,
        way,
    };
    let parts = outlines.iter().enumerate().map(|(index, outline)| {
        let writer = writer(Home::Part(index), outline.way());
        PartSchema {
            operation: outline.operation,
            part: outline.part,
            json: match outline.root {
                Root::Parameters(all) => parameters(writer, all),
                Root::Body(content) => json_schema::body(writer, content),
            },
        }
    });
    let mut parts: Vec<PartSchema> = parts.collect();
    let mut shared = Map::new();
    for (home, name, id, way) in definitions.all() {
        let json = Value::Object(json_schema::schema(writer(home, way), id));
        match home {
            Home::Shared => {
                shared.insert(name, json);
            }
            Home::Part(index) => {
                let own = parts[index]
                    .json
                    .entry("$defs")
                    .or_insert_with(|| json!({}));
                own[name] = json;
            }
        }
    }
    (parts, shared)
}

/// The first of several bodies that is JSON.
fn json_content(content: &[Content]) -> Option<&Content> {
    let mut content = content.iter();
    content.find(|content| content.kind() == MediaKind::Json)
}

fn parameters(writer: Writer<'_>, parameters: &[Parameter]) -> Map<String, Value> {
    let mut groups = Map::new();
    let mut required = Vec::new();
    for location in [
        Location::Path,
        Location::Query,
        Location::Header,
        Location::Cookie,
    ] {
        let here = || {
            let all = parameters.iter();
            all.filter(move |parameter| parameter.location == location)
        };
        if here().next().is_none() {
            continue;
        }
        let properties = json_schema::parameters(writer, here());
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
    json
}

/// Whether a value is one of those of a shape, as far as that does not depend on the schemas of its parts.
pub(crate) fn admits(shape: &Shape, value: &Value) -> bool {
    let json = json_schema::shape(shape, false, Way::Either, &|_| Map::new());
    // A schema that does not compile is told of where its keywords are checked.
    validation::validator(&Value::Object(json)).map_or(true, |validator| validator.is_valid(value))
}

#[cfg(test)]
mod tests;
