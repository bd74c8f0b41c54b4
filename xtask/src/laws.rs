//! `cargo xtask laws`: types and schemas agree.

mod judge;
mod later;
mod linter;
mod mutation;
mod number;
mod open;
mod part;
mod program;
mod reach;
mod suite;
mod text;
mod types;

pub use self::types::Options;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use specwright_codegen::{Files, TypeName};
use specwright_spec::{Errors, Source, contract, load, resolve, sanitize};

use self::linter::Tally;
use self::program::{Probe, Program, Question};
use self::suite::{Group, Suite};
use crate::codegen::{self, Target, root};
use crate::corpus;

/// What a run came to.
#[derive(Debug)]
pub struct Outcome {
    /// Text for people.
    pub report: String,
    /// Whether types and schemas disagree anywhere.
    pub disagrees: bool,
}

/// Judges the types of documents and the linter's findings by the documents' own schemas, on sampled instances; `name` is that
/// of the folder in which the types are compiled, all at once.
///
/// # Errors
/// A document cannot be read or has mistakes, or its types do not compile without a warning.
pub fn documents(name: &str, targets: &[Target], options: Options) -> Result<Outcome, String> {
    let mut texts: Vec<Value> = Vec::new();
    let mut made = Vec::new();
    for (nth, target) in targets.iter().enumerate() {
        let target = target.probed(&format!("{PACKAGE}-{nth}"));
        let told = |error| format!("{}:\n{error}", target.name);
        let document = codegen::document(&target).map_err(told)?;
        texts.push(number::of_tree(&document.tree));
        made.push(codegen::of_document(&target, &document).map_err(told)?);
    }
    let probes = made.iter().enumerate().map(|(nth, made)| Probe {
        package: format!("{PACKAGE}-{nth}"),
        files: &made.files,
        types: types(&made.files),
    });
    let probes: Vec<Probe<'_>> = probes.collect();
    let program = Program::build(&work(name), &probes)?;
    let nearest: Vec<Value> = texts.iter().map(number::nearest).collect();
    let subjects = nearest
        .iter()
        .zip(&probes)
        .map(|(json, probe)| (json, probe.types.as_slice()));
    let (report, disagreements) = types::run(&subjects.collect::<Vec<_>>(), &program, options)?;
    let mut tally = Tally::default();
    for (target, json) in targets.iter().zip(&texts) {
        linter::document(&linted(target, json), options, &mut tally)
            .map_err(|error| format!("{}:\n{error}", target.name))?;
    }
    Ok(Outcome {
        report: format!("{report}{}", tally.report()),
        disagrees: disagreements + tally.count() > 0,
    })
}

/// Judges the linter's findings alone. Documents that cannot be loaded are counted, and left out.
///
/// # Errors
/// A schema is of no use to a validator.
pub fn linter(
    paths: &[PathBuf],
    options: Options,
    mut progress: impl FnMut(&str),
) -> Result<Outcome, String> {
    let documents = corpus::documents(paths, &mut progress)?;
    let mut tally = Tally::default();
    let mut left_out = Vec::new();
    for path in &documents {
        let mut target = Target::other(path.clone(), PathBuf::new(), None);
        let end: Vec<_> = path.components().rev().take(2).collect();
        let end: PathBuf = end.into_iter().rev().collect();
        target.name = sanitize::path(&end).to_string();
        progress(&target.name);
        let document = codegen::document(&target).map_err(|error| error.to_string());
        let judged = document.and_then(|document| {
            let json = number::of_tree(&document.tree);
            linter::document(&linted(&target, &json), options, &mut tally)
        });
        if let Err(error) = judged {
            let first = error.lines().next().unwrap_or_default();
            left_out.push(format!("left out: {}: {first}\n", target.name));
        }
    }
    let report = tally.report();
    Ok(Outcome {
        report: format!(
            "{report}{}{} of {} documents are left out\n",
            left_out.concat(),
            left_out.len(),
            documents.len()
        ),
        disagrees: tally.count() > 0,
    })
}

fn linted<'d>(target: &'d Target, json: &'d Value) -> linter::Document<'d> {
    linter::Document {
        name: &target.name,
        json,
        folder: target.spec.parent().unwrap_or(Path::new("")),
    }
}

/// The types of a crate; one without a definition has no types but those of Rust itself.
fn types(files: &Files) -> Vec<&TypeName> {
    if files.get("src/wire/decode.rs").is_none() {
        return Vec::new();
    }
    files.types().iter().collect()
}

const PACKAGE: &str = "probed";

/// Holds the types of the public JSON Schema test suite's draft 4 against its verdicts.
///
/// # Errors
/// The suite cannot be read, or the types do not compile.
pub fn suite(folder: &Path) -> Result<Outcome, String> {
    let Suite { groups, left_out } = suite::read(folder)?;
    let mut report = String::new();
    let mut refused = Vec::new();
    let (accepted, mut schemas) = (Vec::new(), Map::new());
    let mut accepted: Vec<&Group> = accepted;
    for group in &groups {
        match generated(&group.schemas) {
            Ok(_) => {
                schemas.extend(group.schemas.clone());
                accepted.push(group);
            }
            Err(errors) => refused.push((group, errors)),
        }
    }
    let files = generated(&schemas).map_err(|errors| errors.to_string())?;
    let names = files.types();
    let types: Vec<_> = accepted
        .iter()
        .filter_map(|group| names.iter().find(|name| name.schema == group.pointer()))
        .collect();
    let probe = Probe {
        package: PACKAGE.to_owned(),
        files: &files,
        types,
    };
    let program = Program::build(&work("suite"), &[probe])?;
    let questions: Vec<Question<'_>> = accepted
        .iter()
        .enumerate()
        .flat_map(|(ty, group)| {
            let tests = group.tests.iter();
            tests.map(move |test| Question {
                ty,
                instance: &test.instance,
            })
        })
        .collect();
    let answers = program.ask(&questions)?;
    let tests = accepted
        .iter()
        .flat_map(|group| group.tests.iter().map(move |test| (group, test)));
    let mut disagreements = 0;
    for ((group, test), answer) in tests.zip(&answers) {
        if answer.is_ok() != test.valid {
            disagreements += 1;
            let verdict = if test.valid { "refused" } else { "accepted" };
            let _ = writeln!(
                report,
                "{verdict}: {} / {}: {}",
                group.name, test.description, test.instance
            );
            if let Err(message) = answer {
                let _ = writeln!(report, "  {message}");
            }
        }
    }
    for (group, errors) in &refused {
        let _ = writeln!(report, "no type: {}\n{errors}", group.name);
    }
    for (keyword, groups) in &left_out {
        let _ = writeln!(
            report,
            "left out, as OpenAPI 3.0 has no {keyword}: {}",
            groups.len()
        );
    }
    let refused_tests: usize = refused.iter().map(|(group, _)| group.tests.len()).sum();
    let total = questions.len() + refused_tests;
    let right = questions.len() - disagreements;
    #[expect(clippy::cast_precision_loss, reason = "the counts are small")]
    let share = 100.0 * right as f64 / total as f64;
    let _ = writeln!(
        report,
        "{} groups, {total} instances: {right} verdicts are right ({share:.1} %), {disagreements} are wrong, {refused_tests} have no type",
        groups.len(),
    );
    Ok(Outcome {
        report,
        disagrees: disagreements + refused_tests > 0,
    })
}

/// The crate of a document that has nothing but these schemas.
fn generated(schemas: &Map<String, Value>) -> Result<Files, Errors> {
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "Suite", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    });
    let document = load(Source::new("suite", document.to_string()))?;
    let model = resolve(&document)?;
    let contract = contract(&model)?;
    specwright_codegen::generate(&model, &contract, &options())
}

fn options() -> specwright_codegen::Options {
    specwright_codegen::Options {
        package: PACKAGE.to_owned(),
        is_member: false,
    }
}

/// Where programs are compiled.
fn work(name: &str) -> PathBuf {
    root().join("target/laws").join(name)
}
