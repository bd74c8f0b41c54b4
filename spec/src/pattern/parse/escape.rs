//! Escapes and classes.

use super::Reader;
use crate::pattern::class::{self, Ranges};
use crate::pattern::properties;
use crate::pattern::{Mistake, Pattern};

impl Reader<'_> {
    pub(super) fn escape(&mut self, start: usize) -> Result<Pattern, Mistake> {
        if let Some(reference) = self.reference(start) {
            return reference;
        }
        match self.peek() {
            Some('b') => {
                self.next();
                Ok(Pattern::WordBoundary { negated: false })
            }
            Some('B') => {
                self.next();
                Ok(Pattern::WordBoundary { negated: true })
            }
            Some(_) => {
                let ranges = self.escaped(start)?.ranges();
                Ok(Pattern::Class(class::characters(ranges)))
            }
            None => Err(self.mistake(start, "`\\` escapes nothing")),
        }
    }

    /// Parses an escape that has the same meaning inside and outside of a class; `\` has been read.
    fn escaped(&mut self, start: usize) -> Result<Member, Mistake> {
        let Some(letter) = self.next() else {
            return Err(self.mistake(start, "`\\` escapes nothing"));
        };
        if let Some(ranges) = class::escaped(letter) {
            return Ok(Member::Set(ranges));
        }
        let code = match letter {
            't' => 0x09,
            'n' => 0x0A,
            'v' => 0x0B,
            'f' => 0x0C,
            'r' => 0x0D,
            '0' if !self.rest().starts_with(|c: char| c.is_ascii_digit()) => 0,
            'c' => match self.peek() {
                Some(control) if control.is_ascii_alphabetic() => {
                    self.next();
                    u32::from(control) % 32
                }
                Some(_) | None => return Err(self.mistake(start, "`\\c` needs a letter")),
            },
            'x' => self
                .hex(2)
                .ok_or_else(|| self.mistake(start, "`\\x` needs two hexadecimal digits"))?,
            'u' => self.unicode(start)?,
            'p' | 'P' => return self.property(start, letter == 'P').map(Member::Set),
            other if other.is_alphanumeric() => {
                let message = format!("`\\{letter}` means nothing in ECMA-262");
                return Err(self.mistake(start, message));
            }
            other => other.into(),
        };
        Ok(Member::Character(code))
    }

    fn hex(&mut self, digits: usize) -> Option<u32> {
        let text = self.rest().get(..digits)?;
        let code = u32::from_str_radix(text, 16)
            .ok()
            .filter(|_| !text.starts_with('+'))?;
        self.at += digits;
        Some(code)
    }

    /// `\u0041`, `\u{41}` or a pair of surrogates; `\u` has been read.
    pub(super) fn unicode(&mut self, start: usize) -> Result<u32, Mistake> {
        if self.eat("{") {
            let digits = self.rest().find('}').unwrap_or(0);
            let code = self.hex(digits).filter(|code| *code <= 0x0010_FFFF);
            let code = code.filter(|_| self.eat("}"));
            return code
                .ok_or_else(|| self.mistake(start, "`\\u{..}` needs the number of a character"));
        }
        let Some(high) = self.hex(4) else {
            return Err(self.mistake(start, "`\\u` needs four hexadecimal digits"));
        };
        let before = self.at;
        if (0xD800..0xDC00).contains(&high) && self.eat("\\u") {
            match self.hex(4) {
                Some(low) if (0xDC00..0xE000).contains(&low) => {
                    return Ok(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00));
                }
                Some(_) | None => self.at = before,
            }
        }
        Ok(high)
    }

    fn property(&mut self, start: usize, negated: bool) -> Result<Ranges, Mistake> {
        let name: Option<String> = self.rest().strip_prefix('{').and_then(|rest| {
            let (name, _) = rest.split_once('}')?;
            Some(name.to_owned())
        });
        let Some(name) = name else {
            return Err(self.mistake(start, "`\\p` needs a property in braces"));
        };
        self.at += name.len() + 2;
        if properties::UNSUPPORTED.contains(&name.as_str()) {
            let message = format!("the property `{name}` is not supported");
            return Err(self.unsupported(start, message));
        }
        let Some(ranges) = properties::characters(&name) else {
            return Err(self.mistake(start, format!("Unicode has no property `{name}`")));
        };
        Ok(if negated {
            class::negated(ranges)
        } else {
            ranges
        })
    }

    /// What follows `[`.
    pub(super) fn class(&mut self, start: usize) -> Result<Ranges, Mistake> {
        let negated = self.eat("^");
        let mut ranges = Vec::new();
        loop {
            let first_start = self.at;
            if self.eat("]") {
                break;
            }
            self.note_posix_class();
            let Some(first) = self.member()? else {
                self.at = start + 1;
                return Err(self.mistake(start, "this class is not closed"));
            };
            let is_range = self.rest().starts_with('-') && !self.rest().starts_with("-]");
            if !is_range {
                ranges.extend(first.ranges());
                continue;
            }
            self.at += 1;
            let Some(last) = self.member()? else {
                self.at = start + 1;
                return Err(self.mistake(start, "this class is not closed"));
            };
            match (first, last) {
                (Member::Character(low), Member::Character(high)) if low > high => {
                    return Err(self.mistake(first_start, "this range is out of order"));
                }
                (Member::Character(low), Member::Character(high)) => ranges.push((low, high)),
                // `[\w-.]`: the hyphen stands for itself.
                (first, last) => {
                    ranges.extend(first.ranges());
                    ranges.extend(last.ranges());
                    ranges.push((u32::from('-'), u32::from('-')));
                }
            }
        }
        Ok(if negated {
            class::negated(ranges)
        } else {
            ranges
        })
    }

    /// Parses one character or escape of a class.
    fn member(&mut self) -> Result<Option<Member>, Mistake> {
        let start = self.at;
        let Some(next) = self.next() else {
            return Ok(None);
        };
        if next != '\\' {
            return Ok(Some(Member::Character(next.into())));
        }
        if self.eat("b") {
            return Ok(Some(Member::Character(0x08)));
        }
        self.escaped(start).map(Some)
    }

    /// Remembers the place of `[:name:]`, a class of other dialects.
    fn note_posix_class(&mut self) {
        let inside = self.rest().strip_prefix("[:");
        let name = inside.and_then(|inside| inside.split_once(":]"));
        if let Some((name, _)) = name
            && name.chars().all(|c| c.is_ascii_alphabetic())
        {
            self.posix_class.get_or_insert(self.at..self.at + 1);
        }
    }
}

/// One element of a character class.
enum Member {
    /// `x`, `\x41`: a character, which may begin or end a range.
    Character(u32),
    /// `\d`, `\p{L}`: a set of characters.
    Set(Ranges),
}

impl Member {
    fn ranges(self) -> Ranges {
        match self {
            Self::Character(code) => vec![(code, code)],
            Self::Set(ranges) => ranges,
        }
    }
}
