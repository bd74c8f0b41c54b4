//! Documents that others wrote.

use std::path::{Path, PathBuf};

use serde_json::Value;
use specwright::Contracts;
use specwright_spec::input::DEFAULT_LIMIT;
use specwright_spec::model::{Location, MediaKind, Operation};
use specwright_spec::sample::{self, Random};
use specwright_spec::{Source, folder, load_with, resolve};

use crate::http1::Connection;
use crate::server::Server;

const DOCUMENTS: [&str; 5] = [
    "swagger.io__generator.json",
    "powerdns.local.json",
    "mandrillapp.com.json",
    "netatmo.net.json",
    "appwrite.io__client.json",
];

#[test]
fn every_operation_of_real_documents_is_answered() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let corpus = root.join("../shared/corpus/openapi");
    if !corpus.is_dir() {
        println!("skipped: there are no documents at `{}`", corpus.display());
        return;
    }
    for name in DOCUMENTS {
        answered(&corpus.join(name));
    }
}

fn answered(path: &PathBuf) {
    let text = std::fs::read_to_string(path).unwrap();
    let home = path.parent().unwrap();
    let source = || Source::new(path.display().to_string(), text.clone());
    let files = |name: &str| folder::read(home, name, DEFAULT_LIMIT);
    let model = resolve(&load_with(source(), &files).unwrap());
    let contracts = Contracts::of_document(source(), home, DEFAULT_LIMIT).unwrap();
    let server = Server::start(&["--spec", path.to_str().unwrap()]);
    let mut connection = server.connect();
    let (mut succeeded, mut refused, mut without) = (0, 0, 0);
    for operation in &model.operations {
        let reply = sent(&mut connection, &contracts, operation);
        let (id, text) = (
            &operation.id,
            String::from_utf8_lossy(&reply.1).into_owned(),
        );
        match reply.0 {
            500 if text.contains("can be made up") => without += 1,
            200..=399 => succeeded += 1,
            400..=499 => refused += 1,
            status => panic!("{}: {id}: {status}: {text}", path.display()),
        }
    }
    println!(
        "{}: {} operations, {succeeded} succeed, {refused} are refused, {without} have no body",
        path.display(),
        model.operations.len(),
    );
    // Some samples of parameters are wrong, as whoever makes them up knows no patterns.
    assert!(succeeded * 2 > model.operations.len(), "{}", path.display());
}

/// Sends a request whose parameters and body are made up by their schemas.
fn sent(
    connection: &mut Connection,

    contracts: &Contracts,
    operation: &Operation,
) -> (u16, Vec<u8>) {
    let mut random = Random::new(1);
    let id = Some(operation.id.as_str());
    let mut sampled = |part: &str| {
        let schema = contracts.schema(id, part).ok()?;
        let validator = jsonschema::options().offline().build(&schema).ok()?;
        let mut samples = (0..200).map(|_| sample::instance(&schema, &mut random));
        samples.find(|sample| validator.is_valid(sample))
    };
    let parameters = sampled("parameters").unwrap_or_default();
    let body = sampled("request").map(|body| body.to_string());
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.first().map(ToString::to_string).unwrap_or_default(),
        other => other.to_string(),
    };
    let encoded = |text: &str| {
        let bytes = text.bytes().map(|byte| format!("%{byte:02X}"));
        bytes.collect::<String>()
    };
    let (mut path, mut query, mut headers) = (operation.path.clone(), Vec::new(), Vec::new());
    for parameter in &operation.parameters {
        let value = &parameters[parameter.location.as_str()][&parameter.name];
        match parameter.location {
            Location::Path => {
                let mut value = encoded(&text(value));
                if value.is_empty() {
                    value = "x".to_owned();
                }
                path = path.replace(&format!("{{{}}}", parameter.name), &value);
            }
            Location::Query if !value.is_null() => {
                query.push(format!(
                    "{}={}",
                    encoded(&parameter.name),
                    encoded(&text(value))
                ));
            }
            Location::Header if !value.is_null() => {
                headers.push((
                    parameter.name.clone(),
                    text(value).replace(['\n', '\r'], ""),
                ));
            }
            Location::Query | Location::Header | Location::Cookie => {}
        }
    }
    let content = operation.request_body.as_ref().map(|body| &body.content);
    let media_type = content.and_then(|content| {
        let mut content = content.iter();
        let json = content.clone().find(|it| it.kind() == MediaKind::Json);
        json.or_else(|| content.next())
            .map(|it| it.media_type.clone())
    });
    headers.extend(media_type.map(|it| ("Content-Type".to_owned(), it)));
    let headers: Vec<(&str, &str)> = headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let target = format!("{path}?{}", query.join("&"));
    let body = body.unwrap_or_else(|| "a=b".to_owned());
    let reply = connection.send(operation.method, &target, &headers, body.as_bytes());
    let reply = reply.unwrap_or_else(|error| panic!("{} {target}: {error}", operation.method));
    (reply.status, reply.body)
}
