//! One schema of the model as JSON Schema 2020-12.

mod shape;

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::definitions::{Definitions, Home};
use crate::model::{Content, Docs, Model, Notes, Parameter, Schema, SchemaId, Shape};

pub(super) use self::shape::of as shape;

/// The keyword that lists the JSON pointers of the document's schemas of which a contract's schema is composed, through
/// `allOf` or keywords beside a union. A schema that comes from the schema at its `$comment` alone does not have the
/// keyword.
pub const COMPOSED_OF: &str = "x-specwright-composed-of";

/// Which way the values travel that a schema is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// It does not matter.
    Either,
    /// To the service: what is `readOnly` is not there.
    Request,
    /// From the service: what is `writeOnly` is not there.
    Response,
}

/// A file that schemas are written to.
#[derive(Clone, Copy)]
pub(super) struct Writer<'w> {
    pub(super) model: &'w Model,
    pub(super) definitions: &'w Definitions<'w>,
    pub(super) home: Home,
    /// Which way the values travel that its schemas are for.
    pub(super) way: Way,
}

/// The schema of a body.
pub(super) fn body(writer: Writer<'_>, content: &Content) -> Map<String, Value> {
    let Writer {
        definitions,
        home,
        way,
        ..
    } = writer;
    let mut json = match definitions.root(content.schema, way, home) {
        Some(target) => reference_to(target),
        None => schema(writer, content.schema),
    };
    if !content.examples.is_empty() {
        let examples = content.examples.iter();
        let examples = examples.map(|example| example.value.json.clone());
        json.insert("examples".to_owned(), examples.collect());
    }
    json
}

/// The schemas of parameters by name.
pub(super) fn parameters<'m>(
    writer: Writer<'_>,
    parameters: impl Iterator<Item = &'m Parameter>,
) -> Map<String, Value> {
    let members = parameters.map(|parameter| {
        let mut json = Map::new();
        describe(&mut json, &parameter.docs);
        json.extend(reference(writer, parameter.schema));
        (parameter.name.clone(), Value::Object(json))
    });
    members.collect()
}

/// The schemas that values of the schema are made of or held against, if they travel this way.
pub(super) fn parts(schema: &Schema, way: Way) -> Vec<SchemaId> {
    let mut parts = shape::parts(&schema.shape, way);
    parts.extend(&schema.not);
    parts
}

/// The schemas that values of the given ones are made of, at any depth, these included.
pub(super) fn reached(model: &Model, roots: impl Iterator<Item = SchemaId>) -> BTreeSet<SchemaId> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<SchemaId> = roots.collect();
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            open.extend(model.schema(id).parts());
        }
    }
    seen
}

/// A `$ref` to a definition, or the schema itself in place.
fn reference(writer: Writer<'_>, id: SchemaId) -> Map<String, Value> {
    let Writer {
        definitions,
        home,
        way,
        ..
    } = writer;
    match definitions.reference(id, way, home) {
        Some(target) => reference_to(target),
        None => schema(writer, id),
    }
}

pub(super) fn reference_to(target: String) -> Map<String, Value> {
    Map::from_iter([("$ref".to_owned(), Value::String(target))])
}

/// The schema itself.
pub(super) fn schema(writer: Writer<'_>, id: SchemaId) -> Map<String, Value> {
    let schema = writer.model.schema(id);
    let mut json = Map::new();
    json.insert("$comment".to_owned(), json!(format!("#{}", schema.pointer)));
    if !schema.composed_of.is_empty() {
        let places = schema.composed_of.iter().map(|at| format!("#{at}"));
        json.insert(COMPOSED_OF.to_owned(), places.collect());
    }
    describe(&mut json, &schema.notes.docs);
    let part = |id| reference(writer, id);
    json.extend(assertions(schema, writer.way, &part));
    if let Shape::Object(object) = &schema.shape {
        annotate_properties(
            &mut json,
            object
                .properties
                .iter()
                .map(|property| (property.name.as_str(), &property.notes)),
        );
    }
    annotate(&mut json, &schema.notes);
    if !schema.advice.is_empty() {
        let advice = schema.advice.iter().map(|advice| {
            json!({"code": advice.code, "message": advice.message, "source": advice.source, "schema": advice.schema})
        });
        json.insert("x-specwright-advice".to_owned(), advice.collect());
    }
    json
}

/// What the document says at a property, where that is not the place of its schema.
fn annotate_properties<'m>(
    json: &mut Map<String, Value>,
    properties: impl Iterator<Item = (&'m str, &'m Notes)>,
) {
    let Some(members) = json.get_mut("properties").and_then(Value::as_object_mut) else {
        return;
    };
    for (name, notes) in properties {
        if let Some(Value::Object(member)) = members.get_mut(name)
            && member.contains_key("$ref")
        {
            describe(member, &notes.docs);
            annotate(member, notes);
        }
    }
}

fn annotate(json: &mut Map<String, Value>, notes: &Notes) {
    if notes.deprecated {
        json.insert("deprecated".to_owned(), json!(true));
    }
    if let Some(default) = &notes.default {
        json.insert("default".to_owned(), default.json.clone());
    }
    if let Some(example) = &notes.example {
        json.insert("examples".to_owned(), json!([example.json]));
    }
}

fn describe(json: &mut Map<String, Value>, docs: &Docs) {
    for (keyword, text) in [("title", &docs.title), ("description", &docs.description)] {
        if let Some(text) = text {
            json.insert(keyword.to_owned(), json!(text.text));
        }
    }
}

/// What the schema demands of a value, without what it says about itself; `part` writes the schemas of a value's parts.
pub(super) fn assertions(
    schema: &Schema,
    way: Way,
    part: &dyn Fn(SchemaId) -> Map<String, Value>,
) -> Map<String, Value> {
    let mut json = shape(&schema.shape, schema.nullable, way, part);
    let mut not = schema.not.iter().map(|id| Value::Object(part(*id)));
    match schema.not.len() {
        0 => {}
        1 => json.extend(not.next().map(|not| ("not".to_owned(), not))),
        _ => shape::demand(&mut json, not.map(|not| json!({"not": not}))),
    }
    json
}
