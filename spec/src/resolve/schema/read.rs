//! One schema of the text: its keywords, its `allOf`, its unions and its `not`.

use std::collections::HashSet;
use std::rc::Rc;

use super::atoms::{self, Atom, Discriminator, Marks, PartId, WrittenUnion};
use super::facets::{Facets, Further, Member, Types};
use crate::error::{Code, Error};
use crate::model::{Bound, Decimal, EnumValue, Text, UnionKind, integer_format};
use crate::pattern;
use crate::pointer::Pointer;
use crate::resolve::{Context, extension, reference};
use crate::tree::{Entry, Node};

/// `readOnly` and `writeOnly`.
pub(super) fn marks(context: &Context<'_>, pointer: &Pointer) -> Marks {
    let node = context.document.tree.at(pointer);
    let place = |keyword| {
        let is_marked = node.is_some_and(|node| is_set(node, keyword));
        is_marked.then(|| pointer.clone())
    };
    Marks {
        read_only: place("readOnly"),
        write_only: place("writeOnly"),
    }
}

/// The schemas that are a part of this one: those of `allOf`, and the only one of a `oneOf` or `anyOf`.
pub(super) fn inner(context: &mut Context<'_>, pointer: &Pointer) -> Vec<PartId> {
    let mut inner = children(context, &pointer.child("allOf"));
    for kind in [UnionKind::OneOf, UnionKind::AnyOf] {
        let branches = children(context, &pointer.child(kind.keyword()));
        if branches.len() == 1 {
            inner.extend(branches);
        }
    }
    inner
}

/// What the schema itself demands.
pub(super) fn own(context: &mut Context<'_>, pointer: &Pointer) -> Vec<Atom> {
    let mut own = vec![Atom::Facets(Box::new(facets(context, pointer)))];
    for kind in [UnionKind::OneOf, UnionKind::AnyOf] {
        let at = pointer.child(kind.keyword());
        let branches = children(context, &at);
        if branches.len() > 1 {
            own.push(Atom::Union(Rc::new(WrittenUnion {
                kind,
                discriminator: discriminator(context, pointer),
                pointer: at,
                branches,
            })));
        }
    }
    let not = pointer.child("not");
    if context.document.tree.at(&not).is_some() {
        own.push(Atom::Not(atoms::part(context, &not)));
    }
    own
}

fn children(context: &mut Context<'_>, list: &Pointer) -> Vec<PartId> {
    let written = context.document.tree.at(list).and_then(Node::as_sequence);
    let count = written.map_or(0, <[_]>::len);
    (0..count)
        .map(|index| atoms::part(context, &list.child(index)))
        .collect()
}

fn facets(context: &mut Context<'_>, pointer: &Pointer) -> Facets {
    let advice = extension::advice(context, pointer);
    let error_code = extension::error_code(context, pointer);
    let Some(node) = context.document.tree.at(pointer) else {
        return Facets::default();
    };
    let mut facets = Facets {
        types: types(node),
        integer: text(node, "type") == Some("integer"),
        minimum: bound(node, "minimum", "exclusiveMinimum"),
        maximum: bound(node, "maximum", "exclusiveMaximum"),
        multiple_of: multiple_of(context, node),
        min_length: count(node, "minLength"),
        max_length: count(node, "maxLength"),
        patterns: patterns(context, pointer),
        format: text(node, "format").map(str::to_owned),
        min_items: count(node, "minItems"),
        max_items: count(node, "maxItems"),
        unique_items: is_set(node, "uniqueItems"),
        required: required(node),
        min_properties: count(node, "minProperties"),
        max_properties: count(node, "maxProperties"),
        values: values(context, node),
        advice,
        error_code,
        ..Facets::default()
    };
    if facets.integer {
        facets.format_range = facets.format.as_deref().and_then(integer_format);
    }
    if node.get("items").is_some() {
        facets.items = vec![atoms::part(context, &pointer.child("items"))];
    }
    facets.properties = properties(context, node, pointer);
    facets.additional = additional(context, node, pointer);
    if node.get("oneOf").is_none() && node.get("anyOf").is_none() {
        facets.tag = discriminator(context, pointer).map(|found| found.property);
    }
    facets
}

/// What is no pattern was refused when the document was loaded, or let through: then it demands nothing.
fn patterns(context: &Context<'_>, pointer: &Pointer) -> Vec<Text> {
    let written = context.text(pointer, "pattern").into_iter();
    written
        .filter(|text| pattern::parse(&text.text).is_ok())
        .collect()
}

fn types(node: &Node) -> Types {
    let own = match text(node, "type") {
        Some("boolean") => Types::BOOLEAN,
        Some("integer" | "number") => Types::NUMBER,
        Some("string") => Types::STRING,
        Some("array") => Types::ARRAY,
        Some("object") => Types::OBJECT,
        // OpenAPI 3.0.3: `nullable` adds `null` to the `type` beside it, and without one there is nothing to add to.
        Some(_) | None => return Types::ALL,
    };
    if is_set(node, "nullable") {
        own.with(Types::NULL)
    } else {
        own
    }
}

fn bound(node: &Node, keyword: &str, exclusive: &str) -> Option<Bound> {
    Some(Bound {
        value: decimal(node.get(keyword)?.as_number()?),
        exclusive: is_set(node, exclusive),
    })
}

/// A number that has more digits than we count is taken as its nearest neighbour.
fn decimal(text: &str) -> Decimal {
    let nearest = || {
        let number: f64 = text.parse().unwrap_or_default();
        let text = format!("{:e}", number.clamp(f64::MIN, f64::MAX));
        Decimal::parse(&text).unwrap_or(Decimal::ZERO)
    };
    Decimal::parse(text).unwrap_or_else(nearest)
}

fn multiple_of(context: &mut Context<'_>, node: &Node) -> Vec<Decimal> {
    let Some(written) = node.get("multipleOf") else {
        return Vec::new();
    };
    let step = written.as_number().map_or(Decimal::ZERO, decimal);
    if step <= Decimal::ZERO {
        let error = Error::new(
            Code::WrongValue,
            written.span,
            "`multipleOf` must be above zero",
        );
        context
            .errors
            .push(error.help("write a positive number, or drop the keyword"));
        return Vec::new();
    }
    vec![step]
}

fn values(context: &mut Context<'_>, node: &Node) -> Option<Vec<EnumValue>> {
    let written = node.get("enum")?;
    let values = written.as_sequence()?;
    if values.is_empty() {
        let message = "an `enum` without values admits nothing";
        let error = Error::new(Code::WrongValue, written.span, message);
        let help = "list its values, or drop the keyword";
        context.errors.push(error.help(help));
        return None;
    }
    let mut once: Vec<EnumValue> = Vec::new();
    let mut seen = HashSet::new();
    for value in values {
        let (json, span) = (value.to_json(), value.span);
        if seen.insert(json.to_string()) {
            once.push(EnumValue { value: json, span });
        }
    }
    Some(once)
}

fn required(node: &Node) -> Vec<Text> {
    let names = node.get("required").and_then(Node::as_sequence);
    let names = names.unwrap_or_default().iter().filter_map(|name| {
        Some(Text {
            text: name.as_str()?.to_owned(),
            span: name.span,
        })
    });
    names.collect()
}

fn properties(context: &mut Context<'_>, node: &Node, pointer: &Pointer) -> Vec<Member> {
    let section = pointer.child("properties");
    let entries = node.get("properties").map(entries).unwrap_or_default();
    let members = entries.iter().map(|entry| {
        let pointer = section.child(&entry.key);
        Member {
            name: entry.key.clone(),
            parts: vec![atoms::part(context, &pointer)],
            pointer,
            refused: false,
        }
    });
    members.collect()
}

fn additional(context: &mut Context<'_>, node: &Node, pointer: &Pointer) -> Further {
    let Some(written) = node.get("additionalProperties") else {
        return Further::Unsaid;
    };
    match written.as_bool() {
        Some(true) => Further::Any,
        Some(false) => Further::Closed,
        None if entries(written).is_empty() => Further::Any,
        None => {
            let at = pointer.child("additionalProperties");
            Further::Parts(vec![atoms::part(context, &at)])
        }
    }
}

fn discriminator(context: &Context<'_>, pointer: &Pointer) -> Option<Discriminator> {
    let at = pointer.child("discriminator");
    let property = context.text(&at, "propertyName")?;
    let mapping = context.document.tree.at(&at.child("mapping"));
    let mapping = mapping.map(entries).unwrap_or_default().iter();
    let mapping = mapping.filter_map(|entry| {
        let target = entry.value.as_str()?;
        let schemas = Pointer::root().child("components").child("schemas");
        let named = schemas.child(target);
        let is_name = context.document.tree.at(&named).is_some();
        let pointer = if is_name {
            named
        } else {
            reference::target(target)?
        };
        Some((entry.key.clone(), pointer))
    });
    Some(Discriminator {
        property,
        mapping: mapping.collect(),
    })
}

fn entries(node: &Node) -> &[Entry] {
    node.as_mapping()
        .map(|mapping| mapping.entries())
        .unwrap_or_default()
}

fn text<'n>(node: &'n Node, keyword: &str) -> Option<&'n str> {
    node.get(keyword)?.as_str()
}

fn is_set(node: &Node, keyword: &str) -> bool {
    node.get(keyword).and_then(Node::as_bool) == Some(true)
}

/// A count that no value can come near is as good as the greatest that there is.
fn count(node: &Node, keyword: &str) -> Option<u64> {
    let count = decimal(node.get(keyword)?.as_number()?).floor();
    Some(u64::try_from(count).unwrap_or(if count < 0 { 0 } else { u64::MAX }))
}
