//! JSON's strings, and what people write in their place.

use specwright_spec::Span;

use super::Reader;
use crate::diagnostic::{Diagnostic, Edit};
use crate::parse::{Stop, quoted};
use crate::payload::Kind;
use crate::rules;

impl Reader<'_> {
    /// A string in these quotes, which stand at the current place.
    pub(super) fn string(&mut self, quote: u8) -> Result<(), Stop> {
        let start = self.at;
        // The plain case: all up to the next quote is as it is meant.
        let end = start + 1 + plain_length(&self.bytes[start + 1..], quote);
        if quote == b'"' && self.bytes.get(end) == Some(&quote) {
            self.at = end + 1;
            let span = Span::new(start, self.at);
            self.builder.scalar(Kind::String, span);
            return Ok(());
        }
        self.at = end;
        let mut content = self.text[start + 1..end].to_owned();
        loop {
            let Some(byte) = self.peek() else {
                return Err(self.unclosed_string(start));
            };
            self.go_on()?;
            match byte {
                _ if byte == quote => break,
                b'\\' => self.escape(&mut content)?,
                b'\n' | b'\r' if self.ends_line_without_quote(quote) => {
                    return Err(self.unclosed_string(start));
                }
                0..0x20 => self.control_characters(byte, &mut content),
                _ => {
                    let rest = &self.bytes[self.at..];
                    let end = self.at + plain_length(rest, quote);
                    content.push_str(&self.text[self.at..end]);
                    self.at = end;
                }
            }
        }
        self.at += 1;
        let span = Span::new(start, self.at);
        if quote == b'\'' {
            let message = "JSON has strings in double quotes only";
            let text = serde_json::Value::from(content.as_str()).to_string();
            self.report_not_json(
                Diagnostic::new(&rules::SINGLE_QUOTES, span, message)
                    .fix("write double quotes", Edit::new(span, text)),
            );
        }
        self.builder.decoded(Kind::String, span, &content);
        Ok(())
    }

    /// The same control character, once or several times in a row.
    fn control_characters(&mut self, byte: u8, content: &mut String) {
        let rest = &self.bytes[self.at..];
        let count = rest.iter().take_while(|&&other| other == byte).count();
        let span = Span::new(self.at, self.at + count);
        let escape = escape_of(byte);
        let name = match (byte, count) {
            (b'\n', 1) => "a line break".to_owned(),
            (b'\t', 1) => "a tab".to_owned(),
            (_, 1) => format!("the control character U+{byte:04X}"),
            _ => format!("the control character U+{byte:04X}, {count} times,"),
        };
        let message = format!("{name} must be escaped in a string");
        self.report_not_json(
            Diagnostic::new(&rules::CONTROL_CHARACTER, span, message).fix(
                format!("write `{escape}`"),
                Edit::new(span, escape.repeat(count)),
            ),
        );
        content.push_str(&self.text[span.start..span.end]);
        self.at = span.end;
    }

    /// Steps over a string in the quotes of word processors, if one stands here.
    pub(super) fn typographic_string(&mut self) -> bool {
        let line = self.text[self.at..].lines().next().unwrap_or_default();
        let mut characters = line.chars();
        let Some(open) = characters.next().filter(|open| "“”„‟«‘’‚‛".contains(*open))
        else {
            return false;
        };
        let inside = characters.as_str();
        let ends = |character: char| "“”»‘’\"".contains(character);
        let Some((end, close)) = inside.char_indices().find(|(_, found)| ends(*found)) else {
            return false;
        };
        let content = &inside[..end];
        let span = Span::new(self.at, self.at + open.len_utf8() + end + close.len_utf8());
        let message = format!("{} is no quote of JSON", quoted(&open.to_string()));
        let text = serde_json::Value::from(content).to_string();
        self.report_not_json(
            Diagnostic::new(&rules::SINGLE_QUOTES, span, message)
                .fix("write double quotes", Edit::new(span, text)),
        );
        self.builder.decoded(Kind::String, span, content);
        self.at = span.end;
        true
    }

    /// A raw line break in a string: either it was never closed, or it goes on in the next line.
    fn ends_line_without_quote(&self, quote: u8) -> bool {
        let rest = &self.text[self.at..];
        let next = rest.trim_start().lines().next().unwrap_or_default();
        let quotes = next.bytes().filter(|&byte| byte == quote).count();
        quotes % 2 == 0
    }

    fn unclosed_string(&self, start: usize) -> Stop {
        let line = self.text[start..].lines().next().unwrap_or_default();
        let span = Span::new(start, start + line.trim_end().len());
        Diagnostic::new(&rules::UNCLOSED, span, "a string is not closed")
            .help("write a double quote behind it")
            .into()
    }

    fn escape(&mut self, content: &mut String) -> Result<(), Stop> {
        let start = self.at;
        let plain = match self.bytes.get(start + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.unicode_escape(content);
                return Ok(());
            }
            Some(_) => {
                self.wrong_escape(content);
                return Ok(());
            }
            None => return Err(self.unclosed_string(start)),
        };
        content.push(plain);
        self.at += 2;
        Ok(())
    }

    fn wrong_escape(&mut self, content: &mut String) {
        let rest = &self.text[self.at + 1..];
        let character = rest.chars().next().unwrap_or_default();
        let span = Span::new(self.at, self.at + 1 + character.len_utf8());
        let message = format!(
            "{} is not an escape of JSON",
            quoted(&self.text[span.start..span.end])
        );
        let found = Diagnostic::new(&rules::INVALID_ESCAPE, span, message);
        self.report_not_json(if character == '\'' {
            found.fix("write the quote alone", Edit::new(span, "'"))
        } else {
            found.help("write `\\\\` for a backslash")
        });
        content.push(character);
        self.at = span.end;
    }

    /// `\u` with four digits, or two of them that are one character.
    fn unicode_escape(&mut self, content: &mut String) {
        let start = self.at;
        let first = self.four_digits(start + 2);
        let (character, length) = match first {
            None => {
                let digits = self.bytes[start + 2..].iter().take(4);
                let digits = digits.take_while(|byte| byte.is_ascii_hexdigit()).count();
                let span = Span::new(start, start + 2 + digits);
                let message = "`\\u` needs four hexadecimal digits";
                let found = Diagnostic::new(&rules::INVALID_ESCAPE, span, message);
                self.report_not_json(found.help("write four, or `\\\\` for a backslash"));
                self.at = span.end;
                return;
            }
            Some(high @ 0xD800..0xDC00) => {
                let follows = self.bytes[start + 6..].starts_with(b"\\u");
                let low = follows.then(|| self.four_digits(start + 8)).flatten();
                match low {
                    Some(low @ 0xDC00..0xE000) => {
                        let code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                        (char::from_u32(code), 12)
                    }
                    _ => (None, 6),
                }
            }
            Some(code) => (char::from_u32(code), 6),
        };
        self.at += length;
        let span = Span::new(start, self.at);
        match character {
            Some(character) => content.push(character),
            None => {
                let message = format!(
                    "{} is half of a surrogate pair, and no character",
                    quoted(&self.text[span.start..span.end])
                );
                self.report_not_json(
                    Diagnostic::new(&rules::LONE_SURROGATE, span, message)
                        .help("write both halves, or the character itself"),
                );
                content.push('\u{FFFD}');
            }
        }
    }

    fn four_digits(&self, at: usize) -> Option<u32> {
        let digits = self.bytes.get(at..at + 4)?;
        let all = digits.iter().all(u8::is_ascii_hexdigit);
        let text = std::str::from_utf8(digits).ok().filter(|_| all)?;
        u32::from_str_radix(text, 16).ok()
    }
}

/// How many bytes come before the first quote, backslash or control character.
#[inline]
fn plain_length(bytes: &[u8], quote: u8) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    // The lowest byte with its high bit set is the first one that is less than `limit`, which is at most 0x80.
    let less = |word: u64, limit: u8| word.wrapping_sub(ONES * u64::from(limit)) & !word & HIGH;
    let mut rest = bytes;
    while let Some((eight, behind)) = rest.split_first_chunk::<8>() {
        let word = u64::from_le_bytes(*eight);
        let quotes = less(word ^ (ONES * u64::from(quote)), 1);
        let backslashes = less(word ^ (ONES * u64::from(b'\\')), 1);
        let found = less(word, 0x20) | quotes | backslashes;
        if found != 0 {
            return bytes.len() - rest.len() + found.trailing_zeros() as usize / 8;
        }
        rest = behind;
    }
    let is_special = |&byte: &u8| byte == quote || byte == b'\\' || byte < 0x20;
    let plain = rest.iter().position(is_special).unwrap_or(rest.len());
    bytes.len() - rest.len() + plain
}

fn escape_of(control: u8) -> String {
    match control {
        b'\n' => "\\n".to_owned(),
        b'\r' => "\\r".to_owned(),
        b'\t' => "\\t".to_owned(),
        other => format!("\\u{other:04x}"),
    }
}
