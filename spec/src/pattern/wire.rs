//! Matches patterns by the modules that generated crates carry, so linter and types cannot disagree, and give up on the same
//! strings.

use self::pattern::Node;
use super::Pattern;

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

/// Matches a pattern by the code of the generated crates.
#[derive(Clone, Copy)]
pub(super) struct Wire(&'static pattern::Pattern);

impl Wire {
    /// Compiles a pattern. The nodes of the pattern live as long as the program.
    pub(super) fn of(parsed: &Pattern) -> Self {
        let rule = if parsed.has_references() {
            pattern::Pattern::referring("", node(parsed))
        } else {
            pattern::Pattern::new("", node(parsed))
        };
        Self(Box::leak(Box::new(rule)))
    }

    /// Returns `true` if the string matches; `None` if that takes more steps than a string of its length may take, or than
    /// are left in `budget`, from which the steps are taken.
    pub(super) fn verdict(self, text: &str, budget: &mut usize) -> Option<bool> {
        let text: Vec<char> = text.chars().collect();
        let steps = pattern::most(text.len()).min(*budget);
        let (verdict, left) = self.0.verdict(&text, steps);
        *budget -= steps - left;
        verdict
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
        Pattern::Iteration { groups, pattern } => {
            Node::Iteration(groups.start, groups.end, kept(pattern))
        }
        Pattern::Group { number, pattern } => Node::Group(*number, kept(pattern)),
        Pattern::Reference { number } => Node::Reference(*number),
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
