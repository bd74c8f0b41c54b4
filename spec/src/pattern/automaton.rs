//! Patterns without look-around and references to groups, as automata, which match in linear time.

use regex_automata::meta::{Builder, Config, Regex};
use regex_automata::nfa::thompson::WhichCaptures;
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, Look, Repetition};

use super::Pattern;

/// The most memory of an automaton, in bytes.
const LARGEST: usize = 10 << 20;

/// Compiles a pattern; `None` if it looks around, refers to a group, or is too large.
pub(super) fn compile(pattern: &Pattern) -> Option<Regex> {
    let config = Config::new()
        .which_captures(WhichCaptures::None)
        // An empty match inside of a character is none.
        .utf8_empty(true)
        .nfa_size_limit(Some(LARGEST));
    let hir = translate(pattern)?;
    Builder::new().configure(config).build_from_hir(&hir).ok()
}

/// Translates a pattern into the syntax tree of the crate `regex`; `None` if that tree has no such node.
fn translate(pattern: &Pattern) -> Option<Hir> {
    let all = |parts: &[Pattern]| parts.iter().map(translate).collect::<Option<Vec<Hir>>>();
    Some(match pattern {
        Pattern::Class(ranges) => {
            let ranges = ranges
                .iter()
                .map(|(first, last)| ClassUnicodeRange::new(*first, *last));
            Hir::class(Class::Unicode(ClassUnicode::new(ranges)))
        }
        Pattern::Sequence(parts) => Hir::concat(all(parts)?),
        Pattern::Alternatives(parts) => Hir::alternation(all(parts)?),
        Pattern::Repeat {
            pattern,
            least,
            most,
            is_lazy,
        } => Hir::repetition(Repetition {
            min: *least,
            max: *most,
            greedy: !is_lazy,
            sub: Box::new(translate(pattern)?),
        }),
        // Groups matter to references alone.
        Pattern::Iteration { pattern, .. } | Pattern::Group { pattern, .. } => translate(pattern)?,
        Pattern::Start => Hir::look(Look::Start),
        Pattern::End => Hir::look(Look::End),
        Pattern::WordBoundary { negated: false } => Hir::look(Look::WordAscii),
        Pattern::WordBoundary { negated: true } => Hir::look(Look::WordAsciiNegate),
        Pattern::Reference { .. } | Pattern::Look { .. } => return None,
    })
}
