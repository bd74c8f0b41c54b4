//! Compares `--diff` with `--fix`: both must report the findings of the fixed text.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::judge::{Breach, Law};

/// A payload with the name of its file.
pub(super) struct File {
    pub(super) name: String,
    pub(super) text: String,
}

/// Runs the linter with `--diff` and then with `--fix` on payloads of one operation. Returns the index in `files` of
/// each payload with different reports, and the breach.
///
/// # Errors
/// Returns an error if the linter cannot be run, or if a report is not the expected JSON.
pub(super) fn differences(
    linter: &Path,
    document: &Path,
    operation: &str,
    files: &[File],
) -> Result<Vec<(usize, Breach)>, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let payloads = folder.path().join("payloads");
    let written = fs::create_dir(&payloads).and_then(|()| {
        files
            .iter()
            .try_for_each(|file| fs::write(payloads.join(&file.name), &file.text))
    });
    written.map_err(|error| error.to_string())?;
    let report = |option: &str| {
        let out = folder.path().join(format!("report{option}.json"));
        let status = Command::new(linter)
            .current_dir(folder.path())
            .args(["lint", "--shape=body", "--operation", operation, option])
            .arg("--spec")
            .arg(document)
            .arg(format!("--output=json={}", out.display()))
            .arg("payloads")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        let status = status.map_err(|error| format!("{}: {error}", linter.display()))?;
        let report = fs::read_to_string(out).map_err(|error| format!("{status}: {error}"))?;
        serde_json::from_str::<Value>(&report).map_err(|error| error.to_string())
    };
    let (diff, fix) = (report("--diff")?, report("--fix")?);
    let of_file = |report: &Value, name: &str| -> Vec<Value> {
        let files = report["files"].as_array().into_iter().flatten();
        let path = format!("payloads/{name}");
        let files = files.filter(|file| file["path"] == path.as_str());
        let findings = files.flat_map(|file| file["findings"].as_array().cloned());
        findings.flatten().collect()
    };
    let mut all = Vec::new();
    for (nth, file) in files.iter().enumerate() {
        let [diff, fix] = [&diff, &fix].map(|report| of_file(report, &file.name));
        if diff != fix {
            let only = |these: &[Value], others: &[Value]| {
                let other = these.iter().find(|found| !others.contains(found));
                other.map(|found| format!("{} {}", found["code"], found["message"]))
            };
            let [in_diff, in_fix] = [only(&diff, &fix), only(&fix, &diff)];
            let details = format!("only `--diff` has {in_diff:?}, only `--fix` has {in_fix:?}");
            all.push((nth, Breach::new(Law::Preview, "--fix", details)));
        }
    }
    Ok(all)
}
