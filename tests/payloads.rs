//! What holds for every text: the readers agree with each other and with `serde_json`, places are in the text, and a
//! fix changes only what it says.

use std::sync::{Arc, OnceLock};

use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use proptest::test_runner::TestCaseError;
use serde_json::Value;
use specwright::contract::{Contracts, Shape};
use specwright::parse::{self, Format};
use specwright::payload::{Kind, Node};
use specwright::policy::Levels;
use specwright::{Diagnostic, Policy, lines, lint};
use specwright_spec::input::DEFAULT_LIMIT;

const FORMATS: [Format; 4] = [
    Format::Json,
    Format::JsonWithComments,
    Format::Yaml,
    Format::JsonLines,
];

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        max_shrink_iters: 2000,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn policy() -> &'static Arc<Policy> {
    static POLICY: OnceLock<Arc<Policy>> = OnceLock::new();
    POLICY.get_or_init(|| {
        Arc::new(Policy {
            contract: Contracts::built_in().choose(None, "request").unwrap(),
            shape: Shape::Auto,
            levels: Levels::default(),
            is_configured: true,
        })
    })
}

/// Any JSON value, written with any white space.
fn json() -> impl Strategy<Value = String> {
    let space = || prop::sample::select(vec!["", "", " ", "\n", "\r\n  ", "\t"]);
    let number = prop_oneof![
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>()
            .prop_filter("JSON numbers are finite", |number| number.is_finite())
            .prop_map(|number| Value::from(number).to_string()),
        Just("-0".to_owned()),
        Just("1E+2".to_owned()),
        Just("0.10".to_owned()),
        "[1-9][0-9]{15,40}",
    ];
    let string = prop_oneof![
        any::<String>().prop_map(|text| Value::from(text).to_string()),
        prop::sample::select(vec![
            r#""\u00e9\/\ud83d\ude00""#,
            r#""mode""#,
            r#""m\u006fde""#,
            r#""desktops""#,
            r#""STOP_DESKTOP""#,
        ])
        .prop_map(str::to_owned),
    ];
    let word = prop::sample::select(vec!["null", "true", "false"]).prop_map(str::to_owned);
    let leaf = prop_oneof![number, string.clone(), word];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        let item = (space(), inner.clone(), space());
        let items = prop::collection::vec(item, 0..5).prop_map(|items| {
            let items = items
                .into_iter()
                .map(|(before, item, behind)| before.to_owned() + &item + behind);
            format!("[{}]", items.collect::<Vec<_>>().join(","))
        });
        let member = (space(), string.clone(), space(), inner, space());
        let members = prop::collection::vec(member, 0..5).prop_map(|members| {
            let members = members
                .into_iter()
                .map(|(before, key, between, value, behind)| {
                    format!("{before}{key}{between}:{between}{value}{behind}")
                });
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        });
        prop_oneof![items, members]
    })
}

/// A request that is almost right, in JSON or YAML.
fn request() -> impl Strategy<Value = (Format, String)> {
    let mode = prop::sample::select(vec![
        "\"STOP_DESKTOP\"",
        "\"stop_desktop\"",
        "STOP_DESKTP",
        "'Stop-Desktop'",
        "1",
        "None",
        "on",
    ]);
    let product = prop::sample::select(vec!["\"p\"", "5", "1e3", "true", "0o17", "\"\\u0061\""]);
    let key = prop::sample::select(vec!["mode", "\"mode\"", "Mode", "'mode'", "mdoe"]);
    let desktop = prop::sample::select(vec!["desktop_id", "desktopId", "DesktopID", "id"]);
    let end = prop::sample::select(vec!["", ",", "  // c", " # specwright: allow(wrong-value)"]);
    let format = prop::sample::select(FORMATS.to_vec());
    (format, mode, product, key, desktop, end).prop_map(
        |(format, mode, product, key, desktop, end)| {
            let text = match format {
                Format::Yaml => format!(
                    "desktops: # all\n  - {desktop}: a\nproduct_id: {product}\n{key}: {mode} {end}\nauto_placement: on\n"
                ),
                Format::JsonLines => format!(
                    "{{\"desktops\": [{{\"{desktop}\": \"a\"}}], \"product_id\": {product}, {key}: {mode}}}\n\n[1,]\n"
                ),
                Format::Json | Format::JsonWithComments => format!(
                    "{{\n  \"desktops\": [{{\"{desktop}\": \"a\"}}], /* c */\n  \"product_id\": {product},\n  {key}: {mode}{end}\n}}\n"
                ),
            };
            (format, text)
        },
    )
}

/// A YAML text of which the end may be cut off.
fn cut_yaml() -> impl Strategy<Value = String> {
    let text = prop::sample::select(vec![
        "# c\nmode: \"a\" # é\ndesktops:\n  - desktop_id: 'it''s'\n    é: [a, {b: c}]\n  - &a x\nnote: |\n  b\n\n~: *a\n",
        "---\n{mode: [1, {é: 2}], \"b\": it's}\n---\n- [1, # c\n  2]\n- ? a\n  : b\n?\n...\n",
        "\u{FEFF}<<: &a {mode: on}\nNull: no\ndesktops: >-\n  a\n  b\nproduct_id: !!str 5\n? \n\n",
    ]);
    let text = text.prop_map(str::to_owned);
    (mutated(text), any::<prop::sample::Index>(), any::<bool>()).prop_map(
        |(mut text, end, is_cut)| {
            if is_cut {
                let end = text.floor_char_boundary(end.index(text.len() + 1));
                text.truncate(end);
            }
            text
        },
    )
}

/// A text with a few pieces taken out, put in or doubled.
fn mutated(text: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "", "{", "}", "[", "]", ",", ":", "\"", "'", "\\", "\\u", "\\ud83d", "/*", "//", "#", "\n",
        "\t", "\u{FEFF}", "\0", "é", "😀", "- ", ": ", "&a ", "*a", "---\n", "|\n", "!!str ",
        "<<: ", "NaN", "01", "“",
    ]);
    let change = (any::<prop::sample::Index>(), 0..4_usize, piece);
    (text, prop::collection::vec(change, 0..4)).prop_map(|(mut text, changes)| {
        for (place, length, piece) in changes {
            let starts: Vec<usize> = text
                .char_indices()
                .map(|(at, _)| at)
                .chain([text.len()])
                .collect();
            let index = place.index(starts.len());
            let end = starts[(index + length).min(starts.len() - 1)];
            text.replace_range(starts[index]..end, piece);
        }
        text
    })
}

/// Every place is in the text, between characters.
fn check_places(text: &str, found: &[Diagnostic]) -> Result<(), TestCaseError> {
    let is_place = |span: specwright_spec::Span| text.get(span.start..span.end).is_some();
    for found in found {
        prop_assert!(is_place(found.span), "{found:?}");
        for related in &found.related {
            prop_assert!(is_place(related.span), "{found:?}");
        }
        let edit = found.fix.as_ref().map(|fix| fix.edit.span);
        prop_assert!(edit.is_none_or(is_place), "{found:?}");
    }
    Ok(())
}

/// The values lie in each other, in order.
fn check_nesting(text: &str, node: Node<'_>) -> Result<(), TestCaseError> {
    let span = node.span();
    prop_assert!(text.get(span.start..span.end).is_some(), "{span:?}");
    let mut end = span.start;
    let mut inside = |inner: Node<'_>| {
        let own = inner.span();
        let fits = own.start >= end && own.end <= span.end;
        end = own.end;
        fits
    };
    for member in node.all_members() {
        prop_assert!(inside(member.key), "{:?} in {span:?}", member.key.span());
        prop_assert!(
            inside(member.value),
            "{:?} in {span:?}",
            member.value.span()
        );
        check_nesting(text, member.value)?;
    }
    for item in node.items() {
        prop_assert!(inside(item), "{:?} in {span:?}", item.span());
        check_nesting(text, item)?;
    }
    Ok(())
}

/// Compares a tree with what `serde_json` has read, and the text of numbers with what is written.
fn check_values(node: Node<'_>, value: &Value) -> Result<(), TestCaseError> {
    match (node.kind(), value) {
        (Kind::Object, Value::Object(members)) => {
            prop_assert_eq!(node.count(), members.len());
            for member in node.members() {
                check_values(member.value, &members[member.key.text()])?;
            }
        }
        (Kind::Array, Value::Array(items)) => {
            prop_assert_eq!(node.count(), items.len());
            for (node, value) in node.items().zip(items) {
                check_values(node, value)?;
            }
        }
        (Kind::Number, Value::Number(number)) => {
            prop_assert_eq!(node.text(), node.source());
            let own: f64 = node.text().parse().unwrap();
            prop_assert_eq!(Some(own), number.as_f64());
        }
        (Kind::String, Value::String(text)) => prop_assert_eq!(node.text(), text),
        (_, value) => prop_assert_eq!(&node.to_json(), value),
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn the_tree_agrees_with_serde_json(text in mutated(json())) {
        let reading = parse::payload(&text, Format::Json);
        let accepted = reading.diagnostics.iter().all(|found| found.code == "duplicate-key");
        match serde_json::from_str::<Value>(&text) {
            Ok(value) => {
                prop_assert!(accepted, "{text:?}: {:?}", reading.diagnostics);
                check_values(reading.payloads[0].root(), &value)?;
            }
            // Numbers that no double can hold are JSON all the same.
            Err(error) if error.to_string().contains("number out of range") => {}
            Err(error) => prop_assert!(!accepted, "{text:?}: {error}"),
        }
    }

    #[test]
    fn the_readers_agree_on_json(text in json()) {
        let strict = parse::payload(&text, Format::Json);
        let lax = parse::payload(&text, Format::JsonWithComments);
        let (strict, lax) = (strict.payloads[0].root(), lax.payloads[0].root());
        prop_assert_eq!(strict.to_json(), lax.to_json());
        // YAML has no escapes for the halves of a character, and refuses some characters altogether.
        let yaml = parse::payload(&text, Format::Yaml);
        if let [yaml] = yaml.payloads.as_slice() && !text.contains("\\ud83d") {
            prop_assert_eq!(strict.to_json(), yaml.root().to_json());
        }
    }

    #[test]
    fn places_are_in_the_text(text in mutated(json())) {
        for format in FORMATS {
            let reading = parse::payload(&text, format);
            check_places(&text, &reading.diagnostics)?;
            // What aliases repeat lies where it was written first.
            for payload in reading.payloads.iter().filter(|_| !text.contains("*a")) {
                check_nesting(&text, payload.root())?;
            }
        }
    }

    #[test]
    fn nothing_panics_on_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for format in FORMATS {
            let _ = lint::mend("a", &bytes, format, policy());
        }
        let _ = lines::mend(&bytes, "a", policy(), DEFAULT_LIMIT);
    }

    #[test]
    fn what_is_found_in_yaml_is_not_behind_its_last_line(text in cut_yaml()) {
        let checked = lint::file("a", text.as_bytes(), Format::Yaml, policy());
        check_places(&text, &checked.diagnostics)?;
        let end = text.trim_end_matches([' ', '\t', '\r', '\n']).len();
        for found in &checked.diagnostics {
            let related = found.related.iter().map(|related| related.span);
            for span in std::iter::once(found.span).chain(related) {
                prop_assert!(span.end <= end, "{found:?} in {text:?}");
            }
        }
    }

    #[test]
    fn what_is_found_is_in_the_text((format, text) in request().prop_flat_map(|(format, text)| (Just(format), mutated(Just(text))))) {
        let checked = lint::file("a", text.as_bytes(), format, policy());
        check_places(&text, &checked.diagnostics)?;
        let starts: Vec<usize> = checked.diagnostics.iter().map(|found| found.span.start).collect();
        prop_assert!(starts.is_sorted(), "{starts:?}");
    }
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn mending_twice_is_mending_once((format, text) in request().prop_flat_map(|(format, text)| (Just(format), mutated(Just(text))))) {
        let once = match format {
            Format::JsonLines => lines::mend(text.as_bytes(), "a", policy(), DEFAULT_LIMIT).0,
            format => lint::mend("a", text.as_bytes(), format, policy()).text.map(String::into_bytes),
        };
        let Some(once) = once else { return Ok(()) };
        let left = match format {
            Format::JsonLines => {
                let (again, left) = lines::mend(&once, "a", policy(), DEFAULT_LIMIT);
                prop_assert_eq!(again, None);
                left
            }
            format => {
                let again = lint::mend("a", &once, format, policy());
                prop_assert_eq!(again.text, None, "{:?}", String::from_utf8_lossy(&once));
                vec![again.left]
            }
        };
        let fixable = left.iter().flat_map(|checked| &checked.diagnostics).find(|found| found.fix.is_some());
        prop_assert!(fixable.is_none(), "{fixable:?} in {:?}", String::from_utf8_lossy(&once));
    }

    #[test]
    fn a_record_is_judged_alone(records in prop::collection::vec(mutated(request().prop_map(|(_, text)| text.replace('\n', " "))), 0..6)) {
        let text = records.iter().map(|record| record.replace('\n', " ") + "\n").collect::<String>();
        let mut together = Vec::new();
        let each = |checked: lint::Checked| {
            let place = |found: &Diagnostic| (checked.source.position(found.span.start).line, found.code.to_string(), found.message.clone());
            together.extend(checked.diagnostics.iter().map(place));
            Ok(())
        };
        lines::check(text.as_bytes(), "a", policy(), DEFAULT_LIMIT, each).unwrap();
        let mut alone = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let record = line.trim_ascii_end();
            if !record.is_empty() {
                let checked = lint::file("a", record.as_bytes(), Format::Json, policy());
                alone.extend(checked.diagnostics.iter().map(|found| (index + 1, found.code.to_string(), found.message.clone())));
            }
        }
        prop_assert_eq!(together, alone);
    }
}
