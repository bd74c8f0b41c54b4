//! Texts that match a pattern, judged by the modules that generated crates carry: so linter and types cannot disagree, and
//! give up on the same texts.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use self::pattern::Node;
use super::{Pattern, parse};

#[path = "../../../codegen/src/emit/wire/pattern.rs"]
#[allow(dead_code, reason = "generated crates use all of it")]
mod pattern;
#[path = "../../../codegen/src/emit/wire/places.rs"]
mod places;
#[path = "../../../codegen/src/emit/wire/references.rs"]
mod references;

/// Why a text is refused. A generated crate has more to say.
struct Invalid;

impl Invalid {
    fn new(_: &'static str, _: String) -> Self {
        Self
    }
}

/// A pattern that looks around or refers back to a group, ready to judge texts.
#[derive(Clone, Copy)]
pub struct Matcher(&'static pattern::Pattern);

/// The matchers of all patterns so far: their nodes live as long as the program.
static KNOWN: Mutex<BTreeMap<String, Matcher>> = Mutex::new(BTreeMap::new());

impl Matcher {
    /// Returns the matcher of a pattern; `None` if the pattern neither looks around nor refers back, as engines judge such
    /// a pattern in linear time, or is no pattern.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(text) {
            return Some(*known);
        }
        let parsed = parse(text).ok()?;
        let rule = match (parsed.has_references(), parsed.looks_around()) {
            (true, _) => pattern::Pattern::referring("", node(&parsed)),
            (false, true) => pattern::Pattern::new("", node(&parsed)),
            (false, false) => return None,
        };
        let matcher = Self(Box::leak(Box::new(rule)));
        known.insert(text.to_owned(), matcher);
        Some(matcher)
    }

    /// Returns whether the text matches; `None` if that takes more steps than a text of its length may take, or than are
    /// left in `budget`, from which the steps are taken.
    #[must_use]
    pub fn verdict(self, text: &str, budget: &mut usize) -> Option<bool> {
        let text: Vec<char> = text.chars().collect();
        let steps = pattern::most(text.len()).min(*budget);
        let (verdict, left) = self.0.verdict(&text, steps);
        *budget -= steps - left;
        verdict
    }
}

impl std::fmt::Debug for Matcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Matcher").finish_non_exhaustive()
    }
}

fn node(part: &Pattern) -> Node {
    let kept = |part: &Pattern| -> &'static Node { Box::leak(Box::new(node(part))) };
    let all =
        |parts: &[Pattern]| -> &'static [Node] { Vec::leak(parts.iter().map(node).collect()) };
    match part {
        Pattern::Class(ranges) => Node::Class(Vec::leak(ranges.clone())),
        Pattern::Sequence(parts) => Node::Sequence(all(parts)),
        Pattern::Alternatives(parts) => Node::Alternatives(all(parts)),
        Pattern::Repeat {
            pattern,
            least,
            most,
            is_lazy: false,
        } => Node::Repeat(*least, *most, kept(pattern)),
        Pattern::Repeat {
            pattern,
            least,
            most,
            is_lazy: true,
        } => Node::Few(*least, *most, kept(pattern)),
        Pattern::Group { number, pattern } => Node::Group(*number, kept(pattern)),
        Pattern::Reference { number, .. } => Node::Reference(*number),
        Pattern::Start => Node::Start,
        Pattern::End => Node::End,
        Pattern::WordBoundary { negated: false } => Node::WordBoundary,
        Pattern::WordBoundary { negated: true } => Node::NoWordBoundary,
        Pattern::Look {
            pattern,
            behind,
            negated,
        } => match (behind, negated) {
            (false, false) => Node::Ahead(kept(pattern)),
            (false, true) => Node::NotAhead(kept(pattern)),
            (true, false) => Node::Behind(kept(pattern)),
            (true, true) => Node::NotBehind(kept(pattern)),
        },
    }
}
