//! Demands to shapes.

use std::collections::{HashMap, HashSet};

use super::atoms::Marks;
use super::facets::{Facets, Further, Member, Types};
use super::{atoms, merge, notes, of_parts};
use crate::model::{
    Additional, Array, Bound, EnumValue, Integer, Notes, Number, Object, Property, Shape,
    StringShape, Text,
};
use crate::pointer::Pointer;
use crate::resolve::Context;

/// The shape of the values that meet the demands, and whether `null` does.
pub(super) fn of(context: &mut Context<'_>, facets: &Facets, pointer: &Pointer) -> (Shape, bool) {
    if let Some(values) = &facets.values {
        return enumeration(context, facets, values, pointer);
    }
    let nullable = facets.types.has(Types::NULL);
    let mut shapes = Vec::new();
    if facets.types.has(Types::OBJECT) {
        shapes.push(Shape::Object(object(context, facets, pointer)));
    }
    if facets.types.has(Types::ARRAY) {
        shapes.push(Shape::Array(array(context, facets, pointer)));
    }
    if facets.types.has(Types::STRING) {
        shapes.push(Shape::String(string(facets)));
    }
    if facets.types.has(Types::NUMBER) {
        shapes.extend(number(facets));
    }
    if facets.types.has(Types::BOOLEAN) {
        shapes.push(Shape::Boolean);
    }
    let shape = match shapes.len() {
        0 if nullable => return (Shape::Null, false),
        0 => Shape::Never,
        1 => shapes.remove(0),
        _ if facets.bare().is_any() => return (Shape::Any, false),
        _ => Shape::Mixed(shapes),
    };
    (shape, nullable)
}

fn enumeration(
    context: &mut Context<'_>,
    facets: &Facets,
    values: &[EnumValue],
    pointer: &Pointer,
) -> (Shape, bool) {
    let mut values = values.to_vec();
    values.retain(|value| facets.types.has(Types::of(&value.value)));
    let rest = Facets {
        values: None,
        ..facets.clone()
    };
    // Most enums demand nothing beside their type, which has just been asked for.
    let typed = Facets {
        types: facets.types,
        ..Facets::default()
    };
    if rest.bare() != typed {
        let (shape, _) = of(context, &rest, pointer);
        values
            .retain(|value| value.value.is_null() || crate::contract::admits(&shape, &value.value));
    }
    let nullable = values.iter().any(|value| value.value.is_null());
    values.retain(|value| !value.value.is_null());
    match (values.is_empty(), nullable) {
        (true, true) => (Shape::Null, false),
        (true, false) => (Shape::Never, false),
        (false, _) => (Shape::Enum(values), nullable),
    }
}

fn string(facets: &Facets) -> StringShape {
    StringShape {
        min_length: facets.min_length,
        max_length: facets.max_length,
        patterns: facets.patterns.clone(),
        format: facets.format.clone(),
    }
}

/// `None` if no number meets the demands.
fn number(facets: &Facets) -> Option<Shape> {
    let (minimum, maximum) = (facets.minimum.clone(), facets.maximum.clone());
    let (multiple_of, format) = (facets.multiple_of.clone(), facets.format.clone());
    if facets.integer {
        let minimum = minimum.map(|bound| least(&bound));
        let maximum = maximum.map(|bound| greatest(&bound));
        let integer = Integer {
            minimum,
            maximum,
            multiple_of,
            format,
            format_range: facets.format_range,
        };
        let (least, greatest) = integer.range();
        return (least <= greatest).then_some(Shape::Integer(integer));
    }
    let bounds = minimum.as_ref().zip(maximum.as_ref());
    let is_empty = bounds.is_some_and(|(low, high)| {
        low.value > high.value || low.value == high.value && (low.exclusive || high.exclusive)
    });
    (!is_empty).then_some(Shape::Number(Number {
        minimum,
        maximum,
        multiple_of,
        format,
    }))
}

fn least(bound: &Bound) -> i128 {
    let whole = bound.value.ceiling();
    let is_out = bound.exclusive && bound.value.as_integer() == Some(whole);
    whole.saturating_add(is_out.into())
}

fn greatest(bound: &Bound) -> i128 {
    let whole = bound.value.floor();
    let is_out = bound.exclusive && bound.value.as_integer() == Some(whole);
    whole.saturating_sub(is_out.into())
}

fn array(context: &mut Context<'_>, facets: &Facets, pointer: &Pointer) -> Array {
    let items = pointer.child("items");
    Array {
        items: (!facets.items.is_empty()).then(|| of_parts(context, &facets.items, &items)),
        min_items: facets.min_items,
        max_items: facets.max_items,
        unique_items: facets.unique_items,
    }
}

fn object(context: &mut Context<'_>, facets: &Facets, pointer: &Pointer) -> Object {
    let mut members = facets.properties.clone();
    let declared: HashSet<&str> = facets
        .properties
        .iter()
        .map(|member| member.name.as_str())
        .collect();
    let required: HashMap<&str, &Text> = facets
        .required
        .iter()
        .map(|name| (name.text.as_str(), name))
        .collect();
    for name in &facets.required {
        if !declared.contains(name.text.as_str()) {
            let parts = merge::undeclared(&facets.additional);
            members.push(Member {
                name: name.text.clone(),
                pointer: pointer.child("properties").child(&name.text),
                refused: parts.is_none(),
                parts: parts.unwrap_or_default(),
            });
        }
    }
    context.schemas.spend(members.len());
    let properties = members
        .iter()
        .map(|member| property(context, member, required.get(member.name.as_str()).copied()));
    let properties = properties.collect();
    let at = pointer.child("additionalProperties");
    Object {
        properties,
        additional: match &facets.additional {
            Further::Unsaid => Additional::Unsaid,
            Further::Any => Additional::Any,
            Further::Parts(parts) => Additional::Schema(of_parts(context, parts, &at)),
            Further::Closed => Additional::Closed,
        },
        min_properties: facets.min_properties,
        max_properties: facets.max_properties,
        tag: facets.tag.clone(),
    }
}

/// A property; `required` is its name in `required`, if it is there.
fn property(context: &mut Context<'_>, member: &Member, required: Option<&Text>) -> Property {
    let schema = match (member.refused, member.parts.is_empty()) {
        (true, _) => super::never(context, &member.pointer),
        (false, true) => super::any(context, member.pointer.clone()),
        (false, false) => of_parts(context, &member.parts, &member.pointer),
    };
    let marks = member.parts.iter().fold(Marks::default(), |marks, part| {
        marks.or(context.schemas.atoms.marks(*part))
    });
    let is_written = context.document.tree.at(&member.pointer);
    let span = match (is_written, required) {
        (None, Some(name)) => name.span,
        (Some(_) | None, _) => context.document.key_span(&member.pointer),
    };
    // A `$ref` has no say beside what it refers to.
    let is_own =
        atoms::followed(context.document, &member.pointer).as_ref() == Some(&member.pointer);
    Property {
        name: member.name.clone(),
        schema,
        notes: if is_own {
            notes(context, &member.pointer)
        } else {
            Notes::default()
        },
        required: required.is_some(),
        refused: member.refused,
        read_only: marks.read_only,
        write_only: marks.write_only,
        span,
    }
}
