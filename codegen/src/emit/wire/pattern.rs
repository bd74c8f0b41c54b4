//! Texts that match regular expressions.

/// The rule of `pattern`, a regular expression of ECMA 262.
pub(crate) struct Pattern {
    /// As the document writes it.
    source: &'static str,
    node: Node,
    matches: Matches,
}

/// A function that returns if a node matches at one of the start positions, or `None` if the steps run out; and the steps left.
pub(crate) type Matches = fn(&Node, &[char], Vec<usize>, usize) -> (Option<bool>, usize);

impl Pattern {
    /// The rule of a pattern that is followed in such a way.
    pub(crate) const fn followed(source: &'static str, node: Node, matches: Matches) -> Self {
        Self {
            source,
            node,
            matches,
        }
    }

    /// Explains how the text breaks the rule, if it does.
    pub(crate) fn check(&self, subject: &'static str, text: &str) -> Result<(), super::Invalid> {
        let text: Vec<char> = text.chars().collect();
        let way_out = match self.verdict(&text, most(text.len())).0 {
            Some(true) => return Ok(()),
            Some(false) => "",
            None => ", which takes too long to find out",
        };
        let rule = format!("must match `{}`{way_out}", self.source);
        Err(super::Invalid::new(subject, rule))
    }

    /// Returns if the text matches, or `None` if `steps` run out before that is known; and the steps left.
    pub(crate) fn verdict(&self, text: &[char], steps: usize) -> (Option<bool>, usize) {
        let from = if self.node.starts_at_the_start() {
            vec![0]
        } else {
            (0..=text.len()).collect()
        };
        (self.matches)(&self.node, text, from, steps)
    }
}

/// Returns the largest number of steps for a text of `length` characters. A step looks at one position of the text.
pub(crate) fn most(length: usize) -> usize {
    length.saturating_mul(1_000).saturating_add(1_000_000)
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
    /// The same, but as few as will do.
    Few(u32, Option<u32>, &'static Node),
    /// One iteration of a repetition: the part, after the groups from the first number to before the second have lost their
    /// matches.
    Iteration(usize, usize, &'static Node),
    /// The group of that number.
    Group(usize, &'static Node),
    /// The text that the group of that number has matched.
    Reference(usize),
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

impl Node {
    /// Whether the part begins with `^`.
    fn starts_at_the_start(&self) -> bool {
        match self {
            Self::Start => true,
            Self::Sequence(parts) => parts.first().is_some_and(Self::starts_at_the_start),
            _ => false,
        }
    }
}

/// Which way a part is followed.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Way {
    /// To the end of the text.
    Forth,
    /// To its start.
    Back,
}

/// Whether a character is in one of the ranges.
pub(crate) fn contains(ranges: &[(char, char)], found: char) -> bool {
    let behind = ranges.partition_point(|(first, _)| *first <= found);
    behind
        .checked_sub(1)
        .is_some_and(|at| found <= ranges[at].1)
}

/// Whether a word begins or ends at a place between the characters.
pub(crate) fn is_boundary(text: &[char], at: usize) -> bool {
    let is_word = |at: Option<usize>| {
        let found = at.and_then(|at| text.get(at));
        found.is_some_and(|found| found.is_ascii_alphanumeric() || *found == '_')
    };
    is_word(at.checked_sub(1)) != is_word(Some(at))
}
