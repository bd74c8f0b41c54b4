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
    let dependencies = "[dependencies]\nserde = { version = \"1\", default-features = false, features = [\"std\"] }\nserde_json = \"1\"\n";
    let plain = manifest("password");
    assert!(
        plain.ends_with(&format!("{dependencies}\n[workspace]\n")),
        "{plain}"
    );
    let manifest = manifest("string-views");
    let (_, behind) = manifest.split_once(dependencies).unwrap();
    assert_eq!(
        behind,
        r#"base64 = { version = "0.23", optional = true, default-features = false, features = ["std"] }
jiff = { version = "0.2", optional = true, default-features = false, features = ["std"] }
url = { version = "2", optional = true, default-features = false, features = ["std"] }
uuid = { version = "1", optional = true, default-features = false, features = ["std"] }

[features]
base64 = ["dep:base64"]
jiff = ["dep:jiff"]
url = ["dep:url"]
uuid = ["dep:uuid"]

[workspace]
"#
    );
}
