//! The server, asked by the vendor's own SDK for Python: what that understands of its answers, and what it does not.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

const REQUIREMENTS: &str = include_str!("sdk/requirements.txt");
const OLDEST: &str = "import sys; print(sys.version); sys.exit(sys.version_info < (3, 8))";

#[test]
#[ignore = "installs the vendor's SDK with pip; `.ci/run` runs it"]
fn the_vendors_sdk_understands_the_answers() {
    let python = match environment() {
        Ok(python) => python,
        Err(why) => {
            println!("skipped: {why}");
            return;
        }
    };
    let server = Server::start();
    let checked = Command::new(python)
        .arg("-I")
        .arg(file("resize.py"))
        .args([&server.address, &server.token])
        // The SDK leaves a file in the home, and would find a proxy or a password there.
        .env("HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("NO_PROXY", "*")
        .env("no_proxy", "*")
        .output()
        .unwrap();
    let stdout = String::from_utf8_lossy(&checked.stdout);
    let stderr = String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "{stdout}{stderr}");
    print!("{stdout}");
}

/// The Python of an environment that has the SDK; that of an earlier run, if it is the same.
fn environment() -> Result<PathBuf, String> {
    let version = run(Command::new("python3").args(["-c", OLDEST]))
        .map_err(|why| format!("there is no Python 3.8 or newer: {why}"))?;
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sdk");
    let python = home.join("bin/python");
    let (installed, wanted) = (home.join("installed"), format!("{version}{REQUIREMENTS}"));
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    run(Command::new("python3")
        .args(["-m", "venv", "--clear"])
        .arg(&home))
    .map_err(|why| format!("no virtual environment can be made: {why}"))?;
    let names = REQUIREMENTS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_whitespace().next());
    // First the two, by their hashes, and then what they depend on.
    let mut both = install(&python);
    both.args(["--no-deps", "--require-hashes", "--requirement"]);
    let pip = |command| run(command).map_err(|why| format!("the SDK cannot be installed: {why}"));
    pip(both.arg(file("requirements.txt")))?;
    pip(install(&python).args(names))?;
    fs::write(installed, wanted).unwrap();
    Ok(python)
}

/// A command of pip that lacks the names of packages; none of them may run code of its own while it is installed.
fn install(python: &Path) -> Command {
    let mut command = Command::new(python);
    let options = [
        "--quiet",
        "--disable-pip-version-check",
        "--only-binary",
        ":all:",
    ];
    command.args(["-m", "pip", "install"]).args(options);
    command
}

fn file(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sdk");
    folder.join(name)
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
    assert!(
        !stderr.contains("DO NOT MATCH THE HASHES"),
        "the SDK is not the one that is pinned: {stderr}"
    );
    let mut lines = stderr.lines().chain(stdout.lines());
    let last = lines.rfind(|line| !line.trim().is_empty());
    Err(last.unwrap_or("it failed without a word").trim().to_owned())
}

/// A server with the scenario of the script; it ends with this.
struct Server {
    child: Child,
    address: String,
    /// The token that opens the log.
    token: String,
}

impl Server {
    fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_specwright-mock"))
            .args(["--access-key", "AK", "--secret-key", "SK", "--scenario"])
            .arg(file("resize.yaml"))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let lines: Vec<String> = stdout.lines().take(2).map(Result::unwrap).collect();
        let behind = |line: usize, mark: &str| {
            let found = lines.get(line).and_then(|line| line.split_once(mark));
            found.map_or(String::new(), |(_, text)| text.to_owned())
        };
        let (address, token) = (behind(0, "listening on "), behind(1, "#token="));
        let server = Self {
            child,
            address,
            token,
        };
        assert!(
            !server.address.is_empty() && !server.token.is_empty(),
            "{lines:?}"
        );
        server
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
