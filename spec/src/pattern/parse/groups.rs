//! Groups, and references to them.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::Reader;
use crate::pattern::class;
use crate::pattern::{Mistake, Pattern};

/// The most groups that references may name: a matcher remembers the match of each.
const MOST_REFERRED: usize = 100;

/// The groups of a pattern, found before it is parsed, and the number of groups parsed so far.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// The number of groups that have a number.
    count: usize,
    /// The numbers of groups by name; of groups with the same name, the first.
    names: HashMap<String, usize>,
    /// The groups that references name.
    referred: BTreeSet<usize>,
    /// `true` if references name more than [`MOST_REFERRED`] groups. Then `referred` is empty.
    are_too_many: bool,
    /// The number of groups that have begun.
    begun: usize,
}

impl Groups {
    /// Finds the groups of a pattern, which may be malformed.
    pub(super) fn of(text: &str) -> Self {
        let mut groups = Self::default();
        let mut names_referred = BTreeSet::new();
        let mut is_class = false;
        let mut reader = Reader::new(text);
        while let Some(character) = reader.next() {
            match character {
                '\\' if is_class => drop(reader.next()),
                '\\' => {
                    groups.referred.extend(number(reader.rest()));
                    if reader.next() == Some('k') {
                        names_referred.extend(reader.group_name());
                    }
                }
                '[' => is_class = true,
                ']' => is_class = false,
                '(' if !is_class => {
                    if !reader.eat("?") {
                        groups.count += 1;
                    } else if let Some(name) = reader.group_name() {
                        groups.count += 1;
                        groups.names.entry(name).or_insert(groups.count);
                    }
                }
                _ => {}
            }
        }
        let numbers = names_referred.iter().filter_map(|name| groups.named(name));
        let numbers: Vec<usize> = numbers.collect();
        groups.referred.extend(numbers);
        groups.are_too_many = groups.referred.len() > MOST_REFERRED;
        if groups.are_too_many {
            groups.referred.clear();
        }
        groups
    }

    /// Returns `true` if a reference names any group.
    pub(super) fn are_referred(&self) -> bool {
        !self.referred.is_empty()
    }

    /// Begins the next group, and returns its number, from 1.
    pub(super) fn begin(&mut self) -> usize {
        self.begun += 1;
        self.begun
    }

    /// Returns the number of groups that have begun.
    pub(super) fn begun(&self) -> usize {
        self.begun
    }

    /// Ends a group: returns its content, as a group if a reference names the group.
    pub(super) fn end(&self, number: usize, content: Pattern) -> Pattern {
        if !self.referred.contains(&number) {
            return content;
        }
        Pattern::Group {
            number: self.index(number),
            pattern: Box::new(content),
        }
    }

    /// Returns the number of the group with that name; `None` if there is no such group.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    /// Returns the indices, among the groups that references name, of those that have begun after the first `before`
    /// groups.
    pub(super) fn referred_after(&self, before: usize) -> Range<usize> {
        self.index(before + 1)..self.index(self.begun + 1)
    }

    /// Returns the index of a group among those that references name.
    fn index(&self, number: usize) -> usize {
        self.referred.range(..number).count()
    }
}

impl Reader<'_> {
    /// Parses `\1` or `\k<name>`, of which `\` has been read; `None` if another escape follows.
    pub(super) fn reference(&mut self, start: usize) -> Option<Result<Pattern, Mistake>> {
        let number = if let Some(number) = number(self.rest()) {
            let digits = self.rest().trim_start_matches(|c: char| c.is_ascii_digit());
            self.at = self.text.len() - digits.len();
            (number <= self.groups.count).then_some(number)
        } else if self.eat("k") {
            let Some(name) = self.group_name() else {
                let message = "`\\k` needs the name of a group, as in `\\k<name>`";
                return Some(Err(self.mistake(start, message)));
            };
            self.groups.named(&name)
        } else {
            return None;
        };
        Some(match number {
            None => Err(self.mistake(start, "this reference is to a group that does not exist")),
            Some(_) if self.groups.are_too_many => {
                let message =
                    format!("references to more than {MOST_REFERRED} groups are not supported");
                Err(self.unsupported(start, message))
            }
            Some(number) => Ok(Pattern::Reference {
                number: self.groups.index(number),
            }),
        })
    }

    /// Parses `<name>`, and returns the name; `None` if nothing of this form follows. Then nothing has been read.
    pub(super) fn group_name(&mut self) -> Option<String> {
        let start = self.at;
        let name = self.angle_bracketed();
        if name.is_none() {
            self.at = start;
        }
        name
    }

    fn angle_bracketed(&mut self) -> Option<String> {
        if !self.eat("<") {
            return None;
        }
        let mut name = String::new();
        while !self.eat(">") {
            let at = self.at;
            let character = match self.next()? {
                '\\' if self.eat("u") => char::from_u32(self.unicode(at).ok()?)?,
                other => other,
            };
            let property = if name.is_empty() {
                "ID_Start"
            } else {
                "ID_Continue"
            };
            let is_legal = match character {
                '$' | '_' => true,
                '\u{200C}' | '\u{200D}' => !name.is_empty(),
                ascii if ascii.is_ascii_alphabetic() => true,
                ascii if ascii.is_ascii_digit() => !name.is_empty(),
                ascii if ascii.is_ascii() => false,
                other => class::has_property(other, property),
            };
            if !is_legal {
                return None;
            }
            name.push(character);
        }
        (!name.is_empty()).then_some(name)
    }
}

/// Returns the number at the start, from 1; `usize::MAX` if it is too large for any group.
fn number(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &text[..text.len() - rest.len()];
    let is_number = !digits.is_empty() && !digits.starts_with('0');
    is_number.then(|| digits.parse().unwrap_or(usize::MAX))
}
