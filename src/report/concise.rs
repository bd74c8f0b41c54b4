//! One line for each finding: `path:line:column: severity[code] message`.

use std::io;
use std::path::Path;

use specwright_spec::sanitize::Text;

use super::limit::Limit;
use super::out::{Out, Piece};
use super::{Form, Summary};
use crate::lint::Checked;

#[derive(Debug)]
pub(super) struct Concise {
    limit: Limit,
}

impl Concise {
    pub(super) fn new(limit: Limit) -> Self {
        Self { limit }
    }
}

impl Form for Concise {
    fn part(&mut self, _name: &Path, checked: &Checked, out: &mut Out<'_>) -> io::Result<()> {
        let name = checked.source.name();
        for found in &checked.diagnostics {
            if !self.limit.admits() {
                continue;
            }
            let position = checked.source.position(found.span.start);
            let (severity, code) = (found.severity.as_str(), &found.code);
            let line = format!("{name}:{position}: {severity}[{code}] {}", found.message);
            out.put(&[Piece::Lines(&Text::line(&line))])?;
        }
        Ok(())
    }

    fn end(&mut self, _summary: &Summary, out: &mut Out<'_>) -> io::Result<()> {
        self.limit.end(out)
    }
}
