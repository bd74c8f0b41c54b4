//! Patterns with references to groups, matched by backtracking in the order of ECMA-262. A part of a pattern never follows the same
//! state twice.

use std::collections::BTreeSet;

use super::pattern::{Node, Pattern, Way, contains, is_boundary};

/// So many steps a state is worth, as it holds what groups have matched.
const COST: usize = 20;

/// To references, a group without a match is the same as one that has matched the empty text.
const NO_MATCH: (usize, usize) = (0, 0);

impl Pattern {
    /// The rule of a pattern that refers to its groups.
    pub(crate) const fn referring(source: &'static str, node: Node) -> Self {
        Self::followed(source, node, matches)
    }
}

fn matches(node: &Node, text: &[char], from: Vec<usize>, steps: usize) -> (Option<bool>, usize) {
    let mut run = Run { text, left: steps };
    for at in from {
        let state = State {
            at,
            groups: Vec::new(),
        };
        match run.follow(node, state, Way::Forth) {
            Some(states) if states.is_empty() => {}
            Some(_) => return (Some(true), run.left),
            None => return (None, 0),
        }
    }
    (Some(false), run.left)
}

/// How far a way has led.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    at: usize,
    /// The start and the end of each group's match.
    groups: Vec<(usize, usize)>,
}

/// States in the order in which they are tried, each once.
type States = Vec<State>;

/// One text that is held against a pattern.
struct Run<'t> {
    text: &'t [char],
    /// How many steps are left.
    left: usize,
}

impl Run<'_> {
    /// Where the part can lead from a state; nothing if that is too much.
    fn follow(&mut self, node: &Node, from: State, way: Way) -> Option<States> {
        self.left = self.left.checked_sub(COST + from.groups.len())?;
        let at = from.at;
        let states = match node {
            Node::Class(ranges) => self.step(ranges, from, way),
            Node::Sequence(parts) => {
                let follow = |from, part| self.follow_each(part, from, way);
                match way {
                    Way::Forth => parts.iter().try_fold(vec![from], follow)?,
                    Way::Back => parts.iter().rev().try_fold(vec![from], follow)?,
                }
            }
            Node::Alternatives(parts) => {
                let mut states = Vec::new();
                for part in *parts {
                    states.extend(self.follow(part, from.clone(), way)?);
                }
                each_once(states)
            }
            Node::Repeat(least, most, part) => {
                self.repeated(part, *least, *most, false, from, way)?
            }
            Node::Few(least, most, part) => self.repeated(part, *least, *most, true, from, way)?,
            Node::Iteration(first, end, part) => {
                let mut from = from;
                from.forget(*first, *end);
                self.follow(part, from, way)?
            }
            Node::Group(number, part) => {
                let mut states = self.follow(part, from, way)?;
                states.iter_mut().for_each(|state| state.set(*number, at));
                each_once(states)
            }
            Node::Reference(number) => self.matched(*number, from, way)?,
            Node::Start => only_if(at == 0, from),
            Node::End => only_if(at == self.text.len(), from),
            Node::WordBoundary => only_if(is_boundary(self.text, at), from),
            Node::NoWordBoundary => only_if(!is_boundary(self.text, at), from),
            Node::Ahead(part) => self.look(part, from, Way::Forth)?,
            Node::Behind(part) => self.look(part, from, Way::Back)?,
            Node::NotAhead(part) => {
                let found = self.look(part, from.clone(), Way::Forth)?;
                only_if(found.is_empty(), from)
            }
            Node::NotBehind(part) => {
                let found = self.look(part, from.clone(), Way::Back)?;
                only_if(found.is_empty(), from)
            }
        };
        Some(states)
    }

    fn follow_each(&mut self, part: &Node, from: States, way: Way) -> Option<States> {
        let mut states = Vec::new();
        for state in from {
            states.extend(self.follow(part, state, way)?);
        }
        Some(each_once(states))
    }

    /// Over one character.
    fn step(&self, ranges: &[(char, char)], mut from: State, way: Way) -> States {
        let next = match way {
            Way::Forth => Some(from.at),
            Way::Back => from.at.checked_sub(1),
        };
        let found = next.and_then(|next| self.text.get(next));
        let is_there = found.is_some_and(|found| contains(ranges, *found));
        if is_there {
            from.at = match way {
                Way::Forth => from.at + 1,
                Way::Back => from.at - 1,
            };
        }
        only_if(is_there, from)
    }

    /// Over the text that a group has matched.
    fn matched(&mut self, number: usize, mut from: State, way: Way) -> Option<States> {
        let (start, end) = from.groups.get(number).copied().unwrap_or_default();
        let matched = &self.text[start..end];
        self.left = self.left.checked_sub(matched.len())?;
        let (before, behind) = self.text.split_at(from.at);
        let is_there = match way {
            Way::Forth => behind.starts_with(matched),
            Way::Back => before.ends_with(matched),
        };
        if is_there {
            from.at = match way {
                Way::Forth => from.at + matched.len(),
                Way::Back => from.at - matched.len(),
            };
        }
        Some(only_if(is_there, from))
    }

    /// Over a part so often. The ways that go round once more are tried before those that go on, or behind them.
    fn repeated(
        &mut self,
        part: &Node,
        least: u32,
        most: Option<u32>,
        is_lazy: bool,
        from: State,
        way: Way,
    ) -> Option<States> {
        let mut reached = Vec::new();
        let mut known = BTreeSet::new();
        // What is left to do, the next one last: after so many rounds, to look where a state leads, or to go on from it.
        let mut open = vec![(0, from, false)];
        while let Some((rounds, state, goes_on)) = open.pop() {
            if goes_on {
                reached.push(state);
                continue;
            }
            if !known.insert((rounds, state.clone())) {
                continue;
            }
            let is_enough = rounds >= least;
            let on = is_enough.then(|| (rounds, state.clone(), true));
            let mut again = Vec::new();
            if most.is_none_or(|most| rounds < most) {
                let at = state.at;
                again = self.follow(part, state, way)?;
                // Beyond those that there must be, a round over the empty text is none.
                again.retain(|next| !is_enough || next.at != at);
            }
            let rounds = match most {
                Some(_) => rounds + 1,
                None => least.min(rounds + 1),
            };
            let again = again.into_iter().rev().map(|next| (rounds, next, false));
            if is_lazy {
                open.extend(again);
                open.extend(on);
            } else {
                open.extend(on);
                open.extend(again);
            }
        }
        Some(each_once(reached))
    }

    /// Goes nowhere, with what the groups of the part have matched where it was found first.
    fn look(&mut self, part: &Node, from: State, way: Way) -> Option<States> {
        let at = from.at;
        let found = self.follow(part, from, way)?.into_iter().next();
        let found = found.map(|found| State { at, ..found });
        Some(found.into_iter().collect())
    }
}

impl State {
    /// Ends a group that began at `start`.
    fn set(&mut self, group: usize, start: usize) {
        if self.groups.len() <= group {
            self.groups.resize(group + 1, NO_MATCH);
        }
        let matched = (start.min(self.at), start.max(self.at));
        self.groups[group] = if matched.0 == matched.1 {
            NO_MATCH
        } else {
            matched
        };
    }

    /// Removes the matches of the groups from `first` to before `end`.
    fn forget(&mut self, first: usize, end: usize) {
        let end = end.min(self.groups.len());
        if let Some(groups) = self.groups.get_mut(first..end) {
            groups.fill(NO_MATCH);
        }
    }
}

fn only_if(is_there: bool, state: State) -> States {
    if is_there { vec![state] } else { Vec::new() }
}

/// Without those that were there before.
fn each_once(mut states: States) -> States {
    if states.len() > 1 {
        let mut known = BTreeSet::new();
        states.retain(|state| known.insert(state.clone()));
    }
    states
}
