//! What the linter reads and writes: regular files and pipes that the user names, within limits, and nothing in the place of
//! anything else. Each run is killed if it blocks.
#![cfg(unix)]

mod ignored;
mod inputs;
mod names;
mod outputs;
mod records;
mod stdout;
mod unnamed;

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const GOOD: &str = r#"{"desktops": [{"desktop_id": "538946c2-7ff8-4444-b1bd-e9a1f8137b81"}], "product_id": "p", "mode": "STOP_DESKTOP"}"#;
const BAD: &str = r#"{"desktops": [{"desktop_id": "538946c2-7ff8-4444-b1bd-e9a1f8137b81"}], "product_id": "p", "mode": "STOP"}"#;
const DOCUMENT: &str = include_str!("reports/api.yaml");

/// A folder, in one that is empty otherwise.
struct Folder {
    base: tempfile::TempDir,
    path: PathBuf,
}

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let base = tempfile::tempdir().unwrap();
        let path = base.path().canonicalize().unwrap().join("folder");
        fs::create_dir(&path).unwrap();
        let folder = Self { base, path };
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    fn at(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.at(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn link(&self, name: &str, target: impl AsRef<Path>) {
        symlink(target, self.at(name)).unwrap();
    }

    fn fifo(&self, name: &str) {
        let status = Command::new("mkfifo").arg(self.at(name)).status();
        assert!(status.unwrap().success());
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).unwrap()
    }

    /// The names in the folder, hidden ones too.
    fn names(&self) -> Vec<String> {
        let entries = self.path.read_dir().unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Runs the linter in the folder.
    fn lint(&self, arguments: &[&str]) -> Run {
        self.lint_stdin(arguments, b"")
    }

    fn lint_stdin(&self, arguments: &[&str], stdin: &[u8]) -> Run {
        let command = format!("exec {} lint \"$@\"", env!("CARGO_BIN_EXE_specwright"));
        self.shell("sh", &command, arguments, stdin)
    }

    /// Runs a command of a shell in the folder, with little memory and time.
    fn shell(&self, shell: &str, command: &str, arguments: &[&str], stdin: &[u8]) -> Run {
        let script = format!("ulimit -v 3000000; {command}");
        let mut child = Command::new(shell)
            .args(["-c", &script, shell])
            .args(arguments)
            .current_dir(&self.path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Whoever does not read it has closed it.
        let _ = child.stdin.take().unwrap().write_all(stdin);
        let out = collected(child.stdout.take().unwrap());
        let err = collected(child.stderr.take().unwrap());
        let start = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if start.elapsed() > Duration::from_secs(20) {
                child.kill().unwrap();
                child.wait().unwrap();
                panic!("`{command}` with {arguments:?} blocks");
            }
            thread::sleep(Duration::from_millis(5));
        };
        Run(Output {
            status,
            stdout: out.join().unwrap(),
            stderr: err.join().unwrap(),
        })
    }
}

fn collected(mut stream: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        bytes
    })
}

/// What a run has said.
struct Run(Output);

impl Run {
    fn said(&self) -> String {
        let Output { stdout, stderr, .. } = &self.0;
        String::from_utf8_lossy(stdout).into_owned() + &String::from_utf8_lossy(stderr)
    }

    #[track_caller]
    fn ends(self, code: i32, words: &[&str]) -> Self {
        let said = self.said();
        assert_eq!(self.0.status.code(), Some(code), "{said}");
        for word in words {
            assert!(said.contains(word), "`{word}` is not in: {said}");
        }
        self
    }

    #[track_caller]
    fn without(self, words: &[&str]) -> Self {
        let said = self.said();
        for word in words {
            assert!(!said.contains(word), "`{word}` is in: {said}");
        }
        self
    }
}
