//! The JSON that reviewdog reads: its `DiagnosticResult`.

use std::io;
use std::path::Path;

use serde_json::{Value, json};
use specwright_spec::{Source, Span};

use super::items::Items;
use super::out::{Out, Piece};
use super::{Form, Summary, TOOL, finding, place};
use crate::Contract;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::Checked;

#[derive(Debug, Default)]
pub(super) struct Rdjson {
    diagnostics: Items,
}

impl Form for Rdjson {
    fn begin(&mut self, _contracts: &[&Contract], out: &mut Out<'_>) -> io::Result<()> {
        out.put(&[
            Piece::Own("{\"source\":{\"name\":\""),
            Piece::Own(TOOL),
            Piece::Own("\"},\"diagnostics\":["),
        ])
    }

    fn part(&mut self, name: &Path, checked: &Checked, out: &mut Out<'_>) -> io::Result<()> {
        for found in &checked.diagnostics {
            self.diagnostics
                .add(&diagnostic(name, checked, found), out)?;
        }
        Ok(())
    }

    fn end(&mut self, _summary: &Summary, out: &mut Out<'_>) -> io::Result<()> {
        out.put(&[Piece::Own("\n]}\n")])
    }
}

fn diagnostic(name: &Path, checked: &Checked, found: &Diagnostic) -> Value {
    let source = &checked.source;
    let mut diagnostic = json!({
        "message": finding::text(found),
        "location": {
            "path": place::path(name),
            "range": range(source, found.span),
        },
        "severity": match found.severity {
            Severity::Warning => "WARNING",
            Severity::Error => "ERROR",
        },
        "code": {"value": found.code},
    });
    if let Some(edit) = found.fix.as_ref().map(|fix| &fix.edit) {
        let suggestion = json!({"range": range(source, edit.span), "text": edit.text});
        diagnostic["suggestions"] = json!([suggestion]);
    }
    diagnostic
}

fn range(source: &Source, span: Span) -> Value {
    json!({
        "start": position(source, span.start),
        "end": position(source, span.end.max(span.start)),
    })
}

/// A place whose column counts bytes, which is what reviewdog expects.
fn position(source: &Source, offset: usize) -> Value {
    let offset = source.text().floor_char_boundary(offset);
    json!({
        "line": source.position(offset).line,
        "column": offset - source.line_start(offset) + 1,
    })
}
