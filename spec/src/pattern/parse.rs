//! Text to pattern.

mod escape;
mod groups;

use std::ops::Range;

use self::groups::Groups;
use super::class;
use super::{Mistake, Pattern};

/// So deep groups nest in no pattern that somebody wrote.
const DEEPEST: usize = 50;
/// Longer patterns are refused.
const LONGEST: usize = 20_000;
/// Of more than one character, greater numbers of repetitions are refused.
const MOST: u32 = 1000;

/// Reads a regular expression.
///
/// # Errors
/// The first mistake.
pub fn parse(text: &str) -> Result<Pattern, Mistake> {
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
        behind: 0,
        groups: Groups::of(text),
    };
    if text.len() > LONGEST {
        return Err(reader.mistake(0, "the pattern is too large"));
    }
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
    /// How many look-behinds are open.
    behind: usize,
    groups: Groups<'t>,
}

impl<'t> Reader<'t> {
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
        let before = self.groups.matched();
        let mut all = vec![self.sequence()?];
        let mut matched = self.groups.matched();
        while self.eat("|") {
            self.groups.go_back(before.clone());
            all.push(self.sequence()?);
            let also = self.groups.matched();
            matched.retain(|number| also.contains(number));
        }
        self.groups.go_back(matched);
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
            let start = self.at;
            let before = self.groups.matched();
            let term = self.repeated_term(start)?;
            if matches!(term, Pattern::Repeat { least: 0, .. }) {
                self.groups.go_back(before);
            }
            all.push(term);
        }
        Ok(match all.len() {
            1 => all.remove(0),
            _ => Pattern::Sequence(all),
        })
    }

    fn repeated_term(&mut self, start: usize) -> Result<Pattern, Mistake> {
        let before = self.groups.begun();
        let term = self.term()?;
        let term = self.repeated(term, start)?;
        let is_repeated =
            matches!(term, Pattern::Repeat { most, .. } if most.is_none_or(|most| most > 1));
        match is_repeated.then(|| self.groups.forget(before)).flatten() {
            Some(reference) => Err(self.unsure(reference)),
            None => Ok(term),
        }
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
            _ => Ok(one(next.into())),
        }
    }

    fn group(&mut self, start: usize) -> Result<Pattern, Mistake> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.mistake(start, "the groups of this pattern nest too deep"));
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
        let is_behind = look.is_some_and(|(_, behind, _)| behind);
        let (before, begun) = (self.groups.matched(), self.groups.begun());
        self.behind += usize::from(is_behind);
        let inner = self.alternatives()?;
        self.behind -= usize::from(is_behind);
        if !self.eat(")") {
            self.at = start + 1;
            return Err(self.mistake(start, "this group is not closed"));
        }
        self.depth -= 1;
        Ok(match (look, number) {
            (Some((_, behind, negated)), _) => {
                // What is not there has matched nothing, and which of several ways led back is not told.
                if behind || negated {
                    self.groups.go_back(before);
                    self.groups.forget(begun);
                }
                Pattern::Look {
                    pattern: Box::new(inner),
                    behind,
                    negated,
                }
            }
            (None, Some(number)) => self.groups.end(number, inner),
            (None, None) => inner,
        })
    }

    /// What follows `(?`, other than a look around: the number of the group, if it has one.
    fn group_kind(&mut self, start: usize) -> Result<Option<usize>, Mistake> {
        if self.eat(":") {
            return Ok(None);
        }
        if self.eat("<") {
            let name: String = self.rest().chars().take_while(|c| *c != '>').collect();
            self.at += name.len();
            let legal = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
            if !name.is_empty() && name.chars().all(legal) && self.eat(">") {
                return Ok(Some(self.groups.begin()));
            }
            return Err(self.mistake(start, "the name of this group is not closed"));
        }
        self.next();
        let what = &self.text[start..self.at];
        Err(self.mistake(start, format!("`{what}` begins no group of ECMA 262")))
    }

    /// The term with the `*`, `+`, `?` or `{..}` behind it.
    fn repeated(&mut self, term: Pattern, start: usize) -> Result<Pattern, Mistake> {
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
        let repeated = match &term {
            Pattern::Group { pattern, .. } => pattern.as_ref(),
            term => term,
        };
        let is_long = !matches!(repeated, Pattern::Class(_));
        if is_long && (least > MOST || most.is_some_and(|most| most > MOST)) {
            return Err(self.mistake(before, "the number of repetitions is too large"));
        }
        let is_lazy = self.eat("?");
        if matches!(self.peek(), Some('*' | '+' | '?')) {
            self.next();
            return Err(self.mistake(start, "a repetition cannot be repeated"));
        }
        Ok(Pattern::Repeat {
            pattern: Box::new(term),
            least,
            most,
            is_lazy: is_lazy && self.groups.are_referred(),
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
