//! JavaScript's verdicts on strings and patterns: run by node, or read from a recorded table.

use std::io::{ErrorKind, Seek, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::Question;
use crate::codegen::root;

/// The verdicts on the strings of one pattern; `None` where the pattern is refused.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Verdicts {
    /// With the flag `u`, which JSON Schema asks for.
    pub(super) unicode: Option<Vec<Option<bool>>>,
    /// Without the flag `u`: the syntax of Annex B of ECMA-262.
    pub(super) lenient: Option<Vec<Option<bool>>>,
}

/// Asks node; `None` if node is not installed.
pub(super) fn ask(questions: &[Question]) -> Result<Option<Vec<Verdicts>>, String> {
    let wrong = |error: std::io::Error| format!("node cannot be asked: {error}");
    let mut input = tempfile::tempfile().map_err(wrong)?;
    for Question { pattern, strings } in questions {
        writeln!(input, "{}", json!([pattern, strings])).map_err(wrong)?;
    }
    input.rewind().map_err(wrong)?;
    let output = Command::new("node")
        .arg(root().join("tests/referee/patterns.mjs"))
        .stdin(Stdio::from(input))
        .stderr(Stdio::inherit())
        .output();
    let output = match output {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        output => output.map_err(wrong)?,
    };
    let text = String::from_utf8(output.stdout).map_err(|error| error.to_string())?;
    let verdicts: Vec<Verdicts> = text
        .lines()
        .map(|line| parse(line, 0))
        .collect::<Result<_, _>>()?;
    if verdicts.len() == questions.len() {
        Ok(Some(verdicts))
    } else {
        Err(format!(
            "node has judged {} of {} patterns",
            verdicts.len(),
            questions.len()
        ))
    }
}

/// Reads the table: each line is an array of the pattern, its strings, and the two verdicts.
pub(super) fn read_table(path: &Path) -> Result<(Vec<Question>, Vec<Verdicts>), String> {
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let (mut questions, mut verdicts) = (Vec::new(), Vec::new());
    for line in text.lines() {
        let row: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let strings = row[1].as_array().into_iter().flatten();
        questions.push(Question {
            pattern: row[0].as_str().unwrap_or_default().to_owned(),
            strings: strings
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
        });
        verdicts.push(parse(line, 2)?);
    }
    Ok((questions, verdicts))
}

/// Writes the table, in ASCII.
pub(super) fn write_table(
    path: &Path,
    questions: &[Question],
    verdicts: &[Verdicts],
) -> Result<(), String> {
    let mut text = String::new();
    for (Question { pattern, strings }, verdicts) in questions.iter().zip(verdicts) {
        let (unicode, lenient) = (digits(&verdicts.unicode), digits(&verdicts.lenient));
        let row = json!([pattern, strings, unicode, lenient]).to_string();
        for character in row.chars() {
            if character.is_ascii() {
                text.push(character);
                continue;
            }
            for unit in character.encode_utf16(&mut [0; 2]) {
                text += &format!("\\u{unit:04x}");
            }
        }
        text.push('\n');
    }
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// Parses an array whose elements from `at` on are the two verdicts.
fn parse(line: &str, at: usize) -> Result<Verdicts, String> {
    let row: Value = serde_json::from_str(line).map_err(|error| format!("{line}: {error}"))?;
    let verdicts = |value: &Value| {
        let digits = value.as_str()?.chars();
        let verdict = |digit| match digit {
            '1' => Some(true),
            '0' => Some(false),
            _ => None,
        };
        Some(digits.map(verdict).collect())
    };
    Ok(Verdicts {
        unicode: verdicts(&row[at]),
        lenient: verdicts(&row[at + 1]),
    })
}

fn digits(verdicts: &Option<Vec<Option<bool>>>) -> Option<String> {
    let digit = |verdict: &Option<bool>| match verdict {
        Some(true) => '1',
        Some(false) => '0',
        None => '?',
    };
    verdicts
        .as_ref()
        .map(|verdicts| verdicts.iter().map(digit).collect())
}
