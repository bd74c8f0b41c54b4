//! Places in the built-in document, which is in no file: reports say so, and `specwright document` prints the lines.

use std::process::Command;

use serde_json::Value;

use crate::lint;

const DOCUMENT: &str = include_str!("../../spec/workspace.openapi.yaml");
const WRONG: &[u8] = br#"{
  "desktops": [{"desktop_id": "538946c2-7ff8-4444-b1bd-e9a1f8137b81"}],
  "product_id": "workspace.kunpeng.large.2",
  "mode": "STOP"
}"#;

fn report(format: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let arguments = [format!("--format={format}"), "-".to_owned()];
    let output = lint::specwright(folder.path(), &arguments, WRONG);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_built_in_document_is_printed_as_it_is() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
    let output = command.arg("document").output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stdout).unwrap(), DOCUMENT);
}

#[test]
fn people_are_told_that_the_document_is_built_in() {
    let report = report("human");
    let (_, place) = report.split_once("::: built-in document:").unwrap();
    let (line, _) = place.split_once(':').unwrap();
    let line = DOCUMENT.lines().nth(line.parse::<usize>().unwrap() - 1);
    assert!(line.unwrap().contains("enum: [STOP_DESKTOP]"), "{report}");
}

#[test]
fn machines_are_given_no_file_that_is_not_there() {
    let json: Value = serde_json::from_str(&report("json")).unwrap();
    let sarif: Value = serde_json::from_str(&report("sarif")).unwrap();
    let sources = [
        &json["files"][0]["findings"][0]["rule_source"],
        &sarif["runs"][0]["results"][0]["properties"]["ruleSource"],
    ];
    for source in sources {
        assert_eq!(source["document"], Value::Null);
        assert_eq!(source["built_in"], Value::Bool(true));
        let line = source["line"].as_u64().unwrap() - 1;
        let line = DOCUMENT.lines().nth(line.try_into().unwrap());
        assert!(line.unwrap().contains("enum: [STOP_DESKTOP]"), "{source}");
    }
    for format in super::FORMATS {
        let report = report(format);
        assert!(!report.contains("workspace.openapi.yaml"), "{report}");
    }
}
