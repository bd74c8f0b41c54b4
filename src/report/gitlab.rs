//! GitLab's report of code quality: a list of findings, of which the service knows each by its fingerprint.

use std::io;
use std::path::Path;

use serde_json::json;

use super::fingerprint::Fingerprints;
use super::items::Items;
use super::out::{Out, Piece};
use super::{Form, Summary, place};
use crate::Contract;
use crate::diagnostic::Severity;
use crate::lint::Checked;

#[derive(Debug, Default)]
pub(super) struct Gitlab {
    findings: Items,
    fingerprints: Fingerprints,
}

impl Form for Gitlab {
    fn begin(&mut self, _contracts: &[&Contract], out: &mut Out<'_>) -> io::Result<()> {
        out.put(&[Piece::Own("[")])
    }

    fn open(&mut self, _name: &Path, _out: &mut Out<'_>) -> io::Result<()> {
        self.fingerprints = Fingerprints::default();
        Ok(())
    }

    fn part(&mut self, name: &Path, checked: &Checked, out: &mut Out<'_>) -> io::Result<()> {
        let path = place::path(name);
        for found in &checked.diagnostics {
            let line = checked.source.position(found.span.start).line;
            let finding = json!({
                // The service shows the description alone.
                "description": format!("{}: {}", found.code, found.message),
                "check_name": found.code,
                "fingerprint": self.fingerprints.next(&path, found),
                "severity": severity(found.severity),
                "location": {"path": path, "lines": {"begin": line}},
            });
            self.findings.add(&finding, out)?;
        }
        Ok(())
    }

    fn end(&mut self, _summary: &Summary, out: &mut Out<'_>) -> io::Result<()> {
        out.put(&[Piece::Own("\n]\n")])
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "minor",
        Severity::Error => "major",
    }
}
