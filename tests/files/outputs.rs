//! What is written goes to where the user pointed, never over an input, never over a file of another kind.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use super::{BAD, DOCUMENT, Folder, GOOD};

const FIXABLE: &str = "{'mode': 1}";

#[test]
fn a_baseline_takes_the_place_of_a_baseline_only() {
    let folder = Folder::new(&[("bad.json", BAD), ("notes.txt", "notes"), ("empty", "")]);
    fs::write(folder.base.path().join("secret.txt"), "secret").unwrap();
    fs::create_dir(folder.base.path().join("other")).unwrap();
    folder.link("link", "notes.txt");
    folder.link("dangling", "new.txt");
    folder.link("dangling out", "../new.txt");
    folder.link("parent", "..");
    folder.fifo("fifo");
    for (path, reason) in [
        ("bad.json", "is no baseline"),
        ("notes.txt", "is no baseline"),
        ("specwright.toml", "is no baseline"),
        ("empty", "is no baseline"),
        ("link", "symbolic link"),
        ("dangling", "symbolic link"),
        ("dangling out", "symbolic link"),
        ("fifo", "named pipe"),
        (".", "it is a folder"),
        ("../secret.txt", "outside of the folder"),
        ("../new.json", "outside of the folder"),
        ("parent/new.json", "outside of the folder"),
        ("parent/other/new.json", "outside of the folder"),
        ("/tmp/new-baseline.json", "outside of the folder"),
    ] {
        let config = format!("baseline = \"{path}\"\n");
        folder.write("specwright.toml", &config);
        let before = folder.names();
        let run = folder.lint(&["--write-baseline", "bad.json"]);
        run.ends(2, &["cannot be written: ", reason]);
        assert_eq!(folder.names(), before, "{path}");
        assert_eq!(folder.read("specwright.toml"), config);
        assert_eq!(folder.read("notes.txt"), "notes");
        assert_eq!(folder.read("bad.json"), BAD);
    }
    let base = folder.base.path();
    assert_eq!(
        fs::read_to_string(base.join("secret.txt")).unwrap(),
        "secret"
    );
    assert_eq!(base.read_dir().unwrap().count(), 3);
    assert_eq!(base.join("other").read_dir().unwrap().count(), 0);

    fs::create_dir(folder.at("below")).unwrap();
    folder.write("specwright.toml", "baseline = \"below/baseline.json\"\n");
    for _ in 0..2 {
        folder.lint(&["--write-baseline", "bad.json"]).ends(0, &[]);
        folder.lint(&["bad.json"]).ends(0, &["nothing found"]);
    }
    let mode = folder.at("below/baseline.json").metadata().unwrap().mode();
    assert_eq!(mode & 0o600, 0o600);
    assert_eq!(folder.at("below").read_dir().unwrap().count(), 1);
}

#[test]
fn a_report_takes_the_place_of_no_input_and_no_other_file() {
    let folder = Folder::new(&[
        ("bad.json", BAD),
        ("empty.json", ""),
        ("notes.txt", "notes"),
        ("api.yaml", DOCUMENT),
        ("specwright.toml", "baseline = \"baseline.json\"\n"),
    ]);
    folder.lint(&["--write-baseline", "bad.json"]).ends(0, &[]);
    // A payload that looks like a report.
    folder
        .lint(&["--output=json=report.json", "bad.json"])
        .ends(0, &[]);
    folder.link("link.json", "bad.json");
    folder.link("to report.json", "report.json");
    folder.link("dangling", "../new");
    fs::hard_link(folder.at("report.json"), folder.at("hard.json")).unwrap();
    fs::hard_link(folder.at("empty.json"), folder.at("hard empty.json")).unwrap();
    let before: Vec<_> = folder.names();
    let texts = |names: &[String]| -> Vec<String> {
        let texts = names.iter().filter(|name| *name != "dangling");
        texts.map(|name| folder.read(name)).collect()
    };
    let old = texts(&before);
    for (path, reason) in [
        ("bad.json", "is an input"),
        ("./bad.json", "is an input"),
        ("link.json", "is an input"),
        ("empty.json", "is an input"),
        ("hard empty.json", "is an input"),
        ("report.json", "is an input"),
        ("hard.json", "is an input"),
        ("to report.json", "is an input"),
        ("api.yaml", "is an input"),
        ("specwright.toml", "is an input"),
        ("baseline.json", "is an input"),
        ("notes.txt", "is no report of the format `json`"),
        ("dangling", "symbolic link"),
        (".", "no file name"),
    ] {
        let output = format!("--output=json={path}");
        let arguments = [
            "--spec=api.yaml",
            &output,
            "bad.json",
            "empty.json",
            "report.json",
        ];
        let run = folder.lint(&arguments);
        run.ends(2, &["cannot be written: ", reason])
            .without(&["wrong-value"]);
        assert_eq!(folder.names(), before, "{path}");
        assert_eq!(texts(&before), old, "{path}");
    }
    // Of no other format either, and through no link.
    let run = folder.lint(&["--output=sarif=report.json", "bad.json"]);
    run.ends(2, &["is no report of the format `sarif`"]);
    let run = folder.lint(&["--output=json=to report.json", "bad.json"]);
    run.ends(2, &["symbolic link"]);
    folder
        .lint(&["--output=json=/dev/stderr", "bad.json"])
        .ends(0, &["\"version\":1"]);
}

#[test]
fn two_reports_do_not_go_to_one_file() {
    let folder = Folder::new(&[("bad.json", BAD), ("below/x", "")]);
    folder.link("link", "below");
    for (one, other) in [
        ("a", "a"),
        ("a", "./a"),
        ("below/a", "link/a"),
        ("a", "below/../a"),
    ] {
        let outputs = [
            format!("--output=json={one}"),
            format!("--output=json={other}"),
        ];
        let run = folder.lint(&[&outputs[0], &outputs[1], "bad.json"]);
        run.ends(2, &["two reports are to be written to"]);
    }
    assert_eq!(folder.names(), ["bad.json", "below", "link"]);
}

#[test]
fn reports_of_every_format_take_the_place_of_the_last_ones() {
    let formats = "human concise json jsonl sarif github gitlab junit checkstyle rdjson";
    for payload in [GOOD, BAD, "{\"mode\": \"STOP_DESKTOP\", \"x\": 1}", "[", ""] {
        let folder = Folder::new(&[
            ("a \"b\": c.json", payload),
            ("spaces in 'it'.json", payload),
        ]);
        for round in 0..2 {
            for format in formats.split(' ') {
                let report = folder.base.path().join(format);
                let report = format!("--output={format}={}", report.display());
                let run = folder.lint(&[".", "gone.json", &report]);
                run.ends(2, &["gone.json"]).without(&["cannot be written"]);
                let run = folder.lint(&[".", &report]);
                assert_ne!(
                    run.0.status.code(),
                    Some(2),
                    "{format} {round}: {}",
                    run.said()
                );
            }
        }
    }
}

#[test]
fn what_is_read_only_or_has_further_names_is_not_fixed() {
    let folder = Folder::new(&[("read only.json", FIXABLE), ("hard.json", FIXABLE)]);
    fs::set_permissions(folder.at("read only.json"), Permissions::from_mode(0o444)).unwrap();
    fs::hard_link(folder.at("hard.json"), folder.at("further name")).unwrap();
    let nodes = |name| folder.at(name).metadata().unwrap().ino();
    let before = [nodes("read only.json"), nodes("hard.json")];
    folder.lint(&["--fix", "."]).ends(
        2,
        &[
            "it is read-only; make it writable",
            "it has 2 names (hard links); give this one a file of its own",
        ],
    );
    assert_eq!([nodes("read only.json"), nodes("hard.json")], before);
    assert_eq!(folder.read("read only.json"), FIXABLE);
    assert_eq!(folder.read("further name"), FIXABLE);
    assert_eq!(
        folder.names(),
        ["further name", "hard.json", "read only.json"]
    );
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_fixed_keeps_its_attributes() {
    use rustix::fs::{XattrFlags, lgetxattr, lsetxattr};

    let folder = Folder::new(&[("a.json", FIXABLE)]);
    let path = folder.at("a.json");
    fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
    let has_attributes = lsetxattr(&path, "user.origin", b"here", XattrFlags::empty()).is_ok();
    let owner = std::os::unix::fs::chown(&path, Some(1234), Some(1234)).is_ok();
    folder
        .lint(&["--fix", "a.json"])
        .ends(1, &["1 file mended"]);
    assert_eq!(folder.read("a.json"), "{\"mode\": 1}");
    let found = path.metadata().unwrap();
    assert_eq!(found.mode() & 0o777, 0o640);
    if owner {
        assert_eq!((found.uid(), found.gid()), (1234, 1234));
    }
    if has_attributes {
        let mut value = [0; 16];
        let length = lgetxattr(&path, "user.origin", &mut value[..]).unwrap();
        assert_eq!(&value[..length], b"here");
    } else {
        println!("skipped: the file system has no extended attributes");
    }
}

#[test]
fn a_run_that_is_killed_leaves_nothing_that_the_next_one_does_not_remove() {
    const FILES: usize = 300;
    let folder = Folder::new(&[]);
    let base = folder.base.path();
    let mut old = 0;
    for round in 0..36 {
        for index in 0..FILES {
            folder.write(&format!("{index}.json"), FIXABLE);
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_specwright"))
            .args(["lint", "--fix", ".", "--output=json=../report"])
            .current_dir(&folder.path)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(8 + 4 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        let names = folder.names();
        let (payloads, left): (Vec<_>, Vec<_>) =
            names.iter().partition(|name| name.ends_with(".json"));
        assert_eq!(payloads.len(), FILES);
        // One for each thread at most: whole, and named but not yet moved.
        assert!(
            left.len() <= 2 && left.iter().all(|name| name.ends_with(".tmp")),
            "{left:?}"
        );
        for name in names {
            let text = folder.read(&name);
            assert!([FIXABLE, "{\"mode\": 1}"].contains(&&*text), "{text}");
            old += usize::from(text == FIXABLE);
        }
    }
    assert!(
        (1..36 * FILES).contains(&old),
        "{old} files are as they were"
    );
    // A file of the user's that only looks like one.
    let own = format!(".specwright-{}-abcdef.tmp", "0".repeat(32));
    folder.write(&own, FIXABLE);
    folder
        .lint(&["--fix", ".", "--output=json=../report"])
        .ends(1, &[]);
    let names = folder.names();
    let others: Vec<_> = names
        .iter()
        .filter(|name| !name.ends_with(".json"))
        .collect();
    assert_eq!(others, [&own]);
    assert_eq!(
        base.read_dir().unwrap().count(),
        2,
        "the folder and the report"
    );
}

#[test]
fn what_a_run_has_not_yet_moved_is_not_removed_by_another() {
    let folder = Folder::new(&[("a.json", GOOD)]);
    let name = ".specwright-6c62272e07bb014262b821756295c58d-abcdef.tmp";
    folder.write(name, "");
    let file = fs::File::open(folder.at(name)).unwrap();
    file.lock().unwrap();
    folder.lint(&["--fix", "."]).ends(0, &[]);
    assert_eq!(folder.names(), [name, "a.json"]);
    drop(file);
    folder.lint(&["--fix", "."]).ends(0, &[]);
    assert_eq!(folder.names(), ["a.json"]);
}
