//! Patterns without references, which are followed from all places of the text at once, as sets of places: so no text
//! takes long.

use super::pattern::{Node, Pattern, Way, contains, is_boundary};

impl Pattern {
    /// The rule of a pattern that refers to none of its groups.
    pub(crate) const fn new(source: &'static str, node: Node) -> Self {
        Self::followed(source, node, matches)
    }
}

fn matches(node: &Node, text: &[char], from: Vec<usize>) -> Option<bool> {
    let mut run = Run {
        text,
        looks: Vec::new(),
    };
    Some(!run.follow(node, from, Way::Forth).is_empty())
}

/// Places between the characters of a text, sorted.
type Places = Vec<usize>;

/// One text that is held against a pattern.
struct Run<'t> {
    text: &'t [char],
    /// For each look around met so far, the places where what it looks for is found. Equal parts of two looks may be one in
    /// memory, so that the way belongs to it.
    looks: Vec<(*const Node, Way, Vec<bool>)>,
}

impl Run<'_> {
    /// Where the part can end if it begins at one of the places; on the way back, where it can begin.
    fn follow(&mut self, node: &Node, mut from: Places, way: Way) -> Places {
        if from.is_empty() {
            return from;
        }
        let end = self.text.len();
        match node {
            Node::Class(ranges) => self.step(ranges, from, way),
            Node::Sequence(parts) => {
                let follow = |from, part| self.follow(part, from, way);
                match way {
                    Way::Forth => parts.iter().fold(from, follow),
                    Way::Back => parts.iter().rev().fold(from, follow),
                }
            }
            Node::Alternatives(parts) => {
                let mut all = Vec::new();
                for part in *parts {
                    all.extend(self.follow(part, from.clone(), way));
                }
                all.sort_unstable();
                all.dedup();
                all
            }
            Node::Repeat(least, most, Node::Class(ranges)) => {
                self.steps(ranges, *least, *most, &from, way)
            }
            Node::Repeat(least, most, part) => self.repeated(part, *least, *most, from, way),
            // Groups matter to references alone, of which there are none here.
            Node::Few(..) | Node::Group(..) | Node::Reference(_) => Vec::new(),
            Node::Start => {
                from.retain(|at| *at == 0);
                from
            }
            Node::End => {
                from.retain(|at| *at == end);
                from
            }
            Node::WordBoundary => {
                from.retain(|at| is_boundary(self.text, *at));
                from
            }
            Node::NoWordBoundary => {
                from.retain(|at| !is_boundary(self.text, *at));
                from
            }
            Node::Ahead(part) => self.look(part, Way::Back, from, true),
            Node::NotAhead(part) => self.look(part, Way::Back, from, false),
            Node::Behind(part) => self.look(part, Way::Forth, from, true),
            Node::NotBehind(part) => self.look(part, Way::Forth, from, false),
        }
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

    /// Over several characters, which takes no longer for many than for few.
    fn steps(
        &self,
        ranges: &[(char, char)],
        least: u32,
        most: Option<u32>,
        from: &[usize],
        way: Way,
    ) -> Places {
        let end = self.text.len();
        // How many such characters follow each place.
        let mut following = vec![0; end + 1];
        for nth in 0..=end {
            let (at, before) = match way {
                Way::Forth => (
                    end - nth,
                    (end - nth).checked_add(1).filter(|at| *at <= end),
                ),
                Way::Back => (nth, nth.checked_sub(1)),
            };
            if self.is_before(ranges, at, way) {
                following[at] = before.map_or(0, |before| following[before]) + 1;
            }
        }
        // How many stretches of reached places begin and end at each place.
        let (mut begin, mut finish) = (vec![0_usize; end + 2], vec![0_usize; end + 2]);
        let least = least as usize;
        for at in from {
            let most = most.map_or(following[*at], |most| following[*at].min(most as usize));
            if least <= most {
                let (first, last) = match way {
                    Way::Forth => (at + least, at + most),
                    Way::Back => (at - most, at - least),
                };
                begin[first] += 1;
                finish[last + 1] += 1;
            }
        }
        let mut open = 0;
        let reached = (0..=end).filter(|at| {
            open = open + begin[*at] - finish[*at];
            open > 0
        });
        reached.collect()
    }

    fn repeated(
        &mut self,
        part: &Node,
        least: u32,
        most: Option<u32>,
        from: Places,
        way: Way,
    ) -> Places {
        let mut reached = from;
        for _ in 0..least {
            let next = self.follow(part, reached.clone(), way);
            // A part that matches the empty text brings nothing new, however often.
            if next == reached {
                break;
            }
            reached = next;
        }
        let mut all = vec![false; self.text.len() + 1];
        reached.iter().for_each(|at| all[*at] = true);
        let mut rounds = least;
        while !reached.is_empty() && most.is_none_or(|most| rounds < most) {
            reached = self.follow(part, reached, way);
            reached.retain(|at| !std::mem::replace(&mut all[*at], true));
            rounds += 1;
        }
        let places = all.iter().enumerate().filter(|(_, reached)| **reached);
        places.map(|(at, _)| at).collect()
    }

    /// Keeps the places where the part is found, or is not. All places are looked at once, whoever asks: what stands ahead
    /// is followed back from wherever it may end.
    fn look(&mut self, part: &Node, way: Way, mut from: Places, wanted: bool) -> Places {
        let key: *const Node = part;
        let mut looks = self.looks.iter();
        let known = looks.position(|(known, taken, _)| *known == key && *taken == way);
        let known = known.unwrap_or_else(|| {
            let everywhere = (0..=self.text.len()).collect();
            let mut found = vec![false; self.text.len() + 1];
            for at in self.follow(part, everywhere, way) {
                found[at] = true;
            }
            self.looks.push((key, way, found));
            self.looks.len() - 1
        });
        from.retain(|at| self.looks[known].2[*at] == wanted);
        from
    }
}
