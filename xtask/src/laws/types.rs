//! A document's types against its own schemas, on sampled instances.

mod report;

use jsonschema::Validator;
use serde_json::Value;
use specwright_codegen::TypeName;
use specwright_spec::are_equal;
use specwright_spec::sample::{self, Random};

use self::report::Tally;
use super::judge::{Judge, Way};
use super::program::{Answer, Program, Question};
use super::reach::Sampler;
use super::{later, mutation, number, pattern};

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
    fn accepts(&self, instance: &Value) -> bool {
        self.validator.is_valid(&number::nearest(instance))
    }

    /// The law that an answer breaks, if any.
    fn broken(
        &self,
        Sample {
            instance,
            is_declared,
            ..
        }: &Sample,
        answer: &Answer,
    ) -> Option<Law> {
        let valid = self.accepts(instance);
        match answer {
            Err(_) if valid => Some(Law::Accept),
            Err(_) => None,
            Ok(_) if !valid && !self.name.is_open => Some(Law::Refuse),
            // A response may have what the schema does not know yet, or does not expect of a response.
            Ok(_) if !valid => None,
            Ok(written) if *is_declared && !is_kept(instance, written) => Some(Law::RoundTrip),
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

/// Judges the types by the schemas.
pub(super) fn run(
    documents: &[(&Value, &[&TypeName])],
    program: &Program,
    options: Options,
) -> Result<(String, usize), String> {
    let mut subjects = Vec::new();
    for (document, types) in documents {
        subjects.extend(self::subjects(document, types)?);
    }
    let mut random = Random::new(options.seed);
    let samples = samples(&subjects, options.samples, &mut random);
    let later = later(&subjects, &samples, &mut random);
    let mut tally = Tally {
        of_later: later.len(),
        ..Tally::default()
    };
    let answers = ask(program, &samples)?;
    for (sample, answer) in samples.into_iter().zip(answers) {
        let subject = &subjects[sample.ty];
        tally.tried[usize::from(subject.accepts(&sample.instance))] += 1;
        if let Some(law) = subject.broken(&sample, &answer) {
            tally.broken.push((law, sample, answer));
        }
    }
    let answers = ask(program, &later)?;
    for (sample, answer) in later.into_iter().zip(answers) {
        let written = answer.as_ref();
        if !written.is_ok_and(|written| is_kept(&sample.instance, written)) {
            tally.broken.push((Law::Openness, sample, answer));
        }
    }
    Ok((tally.report(&subjects, program)?, tally.broken.len()))
}

fn subjects<'n>(document: &Value, types: &[&'n TypeName]) -> Result<Vec<Subject<'n>>, String> {
    let schemas = |is_open: bool| {
        let types = types.iter().filter(|name| name.is_open == is_open);
        types.map(|name| name.schema.to_string()).collect()
    };
    let requests = Judge::new(document, Way::Request, schemas(false));
    let responses = Judge::new(document, Way::Response, schemas(true));
    let subjects = types.iter().map(|name| {
        let judge = if name.is_open { &responses } else { &requests };
        let schema = judge.at(&name.schema.to_string());
        let validator = pattern::validator(&schema);
        let validator =
            validator.map_err(|error| format!("the schema of `{}`: {error}", name.schema))?;
        Ok(Subject {
            name,
            schema,
            validator,
        })
    });
    subjects.collect()
}

/// An instance for a type.
#[derive(Clone)]
struct Sample {
    /// The type's position.
    ty: usize,
    instance: Value,
    /// Each object has only fields of its own schema, and of names that no schema has.
    is_declared: bool,
}

fn samples(subjects: &[Subject<'_>], count: usize, random: &mut Random) -> Vec<Sample> {
    let mut samples = Vec::new();
    for (ty, subject) in subjects.iter().enumerate() {
        let mut add = |instance, is_declared| {
            samples.push(Sample {
                ty,
                instance,
                is_declared,
            });
        };
        for _ in 0..count.div_ceil(2) {
            let instance = sample::instance(&subject.schema, random);
            add(mutation::neighbour(&instance, random), true);
            add(instance, true);
        }
        let sampler = Sampler::new(&subject.schema);
        for nth in 0..count / 2 {
            let instance = sampler.instance(nth, random);
            if number::is_exact(&instance) && number::is_distinct(&instance) {
                add(instance, false);
            }
        }
    }
    samples
}

/// Samples of later versions of the answers that the schemas accept.
fn later(subjects: &[Subject<'_>], samples: &[Sample], random: &mut Random) -> Vec<Sample> {
    let mut later = Vec::new();
    for sample in samples.iter().filter(|sample| sample.is_declared) {
        let subject = &subjects[sample.ty];
        if subject.name.is_open && subject.accepts(&sample.instance) {
            let version = later::version(&subject.schema, &sample.instance, random);
            later.extend(version.map(|instance| Sample {
                instance,
                ..sample.clone()
            }));
        }
    }
    later
}

fn ask(program: &Program, samples: &[Sample]) -> Result<Vec<Answer>, String> {
    let questions = samples.iter().map(|sample| Question {
        ty: sample.ty,
        instance: &sample.instance,
    });
    program.ask(&questions.collect::<Vec<_>>())
}
