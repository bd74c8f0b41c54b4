//! Files that are meant to break a linter, or look like it: it answers soon, in few words, and never panics.

mod many;

use std::fs;
use std::path::Path;
use std::process::Output;
use std::sync::Arc;
use std::time::{Duration, Instant};

use specwright::contract::Shape;
use specwright::parse::Format;
use specwright::policy::Levels;
use specwright::{Contract, Policy, fix, lint};

use crate::lint::specwright;

/// What a file may take here, without optimization and beside other tests.
const LONGEST: Duration = Duration::from_secs(20);

/// The linter's concise report of a file of that name, after it has kept its promises.
fn report(name: &str, text: impl AsRef<[u8]>) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    report_of(folder.path(), &[name])
}

fn report_of(folder: &Path, arguments: &[&str]) -> String {
    let start = Instant::now();
    let mut all = vec!["--format=concise".to_owned()];
    all.extend(arguments.iter().map(|&argument| argument.to_owned()));
    let Output {
        status,
        stdout,
        stderr,
    } = specwright(folder, &all, b"");
    let stderr = String::from_utf8_lossy(&stderr);
    assert!(!stderr.contains("panicked"), "{arguments:?}: {stderr}");
    assert!(
        matches!(status.code(), Some(0..=2)),
        "{arguments:?}: {status}"
    );
    assert!(
        start.elapsed() < LONGEST,
        "{arguments:?} takes {:?}",
        start.elapsed()
    );
    let report = String::from_utf8(stdout).unwrap();
    assert!(
        report.lines().count() <= 1001,
        "{arguments:?} says too much"
    );
    let longest = report.lines().map(|line| line.chars().count()).max();
    assert!(
        longest.unwrap_or_default() < 1000,
        "{arguments:?}: a long line"
    );
    report
}

fn assert_says(report: &str, code: &str) {
    assert!(
        report.contains(&format!("[{code}]")),
        "{code} is not in:\n{report}"
    );
}

#[test]
fn what_is_nested_too_deeply_is_named() {
    const DEPTH: usize = 100_000;
    for (name, open, close) in [
        ("arrays.json", "[", "]"),
        ("arrays.jsonc", "[", "]"),
        ("arrays.yaml", "[", "]"),
        ("objects.json", "{\"a\":", "}"),
        ("objects.yaml", "{a: ", "}"),
        ("items.yaml", "- ", ""),
        ("lines.ndjson", "[", "]"),
        ("braces.yaml", "{", ""),
    ] {
        let text = open.repeat(DEPTH) + "1" + &close.repeat(DEPTH);
        assert_says(&report(name, text), "too-deep");
    }
}

#[test]
fn aliases_do_not_explode() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..10 {
        let before = format!("*a{}", level - 1);
        let items = [before.as_str(); 10].join(", ");
        text += &format!("a{level}: &a{level} [{items}]\n");
    }
    assert_says(&report("bomb.yaml", text), "too-large");
}

#[test]
fn numbers_of_any_size_are_numbers() {
    let digits = "9".repeat(400);
    for number in [digits.as_str(), "1e400", "-1e-400", "1e999999999999"] {
        let json = format!("{{\"mode\": {number}, \"product_id\": {number}}}");
        for name in ["number.json", "number.yaml"] {
            let report = report(name, &json);
            assert_says(&report, "wrong-type");
            assert!(!report.contains("[syntax]"), "{report}");
        }
    }
}

#[test]
fn long_texts_are_shortened() {
    let key = "k".repeat(200_000);
    assert_says(
        &report("key.json", format!("{{\"{key}\": 1}}")),
        "unknown-field",
    );
    assert_says(
        &report("key.yaml", format!("? {key}\n: 1\n")),
        "unknown-field",
    );
    let value = "v".repeat(10_000_000);
    assert_says(
        &report("value.json", format!("{{\"mode\": \"{value}\"}}")),
        "wrong-value",
    );
    assert_says(
        &report("comment.yaml", format!("#{value}\na: 1\n")),
        "missing-field",
    );
    let comments = "# c\n".repeat(250_000);
    assert_says(&report("comments.yaml", comments), "empty-file");
    assert_says(&report("nul.json", vec![0; 1_000_000]), "unknown-word");
}

#[test]
fn very_many_suppressions_are_quick() {
    let line = "k: 1 # specwright: allow(unknown-field)\n";
    report(
        "lines.yaml",
        "a: [1, 2]\n".to_owned() + &line.repeat(10_000),
    );
    report(
        "alone.yaml",
        "# specwright: allow(unknown-field)\n".repeat(20_000) + "a: 1\n",
    );
}

#[test]
fn yaml_that_never_comes_to_a_value_ends() {
    for piece in [
        "&a ", "!!str ", "? ", "a: ", "- ? ", "*a ", "%", "|", "> ", "'", "\"",
    ] {
        report("pieces.yaml", piece.repeat(20_000));
        report("pieces.json", piece.repeat(20_000));
    }
}

#[test]
fn a_long_record_is_one_record() {
    let long = format!("{{\"a\": \"{}\"}}\n{{}}\n", "x".repeat(50_000_000));
    let report = report("long.ndjson", long);
    assert!(
        report.contains("long.ndjson:2:1: error[missing-field]"),
        "{report}"
    );
}

#[test]
fn empty_and_damaged_files_are_named() {
    for name in ["empty.json", "empty.jsonc", "empty.yaml"] {
        assert_says(&report(name, ""), "empty-file");
    }
    assert_says(
        &report("nul.json", b"{\"a\": \"\0\"}\0"),
        "control-character",
    );
    assert_says(&report("nul.yaml", b"a: \0\n"), "control-character");
    assert_says(&report("bytes.json", [0x80; 1000]), "wrong-encoding");
}

#[test]
fn patterns_do_not_hang() {
    let schema = serde_json::json!({"properties": {
        "linear": {"pattern": "^(a+)+$"},
        "limited": {"pattern": "^((a+)\\2?)+$"},
    }});
    let policy = Arc::new(Policy {
        contract: Contract::new(&schema).unwrap(),
        shape: Shape::Body,
        levels: Levels::default(),
        is_configured: true,
    });
    for (name, code) in [("linear", "wrong-pattern"), ("limited", "pattern-limit")] {
        let text = format!("{{\"{name}\": \"{}!\"}}", "a".repeat(1000));
        let start = Instant::now();
        let checked = lint::file("a.json", text.as_bytes(), Format::Json, &policy);
        let codes: Vec<_> = checked
            .diagnostics
            .iter()
            .map(|found| &*found.code)
            .collect();
        assert_eq!(codes, [code]);
        assert!(
            start.elapsed() < LONGEST,
            "{name} takes {:?}",
            start.elapsed()
        );
    }
}

#[test]
fn what_is_no_file_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("folder.json")).unwrap();
    fs::write(path("bad.json"), "{}").unwrap();
    let mut names = vec!["folder.json", "gone.json"];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("nowhere", path("broken.json")).unwrap();
        std::os::unix::fs::symlink("loop.json", path("loop.json")).unwrap();
        names.extend(["broken.json", "loop.json"]);
    }
    names.push("bad.json");
    let report = report_of(folder.path(), &names);
    for name in &names[1..names.len() - 1] {
        assert!(
            report.contains(&format!("{name}:1:1: error[inaccessible-file]")),
            "{report}"
        );
    }
    assert!(
        report.contains("bad.json:1:1: error[missing-field]"),
        "{report}"
    );
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret.json");
    fs::write(&path, "{}").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        println!("skipped: this user may read every file");
        return;
    }
    assert_says(
        &report_of(folder.path(), &["secret.json"]),
        "inaccessible-file",
    );
}

#[test]
fn a_file_that_changes_meanwhile_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    fs::write(&path, "changed").unwrap();
    let error = fix::replace(&path, b"as it was read", b"mended").unwrap_err();
    assert!(error.to_string().contains("changed"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), b"changed");
    let names: Vec<_> = folder.path().read_dir().unwrap().collect();
    assert_eq!(names.len(), 1, "nothing else is left behind");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_permissions_stay() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("a.json"), folder.path().join("b.json"));
    fs::write(&file, "{'mode': 1}").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("a.json", &link).unwrap();
    report_of(folder.path(), &["--fix", "b.json"]);
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&file).unwrap(), "{\"mode\": 1}");
    assert_eq!(
        fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o640
    );
}

/// What could open a socket would have to be linked first.
#[test]
fn nothing_that_knows_the_network_is_a_dependency() {
    let output = std::process::Command::new(env!("CARGO"))
        .args([
            "tree",
            "--package=specwright",
            "--edges=normal",
            "--prefix=none",
            "--offline",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(
        tree.lines().count() > 20,
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let networking = [
        "reqwest",
        "hyper",
        "ureq",
        "curl",
        "isahc",
        "attohttpc",
        "tokio",
        "async-std",
        "mio",
        "socket2",
        "rustls",
        "native-tls",
        "openssl",
        "hickory-resolver",
        "quinn",
    ];
    for line in tree.lines() {
        let name = line.split(' ').next().unwrap_or_default();
        assert!(!networking.contains(&name), "`{name}` knows the network");
    }
}

#[test]
fn the_sources_open_no_socket() {
    let words = ["std::net", "TcpStream", "UdpSocket", "ToSocketAddrs"];
    say_none(&["src", "spec/src", "generated/src"], &words, &[]);
}

/// No program that a repository's own configuration names is started, as none is started at all; git is not run either.
#[test]
fn the_sources_start_no_program() {
    let folders = [
        "src",
        "spec/src",
        "codegen/src",
        "generated/src",
        "mock/src",
    ];
    let words = [
        "std::process::Command",
        "process::{",
        "Command::new",
        "posix_spawn",
        "libc::exec",
    ];
    // Its test makes a named pipe.
    say_none(&folders, &words, &["spec/src/input/tests.rs"]);
}

/// What clippy holds the code to, too: there is one way in, and one way out.
#[test]
fn the_sources_read_and_write_files_in_one_place_each() {
    let words = [
        "fs::read(",
        "read_to_string(",
        "File::open",
        "OpenOptions",
        "File::options",
        "File::create",
        "fs::write",
        "fs::copy",
        "fs::rename",
        "fs::remove",
        "NamedTempFile::new",
        "fs::{self",
    ];
    let doors = ["spec/src/input.rs", "spec/src/input/tests.rs", "src/write/"];
    say_none(&["src", "spec/src"], &words, &doors);
}

/// Asserts that no source in the folders has one of the words, but those that are allowed to.
fn say_none(folders: &[&str], words: &[&str], allowed: &[&str]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<_> = folders.iter().map(|folder| root.join(folder)).collect();
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(root).unwrap().display().to_string();
            if allowed.iter().any(|allowed| name.starts_with(allowed)) {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            count += 1;
            for word in words {
                assert!(!text.contains(word), "{name} says {word}");
            }
        }
    }
    assert!(count > 50, "{count} files were searched");
}
