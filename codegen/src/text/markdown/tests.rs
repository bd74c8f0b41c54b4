use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};
use proptest::sample::select;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::{block, code, line};

/// The events of a text, with all that rustdoc turns on.
fn events(text: &str) -> Vec<Event<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    Parser::new_ext(text, options).collect()
}

/// Returns the first thing in a text that a doc comment must not have: HTML, code that runs, an image, another link, or a
/// character that nobody sees.
fn harm(text: &str) -> Option<String> {
    let mut events = events(text).into_iter();
    let harm = events.find_map(|event| match &event {
        Event::Html(_) | Event::InlineHtml(_) => Some(format!("{event:?}")),
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &**info == "text" => None,
        Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::FootnoteDefinition(_)) => {
            Some(format!("{event:?}"))
        }
        Event::Start(Tag::Link { dest_url, .. }) => {
            let is_kept = ["http://", "https://", "mailto:"]
                .iter()
                .any(|scheme| dest_url.to_ascii_lowercase().starts_with(scheme));
            (!is_kept).then(|| format!("{event:?}"))
        }
        _ => None,
    });
    let mut letters = text.chars();
    let hidden = letters.find(|c| *c != '\n' && specwright_spec::sanitize::is_unsafe(*c));
    harm.or(hidden.map(|c| format!("{c:?}")))
}

#[test]
fn what_authors_write_stays_as_it_is() {
    for text in [
        "A summary sentence.\n\nA job_id, 1 < 2 and 3 > 2, a*b, C# and 5 * 3; `code` & more!",
        "Some *emphasis*, some **more**, ~~none~~.",
        "* one\n* two\n  * nested\n* three",
        "1. one\n2. two\n\nBehind.",
        "3) three\n4) four",
        "> A quote\n> of two lines.",
        "## A title\n\nText\nof two lines.",
        "| a | b |\n| --- | :-: |\n| 1 | `2` |",
        "See <https://example.com/a?b=1&c=2> and [the guide](https://example.com \"title\").",
        "A line\\\nand another.",
        "规格 and 😀, “quoted” – as it is.",
        "a\n\n---\n\nb",
    ] {
        assert_eq!(
            block(text).0,
            text.replace("3) three\n4) four", "3. three\n4. four")
                .replace("a*b", "a\\*b")
        );
    }
}

#[test]
fn code_becomes_text_whatever_its_form() {
    for (text, expected) in [
        ("```\nfn f() {}\n```", "```text\nfn f() {}\n```"),
        ("    fn f() {}", "```text\nfn f() {}\n```"),
        ("\tfn f() {}", "```text\nfn f() {}\n```"),
        ("> ```\n> f();\n> ```", "> ```text\n> f();\n> ```"),
        ("- ```rust\n  f();\n  ```", "* ```text\n  f();\n  ```"),
        ("-     f();", "* ```text\n  f();\n  ```"),
        ("> \tf();", "> ```text\n> f();\n> ```"),
        ("# H\n    f();", "# H\n\n```text\nf();\n```"),
        ("~~~ `x`\nf();\n~~~", "```text\nf();\n```"),
        ("~~~\n```\nf();\n```\n~~~", "````text\n```\nf();\n```\n````"),
        ("```\nnever closed", "```text\nnever closed\n```"),
    ] {
        assert_eq!(block(text).0, expected, "{text:?}");
    }
}

#[test]
fn markup_becomes_text() {
    for (text, expected) in [
        (
            "<img src=x onerror=alert(1)>",
            "\\<img src=x onerror=alert(1)>",
        ),
        ("a <b>c</b> d", "a \\<b>c\\</b> d"),
        (
            "<script>\n\nalert(1)\n</script>",
            "\\<script>\nalert(1)\n\\</script>",
        ),
        ("[name] and [a][b]", "\\[name] and \\[a]\\[b]"),
        ("[x](javascript:alert(1))", "x"),
        (
            "![alt](https://example.com/a.png)",
            "[alt](https://example.com/a.png)",
        ),
        ("![](data:text/html;x)", ""),
        (
            "See https://a.example/b_c?d=e_f. (http://b.example) xhttps://c.example/ https:// http",
            "See <https://a.example/b_c?d=e_f>. (<http://b.example>) x<https://c.example/> https:// http",
        ),
        (
            "[see https://a.example](https://b.example)",
            "[see https://a.example](https://b.example)",
        ),
        ("*https://a.example*", "*<https://a.example>*"),
        (
            "<mail@example.com>",
            "[mail@example.com](mailto:mail@example.com)",
        ),
        ("a[^1]\n\n[^1]: note", "a\\[1]\n\n\\[1]:\n\nnote"),
        ("&lt;b&gt; &amp;amp;", "\\<b> \\&amp;"),
        (
            "\u{202e}\u{1b}\u{9b}\u{0}",
            "\\\\u{202e}\\\\u{1b}\\\\u{9b}\\\\u{0}",
        ),
        ("", ""),
        (" \n ", ""),
    ] {
        assert_eq!(block(text).0, expected, "{text:?}");
    }
}

#[test]
fn a_title_is_one_line_of_text() {
    for (text, expected) in [
        ("Pets", "Pets"),
        ("```\nlet x;\n```", "\\`\\`\\` let x; \\`\\`\\`"),
        ("# H\n    f();", "\\# H f();"),
        ("1. [a](b) <c>", "1\\. \\[a](b) \\<c>"),
        (" a\r\nb ", "a b"),
    ] {
        assert_eq!(line(text).0, expected, "{text:?}");
    }
    assert_eq!(code("a ` b").0, "``a ` b``");
    assert_eq!(code("\n").0, "`\\n`");
}

#[test]
fn what_is_nested_without_end_is_shown_whole() {
    for piece in ["> ", "- ", "[", "*a ", "_", "<a"] {
        let text = piece.repeat(2_000);
        let shown = block(&text).0;
        assert_eq!(harm(&shown), None);
        assert!(shown.len() < 3 * text.len(), "{piece:?}");
    }
    assert!(
        block(&"> ".repeat(100)).0.is_empty()
            || block(&("> ".repeat(100) + "a")).0.starts_with("```text")
    );
}

const PIECES: &[&str] = &[
    "```",
    "~~~",
    "````rust",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "> ",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2) ",
    "# ",
    "#",
    "===",
    "---",
    "| a | b |\n| - | - |\n",
    "|",
    "[a]",
    "[a]: http://x 'y'",
    "[^1]",
    "[^1]: n",
    "](",
    ")",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<https://a.b>",
    "https://a.b/",
    "http",
    "<script>",
    "</script>",
    "[x](javascript:y)",
    "![i](https://a/b)",
    "`",
    "``",
    "*",
    "**",
    "_",
    "__",
    "~",
    "~~",
    "\\",
    "!",
    "&amp;",
    "&#10;",
    "&copy;",
    "word",
    "snake_case",
    "fn f() {}",
    " ",
    "  \n",
    "\u{202e}",
    "\r",
    "\u{85}",
    "\u{2028}",
    "\u{0}",
    "\"",
    "'",
    "(",
    "- [ ] ",
    "- [x] ",
    "$",
    "^",
    ":",
    ": ",
    "=",
    "\u{a0}",
    "{#id}",
    "[`a`]",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_of_a_description_does_harm(pieces in vec(select(PIECES), 0..14)) {
        let text = pieces.concat();
        let shown = block(&text).0;
        prop_assert_eq!(harm(&shown), None, "{:?}: {}", text, shown);
        prop_assert_eq!(harm(&block(&shown).0), None, "{:?}: {}", text, shown);
        let title = line(&text).0;
        prop_assert_eq!(harm(&title), None);
        prop_assert!(title.lines().count() <= 1);
        let shown = code(&text).0;
        prop_assert_eq!(harm(&shown), None);
        prop_assert!(shown.lines().count() <= 1);
        // Between sentences of the generator's own, too.
        let sentence = format!("The member {shown} is: {title}. Behind it.");
        prop_assert_eq!(harm(&sentence), None);
    }
}
