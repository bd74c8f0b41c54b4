//! A baseline as text: JSON with the accepted findings, each with how often it is there.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use specwright_spec::sanitize::Json;

/// The findings that are accepted, each as often as it was there.
pub(crate) type Accepted = BTreeMap<Finding, usize>;

/// What makes a finding the same when lines have moved.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    pub(super) file: String,
    pub(super) code: String,
    pub(super) pointer: String,
}

/// Parses a baseline. Returns `None` if the text is none.
pub(crate) fn parse(text: &[u8]) -> Option<Accepted> {
    let json: Value = serde_json::from_slice(text).ok()?;
    let findings = json["findings"].as_array()?.iter().map(|entry| {
        let text = |name: &str| entry[name].as_str().map(str::to_owned);
        let finding = Finding {
            file: text("file")?,
            code: text("code")?,
            pointer: text("pointer")?,
        };
        let count = usize::try_from(entry["count"].as_u64()?).ok()?;
        Some((finding, count))
    });
    findings.collect()
}

/// Writes a baseline as text.
pub(super) fn print(accepted: &Accepted) -> String {
    let findings: Vec<Value> = accepted
        .iter()
        .map(|(finding, count)| {
            json!({
                "file": finding.file,
                "code": finding.code,
                "pointer": finding.pointer,
                "count": count,
            })
        })
        .collect();
    let json = json!({"version": 1, "findings": findings});
    format!("{:#}\n", Json(&json))
}
