//! `schemas/<Operation>.<part>.schema.json`: the contract for editors and linters.

use std::collections::HashMap;

use serde_json::{Map, Value, json};
use specwright_spec::contract::PartSchema;
use specwright_spec::model::Schema;
use specwright_spec::{Contract, Model, stack};

use super::text::Builder;
use crate::files::File;
use crate::ir::Api;
use crate::options::Options;
use crate::stamp;

pub(super) fn files(api: &Api, model: &Model, contract: &Contract, options: &Options) -> Vec<File> {
    // The contract names a schema by its pointer, in `$comment`.
    let schemas = model.schemas.iter();
    let schemas: HashMap<String, &Schema> = schemas
        .map(|schema| (format!("#{}", schema.pointer), schema))
        .collect();
    stack::each(&contract.schemas, |schema| {
        let operation = &api.operations[schema.operation].name;
        let id = format!(
            "urn:specwright:{}:{operation}:{}",
            options.package, schema.part
        );
        let mut json = Map::new();
        json.insert(
            "$schema".to_owned(),
            json!("https://json-schema.org/draft/2020-12/schema"),
        );
        json.insert("$id".to_owned(), json!(id));
        json.insert("x-generated".to_owned(), json!(stamp::header()));
        json.insert(
            "title".to_owned(),
            json!(format!("{operation} {}", schema.part)),
        );
        json.extend(schema.json.clone());
        let mut text = Builder::plain();
        write(&mut text, &schemas, &Value::Object(json));
        text.file(path(api, schema))
    })
}

/// Where the schema of a part is in the crate.
pub(super) fn path(api: &Api, part: &PartSchema) -> String {
    let operation = &api.operations[part.operation].name;
    format!("schemas/{operation}.{}.schema.json", part.part)
}

/// Writes JSON line by line; a line comes from the schema whose `$comment` stands above it.
fn write(text: &mut Builder, schemas: &HashMap<String, &Schema>, json: &Value) {
    let pretty = serde_json::to_string_pretty(json).unwrap_or_default();
    let mut origin: Option<&Schema> = None;
    for line in pretty.lines() {
        let trimmed = line.trim_start();
        let comment = trimmed.strip_prefix("\"$comment\": ");
        let pointer =
            comment.and_then(|rest| serde_json::from_str(rest.trim_end_matches(',')).ok());
        if let Some(Value::String(pointer)) = pointer {
            origin = schemas.get(&pointer).copied();
        }
        let described = trimmed.starts_with("\"description\": ");
        let description = origin.and_then(|schema| schema.notes.docs.description.as_ref());
        let place = match description {
            Some(text) if described => Some(text.span),
            _ => origin.map(|schema| schema.span),
        };
        text.line(line, place);
    }
}
