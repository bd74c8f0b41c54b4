//! Schema objects.

use std::borrow::Borrow;

use openapiv3::{
    AdditionalProperties, IntegerType, ObjectType, ReferenceOr, SchemaKind, StringType, Type,
};

use super::{Context, extension, reference};
use crate::error::{Code, Error};
use crate::model::{
    Array, Component, Direction, EnumValue, Integer, Object, Property, Schema, SchemaId, Shape,
    StringShape, Value,
};
use crate::pointer::Pointer;

/// The keywords that say what a value looks like, as against what it means.
const STRUCTURAL: &[&str] = &[
    "oneOf",
    "anyOf",
    "allOf",
    "not",
    "discriminator",
    "type",
    "enum",
    "properties",
    "required",
    "additionalProperties",
    "minProperties",
    "maxProperties",
    "items",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
];

/// Resolves `components/schemas`, in declared order.
pub(super) fn components(context: &mut Context<'_>) -> Vec<Component> {
    let Some(components) = &context.document.openapi.components else {
        return Vec::new();
    };
    let section = Pointer::root().child("components").child("schemas");
    // Ids first: a schema may refer to one that is declared further down, or to itself.
    for (name, found) in &components.schemas {
        if let ReferenceOr::Item(_) = found {
            let id = reserve(context, section.child(name));
            context.named.insert(name, id);
        }
    }
    let mut named = Vec::new();
    for (name, found) in &components.schemas {
        let pointer = section.child(name);
        let span = context.document.key_span(&pointer);
        let schema = match found {
            ReferenceOr::Item(item) => {
                let id = context.named[name.as_str()];
                fill(context, id, item);
                id
            }
            ReferenceOr::Reference { reference } => referred(context, reference, &pointer),
        };
        named.push(Component {
            name: name.clone(),
            schema,
            span,
        });
    }
    named
}

/// The schema that `found` is or refers to.
pub(super) fn schema<T: Borrow<openapiv3::Schema>>(
    context: &mut Context<'_>,
    found: &ReferenceOr<T>,
    pointer: Pointer,
) -> SchemaId {
    match found {
        ReferenceOr::Reference { reference } => referred(context, reference, &pointer),
        ReferenceOr::Item(item) => {
            let id = reserve(context, pointer);
            fill(context, id, item.borrow());
            id
        }
    }
}

/// A schema that accepts everything, for a place where the document gives none.
pub(super) fn any(context: &mut Context<'_>, pointer: Pointer) -> SchemaId {
    reserve(context, pointer)
}

fn referred(context: &mut Context<'_>, first: &str, pointer: &Pointer) -> SchemaId {
    let mut next = first.to_owned();
    let components = context.document.openapi.components.as_ref();
    // Loading has refused circles; the bound only makes this loop finite by itself.
    for _ in 0..64 {
        let Some((name, _)) = reference::component(&next, "schemas") else {
            break;
        };
        if let Some(id) = context.named.get(name.as_str()) {
            return *id;
        }
        match components.and_then(|components| components.schemas.get(&name)) {
            Some(ReferenceOr::Reference { reference }) => next.clone_from(reference),
            Some(ReferenceOr::Item(_)) | None => break,
        }
    }
    context.unsupported(
        pointer,
        "a reference to anything but a schema of `#/components/schemas`",
    );
    reserve(context, pointer.clone())
}

/// A new id, for now of a schema that accepts everything.
fn reserve(context: &mut Context<'_>, pointer: Pointer) -> SchemaId {
    let id = SchemaId(context.schemas.len());
    context.schemas.push(Schema {
        span: context.document.key_span(&pointer),
        docs: context.docs(&pointer, "title"),
        pointer,
        shape: Shape::Any,
        nullable: false,
        deprecated: false,
        default: None,
        example: None,
        advice: Vec::new(),
        error_code: None,
        direction: Direction::default(),
    });
    id
}

fn fill(context: &mut Context<'_>, id: SchemaId, written: &openapiv3::Schema) {
    let pointer = context.schemas[id.0].pointer.clone();
    let data = &written.schema_data;
    for (marked, keyword) in [
        (data.read_only, "readOnly"),
        (data.write_only, "writeOnly"),
        (data.discriminator.is_some(), "discriminator"),
    ] {
        if marked {
            context.unsupported(&pointer.child(keyword), format_args!("`{keyword}`"));
        }
    }
    let advice = extension::advice(context, &pointer);
    let error_code = extension::error_code(context, &pointer);
    let shape = shape(context, &written.schema_kind, &pointer);
    let accepts_null = match &shape {
        // OpenAPI 3.0.3: `nullable` does not add `null` to an `enum` that does not list it.
        Shape::Enum(_) => lists_null(context, &pointer),
        Shape::Any => true,
        Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number { .. }
        | Shape::String(_)
        | Shape::Array(_)
        | Shape::Map { .. }
        | Shape::Object(_) => true,
    };
    let default = value(context, &pointer, "default");
    let example = value(context, &pointer, "example");
    let schema = &mut context.schemas[id.0];
    schema.nullable = data.nullable && accepts_null;
    schema.deprecated = data.deprecated;
    schema.default = default;
    schema.example = example;
    schema.advice = advice;
    schema.error_code = error_code;
    schema.shape = shape;
}

fn lists_null(context: &Context<'_>, pointer: &Pointer) -> bool {
    let values = context.document.tree.at(&pointer.child("enum"));
    values
        .and_then(|node| node.as_sequence())
        .is_some_and(|items| items.iter().any(|item| item.to_json().is_null()))
}

fn value(context: &Context<'_>, pointer: &Pointer, keyword: &str) -> Option<Value> {
    let node = context.document.tree.at(pointer)?.get(keyword)?;
    Some(Value {
        json: node.to_json(),
        span: node.span,
    })
}

fn format(context: &Context<'_>, pointer: &Pointer) -> Option<String> {
    context.text(pointer, "format").map(|text| text.text)
}

fn shape(context: &mut Context<'_>, kind: &SchemaKind, pointer: &Pointer) -> Shape {
    match kind {
        SchemaKind::Type(Type::String(string)) => string_shape(context, string, pointer),
        SchemaKind::Type(Type::Integer(integer)) => integer_shape(context, integer, pointer),
        SchemaKind::Type(Type::Number(_)) => {
            refuse(
                context,
                pointer,
                "number",
                &["multipleOf", "minimum", "maximum", "enum"],
            );
            Shape::Number {
                format: format(context, pointer),
            }
        }
        SchemaKind::Type(Type::Boolean(_)) => {
            refuse(context, pointer, "boolean", &["enum"]);
            Shape::Boolean
        }
        SchemaKind::Type(Type::Array(array)) => {
            let at = pointer.child("items");
            let items = match &array.items {
                Some(items) => schema(context, items, at),
                None => any(context, at),
            };
            Shape::Array(Array {
                items,
                min_items: array.min_items.map(|count| count as u64),
                max_items: array.max_items.map(|count| count as u64),
                unique_items: array.unique_items,
            })
        }
        SchemaKind::Type(Type::Object(object)) => object_shape(context, object, pointer),
        SchemaKind::OneOf { .. }
        | SchemaKind::AllOf { .. }
        | SchemaKind::AnyOf { .. }
        | SchemaKind::Not { .. }
        | SchemaKind::Any(_) => untyped(context, pointer),
    }
}

/// Refuses those of the `keywords` that the schema has.
fn refuse(context: &mut Context<'_>, pointer: &Pointer, ty: &str, keywords: &[&str]) {
    for keyword in keywords {
        let at = pointer.child(keyword);
        if context.document.tree.at(&at).is_some() {
            context.unsupported(&at, format_args!("`{keyword}` of `type: {ty}`"));
        }
    }
}

/// `{}`, or a combination of keywords that the typed document does not tell apart.
fn untyped(context: &mut Context<'_>, pointer: &Pointer) -> Shape {
    let node = context.document.tree.at(pointer);
    let found: Vec<&str> = STRUCTURAL
        .iter()
        .copied()
        .filter(|keyword| node.is_some_and(|node| node.get(keyword).is_some()))
        .collect();
    let ty = context.text(pointer, "type");
    for keyword in &found {
        let at = pointer.child(keyword);
        match (*keyword, &ty) {
            // Named already, with every schema that has one.
            ("discriminator", _) | ("type", _) => {}
            ("oneOf" | "anyOf" | "allOf" | "not", _) => {
                context.unsupported(&at, format_args!("`{keyword}`"))
            }
            (_, Some(ty)) if combination_is_odd(keyword, &ty.text) => {
                context.unsupported(&at, format_args!("`{keyword}` beside `type: {}`", ty.text));
            }
            (_, Some(_)) => {}
            (_, None) => {
                context.unsupported(&at, format_args!("`{keyword}` in a schema without `type`"))
            }
        }
    }
    let refused = context.errors.len();
    if let (Some(ty), true) = (ty, refused == 0) {
        context.unsupported(
            &pointer.child("type"),
            format_args!("this combination of keywords with `type: {}`", ty.text),
        );
    }
    Shape::Any
}

/// Whether a keyword says nothing about values of that type, or its value does not suit the type.
fn combination_is_odd(keyword: &str, ty: &str) -> bool {
    let own: &[&str] = match ty {
        "string" => &["minLength", "maxLength", "pattern"],
        "integer" | "number" => &[
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ],
        "array" => &["items", "minItems", "maxItems", "uniqueItems"],
        "object" => &[
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
        ],
        _ => &[],
    };
    !own.contains(&keyword)
}

fn string_shape(context: &mut Context<'_>, string: &StringType, pointer: &Pointer) -> Shape {
    refuse(context, pointer, "string", &["pattern"]);
    refuse_empty_enum(context, pointer);
    if string.enumeration.is_empty() {
        return Shape::String(StringShape {
            min_length: string.min_length.map(|length| length as u64),
            max_length: string.max_length.map(|length| length as u64),
            format: format(context, pointer),
        });
    }
    for keyword in ["minLength", "maxLength"] {
        let at = pointer.child(keyword);
        if context.document.tree.at(&at).is_some() {
            context.unsupported(&at, format_args!("`{keyword}` beside `enum`"));
        }
    }
    let at = pointer.child("enum");
    let values = string.enumeration.iter().enumerate();
    Shape::Enum(
        values
            .filter_map(|(index, value)| {
                Some(EnumValue {
                    value: value.clone()?,
                    span: context.document.span(&at.child(index)),
                })
            })
            .collect(),
    )
}

fn refuse_empty_enum(context: &mut Context<'_>, pointer: &Pointer) {
    let values = context.document.tree.at(&pointer.child("enum"));
    if let Some(node) = values
        && node.as_sequence().is_some_and(<[_]>::is_empty)
    {
        let error = Error::new(
            Code::WrongValue,
            node.span,
            "an `enum` without values admits nothing",
        );
        context
            .errors
            .push(error.help("list its values, or drop the keyword"));
    }
}

fn integer_shape(context: &mut Context<'_>, integer: &IntegerType, pointer: &Pointer) -> Shape {
    refuse(context, pointer, "integer", &["multipleOf", "enum"]);
    let format = format(context, pointer);
    let (least, greatest) = match format.as_deref() {
        Some("int32") => (Some(i64::from(i32::MIN)), Some(i64::from(i32::MAX))),
        _ => (None, None),
    };
    let minimum = integer
        .minimum
        .map(|bound| bound.saturating_add(integer.exclusive_minimum.into()));
    let maximum = integer
        .maximum
        .map(|bound| bound.saturating_sub(integer.exclusive_maximum.into()));
    let minimum = minimum.max(least);
    let maximum = match (maximum, greatest) {
        (Some(bound), Some(greatest)) => Some(bound.min(greatest)),
        (bound, greatest) => bound.or(greatest),
    };
    if let (Some(low), Some(high)) = (minimum, maximum)
        && low > high
    {
        let span = context.document.key_span(&pointer.child("minimum"));
        let error = Error::new(
            Code::ContradictoryBounds,
            span,
            "no integer lies between these bounds",
        );
        context.errors.push(
            error.help("widen the bounds, or drop `exclusiveMinimum` and `exclusiveMaximum`"),
        );
    }
    Shape::Integer(Integer {
        minimum,
        maximum,
        format,
    })
}

fn object_shape(context: &mut Context<'_>, object: &ObjectType, pointer: &Pointer) -> Shape {
    refuse(
        context,
        pointer,
        "object",
        &["minProperties", "maxProperties"],
    );
    let additional = pointer.child("additionalProperties");
    let closed = match &object.additional_properties {
        None => false,
        Some(AdditionalProperties::Any(false)) => true,
        Some(AdditionalProperties::Any(true) | AdditionalProperties::Schema(_))
            if !object.properties.is_empty() =>
        {
            context.unsupported(&additional, "`additionalProperties` beside `properties`");
            false
        }
        Some(AdditionalProperties::Any(true)) => {
            refuse(context, pointer, "object", &["required"]);
            let values = any(context, additional);
            return Shape::Map { values };
        }
        Some(AdditionalProperties::Schema(found)) => {
            refuse(context, pointer, "object", &["required"]);
            let values = schema(context, found, additional);
            return Shape::Map { values };
        }
    };
    undeclared(context, object, pointer);
    let at = pointer.child("properties");
    let properties = object.properties.iter().map(|(name, found)| {
        let pointer = at.child(name);
        Property {
            name: name.clone(),
            span: context.document.key_span(&pointer),
            schema: schema(context, found, pointer),
            required: object.required.contains(name),
        }
    });
    Shape::Object(Object {
        properties: properties.collect(),
        closed,
    })
}

fn undeclared(context: &mut Context<'_>, object: &ObjectType, pointer: &Pointer) {
    for (index, name) in object.required.iter().enumerate() {
        if !object.properties.contains_key(name) {
            let at = pointer.child("required").child(index);
            context.unsupported(
                &at,
                format_args!("the required member `{name}`, which `properties` does not declare,"),
            );
        }
    }
}
