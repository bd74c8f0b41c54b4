//! `cargo xtask codegen`: a document in, a crate out.

mod error;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use specwright_codegen::{Cause, Files, Options, drift, ledger};
use specwright_spec::{
    Allowed, Document, Errors, Model, contract, encoding, load_with, resolve, sanitize, select,
};

use crate::{diff, folder};

pub use error::Error;

/// What to generate from which document, and where.
#[derive(Clone, Debug)]
pub struct Target {
    /// The document.
    pub spec: PathBuf,
    /// The name by which messages and documentation call it.
    pub name: String,
    /// The crate's folder.
    pub out: PathBuf,
    /// The package's name; made of the document's title if there is none.
    pub package: Option<String>,
    /// The mistakes of the document that are let through.
    pub allowed: Allowed,
    /// The operations that are generated, by ID or as `METHOD /path`; all where it is empty.
    pub only: Vec<String>,
    /// Whether the crate is a member of this workspace.
    member: bool,
}

impl Target {
    /// The project's own document and crate.
    #[must_use]
    pub fn own() -> Self {
        let root = root();
        Self {
            spec: root.join("spec/workspace.openapi.yaml"),
            name: "spec/workspace.openapi.yaml".to_owned(),
            out: root.join("generated"),
            package: Some("huaweicloud-workspace".to_owned()),
            allowed: Allowed::default(),
            only: Vec::new(),
            member: true,
        }
    }

    /// Any other document, and a crate that stands by itself.
    #[must_use]
    pub fn other(spec: PathBuf, out: PathBuf, package: Option<String>) -> Self {
        let name = spec
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        Self {
            name: name.unwrap_or_default(),
            spec,
            out,
            package,
            allowed: Allowed::default(),
            only: Vec::new(),
            member: false,
        }
    }
}

impl Target {
    /// The same document as the crate that a program asks.
    pub(crate) fn probed(&self, package: &str) -> Self {
        Self {
            package: Some(package.to_owned()),
            member: false,
            ..self.clone()
        }
    }
}

/// The project's root.
#[must_use]
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}

/// What a run has to say.
#[derive(Debug)]
pub struct Outcome {
    /// Text for people.
    pub report: String,
    /// Whether what was there differed from what is generated.
    pub drifted: bool,
}

/// What a document gives.
#[derive(Debug)]
pub struct Generated {
    /// The document as it is meant.
    pub model: Model,
    /// The crate.
    pub files: Files,
    /// What is to be told about the document though nothing forbids to go on.
    pub notices: Errors,
}

/// Generates the files of a target in memory.
///
/// # Errors
/// The document cannot be read, or has mistakes.
pub fn generate(target: &Target) -> Result<Generated, Error> {
    let document = document(target)?;
    let model = model(target, &document)?;
    // A large one takes much room, which what is made of the model can use.
    drop(document);
    of_model(target, model)
}

/// Reads the document of a target.
///
/// # Errors
/// It cannot be read, or has mistakes.
pub(crate) fn document(target: &Target) -> Result<Document, Error> {
    let bytes =
        std::fs::read(&target.spec).map_err(|error| Error::Io(target.spec.clone(), error))?;
    let source = encoding::source(&target.name, &bytes).map_err(Error::Document)?;
    let folder = target.spec.parent().unwrap_or(Path::new(""));
    let files = |name: &str| specwright_spec::folder::read(folder, name);
    load_with(source, target.allowed.clone(), &files).map_err(Error::Document)
}

/// Generates the files of a target whose document is still needed.
///
/// # Errors
/// The document has mistakes.
pub(crate) fn of_document(target: &Target, document: &Document) -> Result<Generated, Error> {
    of_model(target, model(target, document)?)
}

pub(crate) fn model(target: &Target, document: &Document) -> Result<Model, Error> {
    let model = resolve(document).map_err(Error::Document)?;
    if target.only.is_empty() {
        return Ok(model);
    }
    select(model, &target.only).map_err(Error::Operations)
}

fn of_model(target: &Target, model: Model) -> Result<Generated, Error> {
    let contract = contract(&model).map_err(Error::Document)?;
    let options = options(target, &model)?;
    let files =
        specwright_codegen::generate(&model, &contract, &options).map_err(Error::Document)?;
    let notices = Errors::new(model.source.clone(), contract.notices);
    Ok(Generated {
        model,
        files,
        notices,
    })
}

pub(crate) fn options(target: &Target, model: &Model) -> Result<Options, Error> {
    let package = target
        .package
        .clone()
        .unwrap_or_else(|| package_name(&model.title));
    let legal = package.starts_with(|c: char| c.is_ascii_lowercase())
        && package
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'));
    if !legal {
        return Err(Error::Package(package));
    }
    let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    Ok(Options {
        package,
        package_lines: if target.member {
            lines(&["license = \"MIT OR Apache-2.0\"", "publish = false"])
        } else {
            Vec::new()
        },
        // A crate of its own must not be taken for a member of a workspace around its folder.
        manifest_lines: if target.member {
            Vec::new()
        } else {
            lines(&["", "[workspace]"])
        },
    })
}

fn package_name(title: &str) -> String {
    let words = title
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let name = words
        .map(str::to_ascii_lowercase)
        .collect::<Vec<_>>()
        .join("-");
    if name.starts_with(|c: char| c.is_ascii_lowercase()) {
        name
    } else {
        format!("api-{name}").trim_end_matches('-').to_owned()
    }
}

/// The notices, if there are any.
fn told(notices: &Errors) -> String {
    let count = notices.errors().len();
    if count == 0 {
        return String::new();
    }
    let plural = if count == 1 { "" } else { "s" };
    let name = sanitize::line(notices.source().name());
    format!("{notices}\n\n{count} warning{plural} in {name}\n\n")
}

/// Says what becomes of each keyword of the document's schemas.
///
/// # Errors
/// The document has mistakes.
pub fn report(target: &Target) -> Result<Outcome, Error> {
    let document = document(target)?;
    let made = of_document(target, &document)?;
    Ok(Outcome {
        report: ledger(&document, &made.files).to_string(),
        drifted: false,
    })
}

/// Writes what differs.
///
/// # Errors
/// The document has mistakes, or a file cannot be written. Then nothing was changed.
pub fn write(target: &Target) -> Result<Outcome, Error> {
    let Generated { files, notices, .. } = generate(target)?;
    let there = folder::read(&target.out)?;
    let changes = drift(&files, &there);
    let mut report = told(&notices);
    for change in &changes {
        let verb = match change.cause {
            Cause::Missing => "wrote",
            Cause::Stale => "removed",
            Cause::Edited | Cause::DocumentChanged | Cause::GeneratorChanged => "rewrote",
        };
        let _ = writeln!(
            report,
            "{verb} {} ({})",
            sanitize::line(&change.path),
            change.cause
        );
    }
    folder::apply(&target.out, &changes)?;
    let lines: usize = files.iter().map(|file| file.text.lines().count()).sum();
    let total = files.iter().count();
    let _ = match changes.len() {
        0 => writeln!(
            report,
            "nothing changed: {total} files, {lines} lines in {}",
            sanitize::path(&target.out)
        ),
        changed => writeln!(
            report,
            "{changed} changed: {total} files, {lines} lines in {}",
            sanitize::path(&target.out)
        ),
    };
    Ok(Outcome {
        report,
        drifted: !changes.is_empty(),
    })
}

/// Compares what is there with what would be written, and writes nothing.
///
/// # Errors
/// The document has mistakes, or a file cannot be read.
pub fn check(target: &Target) -> Result<Outcome, Error> {
    let Generated {
        model,
        files,
        notices,
        ..
    } = generate(target)?;
    let there = folder::read(&target.out)?;
    let changes = drift(&files, &there);
    let mut report = told(&notices);
    for change in &changes {
        diff::write(&mut report, change, &model.source);
    }
    if changes.is_empty() {
        let _ = writeln!(
            report,
            "up to date: {} files in {}",
            files.iter().count(),
            sanitize::path(&target.out)
        );
    } else {
        let _ = writeln!(
            report,
            "{} files differ; run `cargo xtask codegen` and read what changes",
            changes.len()
        );
    }
    Ok(Outcome {
        report,
        drifted: !changes.is_empty(),
    })
}
