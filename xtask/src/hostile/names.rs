//! A document of every name that generated code uses itself, in every position that becomes a name in Rust.

use std::collections::BTreeSet;
use std::{fs, io};

use proc_macro2::TokenStream;
use serde_json::{Map, Value, json};
use specwright_codegen::Files;

use super::tokens;
use crate::codegen::root;

/// The keywords of all editions, strict, reserved and weak ones.
const KEYWORDS: &[&str] = &[
    "abstract",
    "as",
    "async",
    "auto",
    "await",
    "become",
    "box",
    "break",
    "catch",
    "const",
    "continue",
    "crate",
    "default",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "macro_rules",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "proc",
    "pub",
    "pure",
    "raw",
    "ref",
    "return",
    "safe",
    "self",
    "Self",
    "sizeof",
    "static",
    "struct",
    "super",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "union",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "_",
];

/// The names that every module has without an import: the prelude of edition 2024, the primitive types and the crates in scope.
const IN_SCOPE: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "Error",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
    "alloc",
    "alloc_crate",
    "assert",
    "bool",
    "char",
    "core",
    "drop",
    "f32",
    "f64",
    "format",
    "i128",
    "i16",
    "i32",
    "i64",
    "i8",
    "include_str",
    "isize",
    "matches",
    "panic",
    "print",
    "println",
    "proc_macro",
    "serde",
    "serde_json",
    "std",
    "str",
    "test",
    "u128",
    "u16",
    "u32",
    "u64",
    "u8",
    "usize",
    "vec",
    "write",
    "writeln",
    "OK",
    "ERR",
    "Item",
    "Output",
    "Owned",
    "Target",
    "Value",
    "Inner",
];

/// Names without case, which a type and a variable would share.
const CASELESS: &[&str] = &["名前", "规格", "ª", "ـ", "ა"];

/// The names that a document is made of.
#[derive(Debug, Default)]
pub struct Names {
    /// Keywords and what is in scope everywhere: for every position.
    pub everywhere: BTreeSet<String>,
    /// Each other identifier of the helper modules and of a generated crate: for types and members.
    pub used: BTreeSet<String>,
}

impl Names {
    /// Collects the names; `files` are a generated crate.
    ///
    /// # Errors
    /// The helper modules cannot be read.
    pub fn of(files: &Files) -> io::Result<Self> {
        let known = KEYWORDS.iter().chain(IN_SCOPE).chain(CASELESS);
        let everywhere: BTreeSet<String> = known.map(|name| (*name).to_owned()).collect();
        let mut used = BTreeSet::new();
        for entry in fs::read_dir(root().join("codegen/src/emit/wire"))? {
            used.extend(identifiers(&fs::read_to_string(entry?.path())?));
        }
        for file in files.iter().filter(|file| file.path.ends_with(".rs")) {
            used.extend(identifiers(&file.text));
        }
        let words = |name: &str| name.replace('_', "").to_lowercase();
        let mut seen: BTreeSet<String> = everywhere.iter().map(|name| words(name)).collect();
        // Names of the document are no names of the generator; others that differ in underscores or case become the same.
        used.retain(|name| !name.to_ascii_lowercase().contains("zq") && seen.insert(words(name)));
        Ok(Self { everywhere, used })
    }
}

fn identifiers(text: &str) -> Vec<String> {
    let tokens = text.parse::<TokenStream>().map(tokens::of);
    tokens.unwrap_or_default().idents
}

/// So many names are in one object, enumeration or operation.
const TOGETHER: usize = 40;

/// Returns a document with each name as that of a schema, property, enum value, union branch, operation, parameter, response
/// header, link, server variable, security scheme, tag and form field; with those that are only used as that of a schema, property
/// or enum value.
#[must_use]
pub fn document(names: &Names) -> String {
    let mut schemas = Map::new();
    let used: Vec<&str> = names.used.iter().map(String::as_str).collect();
    for (nth, names) in used.chunks(TOGETHER).enumerate() {
        schemas.extend(members(names, &format!("Used{nth}")));
        let types = names
            .iter()
            .filter(|name| name.starts_with(char::is_uppercase));
        schemas.extend(
            types
                .enumerate()
                .map(|(nth, name)| (component(name), named(nth))),
        );
    }
    let names: Vec<&str> = names.everywhere.iter().map(String::as_str).collect();
    let mut paths = Map::new();
    let mut schemes = Map::new();
    for (nth, names) in names.chunks(TOGETHER).enumerate() {
        for (inner, name) in names.iter().enumerate() {
            let mut schema = named(inner);
            if !name.is_ascii() {
                schema["x-rust-name"] = json!(name);
            }
            schemas.insert(component(name), schema);
            let scheme = json!({"type": "http", "scheme": "basic"});
            schemes.insert(component(name), scheme);
            paths.insert(format!("/named/{name}"), json!({"get": operation(name)}));
        }
        schemas.extend(members(names, &format!("Group{nth}")));
        schemas.extend(forms(names, &format!("Group{nth}")));
        paths.insert(format!("/group/{nth}"), json!({"post": body(names, nth)}));
        let template: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
        let path = format!("/parameters/{nth}/{}", template.join("/"));
        paths.insert(path, json!({"get": parameters(names)}));
    }
    let variables: Map<String, Value> = names
        .iter()
        .map(|name| ((*name).to_owned(), json!({"default": "v"})))
        .collect();
    let url: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
    let url = format!("https://example.com/{}", url.join("/"));
    let tags: Vec<Value> = names.iter().map(|name| json!({"name": name})).collect();
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "Names", "version": "1"},
        "servers": [{"url": url, "variables": variables}],
        "tags": tags,
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": schemes},
    });
    format!("{document:#}")
}

/// The name in `components`, where only ASCII is allowed.
fn component(name: &str) -> String {
    let letters = name.chars().map(|c| match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => c.to_string(),
        other => format!("u{:x}", u32::from(other)),
    });
    letters.collect()
}

/// Types of all kinds under the names, in turn.
fn named(nth: usize) -> Value {
    let text = json!({"type": "string"});
    match nth % 7 {
        0 => json!({"type": "object", "required": ["a"], "properties": {"a": text, "b": text}}),
        1 => json!({"type": "string", "enum": ["a", "b"]}),
        2 => json!({"type": "string", "minLength": 1, "pattern": "^a"}),
        3 => json!({"type": "integer", "multipleOf": 2}),
        4 => json!({"type": "array", "items": text, "uniqueItems": true}),
        5 => json!({"oneOf": [text, {"type": "integer"}]}),
        _ => json!({"type": "object", "properties": {"a": text}, "additionalProperties": text}),
    }
}

/// Schemas in which the names are those of properties and values.
fn members(names: &[&str], group: &str) -> Vec<(String, Value)> {
    let properties = names.iter();
    let properties: Map<String, Value> = properties
        .map(|name| ((*name).to_owned(), json!({"type": "string"})))
        .collect();
    let values = names.iter().map(|name| json!(name));
    let mixed: Vec<Value> = values.chain([json!(1)]).collect();
    let object = json!({"type": "object", "properties": properties, "additionalProperties": true});
    vec![
        (
            format!("{group}Enum"),
            json!({"type": "string", "enum": names, "default": names[0]}),
        ),
        (format!("{group}Mixed"), json!({"enum": mixed})),
        (format!("{group}Optional"), object),
        (
            format!("{group}Form"),
            json!({"type": "object", "properties": properties}),
        ),
    ]
}

/// Schemas in which the names are those of required members and of the forms of a value.
fn forms(names: &[&str], group: &str) -> Vec<(String, Value)> {
    let references = names.iter().map(|name| {
        let target = format!("#/components/schemas/{}", component(name));
        ((*name).to_owned(), json!({"$ref": target}))
    });
    let references: Map<String, Value> = references.collect();
    let forms = names.iter().enumerate().map(
        |(nth, name)| json!({"title": name, "type": "integer", "minimum": nth, "maximum": 100}),
    );
    let forms: Vec<Value> = forms.collect();
    let variants = names.iter().map(|name| {
        let tag = json!({"type": "string", "enum": [name]});
        json!({"title": name, "type": "object", "required": ["tag"], "properties": {"tag": tag}})
    });
    let variants: Vec<Value> = variants.collect();
    vec![
        (
            format!("{group}Required"),
            json!({"type": "object", "properties": references, "required": names}),
        ),
        (format!("{group}Choice"), json!({"anyOf": forms})),
        (format!("{group}Union"), json!({"oneOf": variants})),
    ]
}

fn operation(name: &str) -> Value {
    let component = component(name);
    let schema = json!({"$ref": format!("#/components/schemas/{component}")});
    let content = json!({"application/json": {"schema": schema}});
    json!({
        "operationId": name,
        "tags": [name],
        "security": [{component: []}],
        "responses": {"200": {"description": "d", "content": content}},
    })
}

/// Every use of a group of names as the members of a body, and as links.
fn body(names: &[&str], nth: usize) -> Value {
    let group = |name: &str| json!({"$ref": format!("#/components/schemas/Group{nth}{name}")});
    let of_all = |names: &[&str]| {
        let names = names.iter();
        let properties: Map<String, Value> = names
            .map(|name| ((*name).to_owned(), json!({"type": "string"})))
            .collect();
        json!({"type": "object", "properties": properties})
    };
    let mut files = of_all(names);
    files["properties"]["file"] = json!({"type": "string", "format": "binary"});
    let headers: Map<String, Value> = names
        .iter()
        .map(|name| ((*name).to_owned(), json!({"schema": {"type": "string"}})))
        .collect();
    let links: Map<String, Value> = names
        .iter()
        .map(|name| ((*name).to_owned(), json!({"operationId": name})))
        .collect();
    json!({
        "requestBody": {"content": {
            "application/json": {"schema": group("Required")},
            "application/x-www-form-urlencoded": {"schema": group("Form")},
            "multipart/form-data": {"schema": files},
        }},
        "responses": {
            "200": {
                "description": "d",
                "headers": headers,
                "links": links,
                "content": {"application/json": {"schema": group("Optional")}},
            },
            "400": {"description": "d", "content": {"application/json": {"schema": group("Union")}}},
            "500": {"description": "d", "content": {"application/json": {"schema": group("Choice")}}},
        },
    })
}

fn parameters(names: &[&str]) -> Value {
    let places = ["path", "query", "header", "cookie"];
    let parameters = places.iter().flat_map(|place| {
        names.iter().map(move |name| {
            let name = match *place {
                // Names that the specification has OpenAPI ignore do not occur.
                "header" => format!("X-{name}"),
                _ => (*name).to_owned(),
            };
            json!({"name": name, "in": place, "required": *place == "path", "schema": {"type": "string", "minLength": 1}})
        })
    });
    let parameters: Vec<Value> = parameters.collect();
    json!({"parameters": parameters, "responses": {"204": {"description": "d"}}})
}
