//! The command line: what can be asked, and the exit code that answers.

mod document;
mod explain;
mod lint;
mod output;
mod progress;
mod schema;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ColorChoice, Parser, Subcommand};
use specwright_spec::input::Limit;
use specwright_spec::sanitize::Text;
use specwright_spec::terminal;

use crate::contract::Shape;
use crate::parse::Format;
use crate::policies::{Failure, Policies, Spec, Wishes};
use crate::policy::Levels;
use crate::report::{self, Style};

/// Nothing was found.
const CLEAN: u8 = 0;
/// There are findings that are errors.
const FOUND: u8 = 1;
/// Something could not be read or was asked for wrongly.
const FAILED: u8 = 2;

/// Checks the request payloads of an OpenAPI operation, offline.
#[derive(Debug, Parser)]
#[command(name = "specwright", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check payloads.
    ///
    /// Exits with 0 if no error is found, with 1 if one is, and with 2 if something could not be read.
    Lint(LintArguments),
    /// Explain a rule.
    Explain {
        /// The rule's code, such as `missing-field`.
        code: String,
        #[command(flatten)]
        contract: ContractArguments,
    },
    /// List the rules.
    Rules {
        #[command(flatten)]
        contract: ContractArguments,
    },
    /// Print the JSON Schema that payloads are held against.
    Schema {
        #[command(flatten)]
        contract: ContractArguments,
    },
    /// Print the built-in OpenAPI document, whose lines are those that reports name.
    Document,
}

/// Which contract payloads are held against.
#[derive(Clone, Debug, Args)]
struct ContractArguments {
    /// The OpenAPI document; the built-in one of Huawei Cloud Workspace if left out.
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,
    /// The operation, by its ID or as `METHOD PATH`; not needed if the document has only one.
    #[arg(long, value_name = "ID")]
    operation: Option<String>,
    /// The part of the operation: `request`, `response` or a status.
    #[arg(long, value_name = "PART")]
    part: Option<String>,
    /// The largest document, payload or record that is read, such as `512MiB`; 256 MiB if left out.
    #[arg(long, value_name = "SIZE", default_value_t, hide_default_value = true)]
    max_size: Limit,
    /// Make every defect of the document an error, also where the operation does not reach it.
    #[arg(long)]
    strict: bool,
}

#[derive(Debug, Args)]
struct LintArguments {
    /// Files, folders and glob patterns; `-` is the standard input. Without any, all that `specwright.toml` names.
    paths: Vec<OsString>,
    /// Of the paths, check only the files that `specwright.toml` names; all of them, if there is none.
    #[arg(long)]
    configured_only: bool,
    #[command(flatten)]
    contract: ContractArguments,
    /// The name of what comes from the standard input; its ending gives the format.
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<PathBuf>,
    /// The format of every input, whatever its name ends in.
    ///
    /// If left out, the ending of the name gives the format. Of a pipe or a name without an ending, the text does: it is
    /// JSON if it begins with `{` or `[`, and YAML otherwise.
    #[arg(long, value_enum, value_name = "FORMAT")]
    input_format: Option<Format>,
    /// Apply the fixes that are certain, and report the other findings.
    ///
    /// A fix replaces one token: quotes, case and separators of a value or name, a slip in a required name, or syntax. No
    /// other value, anchor, alias, tag or comment changes. A file that is read-only or has several hard links is left as it is, and reported.
    #[arg(long)]
    fix: bool,
    /// Show the changes that `--fix` would make, and report the findings that would remain. No file is changed.
    #[arg(long, conflicts_with = "fix")]
    diff: bool,
    /// How a file holds a request: `body` alone, or body and parameters as KooCLI's `--cli-jsonInput` takes them.
    #[arg(long, value_enum)]
    shape: Option<Shape>,
    /// Make the findings of a rule errors; `warnings` stands for all warnings.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    deny: Vec<String>,
    /// Make the findings of a rule warnings.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    warn: Vec<String>,
    /// Leave the findings of a rule out.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    allow: Vec<String>,
    /// Accept all findings of now: write them to the baseline that `specwright.toml` names.
    #[arg(long, conflicts_with_all = ["fix", "diff"])]
    write_baseline: bool,
    #[command(flatten)]
    output: OutputArguments,
    /// How many threads check files; as many as there are cores if left out.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

/// Where reports go and how they look.
#[derive(Debug, Args)]
struct OutputArguments {
    /// How findings are shown on the standard output.
    #[arg(long, value_enum, default_value_t = Style::Human)]
    format: Style,
    /// Write a further report to a file, such as `sarif=report.sarif`; may be given several times.
    ///
    /// The formats are those of `--format`, whose report goes to the standard output all the same. The file is written
    /// once everything is checked, and is left as it was if the run does not come through. It replaces an older report of
    /// the same format, and no other file. `-` is the standard output; the report of `--format` then goes to the standard error.
    #[arg(long, value_name = "FORMAT=FILE", value_parser = output::target)]
    output: Vec<output::Target>,
    /// Report errors and no warnings, and print no summary.
    #[arg(long, short)]
    quiet: bool,
    /// When to use colours; `auto` heeds the terminal and the variables `NO_COLOR` and `CLICOLOR_FORCE`.
    #[arg(long, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    color: ColorChoice,
    /// Show no more than N findings, and say how many more there are. Formats for machines have all that are kept: up to
    /// 1000 of a file.
    #[arg(long, value_name = "N")]
    max_findings: Option<usize>,
}

impl ContractArguments {
    /// What they ask for, without levels of rules.
    fn wishes(&self) -> Wishes {
        Wishes {
            spec: self.spec.clone(),
            operation: self.operation.clone(),
            part: self.part.clone(),
            shape: None,
            levels: Levels::default(),
            limit: self.max_size,
            strict: self.strict,
        }
    }

    /// The document that they name.
    fn document(&self) -> Spec<'_> {
        let path = self.spec.as_deref();
        path.map_or(Spec::BuiltIn, Spec::CommandLine)
    }
}

/// Runs what the command line asks for.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::try_parse().unwrap_or_else(|error| {
        // The error quotes arguments: it is the same for arguments without anything unsafe.
        let shown = Arguments::try_parse_from(terminal::arguments());
        shown.err().unwrap_or(error).exit()
    });
    let code = match arguments.command {
        Command::Lint(arguments) => lint::run(&arguments),
        Command::Explain { code, contract } => explain::rule(&code, &contract),
        Command::Rules { contract } => explain::rules(&contract),
        Command::Schema { contract } => schema::run(&contract),
        Command::Document => document::run(),
    };
    ExitCode::from(code.unwrap_or_else(|failure| {
        terminal::eprint(&match failure {
            Failure::Message(message) => Text::line(&format!("error: {message}")),
            Failure::Document(errors) => {
                let mut text = Text::lines("error: the OpenAPI document has mistakes\n\n");
                text.push(&errors.report(false));
                text
            }
            Failure::Config(mistakes) => report::mistakes(&mistakes),
        });
        FAILED
    }))
}

/// Shows the defects of documents that are reached, on the standard error.
fn warn(policies: &Policies) {
    for warnings in policies.warnings() {
        let mut text = warnings.report(false);
        text.push(&Text::line(""));
        terminal::eprint(&text);
    }
}

/// Prints to the standard output.
fn say(text: &Text) -> Result<(), Failure> {
    terminal::print(text).map_err(failed)
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::Message(error.to_string())
}
