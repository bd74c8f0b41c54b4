//! Model to smaller model: some of its operations and what they reach.

use std::fmt;

use crate::load::Suggestions;
use crate::model::{Direction, Model, Notes, Operation, Shape};
use crate::resolve::mark_directions;

/// A name that no operation has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoOperation {
    /// The name that was asked for.
    pub name: String,
    /// The name that was probably meant.
    pub meant: Option<String>,
}

impl fmt::Display for NoOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the document has no operation `{}`", self.name)
    }
}

impl std::error::Error for NoOperation {}

/// The model of the document without all other operations, and without the named schemas that only those reach.
///
/// An operation is named by its ID or as `METHOD /path`; the document's order stays.
///
/// # Errors
/// Every name that no operation has.
pub fn select(mut model: Model, names: &[String]) -> Result<Model, Vec<NoOperation>> {
    let unknown: Vec<NoOperation> = names
        .iter()
        .filter(|name| !model.operations.iter().any(|known| has_name(known, name)))
        .map(|name| no_operation(&model, name))
        .collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    keep_operations(&mut model.operations, names);
    for schema in &mut model.schemas {
        schema.direction = Direction::default();
    }
    mark_directions(&mut model);
    let Model {
        schemas,
        components,
        ..
    } = &mut model;
    // A second name of a schema is reached by nothing: what refers to it means the schema.
    components.retain(|component| {
        let schema = &schemas[component.schema.0];
        is_reached(schema.direction) && schema.span == component.span
    });
    // An ID is a position, so what is not reached stays, and says nothing.
    for schema in schemas.iter_mut() {
        if !is_reached(schema.direction) {
            schema.notes = Notes::default();
            schema.shape = Shape::Any;
            schema.not.clear();
            schema.advice.clear();
        }
    }
    Ok(model)
}

/// Drops the other operations, and the links that lead to them.
fn keep_operations(operations: &mut Vec<Operation>, names: &[String]) {
    let is_named = |operation: &Operation| names.iter().any(|name| has_name(operation, name));
    let mut kept = 0..;
    let positions: Vec<Option<usize>> = operations
        .iter()
        .map(|operation| is_named(operation).then(|| kept.next()).flatten())
        .collect();
    operations.retain(is_named);
    let responses = operations
        .iter_mut()
        .flat_map(|operation| &mut operation.responses);
    for response in responses {
        response.links.retain_mut(|link| {
            let position = positions[link.operation];
            link.operation = position.unwrap_or_default();
            position.is_some()
        });
    }
}

fn is_reached(direction: Direction) -> bool {
    direction.request || direction.response
}

fn has_name(operation: &Operation, name: &str) -> bool {
    operation.id == name
        || name.split_once(' ').is_some_and(|(method, path)| {
            operation.method.eq_ignore_ascii_case(method) && operation.path == path.trim()
        })
}

fn no_operation(model: &Model, name: &str) -> NoOperation {
    let is_path = name.contains('/');
    let known: Vec<String> = model
        .operations
        .iter()
        .map(|operation| match is_path {
            true => format!("{} {}", operation.method, operation.path),
            false => operation.id.clone(),
        })
        .collect();
    let meant = Suggestions::new().closest(name, known.iter().map(String::as_str));
    NoOperation {
        name: name.to_owned(),
        meant: meant.map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::{NoOperation, select};
    use crate::{Model, Source, load, resolve};

    const DOCUMENT: &str = "
openapi: 3.0.3
info: {title: t, version: v}
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: d
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}
          links: {owners: {operationId: listOwners}, again: {operationId: listPets}}
    post:
      operationId: addPet
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'201': {description: d}}
  /owners:
    get:
      operationId: listOwners
      responses:
        '200':
          description: d
          content: {application/json: {schema: {$ref: '#/components/schemas/Owner'}}}
components:
  schemas:
    Owner: {type: object, properties: {pets: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}
    Pet: {type: object, properties: {kind: {$ref: '#/components/schemas/Kind'}}}
    Animal: {$ref: '#/components/schemas/Pet'}
    Kind: {type: string, enum: [cat, dog]}
    Unused: {type: integer, default: none}
";

    fn selected(names: &[&str]) -> Result<Model, Vec<NoOperation>> {
        let document = load(Source::new("test", DOCUMENT)).expect("the document is sound");
        let model = resolve(&document);
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        select(model, &names)
    }

    #[test]
    fn what_the_others_reach_is_gone() {
        for name in ["listPets", "get /pets"] {
            let model = selected(&[name]).expect("there is such an operation");
            let operations: Vec<_> = model.operations.iter().map(|known| &known.id).collect();
            assert_eq!(operations, ["listPets"]);
            let components: Vec<_> = model.components.iter().map(|known| &known.name).collect();
            assert_eq!(components, ["Pet", "Kind"]);
            let pet = model.schema(model.components[0].schema);
            assert!(pet.direction.response && !pet.direction.request);
        }
        // What is wrong with a schema that is not reached does not matter.
        let model = selected(&["listOwners", "addPet"]).expect("there are such operations");
        assert_eq!(model.operations.len(), 2);
        assert!(crate::contract(&model).diagnostics.is_sound());
    }

    #[test]
    fn links_lead_to_what_is_left() {
        for (names, expected) in [
            (&["listPets"][..], &[("again", 0)][..]),
            (&["listPets", "listOwners"], &[("owners", 1), ("again", 0)]),
            (&["addPet"], &[]),
        ] {
            let model = selected(names).expect("there are such operations");
            let links = model.operations[0].responses[0].links.iter();
            let links: Vec<_> = links
                .map(|link| (link.name.as_str(), link.operation))
                .collect();
            assert_eq!(links, expected);
        }
    }

    #[test]
    fn a_slip_is_told() {
        let unknown = selected(&["listPet", "GET /owner", "listPets", "x"]).expect_err("three");
        let meant: Vec<_> = unknown.iter().map(|name| name.meant.as_deref()).collect();
        assert_eq!(meant, [Some("listPets"), Some("GET /owners"), None]);
    }
}
