//! `cargo xtask bench codegen`: the generator beside a plain parse of the same document and beside its peers.
//!
//! Everything runs once in each round, so that what else the machine does meets all of it alike; the tables show
//! medians of the rounds.

mod decode;
mod document;
mod output;
mod peers;
mod stages;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::run::{self, Before, Measured, Program, Run};

pub use stages::run as stages;

/// What is measured.
#[derive(Clone, Debug)]
pub struct CodegenOptions {
    /// How often everything runs.
    pub rounds: usize,
    /// The document; one is made if there is none.
    pub spec: Option<PathBuf>,
    /// The classes of mistakes that are let through, by name.
    pub allow: Vec<String>,
    /// Where the data is made.
    pub folder: PathBuf,
    /// This binary as it is released.
    pub xtask: PathBuf,
}

/// A program and its runs so far, or why it cannot run.
struct Contest {
    what: &'static str,
    outcome: Result<(Program, Vec<Run>), String>,
}

impl Contest {
    fn new(what: &'static str, program: Result<Program, String>) -> Self {
        let outcome = program.map(|program| (program, Vec::new()));
        Self { what, outcome }
    }

    /// Runs it once more. The first run fills the caches and does not count.
    fn run(&mut self, xtask: &Path, round: usize) {
        let Ok((program, runs)) = &mut self.outcome else {
            return;
        };
        match run::one(xtask, program) {
            Ok(run) if round > 0 => runs.push(run),
            Ok(_) => {}
            Err(why) => self.outcome = Err(why),
        }
    }

    fn measured(&self) -> Result<Measured, &str> {
        match &self.outcome {
            Ok((_, runs)) => Ok(run::median(runs)),
            Err(why) => Err(why),
        }
    }
}

/// Runs everything, and returns the tables.
///
/// # Errors
/// Why data could not be made, or our own generator not run.
pub fn codegen(options: &CodegenOptions) -> Result<String, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", options.folder.display());
    std::fs::create_dir_all(&options.folder).map_err(failed)?;
    let spec = match &options.spec {
        Some(spec) => spec.clone(),
        None => document::make(&options.folder).map_err(failed)?,
    };
    let mut stages = stages::Runs::default();
    let mut contests = generators(options, &spec);
    let generators = contests.len();
    contests.extend(output::checks(options, &spec));
    for round in 0..=options.rounds {
        stages.run(options, &spec, round)?;
        for contest in &mut contests {
            contest.run(&options.xtask, round);
        }
    }
    let (generators, checks) = contests.split_at(generators);
    let mut report = String::new();
    let size = std::fs::metadata(&spec).map_err(failed)?.len();
    // Writing to a string does not fail.
    let _ = writeln!(
        report,
        "{}: {:.2} MB, {} rounds\n",
        spec.file_name().unwrap_or_default().display(),
        size as f64 / 1e6,
        options.rounds,
    );
    generating(&stages, generators, &mut report);
    checking(checks, &mut report);
    decode::measure(&options.folder, options.rounds, &mut report)?;
    Ok(report)
}

/// Our own runs and those of the peers.
fn generators(options: &CodegenOptions, spec: &Path) -> Vec<Contest> {
    let out = options.folder.join("specwright");
    let own = |more: &[&str]| {
        let program = peers::specwright(options, spec, &out);
        program.with(more.iter().map(|word| (*word).to_owned()))
    };
    let mut contests = vec![
        Contest::new(
            "specwright, into an empty folder",
            Ok(own(&[]).before(Before::Empty(out.clone()))),
        ),
        Contest::new("specwright, nothing to change", Ok(own(&[]))),
        Contest::new("specwright, `--check`", Ok(own(&["--check"]))),
    ];
    for peer in peers::ALL {
        let out = options.folder.join(peer.name());
        let program = peer.program(&options.folder, spec, &out);
        let program = program.map(|program| program.before(Before::Empty(out)));
        contests.push(Contest::new(peer.name(), program));
    }
    contests
}

fn generating(stages: &stages::Runs, contests: &[Contest], report: &mut String) {
    let parse = stages.parse();
    let _ = writeln!(
        report,
        "| generating | median | CPU | peak memory | to the parse |\n|---|---|---|---|---|"
    );
    for (name, seconds) in stages.medians() {
        let _ = writeln!(
            report,
            "| {name} | {:.1} ms | | | {:.2} |",
            seconds * 1000.0,
            seconds / parse
        );
    }
    for contest in contests {
        let _ = match contest.measured() {
            Ok(measured) => writeln!(
                report,
                "| {} | {:.1} ms | {:.1} ms | {:.1} MB | {:.2} |",
                contest.what,
                measured.median * 1000.0,
                measured.cpu * 1000.0,
                measured.peak as f64 / 1000.0,
                measured.median / parse
            ),
            Err(why) => writeln!(report, "| {} | {} | | | |", contest.what, short(why)),
        };
    }
}

fn checking(contests: &[Contest], report: &mut String) {
    let _ = writeln!(
        report,
        "\n| `cargo check` of the crate alone | CPU | peak memory | specwright's CPU to this |\n|---|---|---|---|"
    );
    let own = contests.first().and_then(|own| own.measured().ok());
    for contest in contests {
        let _ = match contest.measured() {
            Ok(measured) => writeln!(
                report,
                "| {} | {:.2} s | {:.1} MB | {:.2} |",
                contest.what,
                measured.cpu,
                measured.peak as f64 / 1000.0,
                own.map_or(1.0, |own| own.cpu / measured.cpu)
            ),
            Err(why) => writeln!(report, "| {} | {} | | |", contest.what, short(why)),
        };
    }
}

/// The first line of a message, without what would break the table.
fn short(why: &str) -> String {
    let line = why.lines().next().unwrap_or_default();
    line.replace('|', " ").chars().take(120).collect()
}
