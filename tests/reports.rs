//! Reports say the same in every format, each in the structure that its readers expect.

mod built_in;
mod files;
mod generator;
mod hostile;
mod json;
mod judge;
mod options;
mod sarif;
mod services;
mod speed;
mod xml;

use files::{Files, Finding};

const FORMATS: [&str; 10] = [
    "human",
    "concise",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjson",
];

#[test]
fn every_format_has_its_snapshot() {
    let files = Files::bad();
    for format in FORMATS {
        let mut report = files.report(format);
        if format == "sarif" {
            // The rules change with the linter and the document; that they are there is tested elsewhere.
            let rules = report.find("\"rules\":[").unwrap();
            let end = report.find("\n]}},").unwrap();
            report.replace_range(rules + 9..end, "..");
            report = report.replace(env!("CARGO_PKG_VERSION"), "VERSION");
        }
        insta::with_settings!({snapshot_path => "reports/snapshots", prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(format, report);
        });
    }
}

#[test]
fn a_report_is_the_same_every_time() {
    let files = Files::bad();
    for format in FORMATS {
        assert_eq!(files.report(format), files.report(format), "{format}");
    }
}

#[test]
fn the_bad_files_are_bad_in_every_way_that_a_report_can_be_misread() {
    let found = Files::bad().findings();
    let any = |wanted: fn(&Finding) -> bool| assert!(found.iter().any(wanted), "{found:#?}");
    any(|finding| finding.path.contains('%') && finding.path.contains(','));
    any(|finding| finding.path.ends_with(".ndjson") && finding.line > 2);
    any(|finding| finding.message.contains(r#"<a "b"\n&>"#));
    any(|finding| finding.message.contains('é'));
    any(|finding| finding.severity == "warning");
    assert!(!found.iter().any(|finding| finding.path == "clean.json"));
}
