//! The linter against an independent validator that computes with exact decimals: a script that runs in Python.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Seek, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use specwright_spec::sample::Random;
use specwright_spec::sanitize;

use super::linter::{self, Subject, Tally};
use super::types::Options;
use super::{Outcome, load, text};
use crate::codegen::root;
use crate::corpus;

/// The sampled instances of one subject, and the linter's verdicts.
struct Round {
    name: String,
    schema: String,
    /// The instances as JSON.
    texts: Vec<String>,
    verdicts: Vec<Result<(), String>>,
}

/// Judges the linter by the verdicts of a Python script on the judge's translation of the documents, for instances with any
/// numbers. Documents that cannot be loaded are counted, and left out.
///
/// # Errors
/// A folder cannot be read, or the script fails.
pub fn run(
    paths: &[PathBuf],
    options: Options,
    python: &Path,
    mut progress: impl FnMut(&str),
) -> Result<Outcome, String> {
    let documents = corpus::documents(paths, &mut progress)?;
    let mut rounds = Vec::new();
    let mut left_out = String::new();
    for path in &documents {
        progress(&sanitize::path(path));
        match of_document(path, options) {
            Ok(of_document) => rounds.extend(of_document),
            Err(error) => {
                let first = error.lines().next().unwrap_or_default();
                let _ = writeln!(left_out, "left out: {}: {first}", sanitize::path(path));
            }
        }
    }
    let lines = rounds.iter().map(|Round { schema, texts, .. }| {
        let texts = texts.join(",");
        format!(r#"{{"schema":{schema},"instances":[{texts}]}}"#)
    });
    let lines: Vec<String> = lines.collect();
    let outcome = compare(&rounds, &asked(&lines, python, "referee.py")?)?;
    Ok(Outcome {
        report: left_out + &outcome.report,
        ..outcome
    })
}

fn of_document(path: &Path, options: Options) -> Result<Vec<Round>, String> {
    let document = load(path)?;
    let mut random = Random::new(options.seed);
    let mut rounds = Vec::new();
    let visit = |subject: &mut Subject, _: &mut Tally| {
        let instances = linter::instances(&subject.schema, options.samples, &mut random);
        let verdicts = instances.iter().map(|instance| subject.linted(instance));
        rounds.push(Round {
            name: subject.name.clone(),
            schema: text::json(&subject.schema),
            texts: instances.iter().map(text::json).collect(),
            verdicts: verdicts.collect(),
        });
    };
    linter::subjects(&document.linted(), &mut Tally::default(), visit)?;
    Ok(rounds)
}

/// Runs a Python script on the lines; returns its output, one line for each input line.
pub(super) fn asked(lines: &[String], python: &Path, script: &str) -> Result<Vec<String>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", python.display());
    let mut input = tempfile::tempfile().map_err(failed)?;
    for line in lines {
        writeln!(input, "{line}").map_err(failed)?;
    }
    input.rewind().map_err(failed)?;
    let output = Command::new(python)
        .arg("-I")
        .arg(root().join("tests/referee").join(script))
        .stdin(input)
        .output()
        .map_err(failed)?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let told: Vec<String> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(str::to_owned)
        .collect();
    match told.len() == lines.len() {
        true => Ok(told),
        false => Err(format!(
            "{script} has answered other lines than it was given"
        )),
    }
}

/// The verdicts that differ in the same way, and the smallest instance of them.
struct Class<'r> {
    count: usize,
    round: &'r Round,
    text: &'r str,
    told: &'r str,
}

fn compare(rounds: &[Round], lines: &[String]) -> Result<Outcome, String> {
    let mut judged = [0, 0];
    let mut skipped: BTreeMap<&str, usize> = BTreeMap::new();
    let mut classes: BTreeMap<String, Class<'_>> = BTreeMap::new();
    for (round, line) in rounds.iter().zip(lines) {
        if let Some(reason) = line.strip_prefix("skipped ") {
            *skipped.entry(reason).or_default() += 1;
            continue;
        }
        let words: Vec<&str> = line.split(' ').collect();
        if words.len() != round.texts.len() {
            return Err(format!("{}: the script says `{line}`", round.name));
        }
        let instances = round.texts.iter().zip(&round.verdicts);
        for ((text, verdict), word) in instances.zip(words) {
            let is_valid = word == "valid";
            judged[usize::from(is_valid)] += 1;
            let (key, told) = match verdict {
                Ok(()) if !is_valid => (format!("the linter accepts what `{word}` rejects"), ""),
                Err(error) if is_valid => {
                    let code = error.split(' ').next().unwrap_or_default();
                    (
                        format!("the linter rejects as `{code}` what is valid"),
                        error.as_str(),
                    )
                }
                Ok(()) | Err(_) => continue,
            };
            let first = Class {
                count: 0,
                round,
                text,
                told,
            };
            let class = classes.entry(key).or_insert(first);
            class.count += 1;
            if text.len() < class.text.len() {
                *class = Class {
                    count: class.count,
                    round,
                    text,
                    told,
                };
            }
        }
    }
    let wrong: usize = classes.values().map(|class| class.count).sum();
    let mut report = told(&classes, &skipped);
    let _ = writeln!(
        report,
        "{} contracts, {} instances of which Python accepts {} and rejects {}: {wrong} disagreements",
        rounds.len(),
        judged[0] + judged[1],
        judged[1],
        judged[0],
    );
    Ok(Outcome {
        report,
        disagrees: wrong > 0,
    })
}

fn told(classes: &BTreeMap<String, Class<'_>>, skipped: &BTreeMap<&str, usize>) -> String {
    let mut report = String::new();
    for (key, class) in classes {
        let Class {
            count,
            round,
            text,
            told,
        } = class;
        let schema: String = round.schema.chars().take(1000).collect();
        let _ = writeln!(
            report,
            "{key}: {count}, such as\n  {} and {text}\n  {told}\n  schema {schema}",
            round.name
        );
    }
    for (reason, count) in skipped {
        let _ = writeln!(report, "skipped: {count} contracts have {reason}");
    }
    report
}
