//! `cargo xtask`: the project's own commands.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is a command line"
)]

mod arguments;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use specwright_spec::{Allowed, Code};
use xtask::bench;
use xtask::codegen::{self, Outcome, Target, root};
use xtask::{corpus, laws, policy};

use arguments::{Arguments, Bench, Command};

/// Generating is mostly making and dropping small things, which with the system's allocator was more than a third of a profile.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Codegen {
            spec,
            out,
            package,
            allow,
            only,
            check,
            report,
        } => {
            let allowed = match allowed(allow) {
                Ok(allowed) => allowed,
                Err(message) => return said(Err(message)),
            };
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
            target.allowed = allowed;
            target.only = only;
            let run = match (check, report) {
                (true, _) => codegen::check,
                (false, true) => codegen::report,
                (false, false) => codegen::write,
            };
            generate(&target, check, run)
        }
        Command::Laws {
            spec,
            allow,
            samples,
            seed,
            suite,
        } => {
            let target = match read_only(spec, allow) {
                Ok(target) => target,
                Err(message) => return said(Err(message)),
            };
            let outcome = match suite {
                Some(suite) => laws::suite(&suite),
                None => laws::documents("document", &[target], laws::Options { samples, seed }),
            };
            match outcome {
                Ok(laws::Outcome { report, disagrees }) => {
                    print!("{report}");
                    ExitCode::from(u8::from(disagrees))
                }
                Err(message) => said(Err(message)),
            }
        }
        Command::Corpus { paths, jobs, calls } => {
            match corpus::run(&paths, jobs, calls, |line| eprintln!("{line}")) {
                Ok(corpus::Outcome { report, failed }) => {
                    print!("{report}");
                    ExitCode::from(u8::from(failed))
                }
                Err(message) => said(Err(message)),
            }
        }
        Command::Policy {
            spec,
            allow,
            operation,
        } => {
            let mut target = match read_only(spec, allow) {
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

/// The mistakes of these classes, if all of them can be let through.
fn allowed(codes: Vec<Code>) -> Result<Allowed, String> {
    Allowed::new(codes).map_err(|code| {
        format!("`{code}` cannot be allowed: nothing can be made of a document with such a mistake")
    })
}

/// A document from which nothing is written: that one, or the project's own.
fn read_only(spec: Option<PathBuf>, allow: Vec<Code>) -> Result<Target, String> {
    let mut target = match spec {
        Some(spec) => Target::other(spec, PathBuf::new(), None),
        None => Target::own(),
    };
    target.allowed = allowed(allow)?;
    Ok(target)
}

fn generate(
    target: &Target,
    check: bool,
    run: fn(&Target) -> Result<Outcome, codegen::Error>,
) -> ExitCode {
    match run(target) {
        Ok(Outcome { report, drifted }) => {
            print!("{report}");
            ExitCode::from(u8::from(check && drifted))
        }
        Err(error) => {
            eprint!("{error}");
            ExitCode::from(2)
        }
    }
}

/// The policy is for a file, the table for people.
fn policy(target: &Target) -> ExitCode {
    match policy::policy(target) {
        Ok(policy::Outcome { policy, report }) => {
            eprint!("{report}");
            print!("{}", policy.as_deref().unwrap_or_default());
            ExitCode::from(u8::from(policy.is_none()))
        }
        Err(error) => {
            eprint!("{error}");
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
    match status {
        Ok(status) => ExitCode::from(
            status
                .code()
                .and_then(|code| u8::try_from(code).ok())
                .unwrap_or(2),
        ),
        Err(error) => {
            eprintln!("error: cargo cannot be run: {error}");
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
    let built = std::process::Command::new(env!("CARGO"))
        .args([
            "build",
            "--release",
            "--package",
            "specwright",
            "--package",
            "xtask",
        ])
        .current_dir(root())
        .status();
    if built.is_ok_and(|built| built.success()) {
        Ok(root().join("target/release"))
    } else {
        Err("the programs cannot be built".to_owned())
    }
}

/// Says how something went.
fn said(outcome: Result<String, String>) -> ExitCode {
    match outcome {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}
