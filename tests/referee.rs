//! The linter agrees with Python packages: its verdicts with `jsonschema`, which computes with exact decimals, and its
//! fixes with the YAML parser `ruamel.yaml`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use xtask::laws::{self, Options};

const REQUIREMENTS: &str = include_str!("referee/requirements.txt");
/// The annotations of the validator need Python 3.10.
const OLDEST: &str = "import sys; print(sys.version); sys.exit(sys.version_info < (3, 10))";

#[test]
#[ignore = "needs Python and its package jsonschema, which pip installs; `.ci/run` runs it"]
fn the_linter_agrees_with_python() {
    let Some(python) = environment() else { return };
    let mut documents = vec![
        root().join("spec/workspace.openapi.yaml"),
        root().join("tests/laws/unions.yaml"),
        root().join("tests/laws/numbers.yaml"),
    ];
    for kind in ["emit", "warn"] {
        let cases = crate::cases::documents(kind).into_iter();
        documents.extend(cases.map(|(_, spec)| spec));
    }
    let options = Options {
        samples: 48,
        seed: 1,
    };
    let outcome = laws::referee(&documents, options, &python, |_| {}).unwrap();
    assert!(!outcome.disagrees, "{}", outcome.report);
    assert!(!outcome.report.contains("left out: "), "{}", outcome.report);
    print!("{}", outcome.report);
}

#[test]
#[ignore = "needs Python and its package ruamel.yaml, which pip installs; `.ci/run` runs it"]
fn python_sees_fixes_change_what_they_announce() {
    let Some(python) = environment() else { return };
    let options = Options {
        samples: 1000,
        seed: 1,
    };
    let outcome = laws::fixes_referee(options, &python).unwrap();
    assert!(!outcome.disagrees, "{}", outcome.report);
    print!("{}", outcome.report);
}

/// Returns the path of Python in a virtual environment with the packages. Prints the reason, and returns `None`, if the
/// environment cannot be created.
fn environment() -> Option<PathBuf> {
    static ENVIRONMENT: LazyLock<Result<PathBuf, String>> = LazyLock::new(installed);
    match &*ENVIRONMENT {
        Ok(python) => Some(python.clone()),
        Err(why) => {
            println!("skipped: {why}");
            None
        }
    }
}

/// Installs the packages in a virtual environment, unless an earlier run has installed the same versions. Returns the
/// path of Python, or the reason of a failure.
fn installed() -> Result<PathBuf, String> {
    let version = run(Command::new("python3").args(["-c", OLDEST]))
        .map_err(|why| format!("there is no Python 3.10 or newer: {why}"))?;
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("referee");
    let python = home.join("bin/python");
    let (installed, wanted) = (home.join("installed"), format!("{version}{REQUIREMENTS}"));
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    run(Command::new("python3")
        .args(["-m", "venv", "--clear"])
        .arg(&home))
    .map_err(|why| format!("no virtual environment can be made: {why}"))?;
    // Packages are not built here, as that would run code of theirs.
    let options = [
        "--quiet",
        "--disable-pip-version-check",
        "--only-binary",
        ":all:",
    ];
    run(Command::new(&python)
        .args(["-m", "pip", "install"])
        .args(options)
        .arg("--requirement")
        .arg(root().join("tests/referee/requirements.txt")))
    .map_err(|why| format!("the packages cannot be installed: {why}"))?;
    fs::write(installed, wanted).unwrap();
    Ok(python)
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a command printed, or the last line of what it complained of.
fn run(command: &mut Command) -> Result<String, String> {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().map_err(|error| error.to_string())?;
    let stdout = String::from_utf8_lossy(&stdout).into_owned();
    if status.success() {
        return Ok(stdout);
    }
    let stderr = String::from_utf8_lossy(&stderr);
    let mut lines = stderr.lines().chain(stdout.lines());
    let last = lines.rfind(|line| !line.trim().is_empty());
    Err(last.unwrap_or("it failed without a word").trim().to_owned())
}
