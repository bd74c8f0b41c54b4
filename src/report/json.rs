//! One object with all files and findings: `{"version": 1, "files": [..], "summary": {..}}`.
//!
//! `version` changes when a member goes or changes its meaning, not when one is added.

use std::io;
use std::path::Path;

use serde_json::{Value, json};

use super::items::Items;
use super::out::{Out, Piece};
use super::{Form, Summary, finding, place};
use crate::Contract;
use crate::lint::Checked;

/// The version of the structure.
const VERSION: usize = 1;

#[derive(Debug, Default)]
pub(super) struct Json {
    files: Items,
    findings: Items,
}

impl Form for Json {
    fn begin(&mut self, _contracts: &[&Contract], out: &mut Out<'_>) -> io::Result<()> {
        out.put(&[
            Piece::Own("{\"version\":"),
            Piece::Number(VERSION),
            Piece::Own(",\"files\":["),
        ])
    }

    fn open(&mut self, name: &Path, out: &mut Out<'_>) -> io::Result<()> {
        self.findings = Items::default();
        let path = Value::from(place::text(name));
        out.put(&[
            Piece::Own(self.files.next()),
            Piece::Own("{\"path\":"),
            Piece::Json(&path),
            Piece::Own(",\"findings\":["),
        ])
    }

    fn part(&mut self, name: &Path, checked: &Checked, out: &mut Out<'_>) -> io::Result<()> {
        for found in &checked.diagnostics {
            self.findings
                .add(&finding::object(name, checked, found), out)?;
        }
        Ok(())
    }

    fn close(&mut self, _name: &Path, out: &mut Out<'_>) -> io::Result<()> {
        out.put(&[Piece::Own("]}")])
    }

    fn end(&mut self, summary: &Summary, out: &mut Out<'_>) -> io::Result<()> {
        let summary = json!({
            "files": summary.files,
            "files_with_findings": summary.files_with_findings,
            "errors": summary.errors,
            "warnings": summary.warnings,
            "fixable": summary.fixable,
        });
        out.put(&[
            Piece::Own("\n],\"summary\":"),
            Piece::Json(&summary),
            Piece::Own("}\n"),
        ])
    }
}
