//! One run: all files checked, and what is found in them handed to the reports.

use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use specwright_spec::sanitize::Text;
use specwright_spec::terminal;

use super::{Done, Job, one};
use crate::baseline::Baseline;
use crate::cli::output::{Outputs, Target};
use crate::cli::progress::Progress;
use crate::cli::{CLEAN, FAILED, FOUND, LintArguments, failed};
use crate::diagnostic::Severity;
use crate::lint::{self, Checked};
use crate::policies::Failure;
use crate::policy::Policy;
use crate::report::{Style, Summary, counted};
use crate::write::Inputs;
use crate::{Contract, lines};

/// How many files are checked before what was found in them is written.
const BATCH: usize = 1024;

/// A run of the linter: what is asked for, and what was said so far.
pub(super) struct Run<'a> {
    arguments: &'a LintArguments,
    outputs: Outputs,
    progress: Option<Progress>,
    baseline: Option<Baseline>,
    /// How many files were mended, or would be.
    mended: usize,
    code: u8,
}

impl<'a> Run<'a> {
    /// Begins the reports.
    pub(super) fn begin(
        arguments: &'a LintArguments,
        jobs: &[Job],
        baseline: Option<Baseline>,
        inputs: &Inputs,
    ) -> Result<Self, Failure> {
        // The mended text of the standard input has the standard output to itself.
        let is_mended_there = arguments.fix && jobs.iter().any(|job| job.input.path().is_none());
        let is_reported_there = arguments.output.output.iter().any(Target::is_stdout);
        if is_mended_there && is_reported_there {
            return Err(failed(
                "the fixed text of `-` goes to the standard output; write the report to a file",
            ));
        }
        let is_stdout_taken = is_mended_there || is_reported_there;
        let outputs = Outputs::begin(&arguments.output, is_stdout_taken, &contracts(jobs), inputs)?;
        let is_silent = arguments.output.quiet || is_stdout_taken;
        Ok(Self {
            arguments,
            outputs,
            progress: (!is_silent).then(|| Progress::start(jobs.len())).flatten(),
            baseline,
            mended: 0,
            code: CLEAN,
        })
    }

    /// Checks all files, and says how it went.
    pub(super) fn complete(mut self, jobs: &[Job]) -> Result<u8, Failure> {
        match self.all(jobs) {
            Ok(()) => self.finish(),
            // Whoever read the report has closed it. That is no failure, and ends the run without a word; but what was
            // not checked is not called clean.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(match self.code {
                CLEAN => FAILED,
                code => code,
            }),
            Err(error) => Err(failed(error)),
        }
    }

    fn all(&mut self, jobs: &[Job]) -> io::Result<()> {
        let is_streamed = |job: &Job| job.is_streamed(self.arguments);
        let mut rest = jobs;
        while let Some(first) = rest.first() {
            if is_streamed(first) {
                self.stream(first)?;
                rest = &rest[1..];
                continue;
            }
            let whole = rest.iter().take_while(|job| !is_streamed(job));
            let (batch, behind) = rest.split_at(whole.take(BATCH).count());
            self.batch(batch)?;
            rest = behind;
        }
        Ok(())
    }

    /// Checks files side by side.
    fn batch(&mut self, jobs: &[Job]) -> io::Result<()> {
        let progress = self.progress.as_ref();
        let check = |job: &Job| {
            let done = one(&job.input, &job.policy, self.arguments);
            progress.inspect(|progress| progress.advance());
            done
        };
        let done: Vec<Done> = match jobs {
            // One file needs no threads to be started.
            [job] => vec![check(job)],
            jobs => jobs.par_iter().map(check).collect(),
        };
        for (job, done) in jobs.iter().zip(done) {
            self.file(job.input.name(), done)?;
        }
        Ok(())
    }

    fn file(&mut self, name: &Path, done: Done) -> io::Result<()> {
        self.mended += usize::from(done.is_mended);
        if self.arguments.diff && done.diff != Text::default() {
            self.code = self.code.max(FOUND);
        }
        // What is mended from the standard input goes there, whatever the report does.
        match self.arguments.fix {
            true => terminal::data(&done.text)?,
            false => self.write(|outputs| outputs.text(&done.diff))?,
        }
        self.write(|outputs| outputs.open(name))?;
        for checked in done.checked {
            self.add(name, checked)?;
        }
        self.write(|outputs| outputs.close(name))
    }

    /// Checks a file record by record.
    fn stream(&mut self, job: &Job) -> io::Result<()> {
        let (name, shown) = (job.input.name(), &job.input.shown());
        self.write(|outputs| outputs.open(name))?;
        let mut unwritten = None;
        let opened = job.input.open().map_err(|error| error.kind);
        let opened = opened.map(|reader| match &self.progress {
            Some(progress) => progress.watch(reader),
            None => reader,
        });
        let limit = self.arguments.contract.max_size;
        let read = opened.and_then(|reader| {
            let each = |checked| {
                self.add(name, checked).map_err(|error| {
                    unwritten = Some(error);
                    ErrorKind::Other.into()
                })
            };
            lines::check(reader, shown, &job.policy, limit, each).map_err(Into::into)
        });
        match (unwritten, read) {
            (Some(error), _) => return Err(error),
            (None, Err(kind)) => self.add(name, lint::unreadable(shown, &kind, &job.policy))?,
            (None, Ok(())) => {}
        }
        self.progress
            .as_ref()
            .inspect(|progress| progress.advance());
        self.write(|outputs| outputs.close(name))
    }

    fn add(&mut self, name: &Path, mut checked: Checked) -> io::Result<()> {
        if let Some(baseline) = &mut self.baseline {
            if self.arguments.write_baseline {
                baseline.accept(name, &checked.diagnostics);
                checked.diagnostics.clear();
            } else {
                baseline.apply(name, &mut checked.diagnostics);
            }
        }
        if self.arguments.output.quiet {
            let findings = &mut checked.diagnostics;
            findings.retain(|found| found.severity == Severity::Error);
        }
        self.code = self.code.max(verdict(&checked));
        self.write(|outputs| outputs.part(&checked))
    }

    /// Writes while no progress is shown.
    fn write(&mut self, written: impl FnOnce(&mut Outputs) -> io::Result<()>) -> io::Result<()> {
        let _pause = self.progress.as_ref().map(Progress::pause);
        written(&mut self.outputs)
    }

    /// Ends the reports once everything is checked.
    fn finish(self) -> Result<u8, Failure> {
        drop(self.progress);
        let accepted = self.baseline.filter(|_| self.arguments.write_baseline);
        if let Some(baseline) = &accepted {
            baseline.write().map_err(failed)?;
        }
        let output = &self.arguments.output;
        match self.outputs.end() {
            Ok(summary) if output.format == Style::Human && !output.quiet && accepted.is_none() => {
                let summary = in_words(&summary, self.mended, self.arguments);
                terminal::eprint_line(&summary);
            }
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
            Err(error) => return Err(failed(error)),
        }
        Ok(self.code)
    }
}

fn in_words(summary: &Summary, mended: usize, arguments: &LintArguments) -> String {
    let files = counted(mended, "file");
    match (mended, arguments.diff) {
        (0, _) => summary.to_string(),
        (_, true) => format!("{summary}; {files} would be mended"),
        (_, false) => format!("{summary}; {files} mended"),
    }
}

/// What the files are held against, each contract once.
pub(super) fn contracts(jobs: &[Job]) -> Vec<&Contract> {
    let mut policies: Vec<&Arc<Policy>> = Vec::new();
    for job in jobs {
        if !policies
            .iter()
            .any(|policy| Arc::ptr_eq(policy, &job.policy))
        {
            policies.push(&job.policy);
        }
    }
    let contracts = policies.into_iter().map(|policy| &policy.contract);
    contracts.collect()
}

fn verdict(checked: &Checked) -> u8 {
    let errors = checked
        .diagnostics
        .iter()
        .any(|found| found.severity == Severity::Error);
    match (checked.is_inaccessible, errors) {
        (true, _) => FAILED,
        (false, true) => FOUND,
        (false, false) => CLEAN,
    }
}
