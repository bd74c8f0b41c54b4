//! `cargo xtask`: the project's own commands.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is a command line"
)]

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::codegen::{self, Outcome, Target};

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
        /// Write nothing; show what would change and exit with 1 if anything would.
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    let Command::Codegen {
        spec,
        out,
        package,
        check,
    } = Arguments::parse().command;
    let target = match (spec, out) {
        (Some(spec), Some(out)) => Target::other(spec, out, package),
        _ => Target::own(),
    };
    let run = if check {
        codegen::check
    } else {
        codegen::write
    };
    match run(&target) {
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
