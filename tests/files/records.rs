//! Files with a record on each line: the limit is one of records.

use super::{BAD, Folder, GOOD};

#[test]
fn a_record_beyond_the_limit_is_one_finding_and_the_others_are_checked() {
    // In one window, over several, at the end, and with each kind of line break.
    for (length, end) in [(200, "\n"), (5_000_000, "\n"), (5_000_000, "\r\n")] {
        let long = format!("{{\"a\":\"{}\"}}", "x".repeat(length));
        let text = [GOOD, &long, BAD, &long, "", BAD, &long].join(end);
        let folder = Folder::new(&[("a.ndjson", &text)]);
        let arguments = ["--max-size=150", "--format=concise", "a.ndjson"];
        let run = folder.lint(&arguments).ends(1, &[]);
        let said = run.said();
        let found: Vec<_> = said
            .lines()
            .map(|line| &line[..line.find(']').unwrap()])
            .collect();
        let expected = [
            "a.ndjson:2:1: error[too-large",
            "a.ndjson:3:99: error[wrong-value",
            "a.ndjson:4:1: error[too-large",
            "a.ndjson:6:99: error[wrong-value",
            "a.ndjson:7:1: error[too-large",
        ];
        assert_eq!(found, expected, "{length} {end:?}");
        // What is fixed is the rest.
        folder.write("b.ndjson", &format!("{long}\n{{'a': 1}}\n"));
        folder
            .lint(&["--max-size=150", "--fix", "b.ndjson"])
            .ends(2, &["too-large", "raise the limit with `--max-size`"]);
        assert_eq!(folder.read("b.ndjson"), format!("{long}\n{{'a': 1}}\n"));
    }
}

#[test]
fn a_record_without_end_takes_little_memory() {
    let folder = Folder::new(&[]);
    let lint = format!(
        "(head -c 200000000 /dev/zero | tr '\\0' x; echo; echo \"$1\") | \
         (ulimit -v 250000; {} lint --threads 1 --max-size 1MiB --format concise --stdin-filename a.ndjson -)",
        env!("CARGO_BIN_EXE_specwright")
    );
    let run = folder.shell("sh", &lint, &[BAD], b"");
    run.ends(
        1,
        &[
            "a.ndjson:1:1: error[too-large]",
            "a.ndjson:2:99: error[wrong-value]",
        ],
    );
}
