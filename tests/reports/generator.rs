//! What `cargo xtask` says of hostile documents and folders, and the law that only one module prints.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use specwright_spec::sanitize::Text;
use xtask::codegen::{Error, Outcome, Target, check, report, write};
use xtask::policy::policy;

use super::hostile::{HOSTILE, document};
use super::judge;

/// The program prints reports and errors as lines.
fn judged(text: &str) {
    assert!(!text.is_empty());
    let text = Text::lines(text);
    if let Err(violation) = judge::check(text.as_str().as_bytes(), false, false) {
        panic!("{violation}\n{text}");
    }
}

fn said(outcome: Result<Outcome, Error>) -> bool {
    match outcome {
        Ok(outcome) => {
            judged(&outcome.report);
            true
        }
        Err(error) => {
            judged(&error.to_string());
            false
        }
    }
}

/// A document that a crate can be generated from, and whose name and texts are hostile.
fn legal() -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {"title": format!("a {HOSTILE}"), "version": HOSTILE, "description": HOSTILE},
        "paths": {"/a": {"get": {
            "operationId": "getA",
            "description": HOSTILE,
            "x-specwright-authorization": [{
                "action": "a:a:a",
                "access_level": "read",
                "dependencies": [HOSTILE],
                "condition_keys": [HOSTILE],
                "resource_types": [{"name": HOSTILE, "required": true}],
            }],
            "responses": {"204": {"description": HOSTILE}},
        }}},
        "components": {"schemas": {"A": {
            "type": "object",
            "description": HOSTILE,
            "properties": {HOSTILE: {"type": "string", "enum": [HOSTILE], "description": HOSTILE}},
        }}},
    })
}

#[test]
fn the_generator_says_nothing_that_is_not_safe_to_show() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder
        .path()
        .join("::error::FORGED\n##[error]FORGED\u{1b}[2J\u{202e}\u{9b}.json");
    let out = folder
        .path()
        .join("::error::FORGED\n::error::FORGED\u{1b}out");
    let target = |package: &str| Target::other(spec.clone(), out.clone(), Some(package.to_owned()));
    for bad in [document(), json!({HOSTILE: HOSTILE}), json!(HOSTILE)] {
        fs::write(&spec, bad.to_string()).unwrap();
        said(write(&target("bad")));
    }
    fs::write(&spec, format!("::error::FORGED {HOSTILE}: [{HOSTILE}")).unwrap();
    said(report(&target("bad")));
    fs::write(&spec, legal().to_string()).unwrap();
    said(write(&target(HOSTILE)));
    let mut only = target("good");
    only.only = vec![HOSTILE.to_owned()];
    said(write(&only));
    if let Ok(outcome) = policy(&target("good")) {
        judged(&outcome.report);
        if let Some(policy) = outcome.policy {
            judge::check(policy.as_bytes(), false, false).unwrap();
        }
    }
    assert!(said(write(&target("good"))), "the document is legal");
    assert!(said(report(&target("good"))));
    let library = out.join("src/lib.rs");
    let old = fs::read_to_string(&library).unwrap();
    fs::write(
        &library,
        format!("{old}\n::error::FORGED\n##[error]\u{1b}[2J\u{9b}\u{202e}\n"),
    )
    .unwrap();
    said(check(&target("good")));
    said(write(&target("good")));
}

/// The programs have one module that prints, and its functions take sanitized text; `clippy.toml` forbids the rest.
#[test]
fn one_module_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    const PRINTING: [&str; 5] = [
        "clippy::print_",
        "println!",
        " print!",
        "io::stdout",
        "io::stderr",
    ];
    let mut allowing = Vec::new();
    for part in ["src", "spec/src", "codegen/src", "xtask/src", "mock/src"] {
        let mut folders = vec![root.join(part)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path: PathBuf = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    let text = fs::read_to_string(&path).unwrap();
                    let is_test = path
                        .components()
                        .any(|part| part.as_os_str().to_string_lossy().starts_with("tests"));
                    // The programs that are generated print, too.
                    let is_program = ["laws/program.rs", "bench/codegen/decode.rs"]
                        .iter()
                        .any(|program| path.ends_with(program));
                    let prints = PRINTING.iter().any(|word| text.contains(word));
                    if prints && !is_test && !is_program {
                        allowing.push(path.strip_prefix(root).unwrap().display().to_string());
                    }
                }
            }
        }
    }
    assert_eq!(allowing, ["spec/src/terminal.rs"]);
    let forbidden = fs::read_to_string(root.join("clippy.toml")).unwrap();
    assert!(forbidden.contains("std::io::stdout") && forbidden.contains("std::io::stderr"));
}

#[test]
fn the_arguments_of_xtask_are_safe_to_show() {
    let program = Path::new(env!("CARGO_BIN_EXE_specwright")).with_file_name("xtask");
    if !program.exists() {
        println!(
            "skipped: `cargo build -p xtask` builds {}",
            program.display()
        );
        return;
    }
    for arguments in [
        &[HOSTILE][..],
        &["codegen", "--spec", HOSTILE, "--out", HOSTILE],
        &["codegen", "--allow", HOSTILE],
        &["policy", "--operation", HOSTILE],
    ] {
        let output = Command::new(&program)
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        for bytes in [&output.stdout, &output.stderr] {
            if let Err(violation) = judge::check(bytes, false, false) {
                panic!(
                    "{arguments:?}: {violation}\n{}",
                    String::from_utf8_lossy(bytes)
                );
            }
        }
    }
}
