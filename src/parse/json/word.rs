//! JSON's numbers and words, and what people write in their place or in that of a name.

use specwright_spec::Span;

use super::{Reader, is_word};
use crate::diagnostic::{Diagnostic, Edit};
use crate::parse::{Stop, quoted};
use crate::payload::Kind;
use crate::rules;

impl Reader<'_> {
    /// A number, or what begins like one.
    pub(super) fn number(&mut self) {
        let start = self.at;
        if let Some(length) = number_length(&self.bytes[start..])
            && !self
                .bytes
                .get(start + length)
                .is_some_and(|&byte| is_word(byte) || byte == b'.')
        {
            self.at += length;
            self.builder.scalar(Kind::Number, Span::new(start, self.at));
            return;
        }
        let rest = &self.bytes[start..];
        let end = rest
            .iter()
            .position(|&byte| !(is_word(byte) || matches!(byte, b'.' | b'+' | b'-')));
        self.at += end.unwrap_or(rest.len()).max(1);
        let span = Span::new(start, self.at);
        let text = &self.text[start..self.at];
        let mended = mended_number(text);
        let message = format!("{} is not a number of JSON", quoted(text));
        let found = Diagnostic::new(&rules::INVALID_NUMBER, span, message);
        self.report_not_json(match &mended {
            Some(number) => found.fix(format!("write `{number}`"), Edit::new(span, number.clone())),
            None => {
                found.help("write digits without leading zeros, or put a text in double quotes")
            }
        });
        let number = mended.as_deref().unwrap_or("0");
        self.builder.decoded(Kind::Number, span, number);
    }

    /// A word where a value is expected.
    pub(super) fn other_word(&mut self) -> Result<(), Stop> {
        let start = self.at;
        let rest = &self.text[start..];
        let end = rest
            .find(|character: char| character.is_whitespace() || ",:]}[{\"'/".contains(character))
            .unwrap_or(rest.len());
        let word = &rest[..end.max(rest.chars().next().map_or(0, char::len_utf8))];
        self.at += word.len();
        let span = Span::new(start, self.at);
        let known = match word {
            "True" | "TRUE" => Some(("true", Kind::True)),
            "False" | "FALSE" => Some(("false", Kind::False)),
            "None" | "Null" | "NULL" | "nil" | "undefined" => Some(("null", Kind::Null)),
            _ => None,
        };
        let message = format!("{} is not a value of JSON", quoted(word));
        let found = Diagnostic::new(&rules::UNKNOWN_WORD, span, message);
        match known {
            Some((json, kind)) => {
                self.report_not_json(found.fix(format!("write `{json}`"), Edit::new(span, json)));
                self.builder.decoded(kind, span, json);
                Ok(())
            }
            None if matches!(word, "NaN" | "Infinity" | "inf" | "nan") => {
                self.report_not_json(
                    found.help("JSON numbers are finite; leave the field out, or write a number"),
                );
                self.builder.decoded(Kind::Number, span, "0");
                Ok(())
            }
            None if word
                .chars()
                .all(|c| c.is_alphanumeric() || "_-.$".contains(c)) =>
            {
                let text = serde_json::Value::from(word).to_string();
                self.report_not_json(found.fix("put it in double quotes", Edit::new(span, text)));
                self.builder.decoded(Kind::String, span, word);
                Ok(())
            }
            None => Err(found.into()),
        }
    }

    /// A name without quotes.
    pub(super) fn bare_key(&mut self) {
        let start = self.at;
        let rest = &self.text[start..];
        let end = rest
            .find(|character: char| !(character.is_alphanumeric() || "_-.$".contains(character)))
            .unwrap_or(rest.len())
            .max(rest.chars().next().map_or(0, char::len_utf8));
        let name = &rest[..end];
        self.at += end;
        let span = Span::new(start, self.at);
        let text = serde_json::Value::from(name).to_string();
        let message = format!("the name {} stands without quotes", quoted(name));
        self.report_not_json(
            Diagnostic::new(&rules::UNQUOTED_NAME, span, message)
                .fix("put it in double quotes", Edit::new(span, text)),
        );
        self.builder.decoded(Kind::String, span, name);
    }
}

/// How long the JSON number is that stands at the start.
fn number_length(bytes: &[u8]) -> Option<usize> {
    let digits = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        (count > 0).then_some(from + count)
    };
    let start = usize::from(bytes.first() == Some(&b'-'));
    let mut end = match bytes.get(start)? {
        b'0' => start + 1,
        _ => digits(start)?,
    };
    if bytes.get(end) == Some(&b'.') {
        end = digits(end + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(end) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        end = digits(end + 1 + sign)?;
    }
    Some(end)
}

/// The number that was meant, where there is no doubt.
fn mended_number(text: &str) -> Option<String> {
    let plain = text.strip_prefix('+').unwrap_or(text);
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", plain),
    };
    let mended = if digits.starts_with('.') {
        format!("{sign}0{digits}")
    } else if digits.ends_with('.') {
        format!("{sign}{digits}0")
    } else {
        format!("{sign}{digits}")
    };
    (number_length(mended.as_bytes()) == Some(mended.len())).then_some(mended)
}
