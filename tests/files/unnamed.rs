//! The format of what has no name: that of `--input-format`, or else that of the text.

use super::{BAD, Folder};

const YAML: &str =
    "desktops:\n  - desktop_id: 538946c2-7ff8-4444-b1bd-e9a1f8137b81\nproduct_id: p\nmode: STOP\n";

fn bash(folder: &Folder, command: &str, text: &str) -> super::Run {
    let lint = env!("CARGO_BIN_EXE_specwright");
    let command = command.replace("LINT", &format!("{lint} lint --format=concise"));
    folder.shell("bash", &command, &[text], text.as_bytes())
}

#[test]
fn the_text_says_the_format_of_pipes_and_of_names_without_an_ending() {
    let yaml = Folder::new(&[("payload", YAML), ("-", YAML)]);
    yaml.fifo("fifo");
    // The name that the shell fish gives such a pipe.
    yaml.fifo("psub.x1");
    for command in [
        "LINT <(echo \"$1\")",
        "LINT -",
        "LINT - --stdin-filename=payload",
        "LINT payload",
        "LINT ./-",
        "cat payload | LINT /dev/stdin",
        "LINT /dev/stdin < payload",
        "cat payload | LINT /proc/self/fd/0",
        "cat payload > fifo & LINT fifo",
        "cat payload > psub.x1 & LINT psub.x1",
        "LINT 'pay*'",
        "LINT --input-format=yml <(echo \"$1\")",
    ] {
        let command = match cfg!(target_os = "linux") {
            true => command.to_owned(),
            false => command.replace("/proc/self/fd/0", "/dev/fd/0"),
        };
        let found = ":4:7: error[wrong-value]";
        bash(&yaml, &command, YAML).ends(1, &[found]);
    }
}

#[test]
fn json_without_a_name_is_still_json() {
    let folder = Folder::new(&[]);
    for (text, code) in [
        (BAD, "wrong-value"),
        ("\u{feff}\u{a0}\n{'mode': 1}", "error[syntax]"),
        ("[1", "error[unclosed]"),
        ("// a comment\n{}", "error[comment]"),
        (" <html>", "this is HTML or XML"),
        ("", "error[empty-file]"),
    ] {
        bash(&folder, "LINT -", text).ends(1, &[code]);
    }
}

#[test]
fn the_option_outdoes_the_name() {
    let folder = Folder::new(&[("a.json", YAML), ("b.txt", YAML), ("c.jsonl", YAML)]);
    for arguments in ["a.json b.txt c.jsonl", "a.json 'b*' *.jsonl"] {
        let run = bash(
            &folder,
            &format!("LINT --input-format=yaml {arguments}"),
            "",
        );
        run.ends(
            1,
            &[
                "a.json:4:7: error[wrong-value]",
                "b.txt:4:7: error[wrong-value]",
                "c.jsonl:4:7: error[wrong-value]",
            ],
        );
    }
    let records = "LINT --input-format=ndjson <(echo \"$1\"; echo \"$1\")";
    bash(&folder, records, BAD)
        .ends(1, &[":2:"])
        .without(&["several-values"]);
    bash(&folder, "LINT b.txt", "").ends(1, &["this is YAML, not JSON"]);
    bash(&folder, "LINT --input-format=toml b.txt", "").ends(2, &["json, jsonc, yaml, ndjson"]);
}
