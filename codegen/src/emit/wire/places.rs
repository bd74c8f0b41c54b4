//! Patterns without references, which are followed from all places of the text at once, as sets of places.

use std::collections::BTreeSet;

use super::pattern::{Node, Pattern, Way, contains, is_boundary};

impl Pattern {
    /// The rule of a pattern that refers to none of its groups.
    pub(crate) const fn new(source: &'static str, node: Node) -> Self {
        Self::followed(source, node, matches)
    }
}

fn matches(node: &Node, text: &[char], from: Vec<usize>, steps: usize) -> (Option<bool>, usize) {
    let mut run = Run {
        text,
        looks: Vec::new(),
        left: steps,
    };
    match run.follow(node, from, Way::Forth) {
        Some(places) => (Some(!places.is_empty()), run.left),
        None => (None, 0),
    }
}

/// Places between the characters of a text, sorted.
type Places = Vec<usize>;

/// One text that is held against a pattern.
struct Run<'t> {
    text: &'t [char],
    /// For each look around met so far, the places where what it looks for is found. Equal parts of two looks may be one in
    /// memory, so that the way belongs to it.
    looks: Vec<(*const Node, Way, Vec<bool>)>,
    /// How many steps are left.
    left: usize,
}

impl Run<'_> {
    /// Where the part can end if it begins at one of the places; on the way back, where it can begin. Nothing if that takes
    /// too many steps.
    fn follow(&mut self, node: &Node, mut from: Places, way: Way) -> Option<Places> {
        if from.is_empty() {
            return Some(from);
        }
        self.spend(from.len())?;
        let end = self.text.len();
        match node {
            Node::Class(ranges) => return Some(self.step(ranges, from, way)),
            Node::Sequence(parts) => {
                let follow = |from, part| self.follow(part, from, way);
                return match way {
                    Way::Forth => parts.iter().try_fold(from, follow),
                    Way::Back => parts.iter().rev().try_fold(from, follow),
                };
            }
            Node::Alternatives(parts) => {
                let mut all = Vec::new();
                for part in *parts {
                    all.extend(self.follow(part, from.clone(), way)?);
                }
                all.sort_unstable();
                all.dedup();
                return Some(all);
            }
            Node::Repeat(least, most, Node::Class(ranges)) => {
                return self.steps(ranges, *least, *most, &from, way);
            }
            Node::Repeat(least, most, part) => {
                return self.repeated(part, *least, *most, from, way);
            }
            Node::Ahead(part) => return self.look(part, Way::Back, from, true),
            Node::NotAhead(part) => return self.look(part, Way::Back, from, false),
            Node::Behind(part) => return self.look(part, Way::Forth, from, true),
            Node::NotBehind(part) => return self.look(part, Way::Forth, from, false),
            // Groups matter to references alone, of which there are none here.
            Node::Few(..) | Node::Iteration(..) | Node::Group(..) | Node::Reference(_) => {
                from.clear();
            }
            Node::Start => from.retain(|at| *at == 0),
            Node::End => from.retain(|at| *at == end),
            Node::WordBoundary => from.retain(|at| is_boundary(self.text, *at)),
            Node::NoWordBoundary => from.retain(|at| !is_boundary(self.text, *at)),
        }
        Some(from)
    }

    fn spend(&mut self, steps: usize) -> Option<()> {
        self.left = self.left.checked_sub(steps)?;
        Some(())
    }

    /// Over one character.
    fn step(&self, ranges: &[(char, char)], mut from: Places, way: Way) -> Places {
        from.retain(|at| self.is_before(ranges, *at, way));
        for at in &mut from {
            match way {
                Way::Forth => *at += 1,
                Way::Back => *at -= 1,
            }
        }
        from
    }

    /// Whether the character that comes next is one of these.
    fn is_before(&self, ranges: &[(char, char)], at: usize, way: Way) -> bool {
        let next = match way {
            Way::Forth => Some(at),
            Way::Back => at.checked_sub(1),
        };
        let found = next.and_then(|next| self.text.get(next));
        found.is_some_and(|found| contains(ranges, *found))
    }

    /// Over several characters. Each character is looked at once, from however many places.
    fn steps(
        &mut self,
        ranges: &[(char, char)],
        least: u32,
        most: Option<u32>,
        from: &[usize],
        way: Way,
    ) -> Option<Places> {
        let (end, least) = (self.text.len(), least as usize);
        // On the way back everything is counted from the end of the text, so that the places grow, too.
        let turned = |at: usize| match way {
            Way::Forth => at,
            Way::Back => end - at,
        };
        let mut starts: Vec<usize> = from.iter().map(|at| turned(*at)).collect();
        starts.sort_unstable();
        let mut reached = Vec::new();
        // Such characters stand up to here, and what is before the next place was reached already.
        let (mut looked, mut next) = (0, 0);
        for start in starts {
            let last = most.map_or(end, |most| end.min(start.saturating_add(most as usize)));
            looked = looked.max(start);
            while looked < last && self.is_before(ranges, turned(looked), way) {
                looked += 1;
                self.spend(1)?;
            }
            let stretch = next.max(start.saturating_add(least))..looked.min(last) + 1;
            self.spend(stretch.len())?;
            next = next.max(stretch.end);
            reached.extend(stretch.map(turned));
        }
        if way == Way::Back {
            reached.reverse();
        }
        Some(reached)
    }

    fn repeated(
        &mut self,
        part: &Node,
        least: u32,
        most: Option<u32>,
        from: Places,
        way: Way,
    ) -> Option<Places> {
        let mut reached = from;
        for _ in 0..least {
            let next = self.follow(part, reached.clone(), way)?;
            // A part that matches the empty text brings nothing new, however often.
            if next == reached {
                break;
            }
            reached = next;
        }
        let mut all: BTreeSet<usize> = reached.iter().copied().collect();
        let mut rounds = least;
        while !reached.is_empty() && most.is_none_or(|most| rounds < most) {
            reached = self.follow(part, reached, way)?;
            reached.retain(|at| all.insert(*at));
            rounds += 1;
        }
        Some(all.into_iter().collect())
    }

    /// Keeps the places where the part is found, or is not. All places are looked at once, whoever asks: what stands ahead
    /// is followed back from wherever it may end.
    fn look(&mut self, part: &Node, way: Way, mut from: Places, wanted: bool) -> Option<Places> {
        let key: *const Node = part;
        let mut looks = self.looks.iter();
        let known = looks.position(|(known, taken, _)| *known == key && *taken == way);
        let known = match known {
            Some(known) => known,
            None => {
                self.spend(self.text.len())?;
                let everywhere = (0..=self.text.len()).collect();
                let mut found = vec![false; self.text.len() + 1];
                for at in self.follow(part, everywhere, way)? {
                    found[at] = true;
                }
                self.looks.push((key, way, found));
                self.looks.len() - 1
            }
        };
        from.retain(|at| self.looks[known].2[*at] == wanted);
        Some(from)
    }
}
