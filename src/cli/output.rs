//! Where reports go: the standard output, and files that are put in their places once the run came through.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::{ColorChoice, ValueEnum};
use specwright_spec::sanitize::{self, Text};
use specwright_spec::terminal;

use super::{OutputArguments, failed};
use crate::Contract;
use crate::lint::Checked;
use crate::policies::Failure;
use crate::report::{Options, Report, Style, Summary};
use crate::write::{self, Draft, Inputs, Kind};

/// A report that is asked for beside the one on the standard output.
#[derive(Clone, Debug)]
pub(super) struct Target {
    style: Style,
    path: PathBuf,
}

impl Target {
    /// Returns `true` if the report goes to the standard output.
    pub(super) fn is_stdout(&self) -> bool {
        self.path.as_os_str() == "-"
    }
}

/// Reads `FORMAT=FILE`.
pub(super) fn target(text: &str) -> Result<Target, String> {
    let named = text.split_once('=');
    let style = named.and_then(|(style, _)| Style::from_str(style, false).ok());
    match (style, named) {
        (Some(style), Some((_, path))) if !path.is_empty() => Ok(Target {
            style,
            path: PathBuf::from(path),
        }),
        (Some(_), _) => Err("there is no file behind the `=`".to_owned()),
        (None, Some((style, _))) => Err(format!("`{style}` is none of the formats of `--format`")),
        (None, None) => Err(format!(
            "a format and `=` must stand before the file, as in `sarif={text}`"
        )),
    }
}

/// All reports of a run.
pub(super) struct Outputs {
    printed: Report<Box<dyn Write>>,
    files: Vec<Written>,
    summary: Summary,
    /// How many findings there were before the file that is being reported.
    before: usize,
}

/// A report that `--output` asks for.
struct Written {
    /// The path as it is named, and without links.
    path: PathBuf,
    resolved: PathBuf,
    report: Report<BufWriter<Place>>,
}

impl Outputs {
    /// Begins all reports, so that what cannot be written is known before anything is checked.
    pub(super) fn begin(
        arguments: &OutputArguments,
        is_stdout_taken: bool,
        contracts: &[&Contract],
        inputs: &Inputs,
    ) -> Result<Self, Failure> {
        let mut options = Options {
            colours: false,
            max_findings: arguments.max_findings,
        };
        let mut files: Vec<Written> = Vec::new();
        for target in &arguments.output {
            let Target { style, path } = target;
            let unwritable = |error: io::Error| failed(unwritable(path, &error));
            let (place, resolved) = match target.is_stdout() {
                true => (Place::Stdout(Box::new(terminal::stdout())), path.clone()),
                false => {
                    Place::new(path, *style, inputs).map_err(|error| unwritable(error.into()))?
                }
            };
            if files.iter().any(|file| file.resolved == resolved) {
                let path = sanitize::path(path);
                return Err(failed(format!("two reports are to be written to `{path}`")));
            }
            let out = BufWriter::new(place);
            let report = Report::begin(*style, options, contracts, out).map_err(unwritable)?;
            let path = path.clone();
            files.push(Written {
                path,
                resolved,
                report,
            });
        }
        let (out, is_terminal): (Box<dyn Write>, _) = match is_stdout_taken {
            true => (Box::new(terminal::stderr()), terminal::is_stderr_terminal()),
            false => (Box::new(terminal::stdout()), terminal::is_stdout_terminal()),
        };
        options.colours = has_colours(arguments.color, is_terminal);
        let printed = Report::begin(arguments.format, options, contracts, out);
        Ok(Self {
            printed: printed.map_err(|error| failed(unprintable(&error)))?,
            files,
            summary: Summary::default(),
            before: 0,
        })
    }

    /// Writes a text between the parts of the report on the standard output.
    pub(super) fn text(&mut self, text: &Text) -> io::Result<()> {
        let written = self.printed.text(text);
        written.map_err(|error| unprintable(&error))
    }

    /// Begins a file.
    pub(super) fn open(&mut self, name: &Path) -> io::Result<()> {
        self.summary.files += 1;
        self.before = self.summary.findings();
        for file in &mut self.files {
            let opened = file.report.open(name);
            opened.map_err(|error| unwritable(&file.path, &error))?;
        }
        self.printed.open(name).map_err(|error| unprintable(&error))
    }

    /// Adds a part of the file.
    pub(super) fn part(&mut self, checked: &Checked) -> io::Result<()> {
        self.summary.add(&checked.diagnostics);
        for file in &mut self.files {
            let written = file.report.part(checked);
            written.map_err(|error| unwritable(&file.path, &error))?;
        }
        self.printed
            .part(checked)
            .map_err(|error| unprintable(&error))
    }

    /// Ends the file.
    pub(super) fn close(&mut self, name: &Path) -> io::Result<()> {
        self.summary.files_with_findings += usize::from(self.summary.findings() > self.before);
        for file in &mut self.files {
            let closed = file.report.close(name);
            closed.map_err(|error| unwritable(&file.path, &error))?;
        }
        self.printed
            .close(name)
            .map_err(|error| unprintable(&error))
    }

    /// Ends all reports. The files are put in their places even if nobody reads the standard output any more.
    pub(super) fn end(self) -> io::Result<Summary> {
        let summary = self.summary;
        let mut printed = self.printed.end(&summary).map(|_| ());
        for Written { path, report, .. } in self.files {
            let placed = report
                .end(&summary)
                .and_then(|out| out.into_inner().map_err(io::IntoInnerError::into_error))
                .and_then(Place::settle);
            match placed {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                    printed = printed.and(Err(error));
                }
                placed => placed.map_err(|error| unwritable(&path, &error))?,
            }
        }
        printed.map_err(|error| unprintable(&error))?;
        Ok(summary)
    }
}

fn unwritable(path: &Path, error: &io::Error) -> io::Error {
    let message = format!("`{}` cannot be written: {error}", sanitize::path(path));
    io::Error::new(error.kind(), message)
}

fn unprintable(error: &io::Error) -> io::Error {
    let message = format!("the report cannot be written: {error}");
    io::Error::new(error.kind(), message)
}

/// The file or stream of a report that is being written.
enum Place {
    /// A regular file, with what it replaces.
    Beside(Draft, Style),
    /// What is no regular file, such as `/dev/stderr` or a pipe, cannot be replaced.
    Direct(File),
    Stdout(Box<dyn Write>),
}

impl Place {
    fn new(path: &Path, style: Style, inputs: &Inputs) -> Result<(Self, PathBuf), write::Error> {
        // The system's own links, such as `/dev/stderr`, lead where the user wants; others may be a stranger's.
        let is_system = path.starts_with("/dev") || path.starts_with("/proc");
        let path = &match is_system {
            true => path.canonicalize().unwrap_or_else(|_| path.into()),
            false => path.to_path_buf(),
        };
        let is_link = path
            .symlink_metadata()
            .is_ok_and(|found| found.is_symlink());
        let is_special = path
            .metadata()
            .is_ok_and(|found| !found.is_file() && !found.is_dir());
        if is_special && (is_system || !is_link) {
            let file = write::special(path)?;
            return Ok((Self::Direct(file), path.clone()));
        }
        let path = write::resolved(path)?;
        inputs.check(&path)?;
        path.parent().inspect(|folder| write::clear(folder));
        let draft = Draft::begin(&path, Kind::Report(style))?;
        Ok((Self::Beside(draft, style), path))
    }

    /// Puts the file in its place.
    fn settle(self) -> io::Result<()> {
        match self {
            Self::Direct(_) => Ok(()),
            Self::Stdout(mut out) => out.flush(),
            Self::Beside(draft, style) => Ok(draft.settle(Kind::Report(style))?),
        }
    }
}

impl Write for Place {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Beside(draft, _) => draft.write(bytes),
            Self::Direct(file) => file.write(bytes),
            Self::Stdout(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Beside(draft, _) => draft.flush(),
            Self::Direct(file) => file.flush(),
            Self::Stdout(out) => out.flush(),
        }
    }
}

/// `NO_COLOR` before `CLICOLOR_FORCE`, as both conventions have it, then what the terminal is.
fn has_colours(choice: ColorChoice, is_terminal: bool) -> bool {
    let variable = |name| std::env::var(name).unwrap_or_default();
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if !variable("NO_COLOR").is_empty() => false,
        ColorChoice::Auto => {
            let is_forced = !matches!(variable("CLICOLOR_FORCE").as_str(), "" | "0");
            is_forced || is_terminal && variable("TERM") != "dumb"
        }
    }
}
