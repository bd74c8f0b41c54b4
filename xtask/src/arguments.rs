//! What the command line says.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use specwright_spec::input::Limit;
use specwright_spec::{Allowed, Code};
use xtask::bench::Peer;

/// The project's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask", arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Generate a crate from an OpenAPI 3.0 document.
    ///
    /// Only files that the generator wrote are replaced or removed, which the digest in their first lines proves. Any other file,
    /// link or pipe below `src` and `schemas`, and a `Cargo.toml` of somebody else, are listed, and nothing is written then.
    /// No link in the folder is followed. A run that was killed can be repeated, and a run waits for another one that writes to
    /// the same folder.
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
        #[command(flatten)]
        reading: Reading,
        /// Generate this operation, named by its ID or as `METHOD /path`, and what it reaches; can be given several times.
        #[arg(long, value_name = "OPERATION", num_args = 1.., requires = "spec")]
        only: Vec<String>,
        /// Write nothing; show what would change and exit with 1 if anything would.
        #[arg(long)]
        check: bool,
        /// Replace generated files that someone edited, such as those that a merge has left with conflicts. Without it they are
        /// listed, and nothing is written. Files that the generator did not write are never replaced.
        #[arg(long, conflicts_with_all = ["check", "report"])]
        discard_edits: bool,
        /// Write nothing; say which item carries each keyword of the document's schemas, or why none does.
        #[arg(long, conflicts_with = "check")]
        report: bool,
    },
    /// Judge the generated types and the linter by the schemas that they are made from.
    Laws(Laws),
    /// Generate from documents, and compile what comes of them.
    Corpus {
        /// The documents, or folders of them.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// How many compilers run at once.
        #[arg(long)]
        jobs: Option<usize>,
        /// Compile calls, too: with the feature `http` of the crates.
        #[arg(long)]
        calls: bool,
    },
    /// Generate a crate from a document whose every text is hostile, for each of many fragments; compile it, run its tests and
    /// examples, and write its documentation.
    Hostile {
        /// The name of one fragment.
        #[arg(long, value_name = "NAME")]
        fragment: Option<String>,
    },
    /// Compare the matcher of patterns with node, on random patterns of all of the syntax.
    Patterns {
        /// The number of patterns.
        #[arg(long, default_value_t = 10_000)]
        count: usize,
        /// The seed of the random numbers.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Write the verdicts of node to the checked-in table instead.
        #[arg(long)]
        record: bool,
    },
    /// Print the least identity policy for operations, and on the standard error what each of its actions is for.
    Policy {
        /// The document; the project's own if left out.
        #[arg(long)]
        spec: Option<PathBuf>,
        #[command(flatten)]
        reading: Reading,
        /// An operation that is used, named by its ID or as `METHOD /path`; all of the document if left out.
        #[arg(long, value_name = "OPERATION", num_args = 1..)]
        operation: Vec<String>,
    },
    /// Measure the linter or the generator beside its peers, or both with hostile inputs.
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

/// The documents of `laws`.
#[derive(Args)]
pub(super) struct Laws {
    /// The document; the project's own if left out.
    #[arg(long, conflicts_with = "suite")]
    pub(super) spec: Option<PathBuf>,
    #[command(flatten)]
    pub(super) reading: Reading,
    /// JSON instances that are sampled for each generated type and for each schema of an operation: 200 if left out. With
    /// `--fixes`, payloads that are sampled for each format: 4000 if left out.
    #[arg(long)]
    pub(super) samples: Option<usize>,
    /// What the random numbers begin with.
    #[arg(long, default_value_t = 1)]
    pub(super) seed: u64,
    /// The public JSON Schema test suite: its verdicts are what the types and the linter must agree with.
    #[arg(long)]
    pub(super) suite: Option<PathBuf>,
    /// Judge the linter alone, with these documents or folders of them.
    #[arg(long, value_name = "PATH", num_args = 1.., group = "judged", conflicts_with_all = ["spec", "suite"])]
    pub(super) linter: Vec<PathBuf>,
    /// Judge the linter's fixes alone, with random payloads of each format.
    #[arg(long, group = "judged", conflicts_with_all = ["spec", "suite"])]
    pub(super) fixes: bool,
    /// Judge the linter by the verdicts of this Python's package `jsonschema`, which computes with exact decimals; or fixes in
    /// YAML by its package `ruamel.yaml`.
    #[arg(long, value_name = "PYTHON", requires = "judged")]
    pub(super) referee: Option<PathBuf>,
}

/// How a document is read.
#[derive(Args)]
pub(super) struct Reading {
    /// Regrade the defects of a class to warnings, such as `value-mismatch`; can be given several times.
    #[arg(long, value_name = "CODE", value_parser = code)]
    pub(super) allow: Vec<Code>,
    /// Make the warnings about the document errors, too, except those of the classes that `--allow` names.
    #[arg(long)]
    pub(super) strict: bool,
    /// The most bytes that the document, and each file that it refers to, may have, such as `512MiB`.
    #[arg(long, value_name = "SIZE", default_value = "256MiB")]
    pub(super) max_size: Limit,
}

#[derive(Subcommand)]
pub(super) enum Bench {
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
    /// Time and memory of hostile inputs, at size n and 4n.
    Hostile {
        /// The number of runs that are measured of each input.
        #[arg(long, default_value_t = 3)]
        rounds: usize,
        /// Only the inputs whose name contains this text.
        #[arg(long)]
        only: Option<String>,
    },
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
