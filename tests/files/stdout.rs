//! `--output FORMAT=-`: the standard output has this report and nothing else.

use serde_json::Value;

use super::{BAD, Folder, GOOD};

#[test]
fn a_report_on_the_standard_output_is_alone_there() {
    let folder = Folder::new(&[("bad.json", BAD), ("good.json", GOOD)]);
    folder.fifo("fifo.json");
    for more in [
        &[][..],
        &["--quiet"],
        &["--diff"],
        &["--fix"],
        &["--format=json"],
    ] {
        let arguments = [&["--output=sarif=-", "."], more].concat();
        let run = folder.lint(&arguments).ends(1, &[]);
        let sarif: Value = serde_json::from_slice(&run.0.stdout).unwrap();
        assert_eq!(sarif["version"], "2.1.0");
        let shown = String::from_utf8(run.0.stderr).unwrap();
        assert!(shown.contains("wrong-value"), "{more:?}: {shown}");
    }
    assert_eq!(folder.names(), ["bad.json", "fifo.json", "good.json"]);
    folder.lint(&["--output=json=./-", "bad.json"]).ends(1, &[]);
    assert!(folder.read("-").starts_with("{\"version\":1"));
}

#[test]
fn two_texts_do_not_go_to_the_standard_output() {
    let folder = Folder::new(&[]);
    folder
        .lint_stdin(
            &["--output=json=-", "--output=sarif=-", "-"],
            BAD.as_bytes(),
        )
        .ends(2, &["two reports are to be written to `-`"]);
    folder
        .lint_stdin(&["--output=sarif=-", "--fix", "-"], BAD.as_bytes())
        .ends(2, &["write the report to a file"]);
}

#[test]
fn other_reports_are_written_if_nobody_reads_the_standard_output() {
    let folder = Folder::new(&[("good.json", GOOD)]);
    let lint = env!("CARGO_BIN_EXE_specwright");
    let command =
        format!("(sleep 0.3; {lint} lint --output=json=- --output=sarif=report good.json) | true");
    folder.shell("bash", &command, &[], b"").ends(0, &[]);
    assert!(folder.read("report").contains("\"version\":\"2.1.0\""));
}
