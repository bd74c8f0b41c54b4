//! Runs programs in turn, and takes their time and memory.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// A command that is measured.
pub(super) struct Program {
    pub(super) name: &'static str,
    path: PathBuf,
    arguments: Vec<String>,
    before: Before,
    /// The folder in which it runs; the caller's if there is none.
    folder: Option<PathBuf>,
}

/// What is done before each run, and not measured.
pub(super) enum Before {
    Nothing,
    /// The folder is made empty.
    Empty(PathBuf),
    /// The file is made new, so that it is compiled again.
    Touch(PathBuf),
}

/// Medians of a program's runs.
#[derive(Clone, Copy)]
pub(super) struct Measured {
    /// Seconds.
    pub(super) median: f64,
    /// Seconds of all processors together.
    pub(super) cpu: f64,
    /// The most memory that was resident, in kB.
    pub(super) peak: u64,
}

impl Program {
    pub(super) fn new(name: &'static str, path: PathBuf, arguments: Vec<String>) -> Self {
        Self {
            name,
            path,
            arguments,
            before: Before::Nothing,
            folder: None,
        }
    }

    pub(super) fn with(mut self, words: impl Iterator<Item = String>) -> Self {
        self.arguments.extend(words);
        self
    }

    pub(super) fn before(self, before: Before) -> Self {
        Self { before, ..self }
    }

    /// Sets the folder in which the program runs.
    pub(super) fn within(self, folder: PathBuf) -> Self {
        let folder = Some(folder);
        Self { folder, ..self }
    }

    /// `jsonschema-cli` as `cargo install` puts it, if it is there.
    pub(super) fn jsonschema_cli(schema: &Path, payload: &Path) -> Option<Self> {
        let path = installed("jsonschema-cli")?;
        let mut arguments = vec!["validate".to_owned(), schema.display().to_string()];
        for file in files(payload) {
            arguments.extend(["--instance".to_owned(), file]);
        }
        Some(Self::new("jsonschema-cli", path, arguments))
    }

    /// `boon` as `cargo install boon-cli` puts it, if it is there.
    pub(super) fn boon_cli(schema: &Path, payload: &Path) -> Option<Self> {
        let path = installed("boon")?;
        let mut arguments = vec!["--quiet".to_owned(), schema.display().to_string()];
        arguments.extend(files(payload));
        Some(Self::new("boon", path, arguments))
    }
}

pub(super) fn installed(name: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

/// The file, or the files of the folder in order.
fn files(path: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(path) else {
        return vec![path.display().to_string()];
    };
    let mut files: Vec<String> = entries
        .flatten()
        .map(|entry| entry.path().display().to_string())
        .collect();
    files.sort();
    files
}

/// Runs each program once in every round.
pub(super) fn interleaved(
    xtask: &Path,
    programs: &[Program],
    rounds: usize,
) -> Result<Vec<Measured>, String> {
    let mut runs: Vec<Vec<Run>> = vec![Vec::new(); programs.len()];
    // The first round fills the caches and does not count.
    for round in 0..=rounds {
        for (program, runs) in programs.iter().zip(&mut runs) {
            let run = one(xtask, program)?;
            if round > 0 {
                runs.push(run);
            }
        }
    }
    Ok(runs.iter().map(|runs| median(runs)).collect())
}

/// One run: seconds, seconds of all processors together, and kB.
pub(super) type Run = (f64, f64, u64);

/// Medians of runs.
pub(super) fn median(runs: &[Run]) -> Measured {
    Measured {
        median: middle(runs.iter().map(|run| run.0)),
        cpu: middle(runs.iter().map(|run| run.1)),
        peak: runs.iter().map(|run| run.2).max().unwrap_or(0),
    }
}

/// The median.
pub(super) fn middle(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(0.0)
}

/// Runs a program by way of `xtask bench-measure`, which knows its child's time and memory and nobody else's.
pub(super) fn one(xtask: &Path, program: &Program) -> Result<Run, String> {
    let failed = |error: String| format!("`{}` cannot be run: {error}", program.name);
    prepare(&program.before).map_err(|error| failed(error.to_string()))?;
    let mut command = Command::new(xtask);
    if let Some(folder) = &program.folder {
        command.current_dir(folder);
    }
    let output = command
        .arg("bench-measure")
        .arg(&program.path)
        .args(&program.arguments)
        .output()
        .map_err(|error| failed(error.to_string()))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut numbers = text.split_whitespace();
    let mut number = || numbers.next().and_then(|number| number.parse::<u64>().ok());
    match (number(), number(), number()) {
        (Some(wall), Some(cpu), Some(peak)) => Ok((wall as f64 / 1e9, cpu as f64 / 1e9, peak)),
        _ => Err(failed(String::from_utf8_lossy(&output.stderr).into_owned())),
    }
}

fn prepare(before: &Before) -> std::io::Result<()> {
    match before {
        Before::Nothing => Ok(()),
        Before::Empty(folder) => {
            if folder.exists() {
                fs::remove_dir_all(folder)?;
            }
            fs::create_dir_all(folder)
        }
        Before::Touch(file) => {
            let text = fs::read(file)?;
            fs::write(file, text)
        }
    }
}

/// What a command took.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    /// Nanoseconds on the clock.
    pub wall: u128,
    /// Nanoseconds of all processors together.
    pub cpu: u128,
    /// The most memory that was resident, in kB.
    pub peak: i64,
}

/// Runs a command with its output thrown away.
///
/// # Errors
/// Why it cannot be run.
pub fn measure(command: &[OsString]) -> Result<Taken, String> {
    let [path, arguments @ ..] = command else {
        return Err("a command is expected".to_owned());
    };
    let start = Instant::now();
    let status = Command::new(path)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(|error| error.to_string())?;
    let wall = start.elapsed().as_nanos();
    // Programs that find something exit with 1, boon with 2.
    if status.code().is_none_or(|code| code > 2) {
        return Err(format!("it ends with {status}"));
    }
    let (cpu, peak) = usage()?;
    Ok(Taken { wall, cpu, peak })
}

/// What the children of this process took: nanoseconds of processors, and the most memory that one had resident, in kB.
#[cfg(unix)]
fn usage() -> Result<(u128, i64), String> {
    use nix::sys::resource::{UsageWho, getrusage};
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|error| error.to_string())?;
    let nanoseconds = |time: nix::sys::time::TimeVal| {
        let (seconds, rest) = (time.tv_sec(), time.tv_usec());
        u128::try_from(seconds * 1_000_000_000 + rest * 1000).unwrap_or(0)
    };
    let cpu = nanoseconds(usage.user_time()) + nanoseconds(usage.system_time());
    Ok((cpu, usage.max_rss()))
}

/// Not known on this system.
#[cfg(not(unix))]
fn usage() -> Result<(u128, i64), String> {
    Ok((0, 0))
}
