//! Holds the values that a document gives (defaults, examples) against the schemas they belong to.
//!
//! All values are judged at once, as the members of one object: a validator compiles all that its schema reaches, so
//! one validator for each value would compile the whole document again and again.

mod links;

use std::collections::{BTreeMap, HashSet};

use jsonschema::ValidationError;
use serde_json::{Map, json};

use crate::error::{Code, Error};
use crate::model::{MediaKind, Model, Notes, Schema, SchemaId, Shape, Value};
use crate::source::Span;
use crate::validation;

use super::json_schema::{self, Way};

/// A value of the document, and the schema that it belongs to.
struct Given<'m> {
    what: &'static str,
    value: &'m Value,
    schema: SchemaId,
}

/// Every value of the document that its schema refuses.
pub(super) fn check(model: &Model) -> Vec<Error> {
    let mut given: Vec<Given<'_>> = Vec::new();
    for (index, schema) in model.schemas.iter().enumerate() {
        given.extend(of_notes(SchemaId(index), &schema.notes));
        given.extend(of_properties(&schema.shape));
    }
    given.extend(of_operations(model));
    links::constants(model, &mut given);
    // What stands at a property is often what stands at its schema.
    let mut seen = HashSet::new();
    given.retain(|given| seen.insert((given.value.span, given.schema)));
    let mut errors = refused(model, &given);
    model
        .schemas
        .iter()
        .for_each(|schema| advice(schema, &mut errors));
    errors
}

fn of_notes(id: SchemaId, notes: &Notes) -> impl Iterator<Item = Given<'_>> {
    let default = notes.default.iter().map(|value| ("default", value));
    let example = notes.example.iter().map(|value| ("example", value));
    default.chain(example).map(move |(what, value)| Given {
        what,
        value,
        schema: id,
    })
}

fn of_properties(shape: &Shape) -> Vec<Given<'_>> {
    match shape {
        Shape::Object(object) => {
            let properties = object.properties.iter();
            properties
                .flat_map(|property| of_notes(property.schema, &property.notes))
                .collect()
        }
        Shape::Mixed(shapes) => shapes.iter().flat_map(of_properties).collect(),
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::String(_)
        | Shape::Enum(_)
        | Shape::Array(_)
        | Shape::Union(_) => Vec::new(),
    }
}

fn of_operations(model: &Model) -> impl Iterator<Item = Given<'_>> {
    let examples = model.operations.iter().flat_map(|operation| {
        let request = operation.request_body.iter().map(|body| &body.content);
        let responses = operation.responses.iter().map(|response| &response.content);
        let contents = request.chain(responses).flatten();
        // How the examples of other media types are to be read is nobody's rule.
        let contents = contents.filter(|content| content.kind() == MediaKind::Json);
        let bodies = contents.map(|content| (&content.examples, content.schema));
        let parameters = operation.parameters.iter();
        bodies.chain(parameters.map(|parameter| (&parameter.examples, parameter.schema)))
    });
    examples.flat_map(|(examples, schema)| {
        examples.iter().map(move |example| Given {
            what: "example",
            value: &example.value,
            schema,
        })
    })
}

fn refused(model: &Model, given: &[Given<'_>]) -> Vec<Error> {
    if given.is_empty() {
        return Vec::new();
    }
    let validator = match validation::validator(&schema(model, given)) {
        Ok(validator) => validator,
        Err(error) => {
            let message = format!("the schemas of this document cannot be compiled: {error}");
            return vec![Error::new(Code::WrongValue, Span::new(0, 0), message)];
        }
    };
    let values = given.iter().enumerate();
    let values = values.map(|(index, given)| (index.to_string(), given.value.json.clone()));
    let values = serde_json::Value::Object(values.collect());
    // The first finding of a value is told, as the others often follow from it.
    let mut refused = BTreeMap::new();
    for error in validator.iter_errors(&values) {
        refused.entry(index(&error)).or_insert(error);
    }
    let errors = refused.into_iter();
    let errors = errors.map(|(index, error)| mismatch(model, &given[index], &error));
    errors.collect()
}

/// The schema of an object whose member `0` is the first of the values, `1` the second and so on.
///
/// Each schema stands in it once, under its number, and by reference wherever it is part of another.
fn schema(model: &Model, given: &[Given<'_>]) -> serde_json::Value {
    let values = given.iter().enumerate();
    let values = values.map(|(index, given)| (index.to_string(), reference(given.schema).into()));
    let reached = json_schema::reached(model, given.iter().map(|given| given.schema));
    let definitions = reached.into_iter().map(|id| {
        let json = json_schema::assertions(model.schema(id), Way::Either, &reference);
        (id.index().to_string(), json.into())
    });
    let values: Map<String, serde_json::Value> = values.collect();
    let definitions: Map<String, serde_json::Value> = definitions.collect();
    json!({"properties": values, "$defs": definitions})
}

fn reference(id: SchemaId) -> Map<String, serde_json::Value> {
    json_schema::reference_to(format!("#/$defs/{}", id.index()))
}

/// The number of the value that an error is about: the first step to its place.
fn index(error: &ValidationError<'_>) -> usize {
    let first = error.instance_path().as_str().split('/').nth(1);
    let index = first.and_then(|index| index.parse().ok());
    index.unwrap_or_default()
}

fn mismatch(model: &Model, given: &Given<'_>, error: &ValidationError<'_>) -> Error {
    let path = error.instance_path().as_str();
    // The first token is the number of the value.
    let place = match path.match_indices('/').nth(1) {
        Some((at, _)) => format!(" at `{}`", &path[at..]),
        None => String::new(),
    };
    let what = given.what;
    let message = format!("the {what} is refused by its own schema{place}: {error}");
    Error::new(Code::ValueMismatch, given.value.span, message)
        .related(model.schema(given.schema).span, "the schema")
        .help(format!("correct the {what} or the schema"))
}

fn advice(schema: &Schema, errors: &mut Vec<Error>) {
    for advice in &schema.advice {
        if let Err(error) = validation::validator(&advice.schema) {
            let message = format!("the `schema` of this advice is no JSON Schema: {error}");
            errors.push(
                Error::new(Code::Extension, advice.span, message)
                    .help("write a JSON Schema 2020-12"),
            );
        }
    }
}
