//! One schema of the model as JSON Schema 2020-12.

mod shape;

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::model::{Content, Docs, Model, Notes, Parameter, Schema, SchemaId, Shape};

pub(super) use self::shape::of as shape;

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

/// The schema itself, its named parts under `$defs`.
pub(super) fn document(model: &Model, id: SchemaId, way: Way) -> Map<String, Value> {
    let mut json = inline(model, id, way);
    add_definitions(model, &mut json, model.schema(id).parts().into_iter(), way);
    json
}

/// Adds what `json` refers to: the named schemas reached from `roots`, in the order of `components`.
pub(super) fn add_definitions(
    model: &Model,
    json: &mut Map<String, Value>,
    roots: impl Iterator<Item = SchemaId>,
    way: Way,
) {
    // Resolving numbers the named schemas first, in declared order.
    let reached = reached(model, roots).into_iter();
    let definitions = reached.filter_map(|id| {
        let name = name(model, id)?.to_owned();
        Some((name, Value::Object(inline(model, id, way))))
    });
    let definitions: Map<String, Value> = definitions.collect();
    if !definitions.is_empty() {
        json.insert("$defs".to_owned(), Value::Object(definitions));
    }
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

/// Adds the examples of a body.
pub(super) fn add_examples(json: &mut Map<String, Value>, content: &Content) {
    if !content.examples.is_empty() {
        let examples = content
            .examples
            .iter()
            .map(|example| example.value.json.clone());
        json.insert("examples".to_owned(), examples.collect());
    }
}

/// The schemas of parameters by name.
pub(super) fn parameters<'m>(
    model: &Model,
    parameters: impl Iterator<Item = &'m Parameter>,
) -> Map<String, Value> {
    let members = parameters.map(|parameter| {
        let mut json = Map::new();
        describe(&mut json, &parameter.docs);
        json.extend(reference(model, parameter.schema, Way::Request));
        (parameter.name.clone(), Value::Object(json))
    });
    members.collect()
}

/// The name under which `$defs` holds a schema, if `components` names it.
fn name(model: &Model, id: SchemaId) -> Option<&str> {
    match model.schema(id).pointer.tokens() {
        [components, schemas, name] if components == "components" && schemas == "schemas" => {
            Some(name)
        }
        _ => None,
    }
}

/// A `$ref` to a named schema, or the inline schema itself.
fn reference(model: &Model, id: SchemaId, way: Way) -> Map<String, Value> {
    match name(model, id) {
        Some(name) => {
            let token = name.replace('~', "~0").replace('/', "~1");
            Map::from_iter([("$ref".to_owned(), json!(format!("#/$defs/{token}")))])
        }
        None => inline(model, id, way),
    }
}

fn inline(model: &Model, id: SchemaId, way: Way) -> Map<String, Value> {
    let schema = model.schema(id);
    let mut json = Map::new();
    json.insert("$comment".to_owned(), json!(format!("#{}", schema.pointer)));
    describe(&mut json, &schema.notes.docs);
    json.extend(assertions(schema, way, &|part| reference(model, part, way)));
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
