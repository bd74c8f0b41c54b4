//! Files with more findings than anybody would read.

use serde_json::{Value, json};
use specwright::parse::{self, Format};
use specwright::{Contract, check};

use super::report;

#[test]
fn very_many_findings_are_counted() {
    const MANY: usize = 3000;
    let unknown = members(MANY, |index| format!("k{index}"));
    let twice = members(MANY, |index| format!("k{}", index % (MANY / 2)));
    for (name, text, count) in [
        ("unknown.json", unknown, MANY + 3),
        ("twice.json", twice, MANY + 3),
        ("same.json", members(MANY, |_| "a".to_owned()), MANY + 3),
        ("items.json", wrong_items(MANY), MANY + 3),
        ("commas.json", format!("[1{}]", ",".repeat(MANY)), MANY + 1),
        (
            "comments.json",
            format!("[{}]", "/**/".repeat(MANY)),
            MANY + 1,
        ),
        ("documents.yaml", "--- 1\n".repeat(MANY), MANY),
    ] {
        let report = report(name, text);
        assert_eq!(report.lines().count(), 1001, "{name}: {report}");
        let last = report.lines().last().unwrap_or_default();
        let more = format!(" {} more findings from here on are left out", count - 1000);
        assert!(last.contains("[too-many-findings]"), "{name}: {last}");
        assert!(last.contains(&more), "{name}: {last}, not{more}");
    }
}

fn members(many: usize, name: impl Fn(usize) -> String) -> String {
    let members = (0..many).map(|index| format!("{:?}:1", name(index)));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

fn wrong_items(many: usize) -> String {
    let items = vec!["1"; many].join(",");
    format!("{{\"desktops\":[{items}],\"mode\":\"STOP_DESKTOP\"}}")
}

/// However many there are, only some are looked for: a million of any of these takes less than a second.
#[test]
fn more_findings_than_are_looked_for_are_not() {
    const MANY: usize = 200_000;
    let mut texts = vec![
        ("unknown.json", members(MANY, |index| format!("k{index}"))),
        (
            "twice.json",
            members(MANY, |index| format!("k{}", index % (MANY / 2))),
        ),
        ("same.json", members(MANY, |_| "a".to_owned())),
        ("items.json", wrong_items(MANY)),
    ];
    // Many objects with many fields each, and objects that lack all that they need.
    let object = members(1000, |index| format!("k{index}"));
    let objects = vec![object; MANY / 1000].join(",");
    texts.push(("objects.json", format!("{{\"desktops\":[{objects}]}}")));
    for (name, piece) in [
        ("commas.json", ","),
        ("commas.jsonc", ","),
        ("comments.json", "/**/"),
        ("spaces.json", "\u{A0}"),
        ("words.json", ", NaN"),
        ("quotes.json", ", 'a'"),
        ("missing.json", " 1"),
    ] {
        texts.push((name, format!("[1{}]", piece.repeat(MANY))));
    }
    texts.push(("escapes.json", format!("[\"{}\"]", "\\x".repeat(MANY))));
    texts.push(("controls.json", format!("[\"{}\"]", "\t\u{1}".repeat(MANY))));
    for (name, piece) in [
        ("documents.yaml", "--- 1\n"),
        ("words.yaml", "- yes\n"),
        ("tags.yaml", "- !a b\n"),
    ] {
        texts.push((name, piece.repeat(MANY)));
    }
    for (name, text) in texts {
        let report = report(name, text);
        assert_eq!(report.lines().count(), 1001, "{name}: {report}");
        let last = report.lines().last().unwrap_or_default();
        assert!(last.contains("error[too-many-findings]"), "{name}: {last}");
        assert!(last.contains("at least "), "{name}: {last}");
    }
}

#[test]
fn what_is_left_out_still_counts() {
    let warnings: String = (0..1500)
        .map(|index| format!("\"k{index}\": 1, "))
        .collect();
    let text = format!("{{\"desktops\": [], \"product_id\": \"p\", {warnings} \"mode\": 1}}");
    let report = report("late.json", text);
    let last = report.lines().last().unwrap();
    assert!(last.contains("error[too-many-findings]"), "{last}");
}

/// A file with a record on each line has as many findings as any other.
#[test]
fn records_share_the_room_of_their_file() {
    let warned =
        "{\"desktops\": [], \"product_id\": \"p\", \"mode\": \"STOP_DESKTOP\", \"k\": 1}\n";
    let found = specwright::parse::payload(warned, Format::Json);
    let contract = specwright::Contracts::built_in();
    let contract = contract.choose(None, "request").unwrap();
    let each = check::payload(&found.payloads[0], &contract).len();
    let last = |name: &str, text: String| {
        let report = report(name, text);
        assert_eq!(report.lines().count(), 1001, "{name}: {report}");
        report.lines().last().unwrap().to_owned()
    };
    let many = warned.repeat(2000);
    let left = each * 2000 - 1000;
    let expected =
        format!("warning[too-many-findings] {left} more findings from here on are left out");
    assert!(last("warned.ndjson", many.clone()).ends_with(&expected));
    let late = last("late.ndjson", many + "{}\n" + warned);
    assert!(late.contains("error[too-many-findings] at least"), "{late}");
    for (name, record) in [
        ("empty.ndjson", "{}"),
        ("comma.ndjson", "{,}"),
        ("open.ndjson", "{"),
        ("opened.ndjson", "[{\"a\": ["),
        ("quote.ndjson", "\""),
        ("words.ndjson", "NaN"),
    ] {
        let last = last(name, format!("{record}\n").repeat(200_000));
        assert!(
            last.contains("error[too-many-findings] at least"),
            "{name}: {last}"
        );
    }
}

/// The end of a search is led to by showing the validator less than there is; what it makes of that must not be said.
#[test]
fn no_finding_comes_of_the_end_of_a_search() {
    let item = json!({"type": "object", "required": ["z"], "properties": {"a": {"type": "integer"}, "z": true}});
    let many = json!({"type": "array", "items": item});
    let schemas = [
        json!({"required": ["list", "b", "c"], "properties": {"list": many, "b": {"type": "string"}}}),
        json!({"properties": {"list": many}, "additionalProperties": false, "required": ["list"]}),
        json!({"properties": {"list": {"contains": {"const": 7}, "minContains": 3, "uniqueItems": true}}}),
        json!({"properties": {"list": {"minItems": 90, "maxItems": 3, "items": {"type": "string"}}}}),
        json!({"not": {"properties": {"list": many}}, "minProperties": 9}),
        json!({"if": {"properties": {"list": many}}, "then": {"required": ["x"]}, "else": {"required": ["y"]}}),
        json!({"allOf": [{"properties": {"list": many}}, {"required": ["c"]}], "unevaluatedProperties": false}),
        json!({"patternProperties": {"^k": {"type": "string"}}, "propertyNames": {"maxLength": 2}}),
        json!({"anyOf": [{"properties": {"list": many}, "required": ["list"]}, {"required": ["x"]}]}),
        json!({"oneOf": [{"properties": {"list": many}}, {"properties": {"list": {"type": "array"}}}, {"required": ["y"]}]}),
        json!({"oneOf": [
            {"properties": {"kind": {"const": "p"}, "list": {"items": {"anyOf": [item, {"type": "string"}]}}}, "required": ["kind"]},
            {"properties": {"kind": {"const": "q"}}, "required": ["kind", "n"]},
        ]}),
        json!({"properties": {"list": {"items": {"oneOf": [item, {"type": "array", "items": item}]}}}}),
        json!({"anyOf": [{"required": ["list", "x"]}, {"required": ["b", "y"]}, {"required": ["y", "z"]}]}),
        json!({"properties": {"list": {"items": {"anyOf": [
            {"type": "object", "required": ["x", "y"], "properties": {"a": {"type": "string"}}},
            {"type": "object", "required": ["a", "w"], "properties": {"a": {"type": "array"}}},
            {"oneOf": [{"type": "array", "maxItems": 1}, {"type": "array", "minItems": 3}]},
        ]}}}}),
        json!({"dependentRequired": {"list": ["d"]}, "properties": {"list": {"prefixItems": [item, item], "items": false}}}),
    ];
    let wrong: Vec<Value> = (0..40)
        .map(|index| match index % 4 {
            0 => json!(index),
            1 => json!({"a": "x", "z": 1, "q": 1, "r": 1}),
            2 => json!({"a": 1}),
            _ => json!([{"z": 1}, {"a": null}]),
        })
        .collect();
    let texts = [
        json!({"list": wrong, "b": 1, "c": 1, "kind": "p"}),
        json!({"b": 1, "kind": "q", "list": wrong, "other": 1}),
        json!({"k1": 1, "k2": 2, "k3": "", "list": [7, 7, 1, 2, 3], "kkk": 1, "z": 1}),
        json!([1]),
    ];
    for schema in schemas {
        let contract = Contract::new(&schema).unwrap();
        for text in &texts {
            assert_nothing_comes_of_the_end(&contract, &text.to_string(), &schema);
        }
    }
}

fn assert_nothing_comes_of_the_end(contract: &Contract, text: &str, schema: &Value) {
    for format in [Format::Json, Format::Yaml] {
        let reading = parse::payload(text, format);
        let payload = &reading.payloads[0];
        let all = check::payload(payload, contract);
        for most in 1..60 {
            let found = check::up_to(most, payload, contract);
            assert!(
                found.has_more || found.has_more_names || found.diagnostics == all,
                "{schema}: {text}: something is left out without a word"
            );
            for found in found.diagnostics {
                // All that is known of a variant may have been left out, but not that there is one.
                let same = |other: &&specwright::Diagnostic| {
                    other.span.start >= found.span.start && other.span.end <= found.span.end
                };
                let is_there = match &*found.code {
                    "wrong-variant" => all.iter().any(|other| same(&other)),
                    _ => all.contains(&found),
                };
                assert!(is_there, "{schema}: {text}: {most}: {found:#?} in {all:#?}");
            }
        }
    }
}

#[test]
fn names_that_are_not_shown_are_names_of_the_same_kind() {
    let contract = Contract::new(&json!({
        "properties": {"a": {"type": "string"}, "b": {"required": ["x"]}},
        "required": ["a", "b", "c"],
    }))
    .unwrap();
    let names = (0..100).map(|index| format!("\"k{index}\": 1, "));
    let text = format!("{{{}\"a\": 1, \"b\": {{}}}}", names.collect::<String>());
    let reading = parse::payload(&text, Format::Json);
    let all = check::payload(&reading.payloads[0], &contract);
    let found = check::up_to(10, &reading.payloads[0], &contract);
    assert!(found.has_more_names);
    let others = |found: &[specwright::Diagnostic]| {
        let others = found.iter().filter(|found| found.code != "unknown-field");
        others.cloned().collect::<Vec<_>>()
    };
    assert_eq!(others(&found.diagnostics), others(&all));
    let names = found.diagnostics.len() - others(&all).len();
    assert_eq!(names, 10);
    assert_eq!(all.len(), 100 + others(&all).len());
}

/// What is accepted by a comment or a level does not count, however much it is.
#[test]
fn what_is_accepted_does_not_fill_the_report() {
    let lines = "k: yes\n".repeat(6000);
    let accepted =
        "# specwright: allow-file(unknown-field, duplicate-key, yaml-boolean, missing-field)\n";
    let report = report("accepted.yaml", format!("{accepted}{lines}"));
    assert_eq!(report, "");
}
