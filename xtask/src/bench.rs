//! `cargo xtask bench lint`: the linter beside its peers and beside a plain read of the same bytes.
//!
//! Every command of a workload runs once in each round, so that what else the machine does meets all of them alike;
//! the table shows medians of the rounds, and the ratio of the linter's to each other's.

mod codegen;
mod data;
mod hostile;
mod peer;
mod run;

use std::fmt::Write;
use std::path::{Path, PathBuf};

pub use codegen::{CodegenOptions, codegen, stages};
pub use hostile::{HostileOptions, hostile};
pub use peer::Peer;
pub use run::{Taken, measure};

use run::{Measured, Program};

/// What is measured.
#[derive(Clone, Debug)]
pub struct Options {
    /// How often each command runs.
    pub rounds: usize,
    /// Only the workload of that letter.
    pub only: Option<String>,
    /// Where the data is made and kept.
    pub folder: PathBuf,
    /// The JSON Schema that the peers check with.
    pub schema: PathBuf,
    /// The linter's binary.
    pub linter: PathBuf,
    /// This binary as it is released, for what runs in it.
    pub xtask: PathBuf,
}

/// One workload: what it is, what runs, and the target.
struct Workload {
    letter: &'static str,
    name: &'static str,
    target: &'static str,
    programs: Vec<Program>,
}

/// Makes the data, runs everything, and returns the table.
///
/// # Errors
/// Why data could not be made or a command not run.
pub fn lint(options: &Options) -> Result<String, String> {
    let data = data::make(&options.folder, &options.schema).map_err(|error| error.to_string())?;
    found(options, &data)?;
    let mut table = String::from(
        "| workload | program | median | peak memory | linter's time to this |\n|---|---|---|---|---|\n",
    );
    for workload in workloads(options, &data) {
        if options
            .only
            .as_deref()
            .is_some_and(|only| only != workload.letter)
        {
            continue;
        }
        let measured = run::interleaved(&options.xtask, &workload.programs, options.rounds)?;
        rows(&workload, &measured, &mut table);
    }
    Ok(table)
}

/// Makes sure that the linter finds what is bad and nothing else, before it is said to be fast.
fn found(options: &Options, data: &data::Data) -> Result<(), String> {
    let output = std::process::Command::new(&options.linter)
        .args(["lint", "--format", "concise"])
        .args([&data.mixed, &data.valid])
        .output()
        .map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let right = text
        .lines()
        .filter(|line| line.contains("mixed") && line.contains("error[wrong-value]"))
        .count();
    match (right, text.lines().count()) {
        (1000, 1000) => Ok(()),
        (right, all) => Err(format!(
            "of 1000 bad files the linter finds {right}, with {all} findings in all"
        )),
    }
}

fn rows(workload: &Workload, measured: &[Measured], table: &mut String) {
    let linter = measured.first().map(|measured| measured.median);
    for (program, measured) in workload.programs.iter().zip(measured) {
        let ratio = linter.map_or(1.0, |linter| linter / measured.median);
        // Writing to a string does not fail.
        let _ = writeln!(
            table,
            "| {}: {} (target {}) | {} | {:.1} ms | {:.1} MB | {ratio:.2} |",
            workload.letter,
            workload.name,
            workload.target,
            program.name,
            measured.median * 1000.0,
            measured.peak as f64 / 1000.0,
        );
    }
}

fn workloads(options: &Options, data: &data::Data) -> Vec<Workload> {
    let linter = |arguments: &[&str], paths: &[&Path]| {
        let mut words: Vec<String> = vec!["lint".to_owned(), "--format".to_owned()];
        words.extend(arguments.iter().map(|word| (*word).to_owned()));
        words.extend(paths.iter().map(|path| path.display().to_string()));
        Program::new("specwright", options.linter.clone(), words)
    };
    let peer = |peer: Peer, path: &Path| {
        let words = vec![
            "bench-peer".to_owned(),
            peer.name().to_owned(),
            data.schema.display().to_string(),
            path.display().to_string(),
        ];
        Program::new(peer.shown(), options.xtask.clone(), words)
    };
    let plain = data.plain.display().to_string();
    let jsonschema = |path: &Path| Program::jsonschema_cli(&data.schema, path);
    let boon = |path: &Path| Program::boon_cli(&data.schema, path);
    let read = |path: &Path| Some(peer(Peer::Read, path));
    let workload = |letter, name, target, linter: Program, others: Vec<Option<Program>>| Workload {
        letter,
        name,
        target,
        programs: std::iter::once(linter)
            .chain(others.into_iter().flatten())
            .collect(),
    };
    vec![
        workload(
            "a",
            "one small file",
            "1.2x jsonschema-cli, 8 MB",
            linter(&["human"], &[&data.small]),
            vec![
                jsonschema(&data.small),
                boon(&data.small),
                read(&data.small),
            ],
        ),
        workload(
            "b",
            "10,000 valid JSON files",
            "0.75x jsonschema-cli, 16 MB",
            linter(&["human"], &[&data.valid]),
            vec![
                jsonschema(&data.valid),
                boon(&data.valid),
                read(&data.valid),
            ],
        ),
        workload(
            "c",
            "the same, 1,000 of them bad",
            "1.0x jsonschema-cli's text report",
            linter(&["human"], &[&data.mixed]),
            vec![
                jsonschema(&data.mixed),
                boon(&data.mixed),
                read(&data.mixed),
            ],
        ),
        workload(
            "d",
            "one 100 MB JSON payload",
            "0.25x jsonschema-cli, 220 MB",
            linter(&["human", "--allow", "batch-size"], &[&data.large]),
            vec![
                jsonschema(&data.large),
                boon(&data.large),
                read(&data.large),
            ],
        ),
        workload(
            "d2",
            "the same, without the document's advice",
            "0.25x jsonschema-cli, 220 MB",
            linter(&["human", "--spec", &plain], &[&data.large]),
            vec![jsonschema(&data.large)],
        ),
        workload(
            "e",
            "2,000 YAML files, one thread",
            "0.8x boon",
            linter(&["human", "--threads", "1"], &[&data.yaml]),
            vec![boon(&data.yaml), read(&data.yaml)],
        ),
        workload(
            "f",
            "1,000,000 NDJSON records (270 MB)",
            "0.8x serde_json::Value + is_valid, 32 MB",
            linter(&["human"], &[&data.lines]),
            vec![Some(peer(Peer::Lines, &data.lines)), read(&data.lines)],
        ),
    ]
}
