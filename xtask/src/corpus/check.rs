//! Compiling many crates in one run of cargo.

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use serde_json::Value;

use crate::codegen::root;

/// What the compiler said about one crate.
#[derive(Clone, Debug, Default)]
pub(super) struct Verdict {
    pub(super) milliseconds: u128,
    errors: Vec<String>,
    warnings: Vec<String>,
}

impl Verdict {
    pub(super) fn is_clean(&self) -> bool {
        self.errors.is_empty() && self.warnings.is_empty()
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.errors.first(), self.warnings.first()) {
            (Some(error), _) => write!(f, "{} errors: {error}", self.errors.len()),
            (None, Some(warning)) => write!(f, "{} warnings: {warning}", self.warnings.len()),
            (None, None) => f.write_str("compiled"),
        }
    }
}

/// Compiles the crates of these names in the folder `crates`.
pub(super) fn all(
    work: &Path,
    names: &[String],
    jobs: Option<usize>,
) -> Result<Vec<Verdict>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", work.display());
    let members: Vec<String> = names
        .iter()
        .map(|name| format!("\"crates/{name}\""))
        .collect();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n",
        members.join(", ")
    );
    fs::write(work.join("Cargo.toml"), manifest).map_err(failed)?;
    fs::copy(root().join("Cargo.lock"), work.join("Cargo.lock")).map_err(failed)?;
    let mut command = Command::new(env!("CARGO"));
    command
        .args([
            "check",
            "--workspace",
            "--offline",
            "--quiet",
            "--keep-going",
            "--message-format=json",
        ])
        .current_dir(work)
        .env("CARGO_TARGET_DIR", work.join("target"))
        .env_remove("RUSTFLAGS");
    if let Some(jobs) = jobs {
        command.args(["--jobs", &jobs.to_string()]);
    }
    let start = Instant::now();
    let output = command.output().map_err(failed)?;
    let time = start.elapsed().as_millis() / names.len().max(1) as u128;
    let mut verdicts: HashMap<String, Verdict> = HashMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        if message["reason"] != "compiler-message" {
            continue;
        }
        let name = message["target"]["name"]
            .as_str()
            .unwrap_or_default()
            .replace('_', "-");
        let verdict = verdicts.entry(name).or_default();
        let text = message["message"]["message"].as_str().unwrap_or_default();
        let place = message["message"]["spans"][0].clone();
        let text = format!(
            "{text} ({}:{})",
            place["file_name"].as_str().unwrap_or_default(),
            place["line_start"]
        );
        match message["message"]["level"].as_str() {
            Some("error") => verdict.errors.push(text),
            Some("warning") => verdict.warnings.push(text),
            Some(_) | None => {}
        }
    }
    let report = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() && verdicts.values().all(|verdict| verdict.errors.is_empty()) {
        return Err(format!("cargo failed:\n{report}"));
    }
    let verdicts = names.iter().map(|name| Verdict {
        milliseconds: time,
        ..verdicts.remove(name).unwrap_or_default()
    });
    Ok(verdicts.collect())
}
