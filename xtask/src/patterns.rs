//! `cargo xtask patterns`: every engine of our matcher gives JavaScript's verdicts.

mod compare;
mod features;
mod grammar;
mod referee;
mod sample;
mod syntax;

use std::path::PathBuf;

use specwright_spec::sample::Random;

pub use self::compare::Comparison;
use self::referee::Verdicts;
use crate::codegen::root;

/// A pattern, and strings that match it or nearly do.
#[derive(Clone, Debug, PartialEq)]
struct Question {
    pattern: String,
    strings: Vec<String>,
}

/// The number of strings for each pattern.
const STRINGS: usize = 12;

/// Compares `count` random patterns with node; `None` if node is not installed.
///
/// # Errors
/// Returns an error if node fails.
pub fn compare(count: usize, seed: u64) -> Result<Option<Comparison>, String> {
    let questions = questions(count, seed, STRINGS);
    let verdicts = referee::ask(&questions)?;
    Ok(verdicts.map(|verdicts| compare_all(&questions, &verdicts)))
}

/// Compares the patterns of the checked-in table with the verdicts of node that are recorded there.
///
/// # Errors
/// Returns an error if the table cannot be read.
pub fn compare_with_table() -> Result<Comparison, String> {
    let (questions, verdicts) = referee::read_table(&table())?;
    Ok(compare_all(&questions, &verdicts))
}

/// Records the verdicts of node on `count` random patterns in the checked-in table.
///
/// # Errors
/// Returns an error if node is not installed or fails, or if the table cannot be written.
pub fn record(count: usize, seed: u64) -> Result<(), String> {
    let questions = questions(count, seed, STRINGS - 4);
    let verdicts = referee::ask(&questions)?;
    let verdicts = verdicts.ok_or("node is not installed")?;
    referee::write_table(&table(), &questions, &verdicts)
}

fn table() -> PathBuf {
    root().join("tests/referee/patterns.jsonl")
}

/// Returns the patterns of [`features`], and `count` random ones.
fn questions(count: usize, seed: u64, strings: usize) -> Vec<Question> {
    let features = features::FEATURES
        .iter()
        .map(|(pattern, strings)| Question {
            pattern: (*pattern).to_owned(),
            strings: strings.iter().map(|text| (*text).to_owned()).collect(),
        });
    let mut random = Random::new(seed);
    let random = (0..count).map(|_| {
        let pattern = grammar::pattern(&mut random);
        let strings = sample::strings(&pattern, strings, &mut random);
        Question {
            pattern: pattern.text,
            strings,
        }
    });
    features.chain(random).collect()
}

fn compare_all(questions: &[Question], verdicts: &[Verdicts]) -> Comparison {
    let mut comparison = Comparison::default();
    for (question, verdicts) in questions.iter().zip(verdicts) {
        comparison.add(question, verdicts);
    }
    comparison
}
