//! `cargo xtask bench hostile`: time and memory of inputs that are made to cost more than their size.
//!
//! Each row is an input of size n and of size 4n, run in a process each and in turn. Work that grows with the size of the
//! input takes four times as long for the second; a row whose CPU time grows more than [`MOST`] times misses the target.

mod chains;
mod documents;
mod names;
mod operations;
mod payloads;
mod refusals;
mod rows;
mod schemas;

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use specwright_spec::terminal;

use super::run::{self, Before, Measured, Program, Run};
use rows::{Command, Row};

/// The largest growth of CPU time from n to 4n that meets the target.
const MOST: f64 = 5.0;
/// The longest CPU time of one run, in seconds; the system ends a run that takes longer.
const LONGEST: u64 = 60;

/// Options of the benchmark.
#[derive(Clone, Debug)]
pub struct HostileOptions {
    /// The number of runs that are measured of each program.
    pub rounds: usize,
    /// Only the rows whose name contains this text.
    pub only: Option<String>,
    /// Where the inputs are made.
    pub folder: PathBuf,
    /// The linter's binary.
    pub linter: PathBuf,
    /// The release build of this binary.
    pub xtask: PathBuf,
}

/// The runs of one row, at n and at 4n.
struct Outcome {
    small: Measured,
    large: Measured,
}

impl Outcome {
    /// Returns how many times the CPU time of n the CPU time of 4n is.
    fn growth(&self) -> f64 {
        self.large.cpu / self.small.cpu
    }
}

/// Makes the inputs, runs every row, and returns the table and the rows that miss the target.
///
/// # Errors
/// Returns an error if an input cannot be made.
pub fn hostile(options: &HostileOptions) -> Result<String, String> {
    limit_time()?;
    let mut report = String::from(
        "| input | n | time | CPU | memory | 4n | time | CPU | memory | CPU of 4n to n |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    let mut missed = Vec::new();
    let is_wanted = |row: &&Row| {
        let only = options.only.as_deref();
        only.is_none_or(|only| row.name.contains(only))
    };
    for row in rows::ALL.iter().filter(is_wanted) {
        // Writing to a string does not fail.
        let _ = match measure(options, row) {
            Ok(outcome) => {
                if outcome.growth() > MOST {
                    missed.push(format!("{}: {:.1}", row.name, outcome.growth()));
                }
                writeln!(
                    report,
                    "| {} | {} | {} | {} | {} | {:.1} |",
                    row.name,
                    row.size,
                    shown(&outcome.small),
                    row.size * 4,
                    shown(&outcome.large),
                    outcome.growth()
                )
            }
            Err(why) => {
                let why = why.lines().next().unwrap_or_default();
                missed.push(format!("{}: {why}", row.name));
                writeln!(
                    report,
                    "| {} | {} | {why} | | | | | | | |",
                    row.name, row.size
                )
            }
        };
        terminal::eprint_line(report.lines().last().unwrap_or_default());
    }
    let _ = match missed.as_slice() {
        [] => writeln!(
            report,
            "\nNo input of size 4n takes more than {MOST} times the CPU time of size n."
        ),
        missed => writeln!(
            report,
            "\nMore than {MOST} times the CPU time at 4n, or no result:\n* {}",
            missed.join("\n* ")
        ),
    };
    Ok(report)
}

fn shown(measured: &Measured) -> String {
    format!(
        "{:.0} ms | {:.0} ms | {:.0} MB",
        measured.median * 1000.0,
        measured.cpu * 1000.0,
        measured.peak as f64 / 1000.0
    )
}

/// Runs a row at both sizes in turn. The first round fills the caches and does not count.
fn measure(options: &HostileOptions, row: &Row) -> Result<Outcome, String> {
    let folder = options.folder.join(row.name.replace([' ', '/', ','], "-"));
    let mut programs = Vec::new();
    for size in [row.size, row.size * 4] {
        let folder = folder.join(size.to_string());
        make(&folder, row, size).map_err(|error| format!("{}: {error}", folder.display()))?;
        programs.push(program(options, row, folder));
    }
    let mut runs: [Vec<Run>; 2] = [Vec::new(), Vec::new()];
    for round in 0..=options.rounds {
        for (program, runs) in programs.iter().zip(&mut runs) {
            let run = run::one(&options.xtask, program)?;
            if round > 0 || options.rounds == 0 {
                runs.push(run);
            }
        }
    }
    let [small, large] = runs.map(|runs| run::median(&runs));
    Ok(Outcome { small, large })
}

/// Writes the files of an input into an empty folder.
fn make(folder: &Path, row: &Row, size: usize) -> io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    for (name, text) in (row.files)(size) {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}

fn program(options: &HostileOptions, row: &Row, folder: PathBuf) -> Program {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    match row.command {
        Command::Generate => {
            let arguments = words(&[
                "codegen",
                "--spec",
                rows::DOCUMENT,
                "--out",
                "out",
                "--package",
                "made",
            ]);
            let program = Program::new("specwright", options.xtask.clone(), arguments);
            program
                .before(Before::Empty(folder.join("out")))
                .within(folder)
        }
        Command::Lint(arguments) => {
            let mut all: Vec<String> = words(&["lint", "--format", "concise"]);
            all.extend(arguments.iter().map(|word| (*word).to_owned()));
            Program::new("specwright", options.linter.clone(), all).within(folder)
        }
    }
}

/// Limits the CPU time of every process that this one starts.
#[cfg(unix)]
fn limit_time() -> Result<(), String> {
    use nix::sys::resource::{Resource, setrlimit};
    setrlimit(Resource::RLIMIT_CPU, LONGEST, LONGEST).map_err(|error| error.to_string())
}

/// Not supported on this system.
#[cfg(not(unix))]
fn limit_time() -> Result<(), String> {
    Ok(())
}
