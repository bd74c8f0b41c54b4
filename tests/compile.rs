//! Every emit case compiles by itself, without a warning, pedantic lints of the compiler's own included.

use std::fs;
use std::process::Command;

use crate::cases;

#[test]
fn emit_cases_compile_without_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut members = Vec::new();
    for (name, spec) in cases::documents("emit") {
        let files = cases::files(&name, &spec).unwrap_or_else(|error| panic!("{name}:\n{error}"));
        for file in files.iter() {
            let path = root.join(&name).join(&file.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            // The cases share one workspace, so that their dependencies are built once.
            fs::write(path, file.text.replace("\n[workspace]\n", "\n")).unwrap();
        }
        members.push(format!("{name:?}"));
    }
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n",
        members.join(", ")
    );
    fs::write(root.join("Cargo.toml"), manifest).unwrap();
    fs::copy(
        concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock"),
        root.join("Cargo.lock"),
    )
    .unwrap();
    let output = Command::new(env!("CARGO"))
        .args([
            "check",
            "--workspace",
            "--offline",
            "--quiet",
            "--keep-going",
        ])
        .current_dir(root)
        .env("RUSTFLAGS", "-D warnings")
        .env("CARGO_TARGET_DIR", root.join("target"))
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{report}");
    assert_eq!(report, "", "the cases compile, but not in silence");
}
