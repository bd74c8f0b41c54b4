//! The parser of patterns.

mod escape;
mod groups;

use std::ops::Range;

use self::groups::Groups;
use super::class;
use super::{Mistake, Pattern};

/// The deepest nesting of groups.
const DEEPEST: usize = 50;
/// The greatest length of a pattern, in bytes.
const LONGEST: usize = 20_000;
/// The greatest number of repetitions in a pattern with references to groups.
const MOST: u32 = 1000;

/// Parses a regular expression.
///
/// # Errors
/// Returns the first mistake.
pub fn parse(text: &str) -> Result<Pattern, Mistake> {
    let mut reader = Reader::new(text);
    if text.len() > LONGEST {
        return Err(reader.unsupported(0, "the pattern is too large"));
    }
    reader.groups = Groups::of(text);
    let pattern = reader.alternatives()?;
    match reader.peek() {
        None => Ok(pattern),
        Some(_) => Err(reader.mistake(reader.at, "`)` closes no group")),
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    groups: Groups,
    /// The place of the first `[:name:]` in a character class.
    posix_class: Option<Range<usize>>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            groups: Groups::default(),
            posix_class: None,
        }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn eat(&mut self, expected: &str) -> bool {
        let found = self.rest().starts_with(expected);
        if found {
            self.at += expected.len();
        }
        found
    }

    /// A mistake from `start` up to here, of at least one character.
    fn mistake(&self, start: usize, message: impl Into<String>) -> Mistake {
        let least = self.text[start..].chars().next().map_or(0, char::len_utf8);
        Mistake {
            range: Range {
                start,
                end: self.at.max(start + least),
            },
            message: message.into(),
            is_unsupported: false,
        }
    }

    fn unsupported(&self, start: usize, message: impl Into<String>) -> Mistake {
        Mistake {
            is_unsupported: true,
            ..self.mistake(start, message)
        }
    }

    fn alternatives(&mut self) -> Result<Pattern, Mistake> {
        let mut all = vec![self.sequence()?];
        while self.eat("|") {
            all.push(self.sequence()?);
        }
        Ok(match all.len() {
            1 => all.remove(0),
            _ => Pattern::Alternatives(all),
        })
    }

    fn sequence(&mut self) -> Result<Pattern, Mistake> {
        let mut all = Vec::new();
        while let Some(next) = self.peek() {
            if matches!(next, '|' | ')') {
                break;
            }
            let (start, before) = (self.at, self.groups.begun());
            let term = self.term()?;
            all.push(self.repeated(term, start, before)?);
        }
        Ok(match all.len() {
            1 => all.remove(0),
            _ => Pattern::Sequence(all),
        })
    }

    fn term(&mut self) -> Result<Pattern, Mistake> {
        let start = self.at;
        let Some(next) = self.next() else {
            return Ok(Pattern::Sequence(Vec::new()));
        };
        match next {
            '^' => Ok(Pattern::Start),
            '$' => Ok(Pattern::End),
            '.' => Ok(Pattern::Class(class::characters(class::any()))),
            '(' => self.group(start),
            '[' => {
                let ranges = self.class(start)?;
                Ok(Pattern::Class(class::characters(ranges)))
            }
            '\\' => self.escape(start),
            '*' | '+' | '?' => Err(self.mistake(start, format!("`{next}` repeats nothing"))),
            '{' if counts(&self.text[start..]).is_some() => {
                Err(self.mistake(start, "`{` repeats nothing"))
            }
            ']' => match self.posix_class.take() {
                Some(range) => Err(Mistake {
                    range,
                    ..self.mistake(start, "ECMA-262 has no classes such as `[:alpha:]`")
                }),
                None => Ok(one(next.into())),
            },
            _ => Ok(one(next.into())),
        }
    }

    fn group(&mut self, start: usize) -> Result<Pattern, Mistake> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.unsupported(start, "the groups of this pattern nest too deep"));
        }
        let look = [
            ("?=", false, false),
            ("?!", false, true),
            ("?<=", true, false),
            ("?<!", true, true),
        ];
        let look = look.into_iter().find(|(mark, _, _)| self.eat(mark));
        let number = match look {
            Some(_) => None,
            None if self.eat("?") => self.group_kind(start)?,
            None => Some(self.groups.begin()),
        };
        let inner = self.alternatives()?;
        if !self.eat(")") {
            self.at = start + 1;
            return Err(self.mistake(start, "this group is not closed"));
        }
        self.depth -= 1;
        Ok(match (look, number) {
            (Some((_, behind, negated)), _) => Pattern::Look {
                pattern: Box::new(inner),
                behind,
                negated,
            },
            (None, Some(number)) => self.groups.end(number, inner),
            (None, None) => inner,
        })
    }

    /// Parses what follows `(?`, other than a look-around; returns the number of the group, if it has one.
    fn group_kind(&mut self, start: usize) -> Result<Option<usize>, Mistake> {
        if self.eat(":") {
            return Ok(None);
        }
        if self.rest().starts_with('<') {
            let Some(name) = self.group_name() else {
                return Err(self.mistake(start, "this group needs a name, as in `(?<name>..)`"));
            };
            let number = self.groups.begin();
            return if self.groups.named(&name) == Some(number) {
                Ok(Some(number))
            } else {
                Err(self.mistake(start, format!("another group has the name `{name}`")))
            };
        }
        self.next();
        let begin = &self.text[start..self.at];
        Err(self.mistake(start, format!("`{begin}` begins no group of ECMA-262")))
    }

    /// Parses the `*`, `+`, `?` or `{..}` behind the term that begins at `start`, after so many groups.
    fn repeated(
        &mut self,
        term: Pattern,
        start: usize,
        groups_before: usize,
    ) -> Result<Pattern, Mistake> {
        let before = self.at;
        let (least, most) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => match counts(self.rest()) {
                Some((length, least, most)) => {
                    self.at += length - 1;
                    (least, most)
                }
                None => return Ok(term),
            },
            Some(_) | None => return Ok(term),
        };
        self.at += 1;
        if most.is_some_and(|most| most < least) {
            return Err(self.mistake(before, "the numbers of this repetition are out of order"));
        }
        let mut assertions = ["^", "$", "\\b", "\\B", "(?<=", "(?<!"].iter();
        if assertions.any(|assertion| self.text[start..].starts_with(assertion)) {
            let sign = &self.text[before..self.at];
            return Err(self.mistake(before, format!("`{sign}` repeats nothing")));
        }
        let are_referred = self.groups.are_referred();
        if are_referred && (least > MOST || most.is_some_and(|most| most > MOST)) {
            let message = "so many repetitions beside a reference to a group are not supported";
            return Err(self.unsupported(before, message));
        }
        let is_lazy = self.eat("?");
        if matches!(self.peek(), Some('*' | '+' | '?')) {
            self.next();
            return Err(self.mistake(start, "a repetition cannot be repeated"));
        }
        let groups = self.groups.referred_after(groups_before);
        let is_repeated = most.is_none_or(|most| most > 1) && !groups.is_empty();
        let pattern = Box::new(term);
        Ok(Pattern::Repeat {
            pattern: if is_repeated {
                Box::new(Pattern::Iteration { groups, pattern })
            } else {
                pattern
            },
            least,
            most,
            is_lazy: is_lazy && are_referred,
        })
    }
}

/// The length and the numbers of `{2}`, `{2,}` or `{2,5}`, if that is what a text begins with.
fn counts(text: &str) -> Option<(usize, u32, Option<u32>)> {
    let (numbers, _) = text.strip_prefix('{')?.split_once('}')?;
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse().unwrap_or(u32::MAX))
    };
    let (least, most) = match numbers.split_once(',') {
        None => (number(numbers)?, Some(number(numbers)?)),
        Some((least, "")) => (number(least)?, None),
        Some((least, most)) => (number(least)?, Some(number(most)?)),
    };
    Some((numbers.len() + 2, least, most))
}

fn one(code: u32) -> Pattern {
    Pattern::Class(class::characters(vec![(code, code)]))
}
