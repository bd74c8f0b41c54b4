//! For each clause of the law, the judge reports a fix that violates the clause.

use std::sync::Arc;

use serde_json::json;
use specwright::contract::{Contract, Shape};
use specwright::diagnostic::{Edit, Fix};
use specwright::parse::Format;
use specwright::policy::Levels;
use specwright::{Diagnostic, Policy};
use specwright_spec::Span;

use super::{Before, Judge, Law, Verdict, applied, edits, whole};
use crate::laws::fixes::tree;

const YAML: &str = "flag: \"true\" # why\nsize: !!int 3\nword: &a stpo\nagain: *a\nNote: x\n";

fn policy() -> Arc<Policy> {
    let schema = json!({
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "flag": {"type": "boolean"},
            "size": {"type": "integer"},
            "word": {"type": "string", "enum": ["stop", "shop"]},
            "again": {"type": "string"},
            "note": {"type": "string"},
        },
    });
    Arc::new(Policy {
        contract: Contract::new(&schema).expect("it is a schema"),
        shape: Shape::Body,
        levels: Levels::default(),
        is_configured: true,
    })
}

fn broken(verdict: &Verdict) -> Vec<Law> {
    let mut laws: Vec<Law> = verdict.breaches.iter().map(|breach| breach.law).collect();
    laws.sort();
    laws.dedup();
    laws
}

/// Returns the finding at `pointer` with a fix that announces one value, and replaces the first `old` by `new`.
fn fix(
    before: &Before<'_>,
    pointer: &str,
    announced: &str,
    (old, new): (&str, &str),
) -> Diagnostic {
    let mut at_pointer = before.diagnostics.iter();
    let found = at_pointer.find(|found| found.pointer.to_string() == pointer);
    let mut found = found.expect("something is found there").clone();
    let start = before.text.find(old).expect("it is in the text");
    let edit = Edit {
        span: Span::new(start, start + old.len()),
        text: new.to_owned(),
    };
    found.fix = Some(Fix::new(format!("write `{announced}`"), edit));
    found
}

#[test]
fn each_clause_is_broken_by_some_fix() {
    let policy = policy();
    let judge = Judge {
        format: Format::Yaml,
        policy: &policy,
    };
    let before = Before::new(YAML, judge).expect("it is YAML");
    let quoted = "\"true\"";
    type Case<'c> = (&'c str, &'c str, (&'c str, &'c str), &'c [Law]);
    let cases: [Case<'_>; 13] = [
        ("/flag", "true", (quoted, "true"), &[]),
        ("/Note", "note", ("Note", "note"), &[]),
        ("/flag", "true", (quoted, "["), &[Law::Parses]),
        (
            "/flag",
            "true",
            ("\"true\" # why", "true"),
            &[Law::Comments],
        ),
        (
            "/flag",
            "true",
            ("\"true\" # why\nsize: !!int ", "true # why\nsize: "),
            &[Law::Markup],
        ),
        (
            "/flag",
            "true",
            ("\"true\" # why\nsize: !!int 3", "true # why\nsize: !!int 4"),
            &[Law::Values],
        ),
        ("/flag", "true", (quoted, "{true: 1}"), &[Law::Values]),
        ("/flag", "4", ("3", "4"), &[Law::Values, Law::Gone]),
        ("/word", "stop", ("stpo", "stop"), &[Law::Aliases]),
        ("/flag", "true", (quoted, "false"), &[Law::Proposal]),
        ("/flag", "true", (" \"true\"", " true"), &[Law::Token]),
        ("/flag", "trues", (quoted, "trues"), &[Law::Gone]),
        (
            "/Note",
            "size2",
            ("Note", "again"),
            &[Law::Proposal, Law::New],
        ),
    ];
    for (pointer, announced, replaced, laws) in cases {
        let found = fix(&before, pointer, announced, replaced);
        let after = applied(YAML, &edits(&found));
        let mut verdict = Verdict::default();
        judge.single(&before, &found, &after, &mut verdict);
        assert_eq!(broken(&verdict), laws, "{after}: {:?}", verdict.breaches);
    }
}

#[test]
fn what_fix_writes_as_a_whole_is_judged() {
    let policy = policy();
    let judge = Judge {
        format: Format::Json,
        policy: &policy,
    };
    let text = r#"{"flag": "true", "size": 3, "Note": "x"}"#;
    let before = Before::new(text, judge).expect("it is JSON");
    let cases: [(&str, &[Law]); 7] = [
        (r#"{"flag": true, "size": 3, "note": "x"}"#, &[]),
        (
            r#"{"flag": true, "size": 4, "note": "x"}"#,
            &[Law::Announced],
        ),
        (
            r#"{"flag": false, "size": 3, "note": "x"}"#,
            &[Law::Announced],
        ),
        (
            r#"{"flag": true, "size": 3, "Note": "x"}"#,
            &[Law::Complete],
        ),
        (r#"{"flag": true, "note": "x"}"#, &[Law::Values]),
        (r#"{"flag": true, "size": 3, "note": "x""#, &[Law::Parses]),
        (
            r#"{"flag": true, "size": "t", "note": "x"}"#,
            &[Law::New, Law::Announced],
        ),
    ];
    for (after, laws) in cases {
        let mut announced = Vec::new();
        for found in before.fixable() {
            let mut verdict = Verdict::default();
            let after = applied(text, &edits(found));
            announced.extend(judge.single(&before, found, &after, &mut verdict));
            assert_eq!(broken(&verdict), [], "{after}");
        }
        let mut verdict = Verdict::default();
        whole::compare(&before, judge, announced, after.to_owned(), &mut verdict);
        assert_eq!(broken(&verdict), laws, "{after}: {:?}", verdict.breaches);
    }
}

#[test]
fn comments_and_recovered_values_stay() {
    let policy = policy();
    let judge = Judge {
        format: Format::JsonWithComments,
        policy: &policy,
    };
    let text = "{'flag': true, // why\n \"size\": 3}";
    let before = Before::new(text, judge).expect("it is recovered");
    assert!(before.reading.is_recovered);
    for (old, new, laws) in [
        ("'flag'", "\"flag\"", &[][..]),
        ("'flag': true, // why", "\"flag\": true,", &[Law::Comments]),
        (
            "'flag': true",
            "\"flag\": false",
            &[Law::Values, Law::Proposal],
        ),
    ] {
        let found = fix(&before, "", "\"flag\"", (old, new));
        let after = applied(text, &edits(&found));
        let mut verdict = Verdict::default();
        judge.single(&before, &found, &after, &mut verdict);
        assert_eq!(broken(&verdict), laws, "{after}: {:?}", verdict.breaches);
    }
}

#[test]
fn readings_differ_in_scalars_or_altogether() {
    let policy = policy();
    let judge = Judge {
        format: Format::Yaml,
        policy: &policy,
    };
    let read = |text| {
        Before::new(text, judge)
            .expect("it is YAML")
            .reading
            .documents
    };
    let changes = |after| {
        let changes = tree::changes(&read("a: [&x 1, *x]\n~b/: {c: no}\n"), &read(after));
        changes.map(|changes| changes.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    assert_eq!(
        changes("? 'a'\n: [&y 1, *y]\n\"~b/\": {c: 'no'} # same\n"),
        Ok(vec![])
    );
    let one = "value [0, 1, 0] /~0b~1/c: String \"no\" -> Boolean \"true\"";
    assert_eq!(
        changes("a: [&x 1, *x]\n~b/: {c: True}\n"),
        Ok(vec![one.to_owned()])
    );
    for other in [
        "a: [&x 1, 1]\n~b/: {c: no}\n",
        "a: [&x 1]\n~b/: {c: no}\n",
        "a: &x 1\n~b/: {c: no}\n",
    ] {
        assert!(changes(other).is_err(), "{other}");
    }
}
