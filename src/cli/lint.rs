//! `specwright lint`.

mod run;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use specwright_spec::input::{self, Limit};
use specwright_spec::sanitize::{self, Text};
use specwright_spec::terminal;

use self::run::Run;
use super::{LintArguments, failed};
use crate::baseline::Baseline;
use crate::config::{self, Config};
use crate::files::{self, Input, Inputs};
use crate::lint::{self, Checked};
use crate::parse::{Format, quoted};
use crate::policies::{Failure, Policies, Wishes};
use crate::policy::{Level, Levels, Policy};
use crate::report::counted;
use crate::{fix, lines, suggest, write};

/// What a file's check amounts to.
struct Done {
    /// One, or one for each record in which something is found.
    checked: Vec<Checked>,
    /// The diff, which is printed before any finding.
    diff: Text,
    /// The mended text of the standard input, which goes to the standard output as it is.
    text: Vec<u8>,
    /// Whether the text was mended, or would be.
    is_mended: bool,
}

/// A file and the policy that it is under.
struct Job {
    input: Input,
    policy: Arc<Policy>,
}

impl Job {
    /// Whether it is read record by record.
    fn is_streamed(&self, arguments: &LintArguments) -> bool {
        self.input.has_records() && !arguments.fix && !arguments.diff
    }
}

/// Checks what the arguments name, and says what was found.
pub(super) fn run(arguments: &LintArguments) -> Result<u8, Failure> {
    let mut policies = Policies::new(wishes(arguments));
    let config = policies.config(Path::new(""))?;
    let inputs = match (arguments.paths.is_empty(), &config) {
        (false, _) => files::named(&arguments.paths, arguments.stdin_filename.as_deref()),
        (true, Some(config)) => files::configured(config),
        (true, None) => Err(format!(
            "there is nothing to check: name files or folders, or write a `{}`",
            config::FILE_NAME
        )),
    };
    let inputs = inputs.map_err(failed)?;
    let Inputs { files, skipped } = match arguments.input_format {
        Some(format) => inputs.in_format(format),
        None => inputs,
    };
    let jobs = jobs(files, &mut policies, arguments.configured_only)?;
    check_codes(arguments, &jobs)?;
    if arguments.diff && !arguments.output.format.is_for_people() {
        return Err(failed(
            "`--diff` goes with a format for people; use `--output` for another report",
        ));
    }
    let baseline = baseline(arguments, config.as_deref())?;
    if jobs.len() > 1 || jobs.iter().any(|job| job.is_streamed(arguments)) {
        rayon::ThreadPoolBuilder::new()
            .num_threads(arguments.threads.unwrap_or(0))
            .build_global()
            .map_err(failed)?;
    }
    let inputs = used(&jobs, &policies, config.as_deref());
    let run = Run::begin(arguments, &jobs, baseline, &inputs)?;
    if !arguments.output.quiet && arguments.output.format.is_for_people() {
        note(&skipped);
        super::warn(&policies);
    }
    if arguments.fix {
        let folders = jobs.iter().filter_map(|job| job.input.path()?.parent());
        folders
            .collect::<BTreeSet<_>>()
            .into_iter()
            .for_each(write::clear);
    }
    run.complete(&jobs)
}

/// What the arguments want of every file.
fn wishes(arguments: &LintArguments) -> Wishes {
    let mut levels = Levels::default();
    let named = [
        (&arguments.allow, Level::Allow),
        (&arguments.warn, Level::Warn),
        (&arguments.deny, Level::Deny),
    ];
    for (codes, level) in named {
        codes.iter().for_each(|code| levels.set(code, level));
    }
    Wishes {
        shape: arguments.shape,
        levels,
        ..arguments.contract.wishes()
    }
}

/// Refuses the codes of the arguments that are none.
fn check_codes(arguments: &LintArguments, jobs: &[Job]) -> Result<(), Failure> {
    let contracts = run::contracts(jobs);
    let codes = contracts.iter().flat_map(|contract| contract.codes());
    let codes: Vec<&str> = codes.chain([Levels::WARNINGS]).collect();
    let named = [&arguments.allow, &arguments.warn, &arguments.deny];
    let wrong = named
        .into_iter()
        .flatten()
        .find(|code| !codes.contains(&code.as_str()));
    let Some(code) = wrong else { return Ok(()) };
    let meant = suggest::closest(code, codes.iter().copied());
    let meant = meant.map(|meant| format!("; did you mean `{meant}`?"));
    Err(failed(format!(
        "there is no rule `{code}`{}",
        meant.unwrap_or_default()
    )))
}

fn jobs(
    inputs: Vec<Input>,
    policies: &mut Policies,
    configured_only: bool,
) -> Result<Vec<Job>, Failure> {
    let with_policy = inputs.into_iter().map(|input| {
        let path = input.path().unwrap_or(input.name());
        let policy = policies.of_file(path)?;
        Ok(Job { input, policy })
    });
    let jobs: Result<Vec<Job>, Failure> = with_policy.collect();
    let mut jobs = jobs?;
    jobs.retain(|job| job.policy.is_configured || !configured_only);
    Ok(jobs)
}

fn baseline(
    arguments: &LintArguments,
    config: Option<&Config>,
) -> Result<Option<Baseline>, Failure> {
    let named = config.and_then(|config| Some((&config.folder, config.baseline.as_deref()?)));
    match (named, arguments.write_baseline) {
        (None, false) => Ok(None),
        (None, true) => Err(failed(format!(
            "`{}` names no `baseline`",
            config::FILE_NAME
        ))),
        (Some((folder, path)), true) => Baseline::begin(folder, path).map(Some).map_err(failed),
        (Some((folder, path)), false) => Baseline::read(folder, path).map(Some).map_err(failed),
    }
}

/// The files that the run reads.
fn used(jobs: &[Job], policies: &Policies, config: Option<&Config>) -> write::Inputs {
    let payloads = jobs.iter().filter_map(|job| job.input.path());
    let baseline = config.and_then(|config| config.baseline.as_deref());
    let named = payloads.chain(baseline).map(Path::to_path_buf);
    write::Inputs::new(named.chain(policies.files()))
}

/// Says which entries of folders are not checked, as they are no files.
fn note(skipped: &[input::Error]) {
    /// More are counted.
    const MOST: usize = 5;

    for error in skipped.iter().take(MOST) {
        let path = quoted(&sanitize::unicode(error.path.as_os_str()));
        let line = format!("note: {path} is not checked: {}", error.kind.reason());
        terminal::eprint_line(&line);
    }
    if skipped.len() > MOST {
        let more = counted(skipped.len() - MOST, "further path");
        terminal::eprint_line(&format!("note: not checked either: {more}"));
    }
}

fn one(input: &Input, policy: &Arc<Policy>, arguments: &LintArguments) -> Done {
    let limit = arguments.contract.max_size;
    let name = &input.shown();
    let bytes = match input.read(limit) {
        Ok(bytes) => bytes,
        Err(error) => {
            return Done {
                checked: vec![lint::unreadable(name, &error.kind, policy)],
                diff: Text::default(),
                text: Vec::new(),
                is_mended: false,
            };
        }
    };
    if !arguments.fix && !arguments.diff {
        let checked = match input.format(&bytes) {
            Format::JsonLines => records(name, &bytes, policy, limit),
            format => vec![lint::file(name, bytes, format, policy)],
        };
        return Done {
            checked,
            diff: Text::default(),
            text: Vec::new(),
            is_mended: false,
        };
    }
    let (text, left) = match input.format(&bytes) {
        Format::JsonLines => lines::mend(&bytes, name, policy, limit),
        format => {
            let mended = lint::mend(name, &bytes, format, policy);
            (mended.text.map(String::into_bytes), vec![mended.left])
        }
    };
    if arguments.diff {
        let diff = text.map(|new| diff(name, &bytes, &new));
        return Done {
            checked: left,
            is_mended: diff.is_some(),
            diff: diff.unwrap_or_default(),
            text: Vec::new(),
        };
    }
    put_back(input, &bytes, text, left, policy)
}

/// What is found in records that are there as a whole.
fn records(name: &str, bytes: &[u8], policy: &Arc<Policy>, limit: Limit) -> Vec<Checked> {
    let mut found = Vec::new();
    let each = |checked| {
        found.push(checked);
        Ok(())
    };
    if let Err(error) = lines::check(bytes, name, policy, limit, each) {
        found.push(lint::inaccessible(name, error.to_string(), policy));
    }
    found
}

/// Puts the mended text in the place of the old one, which for the standard input is the standard output.
fn put_back(
    input: &Input,
    old: &[u8],
    new: Option<Vec<u8>>,
    left: Vec<Checked>,
    policy: &Arc<Policy>,
) -> Done {
    let is_mended = new.is_some();
    let Some(path) = input.path() else {
        let text = new.unwrap_or_else(|| old.to_vec());
        return Done {
            checked: left,
            diff: Text::default(),
            text,
            is_mended,
        };
    };
    let replaced = new.map_or(Ok(()), |new| fix::replace(path, old, &new));
    let is_replaced = replaced.is_ok();
    let checked = match replaced {
        Ok(()) => left,
        Err(error) => {
            let message = format!("the file cannot be mended: {error}");
            vec![lint::inaccessible(&input.shown(), message, policy)]
        }
    };
    Done {
        checked,
        diff: Text::default(),
        text: Vec::new(),
        is_mended: is_mended && is_replaced,
    }
}

fn diff(name: &str, old: &[u8], new: &[u8]) -> Text {
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    let diff = similar::TextDiff::from_lines(old.as_ref(), new.as_ref());
    let name = sanitize::line(name);
    Text::lines(&diff.unified_diff().header(&name, &name).to_string())
}
