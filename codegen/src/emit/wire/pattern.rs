//! Texts that match regular expressions.
//!
//! A pattern is followed from all places of the text at once, as sets of places, so that no text takes long.

/// The rule of `pattern`, a regular expression of ECMA 262.
pub(crate) struct Pattern {
    /// As the document writes it.
    source: &'static str,
    node: Node,
}

/// A part of a pattern.
#[allow(dead_code, reason = "not every crate's patterns have all of them")]
pub(crate) enum Node {
    /// One character out of ranges, which are sorted and apart.
    Class(&'static [(char, char)]),
    /// One after the other.
    Sequence(&'static [Node]),
    /// Any of them.
    Alternatives(&'static [Node]),
    /// So often at least, and at most.
    Repeat(u32, Option<u32>, &'static Node),
    /// The start of the text.
    Start,
    /// The end of the text.
    End,
    /// The start or the end of a word.
    WordBoundary,
    /// Anywhere else.
    NoWordBoundary,
    /// The part stands behind this place.
    Ahead(&'static Node),
    /// It does not.
    NotAhead(&'static Node),
    /// The part stands before this place.
    Behind(&'static Node),
    /// It does not.
    NotBehind(&'static Node),
}

/// Places between the characters of a text, sorted.
type Places = Vec<usize>;

impl Pattern {
    /// The rule of a pattern.
    pub(crate) const fn new(source: &'static str, node: Node) -> Self {
        Self { source, node }
    }

    /// Explains how the text breaks the rule, if it does.
    pub(crate) fn check(&self, type_name: &'static str, text: &str) -> Result<(), super::Invalid> {
        let text: Vec<char> = text.chars().collect();
        let everywhere = (0..=text.len()).collect();
        if !ends(&self.node, &text, everywhere).is_empty() {
            return Ok(());
        }
        let rule = format!("must match `{}`", self.source);
        Err(super::Invalid::new(type_name, rule))
    }
}

/// Where the part can end if it begins at one of the places.
fn ends(node: &Node, text: &[char], mut from: Places) -> Places {
    if from.is_empty() {
        return from;
    }
    match node {
        Node::Class(ranges) => {
            from.retain(|at| text.get(*at).is_some_and(|found| contains(ranges, *found)));
            from.iter_mut().for_each(|at| *at += 1);
            from
        }
        Node::Sequence(parts) => parts.iter().fold(from, |from, part| ends(part, text, from)),
        Node::Alternatives(parts) => {
            let all = parts.iter().flat_map(|part| ends(part, text, from.clone()));
            sorted(all.collect())
        }
        Node::Repeat(least, most, part) => repeated(part, *least, *most, text, from),
        Node::Start => {
            from.retain(|at| *at == 0);
            from
        }
        Node::End => {
            from.retain(|at| *at == text.len());
            from
        }
        Node::WordBoundary => {
            from.retain(|at| is_boundary(text, *at));
            from
        }
        Node::NoWordBoundary => {
            from.retain(|at| !is_boundary(text, *at));
            from
        }
        Node::Ahead(part) => {
            from.retain(|at| !ends(part, text, vec![*at]).is_empty());
            from
        }
        Node::NotAhead(part) => {
            from.retain(|at| ends(part, text, vec![*at]).is_empty());
            from
        }
        Node::Behind(part) => {
            let behind = ends(part, text, (0..=text.len()).collect());
            from.retain(|at| behind.binary_search(at).is_ok());
            from
        }
        Node::NotBehind(part) => {
            let behind = ends(part, text, (0..=text.len()).collect());
            from.retain(|at| behind.binary_search(at).is_err());
            from
        }
    }
}

fn repeated(part: &Node, least: u32, most: Option<u32>, text: &[char], from: Places) -> Places {
    let mut reached = from;
    for _ in 0..least {
        let next = ends(part, text, reached.clone());
        // A part that matches the empty text brings nothing new, however often.
        if next == reached {
            break;
        }
        reached = next;
    }
    let mut all = vec![false; text.len() + 1];
    reached.iter().for_each(|at| all[*at] = true);
    let mut rounds = least;
    while !reached.is_empty() && most.is_none_or(|most| rounds < most) {
        reached = ends(part, text, reached);
        reached.retain(|at| !std::mem::replace(&mut all[*at], true));
        rounds += 1;
    }
    let places = all.iter().enumerate().filter(|(_, reached)| **reached);
    places.map(|(at, _)| at).collect()
}

fn contains(ranges: &[(char, char)], found: char) -> bool {
    let behind = ranges.partition_point(|(first, _)| *first <= found);
    behind
        .checked_sub(1)
        .is_some_and(|at| found <= ranges[at].1)
}

fn is_boundary(text: &[char], at: usize) -> bool {
    let is_word = |at: Option<usize>| {
        let found = at.and_then(|at| text.get(at));
        found.is_some_and(|found| found.is_ascii_alphanumeric() || *found == '_')
    };
    is_word(at.checked_sub(1)) != is_word(Some(at))
}

fn sorted(mut places: Places) -> Places {
    places.sort_unstable();
    places.dedup();
    places
}
