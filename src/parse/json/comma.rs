//! What stands between two items or members of JSON: a comma, or nothing, or too many of them.

use specwright_spec::Span;

use super::{Next, Reader, begins_value};
use crate::diagnostic::{Diagnostic, Edit};
use crate::parse::Stop;
use crate::payload::Kind;
use crate::rules;

impl Reader<'_> {
    /// Commas behind the one that separates two items or members.
    fn more_commas(&mut self) -> Result<(), Stop> {
        while self.peek() == Some(b',') {
            self.go_on()?;
            let span = Span::new(self.at, self.at + 1);
            let message = "a comma follows a comma, and nothing is between them";
            self.report_not_json(
                Diagnostic::new(&rules::SYNTAX, span, message)
                    .fix("remove the comma", Edit::new(span, "")),
            );
            self.at += 1;
            self.skip_space()?;
        }
        Ok(())
    }

    /// Behind an item or a member.
    pub(super) fn more(&mut self) -> Result<Next, Stop> {
        let Some((kind, _)) = self.builder.innermost() else {
            return Ok(Next::End);
        };
        let (next, close) = match kind {
            Kind::Object => (Next::Key, b'}'),
            _ => (Next::Value, b']'),
        };
        match self.peek() {
            Some(b',') => {
                let comma = self.at;
                self.at += 1;
                self.skip_space()?;
                self.more_commas()?;
                if self.peek() != Some(close) {
                    return Ok(next);
                }
                if !self.with_comments {
                    let span = Span::new(comma, comma + 1);
                    let message = "JSON has no comma behind the last item or member";
                    self.report_not_json(
                        Diagnostic::new(&rules::TRAILING_COMMA, span, message)
                            .fix("remove the comma", Edit::new(span, "")),
                    );
                }
                self.builder.not_json();
                self.close(kind)
            }
            Some(b'}') => self.close(Kind::Object),
            Some(b']') => self.close(Kind::Array),
            None => Err(self.ends_early()),
            Some(byte) if begins_value(byte) => {
                let behind = self.behind;
                let span = Span::new(self.at, self.at + self.char_len());
                let message = "a comma is missing before this";
                self.report_not_json(Diagnostic::new(&rules::MISSING_COMMA, span, message).fix(
                    "put a comma between the two",
                    Edit::new(Span::new(behind, behind), ","),
                ));
                Ok(next)
            }
            Some(b':') if kind == Kind::Array => Err(self.member_in_array()),
            Some(_) => Err(self.unexpected("a comma or a closing bracket").into()),
        }
    }
}
