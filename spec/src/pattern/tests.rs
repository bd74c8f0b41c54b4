#![allow(clippy::unwrap_used, reason = "a test may fail at once")]

use super::{Matcher, Pattern, parse};

fn message(text: &str) -> String {
    match parse(text) {
        Ok(pattern) => panic!("{text} is read as {pattern:?}"),
        Err(mistake) => format!("{}: {}", &text[mistake.range], mistake.message),
    }
}

#[test]
fn mistakes_are_named_at_their_place() {
    for (text, expected) in [
        ("a(b", "(: this group is not closed"),
        ("a)b", "): `)` closes no group"),
        ("*a", "*: `*` repeats nothing"),
        ("{2}", "{: `{` repeats nothing"),
        (
            "a{3,2}",
            "{3,2}: the numbers of this repetition are out of order",
        ),
        (
            "(ab){1000000}\\1",
            "{1000000}: so many repetitions beside a reference to a group are not supported",
        ),
        ("^*", "*: `*` repeats nothing"),
        ("a$?", "?: `?` repeats nothing"),
        ("\\b{2}", "{2}: `{2}` repeats nothing"),
        ("(?<=a)+", "+: `+` repeats nothing"),
        ("(?<a>b)(?<a>c)", "(?<a>: another group has the name `a`"),
        (
            "(?<1>a)",
            "(?: this group needs a name, as in `(?<name>..)`",
        ),
        ("(?<>a)", "(?: this group needs a name, as in `(?<name>..)`"),
        ("\\p{lu}", "\\p{lu}: Unicode has no property `lu`"),
        (
            "\\p{CWKCF}",
            "\\p{CWKCF}: the property `CWKCF` is not supported",
        ),
        ("\\01", "\\0: `\\0` means nothing in ECMA-262"),
        ("[\\B]", "\\B: `\\B` means nothing in ECMA-262"),
        ("[a-", "[: this class is not closed"),
        ("[b-a]", "b-a: this range is out of order"),
        ("(?i)a", "(?i: `(?i` begins no group of ECMA-262"),
        (
            "[[:alpha:]]",
            "[: ECMA-262 has no classes such as `[:alpha:]`",
        ),
        ("\\Aa", "\\A: `\\A` means nothing in ECMA-262"),
        ("a++", "a++: a repetition cannot be repeated"),
        ("\\p{Foo}", "\\p{Foo}: Unicode has no property `Foo`"),
        (
            "\\1",
            "\\1: this reference is to a group that does not exist",
        ),
        ("(?P<a>b)", "(?P: `(?P` begins no group of ECMA-262"),
        ("\\K", "\\K: `\\K` means nothing in ECMA-262"),
        (
            "(a)\\2",
            "\\2: this reference is to a group that does not exist",
        ),
        (
            "(?<a>b)\\k<c>",
            "\\k<c>: this reference is to a group that does not exist",
        ),
        (
            "(?<a>b)\\k",
            "\\k: `\\k` needs the name of a group, as in `\\k<name>`",
        ),
        (
            "\\(\\1",
            "\\1: this reference is to a group that does not exist",
        ),
        ("a\\", "\\: `\\` escapes nothing"),
        ("\\u12", "\\u: `\\u` needs four hexadecimal digits"),
    ] {
        assert_eq!(message(text), expected);
    }
    assert!(message(&"(".repeat(100)).ends_with("nest too deep"));
}

#[test]
fn all_references_to_groups_are_accepted() {
    for text in [
        "(?<n>a)\\k<n>",
        "\\k<n>(?<n>a)",
        "(?<\\u{61}b>a)\\k<\\u0061b>",
        "(?<\u{1D49C}>a)\\k<\\uD835\\uDC9C>",
        "(?<$_\u{e9}>a)",
        "(a)[(\\]](b)\\2",
        "(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\\10",
        "(?:(a)|b)+\\1",
        "\\1(a)",
        "(a\\1)",
        "(?!(a))\\1",
        "(a)(?<=\\1)",
    ] {
        assert!(parse(text).is_ok(), "{text}: {:?}", parse(text));
    }
}

/// A pattern with references to thousands of groups is refused at once: what each way through it remembers is bounded.
#[test]
fn references_to_very_many_groups_are_not_supported() {
    let of = |count: usize| {
        let groups = (1..=count).map(|group| format!("(a|b)\\{group}"));
        parse(&groups.collect::<String>())
    };
    assert!(of(100).is_ok());
    for count in [101, 1_500] {
        let mistake = of(count).map_err(|mistake| mistake.message);
        let expected = "references to more than 100 groups are not supported";
        assert_eq!(mistake, Err(expected.to_owned()));
    }
}

#[test]
fn what_annex_b_allows_is_read() {
    for text in [
        "a]",
        "a}",
        "{",
        "a{",
        "a{,2}",
        "[\\w-.]",
        "\\-\\_\\@",
        "[]",
        "[^]",
        "x{2",
        "\\/",
        "(?=a)*",
        "[[:alpha:]",
    ] {
        assert!(parse(text).is_ok(), "{text}");
    }
}

#[test]
fn escapes_are_characters() {
    for (text, expected) in [
        ("\\x41", 'A'),
        ("\\u0041", 'A'),
        ("\\u{1F600}", '😀'),
        ("\\uD83D\\uDE00", '😀'),
        ("\\cJ", '\n'),
        ("[\\b]", '\u{8}'),
        ("\\.", '.'),
    ] {
        assert_eq!(
            parse(text),
            Ok(Pattern::Class(vec![(expected, expected)])),
            "{text}"
        );
    }
}

/// The engines agree on each pattern that several of them take.
#[test]
fn engines_agree() {
    let texts = [
        "",
        "a",
        "é",
        "aéb",
        "éé",
        "a\n",
        "ab",
        "a b",
        "word",
        "\u{8}",
        "\0",
        "\n",
        "\u{1F600}",
        "_",
        "x_y",
        "12",
    ];
    for pattern in [
        "\\b",
        "\\B",
        "\\Ba",
        "a\\B",
        "\\bé",
        "\\Bé",
        "é\\b",
        "^\\B",
        "\\B$",
        "^\\B\\B$",
        "\\B|x",
        "[\\b]",
        "^\\0$",
        "\\cJ",
        "^a$",
        "^.$",
        "a|",
        "[]",
        "[^]",
        "^[^]$",
        "^(?:a|é)+?$",
        "^\\w{2}$",
        "(?:)",
        "^\\d{2}$",
    ] {
        let parsed = parse(pattern).unwrap();
        let matcher = Matcher::new(pattern).unwrap();
        let wire = super::wire::Wire::of(&parsed);
        for text in texts {
            let expected = wire.verdict(text, &mut 1_000_000);
            assert!(expected.is_some());
            assert_eq!(
                matcher.verdict(text, &mut 0),
                expected,
                "{pattern} {text:?}"
            );
        }
    }
}

/// Empty patterns, and repetitions that are too large for an automaton, have an engine, too.
#[test]
fn every_pattern_has_an_engine() {
    for (pattern, text, expected) in [
        ("^(?:[a-z]{900}\\p{L}{900}){900}$", "a", false),
        ("^\\p{L}{100000}$", "a", false),
        ("(?<=a)b", "ab", true),
        ("(a)\\1", "ab", false),
    ] {
        let matcher = Matcher::new(pattern).unwrap();
        let mut budget = 1_000_000;
        assert_eq!(
            matcher.verdict(text, &mut budget),
            Some(expected),
            "{pattern}"
        );
        assert!(budget < 1_000_000, "{pattern}");
        assert_eq!(
            matcher.engine(),
            Matcher::engines(pattern).unwrap()[0].engine(),
            "{pattern}"
        );
    }
    assert!(
        Matcher::new("(?<=a)b")
            .unwrap()
            .verdict("ab", &mut 1)
            .is_none()
    );
}
