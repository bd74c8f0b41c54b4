//! The formats of our own: every member there, of one type, and true of the file.

use serde_json::Value;

use super::files::{Files, Finding};

/// What a finding says, once all members were looked at.
fn checked(files: &Files, finding: &Value) -> Finding {
    let members = finding.as_object().unwrap().keys();
    let expected = [
        ["path", "code", "severity", "message", "line", "column"],
        [
            "end_line",
            "end_column",
            "offset",
            "end_offset",
            "pointer",
            "label",
        ],
        ["help", "related", "rule_source", "fix", "", ""],
    ];
    let expected = expected.iter().flatten().filter(|name| !name.is_empty());
    assert!(members.eq(expected), "{finding}");
    for name in ["label", "help"] {
        assert!(finding[name].is_string() || finding[name].is_null());
    }
    let pointer = finding["pointer"].as_str().unwrap();
    assert!(pointer.is_empty() || pointer.starts_with('/'));
    let text = Text::of(files, finding);
    text.check_place(finding);
    for related in finding["related"].as_array().unwrap() {
        text.check_place(related);
        assert!(related["message"].is_string());
    }
    let rule = &finding["rule_source"];
    if !rule.is_null() {
        assert!(rule["pointer"].as_str().unwrap().starts_with("#/"));
        assert!(rule["document"].as_str().unwrap().ends_with(".yaml"));
        assert_eq!(rule["built_in"], false);
        assert!(rule["line"].as_u64() > Some(0) && rule["column"].as_u64() > Some(0));
    }
    let fix = &finding["fix"];
    if !fix.is_null() {
        assert!(fix["description"].is_string());
        for edit in fix["edits"].as_array().unwrap() {
            text.check_place(edit);
            assert!(edit["text"].is_string());
        }
    }
    let text = |name: &str| finding[name].as_str().unwrap().to_owned();
    Finding {
        path: text("path"),
        line: finding["line"].as_u64().unwrap(),
        column: finding["column"].as_u64().unwrap(),
        severity: text("severity"),
        code: text("code"),
        message: text("message"),
    }
}

/// What offsets are counted in.
struct Text {
    lines: Vec<String>,
}

impl Text {
    fn of(files: &Files, finding: &Value) -> Self {
        let path = finding["path"].as_str().unwrap();
        let text = files.read(path);
        let lines = text.split_inclusive('\n').map(str::to_owned).collect();
        Self { lines }
    }

    /// Lines and columns are those of the offsets, both of the start and of the end.
    fn check_place(&self, place: &Value) {
        for (offset, line, column) in [
            ("offset", "line", "column"),
            ("end_offset", "end_line", "end_column"),
        ] {
            let line = number(place, line) - 1;
            let before: usize = self.lines[..line].iter().map(String::len).sum();
            let letters = self.lines.get(line).map(|line| line.chars()).into_iter();
            let letters = letters.flatten().take(number(place, column) - 1);
            let within: usize = letters.map(char::len_utf8).sum();
            assert_eq!(before + within, number(place, offset), "{place}");
        }
    }
}

fn number(object: &Value, name: &str) -> usize {
    usize::try_from(object[name].as_u64().unwrap()).unwrap()
}

#[test]
fn json_holds_all_files_and_findings() {
    let files = Files::bad();
    let report: Value = serde_json::from_str(&files.report("json")).unwrap();
    assert_eq!(report["version"], 1);
    let mut found = Vec::new();
    let mut paths = Vec::new();
    for file in report["files"].as_array().unwrap() {
        let path = file["path"].as_str().unwrap();
        paths.push(path);
        for finding in file["findings"].as_array().unwrap() {
            assert_eq!(finding["path"], path);
            found.push(checked(&files, finding));
        }
    }
    assert_eq!(
        paths,
        [
            "100%2C, ü: bad.json",
            "clean.json",
            "duplicate.yaml",
            "records.ndjson"
        ]
    );
    assert_eq!(found, files.findings());
    let summary = &report["summary"];
    let count = |severity: &str| {
        found
            .iter()
            .filter(|found| found.severity == severity)
            .count()
    };
    assert_eq!(summary["files"], 4);
    assert_eq!(summary["files_with_findings"], 3);
    assert_eq!(summary["errors"], count("error"));
    assert_eq!(summary["warnings"], count("warning"));
    assert!(summary["fixable"].as_u64() > Some(0));
}

#[test]
fn json_lines_hold_a_finding_each() {
    let files = Files::bad();
    let report = files.report("jsonl");
    let found = report.lines().map(|line| {
        let finding: Value = serde_json::from_str(line).unwrap();
        checked(&files, &finding)
    });
    assert_eq!(found.collect::<Vec<_>>(), files.findings());
}

#[test]
fn edits_applied_by_their_offsets_mend_the_file() {
    let files = Files::new(&[("a.json", "{\"é\": 1, \"product_id\": 2, \"désktops\": []}")]);
    let report: Value = serde_json::from_str(&files.report("json")).unwrap();
    let mut text = files.read("a.json");
    let findings = report["files"][0]["findings"].as_array().unwrap();
    for edit in findings
        .iter()
        .rev()
        .filter_map(|found| found["fix"]["edits"].as_array())
        .flatten()
    {
        let place = number(edit, "offset")..number(edit, "end_offset");
        text.replace_range(place, edit["text"].as_str().unwrap());
    }
    files.run(&["--fix"]);
    assert_eq!(text, files.read("a.json"));
}
