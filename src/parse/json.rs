//! JSON, strictly, and JSON with comments. What is malformed gets its own name, and the reader carries on where it can.

mod comma;
mod mistake;
mod space;
mod string;
mod word;

use serde_json::Value;
use specwright_spec::Span;

use super::{MAX_DEPTH, Reading, Stop, again, empty, finish, foreign, too_deep, withdraw_fixes};
use crate::diagnostic::{Diagnostic, Edit};
use crate::payload::{Buffers, Builder, Kind, Payload};
use crate::rules;

/// Reads one value, and ends with about so many mistakes.
pub(super) fn read(text: &str, with_comments: bool, most: usize) -> Reading<'_> {
    let again: fn(&[u8], u32) -> Value = match with_comments {
        false => |text, document| read_again(text, false, document),
        true => |text, document| read_again(text, true, document),
    };
    let builder = Builder::new(text, true, again).keeping(most);
    let mut reader = Reader::new(text, with_comments, builder, most);
    let Err(stop) = reader.document() else {
        return finish(reader.builder, reader.found);
    };
    withdraw_fixes(&mut reader.found);
    let has_more = match stop {
        Stop::Enough => true,
        Stop::Mistake(last) => {
            reader.found.push(*last);
            false
        }
    };
    Reading {
        payloads: Vec::new(),
        diagnostics: reader.found,
        has_more,
    }
}

/// Reads one value in which nothing is wrong, with the room that other payloads had.
pub(super) fn faultless<'t>(text: &'t str, buffers: &mut Buffers) -> Option<Payload<'t>> {
    let builder = Builder::new(text, true, |text, document| {
        read_again(text, false, document)
    });
    let mut reader = Reader::new(text, false, builder.reusing(buffers).keeping(1), 1);
    reader.document().ok()?;
    let is_faultless = reader.found.is_empty();
    let (payload, repeated, _) = reader.builder.finish_into(buffers);
    payload.filter(|_| is_faultless && repeated.is_empty())
}

fn read_again(text: &[u8], with_comments: bool, document: u32) -> Value {
    let text = std::str::from_utf8(text).unwrap_or_default();
    again(&read(text, with_comments, usize::MAX), document)
}

struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    /// Where the last token ends: what is missing belongs there, and not behind a comment.
    behind: usize,
    with_comments: bool,
    builder: Builder<'t>,
    found: Vec<Diagnostic>,
    /// With how many mistakes the reading ends.
    most: usize,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq)]
enum Next {
    Value,
    FirstItem,
    FirstKey,
    Key,
    /// A comma or a closing bracket.
    More,
    End,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, with_comments: bool, builder: Builder<'t>, most: usize) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            behind: 0,
            with_comments,
            builder,
            found: Vec::new(),
            most,
        }
    }

    fn document(&mut self) -> Result<(), Stop> {
        if self.text.starts_with('\u{FEFF}') {
            self.at = '\u{FEFF}'.len_utf8();
            let span = Span::new(0, self.at);
            self.report(
                Diagnostic::new(
                    &rules::BYTE_ORDER_MARK,
                    span,
                    "the text begins with a byte order mark, U+FEFF",
                )
                .fix("remove it", Edit::new(span, "")),
            );
        }
        self.skip_space()?;
        if let Some(found) = foreign::text(&self.text[self.at..], self.at) {
            return Err(found.into());
        }
        let mut next = Next::Value;
        while next != Next::End {
            self.behind = self.at;
            self.skip_space()?;
            self.go_on()?;
            next = match next {
                Next::Value => self.value()?,
                Next::FirstItem if self.peek() == Some(b']') => self.close(Kind::Array)?,
                Next::FirstItem => self.value()?,
                Next::FirstKey if self.peek() == Some(b'}') => self.close(Kind::Object)?,
                Next::FirstKey | Next::Key => self.key()?,
                Next::More => self.more()?,
                Next::End => Next::End,
            };
        }
        self.skip_space()?;
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.behind_the_value()),
        }
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Ends the reading once enough is wrong.
    #[inline]
    fn go_on(&self) -> Result<(), Stop> {
        match self.found.len() < self.most {
            true => Ok(()),
            false => Err(Stop::Enough),
        }
    }

    fn report(&mut self, found: Diagnostic) {
        self.found.push(found);
    }

    /// The text may still be understood, but as JSON it would not be.
    fn report_not_json(&mut self, found: Diagnostic) {
        self.builder.not_json();
        self.report(found);
    }

    fn value(&mut self) -> Result<Next, Stop> {
        let start = self.at;
        match self.peek() {
            Some(b'"') => self.string(b'"')?,
            Some(b'{') => return self.open(Kind::Object, Next::FirstKey),
            Some(b'[') => return self.open(Kind::Array, Next::FirstItem),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') if self.word(b"true") => self.scalar(Kind::True, start),
            Some(b'f') if self.word(b"false") => self.scalar(Kind::False, start),
            Some(b'n') if self.word(b"null") => self.scalar(Kind::Null, start),
            Some(b'\'') => self.string(b'\'')?,
            Some(0xC2 | 0xE2) if self.typographic_string() => {}
            Some(b'+' | b'.') => self.number(),
            Some(b']' | b'}' | b',' | b':') | None => return self.no_value(),
            Some(_) => self.other_word()?,
        }
        Ok(self.after_value())
    }

    fn scalar(&mut self, kind: Kind, start: usize) {
        self.builder.scalar(kind, Span::new(start, self.at));
    }

    fn after_value(&self) -> Next {
        if self.builder.depth() == 0 {
            Next::End
        } else {
            Next::More
        }
    }

    /// Steps over the word, if it stands here and is not part of a longer one.
    fn word(&mut self, word: &[u8]) -> bool {
        let rest = &self.bytes[self.at..];
        let longer = rest.get(word.len()).is_some_and(|&byte| is_word(byte));
        let found = rest.starts_with(word) && !longer;
        if found {
            self.at += word.len();
        }
        found
    }

    fn open(&mut self, kind: Kind, next: Next) -> Result<Next, Stop> {
        if self.builder.depth() == MAX_DEPTH {
            return Err(too_deep(Span::new(self.at, self.at + 1)).into());
        }
        self.builder.open(kind, self.at);
        self.at += 1;
        Ok(next)
    }

    fn close(&mut self, kind: Kind) -> Result<Next, Stop> {
        if let Some((open, start)) = self.builder.innermost()
            && open != kind
        {
            let (found, expected) = match kind {
                Kind::Array => (']', '}'),
                _ => ('}', ']'),
            };
            let span = Span::new(self.at, self.at + 1);
            let message = format!("`{found}` closes nothing, `{expected}` is expected");
            let opened = Span::new(start, start + 1);
            let diagnostic = Diagnostic::new(&rules::UNCLOSED, span, message);
            return Err(diagnostic.related(opened, "opened here").into());
        }
        self.at += 1;
        self.builder.close(self.at);
        Ok(self.after_value())
    }

    fn key(&mut self) -> Result<Next, Stop> {
        match self.peek() {
            Some(quote @ (b'"' | b'\'')) => self.string(quote)?,
            Some(0xC2 | 0xE2) if self.typographic_string() => {}
            Some(byte) if is_word(byte) || byte >= 0x80 => self.bare_key(),
            None => return Err(self.ends_early()),
            Some(_) => return Err(self.unexpected("a name in double quotes").into()),
        }
        self.behind = self.at;
        self.skip_space()?;
        match self.peek() {
            Some(b':') => self.at += 1,
            Some(b'=') => {
                let span = Span::new(self.at, self.at + 1);
                let message = "`=` stands between a name and its value, where JSON has `:`";
                self.report_not_json(
                    Diagnostic::new(&rules::SYNTAX, span, message)
                        .fix("write `:`", Edit::new(span, ":")),
                );
                self.at += 1;
            }
            None => return Err(self.ends_early()),
            Some(byte) if begins_value(byte) => self.missing_colon(),
            Some(_) => return Err(self.unexpected("`:` and a value").into()),
        }
        Ok(Next::Value)
    }

    fn no_value(&mut self) -> Result<Next, Stop> {
        if self.peek().is_some() {
            return Err(self.unexpected("a value").into());
        }
        if self.builder.depth() > 0 {
            return Err(self.ends_early());
        }
        Err(empty().into())
    }

    fn char_len(&self) -> usize {
        self.text[self.at..]
            .chars()
            .next()
            .map_or(0, char::len_utf8)
    }
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$')
}

const fn begins_value(byte: u8) -> bool {
    is_word(byte) || matches!(byte, b'"' | b'\'' | b'{' | b'[' | b'-')
}
