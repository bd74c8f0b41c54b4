//! The types and the linter against the verdicts of the public JSON Schema test suite's draft 4.

mod read;

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Map, Value, json};
use specwright::Contracts;
use specwright_codegen::Files;
use specwright_spec::{Errors, Source, Tolerance, contract, load, resolve};

use self::read::{Group, Suite, Test};
use super::linter::{self, Subject};
use super::program::{Probe, Program, Question};
use super::{Outcome, PACKAGE, part, work};

/// Judges types and linter by the verdicts of the public JSON Schema test suite's draft 4.
///
/// # Errors
/// The suite cannot be read, the types do not compile, or the linter cannot load a schema for which a type was generated.
pub fn run(folder: &Path) -> Result<Outcome, String> {
    let Suite { groups, left_out } = read::read(folder)?;
    let mut report = String::new();
    let mut refused = Vec::new();
    let (mut accepted, mut schemas) = (Vec::new(), Map::new());
    for group in &groups {
        match generated(&group.schemas) {
            Ok(_) => {
                schemas.extend(group.schemas.clone());
                accepted.push(group);
            }
            Err(errors) => refused.push((group, errors)),
        }
    }
    let of_types = types(&schemas, &accepted)?;
    let of_linter = linted(&schemas, &accepted)?;
    let wrong = tell("type", &accepted, &of_types, &mut report);
    let wrong_of_linter = tell("linter", &accepted, &of_linter, &mut report);
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
    let total = of_types.len() + refused_tests;
    let right = of_types.len() - wrong;
    #[expect(clippy::cast_precision_loss, reason = "the counts are small")]
    let share = 100.0 * right as f64 / total as f64;
    let _ = writeln!(
        report,
        "{} groups, {total} instances: {right} verdicts are right ({share:.1} %), {wrong} are wrong, {refused_tests} have no type; of the linter's {wrong_of_linter} are wrong",
        groups.len(),
    );
    Ok(Outcome {
        report,
        disagrees: wrong + wrong_of_linter + refused_tests > 0,
    })
}

/// The verdict on an instance: why it is rejected, if it is.
type Verdict = Result<(), String>;

fn tests<'g>(groups: &[&'g Group]) -> impl Iterator<Item = (&'g Group, &'g Test)> {
    let groups = groups.iter().copied();
    groups.flat_map(|group| group.tests.iter().map(move |test| (group, test)))
}

/// Reports the verdicts that are wrong, and returns their number.
fn tell(judged: &str, groups: &[&Group], verdicts: &[Verdict], report: &mut String) -> usize {
    let mut wrong = 0;
    for ((group, test), verdict) in tests(groups).zip(verdicts) {
        if verdict.is_ok() != test.valid {
            wrong += 1;
            let verb = if test.valid { "rejects" } else { "accepts" };
            let _ = writeln!(
                report,
                "the {judged} {verb} {} / {}: {}",
                group.name, test.description, test.instance
            );
            if let Err(message) = verdict {
                let _ = writeln!(report, "  {message}");
            }
        }
    }
    wrong
}

fn types(schemas: &Map<String, Value>, groups: &[&Group]) -> Result<Vec<Verdict>, String> {
    let files = generated(schemas).map_err(|errors| errors.to_string())?;
    let names = files.types();
    let types = groups
        .iter()
        .filter_map(|group| names.iter().find(|name| name.schema == group.pointer()));
    let probe = Probe {
        package: PACKAGE.to_owned(),
        files: &files,
        types: types.collect(),
    };
    let program = Program::build(&work("suite"), &[probe])?;
    let questions = groups.iter().enumerate().flat_map(|(ty, group)| {
        let tests = group.tests.iter();
        tests.map(move |test| Question {
            ty,
            instance: &test.instance,
        })
    });
    let answers = program.ask(&questions.collect::<Vec<_>>())?;
    let verdicts = answers.into_iter().map(|answer| answer.map(|_| ()));
    Ok(verdicts.collect())
}

fn linted(schemas: &Map<String, Value>, groups: &[&Group]) -> Result<Vec<Verdict>, String> {
    let json = part::with_components(&document(schemas));
    let contracts = linter::contracts("suite", Path::new(""), &json)?;
    let mut subjects = Vec::new();
    for group in groups {
        let nth = schemas.keys().position(|name| *name == group.component);
        subjects.push(subject(&contracts, nth.unwrap_or_default(), group)?);
    }
    let of_group = groups.iter().zip(&subjects);
    let verdicts = of_group.flat_map(|(group, subject)| {
        let tests = group.tests.iter();
        tests.map(|test| subject.linted(&test.instance))
    });
    Ok(verdicts.collect())
}

fn subject(contracts: &Contracts, nth: usize, group: &Group) -> Result<Subject, String> {
    let operation = format!("POST {}", part::added(nth));
    let contract = contracts.choose(Some(&operation), "request");
    let contract = contract.map_err(|error| format!("{}: {error}", group.name))?;
    // The suite is the judge.
    Subject::new(group.name.clone(), json!(true), contract)
}

/// A document that has nothing but these schemas.
fn document(schemas: &Map<String, Value>) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Suite", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    })
}

/// The crate of a document that has nothing but these schemas.
fn generated(schemas: &Map<String, Value>) -> Result<Files, Errors> {
    let document = load(Source::new("suite", document(schemas).to_string()))?;
    let model = resolve(&document);
    let contract = contract(&model);
    contract
        .diagnostics
        .judge(&model.source, Tolerance::STRICT)?;
    let options = specwright_codegen::Options {
        package: PACKAGE.to_owned(),
        is_member: false,
    };
    specwright_codegen::generate(&model, &contract, &options)
}
