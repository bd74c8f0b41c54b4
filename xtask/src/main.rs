//! `cargo xtask`: the project's own commands.
#![allow(
    clippy::disallowed_methods,
    reason = "the project's own commands run cargo, and write files of their own"
)]

mod arguments;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use specwright_spec::sanitize::Text;
use specwright_spec::{Allowed, Code, terminal};
use xtask::bench;
use xtask::codegen::{self, Outcome, Target, root};
use xtask::{corpus, hostile, patterns, policy};

use arguments::{Arguments, Bench, Command, Reading};

/// Generating is mostly making and dropping small things, which with the system's allocator was more than a third of a profile.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::try_parse().unwrap_or_else(|error| {
        // The error quotes arguments: it is the same for arguments without anything unsafe.
        let shown = Arguments::try_parse_from(terminal::arguments());
        shown.err().unwrap_or(error).exit()
    });
    match arguments.command {
        Command::Codegen {
            spec,
            out,
            package,
            reading,
            only,
            check,
            discard_edits,
            report,
        } => {
            let mut target = match (spec, out) {
                (Some(spec), Some(out)) => Target::other(spec, out, package),
                (Some(spec), None) if report => Target::other(spec, PathBuf::new(), package),
                (Some(_), None) => {
                    return said(Err(
                        "`--spec` needs `--out`, the folder of the crate".to_owned()
                    ));
                }
                (None, _) => Target::own(),
            };
            if let Err(message) = read_with(&mut target, reading) {
                return said(Err(message));
            }
            target.only = only;
            target.discard_edits = discard_edits;
            let run = match (check, report) {
                (true, _) => codegen::check,
                (false, true) => codegen::report,
                (false, false) => codegen::write,
            };
            generate(&target, check, run)
        }
        Command::Laws(arguments) => laws(arguments),
        Command::Corpus { paths, jobs, calls } => {
            match corpus::run(&paths, jobs, calls, terminal::eprint_line) {
                Ok(corpus::Outcome { report, failed }) => {
                    print(&report);
                    ExitCode::from(u8::from(failed))
                }
                Err(message) => said(Err(message)),
            }
        }
        Command::Hostile { fragment } => said(
            hostile::run(fragment.as_deref(), &mut |line| terminal::eprint_line(line))
                .map_err(|error| error.to_string())
                .and_then(|wrong| match wrong.as_slice() {
                    [] => Ok("no text of a document became code\n".to_owned()),
                    wrong => Err(wrong.join("\n")),
                }),
        ),
        Command::Patterns {
            count,
            seed,
            record,
        } => match compare_patterns(count, seed, record) {
            Ok((report, disagrees)) => {
                print(&report);
                ExitCode::from(u8::from(disagrees))
            }
            Err(message) => said(Err(message)),
        },
        Command::Policy {
            spec,
            reading,
            operation,
        } => {
            let mut target = match read_only(spec, reading) {
                Ok(target) => target,
                Err(message) => return said(Err(message)),
            };
            target.only = operation;
            policy(&target)
        }
        Command::Bench {
            what: Bench::Lint { rounds, only },
        } => said(bench_lint(rounds, only)),
        Command::Bench {
            what:
                Bench::Codegen {
                    rounds,
                    spec,
                    allow,
                },
        } => said(bench_codegen(rounds, spec, &allow)),
        Command::Bench {
            what: Bench::Hostile { rounds, only },
        } => said(bench_hostile(rounds, only)),
        Command::BenchStages { spec, allow } => said(allowed(allow).and_then(|allowed| {
            let mut target = Target::other(spec, PathBuf::new(), Some("bench".to_owned()));
            target.allowed = allowed;
            bench::stages(&target)
        })),
        Command::BenchPeer { peer, schema, path } => said(
            peer.run(&schema, &path)
                .map(|()| String::new())
                .map_err(|error| error.to_string()),
        ),
        Command::BenchMeasure { command } => said(bench::measure(&command).map(|taken| {
            let bench::Taken { wall, cpu, peak } = taken;
            format!("{wall} {cpu} {peak}\n")
        })),
        Command::Lint { arguments } => lint(&arguments),
    }
}

/// Returns the classes of defects to regrade to warnings, or an error that names one that cannot be.
fn allowed(codes: Vec<Code>) -> Result<Allowed, String> {
    Allowed::new(codes).map_err(|code| {
        format!("`{code}` cannot be allowed: nothing can be made of a document with such a mistake")
    })
}

/// A document from which nothing is written: that one, or the project's own.
fn read_only(spec: Option<PathBuf>, reading: Reading) -> Result<Target, String> {
    let mut target = match spec {
        Some(spec) => Target::other(spec, PathBuf::new(), None),
        None => Target::own(),
    };
    read_with(&mut target, reading)?;
    Ok(target)
}

/// Sets how the document of a target is read, and who is told of a run that waits.
fn read_with(target: &mut Target, reading: Reading) -> Result<(), String> {
    let allowed = allowed(reading.allow)?;
    target.allowed = match reading.strict {
        true => allowed.strict(),
        false => allowed,
    };
    target.limit = reading.max_size;
    target.progress = terminal::eprint_line;
    Ok(())
}

fn generate(
    target: &Target,
    check: bool,
    run: fn(&Target) -> Result<Outcome, codegen::Error>,
) -> ExitCode {
    match run(target) {
        Ok(Outcome { report, drifted }) => {
            print(&report);
            ExitCode::from(u8::from(check && drifted))
        }
        Err(error) => {
            eprint(&error.to_string());
            ExitCode::from(2)
        }
    }
}

#[cfg(feature = "laws")]
fn laws(arguments: arguments::Laws) -> ExitCode {
    use xtask::laws::{self, Options, Outcome};

    let arguments::Laws {
        spec,
        reading,
        samples,
        seed,
        suite,
        linter,
        fixes,
        referee,
    } = arguments;
    let target = match read_only(spec, reading) {
        Ok(target) => target,
        Err(message) => return said(Err(message)),
    };
    let samples = samples.unwrap_or(if fixes { 4000 } else { 200 });
    let options = Options { samples, seed };
    let outcomes = match suite {
        Some(suite) => vec![laws::suite(&suite)],
        None if fixes => match referee {
            Some(python) => vec![laws::fixes_referee(options, &python)],
            None => vec![
                linter_program()
                    .and_then(|program| laws::fixes(options, &program, terminal::eprint_line)),
            ],
        },
        None if linter.is_empty() => vec![
            laws::types("document", std::slice::from_ref(&target), options),
            laws::linter(&[target.spec], options, |_| {}),
        ],
        None => vec![match referee {
            Some(python) => laws::referee(&linter, options, &python, terminal::eprint_line),
            None => laws::linter(&linter, options, terminal::eprint_line),
        }],
    };
    let mut any_disagrees = false;
    for outcome in outcomes {
        match outcome {
            Ok(Outcome { report, disagrees }) => {
                print(&report);
                any_disagrees |= disagrees;
            }
            Err(message) => return said(Err(message)),
        }
    }
    ExitCode::from(u8::from(any_disagrees))
}

/// Runs this program again with the linter, which depends on the crate that the other commands generate.
#[cfg(not(feature = "laws"))]
fn laws(_: arguments::Laws) -> ExitCode {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let status = std::process::Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--features", "laws", "--manifest-path"])
        .args([manifest, "--"])
        .args(std::env::args_os().skip(1))
        .status();
    exit(status)
}

/// Compares the matcher with node, or records the verdicts of node.
fn compare_patterns(count: usize, seed: u64, record: bool) -> Result<(String, bool), String> {
    if record {
        patterns::record(count, seed)?;
        return Ok((String::new(), false));
    }
    let comparison = patterns::compare(count, seed)?.ok_or("node is not installed")?;
    Ok((comparison.report(), !comparison.disagreements.is_empty()))
}

/// The policy is for a file, the table for people.
fn policy(target: &Target) -> ExitCode {
    match policy::policy(target) {
        Ok(policy::Outcome { policy, report }) => {
            eprint(&report);
            print(policy.as_deref().unwrap_or_default());
            ExitCode::from(u8::from(policy.is_none()))
        }
        Err(error) => {
            eprint(&error.to_string());
            ExitCode::from(2)
        }
    }
}

/// Runs the linter's own binary, so that there is one of it.
fn lint(arguments: &[OsString]) -> ExitCode {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");
    let status = std::process::Command::new(env!("CARGO"))
        .args([
            "run",
            "--quiet",
            "--package",
            "specwright",
            "--manifest-path",
            manifest,
            "--",
            "lint",
        ])
        .args(arguments)
        .status();
    exit(status)
}

/// Passes on the exit code of a program that cargo has run.
fn exit(status: std::io::Result<std::process::ExitStatus>) -> ExitCode {
    match status {
        Ok(status) => ExitCode::from(
            status
                .code()
                .and_then(|code| u8::try_from(code).ok())
                .unwrap_or(2),
        ),
        Err(error) => {
            eprint(&format!("error: cargo cannot be run: {error}"));
            ExitCode::from(2)
        }
    }
}

fn bench_lint(rounds: usize, only: Option<String>) -> Result<String, String> {
    let release = released()?;
    bench::lint(&bench::Options {
        rounds,
        only,
        folder: root().join("target/bench"),
        // Read when it is wanted: this program must run while there is no generated crate.
        schema: root().join("generated/schemas/ResizeDesktop.request.schema.json"),
        linter: release.join("specwright"),
        xtask: release.join("xtask"),
    })
}

fn bench_codegen(rounds: usize, spec: Option<PathBuf>, allow: &[Code]) -> Result<String, String> {
    bench::codegen(&bench::CodegenOptions {
        rounds,
        spec,
        allow: allow.iter().map(|code| code.as_str().to_owned()).collect(),
        folder: root().join("target/bench/codegen"),
        xtask: released()?.join("xtask"),
    })
}

fn bench_hostile(rounds: usize, only: Option<String>) -> Result<String, String> {
    let release = released()?;
    bench::hostile(&bench::HostileOptions {
        rounds,
        only,
        folder: root().join("target/bench/hostile"),
        linter: release.join("specwright"),
        xtask: release.join("xtask"),
    })
}

/// Builds the linter as users have it, and what it is compared with alike; returns their folder.
fn released() -> Result<PathBuf, String> {
    built(&["--release", "--package", "specwright", "--package", "xtask"])?;
    Ok(root().join("target/release"))
}

/// Builds the linter with the profile of this program, debug or release; returns the path of the linter.
#[cfg(feature = "laws")]
fn linter_program() -> Result<PathBuf, String> {
    let is_debug = cfg!(debug_assertions);
    built(match is_debug {
        true => &["--package", "specwright"],
        false => &["--package", "specwright", "--release"],
    })?;
    let folder = if is_debug {
        "target/debug"
    } else {
        "target/release"
    };
    Ok(root().join(folder).join("specwright"))
}

fn built(options: &[&str]) -> Result<(), String> {
    let built = std::process::Command::new(env!("CARGO"))
        .arg("build")
        .args(options)
        .current_dir(root())
        .status();
    match built.is_ok_and(|built| built.success()) {
        true => Ok(()),
        false => Err("the programs cannot be built".to_owned()),
    }
}

/// Says how something went.
fn said(outcome: Result<String, String>) -> ExitCode {
    match outcome {
        Ok(text) => {
            print(&text);
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprint(&format!("error: {message}"));
            ExitCode::from(2)
        }
    }
}

/// Prints a report. Without a reader there is nothing to do about an error.
fn print(report: &str) {
    let _ = terminal::print(&Text::lines(report));
}

fn eprint(message: &str) {
    terminal::eprint(&Text::lines(message));
}
