//! SARIF 2.1.0, as code scanning takes it.
//!
//! GitHub accepts 25,000 results and 25,000 rules in a run and keeps the 5,000 results that are most severe, with 100
//! locations for each. Nothing is left out here for that: a run with more findings than that has to be looked into by
//! other means, and other services have other limits.

mod rules;

use std::io;
use std::path::Path;

use serde_json::{Value, json};
use specwright_spec::{Source, Span};

use self::rules::Rules;
use super::fingerprint::Fingerprints;
use super::items::Items;
use super::out::{Out, Piece};
use super::place::{self, Range};
use super::{Form, Summary, TOOL, finding};
use crate::Contract;
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::lint::Checked;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// Names what the fingerprint is made of, as the standard asks for. GitHub adds one of its own, of the line's text.
const FINGERPRINT: &str = "codeAndPointer/v1";

#[derive(Debug, Default)]
pub(super) struct Sarif {
    rules: Rules,
    results: Items,
    fingerprints: Fingerprints,
}

impl Form for Sarif {
    fn begin(&mut self, contracts: &[&Contract], out: &mut Out<'_>) -> io::Result<()> {
        out.put(&[
            Piece::Own("{\"$schema\":\""),
            Piece::Own(SCHEMA),
            Piece::Own("\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\""),
            Piece::Own(TOOL),
            Piece::Own("\",\"version\":\""),
            Piece::Own(env!("CARGO_PKG_VERSION")),
            Piece::Own("\",\"rules\":["),
        ])?;
        self.rules = Rules::of(contracts);
        let mut items = Items::default();
        for rule in self.rules.descriptors() {
            items.add(rule, out)?;
        }
        out.put(&[Piece::Own(
            "\n]}},\"columnKind\":\"unicodeCodePoints\",\"results\":[",
        )])
    }

    fn open(&mut self, _name: &Path, _out: &mut Out<'_>) -> io::Result<()> {
        self.fingerprints = Fingerprints::default();
        Ok(())
    }

    fn part(&mut self, name: &Path, checked: &Checked, out: &mut Out<'_>) -> io::Result<()> {
        for found in &checked.diagnostics {
            let result = self.result(name, checked, found);
            self.results.add(&result, out)?;
        }
        Ok(())
    }

    fn end(&mut self, _summary: &Summary, out: &mut Out<'_>) -> io::Result<()> {
        out.put(&[Piece::Own("\n]}]}\n")])
    }
}

impl Sarif {
    fn result(&mut self, name: &Path, checked: &Checked, found: &Diagnostic) -> Value {
        let source = &checked.source;
        let path = place::path(name);
        let mut location = location(name, source, found.span);
        location["logicalLocations"] = json!([{"fullyQualifiedName": found.pointer.to_string()}]);
        let mut result = json!({
            "ruleId": found.code,
            "ruleIndex": self.rules.index(&found.code),
            "level": level(found.severity),
            "message": message(&finding::text(found)),
            "locations": [location],
            "partialFingerprints": {FINGERPRINT: self.fingerprints.next(&path, found)},
        });
        if !found.related.is_empty() {
            let related = found.related.iter().enumerate().map(|(index, related)| {
                let mut location = self::location(name, source, related.span);
                location["id"] = json!(index + 1);
                location["message"] = message(&related.label);
                location
            });
            result["relatedLocations"] = related.collect();
        }
        if let Some(fix) = &found.fix {
            result["fixes"] = json!([self::fix(name, source, fix)]);
        }
        if let Some(rule) = &found.rule_source {
            let source = finding::rule_source_object(checked, rule);
            result["properties"] = json!({"ruleSource": source});
        }
        result
    }
}

fn fix(name: &Path, source: &Source, fix: &Fix) -> Value {
    json!({
        "description": message(&fix.description),
        "artifactChanges": [{
            "artifactLocation": {"uri": place::uri(name)},
            "replacements": [{
                "deletedRegion": region(source, fix.edit.span),
                "insertedContent": {"text": fix.edit.text},
            }],
        }],
    })
}

fn location(name: &Path, source: &Source, span: Span) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": {"uri": place::uri(name)},
            "region": region(source, span),
        },
    })
}

fn region(source: &Source, span: Span) -> Value {
    let Range { start, end } = Range::of(source, span);
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// A message that is text as it stands: braces would be placeholders (section 3.11.5 of the standard), and brackets
/// before parentheses a link (section 3.11.6).
fn message(text: &str) -> Value {
    let mut text = text.replace('{', "{{").replace('}', "}}");
    if text.contains("](") {
        text = text.replace('\\', r"\\");
        text = text.replace('[', r"\[").replace(']', r"\]");
    }
    json!({ "text": text })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail at once")]
mod tests {
    use super::message;

    #[test]
    fn messages_have_neither_placeholders_nor_links() {
        let text = |text| message(text)["text"].as_str().unwrap().to_owned();
        assert_eq!(text(r"`^[a-z]{1,3}\d$`"), r"`^[a-z]{{1,3}}\d$`");
        assert_eq!(text(r"[a\b](1)"), r"\[a\\b\](1)");
    }
}
