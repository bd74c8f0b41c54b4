//! What generated operations do with headers, forms and bodies of several parts, as a program that uses their crates sees it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cases;

const CASES: [&str; 4] = [
    "form-encodings",
    "multipart-files",
    "multipart-parts",
    "response-headers",
];

#[test]
fn operations_write_and_read_what_the_document_says() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("transport");
    let mut manifest = String::from(
        "[package]\nname = \"transport\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\nserde_json = \"1\"\n",
    );
    for case in CASES {
        let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/emit");
        let spec = spec.join(case).join("spec.yaml");
        let generated = cases::files(case, &spec).unwrap_or_else(|error| panic!("{case}: {error}"));
        let home = folder.join(case);
        for file in generated.iter() {
            let path = home.join(&file.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file.text.replace("\n[workspace]\n", "\n")).unwrap();
        }
        manifest += &format!("case-{case} = {{ path = \"{case}\" }}\n");
    }
    let program = include_str!("transport/program.rs");
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::write(folder.join("src/main.rs"), program).unwrap();
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["run", "--offline", "--quiet"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("RUSTFLAGS", "-D warnings")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{report}");
}
