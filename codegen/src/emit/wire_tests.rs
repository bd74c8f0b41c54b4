//! The helper modules that follow patterns, run as they are.

#![allow(clippy::unwrap_used, reason = "a test may fail at once")]

use specwright_spec::pattern::{self as written, parse};

#[path = "wire/pattern.rs"]
mod pattern;
#[path = "wire/places.rs"]
mod places;
#[path = "wire/references.rs"]
mod references;

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
            is_lazy: false,
        } => Node::Repeat(*least, *most, kept(pattern)),
        written::Pattern::Repeat {
            pattern,
            least,
            most,
            is_lazy: true,
        } => Node::Few(*least, *most, kept(pattern)),
        written::Pattern::Iteration { groups, pattern } => {
            Node::Iteration(groups.start, groups.end, kept(pattern))
        }
        written::Pattern::Group { number, pattern } => Node::Group(*number, kept(pattern)),
        written::Pattern::Reference { number } => Node::Reference(*number),
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
    let rule = if parsed.has_references() {
        Pattern::referring("", node(&parsed))
    } else {
        Pattern::new("", node(&parsed))
    };
    rule.check("T", text).is_ok()
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
        (r"^(a|b)\1$", &["aa", "bb"], &["ab", "a"]),
        (
            r"^(?<q>['\x22])[^'\x22]*\k<q>$",
            &["'a'", "\"\""],
            &["'a\"", "'"],
        ),
        (r"^(a*)(b)\2\1$", &["bb", "aabbaa"], &["aabba", "abb"]),
        (r"^((a|b)+)-\1\2$", &["ab-abb"], &["ab-aba", "ab-ab"]),
        (r"(.)\1", &["xaay"], &["xaya"]),
        // A group that no way has gone through has matched nothing.
        (r"^(a)?b\1$", &["aba", "b"], &["ab", "ba"]),
        (
            r"^(?:(a)|b)c(?:\1|d)$",
            &["aca", "acd", "bc", "bcd"],
            &["bca"],
        ),
        // What a look-ahead has matched is not tried otherwise.
        (r"^(?=(a+))\1b", &["aaab"], &["c"]),
        (r"^(?=(a+))a\1b", &[], &["aaab"]),
        (r"^(?=(a+?))a\1b", &["aab"], &["aaab"]),
        (r"^(?:(a)|(b))+?(c)\3", &["acc", "abcc"], &["ac"]),
        // A round over the empty text beyond the first is none.
        (r"^(a*)+b\1$", &["aabaa", "aaba", "b"], &["aab"]),
        (r"^(?:(a|b)\1)*$", &["", "aabb"], &["aab", "ab"]),
        (r"^(a{1,2}?)(a*)\1$", &["aa", "aaaa"], &["a"]),
        (r"^(?!(.)\1)(.)(?<!x)\2?", &["ab"], &["aab", "xy"]),
        // An iteration begins without matches of its groups.
        (r"^(?:(a)|b)+\1$", &["ab", "aa", "b"], &["c"]),
        (r"^(?:(a)|b){2}c\1$", &["abc", "baca"], &["abca", "bac"]),
        (
            r"^(?:(a)?b\1)*$",
            &["aba", "abaaba", "babab", ""],
            &["bababa", "aab"],
        ),
        // A group without a match is the empty string.
        (r"^\1(a)$", &["a"], &["aa"]),
        (r"^(a\1)$", &["a"], &["aa"]),
        (r"^(?:b\1|(a))+$", &["ab", "aab", "aba"], &["c"]),
        (r"^(?!(a))\1b", &["b"], &["ab"]),
        // A look-behind is matched backward.
        (r"(?<=(a))\1$", &["aa"], &["a", "ab"]),
        (r"^(a)b(?<=\1b)$", &["ab"], &["b"]),
        (r"(?<=\1(ab?))$", &["aa", "abab"], &["a", "aba"]),
        (r"(?<=(a)\1)b", &["ab"], &["b"]),
        (
            r"^(aa|aab)(?:b\1|\1)$",
            &["aaaa", "aabaa", "aabaab"],
            &["aab"],
        ),
    ] {
        for text in yes {
            assert!(matches(pattern, text), "{pattern} and {text:?}");
        }
        for text in no {
            assert!(!matches(pattern, text), "{pattern} and {text:?}");
        }
    }
}

/// A compiler makes one of equal constants.
#[test]
fn looks_both_ways_may_share_their_part() {
    static DASH: Node = Node::Class(&[('-', '-')]);
    static ANY: Node = Node::Class(&[('-', '-'), ('0', '9')]);
    static PARTS: [Node; 5] = [
        Node::Start,
        Node::NotAhead(&DASH),
        Node::Repeat(1, None, &ANY),
        Node::NotBehind(&DASH),
        Node::End,
    ];
    let pattern = Pattern::new("^(?!-)[-0-9]+(?<!-)$", Node::Sequence(&PARTS));
    for (text, expected) in [("0-0", true), ("0-", false), ("-0", false)] {
        assert_eq!(pattern.check("it", text).is_ok(), expected, "{text}");
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
        // This one is given up.
        (r"^(a*)*(b?)\2c$", false),
    ] {
        assert_eq!(matches(pattern, &text), expected, "{pattern}");
    }
}
