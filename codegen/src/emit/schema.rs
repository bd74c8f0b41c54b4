//! `schemas/<Operation>.<part>.schema.json`, and the definitions that these share: the contract for editors and linters.

use std::collections::HashMap;

use serde_json::{Map, Value, json};
use specwright_spec::contract::{DEFINITIONS, PartSchema};
use specwright_spec::model::Schema;
use specwright_spec::{Contract, Model, stack};

use super::text::Builder;
use crate::files::File;
use crate::ir::Api;
use crate::path::FilePath;
use crate::stamp;

pub(super) fn files(api: &Api, model: &Model, contract: &Contract) -> Vec<File> {
    // The contract names a schema by its pointer, in `$comment`.
    let schemas = model.schemas.iter();
    let schemas: HashMap<String, &Schema> = schemas
        .map(|schema| (format!("#{}", schema.pointer), schema))
        .collect();
    let file = |path: FilePath, title: &str, body: &Map<String, Value>| {
        let mut json = header(&path, title);
        json.extend(body.clone());
        let mut text = Builder::plain();
        write(&mut text, &schemas, &Value::Object(json));
        text.file(&path)
    };
    let mut files = stack::each(&contract.schemas, |part| {
        let title = format!("{} {}", api.operations[part.operation].name, part.part);
        file(path(api, part), &title, &part.json)
    });
    if !contract.definitions.is_empty() {
        let definitions = Value::Object(contract.definitions.clone());
        let body = Map::from_iter([("$defs".to_owned(), definitions)]);
        files.push(file(definitions_path(), "definitions", &body));
    }
    files
}

/// What stands above a schema.
///
/// Its name is that of its file and no more. Whatever an editor has opened the file as, or a program has been given it
/// as, the name of another file then leads to its neighbour; against a URN it would lead nowhere. A validator that is
/// given the texts alone knows the definitions by this name.
fn header(path: &str, title: &str) -> Map<String, Value> {
    let name = path.rsplit('/').next().unwrap_or(path);
    // Of what a name of an operation may have, only characters beyond ASCII cannot stand in an address.
    let name = name.bytes().map(|byte| match byte {
        0x80.. => format!("%{byte:02X}"),
        _ => char::from(byte).to_string(),
    });
    let draft = "https://json-schema.org/draft/2020-12/schema";
    Map::from_iter([
        ("$schema".to_owned(), json!(draft)),
        ("$id".to_owned(), name.collect::<String>().into()),
        ("x-generated".to_owned(), json!(stamp::header())),
        ("title".to_owned(), json!(title)),
    ])
}

/// Where the schema of a part is in the crate.
pub(super) fn path(api: &Api, part: &PartSchema) -> FilePath {
    let operation = &api.operations[part.operation].name;
    FilePath::new(&format!("schemas/{operation}.{}.schema.json", part.part))
}

/// Where the definitions are that several parts reach.
pub(super) fn definitions_path() -> FilePath {
    FilePath::new(&format!("schemas/{DEFINITIONS}"))
}

/// Writes JSON line by line; a line comes from the schema whose `$comment` stands above it.
fn write(text: &mut Builder, schemas: &HashMap<String, &Schema>, json: &Value) {
    let mut origin: Option<&Schema> = None;
    text.json(json, |line| {
        let trimmed = line.trim_start();
        let comment = trimmed.strip_prefix("\"$comment\": ");
        let pointer =
            comment.and_then(|rest| serde_json::from_str(rest.trim_end_matches(',')).ok());
        if let Some(Value::String(pointer)) = pointer {
            origin = schemas.get(&pointer).copied();
        }
        let described = trimmed.starts_with("\"description\": ");
        let description = origin.and_then(|schema| schema.notes.docs.description.as_ref());
        match description {
            Some(text) if described => Some(text.span),
            _ => origin.map(|schema| schema.span),
        }
    });
}
