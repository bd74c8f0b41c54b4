//! YAML 1.2, each document a payload. The only module, with its children, that knows the crate `saphyr-parser`.

mod block;
mod bracket;
mod mistake;
mod offsets;
mod scalar;
mod token;
mod traps;

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, StrInput, Tag};
use serde_json::Value;
use specwright_spec::Span;

use self::offsets::Offsets;
use super::{MAX_DEPTH, Reading, Stop, again, empty, finish, too_deep, withdraw_fixes};
use crate::diagnostic::Diagnostic;
use crate::payload::{Builder, Kind};
use crate::rules;

/// How many values aliases may add to a text.
const MAX_REPEATED: usize = 100_000;

/// Reads all documents of the text, and ends with about so many mistakes.
pub(super) fn read(text: &str, most: usize) -> Reading<'_> {
    let mut reader = Reader {
        text,
        parser: Parser::new_from_str(text),
        offsets: Offsets::new(text),
        builder: Builder::new("", false, read_again),
        anchors: HashMap::new(),
        open: Vec::new(),
        behind: 0,
        end: token::end(text),
        repeated: 0,
        reading: Reading {
            payloads: Vec::new(),
            diagnostics: Vec::new(),
            has_more: false,
        },
        most,
    };
    let Err(stop) = reader.stream() else {
        return reader.reading;
    };
    withdraw_fixes(&mut reader.reading.diagnostics);
    match stop {
        Stop::Enough => reader.reading.has_more = true,
        Stop::Mistake(last) => reader.reading.diagnostics.push(*last),
    }
    reader.reading
}

fn read_again(text: &[u8], document: u32) -> Value {
    let text = std::str::from_utf8(text).unwrap_or_default();
    again(&read(text, usize::MAX), document)
}

struct Reader<'t> {
    text: &'t str,
    parser: Parser<'t, StrInput<'t>>,
    offsets: Offsets<'t>,
    /// The document that is being read.
    builder: Builder<'t>,
    anchors: HashMap<usize, Anchored>,
    open: Vec<Open>,
    /// The end of the last event.
    behind: usize,
    /// The end of the last line that is not empty.
    end: usize,
    /// How many values aliases have added.
    repeated: usize,
    reading: Reading<'t>,
    /// With how many mistakes the reading ends.
    most: usize,
}

/// A value that aliases may repeat: its entries, and how many lists and mappings are nested in it.
#[derive(Clone, Copy)]
struct Anchored {
    start: usize,
    count: usize,
    height: usize,
}

/// A list or mapping that is being read.
struct Open {
    kind: Kind,
    start: usize,
    first_entry: usize,
    anchor: usize,
    /// Where its last part ends.
    end: usize,
    /// The key whose value is next.
    key: Option<Span>,
    height: usize,
}

impl<'t> Reader<'t> {
    fn stream(&mut self) -> Result<(), Stop> {
        loop {
            let (event, _) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(_) => self.document()?,
                Event::Nothing
                | Event::StreamStart
                | Event::DocumentEnd
                | Event::Alias(_)
                | Event::Scalar(..)
                | Event::SequenceStart(..)
                | Event::SequenceEnd
                | Event::MappingStart(..)
                | Event::MappingEnd => {}
            }
        }
        if self.reading.payloads.is_empty() {
            return Err(empty().into());
        }
        Ok(())
    }

    /// Reads the next document. A document without a value, such as the one after a last `---`, is no payload.
    fn document(&mut self) -> Result<(), Stop> {
        self.builder = Builder::new(self.text, false, read_again)
            .keeping(self.most)
            .numbered(self.reading.payloads.len());
        self.anchors.clear();
        loop {
            let (event, span) = self.next()?;
            self.event(event, span)?;
            if self.open.is_empty() {
                break;
            }
        }
        let next = Builder::new("", false, read_again);
        let builder = std::mem::replace(&mut self.builder, next);
        let Reading {
            payloads,
            diagnostics,
            has_more,
        } = finish(builder, Vec::new());
        self.reading.has_more |= has_more;
        if let [payload] = payloads.as_slice()
            && payload.root().source().is_empty()
            && payload.root().kind() == Kind::Null
        {
            return Ok(());
        }
        self.reading.payloads.extend(payloads);
        self.reading.diagnostics.extend(diagnostics);
        Ok(())
    }

    fn next(&mut self) -> Result<(Event<'t>, Span), Stop> {
        if self.reading.diagnostics.len() >= self.most {
            return Err(Stop::Enough);
        }
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                let start = self.offsets.byte(span.start.index());
                let end = self.offsets.byte(span.end.index()).max(start);
                self.behind = end;
                Ok((event, Span::new(start, end)))
            }
            Some(Err(error)) => {
                let at = self.offsets.byte(error.marker().index());
                let place = mistake::Place {
                    text: self.text,
                    at,
                    brackets: self.brackets(),
                };
                Err(mistake::named(&place, error.info()).into())
            }
            None => Ok((Event::StreamEnd, Span::new(0, 0))),
        }
    }

    /// Returns the byte offset from which brackets are balanced or all open: the outermost flow collection that is being
    /// read, or the end of the last event.
    fn brackets(&self) -> usize {
        let is_flow = |open: &&Open| self.text[open.start..].starts_with(['[', '{']);
        let outermost = self.open.iter().find(is_flow);
        outermost.map_or(self.behind, |open| open.start)
    }

    fn event(&mut self, event: Event<'t>, span: Span) -> Result<(), Stop> {
        match event {
            Event::Alias(anchor) => self.alias(anchor, span)?,
            Event::Scalar(text, style, anchor, tag) => {
                let start = self.builder.len();
                let is_empty = text.is_empty() && style == ScalarStyle::Plain;
                let has_properties = anchor != 0 || tag.is_some();
                let begin = span.start;
                let span = match (is_empty, has_properties) {
                    // An empty scalar has no source text; the parser returns the position of the next token.
                    (true, false) => self.empty_at(span.start),
                    (true, true) => self.empty_at(span.end),
                    (false, _) => token::of_scalar(self.text, span, style),
                };
                if self.expects_key() {
                    self.key(&text, style, tag.is_some(), span);
                } else {
                    let tag = tag.as_deref().map(|tag| (tag, begin));
                    self.scalar(&text, style, tag, span);
                }
                self.anchor(anchor, start, 0);
                self.part(span, 0);
            }
            Event::SequenceStart(anchor, tag) => {
                self.start(Kind::Array, anchor, tag.as_deref(), span)?
            }
            Event::MappingStart(anchor, tag) => {
                self.start(Kind::Object, anchor, tag.as_deref(), span)?
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
        }
        Ok(())
    }

    /// Returns an empty span at `at`, or at the end of the last line that is not empty.
    fn empty_at(&self, at: usize) -> Span {
        let at = at.min(self.end);
        Span::new(at, at)
    }

    fn expects_key(&self) -> bool {
        let innermost = self.open.last();
        innermost.is_some_and(|open| open.kind == Kind::Object && open.key.is_none())
    }

    /// A value or key is complete.
    fn part(&mut self, span: Span, height: usize) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        open.height = open.height.max(height + 1);
        open.end = open.end.max(span.end);
        if open.kind == Kind::Object {
            open.key = match open.key {
                None => Some(span),
                Some(_) => None,
            };
        }
    }

    fn start(
        &mut self,
        kind: Kind,
        anchor: usize,
        tag: Option<&Tag>,
        span: Span,
    ) -> Result<(), Stop> {
        if self.expects_key() {
            return Err(list_as_name(span).help("write the name as text").into());
        }
        self.deep_enough(1, span)?;
        let own = if kind == Kind::Array { "seq" } else { "map" };
        if let Some(tag) = tag
            && !(tag.is_yaml_core_schema() && tag.suffix == own)
        {
            self.foreign_tag(tag, span.start);
        }
        let start = token::behind_properties(self.text, span.start).min(self.end);
        self.open.push(Open {
            kind,
            start,
            first_entry: self.builder.len(),
            anchor,
            end: span.end.min(self.end),
            key: None,
            height: 1,
        });
        self.builder.open(kind, start);
        Ok(())
    }

    fn end(&mut self, span: Span) {
        let Some(open) = self.open.pop() else { return };
        // A closing bracket is part of the text; where there is none, the last part is the end.
        let end = if span.start == span.end {
            open.end
        } else {
            span.end.max(open.end)
        };
        self.builder.close(end.max(open.start));
        self.anchor(open.anchor, open.first_entry, open.height);
        self.part(Span::new(open.start, end), open.height);
    }

    fn anchor(&mut self, anchor: usize, start: usize, height: usize) {
        if anchor != 0 {
            let count = self.builder.len() - start;
            let anchored = Anchored {
                start,
                count,
                height,
            };
            self.anchors.insert(anchor, anchored);
        }
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Stop> {
        let Some(anchored) = self.anchors.get(&anchor).copied() else {
            let message = "the alias stands inside the value that it repeats";
            return Err(Diagnostic::new(&rules::NOT_JSON, span, message)
                .help("write the value out")
                .into());
        };
        self.deep_enough(anchored.height, span)?;
        self.repeated += anchored.count;
        if self.repeated > MAX_REPEATED {
            let message = format!("aliases repeat more than {MAX_REPEATED} values");
            return Err(Diagnostic::new(&rules::TOO_LARGE, span, message)
                .help("write the values out, or repeat fewer of them")
                .into());
        }
        if self.expects_key() && anchored.height > 0 {
            return Err(list_as_name(span).into());
        }
        self.builder
            .repeat(anchored.start, anchored.count, self.expects_key());
        self.part(span, anchored.height);
        Ok(())
    }

    fn deep_enough(&self, height: usize, span: Span) -> Result<(), Stop> {
        if self.open.len() + height <= MAX_DEPTH {
            return Ok(());
        }
        Err(too_deep(span).into())
    }
}

/// What is said of a list or mapping in the place of a name.
fn list_as_name(span: Span) -> Diagnostic {
    let message = "a list or mapping cannot be the name of a field in JSON";
    Diagnostic::new(&rules::NOT_JSON, span, message)
}
