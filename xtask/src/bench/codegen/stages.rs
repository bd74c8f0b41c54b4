//! The stages of a generation, each by itself, beside a parse of the same bytes.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use specwright_spec::input::{self, Limit, Origin};
use specwright_spec::{contract, encoding, folder, load_with, resolve};

use super::CodegenOptions;
use crate::bench::run::middle;
use crate::codegen::{self, Target};

const PARSE: &str = "parse alone";
const TOTAL: &str = "specwright in memory, all stages";
const STAGES: [&str; 7] = [PARSE, "load", "resolve", "contract", "lower", "emit", TOTAL];

/// The seconds of each stage in each round.
#[derive(Default)]
pub(super) struct Runs {
    stages: [Vec<f64>; STAGES.len()],
}

impl Runs {
    /// Runs all stages once more, in a process of their own.
    pub(super) fn run(
        &mut self,
        options: &CodegenOptions,
        spec: &Path,
        round: usize,
    ) -> Result<(), String> {
        let mut command = Command::new(&options.xtask);
        command.arg("bench-stages").arg(spec);
        for code in &options.allow {
            command.args(["--allow", code]);
        }
        let output = command.output().map_err(|error| error.to_string())?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        let text = String::from_utf8_lossy(&output.stdout);
        let times = text
            .split_whitespace()
            .filter_map(|time| time.parse::<f64>().ok());
        // The first round fills the caches and does not count.
        if round > 0 {
            for (stage, nanoseconds) in self.stages.iter_mut().zip(times) {
                stage.push(nanoseconds / 1e9);
            }
        }
        Ok(())
    }

    /// The stages with their seconds.
    pub(super) fn medians(&self) -> impl Iterator<Item = (&'static str, f64)> {
        let medians = self
            .stages
            .iter()
            .map(|stage| middle(stage.iter().copied()));
        STAGES.into_iter().zip(medians)
    }

    /// The seconds of the parse.
    pub(super) fn parse(&self) -> f64 {
        middle(self.stages[0].iter().copied())
    }
}

/// Does every stage once; returns the nanoseconds, each on a line.
///
/// # Errors
/// What is wrong with the document.
pub fn run(target: &Target) -> Result<String, String> {
    let mut times = vec![parse(&target.spec, target.limit)?];
    let start = Instant::now();
    let mut last = start;
    let mut lap = || {
        let now = Instant::now();
        times.push(now - std::mem::replace(&mut last, now));
    };
    let bytes = input::read(&target.spec, Origin::CommandLine, target.limit);
    let bytes = bytes.map_err(|error| error.to_string())?;
    let told = |errors: specwright_spec::Errors| errors.to_string();
    let source = encoding::source(&target.name, &bytes).map_err(told)?;
    let beside = target.spec.parent().unwrap_or(Path::new(""));
    let files = |name: &str| folder::read(beside, name, target.limit);
    let document = load_with(source, &files).map_err(told)?;
    lap();
    let model = resolve(&document);
    lap();
    let contract = contract(&model);
    let found = &contract.diagnostics;
    found
        .judge(&model.source, target.tolerance())
        .map_err(told)?;
    lap();
    let options = codegen::options(target, &model).map_err(|error| error.to_string())?;
    let lowered = specwright_codegen::lower(&model, &contract, &options).map_err(told)?;
    lap();
    let files = specwright_codegen::emit(&lowered, &model, &contract, &options);
    lap();
    assert!(files.iter().next().is_some(), "there is something to write");
    times.push(start.elapsed());
    let lines = times.iter().map(|time| format!("{}\n", time.as_nanos()));
    Ok(lines.collect())
}

/// Reads the bytes and parses them, and nothing else.
fn parse(path: &Path, limit: Limit) -> Result<Duration, String> {
    let start = Instant::now();
    let bytes = input::read(path, Origin::CommandLine, limit);
    let bytes = bytes.map_err(|error| error.to_string())?;
    let is_json = bytes.trim_ascii_start().starts_with(b"{");
    if is_json {
        let value: serde_json::Value =
            serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
        std::hint::black_box(&value);
        return Ok(start.elapsed());
    }
    let value: serde_yaml::Value =
        serde_yaml::from_slice(&bytes).map_err(|error| error.to_string())?;
    std::hint::black_box(&value);
    Ok(start.elapsed())
}
