//! `cargo xtask`: the project's own commands.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is a command line"
)]

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use specwright_spec::{Allowed, Code};
use xtask::bench::{self, Peer};
use xtask::codegen::{self, Outcome, Target};
use xtask::{corpus, laws};

/// The project's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask", arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Generate a crate from an OpenAPI 3.0 document.
    Codegen {
        /// The document, YAML or JSON; the project's own if left out.
        #[arg(long, requires = "out")]
        spec: Option<PathBuf>,
        /// The folder of the crate.
        #[arg(long, requires = "spec")]
        out: Option<PathBuf>,
        /// The package's name; made of the document's title if left out.
        #[arg(long, requires = "spec")]
        package: Option<String>,
        /// Let the mistakes of a class through, such as `value-mismatch`; can be given several times.
        #[arg(long, value_name = "CODE", value_parser = code)]
        allow: Vec<Code>,
        /// Write nothing; show what would change and exit with 1 if anything would.
        #[arg(long)]
        check: bool,
    },
    /// Hold the generated types against the schemas that they are made from.
    Laws {
        /// The document; the project's own if left out.
        #[arg(long, conflicts_with = "suite")]
        spec: Option<PathBuf>,
        /// Let the mistakes of a class through, such as `value-mismatch`; can be given several times.
        #[arg(long, value_name = "CODE", value_parser = code)]
        allow: Vec<Code>,
        /// Instances for each type.
        #[arg(long, default_value_t = 200)]
        samples: usize,
        /// What the random numbers begin with.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// The public JSON Schema test suite: its verdicts are what the types must agree with.
        #[arg(long)]
        suite: Option<PathBuf>,
    },
    /// Generate and compile a folder of documents.
    Corpus {
        /// The folder.
        folder: PathBuf,
        /// How many compilers run at once.
        #[arg(long)]
        jobs: Option<usize>,
    },
    /// Measure: `lint` beside its peers, with data made by a seeded generator.
    Bench {
        #[command(subcommand)]
        what: Bench,
    },
    /// Do what the linter is compared with.
    #[command(hide = true)]
    BenchPeer {
        peer: Peer,
        schema: PathBuf,
        path: PathBuf,
    },
    /// Run a command and print its nanoseconds and its peak memory in kB.
    #[command(hide = true)]
    BenchMeasure {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        command: Vec<OsString>,
    },
    /// Run the payload linter: the same as `specwright lint`.
    Lint {
        /// What `specwright lint` takes.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
}

#[derive(Subcommand)]
enum Bench {
    /// The payload linter.
    Lint {
        /// How often each program runs.
        #[arg(long, default_value_t = 9)]
        rounds: usize,
        /// One workload, by its letter.
        #[arg(long)]
        only: Option<String>,
    },
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Codegen {
            spec,
            out,
            package,
            allow,
            check,
        } => {
            let allowed = match allowed(allow) {
                Ok(allowed) => allowed,
                Err(message) => return said(Err(message)),
            };
            let mut target = match (spec, out) {
                (Some(spec), Some(out)) => Target::other(spec, out, package),
                _ => Target::own(),
            };
            target.allowed = allowed;
            generate(&target, check)
        }
        Command::Laws {
            spec,
            allow,
            samples,
            seed,
            suite,
        } => {
            let mut target = match spec {
                Some(spec) => Target::other(spec, PathBuf::new(), None),
                None => Target::own(),
            };
            target.allowed = match allowed(allow) {
                Ok(allowed) => allowed,
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
        Command::Corpus { folder, jobs } => {
            match corpus::run(&folder, jobs, |line| eprintln!("{line}")) {
                Ok(corpus::Outcome { report, failed }) => {
                    print!("{report}");
                    ExitCode::from(u8::from(failed))
                }
                Err(message) => said(Err(message)),
            }
        }
        Command::Bench {
            what: Bench::Lint { rounds, only },
        } => bench(rounds, only),
        Command::BenchPeer { peer, schema, path } => said(
            peer.run(&schema, &path)
                .map(|()| String::new())
                .map_err(|error| error.to_string()),
        ),
        Command::BenchMeasure { command } => {
            said(bench::measure(&command).map(|(time, memory)| format!("{time} {memory}\n")))
        }
        Command::Lint { arguments } => lint(&arguments),
    }
}

/// A class of mistakes by its name.
fn code(text: &str) -> Result<Code, String> {
    text.parse().map_err(|()| {
        let codes = Code::ALL.iter().copied();
        let codes = codes.filter(|code| Allowed::new([*code]).is_ok());
        let names: Vec<_> = codes.map(Code::as_str).collect();
        format!("write one of {}", names.join(", "))
    })
}

/// The mistakes of these classes, if all of them can be let through.
fn allowed(codes: Vec<Code>) -> Result<Allowed, String> {
    Allowed::new(codes).map_err(|code| {
        format!("`{code}` cannot be allowed: nothing can be made of a document with such a mistake")
    })
}

fn generate(target: &Target, check: bool) -> ExitCode {
    let run = if check {
        codegen::check
    } else {
        codegen::write
    };
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

/// Builds the linter as users have it, and what it is compared with alike, and measures them.
fn bench(rounds: usize, only: Option<String>) -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let built = std::process::Command::new(env!("CARGO"))
        .args([
            "build",
            "--release",
            "--package",
            "specwright",
            "--package",
            "xtask",
        ])
        .current_dir(&root)
        .status();
    if !built.is_ok_and(|built| built.success()) {
        return said(Err("the linter cannot be built".to_owned()));
    }
    said(bench::lint(&bench::Options {
        rounds,
        only,
        folder: root.join("target/bench"),
        // Read when it is wanted: this program must run while there is no generated crate.
        schema: root.join("generated/schemas/ResizeDesktop.request.schema.json"),
        linter: root.join("target/release/specwright"),
        xtask: root.join("target/release/xtask"),
    }))
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
