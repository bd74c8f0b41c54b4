//! What stands between JSON's tokens: white space, comments, and what people take for them.

use specwright_spec::Span;

use super::Reader;
use crate::diagnostic::{Diagnostic, Edit};
use crate::parse::Stop;
use crate::rules;

/// Whether a byte is certain to be no white space, and to begin no comment.
const BEGINS_TOKEN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = b'!';
    while byte < 0x7F {
        table[byte as usize] = byte != b'/' && byte != b'#';
        byte += 1;
    }
    table
};

impl Reader<'_> {
    /// Steps over what stands before the next token, which is nearly always one space or nothing.
    #[inline(always)]
    pub(super) fn skip_space(&mut self) -> Result<(), Stop> {
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        match self.peek() {
            Some(byte) if BEGINS_TOKEN[byte as usize] => Ok(()),
            _ => self.skip_more_space(),
        }
    }

    #[cold]
    fn skip_more_space(&mut self) -> Result<(), Stop> {
        loop {
            while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
                self.at += 1;
            }
            match self.peek() {
                Some(b'/' | b'#') => self.comment()?,
                Some(0x0B | 0x0C | 0xC2 | 0xE2 | 0xE3 | 0xEF) => {
                    if !self.other_space() {
                        return Ok(());
                    }
                    self.go_on()?;
                }
                _ => return Ok(()),
            }
        }
    }

    /// Steps over white space that is none in JSON.
    fn other_space(&mut self) -> bool {
        let character = self.text[self.at..].chars().next();
        let Some(character) =
            character.filter(|found| found.is_whitespace() || *found == '\u{FEFF}')
        else {
            return false;
        };
        let span = Span::new(self.at, self.at + character.len_utf8());
        let message = format!("U+{:04X} is not white space in JSON", u32::from(character));
        self.report_not_json(
            Diagnostic::new(&rules::SYNTAX, span, message)
                .fix("write a space", Edit::new(span, " ")),
        );
        self.at = span.end;
        true
    }

    fn comment(&mut self) -> Result<(), Stop> {
        self.go_on()?;
        let start = self.at;
        let rest = &self.text[start..];
        let length = if rest.starts_with("//") || rest.starts_with('#') {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(inside) = rest.strip_prefix("/*") {
            match inside.find("*/") {
                Some(end) => end + 4,
                None => {
                    let span = Span::new(start, start + 2);
                    return Err(
                        Diagnostic::new(&rules::UNCLOSED, span, "a comment is not closed")
                            .help("write `*/` behind it")
                            .into(),
                    );
                }
            }
        } else {
            return Err(self.unexpected("a value").into());
        };
        self.at += length;
        self.builder.not_json();
        if !self.with_comments || rest.starts_with('#') {
            let line = rest[..length].lines().next().unwrap_or_default().len();
            let span = Span::new(start, start + line);
            let name = if self.with_comments {
                "comments begin with `//` or `/*`"
            } else {
                "JSON has no comments"
            };
            self.report(Diagnostic::new(&rules::COMMENT, span, name).help(
                "remove it, or keep it in a file whose name ends in `.jsonc`, where `//` and `/* */` are allowed",
            ));
        }
        Ok(())
    }
}
