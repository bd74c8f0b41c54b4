//! Where reports go, and how much of them there is.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use super::files::Files;

const LINE: &str = "{\"desktops\": [], \"product_id\": 1, \"mode\": \"STOP_DESKTOP\"}\n";

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap()
}

#[test]
fn further_reports_are_what_the_standard_output_would_be() {
    let files = Files::bad();
    let reports = tempfile::tempdir().unwrap();
    let path = |name: &str| reports.path().join(name).display().to_string();
    let sarif = format!("sarif={}", path("report.sarif"));
    let junit = format!("junit={}", path("a=b.xml"));
    let output = files.run(&[
        "--output", &sarif, "--format", "concise", "--output", &junit,
    ]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), files.report("concise"));
    assert_eq!(
        fs::read_to_string(path("report.sarif")).unwrap(),
        files.report("sarif")
    );
    assert_eq!(
        fs::read_to_string(path("a=b.xml")).unwrap(),
        files.report("junit")
    );
    assert_eq!(
        reports.path().read_dir().unwrap().count(),
        2,
        "nothing else is left behind"
    );
}

#[test]
fn a_report_that_cannot_be_written_is_known_before_anything_is_checked() {
    let files = Files::bad();
    for target in [
        "sarif=no/such/folder/report.sarif",
        "sarif=.",
        "sarif=a,sarif=a",
    ] {
        let targets = target.split(',').flat_map(|target| ["--output", target]);
        let output = files.run(&targets.collect::<Vec<_>>());
        assert_eq!(output.status.code(), Some(2), "{target}");
        assert_eq!(text(&output.stdout), "");
        assert!(text(&output.stderr).starts_with("error: "), "{output:?}");
    }
    for target in ["report.sarif", "sarif", "sarif=", "xml=a"] {
        let output = files.run(&["--output", target]);
        assert_eq!(output.status.code(), Some(2), "{target}");
    }
    let output = files.run(&["--diff", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_run_that_fails_leaves_the_old_report() {
    let files = Files::new(&[("many.json", &many(2000))]);
    let report = files.folder.path().join("report.txt");
    let old = "{\"version\":1,\"files\":[\n]}";
    fs::write(&report, old).unwrap();
    let mut child = files
        .command(&["--format", "concise", "--output", "json=report.txt"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1), "errors are known");
    assert_eq!(said, "", "a closed pipe is no mistake");
    assert_eq!(fs::read_to_string(report).unwrap(), old);
}

/// A payload with that many errors.
fn many(errors: usize) -> String {
    let item = "{\"desktop_id\": 1},".repeat(errors);
    let items = item.trim_end_matches(',');
    format!("{{\"desktops\": [{items}], \"product_id\": \"p\", \"mode\": \"STOP_DESKTOP\"}}")
}

#[test]
fn quiet_reports_errors_alone() {
    let files = Files::bad();
    let output = files.run(&["--quiet", "--format", "concise"]);
    let report = files.report("concise");
    let errors: String = report
        .split_inclusive('\n')
        .filter(|line| line.contains(": error["))
        .collect();
    assert_eq!(text(&output.stdout), errors);
    assert_eq!(text(&files.run(&["-q"]).stderr), "");
}

#[test]
fn people_get_a_summary_and_machines_do_not() {
    let files = Files::bad();
    let said = |arguments: &[&str]| text(&files.run(arguments).stderr).to_owned();
    let found = files.findings();
    let errors = found
        .iter()
        .filter(|found| found.severity == "error")
        .count();
    let warnings = found.len() - errors;
    let expected = format!("{errors} errors and {warnings} warnings in 3 of 4 files; ");
    assert!(said(&[]).starts_with(&expected), "{}", said(&[]));
    assert!(said(&[]).ends_with(" can be mended with --fix\n"));
    assert_eq!(said(&["--format", "concise"]), "");
    assert_eq!(said(&["--format", "json"]), "");
    assert!(
        said(&["--diff"]).ends_with("; 2 files would be mended\n"),
        "{}",
        said(&["--diff"])
    );
    assert!(said(&["--fix"]).ends_with("; 2 files mended\n"));
    let clean = Files::new(&[]);
    assert_eq!(text(&clean.run(&[]).stderr), "nothing found in 0 files\n");
}

#[test]
fn no_more_findings_are_shown_than_wanted() {
    let files = Files::new(&[("a.ndjson", &LINE.repeat(5)), ("b.ndjson", &LINE.repeat(4))]);
    let all = files.report("concise");
    let count = all.lines().count();
    let output = files.run(&["--max-findings", "6", "--format", "concise"]);
    let shown: String = all.split_inclusive('\n').take(6).collect();
    let more = format!("{shown}and {} more findings\n", count - 6);
    assert_eq!(text(&output.stdout), more);
    assert!(text(&files.run(&["--max-findings", "6"]).stdout).ends_with(" more findings\n"));
    let output = files.run(&["--max-findings", "6", "--format", "jsonl"]);
    assert_eq!(text(&output.stdout).lines().count(), count);
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let files = Files::bad();
    let coloured = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = files.command(arguments);
        let output = command.envs(variables.iter().copied()).output().unwrap();
        output.stdout.contains(&0x1b)
    };
    let (force, never) = (("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1"));
    assert!(!coloured(&[], &[]));
    assert!(coloured(&["--color", "always"], &[never]));
    assert!(coloured(&[], &[force]));
    assert!(!coloured(&[], &[("CLICOLOR_FORCE", "0")]));
    assert!(!coloured(&[], &[force, never]));
    assert!(!coloured(&["--color", "never"], &[force]));
    assert!(!coloured(
        &["--format", "concise", "--color", "always"],
        &[]
    ));
    files.run(&["--color", "always", "--output", "human=report.txt"]);
    assert!(!files.read("report.txt").contains('\u{1b}'));
}
