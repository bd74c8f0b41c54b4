//! YAML text to a tree. The only module, with its children, that knows the crate `saphyr-parser`.

mod budget;
mod offsets;
mod scalar;

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, StrInput};

use self::budget::{Budget, Size};
use self::offsets::Offsets;
use super::depth::{MAX_DEPTH, too_deep};
use super::{Read, insert};
use crate::error::{Code, Error};
use crate::source::Span;
use crate::tree::{Entry, Mapping, Node, Value};

/// Reads `text`, which stands `base` bytes after the start of its source.
pub(super) fn read(text: &str, base: usize) -> Result<Read, Error> {
    let mut reader = Reader {
        parser: Parser::new_from_str(text),
        offsets: Offsets::new(text, base),
        anchors: HashMap::new(),
        budget: Budget::default(),
        errors: Vec::new(),
    };
    let tree = reader.stream()?;
    Ok(Read {
        tree,
        errors: reader.errors,
    })
}

struct Reader<'t> {
    parser: Parser<'t, StrInput<'t>>,
    offsets: Offsets,
    anchors: HashMap<usize, Anchored>,
    budget: Budget,
    errors: Vec<Error>,
}

/// A value that aliases may repeat.
struct Anchored {
    node: Node,
    size: Size,
    /// How many levels of lists and mappings it has.
    height: usize,
}

/// A value on its way into the tree, with what counts against the limits.
struct Built {
    node: Node,
    height: usize,
}

impl Built {
    fn leaf(span: Span, value: Value) -> Self {
        Self {
            node: Node { span, value },
            height: 0,
        }
    }
}

impl<'t> Reader<'t> {
    /// The one document of the text.
    fn stream(&mut self) -> Result<Node, Error> {
        let mut tree = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(_) if tree.is_some() => {
                    return Err(Error::new(
                        Code::Syntax,
                        span,
                        "a second YAML document starts here",
                    )
                    .help("put each document into a file of its own"));
                }
                Event::DocumentStart(_) => {
                    let (event, span) = self.next()?;
                    tree = Some(self.node(event, span, 1)?.node);
                }
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
        let end = self.offsets.end();
        tree.ok_or_else(|| {
            Error::new(Code::Syntax, Span::new(end, end), "the file is empty")
                .help("write an OpenAPI 3.0 document")
        })
    }

    fn next(&mut self) -> Result<(Event<'t>, Span), Error> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                let start = self.offsets.byte(span.start.index());
                let end = self.offsets.byte(span.end.index()).max(start);
                Ok((event, Span::new(start, end)))
            }
            Some(Err(error)) => Err(self.refusal(&error)),
            None => Ok((Event::StreamEnd, Span::new(0, 0))),
        }
    }

    fn refusal(&self, error: &ScanError) -> Error {
        let start = self.offsets.byte(error.marker().index());
        let end = self.offsets.byte(error.marker().index() + 1);
        let span = Span::new(start, end);
        // The scanner reads ahead, so its own limit of depth, which is above ours, may come first.
        if error.info().starts_with("recursion limit") {
            return too_deep(span);
        }
        Error::new(Code::Syntax, span, error.info())
    }

    /// The value that `event` starts, `depth` levels down.
    fn node(&mut self, event: Event<'t>, span: Span, depth: usize) -> Result<Built, Error> {
        self.budget.value(span)?;
        let before = self.budget.spent();
        let (built, anchor) = match event {
            Event::Alias(anchor) => return self.alias(anchor, span, depth),
            Event::Scalar(text, style, anchor, tag) => {
                self.budget.text(&text);
                if style == ScalarStyle::Plain && tag.is_none() {
                    self.errors.extend(scalar::trap(&text, false, span));
                }
                let value = scalar::value(&text, style, tag.as_deref())
                    .unwrap_or_else(|refused| self.refuse(refused.at(span)));
                (Built::leaf(span, value), anchor)
            }
            Event::SequenceStart(anchor, tag) => {
                check_depth(depth, span)?;
                self.check_tag(scalar::check_collection(tag.as_deref(), "seq"), span);
                (self.sequence(span, depth)?, anchor)
            }
            Event::MappingStart(anchor, tag) => {
                check_depth(depth, span)?;
                self.check_tag(scalar::check_collection(tag.as_deref(), "map"), span);
                (self.mapping(span, depth)?, anchor)
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd
            | Event::SequenceEnd
            | Event::MappingEnd => {
                return Err(Error::new(Code::Syntax, span, "a value is missing here"));
            }
        };
        if anchor != 0 {
            let size = self.budget.since(before);
            self.budget.copy(size, span)?;
            let anchored = Anchored {
                node: built.node.clone(),
                size,
                height: built.height,
            };
            self.anchors.insert(anchor, anchored);
        }
        Ok(built)
    }

    fn alias(&mut self, anchor: usize, span: Span, depth: usize) -> Result<Built, Error> {
        let Some(anchored) = self.anchors.get(&anchor) else {
            return Err(Error::new(
                Code::Syntax,
                span,
                "the alias stands inside the value that it repeats",
            ));
        };
        check_depth((depth + anchored.height).saturating_sub(1), span)?;
        self.budget.alias(anchored.size, span)?;
        Ok(Built {
            node: anchored.node.clone(),
            height: anchored.height,
        })
    }

    fn sequence(&mut self, span: Span, depth: usize) -> Result<Built, Error> {
        let (mut items, mut height, mut end) = (Vec::new(), 0, span.end);
        loop {
            let (event, at) = self.next()?;
            if event == Event::SequenceEnd {
                let span = Span::new(span.start, close(end, at));
                return Ok(Built {
                    node: Node {
                        span,
                        value: Value::Sequence(items),
                    },
                    height: height + 1,
                });
            }
            let item = self.node(event, at, depth + 1)?;
            height = height.max(item.height);
            end = end.max(at.end);
            items.push(item.node);
        }
    }

    fn mapping(&mut self, span: Span, depth: usize) -> Result<Built, Error> {
        let (mut mapping, mut height, mut end) = (Mapping::default(), 0, span.end);
        loop {
            let (event, key_span) = self.next()?;
            if event == Event::MappingEnd {
                let span = Span::new(span.start, close(end, key_span));
                return Ok(Built {
                    node: Node {
                        span,
                        value: Value::Mapping(mapping),
                    },
                    height: height + 1,
                });
            }
            let key = self.key(event, key_span, depth)?;
            let (event, at) = self.next()?;
            let mut built = self.node(event, at, depth + 1)?;
            height = height.max(built.height);
            end = end.max(at.end).max(built.node.span.end);
            if at.start == at.end {
                // Nothing is written there, so the key is the only place to point at.
                built.node.span = key_span;
            }
            let Some(key) = key else {
                mapping.refuse(key_span);
                continue;
            };
            let entry = Entry {
                key,
                key_span,
                value: built.node,
            };
            insert(&mut mapping, entry, &mut self.errors);
        }
    }

    /// A mapping's key as text; `None` if it was refused.
    fn key(&mut self, event: Event<'t>, span: Span, depth: usize) -> Result<Option<String>, Error> {
        if let Event::Scalar(text, style, 0, None) = &event {
            if *style == ScalarStyle::Plain && text == "<<" {
                self.errors.push(
                    Error::new(
                        Code::Unsupported,
                        span,
                        "merge keys (`<<`) are not supported",
                    )
                    .help("write the merged keys out"),
                );
                return Ok(None);
            }
            self.budget.text(text);
            if *style == ScalarStyle::Plain {
                self.errors.extend(scalar::trap(text, true, span));
            }
            // OpenAPI's names are text however they look, such as the status `200`.
            return Ok(Some(text.clone().into_owned()));
        }
        let node = self.node(event, span, depth + 1)?.node;
        match node.value {
            Value::String(text) | Value::Number(text) => Ok(Some(text)),
            Value::Bool(_) | Value::Null | Value::Sequence(_) | Value::Mapping(_) => {
                let message = "a key must be text";
                self.errors.push(Error::new(Code::WrongType, span, message));
                Ok(None)
            }
        }
    }

    fn check_tag(&mut self, checked: Result<(), scalar::Refused>, span: Span) {
        if let Err(refused) = checked {
            self.errors.push(refused.at(span));
        }
    }

    fn refuse(&mut self, error: Error) -> Value {
        self.errors.push(error);
        Value::Null
    }
}

fn check_depth(depth: usize, span: Span) -> Result<(), Error> {
    if depth > MAX_DEPTH {
        return Err(too_deep(span));
    }
    Ok(())
}

/// Where a collection ends: at its closing bracket if it has one, else with its last part.
fn close(last: usize, end_event: Span) -> usize {
    if end_event.start == end_event.end {
        last
    } else {
        end_event.end.max(last)
    }
}

#[cfg(test)]
mod tests;
