//! Formats of texts: generated crates are run with a program that uses them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::cases;

/// Compiles a case with all of its features and without a warning, and runs a program with it.
fn run(case: &str, program: &str) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let spec = root.join("tests/cases/emit").join(case).join("spec.yaml");
    let files = cases::files(case, &spec).unwrap_or_else(|error| panic!("{error}"));
    let folder = root.join("target/formats").join(case);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    let written = files.iter().map(|file| (file.path.as_str(), &*file.text));
    for (path, text) in written.chain([("examples/program.rs", program)]) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    Command::new(env!("CARGO"))
        .args(["run", "--offline", "--quiet", "--all-features"])
        .args(["--example", "program"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", root.join("target/formats/target"))
        .env("RUSTFLAGS", "-D warnings")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .unwrap()
}

#[test]
fn passwords_are_not_shown() {
    let output = run("password", include_str!("formats/passwords.rs"));
    let report = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{report}");
}

/// The crates that the features bring in are in nobody's `Cargo.lock` here, so that they may be missing offline.
#[test]
fn features_read_texts_as_other_types() {
    let output = run("string-views", include_str!("formats/views.rs"));
    let report = String::from_utf8_lossy(&output.stderr);
    if report.contains("--offline") {
        println!("skipped: a crate that features bring in is not here:\n{report}");
        return;
    }
    assert!(output.status.success(), "{report}");
}

/// Without such formats nothing of the manifest tells of them, and with them nothing is on.
#[test]
fn features_are_there_only_if_the_document_has_such_formats() {
    let manifest = |case: &str| {
        let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/emit");
        let files = cases::files(case, &spec.join(case).join("spec.yaml"));
        let files = files.unwrap_or_else(|error| panic!("{error}"));
        files.get("Cargo.toml").unwrap().text.clone()
    };
    let features = |manifest: &str| {
        let (_, features) = manifest.split_once("[features]\n").unwrap();
        let (features, _) = features.split_once("\n\n[workspace]").unwrap();
        features.to_owned()
    };
    let calls = [
        r#"blocking = ["reqwest", "reqwest/blocking"]"#,
        r#"http = ["dep:http"]"#,
        r#"reqwest = ["http", "dep:fastrand", "dep:reqwest", "dep:tokio", "dep:tracing"]"#,
    ];
    let plain = manifest("password");
    assert_eq!(features(&plain), calls.join("\n"));
    for name in ["base64", "jiff", "url", "uuid"] {
        assert!(!plain.contains(name), "{plain}");
    }
    let views = manifest("string-views");
    let [blocking, http, reqwest] = calls;
    assert_eq!(
        features(&views),
        [
            r#"base64 = ["dep:base64"]"#,
            blocking,
            http,
            r#"jiff = ["dep:jiff"]"#,
            reqwest,
            r#"url = ["dep:url"]"#,
            r#"uuid = ["dep:uuid"]"#,
        ]
        .join("\n")
    );
    for manifest in [&plain, &views] {
        let (_, dependencies) = manifest.split_once("[dependencies]\n").unwrap();
        let (dependencies, _) = dependencies.split_once("\n\n").unwrap();
        let required = dependencies
            .lines()
            .filter(|line| !line.contains("optional = true"));
        assert_eq!(
            required.collect::<Vec<_>>(),
            [
                r#"serde = { version = "1", default-features = false, features = ["std"] }"#,
                r#"serde_json = "1""#,
            ]
        );
    }
}
