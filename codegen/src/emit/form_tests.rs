//! The helper modules that write forms, run as they are.

use serde_json::{Value, json};

use super::carried::{Style, write_form};

/// What the members are in the form, each percent-decoded as servers do.
fn decoded(form: &str) -> Vec<(String, String)> {
    let text = |part: &str| {
        let mut bytes = Vec::new();
        let mut rest = part.as_bytes();
        while let Some((first, tail)) = rest.split_first() {
            let code = (*first == b'%').then(|| std::str::from_utf8(&tail[..2]));
            let code = code.and_then(|code| u8::from_str_radix(code.unwrap_or_default(), 16).ok());
            bytes.push(code.unwrap_or(if *first == b'+' { b' ' } else { *first }));
            rest = if code.is_some() { &tail[2..] } else { tail };
        }
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let pairs = form.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs
        .map(|(name, value)| (text(name), text(value)))
        .collect()
}

fn pairs(body: &Value, members: &[(&str, Option<Style>)]) -> Vec<(String, String)> {
    decoded(&write_form(body, members))
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let pairs = pairs.iter();
    pairs
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

const ODD: &str = "é & =+ %41\r\n\u{1F600};/?#\"";

#[test]
fn whatever_is_in_a_text_comes_out_of_the_form() {
    let body = json!({ODD: ODD});
    let text = write_form(&body, &[]);
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "%=-._~".contains(c);
    assert!(text.chars().all(is_plain), "{text}");
    assert_eq!(decoded(&text), owned(&[(ODD, ODD)]));
    let reserved = Style::new(",").exploded().reserved();
    assert_eq!(pairs(&body, &[(ODD, Some(reserved))]), owned(&[(ODD, ODD)]));
    let body = json!({"a": "/?:@,;&#+="});
    assert_eq!(
        write_form(&body, &[("a", Some(reserved))]),
        "a=/?:@,;%26%23%2B="
    );
}

#[test]
fn members_come_in_order_and_without_those_that_are_null() {
    let body = json!({"a": 1, "b": true, "c": null, "d": 2.5, "e": ""});
    assert_eq!(
        pairs(&body, &[("d", None), ("x", None), ("b", None)]),
        owned(&[("d", "2.5"), ("b", "true"), ("a", "1"), ("e", "")])
    );
    assert_eq!(write_form(&json!({}), &[("a", None)]), "");
    assert_eq!(write_form(&json!([1]), &[("a", None)]), "");
}

#[test]
fn lists_and_objects_are_written_in_their_style() {
    let body = json!({"a": ["x y", "1,2"], "b": {"k": "v w", "l": [1]}, "c": []});
    let usual = [("a", "x y"), ("a", "1,2"), ("b", r#"{"k":"v w","l":[1]}"#)];
    assert_eq!(pairs(&body, &[]), owned(&usual));
    for (name, style, expected) in [
        ("a", Style::new(","), "a=x%20y,1%2C2"),
        ("a", Style::new("%20"), "a=x%20y%201%2C2"),
        ("a", Style::new("%7C"), "a=x%20y%7C1%2C2"),
        (
            "a",
            Style::new(",").json(),
            "a=%5B%22x%20y%22%2C%221%2C2%22%5D",
        ),
        ("b", Style::new(","), "b=k,v%20w,l,%5B1%5D"),
        ("b", Style::new(",").exploded(), "k=v%20w&l=%5B1%5D"),
        ("b", Style::new("&").deep(), "b%5Bk%5D=v%20w&b%5Bl%5D=1"),
        ("c", Style::new(","), "c="),
        ("c", Style::new(",").json(), "c=%5B%5D"),
    ] {
        let body = json!({name: body[name]});
        assert_eq!(write_form(&body, &[(name, Some(style))]), expected);
    }
}
