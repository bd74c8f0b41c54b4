//! What values a document may not give, and what it costs to find out.
#![allow(clippy::unwrap_used, reason = "a test may fail at once")]

use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use super::bundle;
use crate::{Code, Contract, Errors, Source, Tolerance, contract, load, resolve};

/// How long one document may take where tests share a slow machine; alone it is a tenth of this.
const PATIENCE: Duration = Duration::from_secs(10);

/// The contract of a document that has these schemas and an operation for each of `answers`, which names its answer's schema.
fn of(schemas: Value, answers: &[String]) -> Result<Contract, Errors> {
    let paths = answers.iter().enumerate().map(|(at, name)| {
        let schema = json!({"$ref": format!("#/components/schemas/{name}")});
        let content = json!({"application/json": {"schema": schema}});
        let responses = json!({"200": {"description": "d", "content": content}});
        (format!("/{at}"), json!({"get": {"responses": responses}}))
    });
    let paths: Map<String, Value> = paths.collect();
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "t", "version": "v"},
        "paths": paths,
        "components": {"schemas": schemas},
    });
    let document = load(Source::new("test", document.to_string()))?;
    let model = resolve(&document);
    let contract = contract(&model);
    contract
        .diagnostics
        .judge(&model.source, Tolerance::STRICT)?;
    Ok(contract)
}

/// Schemas `S0`, `S1` and so on, each with an example and a member of the next one.
fn chain(count: usize) -> Map<String, Value> {
    let schemas = (0..count).map(|at| {
        let next = format!("#/components/schemas/S{}", (at + 1) % count);
        let properties = json!({
            "name": {"type": "string", "default": "n"},
            "next": {"$ref": next},
        });
        let schema = json!({
            "type": "object",
            "properties": properties,
            "example": {"next": {"next": {"name": "n"}}},
        });
        (format!("S{at}"), schema)
    });
    schemas.collect()
}

#[test]
fn each_refused_value_is_told_once_with_its_place_in_the_value() {
    let schemas = json!({
        "A": {"type": "integer", "default": "x", "example": 1},
        "B": {
            "type": "object",
            "properties": {"a/b": {"type": "array", "items": {"$ref": "#/components/schemas/A"}}},
            "example": {"a/b": [1, "y", "z"]},
        },
        "C": {"type": "string", "nullable": true, "default": null, "example": 1},
    });
    let errors = of(schemas, &[]).unwrap_err();
    let found: Vec<_> = errors
        .errors()
        .iter()
        .map(|error| (error.code, error.message.as_str()))
        .collect();
    let messages = [
        r#"the default is refused by its own schema: "x" is not of type "integer""#,
        r#"the example is refused by its own schema at `/a~1b/1`: "y" is not of type "integer""#,
        r#"the example is refused by its own schema: 1 is not of types "null", "string""#,
    ];
    assert_eq!(
        found,
        messages.map(|message| (Code::ValueMismatch, message))
    );
}

#[test]
fn thousands_of_values_of_schemas_that_reach_each_other_are_judged_in_good_time() {
    let mut schemas = chain(2_000);
    let start = Instant::now();
    of(Value::Object(schemas.clone()), &[]).unwrap();
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());

    schemas["S1999"]["properties"]["name"]["default"] = json!(1);
    schemas["S7"]["example"] = json!({"next": {"next": {"next": {"name": 1}}}});
    let errors = of(Value::Object(schemas), &[]).unwrap_err();
    assert_eq!(errors.errors().len(), 2);
}

#[test]
fn the_deepest_value_is_judged_on_the_stack_of_a_test() {
    let deep = |inner: Value| (0..95).fold(inner, |inner, _| json!({"next": inner}));
    let schema = |example| {
        let next = json!({"$ref": "#/components/schemas/A"});
        let properties = json!({"next": next});
        json!({"A": {"type": "object", "properties": properties, "example": example}})
    };
    of(schema(deep(json!({}))), &[]).unwrap();
    let errors = of(schema(deep(json!(1))), &[]).unwrap_err();
    assert_eq!(errors.errors()[0].code, Code::ValueMismatch);
    let errors = of(schema(deep(json!({"next": {}}))), &[]).unwrap_err();
    assert_eq!(errors.errors()[0].code, Code::TooLarge);
}

/// The names under `$defs`.
fn names(schema: &Map<String, Value>) -> Vec<&str> {
    let definitions = schema.get("$defs").and_then(Value::as_object);
    let names = definitions.into_iter().flat_map(Map::keys);
    names.map(String::as_str).collect()
}

#[test]
fn definitions_are_those_reached_in_declared_order() {
    let mut schemas = Map::from_iter([
        ("Unused".to_owned(), json!({"type": "string"})),
        (
            "Root".to_owned(),
            json!({"type": "object", "properties": {
                "last": {"$ref": "#/components/schemas/S1"},
                "first": {"type": "array", "items": {"$ref": "#/components/schemas/Other"}},
            }}),
        ),
    ]);
    schemas.extend(chain(3));
    schemas.insert("Other".to_owned(), json!({"type": "boolean"}));
    schemas.insert(
        "Alias".to_owned(),
        json!({"$ref": "#/components/schemas/Root"}),
    );
    let contract = of(Value::Object(schemas), &["Alias".to_owned()]).unwrap();
    assert_eq!(
        names(&contract.schemas[0].json),
        ["S0", "S1", "S2", "Other"]
    );
    assert!(contract.definitions.is_empty());
}

#[test]
fn what_two_parts_reach_is_shared_with_all_that_it_is_made_of() {
    let to = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let object = |properties: Value| json!({"type": "object", "properties": properties});
    let schemas = json!({
        "A": object(json!({"own": to("Own"), "both": to("Both")})),
        "B": object(json!({"inline": {"type": "array", "items": to("Both")}, "a": to("Deep")})),
        "Own": object(json!({"deep": to("Deep")})),
        "Both": object(json!({"inner": to("Inner")})),
        "Inner": {"type": "string"},
        "Deep": {"type": "boolean"},
    });
    let contract = of(schemas, &["A".to_owned(), "B".to_owned(), "B".to_owned()]).unwrap();
    let [a, b, again] = contract.schemas.as_slice() else {
        panic!("three answers");
    };
    assert_eq!(names(&a.json), ["Own"]);
    assert_eq!(a.json["properties"]["own"], json!({"$ref": "#/$defs/Own"}));
    assert_eq!(
        a.json["$defs"]["Own"]["properties"]["deep"],
        json!({"$ref": "definitions.schema.json#/$defs/Deep"})
    );
    let whole = json!({"$ref": "definitions.schema.json#/$defs/B"});
    assert_eq!(Value::Object(b.json.clone()), whole);
    assert_eq!(Value::Object(again.json.clone()), whole);
    let shared: Vec<_> = contract.definitions.keys().collect();
    assert_eq!(shared, ["B", "Both", "Inner", "Deep"]);
    assert_eq!(
        contract.definitions["Both"]["properties"]["inner"],
        json!({"$ref": "#/$defs/Inner"})
    );

    let bundled = |schema: &Map<String, Value>| {
        let schema = Value::Object(schema.clone());
        bundle(schema, |name| contract.definitions.get(name))
    };
    let bundled_a = bundled(&a.json);
    assert_eq!(
        names(bundled_a.as_object().unwrap()),
        ["Own", "Deep", "Both", "Inner"]
    );
    let bundled_b = bundled(&b.json);
    assert_eq!(bundled_b["$comment"], "#/components/schemas/B");
    assert_eq!(
        names(bundled_b.as_object().unwrap()),
        ["Deep", "Both", "Inner"]
    );
    for schema in [bundled_a, bundled_b] {
        assert!(!schema.to_string().contains(contract::DEFINITIONS));
        assert!(jsonschema::draft202012::new(&schema).is_ok());
    }
}

#[test]
fn a_schema_without_a_name_that_is_part_of_itself_has_one() {
    let next = json!({"allOf": [{"$ref": "#/components/schemas/A"}, {"minProperties": 1}]});
    let schemas = json!({"A": {"type": "object", "properties": {"a/b c": next}}});
    let contract = of(schemas, &["A".to_owned()]).unwrap();
    let schema = Value::Object(contract.schemas[0].json.clone());
    assert_eq!(
        schema["properties"]["a/b c"],
        json!({"$ref": "#/$defs/A:properties:a_b_c"})
    );
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    assert!(validator.is_valid(&json!({"a/b c": {"a/b c": {"x": 1}}})));
    assert!(!validator.is_valid(&json!({"a/b c": {"a/b c": {}}})));
}

/// Each of these schemas holds the next one twice, with the same thing added; written in place they would be 2^40.
#[test]
fn what_multiplies_in_place_is_written_once() {
    let schemas = (0..40).map(|at| {
        let next = format!("#/components/schemas/S{}", at + 1);
        let next = json!({"allOf": [{"$ref": next}, {"$ref": "#/components/schemas/More"}]});
        let properties = json!({"a": next, "b": next});
        (
            format!("S{at}"),
            json!({"type": "object", "properties": properties}),
        )
    });
    let mut schemas: Map<String, Value> = schemas.collect();
    schemas.insert("S40".to_owned(), json!({"type": "object"}));
    schemas.insert("More".to_owned(), json!({"minProperties": 1}));
    let contract = of(Value::Object(schemas), &["S0".to_owned()]).unwrap();
    assert_eq!(names(&contract.schemas[0].json).len(), 40);
}

#[test]
fn an_operation_costs_what_it_reaches_and_no_more() {
    let schemas = (0..4_000).map(|at| {
        (
            format!("S{at}"),
            json!({"type": "array", "items": {"type": "string"}}),
        )
    });
    let schemas: Map<String, Value> = schemas.collect();
    let answers: Vec<_> = schemas.keys().cloned().collect();
    let start = Instant::now();
    let contract = of(Value::Object(schemas), &answers).unwrap();
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    assert_eq!(contract.schemas.len(), 4_000);
}
