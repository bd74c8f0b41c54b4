//! What was found, as text for people and for machines.

mod begun;
mod checkstyle;
mod concise;
mod finding;
mod fingerprint;
mod github;
mod gitlab;
mod human;
mod items;
mod json;
mod jsonl;
mod junit;
mod limit;
mod out;
mod place;
mod rdjson;
mod sarif;
mod summary;
mod xml;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use specwright_spec::sanitize::Text;

use crate::Contract;
use crate::config::Mistakes;
use crate::lint::Checked;
use limit::Limit;
use out::{Out, Piece};
pub use summary::Summary;
pub(crate) use summary::counted;

/// The name by which reports call the linter.
const TOOL: &str = env!("CARGO_PKG_NAME");

/// What is wrong with a configuration, for people.
pub(crate) fn mistakes(mistakes: &Mistakes) -> Text {
    let mut text = Text::default();
    for mistake in &mistakes.diagnostics {
        text.push(&human::one(&mistakes.source, mistake, None, None, false));
    }
    text
}

/// How findings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Style {
    /// With the text around each finding, for people.
    Human,
    /// One line for each finding: `path:line:column: severity[code] message`.
    Concise,
    /// One JSON object with all files and findings.
    Json,
    /// A JSON object on a line for each finding.
    Jsonl,
    /// SARIF 2.1.0, as code scanning takes it.
    Sarif,
    /// Annotations of a GitHub workflow.
    Github,
    /// GitLab's report of code quality.
    Gitlab,
    /// JUnit XML: a test suite for each file, a failure for each error.
    Junit,
    /// Checkstyle XML.
    Checkstyle,
    /// The JSON that reviewdog reads.
    Rdjson,
}

impl Style {
    /// Whether people read it, so that it may be cut or coloured.
    #[must_use]
    pub const fn is_for_people(self) -> bool {
        matches!(self, Self::Human | Self::Concise)
    }
}

/// How a report for people looks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Whether [`Style::Human`] has the colours of a terminal.
    pub colours: bool,
    /// How many findings are shown before the rest is only counted; machines get them all.
    pub max_findings: Option<usize>,
}

/// What a style writes before, for and behind each file.
trait Form {
    /// Begins the report.
    fn begin(&mut self, _contracts: &[&Contract], _out: &mut Out<'_>) -> io::Result<()> {
        Ok(())
    }

    /// Begins a file.
    fn open(&mut self, _name: &Path, _out: &mut Out<'_>) -> io::Result<()> {
        Ok(())
    }

    /// Adds a part of the file: all of it, or one of its records.
    fn part(&mut self, name: &Path, checked: &Checked, out: &mut Out<'_>) -> io::Result<()>;

    /// Ends the file.
    fn close(&mut self, _name: &Path, _out: &mut Out<'_>) -> io::Result<()> {
        Ok(())
    }

    /// Ends the report.
    fn end(&mut self, _summary: &Summary, _out: &mut Out<'_>) -> io::Result<()> {
        Ok(())
    }
}

/// A report that is being written, file by file.
pub struct Report<W> {
    form: Box<dyn Form>,
    /// The name of the file that is being reported.
    name: PathBuf,
    out: W,
}

impl<W: Write> Report<W> {
    /// Begins a report about files that are held against these contracts.
    ///
    /// # Errors
    /// What the writer says.
    pub fn begin(
        style: Style,
        options: Options,
        contracts: &[&Contract],
        mut out: W,
    ) -> io::Result<Self> {
        let limit = Limit::new(options.max_findings);
        let mut form: Box<dyn Form> = match style {
            Style::Human => Box::new(human::Human::new(options.colours, limit)),
            Style::Concise => Box::new(concise::Concise::new(limit)),
            Style::Json => Box::new(json::Json::default()),
            Style::Jsonl => Box::new(jsonl::JsonLines),
            Style::Sarif => Box::new(sarif::Sarif::default()),
            Style::Github => Box::new(github::Github),
            Style::Gitlab => Box::new(gitlab::Gitlab::default()),
            Style::Junit => Box::new(junit::Junit::default()),
            Style::Checkstyle => Box::new(checkstyle::Checkstyle),
            Style::Rdjson => Box::new(rdjson::Rdjson::default()),
        };
        form.begin(contracts, &mut Out::new(&mut out))?;
        Ok(Self {
            form,
            name: PathBuf::new(),
            out,
        })
    }

    /// Writes text between the parts of a report for people.
    ///
    /// # Errors
    /// What the writer says.
    pub fn text(&mut self, text: &Text) -> io::Result<()> {
        Out::new(&mut self.out).put(&[Piece::Lines(text)])
    }

    /// Begins a file.
    ///
    /// # Errors
    /// What the writer says.
    pub fn open(&mut self, name: impl AsRef<Path>) -> io::Result<()> {
        name.as_ref().clone_into(&mut self.name);
        self.form.open(&self.name, &mut Out::new(&mut self.out))
    }

    /// Adds a part of the file: all of it, or one of its records.
    ///
    /// # Errors
    /// What the writer says.
    pub fn part(&mut self, checked: &Checked) -> io::Result<()> {
        let out = &mut Out::new(&mut self.out);
        self.form.part(&self.name, checked, out)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// What the writer says.
    pub fn close(&mut self, name: impl AsRef<Path>) -> io::Result<()> {
        let out = &mut Out::new(&mut self.out);
        self.form.close(name.as_ref(), out)
    }

    /// Ends the report, and gives back where it went.
    ///
    /// # Errors
    /// What the writer says.
    pub fn end(mut self, summary: &Summary) -> io::Result<W> {
        self.form.end(summary, &mut Out::new(&mut self.out))?;
        self.out.flush()?;
        Ok(self.out)
    }
}
