//! Any payload under any name gives reports that are safe to show, in every format. The text up to the first NUL is the
//! name.
#![no_main]

use std::sync::{Arc, LazyLock};

use clap::ValueEnum;
use libfuzzer_sys::fuzz_target;
use specwright::contract::{Contracts, Shape};
use specwright::parse::Format;
use specwright::policy::Levels;
use specwright::report::{Options, Report, Style, Summary};
use specwright::{Policy, lint};

#[path = "../../reports/judge.rs"]
mod judge;

static POLICY: LazyLock<Arc<Policy>> = LazyLock::new(|| {
    Arc::new(Policy {
        contract: Contracts::built_in()
            .choose(None, "request")
            .expect("there is one operation"),
        shape: Shape::Auto,
        levels: Levels::default(),
        is_configured: true,
    })
});

fuzz_target!(|bytes: &[u8]| {
    let end = bytes.iter().position(|&byte| byte == 0);
    let (name, text) = bytes.split_at(end.unwrap_or(0));
    let Ok(name) = std::str::from_utf8(name) else {
        return;
    };
    let text = text.strip_prefix(&[0]).unwrap_or(text);
    for format in [Format::Json, Format::Yaml] {
        let checked = lint::file(name, text, format, &POLICY);
        for style in Style::value_variants() {
            for colours in [false, true] {
                let report = report(*style, colours, name, &checked);
                let violation = judge::check(&report, colours, *style == Style::Github);
                assert_eq!(violation, Ok(()));
                reads(*style, &report);
            }
        }
    }
});

fn report(style: Style, colours: bool, name: &str, checked: &lint::Checked) -> Vec<u8> {
    let options = Options {
        colours,
        max_findings: None,
    };
    let contracts = [&POLICY.contract];
    let mut report = Report::begin(style, options, &contracts, Vec::new()).expect("memory");
    report.open(name).expect("memory");
    report.part(checked).expect("memory");
    report.close(name).expect("memory");
    report.end(&Summary::default()).expect("memory")
}

/// Reads a report for machines as they do.
fn reads(style: Style, report: &[u8]) {
    let text = std::str::from_utf8(report).expect("reports are UTF-8");
    let is_json = |text: &str| serde_json::from_str::<serde_json::Value>(text).is_ok();
    match style {
        Style::Human | Style::Concise | Style::Github => {}
        Style::Json | Style::Sarif | Style::Gitlab | Style::Rdjson => assert!(is_json(text)),
        Style::Jsonl => assert!(text.lines().all(is_json)),
        Style::Junit | Style::Checkstyle => {
            roxmltree::Document::parse(text).expect("the report is XML");
        }
    }
}
