//! `oneOf` and `anyOf`.

use super::atoms::{self, AtomId, Discriminator, PartId, WrittenUnion};
use super::facets::{Facets, Further, Member, Types};
use super::fill::{self, Sorted};
use super::merge::Merged;
use super::of_atoms;
use crate::error::{Code, Error};
use crate::model::{Branch, EnumValue, Schema, SchemaId, Shape, Union, UnionKind};
use crate::resolve::Context;

/// The union of what the branches of the first union and everything beside it demand.
pub(super) fn of(context: &mut Context<'_>, atoms: &[AtomId], sorted: &Sorted) -> (Shape, bool) {
    let Some((first, union)) = sorted.unions.first() else {
        return (Shape::Any, true);
    };
    let beside: Vec<AtomId> = atoms.iter().copied().filter(|atom| atom != first).collect();
    let mut branches = Vec::new();
    let mut null_branches = 0;
    for (index, part) in union.branches.iter().enumerate() {
        let own = atoms::of(context, *part);
        let (own, tags) = tagged(context, union, *part, own);
        let is_new = adds(context, &beside, &own);
        let all = if is_new {
            [&beside[..], &own[..]].concat()
        } else {
            own
        };
        let place = if is_new || !tags.is_empty() {
            union.pointer.child(index)
        } else {
            context.schemas.atoms.pointer(*part).clone()
        };
        let sorted = fill::sort(context, &all);
        if sorted.unions.is_empty() && sorted.nots.is_empty() && is_null(&sorted.facets) {
            null_branches += 1;
            continue;
        }
        let schema = of_atoms(context, all, &place);
        if is_new {
            context.schemas.narrowed.insert(schema);
        }
        branches.push(Branch {
            schema,
            name: name(context, *part),
            tags,
            span: context.document.span(&union.pointer.child(index)),
        });
    }
    let nullable = match union.kind {
        UnionKind::OneOf => null_branches == 1,
        UnionKind::AnyOf => null_branches > 0,
    };
    let tag = union
        .discriminator
        .as_ref()
        .map(|found| found.property.clone());
    let kind = union.kind;
    (
        Shape::Union(Union {
            kind,
            branches,
            tag,
        }),
        nullable,
    )
}

/// Whether `null` is all that is accepted.
fn is_null(facets: &Facets) -> bool {
    let only_value = facets.values.as_ref().is_some_and(|values| {
        values.iter().all(|value| value.value.is_null()) && !values.is_empty()
    });
    facets.types == Types::NULL || facets.types.has(Types::NULL) && only_value
}

/// Whether what stands beside a union demands more than a branch does by itself.
fn adds(context: &Context<'_>, beside: &[AtomId], own: &[AtomId]) -> bool {
    let beside = fill::sort(context, beside);
    if !beside.unions.is_empty() || !beside.nots.is_empty() {
        return true;
    }
    let own = fill::sort(context, own);
    if !own.unions.is_empty() {
        return !beside.facets.is_any();
    }
    let mut both = Merged::default();
    both.add(&own.facets);
    both.add(&beside.facets);
    both.finish() != own.facets
}

/// The name under which `components` holds a part.
fn name(context: &Context<'_>, part: PartId) -> Option<String> {
    match context.schemas.atoms.pointer(part).tokens() {
        [components, schemas, name] if components == "components" && schemas == "schemas" => {
            Some(name.clone())
        }
        _ => None,
    }
}

/// A branch with the values that a discriminator demands of its tag.
fn tagged(
    context: &mut Context<'_>,
    union: &WrittenUnion,
    part: PartId,
    own: Vec<AtomId>,
) -> (Vec<AtomId>, Vec<String>) {
    let Some(discriminator) = &union.discriminator else {
        return (own, Vec::new());
    };
    let mut tags = meant(context, discriminator, part);
    let sorted = fill::sort(context, &own);
    let property = &discriminator.property;
    let mut members = sorted.facets.properties.iter();
    let member = members.find(|member| member.name == property.text);
    let closed = sorted.facets.additional == Further::Closed;
    if tags.is_empty() || member.is_none() && closed {
        return (own, Vec::new());
    }
    if let Some(member) = member.cloned() {
        let mut inner = Vec::new();
        for part in &member.parts {
            inner.extend(atoms::of(context, *part));
        }
        let facets = fill::sort(context, &inner).facets;
        if !facets.types.has(Types::STRING) || member.refused {
            return (own, Vec::new());
        }
        // The branch itself lists the values of its tag.
        if let Some(values) = facets.values {
            let texts = values.iter().filter_map(|value| value.value.as_str());
            let texts: Vec<String> = texts.map(str::to_owned).collect();
            if texts.iter().all(|text| tags.contains(text))
                || !texts.iter().any(|text| tags.contains(text))
            {
                let required = sorted.facets.required.iter();
                if required.clone().any(|name| name.text == property.text) {
                    return (own, texts);
                }
                tags = texts;
            }
        }
    }
    let atom = tag_atom(context, union, discriminator, &tags);
    let mut own = own;
    own.push(atom);
    (own, tags)
}

/// The values of the tag that mean a branch: those of `mapping`, else the name of its schema.
fn meant(context: &Context<'_>, discriminator: &Discriminator, part: PartId) -> Vec<String> {
    let pointer = context.schemas.atoms.pointer(part);
    let mapped = discriminator.mapping.iter().filter(|(_, target)| {
        target == pointer || atoms::followed(context.document, target).as_ref() == Some(pointer)
    });
    let mapped: Vec<String> = mapped.map(|(tag, _)| tag.clone()).collect();
    if mapped.is_empty() {
        return name(context, part).into_iter().collect();
    }
    mapped
}

/// That the tag is there and has one of these values.
fn tag_atom(
    context: &mut Context<'_>,
    union: &WrittenUnion,
    discriminator: &Discriminator,
    tags: &[String],
) -> AtomId {
    let at = union
        .pointer
        .parent()
        .unwrap_or_default()
        .child("discriminator");
    let property = &discriminator.property;
    let place = at.clone();
    let atoms = &mut context.schemas.atoms;
    atoms.tag(&property.text, tags, &place, |atoms| {
        let values = tags.iter().map(|tag| EnumValue {
            value: tag.as_str().into(),
            span: property.span,
        });
        let text = Facets {
            types: Types::STRING,
            values: Some(values.collect()),
            ..Facets::default()
        };
        Facets {
            properties: vec![Member {
                name: property.text.clone(),
                parts: vec![atoms.implied(at.clone(), text)],
                pointer: at,
                refused: false,
            }],
            required: vec![property.clone()],
            ..Facets::default()
        }
    })
}

/// Refuses unions of which no branch agrees with what stands beside them; one branch that does not is only told of.
pub(super) fn refuse_empty(context: &mut Context<'_>) {
    let schemas = &context.schemas;
    let is_idle = |branch: &Branch| {
        let is_never = matches!(schemas.made[branch.schema.0].shape, Shape::Never);
        is_never && schemas.narrowed.contains(&branch.schema)
    };
    let is_empty = |schema: &&Schema| match &schema.shape {
        Shape::Union(union) if !schema.nullable => {
            !union.branches.is_empty() && union.branches.iter().all(is_idle)
        }
        _ => false,
    };
    let empty = schemas.made.iter().filter(is_empty);
    let errors = empty.map(|schema| fill::contradiction(schema.span));
    let errors: Vec<Error> = errors.collect();
    context.errors.extend(errors);
}

/// Refuses unions that are a branch of themselves: whether they accept a value could never be found out.
pub(super) fn refuse_circles(context: &mut Context<'_>) {
    let direct = |id: SchemaId| -> Vec<SchemaId> {
        let schema = &context.schemas.made[id.0];
        let mut direct = schema.not.clone();
        if let Shape::Union(union) = &schema.shape {
            direct.extend(union.branches.iter().map(|branch| branch.schema));
        }
        direct
    };
    // White: not seen; grey: above us; black: done.
    let mut colour = vec![0_u8; context.schemas.made.len()];
    let mut circular = Vec::new();
    for start in 0..colour.len() {
        let mut open = vec![(SchemaId(start), false)];
        while let Some((id, done)) = open.pop() {
            if done {
                colour[id.0] = 2;
                continue;
            }
            if colour[id.0] != 0 {
                continue;
            }
            colour[id.0] = 1;
            open.push((id, true));
            for next in direct(id) {
                match colour[next.0] {
                    0 => open.push((next, false)),
                    1 => circular.push(next),
                    _ => {}
                }
            }
        }
    }
    for id in circular {
        let schema = &mut context.schemas.made[id.0];
        let span = schema.span;
        // The model has no such circle, so that nobody runs in it.
        schema.shape = Shape::Any;
        schema.not.clear();
        let message = "this schema is a branch of itself";
        let error = Error::new(Code::CircularReference, span, message);
        let help = "take the reference back to this schema out of `oneOf`, `anyOf` or `not`";
        context.errors.push(error.help(help));
    }
}
