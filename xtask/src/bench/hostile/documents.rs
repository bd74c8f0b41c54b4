//! Documents whose schemas are many, wide or deep.

use serde_json::{Map, Value, json};

use super::chains::{schemas, to};
use super::rows::{DOCUMENT, Files};

/// One schema with the name `S`.
fn schema(schema: Value) -> Files {
    schemas([("S".to_owned(), schema)])
}

/// `p0` to `p(n-1)`, each with the same schema.
fn named(n: usize, schema: &Value) -> Map<String, Value> {
    (0..n)
        .map(|at| (format!("p{at}"), schema.clone()))
        .collect()
}

/// A union of n objects with a discriminator.
pub(super) fn discriminator(n: usize) -> Files {
    let branches: Vec<Value> = (0..n).map(to).collect();
    let union = json!({"oneOf": branches, "discriminator": {"propertyName": "kind"}});
    let object =
        json!({"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}});
    schemas(
        (0..n)
            .map(|at| (format!("S{at}"), object.clone()))
            .chain([("U".to_owned(), union)]),
    )
}

/// A union of n objects that each require another property.
pub(super) fn one_of_wide(n: usize) -> Files {
    let branches: Vec<Value> = (0..n)
        .map(|at| json!({"type": "object", "required": [format!("p{at}")], "properties": {format!("p{at}"): {"type": "string"}}}))
        .collect();
    schema(json!({"oneOf": branches}))
}

/// n unions of unions of unions, 30 deep.
pub(super) fn one_of_nested(n: usize) -> Files {
    schemas((0..n).map(|at| {
        let mut union = json!({"type": "string"});
        for level in 0..30 {
            let name = format!("p{level}");
            let object = json!({"type": "object", "required": [name], "properties": {name.clone(): {"type": "string"}}});
            union = json!({"oneOf": [union, object]});
        }
        (format!("S{at}"), union)
    }))
}

/// `allOf` of n unions of two branches, which stand for 2^n schemas.
pub(super) fn product(n: usize) -> Files {
    let unions: Vec<Value> = (0..n)
        .map(|at| {
            let branch =
                |which: &str| json!({"type": "object", "required": [format!("{which}{at}")]});
            json!({"anyOf": [branch("a"), branch("b")]})
        })
        .collect();
    schema(json!({"allOf": unions}))
}

/// n schemas that nest as deep as a document may.
pub(super) fn deep(n: usize) -> Files {
    schemas((0..n).map(|at| {
        let mut inner = json!({"type": "string"});
        for level in 0..45 {
            inner = json!({"type": "object", "properties": {format!("p{at}x{level}"): inner}});
        }
        (format!("S{at}"), inner)
    }))
}

/// One object of n properties.
pub(super) fn object(n: usize) -> Files {
    schema(json!({"type": "object", "properties": named(n, &json!({"type": "string"}))}))
}

/// One object of n properties, all of them required.
pub(super) fn required(n: usize) -> Files {
    let properties = named(n, &json!({"type": "string"}));
    let required: Vec<&String> = properties.keys().collect();
    schema(json!({"type": "object", "required": required, "properties": properties}))
}

/// n names in `required` of which no property is declared, which is refused.
pub(super) fn undeclared(n: usize) -> Files {
    let required: Vec<String> = (0..n).map(|at| format!("p{at}")).collect();
    schema(json!({"type": "object", "required": required}))
}

/// One `enum` of n strings.
pub(super) fn enumeration(n: usize) -> Files {
    let values: Vec<String> = (0..n).map(|at| format!("value{at}")).collect();
    schema(json!({"type": "string", "enum": values}))
}

/// One `enum` of n objects.
pub(super) fn object_values(n: usize) -> Files {
    let values: Vec<Value> = (0..n).map(|at| json!({"a": {"b": [1, 2, at]}})).collect();
    schema(json!({"enum": values}))
}

/// One pattern of n characters.
pub(super) fn long_pattern(n: usize) -> Files {
    schema(json!({"type": "string", "pattern": format!("^{}$", "[a-f]x".repeat(n / 6))}))
}

/// One pattern of n groups, each with a reference.
pub(super) fn groups(n: usize) -> Files {
    let groups: String = (1..=n).map(|at| format!("(a)\\{at}")).collect();
    schema(json!({"type": "string", "pattern": groups}))
}

/// n patterns.
pub(super) fn patterns(n: usize) -> Files {
    schemas((0..n).map(|at| {
        let pattern = format!("^(?=a{at})(b|c)+[d-f]{{2,5}}\\1$");
        (
            format!("S{at}"),
            json!({"type": "string", "pattern": pattern}),
        )
    }))
}

/// n characters in a title, a description, a default and an example.
pub(super) fn strings(n: usize) -> Files {
    let text = "word ".repeat(n / 20);
    schema(
        json!({"type": "string", "title": text, "description": text, "default": text, "example": text}),
    )
}

/// A schema with that description.
fn described(text: String) -> Files {
    schema(json!({"type": "object", "description": text}))
}

/// Brackets, asterisks and backticks that are never closed.
pub(super) fn brackets(n: usize) -> Files {
    described("[![*_`<".repeat(n / 7))
}

/// Lines of list items.
pub(super) fn lines(n: usize) -> Files {
    described("- a\n".repeat(n))
}

/// Block quotes in block quotes.
pub(super) fn quotes(n: usize) -> Files {
    described(">".repeat(n) + "a")
}

/// An example of n objects.
pub(super) fn example(n: usize) -> Files {
    let items: Vec<Value> = (0..n)
        .map(|at| json!({"a": format!("value {at}")}))
        .collect();
    let item = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    schema(json!({"type": "array", "items": item, "example": items}))
}

/// Keywords beside n references.
pub(super) fn siblings(n: usize) -> Files {
    let references = (0..n).map(|at| {
        let reference = json!({"$ref": "#/components/schemas/T", "description": format!("Number {at}."), "maxLength": at});
        (format!("p{at}"), reference)
    });
    let properties: Map<String, Value> = references.collect();
    schemas([
        (
            "S".to_owned(),
            json!({"type": "object", "properties": properties}),
        ),
        ("T".to_owned(), json!({"type": "string"})),
    ])
}

/// n files of one schema each.
pub(super) fn files(n: usize) -> Files {
    let reference = |at| json!({"$ref": format!("schemas/s{at}.json")});
    let properties: Map<String, Value> =
        (0..n).map(|at| (format!("p{at}"), reference(at))).collect();
    let text = |at| {
        json!({"type": "object", "properties": {"next": {"type": "integer", "maximum": at}}})
            .to_string()
    };
    let mut files = schema(json!({"type": "object", "properties": properties}));
    files.extend((0..n).map(|at| (format!("schemas/s{at}.json"), text(at))));
    files
}

/// One file that n places refer to, each to another schema in it.
pub(super) fn one_file(n: usize) -> Files {
    let reference = |at| json!({"$ref": format!("other.json#/schemas/S{at}")});
    let properties: Map<String, Value> =
        (0..n).map(|at| (format!("p{at}"), reference(at))).collect();
    let others: Map<String, Value> = (0..n)
        .map(|at| {
            (
                format!("S{at}"),
                json!({"type": "object", "properties": {"a": {"maximum": at, "type": "integer"}}}),
            )
        })
        .collect();
    let mut files = schema(json!({"type": "object", "properties": properties}));
    files.push((
        "other.json".to_owned(),
        json!({"schemas": others}).to_string(),
    ));
    files
}

/// n files, each of which refers to the next.
pub(super) fn file_chain(n: usize) -> Files {
    let item =
        |at| json!({"type": "object", "properties": {"next": {"$ref": format!("s{at}.json")}}});
    let mut files = schema(item(0));
    files.extend((0..n).map(|at| (format!("s{at}.json"), item(at + 1).to_string())));
    files.push((format!("s{n}.json"), json!({"type": "object"}).to_string()));
    files
}

/// n aliases of one schema of YAML.
pub(super) fn aliases(n: usize) -> Files {
    let mut text = String::from(
        "openapi: 3.0.3\ninfo: {title: Made, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    S: &s {type: string, maxLength: 5}\n",
    );
    text.extend((0..n).map(|at| format!("    S{at}: *s\n")));
    vec![(DOCUMENT.to_owned(), text)]
}
