//! Compiling crates of hostile documents, running their tests and examples, and writing their documentation.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Output};

use specwright_codegen::Files;

use crate::codegen::root;
use crate::member;

/// What cargo said about one crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tested {
    /// The number of tests and examples that ran; those that are only compiled count, too.
    pub tests: usize,
    /// What cargo printed, if anything failed or warned.
    pub failure: Option<String>,
}

/// How much is done with a crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// The crate is compiled.
    Check,
    /// Its tests and examples run, and its documentation is written, too.
    Test,
}

/// Writes a crate below `target/hostile` and has cargo compile and run it without a warning, its calls included.
///
/// `toolchain` is what cargo takes behind a `+`; the one that runs this program if there is none.
///
/// # Errors
/// A file cannot be written, or cargo cannot be started.
pub fn test(
    name: &str,
    files: &Files,
    depth: Depth,
    toolchain: Option<&str>,
) -> io::Result<Tested> {
    let work = root().join("target/hostile");
    write(&work, name, files)?;
    let steps: &[&[&str]] = match depth {
        Depth::Check => &[&["check"]],
        Depth::Test => &[&["test", "--no-fail-fast"], &["doc", "--no-deps"]],
    };
    let mut tested = Tested {
        tests: 0,
        failure: None,
    };
    for step in steps {
        let output = cargo(&work, toolchain, step)?;
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        tested.tests += count(&printed);
        if !output.status.success() && tested.failure.is_none() {
            let errors = String::from_utf8_lossy(&output.stderr);
            tested.failure = Some(format!("{printed}\n{errors}"));
        }
    }
    Ok(tested)
}

/// Returns `true` if cargo has that toolchain.
#[must_use]
pub fn is_installed(toolchain: &str) -> bool {
    let mut command = Command::new("cargo");
    let output = command
        .args([&format!("+{toolchain}"), "--version"])
        .output();
    output.is_ok_and(|output| output.status.success())
}

fn write(work: &Path, name: &str, files: &Files) -> io::Result<()> {
    let folder = work.join("crate");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    for file in files.iter() {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(&folder))?;
        fs::write(path, member::text(file, true))?;
    }
    let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"crate\"]\n";
    fs::write(work.join("Cargo.toml"), format!("# {name}\n{manifest}"))?;
    fs::copy(root().join("Cargo.lock"), work.join("Cargo.lock")).map(|_| ())
}

fn cargo(work: &Path, toolchain: Option<&str>, step: &[&str]) -> io::Result<Output> {
    let (program, toolchain) = match toolchain {
        None => (env!("CARGO"), None),
        Some(toolchain) => ("cargo", Some(format!("+{toolchain}"))),
    };
    Command::new(program)
        .args(toolchain)
        .args(step)
        .args(["--offline", "--quiet"])
        .current_dir(work)
        .env("CARGO_TARGET_DIR", work.join("target"))
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_PROFILE_TEST_DEBUG", "0")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("RUSTC")
        .env_remove("RUSTDOC")
        .output()
}

/// The tests that were found, whatever became of them.
fn count(printed: &str) -> usize {
    let lines = printed.lines().filter_map(|line| {
        let words = line.strip_prefix("running ")?;
        words.split(' ').next()?.parse::<usize>().ok()
    });
    lines.sum()
}
