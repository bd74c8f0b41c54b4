//! Discriminators: what their `mapping` leads to, and the property that they name.

use std::cell::Cell;
use std::collections::HashSet;
use std::ptr;

use super::document::is_name;
use crate::error::{Code, Error};
use crate::load::grammar::{Object, Outline};
use crate::load::references::Targets;
use crate::load::suggest::Suggestions;
use crate::pointer::Pointer;
use crate::tree::Node;

/// Every value is a schema's name or leads to a schema; other documents are left to whoever supports them.
pub(super) fn check(
    tree: &Node,
    outline: &Outline<'_>,
    discriminator: &Node,
    suggestions: &Suggestions,
    errors: &mut Vec<Error>,
) {
    let mapping = discriminator.get("mapping").and_then(Node::as_mapping);
    for entry in mapping.map_or(&[][..], |mapping| mapping.entries()) {
        let Some(target) = entry.value.as_str() else {
            continue;
        };
        if let Some(fragment) = target.strip_prefix('#') {
            let found = Pointer::of_fragment(fragment)
                .and_then(|pointer| tree.at(&pointer))
                .and_then(|node| outline.kind(node));
            if found != Some(Object::Schema) {
                let message = format!("`{target}` does not lead to a schema");
                errors.push(
                    Error::new(Code::DanglingReference, entry.value.span, message)
                        .help("write the name of a schema of `components.schemas`"),
                );
            }
        } else if is_name(target) && !target.contains('.') {
            errors.extend(undeclared(tree, &entry.value, target, suggestions));
        }
    }
}

/// The refusal of a name that no schema has.
fn undeclared(tree: &Node, at: &Node, name: &str, suggestions: &Suggestions) -> Option<Error> {
    let schemas = tree
        .get("components")
        .and_then(|components| components.get("schemas"))
        .and_then(Node::as_mapping);
    if schemas.is_some_and(|schemas| schemas.get(name).is_some()) {
        return None;
    }
    let entries = schemas.map_or(&[][..], |schemas| schemas.entries());
    let names = entries.iter().map(|entry| entry.key.as_str());
    let message = format!("`{name}` is not the name of a schema");
    let error = Error::new(Code::DanglingReference, at.span, message);
    Some(match suggestions.closest(name, names) {
        Some(meant) => error.help(format!("write `{meant}`")),
        None => error.help("declare it in `components.schemas`"),
    })
}

/// How many schemas one run looks into for the properties that discriminators name.
const LOOKS: usize = 1_000_000;

/// Every schema that a discriminator tells apart declares the property that it names.
pub(super) fn check_properties<'t>(
    outline: &Outline<'t>,
    targets: &Targets<'t>,
    suggestions: &Suggestions,
    errors: &mut Vec<Error>,
) {
    let looks = Cell::new(LOOKS);
    for place in &outline.places {
        let named = place
            .node
            .get("discriminator")
            .and_then(|discriminator| discriminator.get("propertyName"));
        let Some((at, name)) = named.and_then(|node| Some((node, node.as_str()?))) else {
            continue;
        };
        if place.object != Object::Schema {
            continue;
        }
        let look = Look {
            name,
            targets,
            looks: &looks,
        };
        errors.extend(undeclared_property(place.node, at, &look, suggestions));
    }
}

/// The search for the property of one discriminator.
struct Look<'t, 'l> {
    name: &'l str,
    targets: &'l Targets<'t>,
    looks: &'l Cell<usize>,
}

fn undeclared_property<'t>(
    schema: &'t Node,
    at: &Node,
    look: &Look<'t, '_>,
    suggestions: &Suggestions,
) -> Option<Error> {
    let name = look.name;
    // The property may be declared beside the union, once for all.
    let around = look.declares(schema, &mut HashSet::new(), &["allOf"])?;
    if around.declared {
        return None;
    }
    // Branches that are written out have no name, so that no discriminator can mean them.
    let branches = ["oneOf", "anyOf"]
        .iter()
        .filter_map(|keyword| schema.get(keyword)?.as_sequence())
        .flatten();
    let mut names = around.names;
    let mut lacking = Vec::new();
    let (mut is_union, mut is_declared) = (false, false);
    for branch in branches {
        is_union = true;
        let Some(reference) = branch.get("$ref") else {
            continue;
        };
        let found = look.declares(branch, &mut HashSet::new(), &["allOf", "oneOf", "anyOf"])?;
        if found.declared {
            is_declared = true;
        } else {
            lacking.push(reference.span);
            names.extend(found.names);
        }
    }
    if is_union && lacking.is_empty() {
        return None;
    }
    let message = if is_union {
        format!("the discriminator names `{name}`, which not every branch declares")
    } else {
        format!("the discriminator names `{name}`, which is no property here")
    };
    let error = Error::new(Code::UndeclaredDiscriminator, at.span, message);
    let error = lacking.iter().take(3).fold(error, |error, span| {
        error.related(*span, format!("this has no property `{name}`"))
    });
    // Where one branch has the property, the name is right and the others are not.
    let meant = suggestions.closest(name, names).filter(|_| !is_declared);
    Some(match meant {
        Some(meant) => error.help(format!("write `{meant}`")),
        None => error.help(format!(
            "declare `{name}` in `properties`, and in `required`"
        )),
    })
}

/// What a search has found.
struct Found<'t> {
    declared: bool,
    /// The properties that are there instead.
    names: Vec<&'t str>,
}

impl<'t> Look<'t, '_> {
    /// Whether a schema, or one that it is composed of by way of `keywords`, declares the property; `None` if too much was
    /// looked into to tell, or a reference leads nowhere.
    fn declares(
        &self,
        schema: &'t Node,
        seen: &mut HashSet<*const Node>,
        keywords: &[&str],
    ) -> Option<Found<'t>> {
        let mut found = Found {
            declared: false,
            names: Vec::new(),
        };
        let mut open = vec![schema];
        while let Some(next) = open.pop() {
            self.looks.set(self.looks.get().checked_sub(1)?);
            let schema = self.targets.follow(next)?;
            if !seen.insert(ptr::from_ref(schema)) {
                continue;
            }
            let properties = schema.get("properties").and_then(Node::as_mapping);
            if let Some(properties) = properties {
                if properties.get(self.name).is_some() {
                    found.declared = true;
                    return Some(found);
                }
                let names = properties.entries().iter();
                found.names.extend(names.map(|entry| entry.key.as_str()));
            }
            let parts = keywords
                .iter()
                .filter_map(|keyword| schema.get(keyword)?.as_sequence());
            open.extend(parts.flatten());
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use crate::load::testing::{document, findings, helps};

    #[test]
    fn a_mapping_leads_to_schemas() {
        let text = document(
            "{}\ncomponents:\n  schemas:\n    Dog: {properties: {a: {}}, discriminator: {propertyName: a, mapping: {\n      a: '#/components/schemas/Dog', b: '#/components/schemas/B', c: Dog, d: Dgo1, e: Cat, f: x.json, g: 'x/y#/z'}}}",
        );
        assert_eq!(
            findings(&text),
            [
                "dangling-reference 7:41 `#/components/schemas/B` does not lead to a schema",
                "dangling-reference 7:78 `Dgo1` is not the name of a schema",
                "dangling-reference 7:87 `Cat` is not the name of a schema",
            ]
        );
        assert_eq!(helps(&text)[1..], ["declare it in `components.schemas`"; 2]);
    }
    #[test]
    fn the_property_is_declared_in_every_branch_that_has_a_name() {
        let dog = "'#/components/schemas/Dog'";
        let cat = "'#/components/schemas/Cat'";
        let schemas = [
            "Dog: {type: object, properties: {kind: {type: string}}}",
            "Cat: {allOf: [{type: object, properties: {kid: {type: string}}}]}",
            &format!("Puppy: {{allOf: [{{$ref: {dog}}}]}}"),
            &format!(
                "A: {{oneOf: [{{$ref: {dog}}}, {{$ref: {cat}}}], discriminator: {{propertyName: kind}}}}"
            ),
            "B: {oneOf: [{$ref: '#/components/schemas/Puppy'}, {type: object}], discriminator: {propertyName: kind}}",
            &format!(
                "C: {{oneOf: [{{$ref: {cat}}}], properties: {{kind: {{}}}}, discriminator: {{propertyName: kind}}}}"
            ),
            "D: {type: object, properties: {a: {}}, discriminator: {propertyName: b}}",
            "E: {allOf: [{$ref: '#/components/schemas/E'}], discriminator: {propertyName: kind}}",
        ];
        let text = document(&format!(
            "{{}}\ncomponents:\n  schemas:\n    {}",
            schemas.join("\n    ")
        ));
        let found = findings(&text);
        assert_eq!(
            found,
            [
                "undeclared-discriminator 9:120 the discriminator names `kind`, which not every branch declares",
                "undeclared-discriminator 12:74 the discriminator names `b`, which is no property here",
                "undeclared-discriminator 13:82 the discriminator names `kind`, which is no property here",
            ]
        );
        assert_eq!(
            helps(&text)[0],
            "declare `kind` in `properties`, and in `required`"
        );
    }
}
