//! Patterns that take very long: the work is bounded, and a pattern that gives up is a finding.

use std::sync::Arc;
use std::time::Instant;

use serde_json::{Value, json};
use specwright::contract::Shape;
use specwright::parse::Format;
use specwright::policy::Levels;
use specwright::{Contract, Policy, lint};

use super::LONGEST;

/// The codes of the findings in a payload.
fn codes(schema: &Value, payload: &str) -> Vec<String> {
    let policy = Arc::new(Policy {
        contract: Contract::new(schema).unwrap(),
        shape: Shape::Body,
        levels: Levels::default(),
        is_configured: true,
    });
    let start = Instant::now();
    let checked = lint::file("a.json", payload.as_bytes(), Format::Json, &policy);
    let found = checked.diagnostics.iter();
    let codes = found.map(|found| found.code.to_string()).collect();
    assert!(
        start.elapsed() < LONGEST,
        "{schema} takes {:?}",
        start.elapsed()
    );
    codes
}

#[test]
fn patterns_do_not_hang() {
    let text = format!("{}!", "a".repeat(1000));
    for (pattern, code) in [
        ("^(a+)+$", "wrong-pattern"),
        ("^((a+)\\2?)+$", "pattern-limit"),
    ] {
        let found = codes(&json!({"pattern": pattern}), &json!(text).to_string());
        assert_eq!(found, [code], "{pattern}");
    }
}

/// An engine that looks around anew at each place of the text takes minutes for each of these.
#[test]
fn looks_take_no_longer_for_long_texts() {
    let text = json!("a".repeat(200_000)).to_string();
    for pattern in [
        "(?<=(a*)*)x",
        "(?=a*b)x",
        "(?=(a*)*b)",
        "(?<!b)(?<=b(a*)*)a*x",
    ] {
        let found = codes(&json!({"pattern": pattern}), &text);
        assert_eq!(found, ["wrong-pattern"], "{pattern}");
    }
}

#[test]
fn a_pattern_that_gives_up_is_found_wherever_it_stands() {
    let slow = json!({"pattern": "^((a+)\\2?)+$"});
    let text = json!(format!("{}!", "a".repeat(1000)));
    for schema in [
        json!({"not": slow}),
        json!({"anyOf": [slow, {"type": "string"}]}),
        json!({"oneOf": [slow, {"type": "string"}]}),
        json!({"allOf": [slow]}),
        json!({"format": "email", "pattern": slow["pattern"]}),
    ] {
        let found = codes(&schema, &text.to_string());
        assert!(
            found.iter().any(|code| code == "pattern-limit"),
            "{schema}: {found:?}"
        );
    }
}

/// What all texts of a payload may take together is bounded, too.
#[test]
fn many_texts_take_no_longer_than_long_ones() {
    let text = format!("{}!", "a".repeat(100));
    let items = vec![text; 5_000];
    let schema = json!({"items": {"pattern": "^((a+)\\2?)+$"}});
    let found = codes(&schema, &json!(items).to_string());
    assert!(
        found.iter().any(|code| code == "pattern-limit"),
        "{}",
        found.len()
    );
}

/// Patterns beside a format are found at their own keyword.
#[test]
fn a_pattern_beside_a_format_is_told_apart() {
    let schema = json!({"type": "string", "format": "uuid", "pattern": "^(?!b).*$"});
    assert_eq!(
        codes(&schema, "\"b38946c2-7ff8-4444-b1bd-e9a1f8137b81\""),
        ["wrong-pattern"]
    );
    assert_eq!(codes(&schema, "\"a\""), ["suspicious-format"]);
    assert!(codes(&schema, "\"538946c2-7ff8-4444-b1bd-e9a1f8137b81\"").is_empty());
}
