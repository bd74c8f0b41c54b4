//! The linter against the judge: its errors are exactly what the schema rejects, and stand where the schema is violated.

mod known;
mod report;
mod subject;
mod unknown;
mod violation;

use std::path::Path;

use serde_json::Value;
use specwright::Contracts;
use specwright::contract::ChoiceError;
use specwright_spec::Source;
use specwright_spec::input::DEFAULT_LIMIT;
use specwright_spec::sample::Random;

pub(super) use self::report::{Class, Tally};
pub(super) use self::subject::Subject;
use super::judge::Way;
use super::reach::Sampler;
use super::types::Options;
use super::{mutation, number, part, text};

/// A document whose parts are linted.
pub(super) struct Document<'d> {
    /// The name for reports.
    pub(super) name: &'d str,
    /// The document, its numbers marked where `serde_json` would round them.
    pub(super) json: &'d Value,
    /// The folder of the files that it refers to.
    pub(super) folder: &'d Path,
}

/// Samples the parts and the named schemas of a document, and lints every instance.
///
/// # Errors
/// The linter cannot load the document.
pub(super) fn document(
    document: &Document<'_>,
    options: Options,
    tally: &mut Tally,
) -> Result<(), String> {
    let mut random = Random::new(options.seed);
    subjects(document, tally, |subject, tally| {
        let instances = instances(&subject.schema, options.samples, &mut random);
        tally.check(subject, &instances);
    })
}

/// Samples instances of a schema.
pub(super) fn instances(schema: &Value, count: usize, random: &mut Random) -> Vec<Value> {
    let sampler = Sampler::new(schema);
    (0..count)
        .map(|nth| sampler.instance(nth, random))
        .collect()
}

/// Calls a function with each part, and each named schema as the body of a request and of a response.
pub(super) fn subjects(
    document: &Document<'_>,
    tally: &mut Tally,
    mut visit: impl FnMut(&mut Subject, &mut Tally),
) -> Result<(), String> {
    let json = part::with_components(document.json);
    let contracts = contracts(document.name, document.folder, &json)?;
    let parts = part::all(&json);
    let judges = [Way::Request, Way::Response].map(|way| part::judge(&json, &parts, way));
    for part in &parts {
        let name = format!("{}: {} {}", document.name, part.operation, part.name);
        let contract = match contracts.choose(Some(&part.operation), &part.name) {
            Ok(contract) => contract,
            Err(ChoiceError::Schema { message }) => return Err(format!("{name}: {message}")),
            Err(error) => {
                tally.without_contract.push(format!("{name}: {error}"));
                continue;
            }
        };
        let judge = &judges[usize::from(part.way == Way::Response)];
        visit(
            &mut Subject::new(name, part.translated(judge), contract)?,
            tally,
        );
    }
    Ok(())
}

/// Loads a document as the linter does.
pub(super) fn contracts(name: &str, folder: &Path, json: &Value) -> Result<Contracts, String> {
    let source = Source::new(name, text::json(json));
    let contracts = Contracts::of_document(source, folder, DEFAULT_LIMIT);
    contracts.map_err(|errors| errors.to_string())
}

/// The instance with less in it that breaks the same law in the same way.
fn shrunk(subject: &Subject, class: &Class, instance: &Value) -> Value {
    const ROUNDS: usize = 200;
    let mut smallest = instance.clone();
    for _ in 0..ROUNDS {
        let mut candidates = mutation::smaller(&smallest).into_iter();
        match candidates.find(|candidate| {
            subject
                .breaches(&subject.of_json(candidate))
                .iter()
                .any(|breach| breach.class == *class)
        }) {
            Some(next) => smallest = next,
            None => break,
        }
    }
    smallest
}

/// Returns `true` if the judge's verdict on the instance can be relied on: none of the numbers is rounded.
fn is_judged(subject: &Subject, instance: &Value) -> bool {
    subject.is_exact && number::is_exact(instance)
}
