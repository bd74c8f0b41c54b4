//! Compares YAML texts before and after fixes with an independent parser, in a Python script.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::judge::Pair;
use super::tree::{Content, Kind, Node, Scalar};
use crate::laws::{Outcome, referee};

/// Runs the script, and reports the pairs whose values or markup differ in more than the announced changes.
///
/// # Errors
/// Returns an error if the script fails or its output is unknown.
pub(super) fn compare(pairs: &[Pair], python: &Path) -> Result<Outcome, String> {
    let lines: Vec<String> = pairs.iter().map(line).collect();
    let answers = referee::asked(&lines, python, "fixes.py")?;
    let mut same = 0;
    let mut skipped: BTreeMap<&str, usize> = BTreeMap::new();
    let mut differ: BTreeMap<&str, (usize, &Pair)> = BTreeMap::new();
    for (pair, answer) in pairs.iter().zip(&answers) {
        match answer.split_once(' ') {
            None if answer == "same" => same += 1,
            Some(("skipped", reason)) => *skipped.entry(reason).or_default() += 1,
            Some(("differs", how)) => {
                let class = differ.entry(how).or_insert((0, pair));
                class.0 += 1;
                if pair.before.len() < class.1.before.len() {
                    class.1 = pair;
                }
            }
            None | Some(_) => return Err(format!("the script says `{answer}`")),
        }
    }
    let mut report = String::new();
    for (how, (count, pair)) in &differ {
        let _ = writeln!(report, "{how}: {count}");
        let _ = writeln!(report, "  {:?}\n  {:?}", pair.before, pair.after);
        for change in &pair.changes {
            let _ = writeln!(report, "  {change}");
        }
    }
    for (reason, count) in &skipped {
        let _ = writeln!(report, "skipped: {count} pairs: {reason}");
    }
    let wrong: usize = differ.values().map(|(count, _)| count).sum();
    let _ = writeln!(
        report,
        "{} pairs of YAML texts, {same} with the announced changes alone, {} skipped: {wrong} disagreements",
        pairs.len(),
        skipped.values().sum::<usize>(),
    );
    Ok(Outcome {
        report,
        disagrees: wrong > 0,
    })
}

fn line(pair: &Pair) -> String {
    let Pair {
        before,
        after,
        values,
        changes,
    } = pair;
    let values: Vec<Value> = values.iter().map(value).collect();
    let changes = changes.iter().map(|change| {
        json!({"place": change.place, "is_key": change.is_key, "after": scalar(&change.after)})
    });
    let changes: Vec<Value> = changes.collect();
    let line = json!({"before": before, "after": after, "values": values, "changes": changes});
    line.to_string()
}

/// Renders a scalar as an array of type and text, and a collection as an object with the array of its items or fields.
fn value(node: &Node) -> Value {
    match &node.content {
        Content::Scalar(literal) => scalar(literal),
        Content::Array(items) => json!({"items": items.iter().map(value).collect::<Vec<_>>()}),
        Content::Object(fields) => {
            let fields = fields.iter().map(|(key, field)| [value(key), value(field)]);
            json!({"fields": fields.collect::<Vec<_>>()})
        }
    }
}

fn scalar(Scalar { kind, text }: &Scalar) -> Value {
    let kind = match kind {
        Kind::Null => "null",
        Kind::Boolean => "boolean",
        Kind::Number => "number",
        Kind::String => "string",
    };
    json!([kind, text])
}
