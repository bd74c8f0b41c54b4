//! Tests of the door for foreign text.

use std::borrow::Cow;

use proptest::prelude::*;
use serde_json::json;

use super::{Json, Text, is_unsafe, line, path, source_line};

/// Pieces of which hostile text is made.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "\n",
            "\r",
            "\r\n",
            "\t",
            " ",
            ":",
            "::",
            "::error::",
            "#",
            "##[",
            "##vso[",
            "\u{1b}",
            "\u{1b}[31m",
            "\u{9b}",
            "\u{202e}",
            "\u{200d}",
            "\u{200c}",
            "\u{fe0f}",
            "\u{2028}",
            "\u{e0067}",
            "\u{feff}",
            "a",
            "名",
            "\u{a0}",
            "👨",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Returns the first reason why a text must not be printed.
fn danger(text: &str) -> Option<String> {
    let is_kept = |c: char| c == '\n' || c == '\t';
    if let Some(found) = text
        .replace("\r\n", "\n")
        .chars()
        .find(|c| is_unsafe(*c) && !is_kept(*c))
    {
        return Some(format!("U+{:04X}", u32::from(found)));
    }
    let bare: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe0f}'))
        .collect();
    let is_command = |line: &str| {
        (line.trim_start().starts_with("::") && !line.trim_start().starts_with("::: "))
            || line.contains("##[")
            || line.contains("##vso[")
    };
    bare.lines()
        .find(|line| is_command(line))
        .map(str::to_owned)
}

proptest! {
    #[test]
    fn lines_are_safe_and_stay_as_they_are(text in hostile()) {
        let shown = line(&text).into_owned();
        prop_assert!(!shown.contains(is_unsafe), "{shown:?}");
        prop_assert!(!shown.contains("##["), "{shown:?}");
        prop_assert_eq!(line(&shown), shown.as_str());
    }

    #[test]
    fn texts_are_whole_and_safe_lines(first in hostile(), second in hostile()) {
        let mut text = Text::line(&first);
        prop_assert_eq!(text.as_str().matches('\n').count(), 1);
        text.push(&Text::lines(&second));
        text.push(&Text::rendered(&second));
        let plain = text.as_str().replace("\u{1b}[31m", "colour");
        prop_assert_eq!(danger(&plain), None);
        prop_assert!(text.as_str().ends_with('\n'));
        prop_assert_eq!(Text::lines(text.as_str()).as_str().matches('\n').count(), text.as_str().matches('\n').count());
    }

    #[test]
    fn json_is_safe_and_loses_nothing(text in hostile()) {
        let value = json!({"name": text, text.clone(): [1]});
        for shown in [Json(&value).to_string(), format!("{:#}", Json(&value))] {
            prop_assert_eq!(danger(&shown), None);
            prop_assert_eq!(&serde_json::from_str::<serde_json::Value>(&shown).ok(), &Some(value.clone()));
        }
    }

    #[test]
    fn a_range_keeps_its_text(before in hostile(), inside in hostile(), after in hostile()) {
        let text = format!("{before}{inside}{after}");
        let (shown, range) = source_line(&text, before.len()..before.len() + inside.len());
        let (whole, _) = source_line(&text, 0..0);
        prop_assert_eq!(&shown, &whole);
        prop_assert!(!shown.contains(|c| is_unsafe(c) && c != '\t'), "{shown:?}");
        let (head, _) = source_line(&format!("{before}{inside}"), 0..0);
        // A marker or a joiner may depend on what comes next.
        if !text.contains('#') {
            prop_assert_eq!(&shown[..range.end], head.as_str());
        }
    }
}

#[test]
fn legitimate_text_stays() {
    for text in [
        "é 名 ü",
        "👨\u{200d}👩\u{200d}👧 1\u{fe0f}\u{20e3} ❤\u{fe0f}",
        "می\u{200c}خواهم",
        "क्\u{200d}ष",
        "# a ## b [c] :: ::1 #[d]",
    ] {
        assert!(matches!(line(text), Cow::Borrowed(_)), "{text}");
        assert_eq!(Text::line(text).as_str(), format!("{text}\n"));
        assert_eq!(
            Text::lines(&format!("{text}\r\n\t{text}\n")).as_str(),
            format!("{text}\r\n\t{text}\n")
        );
    }
}

#[test]
fn what_forges_is_visible() {
    for (text, shown) in [
        ("a\r\n\t\0b", r"a\r\n\t\u{0}b"),
        (
            "\u{1b}]8;;x\u{7}\u{7f}\u{85}\u{9b}",
            r"\u{1b}]8;;x\u{7}\u{7f}\u{85}\u{9b}",
        ),
        (
            "\u{202e}\u{2066}\u{61c}\u{200f}\u{2028}",
            r"\u{202e}\u{2066}\u{61c}\u{200f}\u{2028}",
        ),
        (
            "desk\u{200d}tops\u{fe0f}\u{fe0f}",
            "desk\\u{200d}tops\u{fe0f}\\u{fe0f}",
        ),
        (
            "\u{ad}\u{200b}\u{feff}\u{fffe}\u{1ffff}\u{e0041}",
            r"\u{ad}\u{200b}\u{feff}\u{fffe}\u{1ffff}\u{e0041}",
        ),
        (
            "##[error]a ##vso[b] #\u{fe0f}#[c]",
            "\\u{23}#[error]a \\u{23}#vso[b] \\u{23}\u{fe0f}#[c]",
        ),
    ] {
        assert_eq!(line(text), shown);
    }
    assert_eq!(
        Text::line("\u{a0} ::error::a\n::b").as_str(),
        "\u{a0} \\u{3a}:error::a\\n::b\n"
    );
    assert_eq!(
        Text::lines("a\n  ::error::b\n").as_str(),
        "a\n  \\u{3a}:error::b\n"
    );
    assert_eq!(Text::lines(""), Text::default());
    let rendered = Text::rendered("\u{1b}[1;31mred\u{1b}[0m \u{1b}[2J \u{1b}]0;x\u{7}");
    assert_eq!(
        rendered.as_str(),
        "\u{1b}[1;31mred\u{1b}[0m \\u{1b}[2J \\u{1b}]0;x\\u{7}\n"
    );
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_unicode_is_visible() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    use super::unicode;

    let name = OsStr::from_bytes(b"a\xFF\x1b\xC3.json");
    assert_eq!(unicode(name), "a\\xFF\u{1b}\\xC3.json");
    assert_eq!(path(name.as_ref()), r"a\xFF\u{1b}\xC3.json");
}
