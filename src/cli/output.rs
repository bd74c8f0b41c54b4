//! Where reports go: the standard output, and files that are put in their places once the run came through.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::{ColorChoice, ValueEnum};
use specwright_spec::sanitize::{self, Text};
use specwright_spec::terminal;
use tempfile::NamedTempFile;

use super::{OutputArguments, failed};
use crate::Contract;
use crate::lint::Checked;
use crate::policies::Failure;
use crate::report::{Options, Report, Style, Summary};

/// A report that is asked for beside the one on the standard output.
#[derive(Clone, Debug)]
pub(super) struct Target {
    style: Style,
    path: PathBuf,
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

/// A report that goes to a file.
struct Written {
    path: PathBuf,
    report: Report<BufWriter<Place>>,
}

impl Outputs {
    /// Begins all reports, so that what cannot be written is known before anything is checked.
    pub(super) fn begin(
        arguments: &OutputArguments,
        is_stdout_taken: bool,
        contracts: &[&Contract],
    ) -> Result<Self, Failure> {
        let mut options = Options {
            colours: false,
            max_findings: arguments.max_findings,
        };
        let mut files: Vec<Written> = Vec::new();
        for Target { style, path } in &arguments.output {
            if files.iter().any(|file| file.path == *path) {
                let path = sanitize::path(path);
                return Err(failed(format!("two reports are to be written to `{path}`")));
            }
            let report = Place::new(path)
                .and_then(|place| Report::begin(*style, options, contracts, BufWriter::new(place)))
                .map_err(|error| failed(unwritable(path, &error)))?;
            let path = path.clone();
            files.push(Written { path, report });
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
    pub(super) fn open(&mut self, name: &str) -> io::Result<()> {
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
    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
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
        let printed = self.printed.end(&summary);
        for Written { path, report } in self.files {
            let placed = report
                .end(&summary)
                .and_then(|out| out.into_inner().map_err(io::IntoInnerError::into_error))
                .and_then(Place::settle);
            placed.map_err(|error| unwritable(&path, &error))?;
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

/// A file that is being written.
enum Place {
    /// Under another name, so that the file is never there by halves; with the name that it gets in the end.
    Beside(NamedTempFile, PathBuf),
    /// What is no regular file, such as `/dev/stderr` or a pipe, cannot be replaced.
    Direct(File),
}

impl Place {
    fn new(path: &Path) -> io::Result<Self> {
        // A link stays a link: what it names is replaced.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let known = fs::metadata(&path).ok();
        if known.as_ref().is_some_and(|known| !known.is_file()) {
            return File::options().write(true).open(&path).map(Self::Direct);
        }
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let file = new_file().tempfile_in(folder.unwrap_or(Path::new(".")))?;
        if let Some(known) = known {
            file.as_file().set_permissions(known.permissions())?;
        }
        Ok(Self::Beside(file, path))
    }

    /// Puts the file in its place.
    fn settle(self) -> io::Result<()> {
        match self {
            Self::Direct(_) => Ok(()),
            Self::Beside(file, path) => {
                file.persist(path)?;
                Ok(())
            }
        }
    }
}

impl Write for Place {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Beside(file, _) => file.write(bytes),
            Self::Direct(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Beside(file, _) => file.flush(),
            Self::Direct(file) => file.flush(),
        }
    }
}

/// Temporary files are private by default; a report is a file like any other.
fn new_file() -> tempfile::Builder<'static, 'static> {
    #[cfg_attr(not(unix), allow(unused_mut, reason = "permissions are of Unix"))]
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
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
