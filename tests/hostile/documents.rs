//! Documents that are made to take the generator long: the work grows with the size of the document, or is refused.

use std::time::Instant;

use serde_json::{Map, Value, json};
use specwright_codegen::{Options, generate};
use specwright_spec::{Code, Errors, Source, Tolerance, contract, load, resolve};

use super::LONGEST;

/// Generates from a document of these schemas; returns the number of files, or the errors.
fn generated(
    name: &str,
    schemas: impl IntoIterator<Item = (String, Value)>,
) -> Result<usize, Errors> {
    let schemas: Map<String, Value> = schemas.into_iter().collect();
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "Made", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    });
    let options = Options {
        package: "made".to_owned(),
        is_member: false,
    };
    let start = Instant::now();
    let files = load(Source::new("test", document.to_string()))
        .map(|document| resolve(&document))
        .and_then(|model| {
            let contract = contract(&model);
            contract
                .diagnostics
                .judge(&model.source, Tolerance::STRICT)?;
            generate(&model, &contract, &options)
        });
    let taken = start.elapsed();
    assert!(taken < LONGEST, "{name} takes {taken:?}");
    files.map(|files| files.iter().count())
}

fn to(at: usize) -> Value {
    json!({"$ref": format!("#/components/schemas/S{at}")})
}

fn chain(n: usize, last: &Value, schema: impl Fn(usize) -> Value) -> Vec<(String, Value)> {
    let all = (0..n).map(|at| (format!("S{at}"), schema(at)));
    all.chain([(format!("S{n}"), last.clone())]).collect()
}

/// A name that is the same Rust name, whatever the number.
fn colliding(at: usize) -> String {
    let sign = |bit: usize| if at >> bit & 1 == 1 { '-' } else { '.' };
    format!("pet{}name", (0..16).map(sign).collect::<String>())
}

#[test]
fn chains_and_circles_of_lists_are_followed_once() {
    let string = json!({"type": "string"});
    let list = |at: usize| json!({"type": "array", "items": to(at + 1)});
    assert!(generated("a chain of lists", chain(4_000, &string, list)).is_ok());
    let back = json!({"type": "array", "items": to(0)});
    assert!(generated("a circle of lists", chain(4_000, &back, list)).is_ok());
    let object =
        |at: usize| json!({"type": "object", "properties": {"next": to(at + 1), "first": to(0)}});
    assert!(generated("a circle of objects", chain(1_000, &json!({}), object)).is_ok());
}

#[test]
fn names_that_collide_are_numbered_at_once() {
    const MANY: usize = 4_000;
    let schemas = (0..MANY).map(|at| {
        (
            colliding(at),
            json!({"type": "string", "maxLength": at + 1}),
        )
    });
    assert!(generated("schemas", schemas).is_ok());
    let values: Vec<String> = (0..MANY * 4).map(colliding).collect();
    let schema = json!({"type": "string", "enum": values});
    assert!(generated("values", [("S".to_owned(), schema)]).is_ok());
}

/// Every schema of the chain has the properties of all that come after it.
#[test]
fn compositions_that_repeat_each_other_are_refused() {
    let property =
        |at: usize| json!({"type": "object", "properties": {format!("p{at}"): {"type": "string"}}});
    let all_of = |at: usize| json!({"allOf": [to(at + 1), property(at)]});
    for length in [3_000, 10_000] {
        let errors =
            generated("allOf", chain(length, &json!({"type": "object"}), all_of)).unwrap_err();
        assert_eq!(errors.errors()[0].code, Code::TooLarge, "{errors}");
    }
    // As long a chain must not overflow the stack either.
    let empty = |at: usize| json!({"allOf": [to(at + 1)]});
    let errors = generated(
        "a long allOf",
        chain(20_000, &json!({"type": "object"}), empty),
    );
    assert_eq!(errors.unwrap_err().errors()[0].code, Code::TooLarge);
}

#[test]
fn what_is_too_wide_for_a_struct_is_refused() {
    let properties: Map<String, Value> = (0..20_000)
        .map(|at| (format!("p{at}"), json!({"type": "string"})))
        .collect();
    let required: Vec<&String> = properties.keys().collect();
    let object = json!({"type": "object", "properties": properties, "required": required});
    let errors = generated("a wide object", [("S".to_owned(), object)]).unwrap_err();
    assert_eq!(errors.errors()[0].code, Code::TooLarge, "{errors}");
}

#[test]
fn many_schemas_that_one_demands_are_put_together_once() {
    const MANY: usize = 2_000;
    let parts: Vec<Value> = (0..MANY).map(to).collect();
    let object =
        |at: usize| json!({"type": "object", "properties": {format!("p{at}"): {"type": "string"}}});
    assert!(
        generated(
            "a wide allOf",
            chain(MANY, &json!({"allOf": parts}), object)
        )
        .is_ok()
    );
    let values: Vec<Value> = (0..10_000).map(|at| json!({"a": at})).collect();
    let both = json!({"allOf": [{"enum": values}, {"enum": values}], "type": "object"});
    assert!(generated("values in common", [("S".to_owned(), both)]).is_ok());
}
