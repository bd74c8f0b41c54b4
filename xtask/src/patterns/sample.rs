//! Random strings that match a pattern, or nearly match.

use specwright_spec::sample::Random;

use super::grammar::{Part, Pattern, list_captures};

/// The greatest length of a string, in characters: backtracking takes time that grows exponentially.
const LONGEST: usize = 14;

/// Returns strings that are built to match a pattern, or differ from such strings in a few characters.
pub(super) fn strings(pattern: &Pattern, count: usize, random: &mut Random) -> Vec<String> {
    let all: Vec<char> = pattern.characters.chars().collect();
    let mut captures = Vec::new();
    list_captures(&pattern.part, &mut captures);
    let one = |nth: usize| {
        let mut sampler = Sampler {
            random,
            text: Vec::new(),
            captures: vec![Vec::new(); captures.len()],
            begun: 0,
        };
        if nth % 6 < 5 {
            sampler.append(&pattern.part);
        }
        let Sampler {
            random, mut text, ..
        } = sampler;
        // Of six strings, one is random, two are as they were built, and three are changed.
        let changes = match nth % 6 {
            5 => 4,
            0 | 1 => 0,
            nth => nth - 1,
        };
        for _ in 0..changes {
            change(&mut text, &all, random);
        }
        text.truncate(LONGEST);
        text.into_iter().collect()
    };
    let mut strings: Vec<String> = (0..count).map(one).collect();
    strings.sort_unstable();
    strings.dedup();
    strings
}

fn change(text: &mut Vec<char>, all: &[char], random: &mut Random) {
    let at = random.below(text.len() + 1);
    let new = random.pick(all).copied().unwrap_or('a');
    match random.below(4) {
        0 if at < text.len() => drop(text.remove(at)),
        1 if at < text.len() => text[at] = new,
        2 if at < text.len() => text.insert(at, text[at]),
        _ => text.insert(at, new),
    }
}

/// A string that is being built.
struct Sampler<'r> {
    random: &'r mut Random,
    text: Vec<char>,
    /// The last text of each group.
    captures: Vec<Vec<char>>,
    /// The number of groups that have begun, in the order of the pattern.
    begun: usize,
}

impl Sampler<'_> {
    fn append(&mut self, part: &Part) {
        match part {
            Part::Atom(_, matched) => {
                let matched: Vec<char> = matched.chars().collect();
                self.text.extend(self.random.pick(&matched));
            }
            Part::Assertion(_) => {}
            Part::Sequence(parts) => parts.iter().for_each(|part| self.append(part)),
            Part::Alternatives(parts) => {
                let chosen = self.random.below(parts.len());
                for (nth, part) in parts.iter().enumerate() {
                    if nth == chosen {
                        self.append(part);
                    } else {
                        self.skip(part);
                    }
                }
            }
            Part::Repeat(part, _, least, most) => {
                let times = least + self.random.below(most - least + 1);
                let begun = self.begun;
                for _ in 0..times {
                    self.begun = begun;
                    self.append(part);
                }
                if times == 0 {
                    self.skip(part);
                }
            }
            Part::Capture(_, content) => {
                let (number, start) = (self.begun, self.text.len());
                self.begun += 1;
                self.append(content);
                self.captures[number] = self.text[start..].to_vec();
            }
            Part::Reference(number) => {
                if let Some(index) = number.checked_rem(self.captures.len()) {
                    self.text.extend_from_slice(&self.captures[index]);
                } else {
                    self.text.push('a');
                }
            }
            Part::Look(_, content) => {
                // What follows may or may not be there already.
                if self.random.chance(40) {
                    self.append(content);
                } else {
                    self.skip(content);
                }
            }
        }
    }

    /// Counts the groups of a part that is not in the string.
    fn skip(&mut self, part: &Part) {
        let mut captures = Vec::new();
        list_captures(part, &mut captures);
        self.begun += captures.len();
    }
}
