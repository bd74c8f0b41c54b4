//! Nothing that the program prints at its start controls whatever shows it.

use std::fs;
use std::process::{Command, Output};

use serde_json::json;

#[path = "../../tests/reports/judge.rs"]
#[allow(dead_code, reason = "annotations are the linter's")]
mod judge;

const HOSTILE: &str =
    "::error::FORGED\n::error::FORGED\r##[error]FORGED\u{85}\u{1b}[2J\u{9b}31m\u{202e}\u{7f}";

fn judged(arguments: &[&str], folder: &std::path::Path) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_specwright-mock"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(!output.stderr.is_empty());
    for bytes in [&output.stdout, &output.stderr] {
        if let Err(violation) = judge::check(bytes, false, false) {
            panic!(
                "{arguments:?}: {violation}\n{}",
                String::from_utf8_lossy(bytes)
            );
        }
    }
    output
}

#[test]
fn errors_are_safe_to_show() {
    let folder = tempfile::tempdir().unwrap();
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": HOSTILE, "version": HOSTILE, HOSTILE: 1},
        "paths": {HOSTILE: {"get": {"operationId": HOSTILE, "responses": {HOSTILE: {}}}}},
    });
    let name = "::error::FORGED\n##[error]\u{1b}[2J\u{202e}.json";
    fs::write(folder.path().join(name), document.to_string()).unwrap();
    let scenario = json!({HOSTILE: HOSTILE, "operations": {HOSTILE: [HOSTILE]}});
    fs::write(folder.path().join("scenario.json"), scenario.to_string()).unwrap();
    for arguments in [
        &["--spec", name][..],
        &["--strict", "--spec", name],
        &["--spec", HOSTILE],
        &["--spec", "scenario.json"],
        &["--scenario", HOSTILE],
        &["--scenario", "scenario.json"],
        &["--scenario", name],
        &["--listen", HOSTILE],
        &["--max-body", HOSTILE],
        &[HOSTILE],
    ] {
        judged(arguments, folder.path());
    }
}
