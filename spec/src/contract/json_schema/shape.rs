//! Shapes as the keywords of JSON Schema.

use serde_json::{Map, Value, json};

use super::Way;
use crate::model::{
    Additional, Array, Bound, Decimal, EnumValue, Integer, Number, Object, Property, SchemaId,
    Shape, StringShape, Union,
};
use crate::pointer::Pointer;
use crate::validation::EXACT;

type Json = Map<String, Value>;
type Part<'p> = &'p dyn Fn(SchemaId) -> Json;

/// All types of JSON but `null`.
const TYPES: usize = 5;

/// What the shape demands of a value; `part` writes the schemas of a value's parts.
pub(in crate::contract) fn of(shape: &Shape, nullable: bool, way: Way, part: Part<'_>) -> Json {
    let mut json = Json::new();
    match shape {
        Shape::Any => return json,
        Shape::Never => {
            put(&mut json, "not", json!({}));
        }
        Shape::Null => put(&mut json, "type", json!("null")),
        Shape::Enum(values) => enumeration(&mut json, values, nullable),
        Shape::Union(union) => branches(&mut json, union, nullable, part),
        Shape::Mixed(shapes) => {
            let mut types = Vec::new();
            for shape in shapes {
                json.extend(of(shape, false, way, part));
                types.extend(json.remove("type"));
            }
            types.extend(nullable.then(|| json!("null")));
            if types.len() <= TYPES {
                let mut typed = Json::from_iter([("type".to_owned(), json!(types))]);
                typed.extend(json);
                json = typed;
            }
        }
        Shape::Boolean => typed(&mut json, "boolean", nullable),
        Shape::Integer(found) => {
            typed(&mut json, "integer", nullable);
            integer(&mut json, found);
        }
        Shape::Number(found) => {
            typed(&mut json, "number", nullable);
            number(&mut json, found);
        }
        Shape::String(found) => {
            typed(&mut json, "string", nullable);
            string(&mut json, found);
        }
        Shape::Array(found) => {
            typed(&mut json, "array", nullable);
            array(&mut json, found, part);
        }
        Shape::Object(found) => {
            typed(&mut json, "object", nullable);
            object(&mut json, found, way, part);
        }
    }
    json
}

/// The schemas that values of a shape are made of, if they travel this way.
pub(in crate::contract) fn parts(shape: &Shape, way: Way) -> Vec<SchemaId> {
    match shape {
        Shape::Object(object) => {
            let properties = object.properties.iter();
            let properties =
                properties.filter(|property| !property.refused && absent(property, way).is_none());
            let properties = properties.map(|property| property.schema);
            properties.chain(object.additional.schema()).collect()
        }
        Shape::Mixed(shapes) => shapes.iter().flat_map(|shape| parts(shape, way)).collect(),
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::String(_)
        | Shape::Enum(_)
        | Shape::Array(_)
        | Shape::Union(_) => shape.parts(),
    }
}

/// Returns the keyword, `readOnly` or `writeOnly`, that excludes a property from instances sent in this direction, and
/// the JSON pointer of the schema with the keyword; `None` if the property is not excluded.
fn absent(property: &Property, way: Way) -> Option<(&'static str, &Pointer)> {
    match way {
        Way::Either => None,
        Way::Request => property.read_only.as_ref().map(|at| ("readOnly", at)),
        Way::Response => property.write_only.as_ref().map(|at| ("writeOnly", at)),
    }
}

/// Adds demands that have no keyword of their own left.
pub(super) fn demand(json: &mut Json, demands: impl Iterator<Item = Value>) {
    let all = json.entry("allOf").or_insert_with(|| json!([]));
    if let Value::Array(all) = all {
        all.extend(demands);
    }
}

fn put(json: &mut Json, keyword: &str, value: Value) {
    json.insert(keyword.to_owned(), value);
}

fn put_some<T: Into<Value>>(json: &mut Json, keyword: &str, value: Option<T>) {
    if let Some(value) = value {
        put(json, keyword, value.into());
    }
}

fn typed(json: &mut Json, name: &str, nullable: bool) {
    let value = if nullable {
        json!([name, "null"])
    } else {
        json!(name)
    };
    put(json, "type", value);
}

fn enumeration(json: &mut Json, values: &[EnumValue], nullable: bool) {
    let mut names = values.iter().map(|value| type_name(&value.value));
    let first = names.next();
    if let Some(name) = first.filter(|first| names.all(|name| name == *first)) {
        typed(json, name, nullable);
    }
    let mut values: Vec<Value> = values.iter().map(|value| value.value.clone()).collect();
    values.extend(nullable.then_some(Value::Null));
    put(json, "enum", Value::Array(values));
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn branches(json: &mut Json, union: &Union, nullable: bool, part: Part<'_>) {
    let branches = union.branches.iter();
    let mut branches: Vec<Value> = branches
        .map(|branch| Value::Object(part(branch.schema)))
        .collect();
    branches.extend(nullable.then(|| json!({"type": "null"})));
    put(json, union.kind.keyword(), Value::Array(branches));
}

/// The bounds of an integer are always written, as it is held to 64 bits.
fn integer(json: &mut Json, integer: &Integer) {
    let (minimum, maximum) = integer.range();
    put(json, "minimum", whole(minimum));
    put(json, "maximum", whole(maximum));
    multiples(json, &integer.multiple_of);
    put_some(json, "format", integer.format.clone());
}

fn whole(number: i128) -> Value {
    match (i64::try_from(number), u64::try_from(number)) {
        (Ok(number), _) => number.into(),
        (Err(_), Ok(number)) => number.into(),
        // `Integer::range` stays within 64 bits.
        (Err(_), Err(_)) => Value::Null,
    }
}

fn number(json: &mut Json, number: &Number) {
    bound(json, number.minimum.as_ref(), "minimum", "exclusiveMinimum");
    bound(json, number.maximum.as_ref(), "maximum", "exclusiveMaximum");
    multiples(json, &number.multiple_of);
    put_some(json, "format", number.format.clone());
}

fn bound(json: &mut Json, bound: Option<&Bound>, inclusive: &str, exclusive: &str) {
    if let Some(bound) = bound {
        let keyword = if bound.exclusive {
            exclusive
        } else {
            inclusive
        };
        put_exact(json, keyword, bound.value);
    }
}

/// Adds a number, and its text where a number of JSON as this crate holds it has not all digits.
fn put_exact(json: &mut Json, keyword: &str, number: Decimal) {
    put(json, keyword, number.to_json());
    if !number.is_exact_in_json() {
        let exact = json.entry(EXACT).or_insert_with(|| json!({}));
        exact[keyword] = number.to_text().into();
    }
}

fn multiples(json: &mut Json, steps: &[Decimal]) {
    let (first, others) = steps
        .split_first()
        .map_or((None, steps), |(first, rest)| (Some(first), rest));
    if let Some(step) = first {
        put_exact(json, "multipleOf", *step);
    }
    if !others.is_empty() {
        let others = others.iter().map(|step| {
            let mut json = Json::new();
            put_exact(&mut json, "multipleOf", *step);
            Value::Object(json)
        });
        demand(json, others);
    }
}

fn string(json: &mut Json, string: &StringShape) {
    put_some(json, "minLength", string.min_length);
    put_some(json, "maxLength", string.max_length);
    let (first, others) = match string.patterns.split_first() {
        Some((first, others)) => (Some(first.text.clone()), others),
        None => (None, &[][..]),
    };
    put_some(json, "pattern", first);
    if !others.is_empty() {
        demand(
            json,
            others
                .iter()
                .map(|pattern| json!({"pattern": pattern.text})),
        );
    }
    put_some(json, "format", string.format.clone());
}

fn array(json: &mut Json, array: &Array, part: Part<'_>) {
    if let Some(items) = array.items {
        put(json, "items", Value::Object(part(items)));
    }
    put_some(json, "minItems", array.min_items);
    put_some(json, "maxItems", array.max_items);
    if array.unique_items {
        put(json, "uniqueItems", json!(true));
    }
}

fn object(json: &mut Json, object: &Object, way: Way, part: Part<'_>) {
    // A refused property is left out of `properties`, so that `additionalProperties: false` rejects it.
    let declared = object.properties.iter().filter(|found| !found.refused);
    let properties = declared.map(|property| {
        let schema = match absent(property, way) {
            // What the schema says is not asked for: nothing else may reach it, so that it is nowhere a definition.
            Some((keyword, at)) => {
                json!({"$comment": format!("#{at}"), "not": {}, keyword: true})
            }
            None => Value::Object(part(property.schema)),
        };
        (property.name.clone(), schema)
    });
    let properties: Json = properties.collect();
    if !properties.is_empty() {
        put(json, "properties", Value::Object(properties));
    }
    let required = object
        .properties
        .iter()
        .filter(|property| property.required && absent(property, way).is_none());
    let required: Vec<&str> = required.map(|property| property.name.as_str()).collect();
    if !required.is_empty() {
        put(json, "required", json!(required));
    }
    match object.additional {
        Additional::Unsaid => {}
        Additional::Any => put(json, "additionalProperties", json!(true)),
        Additional::Schema(id) => put(json, "additionalProperties", Value::Object(part(id))),
        Additional::Closed => put(json, "additionalProperties", json!(false)),
    }
    put_some(json, "minProperties", object.min_properties);
    put_some(json, "maxProperties", object.max_properties);
}
