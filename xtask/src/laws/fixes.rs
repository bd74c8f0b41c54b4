//! Checks the linter's fixes with an independent judge, on random payloads in every format.

mod judge;
mod markup;
mod preview;
mod print;
mod reading;
mod referee;
mod report;
mod shrink;
mod tree;
mod values;

use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use specwright::Policy;
use specwright::contract::Shape;
use specwright::parse::Format;
use specwright::policy::Levels;
use specwright_spec::sample::{self, Random};

use self::judge::{Breach, Law, Pair, Verdict};
use self::report::Tally;
use super::judge::Way;
use super::types::Options;
use super::{Loaded, Outcome, linter, part};
use crate::codegen::root;

/// The OpenAPI document from which payloads are sampled.
const DOCUMENT: &str = "tests/laws/fixes.yaml";
/// The formats, each with its name in reports and its file extension.
const FORMATS: [(Format, &str, &str); 4] = [
    (Format::Json, "JSON", "json"),
    (Format::JsonWithComments, "JSON with comments", "jsonc"),
    (Format::Yaml, "YAML", "yaml"),
    (Format::JsonLines, "NDJSON", "ndjson"),
];

/// An operation with the schema of its request body, from which payloads are sampled.
struct Subject {
    operation: String,
    schema: Value,
    policy: Arc<Policy>,
}

/// A random payload.
struct Payload {
    /// The index of the subject from which the payload is sampled.
    subject: usize,
    text: String,
}

/// Judges the fixes of `options.samples` random payloads of each format, and compares the reports of `--diff` and
/// `--fix` of the linter at `program`.
///
/// # Errors
/// Returns an error if the document of the payloads cannot be loaded, or if the linter cannot be run.
pub fn run(
    options: Options,
    program: &Path,
    mut progress: impl FnMut(&str),
) -> Result<Outcome, String> {
    let subjects = subjects()?;
    let mut report = String::new();
    let mut disagrees = false;
    for (format, name, end) in FORMATS {
        progress(name);
        let payloads = payloads(&subjects, format, options);
        let (mut tally, _) = judged(&subjects, &payloads, format);
        preview(program, &subjects, &payloads, end, &mut tally)?;
        tally.shrink(|law, code, payload| shrunk(&subjects, payload, format, law, code));
        disagrees |= tally.is_broken();
        report += &tally.report(name);
    }
    Ok(Outcome { report, disagrees })
}

/// Compares values and markup before and after the fixes of random YAML payloads with `ruamel.yaml`, in a Python
/// script.
///
/// # Errors
/// Returns an error if the document of the payloads cannot be loaded, or if the script fails.
pub fn referee(options: Options, python: &Path) -> Result<Outcome, String> {
    let subjects = subjects()?;
    let payloads = payloads(&subjects, Format::Yaml, options);
    let (_, pairs) = judged(&subjects, &payloads, Format::Yaml);
    referee::compare(&pairs, python)
}

fn subjects() -> Result<Vec<Subject>, String> {
    let Loaded { target, json } = super::load(&root().join(DOCUMENT))?;
    let folder = target.spec.parent().unwrap_or(Path::new(""));
    let contracts = linter::contracts(&target.name, folder, &json)?;
    let parts = part::all(&json);
    let judge = part::judge(&json, &parts, Way::Request);
    let requests = parts.iter().filter(|part| part.name == "request");
    let subject = |part: &part::Part| {
        let contract = contracts.choose(Some(&part.operation), &part.name);
        Ok(Subject {
            operation: part.operation.clone(),
            schema: part.translated(&judge),
            policy: Arc::new(Policy {
                contract: contract.map_err(|error| error.to_string())?,
                shape: Shape::Body,
                levels: Levels::default(),
                is_configured: true,
            }),
        })
    };
    requests.map(subject).collect()
}

fn payloads(subjects: &[Subject], format: Format, options: Options) -> Vec<Payload> {
    let mut random = Random::new(options.seed);
    let of = |(subject, schema): (usize, &Value)| Payload {
        subject,
        text: text(schema, format, &mut random),
    };
    let schemas = subjects.iter().map(|subject| &subject.schema);
    let schemas = schemas.enumerate().cycle();
    schemas.take(options.samples).map(of).collect()
}

fn text(schema: &Value, format: Format, random: &mut Random) -> String {
    let count = match format {
        Format::Json | Format::JsonWithComments => 1,
        Format::Yaml => [1, 1, 1, 2, 3][random.below(5)],
        Format::JsonLines => 1 + random.below(3),
    };
    let instances = (0..count).map(|_| values::perturbed(instance(schema, random), random));
    let instances: Vec<Value> = instances.collect();
    print::text(&instances, format, random)
}

/// Samples an instance, and once more if the first one is large.
fn instance(schema: &Value, random: &mut Random) -> Value {
    const SMALL: usize = 400;
    let instance = sample::instance(schema, random);
    match instance.to_string().len() > SMALL {
        true => sample::instance(schema, random),
        false => instance,
    }
}

fn judged(subjects: &[Subject], payloads: &[Payload], format: Format) -> (Tally, Vec<Pair>) {
    let mut tally = Tally::default();
    let mut pairs = Vec::new();
    for payload in payloads {
        tally.payloads += 1;
        let Some(verdict) = verdict(subjects, payload.subject, &payload.text, format) else {
            tally.unread += 1;
            continue;
        };
        tally.with_fixes += usize::from(verdict.fixes > 0);
        tally.fixes += verdict.fixes;
        tally.broken += usize::from(!verdict.breaches.is_empty());
        tally.add(verdict.breaches, payload);
        pairs.extend(verdict.pairs);
    }
    (tally, pairs)
}

/// Judges the fixes of a text; `None` if the judge cannot parse the text.
fn verdict(subjects: &[Subject], subject: usize, text: &str, format: Format) -> Option<Verdict> {
    let policy = &subjects.get(subject)?.policy;
    let judge = || judge::of_text(text, format, policy);
    let panicked = || Verdict {
        breaches: vec![Breach::new(Law::Panics, "--fix", "")],
        ..Verdict::default()
    };
    let verdict = panic::catch_unwind(AssertUnwindSafe(judge));
    verdict.unwrap_or_else(|_| Some(panicked()))
}

/// Adds a breach for each payload for which `--diff` and `--fix` report different findings.
fn preview(
    program: &Path,
    subjects: &[Subject],
    payloads: &[Payload],
    end: &str,
    tally: &mut Tally,
) -> Result<(), String> {
    let document = root().join(DOCUMENT);
    for (index, subject) in subjects.iter().enumerate() {
        let of_subject = payloads.iter().filter(|payload| payload.subject == index);
        let of_subject: Vec<&Payload> = of_subject.collect();
        let files = of_subject
            .iter()
            .enumerate()
            .map(|(nth, payload)| preview::File {
                name: format!("{nth}.{end}"),
                text: payload.text.clone(),
            });
        let files: Vec<preview::File> = files.collect();
        let differences = preview::differences(program, &document, &subject.operation, &files)?;
        tally.previews += differences.len();
        for (nth, breach) in differences {
            tally.add(vec![breach], of_subject[nth]);
        }
    }
    Ok(())
}

/// Returns a smaller text with the same breach, and the details of the breach; `None` if the breach cannot be
/// reproduced.
fn shrunk(
    subjects: &[Subject],
    payload: &Payload,
    format: Format,
    law: Law,
    code: &str,
) -> Option<(String, String)> {
    let verdict = |text: &str| verdict(subjects, payload.subject, text, format);
    let is_malformed = verdict(&payload.text)?.is_malformed;
    let breach = |text: &str| {
        let verdict = verdict(text).filter(|verdict| verdict.is_malformed == is_malformed);
        let mut breaches = verdict?.breaches.into_iter();
        breaches.find(|breach| breach.law == law && breach.code == code)
    };
    breach(&payload.text)?;
    let smallest = shrink::text(&payload.text, |text| breach(text).is_some());
    let details = breach(&smallest)?.details;
    Some((smallest, details))
}
