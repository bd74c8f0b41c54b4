//! Groups, and references back to them.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::Reader;
use crate::pattern::{Mistake, Pattern};

/// The most groups that a pattern may refer back to. Each way through the pattern remembers which of them have matched.
const MOST_REFERRED: usize = 100;

/// What there is to know of a pattern's groups before it is read.
#[derive(Debug, Default)]
pub(super) struct Groups<'t> {
    /// The number of groups that have a number.
    count: usize,
    /// The numbers of groups by name; of groups with the same name, the first.
    names: HashMap<&'t str, usize>,
    /// The groups that the pattern refers back to; others need not be told apart.
    referred: BTreeSet<usize>,
    /// `true` if the pattern refers back to more than [`MOST_REFERRED`] groups. Then `referred` is empty.
    are_too_many: bool,
    /// How many have begun so far.
    begun: usize,
    /// Those that have matched wherever the reader is now, whichever way led there.
    matched: BTreeSet<usize>,
    /// Those that have ended and whose match is still the last one, if there was one at all: what a repetition or a look
    /// around leaves of a match is not the same to all engines.
    kept: BTreeSet<usize>,
    /// References to groups that may not have matched, with their places.
    unsure: Vec<(usize, Range<usize>)>,
}

impl<'t> Groups<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut groups = Self::default();
        let mut names_referred = BTreeSet::new();
        let mut is_class = false;
        let mut characters = text.char_indices();
        while let Some((at, character)) = characters.next() {
            let rest = &text[at + character.len_utf8()..];
            match character {
                '\\' => {
                    characters.next();
                    if is_class {
                        continue;
                    }
                    groups.referred.extend(number(rest));
                    names_referred.extend(rest.strip_prefix('k').and_then(name));
                }
                '[' => is_class = true,
                ']' => is_class = false,
                '(' if !is_class => match rest.strip_prefix('?') {
                    None => groups.count += 1,
                    Some(rest) => {
                        if let Some(name) = name(rest) {
                            groups.count += 1;
                            groups.names.entry(name).or_insert(groups.count);
                        }
                    }
                },
                _ => {}
            }
        }
        let named = names_referred.into_iter();
        let named: Vec<usize> = named.filter_map(|name| groups.named(name)).collect();
        groups.referred.extend(named);
        groups.are_too_many = groups.referred.len() > MOST_REFERRED;
        if groups.are_too_many {
            groups.referred.clear();
        }
        groups
    }

    /// Whether the pattern refers back to any group.
    pub(super) fn are_referred(&self) -> bool {
        !self.referred.is_empty()
    }

    /// Begins the next group: its number, from 1.
    pub(super) fn begin(&mut self) -> usize {
        self.begun += 1;
        self.begun
    }

    /// Those that have matched, to go back to where another way begins.
    pub(super) fn matched(&self) -> BTreeSet<usize> {
        self.matched.clone()
    }

    /// Takes back what [`Groups::matched`] gave.
    pub(super) fn go_back(&mut self, matched: BTreeSet<usize>) {
        self.matched = matched;
    }

    /// Ends a group: what it matched, which is only kept if the pattern refers to it.
    pub(super) fn end(&mut self, number: usize, inner: Pattern) -> Pattern {
        if !self.referred.contains(&number) {
            return inner;
        }
        self.matched.insert(number);
        self.kept.insert(number);
        Pattern::Group {
            number: self.referred.range(..number).count(),
            pattern: Box::new(inner),
        }
    }

    /// Forgets what the groups have matched that began after so many others; gives the place of the first reference among
    /// `unsure` that means one of them.
    pub(super) fn forget(&mut self, before: usize) -> Option<Range<usize>> {
        self.kept.retain(|number| *number <= before);
        let mut unsure = self.unsure.iter();
        unsure
            .find(|(number, _)| *number > before)
            .map(|(_, place)| place.clone())
    }

    /// How many groups have begun.
    pub(super) fn begun(&self) -> usize {
        self.begun
    }

    fn named(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }
}

impl Reader<'_> {
    /// `\1` or `\k<name>`, if that is what follows the `\` that has been read.
    pub(super) fn reference(&mut self, start: usize) -> Option<Result<Pattern, Mistake>> {
        let number = if let Some(number) = number(self.rest()) {
            let digits = self.rest().trim_start_matches(|c: char| c.is_ascii_digit());
            self.at = self.text.len() - digits.len();
            (number <= self.groups.count).then_some(number)
        } else {
            let has_names = !self.groups.names.is_empty();
            let name = self.rest().strip_prefix('k').filter(|_| has_names)?;
            let Some(name) = self::name(name) else {
                self.next();
                return Some(Err(self.mistake(
                    start,
                    "`\\k` needs the name of a group, as in `\\k<name>`",
                )));
            };
            self.at += name.len() + 3;
            self.groups.named(name)
        };
        let Some(number) = number else {
            return Some(Err(
                self.mistake(start, "there is no group to refer back to")
            ));
        };
        if self.groups.are_too_many {
            let message =
                format!("references to more than {MOST_REFERRED} groups are not supported");
            return Some(Err(self.unsupported(start, &message)));
        }
        Some(if self.behind > 0 {
            Err(self.unsupported(
                start,
                "a reference back to a group from within a look-behind is not supported",
            ))
        } else {
            let is_sure = self.groups.matched.contains(&number);
            if !is_sure && !self.groups.kept.contains(&number) {
                return Some(Err(self.unsure(start..self.at)));
            }
            if !is_sure {
                self.groups.unsure.push((number, start..self.at));
            }
            Ok(Pattern::Reference {
                number: self.groups.referred.range(..number).count(),
                is_sure,
            })
        })
    }

    /// The mistake of the reference at that place.
    pub(super) fn unsure(&self, range: Range<usize>) -> Mistake {
        let message =
            "a reference back to a group whose match engines do not agree on is not supported";
        Mistake {
            range,
            ..self.unsupported(0, message)
        }
    }
}

/// The number at the start, from 1; one that is too large for any pattern is no group's.
fn number(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &text[..text.len() - rest.len()];
    let is_number = !digits.is_empty() && !digits.starts_with('0');
    is_number.then(|| digits.parse().unwrap_or(usize::MAX))
}

/// The name in `<name>` at the start, which is no `<=` or `<!`.
fn name(text: &str) -> Option<&str> {
    let (name, _) = text.strip_prefix('<')?.split_once('>')?;
    (!name.starts_with(['=', '!'])).then_some(name)
}
