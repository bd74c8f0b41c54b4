//! `cargo xtask`: the project's own commands.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is a command line"
)]

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use specwright_spec::{Allowed, Code};
use xtask::bench::{self, Peer};
use xtask::codegen::{self, Outcome, Target, root};
use xtask::{corpus, laws};

/// Generating is mostly making and dropping small things, for which the system's allocator takes 1.7 times as long in all.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
        #[arg(long)]
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
        /// Generate this operation, named by its ID or as `METHOD /path`, and what it reaches; can be given several times.
        #[arg(long, value_name = "OPERATION", num_args = 1.., requires = "spec")]
        only: Vec<String>,
        /// Write nothing; show what would change and exit with 1 if anything would.
        #[arg(long)]
        check: bool,
        /// Write nothing; say which item carries each keyword of the document's schemas, or why none does.
        #[arg(long, conflicts_with = "check")]
        report: bool,
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
    /// Generate from documents, and compile what comes of them.
    Corpus {
        /// The documents, or folders of them.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// How many compilers run at once.
        #[arg(long)]
        jobs: Option<usize>,
    },
    /// Measure the linter or the generator beside its peers.
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
    /// Do every stage of a generation once, and print the nanoseconds of each.
    #[command(hide = true)]
    BenchStages {
        spec: PathBuf,
        #[arg(long, value_name = "CODE", value_parser = code)]
        allow: Vec<Code>,
    },
    /// Run a command and print its nanoseconds, those of its processors, and its peak memory in kB.
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
    /// The generator.
    Codegen {
        /// How often everything runs.
        #[arg(long, default_value_t = 5)]
        rounds: usize,
        /// The document; one is made if it is left out.
        #[arg(long)]
        spec: Option<PathBuf>,
        /// Let the mistakes of a class through, such as `value-mismatch`; can be given several times.
        #[arg(long, value_name = "CODE", value_parser = code)]
        allow: Vec<Code>,
    },
}

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
        Command::Corpus { paths, jobs } => {
            match corpus::run(&paths, jobs, |line| eprintln!("{line}")) {
                Ok(corpus::Outcome { report, failed }) => {
                    print!("{report}");
                    ExitCode::from(u8::from(failed))
                }
                Err(message) => said(Err(message)),
            }
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
