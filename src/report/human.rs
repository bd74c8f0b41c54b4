//! With the text around each finding, for people.

use std::io;
use std::path::Path;

use specwright_spec::Source;
use specwright_spec::render::{self, Drawing, Place};
use specwright_spec::sanitize::{self, Text};

use super::limit::Limit;
use super::out::{Out, Piece};
use super::{Form, Summary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::Checked;

#[derive(Debug)]
pub(super) struct Human {
    colours: bool,
    limit: Limit,
}

impl Human {
    pub(super) fn new(colours: bool, limit: Limit) -> Self {
        Self { colours, limit }
    }
}

impl Form for Human {
    fn part(&mut self, _name: &Path, checked: &Checked, out: &mut Out<'_>) -> io::Result<()> {
        for found in &checked.diagnostics {
            if !self.limit.admits() {
                continue;
            }
            if checked.is_inaccessible {
                out.put(&[Piece::Lines(&unreadable(checked, found, self.colours))])?;
                continue;
            }
            let rule = found.rule_source.as_ref();
            let place = rule.and_then(|rule| checked.policy.contract.document_place(&rule.pointer));
            let place = place.map(|(source, span)| Place {
                source,
                span,
                label: Some("the document says so here"),
            });
            let note = rule.and_then(|rule| rule.note.as_deref());
            let note = note.map(|note| format!("source: {}", note.trim_end()));
            let source = &checked.source;
            let text = one(source, found, place, note.as_deref(), self.colours);
            out.put(&[Piece::Lines(&text)])?;
        }
        Ok(())
    }

    fn end(&mut self, _summary: &Summary, out: &mut Out<'_>) -> io::Result<()> {
        self.limit.end(out)
    }
}

/// Draws a finding of a file that has no text to be shown.
fn unreadable(checked: &Checked, found: &Diagnostic, colours: bool) -> Text {
    let drawing = Drawing {
        is_warning: found.severity == Severity::Warning,
        code: &found.code,
        message: &found.message,
        places: Vec::new(),
        help: found.help.as_deref(),
        note: None,
    };
    let mut text = render::draw(&drawing, colours);
    let name = sanitize::line(checked.source.name());
    text.push(&Text::line(&format!(" --> {name}")));
    text.push(&Text::line(""));
    text
}

/// Draws one finding and an empty line.
pub(super) fn one(
    source: &Source,
    found: &Diagnostic,
    rule: Option<Place<'_>>,
    note: Option<&str>,
    colours: bool,
) -> Text {
    let primary = Place {
        source,
        span: found.span,
        label: found.label.as_deref(),
    };
    let related = found.related.iter().map(|related| Place {
        source,
        span: related.span,
        label: Some(&related.label),
    });
    let drawing = Drawing {
        is_warning: found.severity == Severity::Warning,
        code: &found.code,
        message: &found.message,
        places: std::iter::once(primary)
            .chain(related)
            .chain(rule)
            .collect(),
        help: found.help.as_deref(),
        note,
    };
    let mut text = render::draw(&drawing, colours);
    text.push(&Text::line(""));
    text
}
