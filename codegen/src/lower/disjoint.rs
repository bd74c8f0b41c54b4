//! Whether a value can satisfy two schemas at once.

use specwright_spec::are_equal;
use specwright_spec::model::{Additional, Model, Object, Schema, SchemaId, Shape, Union};

use super::views::{View, is_absent};
use crate::ir::Kind;

/// So many levels of members are looked into.
const DEPTH: usize = 4;

/// Whether it is certain that no value satisfies both schemas.
pub(super) fn are_disjoint(model: &Model, view: View, one: SchemaId, other: SchemaId) -> bool {
    disjoint(model, view, model.schema(one), model.schema(other), DEPTH)
}

/// The types of JSON that values of a schema have.
pub(super) fn kinds(model: &Model, id: SchemaId) -> Vec<Kind> {
    let mut kinds = of_schema(model, model.schema(id), DEPTH);
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

fn of_schema(model: &Model, schema: &Schema, depth: usize) -> Vec<Kind> {
    let mut kinds = of_shape(model, &schema.shape, depth);
    kinds.extend(schema.nullable.then_some(Kind::Null));
    kinds
}

const ALL: [Kind; 6] = [
    Kind::Null,
    Kind::Boolean,
    Kind::Number,
    Kind::String,
    Kind::Array,
    Kind::Object,
];

/// The types of JSON that values of a shape have.
pub(super) fn of_shape(model: &Model, shape: &Shape, depth: usize) -> Vec<Kind> {
    match shape {
        Shape::Any => ALL.to_vec(),
        Shape::Never => Vec::new(),
        Shape::Null => vec![Kind::Null],
        Shape::Boolean => vec![Kind::Boolean],
        Shape::Integer(_) | Shape::Number(_) => vec![Kind::Number],
        Shape::String(_) => vec![Kind::String],
        Shape::Enum(values) => values.iter().map(|value| of_value(&value.value)).collect(),
        Shape::Array(_) => vec![Kind::Array],
        Shape::Object(_) => vec![Kind::Object],
        Shape::Mixed(shapes) => {
            let shapes = shapes.iter();
            shapes
                .flat_map(|shape| of_shape(model, shape, depth))
                .collect()
        }
        Shape::Union(_) if depth == 0 => ALL.to_vec(),
        Shape::Union(union) => {
            let branches = union
                .branches
                .iter()
                .map(|branch| model.schema(branch.schema));
            branches
                .flat_map(|schema| of_schema(model, schema, depth - 1))
                .collect()
        }
    }
}

fn of_value(value: &serde_json::Value) -> Kind {
    match value {
        serde_json::Value::Null => Kind::Null,
        serde_json::Value::Bool(_) => Kind::Boolean,
        serde_json::Value::Number(_) => Kind::Number,
        serde_json::Value::String(_) => Kind::String,
        serde_json::Value::Array(_) => Kind::Array,
        serde_json::Value::Object(_) => Kind::Object,
    }
}

fn disjoint(model: &Model, view: View, one: &Schema, other: &Schema, depth: usize) -> bool {
    let kinds = of_schema(model, other, DEPTH);
    let mut shared = of_schema(model, one, DEPTH);
    shared.retain(|kind| kinds.contains(kind));
    if shared.is_empty() {
        return true;
    }
    if depth == 0 || shared.contains(&Kind::Null) {
        return false;
    }
    let branches_differ = |union: &Union, other: &Schema| {
        union
            .branches
            .iter()
            .all(|branch| disjoint(model, view, model.schema(branch.schema), other, depth - 1))
    };
    match (&one.shape, &other.shape) {
        (Shape::Enum(one), Shape::Enum(other)) => {
            let mut one = one.iter();
            one.all(|one| {
                other
                    .iter()
                    .all(|other| !are_equal(&one.value, &other.value))
            })
        }
        (Shape::Object(one), Shape::Object(other)) => {
            objects_differ(model, view, one, other, depth)
                || objects_differ(model, view, other, one, depth)
        }
        (Shape::Union(union), _) => branches_differ(union, other),
        (_, Shape::Union(union)) => branches_differ(union, one),
        _ => false,
    }
}

/// Whether a member that `one` must have keeps its values apart from those of `other`.
fn objects_differ(model: &Model, view: View, one: &Object, other: &Object, depth: usize) -> bool {
    let mut required = one
        .properties
        .iter()
        .filter(|property| property.required && !is_absent(property, view));
    required.any(|property| {
        let mut same = other.properties.iter();
        match same.find(|same| same.name == property.name) {
            Some(same) if is_absent(same, view) => true,
            Some(same) => {
                let (one, other) = (model.schema(property.schema), model.schema(same.schema));
                same.required && disjoint(model, view, one, other, depth - 1)
            }
            None => other.additional == Additional::Closed && view == View::Closed,
        }
    })
}

/// The texts that a member of an object may have, if it must be there and is one of a list of texts.
pub(super) fn tags(model: &Model, id: SchemaId, property: &str) -> Option<Vec<String>> {
    let Shape::Object(object) = &model.schema(id).shape else {
        return None;
    };
    let mut properties = object.properties.iter();
    let property = properties.find(|found| found.name == property && found.required)?;
    let schema = model.schema(property.schema);
    let Shape::Enum(values) = &schema.shape else {
        return None;
    };
    let texts = values
        .iter()
        .map(|value| value.value.as_str().map(str::to_owned));
    texts
        .collect::<Option<Vec<String>>>()
        .filter(|_| !schema.nullable)
}
