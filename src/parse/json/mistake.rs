//! Mistakes of JSON's structure, in words.

use specwright_spec::Span;

use super::Reader;
use crate::diagnostic::{Diagnostic, Edit};
use crate::parse::{Stop, quoted};
use crate::payload::Kind;
use crate::rules;

impl Reader<'_> {
    pub(super) fn missing_colon(&mut self) {
        let behind = self.behind;
        let span = Span::new(self.at, self.at + self.char_len());
        let message = "a colon is missing between a name and its value";
        self.report_not_json(Diagnostic::new(&rules::SYNTAX, span, message).fix(
            "put a colon between the two",
            Edit::new(Span::new(behind, behind), ":"),
        ));
    }

    pub(super) fn member_in_array(&self) -> Stop {
        let start = self.builder.innermost().map_or(0, |(_, start)| start);
        let span = Span::new(self.at, self.at + 1);
        let message = "a name and its value stand in an array";
        Diagnostic::new(&rules::UNCLOSED, span, message)
            .related(Span::new(start, start + 1), "the array begins here")
            .help("close the array with `]` before the name, or put both in `{` and `}`")
            .into()
    }

    pub(super) fn ends_early(&self) -> Stop {
        let end = Span::new(self.text.len(), self.text.len());
        let (name, close, start) = match self.builder.innermost() {
            Some((Kind::Object, start)) => ("an object", '}', start),
            Some((_, start)) => ("an array", ']', start),
            None => ("a value", ' ', 0),
        };
        let message = format!("the text ends inside {name}");
        Diagnostic::new(&rules::UNCLOSED, end, message)
            .label("the end")
            .related(Span::new(start, start + 1), "opened here")
            .help(format!("close it with `{close}`"))
            .into()
    }

    pub(super) fn unexpected(&self, expected: &str) -> Diagnostic {
        let span = Span::new(self.at, self.at + self.char_len());
        let found = quoted(&self.text[span.start..span.end]);
        let message = format!("{found} stands where {expected} is expected");
        Diagnostic::new(&rules::SYNTAX, span, message)
    }

    pub(super) fn behind_the_value(&self) -> Stop {
        let span = Span::new(self.at, self.at + self.char_len());
        let found = self.bytes[self.at];
        if matches!(found, b'}' | b']') {
            let message = format!("`{}` closes nothing", char::from(found));
            return Diagnostic::new(&rules::UNCLOSED, span, message)
                .help("remove it")
                .into();
        }
        Diagnostic::new(
            &rules::SEVERAL_VALUES,
            span,
            "the text goes on behind its value",
        )
        .help("keep one value; `--input-format ndjson`, or a file name that ends in `.ndjson`, allows one on each line")
        .into()
    }
}
