//! `cargo xtask codegen`: a document in, a crate out.

mod error;

use std::cell::RefCell;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use specwright_codegen::{Files, Options, check_package_name, ledger, package_name};
use specwright_spec::input::{self, DEFAULT_LIMIT, Limit, Origin};
use specwright_spec::{
    Allowed, Document, Errors, Model, Tolerance, contract, encoding, load_with, resolve, sanitize,
    select,
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
    /// The defects of the document that are downgraded to warnings.
    pub allowed: Allowed,
    /// The operations that are generated, by ID or as `METHOD /path`; all where it is empty.
    pub only: Vec<String>,
    /// The most bytes that the document, and each file that it refers to, may have.
    pub limit: Limit,
    /// Whether generated files that someone edited are replaced.
    pub discard_edits: bool,
    /// Is told about a run that waits for another one.
    pub progress: fn(&str),
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
            limit: DEFAULT_LIMIT,
            discard_edits: false,
            progress: |_| {},
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
            limit: DEFAULT_LIMIT,
            discard_edits: false,
            progress: |_| {},
            member: false,
        }
    }
}

impl Target {
    /// Returns how the document's diagnostics are judged.
    pub(crate) fn tolerance(&self) -> Tolerance<'_> {
        Tolerance::Document(&self.allowed)
    }

    /// The same document as the crate that a program asks.
    #[cfg(feature = "laws")]
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
    /// The files that were read: the document, and those that it refers to. Without links.
    pub inputs: Vec<PathBuf>,
}

/// Generates the files of a target in memory.
///
/// # Errors
/// The document cannot be read, or has mistakes.
pub fn generate(target: &Target) -> Result<Generated, Error> {
    let (document, inputs) = read(target)?;
    let model = model(target, &document)?;
    // A large one takes much room, which what is made of the model can use.
    drop(document);
    let generated = of_model(target, model)?;
    Ok(Generated {
        inputs,
        ..generated
    })
}

/// Reads the document of a target.
///
/// # Errors
/// It cannot be read, or has mistakes.
pub(crate) fn document(target: &Target) -> Result<Document, Error> {
    Ok(read(target)?.0)
}

/// Reads the document of a target, and the files that it refers to; returns their paths, too.
fn read(target: &Target) -> Result<(Document, Vec<PathBuf>), Error> {
    let bytes =
        input::read(&target.spec, Origin::CommandLine, target.limit).map_err(Error::Input)?;
    let source = encoding::source(&target.name, &bytes).map_err(Error::Document)?;
    let folder = target.spec.parent().unwrap_or(Path::new(""));
    let paths = RefCell::new(vec![target.spec.clone()]);
    let files = |name: &str| {
        paths.borrow_mut().push(folder.join(name));
        specwright_spec::folder::read(folder, name, target.limit)
    };
    let document = load_with(source, &files)
        .and_then(|document| document.judged(target.tolerance()))
        .map_err(Error::Document)?;
    // A pipe has no path to protect.
    let paths = paths.take().into_iter();
    let paths = paths.filter_map(|path| path.canonicalize().ok());
    Ok((document, paths.collect()))
}

/// Generates the files of a target whose document is still needed.
///
/// # Errors
/// The document has mistakes.
pub(crate) fn of_document(target: &Target, document: &Document) -> Result<Generated, Error> {
    of_model(target, model(target, document)?)
}

pub(crate) fn model(target: &Target, document: &Document) -> Result<Model, Error> {
    let model = resolve(document).judged(target.tolerance());
    let model = model.map_err(Error::Document)?;
    if target.only.is_empty() {
        return Ok(model);
    }
    select(model, &target.only).map_err(Error::Operations)
}

fn of_model(target: &Target, model: Model) -> Result<Generated, Error> {
    let contract = contract(&model);
    let found = &contract.diagnostics;
    let notices = found.judge(&model.source, target.tolerance());
    let notices = notices.map_err(Error::Document)?;
    let options = options(target, &model)?;
    let files =
        specwright_codegen::generate(&model, &contract, &options).map_err(Error::Document)?;
    Ok(Generated {
        model,
        files,
        notices,
        inputs: Vec::new(),
    })
}

pub(crate) fn options(target: &Target, model: &Model) -> Result<Options, Error> {
    let package = match &target.package {
        Some(name) => name.clone(),
        None => package_name(&model.title),
    };
    check_package_name(&package).map_err(|reason| Error::Package(package.clone(), reason))?;
    Ok(Options {
        package,
        is_member: target.member,
    })
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

/// Writes what differs. Waits for another run that writes to the same folder.
///
/// # Errors
/// The document has mistakes, the folder has files that the generator must not replace or remove, or a file cannot be written;
/// nothing was changed then. If a file cannot be moved to its place or removed, some have been: the next run does the rest.
pub fn write(target: &Target) -> Result<Outcome, Error> {
    let Generated {
        files,
        notices,
        inputs,
        ..
    } = generate(target)?;
    let _lock = folder::exclusive(&target.out, target.progress)?;
    folder::clear(&target.out)?;
    let contents = folder::scan(&target.out, &files)?;
    let changes = contents.drift(&files);
    let discard = target.discard_edits;
    folder::obstacles(&target.out, contents, &changes, &inputs, discard)?;
    folder::apply(&target.out, &changes)?;
    let mut report = told(&notices);
    for change in &changes {
        let verb = match (&change.old, change.new) {
            (None, _) => "wrote",
            (Some(_), Some(_)) => "rewrote",
            (Some(_), None) => "removed",
        };
        let path = sanitize::line(&change.path);
        let _ = writeln!(report, "{verb} {path} ({})", change.cause);
    }
    let lines: usize = files.iter().map(|file| file.text.lines().count()).sum();
    let total = files.iter().count();
    let changed = match changes.len() {
        0 => "nothing".to_owned(),
        changed => changed.to_string(),
    };
    let _ = writeln!(
        report,
        "{changed} changed: {total} files, {lines} lines in {}",
        sanitize::path(&target.out)
    );
    Ok(Outcome {
        report,
        drifted: !changes.is_empty(),
    })
}

/// Compares what is there with what would be written, and writes nothing. Waits for a run that writes to the same folder.
///
/// # Errors
/// The document has mistakes, or a folder cannot be read.
pub fn check(target: &Target) -> Result<Outcome, Error> {
    let Generated {
        model,
        files,
        notices,
        ..
    } = generate(target)?;
    let lock = folder::shared(&target.out, target.progress)?;
    let contents = folder::scan(&target.out, &files)?;
    drop(lock);
    let changes = contents.drift(&files);
    let mut report = told(&notices);
    for change in &changes {
        diff::write(&mut report, change, &model.source);
    }
    for (path, reason) in &contents.others {
        let _ = writeln!(report, "{}: {reason}", sanitize::line(path));
    }
    let differ = changes.len() + contents.others.len();
    let _ = match differ {
        0 => writeln!(
            report,
            "up to date: {} files in {}",
            files.iter().count(),
            sanitize::path(&target.out)
        ),
        _ => writeln!(
            report,
            "{differ} files differ; run `cargo xtask codegen` and read what changes"
        ),
    };
    Ok(Outcome {
        report,
        drifted: differ > 0,
    })
}
