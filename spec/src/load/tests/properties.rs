//! What holds for every text.
//!
//! The seed is fixed, so that a failure can be repeated. Other seeds and more cases look further: see [`config`].

use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any};
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;
use proptest::{prop_assert, prop_assert_eq, prop_assume, prop_oneof, proptest};
use serde_json::{Map, Value};

use super::VALID;
use crate::diagnostics::Tolerance;
use crate::error::Weight;
use crate::load::{Read, json, load, yaml};
use crate::pointer::Pointer;
use crate::source::{Source, Span};

/// Pieces that mean something to YAML, JSON or OpenAPI.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ": ",
    "- ",
    "? ",
    "\n",
    "\n  ",
    "\r",
    "\t",
    "\u{feff}",
    "'",
    "\"",
    "!",
    "!!str ",
    "&s ",
    "*s",
    "<<: ",
    "|\n",
    ">-\n",
    "#",
    "%",
    "---\n",
    "...\n",
    "\\u0000",
    "\u{1b}",
    "\u{85}",
    "é",
    "名",
    "~",
    "null",
    "true",
    ".inf",
    "-1",
    "1e9",
    "0x1F",
    "$ref",
    "#/components/schemas/A",
    "type",
    "string",
    "x-a",
];

/// Names that a document may have.
const NAMES: &[&str] = &[
    "anyOf",
    "not",
    "pattern",
    "maximum",
    "exclusiveMinimum",
    "minItems",
    "operationRef",
    "/a/{c}",
    "$ref",
    "type",
    "properties",
    "required",
    "items",
    "enum",
    "allOf",
    "oneOf",
    "default",
    "example",
    "nullable",
    "minimum",
    "maxLength",
    "additionalProperties",
    "discriminator",
    "mapping",
    "propertyName",
    "xml",
    "schema",
    "content",
    "application/json",
    "parameters",
    "name",
    "in",
    "style",
    "explode",
    "responses",
    "200",
    "default",
    "description",
    "headers",
    "links",
    "operationId",
    "callbacks",
    "security",
    "tags",
    "servers",
    "url",
    "variables",
    "get",
    "/a/{b}",
    "components",
    "schemas",
    "securitySchemes",
    "flows",
    "scopes",
    "x-a",
    "é",
];

/// Values that a document may have, beside any others.
const WORDS: &[&str] = &[
    "a(b",
    "[b-a]",
    "/a/{c}",
    "yes",
    "0123",
    "https://{host}/",
    "",
    "a",
    "string",
    "array",
    "object",
    "integer",
    "path",
    "query",
    "simple",
    "oauth2",
    "http",
    "{$url}",
    "#/components/schemas/A",
    "#/components/schemas/A/properties/x",
    "#/paths/~1a~1{b}/get",
    "#",
    "other.yaml#/a",
    "1",
    "true",
    "null",
    "~",
    "2024-01-01",
    "- a",
    "a: b",
    "# a",
    " a ",
    "a\nb",
    "\u{7f}\u{2028}é名",
];

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(0x9E37_79B9),
        failure_persistence: None,
        ..ProptestConfig::with_cases(cases)
    }
}

/// Any tree, of any names and values but more often of such that a document may have.
fn tree() -> impl Strategy<Value = Value> {
    let text = prop_oneof![select(WORDS).prop_map(str::to_owned), any::<String>()];
    let name = prop_oneof![4 => select(NAMES).prop_map(str::to_owned), 1 => any::<String>()];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text.prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 24, 4, move |inner| {
        prop_oneof![
            1 => vec(inner.clone(), 0..4).prop_map(Value::from),
            3 => vec((name.clone(), inner), 0..4)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

/// A valid document, in which a few values are replaced by others.
fn changed_tree() -> impl Strategy<Value = Value> {
    vec((any::<Index>(), tree()), 1..4).prop_map(|changes| {
        let mut document = serde_yaml::from_str(VALID).unwrap_or_default();
        for (at, value) in changes {
            let mut places = pointers(&document);
            let place = places.swap_remove(at.index(places.len()));
            if let Some(found) = document.pointer_mut(&place) {
                *found = value;
            }
        }
        document
    })
}

/// Every place of a tree.
fn pointers(tree: &Value) -> Vec<String> {
    let mut found = vec![(Pointer::root(), tree)];
    let mut at = 0;
    while let Some((pointer, value)) = found.get(at).cloned() {
        match value {
            Value::Array(items) => {
                found.extend(
                    items
                        .iter()
                        .enumerate()
                        .map(|(index, item)| (pointer.child(index), item)),
                );
            }
            Value::Object(entries) => {
                found.extend(
                    entries
                        .iter()
                        .map(|(name, item)| (pointer.child(name), item)),
                );
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
        at += 1;
    }
    found
        .iter()
        .map(|(pointer, _)| pointer.to_string())
        .collect()
}

/// A valid text, in which a few pieces are cut out, put in or cut off.
fn changed_text() -> impl Strategy<Value = String> {
    let json =
        load(Source::new("a.yaml", VALID)).map(|document| document.tree.to_json().to_string());
    let seeds = select(vec![VALID.to_owned(), json.unwrap_or_default()]);
    let change = (any::<Index>(), 0..30_usize, select(PIECES), 0..5_u8);
    (seeds, vec(change, 1..5)).prop_map(|(mut text, changes)| {
        for (at, length, piece, kind) in changes {
            let start = text.floor_char_boundary(at.index(text.len() + 1));
            let end = text.ceil_char_boundary((start + length).min(text.len()));
            match kind {
                0 => text.truncate(start),
                1 => text.replace_range(start..end, ""),
                2 => text.replace_range(start..end, piece),
                _ => text.insert_str(start, piece),
            }
        }
        text
    })
}

/// Loads a text and checks what must hold of its mistakes, if it has any.
fn is_answered_well(text: &str) -> Result<(), String> {
    let source = Source::new("test", text);
    let errors = match load(source.clone()) {
        Ok(document) => {
            // Whatever its defects are, there is a model and a contract.
            let model = crate::resolve(&document);
            let found = crate::contract(&model).diagnostics;
            match found.judge(&source, Tolerance::STRICT) {
                Ok(_) => return Ok(()),
                Err(errors) => errors,
            }
        }
        Err(errors) => errors,
    };
    let is_place = |span: Span| {
        span.start <= span.end
            && text.is_char_boundary(span.start)
            && text.is_char_boundary(span.end)
    };
    for error in errors.errors() {
        let related = error.related.iter().map(|related| related.span);
        if !std::iter::once(error.span).chain(related).all(is_place) {
            return Err(format!("a span is no place of the text: {error:?}"));
        }
        if error.message.is_empty() || error.message.ends_with('.') {
            return Err(format!("this is no message: {error:?}"));
        }
    }
    let report = errors.to_string();
    if !report.starts_with("error[")
        || report.contains(|letter: char| letter.is_control() && letter != '\n')
    {
        return Err(format!("this is no report: {report:?}"));
    }
    Ok(())
}

fn is_warning(error: &crate::Error) -> bool {
    error.code.weight() == Weight::Warning
}

fn plain(read: Result<Read, crate::Error>) -> Value {
    match read {
        Ok(read) if read.errors.iter().all(is_warning) => read.tree.to_json(),
        Ok(read) => format!("{:?}", read.errors).into(),
        Err(error) => format!("{error:?}").into(),
    }
}

proptest! {
    #![proptest_config(config(1_000))]

    #[test]
    fn any_text_is_answered_well(text in any::<String>()) {
        prop_assert_eq!(is_answered_well(&text), Ok(()));
    }

    #[test]
    fn any_pieces_are_answered_well(pieces in vec(select(PIECES), 0..20)) {
        prop_assert_eq!(is_answered_well(&pieces.concat()), Ok(()));
        let document = format!("openapi: 3.0.3\n{}", pieces.concat());
        prop_assert_eq!(is_answered_well(&document), Ok(()));
    }

    #[test]
    fn any_changed_text_is_answered_well(text in changed_text()) {
        prop_assert_eq!(is_answered_well(&text), Ok(()));
    }

    #[test]
    fn any_changed_tree_is_answered_well(tree in changed_tree()) {
        prop_assert_eq!(is_answered_well(&tree.to_string()), Ok(()));
    }

    #[test]
    fn json_and_yaml_give_the_same_tree(tree in tree()) {
        let tree = Value::Object(Map::from_iter([("a".to_owned(), tree)]));
        prop_assert_eq!(plain(json::read(&tree.to_string(), 0)), tree.clone());
        let text = serde_yaml::to_string(&tree).unwrap_or_default();
        // The writer is of YAML 1.1, where these are line breaks.
        prop_assume!(!text.contains(['\u{85}', '\u{2028}', '\u{2029}']));
        prop_assert_eq!(plain(yaml::read(&text, 0)), tree.clone(), "{}", text);
    }

    #[test]
    fn pointers_are_read_as_they_are_written(tokens in vec(any::<String>(), 0..5)) {
        let pointer = tokens.iter().fold(Pointer::root(), |at, token| at.child(token));
        prop_assert_eq!(pointer.tokens(), tokens);
        prop_assert_eq!(Pointer::parse(&pointer.to_string()), Some(pointer.clone()));
        prop_assert!(pointer.to_string().is_empty() || pointer.to_string().starts_with('/'));
    }
}
