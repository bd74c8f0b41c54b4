//! Names of files are bytes: those that are not UTF-8 are checked and reported like all others.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;

use serde_json::Value;

use super::{BAD, Folder, GOOD, Run};

const FORMATS: [(&str, &str); 8] = [
    ("json", r#""path":"%FF.json""#),
    ("jsonl", r#""path":"%FF.json""#),
    ("sarif", r#""uri":"%FF.json""#),
    ("gitlab", r#""path":"%FF.json""#),
    ("rdjson", r#""path":"%FF.json""#),
    ("junit", r#"<testsuite name="%FF.json""#),
    ("checkstyle", r#"<file name="%FF.json""#),
    ("github", "::error file=%25FF.json,"),
];

/// A folder with a file `\xFF.json`; `None` where the file system takes no such name.
fn folder(payload: &str) -> Option<Folder> {
    let folder = Folder::new(&[("good.json", GOOD)]);
    let written = fs::write(folder.path.join(OsStr::from_bytes(b"\xFF.json")), payload);
    match written {
        Ok(()) => Some(folder),
        Err(_) => {
            println!("skipped: the file system takes no names that are not UTF-8");
            None
        }
    }
}

fn bash(folder: &Folder, arguments: &str) -> Run {
    let lint = format!("{} lint {arguments}", env!("CARGO_BIN_EXE_specwright"));
    folder.shell("bash", &lint, &[], GOOD.as_bytes())
}

#[test]
fn a_name_that_is_not_utf_8_stops_no_other_file() {
    let Some(folder) = folder(BAD) else { return };
    for arguments in [r"good.json $'\xff.json'", ".", "*.json"] {
        bash(&folder, arguments).ends(1, &[r"\xFF.json:1:", "wrong-value", "in 1 of 2 files"]);
    }
    bash(&folder, r"good.json $'gone\xff.json' $'\xff*' ''").ends(
        2,
        &[
            r"gone\xFF.json",
            r"\xFF*",
            "there is no such file",
            "in 3 of 4 files",
        ],
    );
    bash(&folder, r"- --stdin-filename=$'\xfe.json'").ends(0, &["in 1 file"]);
}

#[test]
fn formats_for_machines_encode_bytes_that_are_not_utf_8() {
    let Some(folder) = folder(BAD) else { return };
    // A name that is what people are shown of the other.
    folder.write(r"\xFF.json", BAD);
    for (format, words) in FORMATS {
        let run = bash(&folder, &format!(r"$'\xff.json' --format={format}"));
        run.ends(1, &[words]);
    }
    let run = bash(&folder, ". --format=sarif").ends(1, &[]);
    let sarif: Value = serde_json::from_slice(&run.0.stdout).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let uris: Vec<_> = results
        .iter()
        .map(|result| &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        .collect();
    assert_eq!(uris, ["%5CxFF.json", "%FF.json"]);
}

#[test]
fn a_file_whose_name_is_not_utf_8_is_fixed_and_accepted() {
    let Some(folder) = folder(r#"{"mode": 1,}"#) else {
        return;
    };
    folder.write("specwright.toml", "baseline = \"accepted\"\n");
    bash(&folder, r"$'\xff.json' --fix").ends(1, &["1 file mended"]);
    bash(&folder, ". --write-baseline").ends(0, &[]);
    bash(&folder, ".").ends(0, &["nothing found in 2 files"]);
}
