//! The helper module that follows patterns, run as it is.

#![allow(clippy::unwrap_used, reason = "a test may fail at once")]

use specwright_spec::pattern::{self as written, parse};

#[path = "wire/pattern.rs"]
mod pattern;

/// In a crate, the module of that name.
#[derive(Debug)]
struct Invalid;

impl Invalid {
    fn new(_: &'static str, _: String) -> Self {
        Self
    }
}

use pattern::{Node, Pattern};

fn node(part: &written::Pattern) -> Node {
    let kept = |part: &written::Pattern| -> &'static Node { Box::leak(Box::new(node(part))) };
    let all = |parts: &[written::Pattern]| -> &'static [Node] {
        Vec::leak(parts.iter().map(node).collect())
    };
    match part {
        written::Pattern::Class(ranges) => Node::Class(Vec::leak(ranges.clone())),
        written::Pattern::Sequence(parts) => Node::Sequence(all(parts)),
        written::Pattern::Alternatives(parts) => Node::Alternatives(all(parts)),
        written::Pattern::Repeat {
            pattern,
            least,
            most,
        } => Node::Repeat(*least, *most, kept(pattern)),
        written::Pattern::Start => Node::Start,
        written::Pattern::End => Node::End,
        written::Pattern::WordBoundary { negated: false } => Node::WordBoundary,
        written::Pattern::WordBoundary { negated: true } => Node::NoWordBoundary,
        written::Pattern::Look {
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

fn matches(pattern: &str, text: &str) -> bool {
    let parsed = parse(pattern).unwrap_or_else(|mistake| panic!("{pattern}: {mistake:?}"));
    Pattern::new("", node(&parsed)).check("T", text).is_ok()
}

#[test]
fn texts_match_or_do_not() {
    for (pattern, yes, no) in [
        ("^a+$", &["a", "aaa"][..], &["", "b", "ab"][..]),
        ("b", &["abc"], &["ac"]),
        ("^(ab|a)(bc|c)$", &["abc", "abbc", "ac"], &["ab"]),
        ("^a{2,3}$", &["aa", "aaa"], &["a", "aaaa"]),
        ("^(ab){2,}$", &["abab", "ababab"], &["ab", "aba"]),
        ("^[^a-c]$", &["d", "é"], &["a", "dd"]),
        ("\\bcat\\b", &["a cat", "cat."], &["cats", "concat"]),
        ("^\\Ba", &[], &["a"]),
        (
            "^(?=.*\\d)(?=.*[a-z]).{3,}$",
            &["a1b", "12c"],
            &["abc", "123", "a1"],
        ),
        ("^(?!admin).*$", &["user"], &["admin", "administrator"]),
        ("(?<=\\$)\\d+", &["costs $12"], &["costs 12"]),
        ("(?<!un)done", &["all done"], &["undone"]),
        ("^(a*)*$", &["", "aaa"], &["b"]),
        ("^(?:a|b?)+c$", &["c", "abc", "bac"], &["ab"]),
        ("^\\p{Lu}\\p{Zl}?$", &["É", "A\u{2028}"], &["é"]),
        ("^.$", &["x", "\u{1F600}"], &["\n", "xy"]),
        ("", &["", "x"], &[]),
        ("^a{0,2}b{2}$", &["bb", "abb", "aabb"], &["b", "aaabb"]),
        ("a{3}$", &["xaaa", "aaaa"], &["aa"]),
        ("(?=a{2}b)a", &["aab", "xaab"], &["ab"]),
        ("(?<=a{2})b", &["aab"], &["ab"]),
    ] {
        for text in yes {
            assert!(matches(pattern, text), "{pattern} and {text:?}");
        }
        for text in no {
            assert!(!matches(pattern, text), "{pattern} and {text:?}");
        }
    }
}

/// Each of these makes an engine that goes back on its choices, or looks around again at each place, take hours.
#[test]
fn no_pattern_takes_long_on_a_long_text() {
    let text = "a".repeat(100_000);
    for (pattern, expected) in [
        ("^(a+)+$", true),
        ("^(a|a)*b$", false),
        ("^(?:(?!.*b)a)+$", true),
        ("^(?:(?!(?:(?!.*b).)*c)a)+$", true),
        ("a{50000}b", false),
        ("^(?:(?<=^a*)a)+$", true),
    ] {
        assert_eq!(matches(pattern, &text), expected, "{pattern}");
    }
}
