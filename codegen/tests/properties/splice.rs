//! Documents that are put together from parts of others, wherever these fit or do not.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::{Strategy, any};
use proptest::sample::Index;
use serde_json::Value;

use super::documents::Document;

/// The documents of the project's cases, good and bad ones.
static DOCUMENTS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases");
    let mut documents = Vec::new();
    for kind in ["emit", "reject", "warn"] {
        let mut folders: Vec<_> = fs::read_dir(cases.join(kind))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        folders.sort();
        for folder in folders {
            let text = ["spec.yaml", "spec.json"]
                .iter()
                .find_map(|name| fs::read_to_string(folder.join(name)).ok())
                .unwrap_or_default();
            // Some cases are no YAML at all.
            if let Ok(document @ Value::Object(_)) = serde_yaml::from_str(&text) {
                documents.push(document);
            }
        }
    }
    assert!(documents.len() > 200);
    documents
});

/// Every value of every document, with the key that leads to it.
static PARTS: LazyLock<Vec<(String, Value)>> = LazyLock::new(|| {
    let mut parts = Vec::new();
    for document in DOCUMENTS.iter() {
        collect("", document, &mut parts);
    }
    parts
});

fn collect(key: &str, value: &Value, parts: &mut Vec<(String, Value)>) {
    parts.push((key.to_owned(), value.clone()));
    match value {
        Value::Object(members) => members
            .iter()
            .for_each(|(key, value)| collect(key, value, parts)),
        Value::Array(items) => items.iter().for_each(|item| collect(key, item, parts)),
        _ => {}
    }
}

/// One change of a document.
#[derive(Clone, Debug)]
struct Graft {
    /// Which of its values is changed.
    at: Index,
    /// Which part takes its place.
    part: Index,
    /// Whether any part may, as against one from behind the same key.
    anything: bool,
    /// Whether the value is taken out instead.
    removed: bool,
}

fn graft() -> impl Strategy<Value = Graft> {
    let chance = |percent: u8| (0_u8..100).prop_map(move |drawn| drawn < percent);
    (any::<Index>(), any::<Index>(), chance(25), chance(15)).prop_map(
        |(at, part, anything, removed)| Graft {
            at,
            part,
            anything,
            removed,
        },
    )
}

fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
    let mut visit = |key: &str, inner: &Value| {
        let at = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
        all.push(at.clone());
        pointers(inner, &at, all);
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(key, inner)| visit(key, inner)),
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(at, inner)| visit(&at.to_string(), inner));
        }
        _ => {}
    }
}

fn apply(document: &mut Value, graft: &Graft) {
    let mut places = Vec::new();
    pointers(document, "", &mut places);
    if places.is_empty() {
        return;
    }
    let place = graft.at.get(&places);
    let (parent, key) = place.rsplit_once('/').unwrap();
    let key = key.replace("~1", "/").replace("~0", "~");
    let parent = document.pointer_mut(parent).unwrap();
    let fitting: Vec<&Value> = PARTS
        .iter()
        .filter(|(name, _)| graft.anything || *name == key)
        .map(|(_, part)| part)
        .collect();
    let part = match fitting.as_slice() {
        [] => graft.part.get(&PARTS).1.clone(),
        fitting => (*graft.part.get(fitting)).clone(),
    };
    match parent {
        Value::Object(members) if graft.removed => {
            members.remove(&key);
        }
        Value::Object(members) => {
            members.insert(key, part);
        }
        Value::Array(items) => items[key.parse::<usize>().unwrap()] = part,
        _ => unreachable!("only objects and arrays have parts"),
    }
}

/// A case's document with some of its values exchanged or taken out.
pub(super) fn any_document() -> impl Strategy<Value = Document> {
    (any::<Index>(), vec(graft(), 1..6)).prop_map(|(document, grafts)| {
        let mut document = document.get(&DOCUMENTS).clone();
        grafts.iter().for_each(|graft| apply(&mut document, graft));
        Document(document.to_string())
    })
}
