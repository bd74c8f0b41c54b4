//! A document's types against its own schemas, on sampled instances.

use std::fmt::Write as _;

use jsonschema::Validator;
use serde_json::Value;
use specwright_codegen::TypeName;
use specwright_spec::are_equal;

use super::judge::{Judge, Way};
use super::program::{Answer, Program, Question};
use super::{later, mutation};
use specwright_spec::sample::{self, Random};

/// What is done how often.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Instances for each type.
    pub samples: usize,
    /// What the random numbers begin with.
    pub seed: u64,
}

/// One way in which a type and its schema can disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Law {
    Accept,
    Refuse,
    RoundTrip,
    Construction,
    Openness,
}

impl Law {
    const ALL: [Self; 5] = [
        Self::Accept,
        Self::Refuse,
        Self::RoundTrip,
        Self::Construction,
        Self::Openness,
    ];

    const fn words(self) -> &'static str {
        match self {
            Self::Accept => "accept: what the schema accepts, the type reads",
            Self::Refuse => "refuse: what the schema refuses, the type of a request refuses",
            Self::RoundTrip => "round trip: what was read is written as it was",
            Self::Construction => "construction: what the type writes, the schema accepts",
            Self::Openness => {
                "openness: what a later version answers, the type of a response reads"
            }
        }
    }
}

/// A type with what judges it.
struct Subject<'n> {
    name: &'n TypeName,
    schema: Value,
    validator: Validator,
}

impl Subject<'_> {
    /// The law that an answer breaks, if any.
    fn broken(&self, instance: &Value, answer: &Answer) -> Option<Law> {
        let valid = self.validator.is_valid(instance);
        match answer {
            Err(_) if valid => Some(Law::Accept),
            Err(_) => None,
            Ok(_) if !valid && !self.name.is_open => Some(Law::Refuse),
            // A response may have what the schema does not know yet, or does not expect of a response.
            Ok(_) if !valid => None,
            Ok(written) if !is_kept(instance, written) => Some(Law::RoundTrip),
            Ok(written) if !self.validator.is_valid(written) => Some(Law::Construction),
            Ok(_) => None,
        }
    }
}

/// Whether `written` is `read`, but for members that no schema may name: samples call these `extra`.
fn is_kept(read: &Value, written: &Value) -> bool {
    match (read, written) {
        (Value::Object(read), Value::Object(written)) => {
            written
                .iter()
                .all(|(name, value)| read.get(name).is_some_and(|read| is_kept(read, value)))
                && read
                    .keys()
                    .all(|name| name.starts_with("extra") || written.contains_key(name))
        }
        (Value::Array(read), Value::Array(written)) => {
            read.len() == written.len()
                && read
                    .iter()
                    .zip(written)
                    .all(|(read, written)| is_kept(read, written))
        }
        (read, written) => are_equal(read, written),
    }
}

/// Holds the types against the schemas.
pub(super) fn run(
    documents: &[(&Value, &[&TypeName])],
    program: &Program,
    options: Options,
) -> Result<(String, usize), String> {
    let (mut subjects, mut report) = (Vec::new(), String::new());
    for (document, types) in documents {
        let schemas = |is_open: bool| {
            let types = types.iter().filter(|name| name.is_open == is_open);
            types.map(|name| name.schema.to_string()).collect()
        };
        let requests = Judge::new(document, Way::Request, schemas(false));
        let responses = Judge::new(document, Way::Response, schemas(true));
        for name in *types {
            let judge = if name.is_open { &responses } else { &requests };
            let schema = judge.at(&name.schema.to_string());
            let validator = jsonschema::draft202012::new(&schema);
            let validator =
                validator.map_err(|error| format!("the schema of `{}`: {error}", name.schema))?;
            subjects.push(Subject {
                name,
                schema,
                validator,
            });
        }
    }
    let mut random = Random::new(options.seed);
    let mut samples: Vec<(usize, Value)> = Vec::new();
    for (nth, subject) in subjects.iter().enumerate() {
        for _ in 0..options.samples.div_ceil(2) {
            let instance = sample::instance(&subject.schema, &mut random);
            samples.push((nth, mutation::neighbour(&instance, &mut random)));
            samples.push((nth, instance));
        }
    }
    let mut later = Vec::new();
    for (nth, instance) in &samples {
        let subject = &subjects[*nth];
        if subject.name.is_open && subject.validator.is_valid(instance) {
            let version = later::version(&subject.schema, instance, &mut random);
            later.extend(version.map(|instance| (*nth, instance)));
        }
    }
    let answers = ask(program, &samples)?;
    let mut tried = [0; 2];
    let mut broken: Vec<(Law, usize, Value, Answer)> = Vec::new();
    for ((nth, instance), answer) in samples.into_iter().zip(answers) {
        let subject = &subjects[nth];
        tried[usize::from(subject.validator.is_valid(&instance))] += 1;
        if let Some(law) = subject.broken(&instance, &answer) {
            broken.push((law, nth, instance, answer));
        }
    }
    let answers = ask(program, &later)?;
    let of_later = later.len();
    for ((nth, instance), answer) in later.into_iter().zip(answers) {
        let is_read = answer
            .as_ref()
            .is_ok_and(|written| is_kept(&instance, written));
        if !is_read {
            broken.push((Law::Openness, nth, instance, answer));
        }
    }
    let count = broken.len();
    for law in Law::ALL {
        let these: Vec<_> = broken.iter().filter(|(found, ..)| *found == law).collect();
        let _ = writeln!(report, "{}: {} disagreements", law.words(), these.len());
        let smallest = these
            .iter()
            .min_by_key(|(_, _, instance, _)| instance.to_string().len());
        if let Some((_, nth, instance, answer)) = smallest {
            let subject = &subjects[*nth];
            let (instance, answer) = match law {
                // Taken apart, it would no longer be what a later version answers.
                Law::Openness => (instance.clone(), answer.clone()),
                _ => shrunk(subject, law, *nth, instance, answer, program)?,
            };
            let _ = writeln!(
                report,
                "  `{}` ({}) and {instance}",
                subject.name.name, subject.name.schema
            );
            let _ = match answer {
                Ok(written) => writeln!(report, "  is written as {written}"),
                Err(message) => writeln!(report, "  {message}"),
            };
        }
    }
    let _ = writeln!(
        report,
        "{} types, {} samples of which the schemas accept {} and refuse {}, and {of_later} of later versions: {count} disagreements",
        subjects.len(),
        tried[0] + tried[1],
        tried[1],
        tried[0]
    );
    Ok((report, count))
}

fn ask(program: &Program, samples: &[(usize, Value)]) -> Result<Vec<Answer>, String> {
    let questions = samples
        .iter()
        .map(|(ty, instance)| Question { ty: *ty, instance });
    program.ask(&questions.collect::<Vec<_>>())
}

/// The instance with everything taken out that the disagreement does not need.
fn shrunk(
    subject: &Subject<'_>,
    law: Law,
    nth: usize,
    instance: &Value,
    answer: &Answer,
    program: &Program,
) -> Result<(Value, Answer), String> {
    let mut smallest = (instance.clone(), answer.clone());
    for _ in 0..100 {
        let smaller = mutation::smaller(&smallest.0).into_iter();
        let candidates: Vec<(usize, Value)> = smaller.map(|instance| (nth, instance)).collect();
        let answers = ask(program, &candidates)?;
        let mut both = candidates.into_iter().zip(answers);
        let next =
            both.find(|((_, instance), answer)| subject.broken(instance, answer) == Some(law));
        match next {
            Some(((_, instance), answer)) => smallest = (instance, answer),
            None => break,
        }
    }
    Ok(smallest)
}
