//! What was found in records, told in order and up to as much as a file may have.

use std::io;

use specwright_spec::Span;

use super::records::{Part, Record, Rest, has_error};
use crate::diagnostic::Diagnostic;
use crate::lint::{self, Checked, MOST_FINDINGS};
use crate::rules;

/// Tells what was found.
pub(super) struct Teller<F> {
    each: F,
    /// How many lines and bytes come before the next part.
    pub(super) lines: usize,
    offset: usize,
    told: Rest,
    /// Whether some value stands on several lines.
    has_split: bool,
    /// The record in which there is too much, and what is found from there on.
    last: Option<(Checked, Span, Rest)>,
}

impl<F: FnMut(Checked) -> io::Result<()>> Teller<F> {
    pub(super) fn new(each: F) -> Self {
        Self {
            each,
            lines: 0,
            offset: 0,
            told: Rest::default(),
            has_split: false,
            last: None,
        }
    }

    /// Tells what was found in the part that comes next.
    pub(super) fn add(&mut self, part: Part) -> io::Result<()> {
        for record in part.found {
            // Where values stand on several lines, that is said once, and not of each line that it makes unreadable.
            let is_known = self.has_split && (record.is_split || is_piece(&record.checked));
            self.has_split |= record.is_split;
            if !is_known {
                self.record(record)?;
            }
        }
        if let Some((_, _, rest)) = &mut self.last {
            rest.count += part.rest.count;
            rest.has_error |= part.rest.has_error;
        }
        self.lines += part.lines;
        self.offset += part.length;
        Ok(())
    }

    fn record(&mut self, record: Record) -> io::Result<()> {
        let mut checked = record.checked;
        if let Some((_, _, rest)) = &mut self.last {
            rest.add(&checked.diagnostics);
            return Ok(());
        }
        checked.offset = self.offset + record.offset;
        checked.source = checked
            .source
            .starting_at(self.lines + record.lines_before + 1);
        let room = MOST_FINDINGS - self.told.count;
        if checked.diagnostics.len() <= room {
            self.told.add(&checked.diagnostics);
            return (self.each)(checked);
        }
        let mut rest = Rest::default();
        let left_out = checked.diagnostics.split_off(room);
        self.told.add(&checked.diagnostics);
        rest.add(&left_out);
        self.last = Some((checked, left_out[0].span, rest));
        Ok(())
    }

    /// Whether nothing that is still to come would be told, or make it worse.
    pub(super) fn is_done(&self) -> bool {
        let has_error = |rest: &Rest| rest.has_error || self.told.has_error;
        self.last
            .as_ref()
            .is_some_and(|(_, _, rest)| has_error(rest))
    }

    /// Says how much was left out.
    pub(super) fn end(mut self) -> io::Result<()> {
        let is_done = self.is_done();
        let Some((mut checked, span, rest)) = self.last.take() else {
            return Ok(());
        };
        let found = lint::left_out(
            span.start,
            rest.count,
            !is_done,
            is_done || has_error(&checked.diagnostics),
        );
        checked.diagnostics.push(found);
        (self.each)(checked)
    }
}

/// Whether the record may be a line of a value that stands on several ones.
fn is_piece(checked: &Checked) -> bool {
    let codes = [
        rules::UNCLOSED.code,
        rules::SEVERAL_VALUES.code,
        rules::SYNTAX.code,
    ];
    let of_pieces = |found: &Diagnostic| codes.contains(&&*found.code);
    checked.diagnostics.iter().any(of_pieces)
}
