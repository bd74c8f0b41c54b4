//! The helper modules that write bodies of several parts, run as they are.

#![allow(clippy::unwrap_used, reason = "a test may fail at once")]

use serde_json::{Value, json};

use super::carried::{File, Media, Parts};

/// The headers and the content of each part.
fn parts(body: &[u8], boundary: &str) -> Vec<(String, Vec<u8>)> {
    let mut rest = body
        .strip_prefix(format!("--{boundary}").as_bytes())
        .unwrap();
    let delimiter = format!("\r\n--{boundary}").into_bytes();
    let mut parts = Vec::new();
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let find = |what: &[u8]| part.windows(what.len()).position(|place| place == what);
        let (head, end) = (find(b"\r\n\r\n").unwrap(), find(&delimiter).unwrap());
        let headers = String::from_utf8(part[..head].to_vec()).unwrap();
        parts.push((headers, part[head + 4..end].to_vec()));
        rest = &part[end + delimiter.len()..];
    }
    assert_eq!(rest, b"--\r\n");
    parts
}

fn written(body: &Value, members: &[(&str, Option<Media>)]) -> Vec<(String, String)> {
    let mut all = Parts::default();
    all.push_all(body, members);
    let parts = parts(&all.finish("it's a -b").unwrap(), "it's a -b").into_iter();
    parts
        .map(|(head, content)| {
            let head = head.strip_prefix("Content-Disposition: form-data; name=\"");
            let head = head.unwrap().replace("\"\r\nContent-Type: ", " is ");
            (head, String::from_utf8(content).unwrap())
        })
        .collect()
}

#[test]
fn each_member_is_a_part_and_each_scalar_of_a_list() {
    let body = json!({
        "a": "é\r\n--it's a -\u{1F600}",
        "b": ["x & y", 2, null],
        "c": {"k": [1]},
        "d": [{"k": 1}],
        "e": [],
        "f": null,
        "g": "",
    });
    let text = "text/plain; charset=utf-8";
    let json = "application/json";
    let expected = [
        ("c", json, r#"{"k":[1]}"#),
        ("a", text, "é\r\n--it's a -\u{1F600}"),
        ("b", text, "x & y"),
        ("b", text, "2"),
        ("d", json, r#"[{"k":1}]"#),
        ("g", text, ""),
    ];
    let expected =
        expected.map(|(name, media, text)| (format!("{name} is {media}"), text.to_owned()));
    assert_eq!(written(&body, &[("c", None), ("h", None)]), expected);
}

#[test]
fn a_member_has_the_media_type_that_it_is_given() {
    let body = json!({"a": ["x"], "b": "x", "c": [], "d": {"k": 1}});
    let other = Some(Media::other("text/csv"));
    let json = Some(Media::json("text/json"));
    let expected = [
        ("a is text/json", r#"["x"]"#),
        ("b is text/json", r#""x""#),
        ("c is text/json", "[]"),
        ("d is text/csv", r#"{"k":1}"#),
    ];
    assert_eq!(
        written(
            &body,
            &[("a", json), ("b", json), ("c", json), ("d", other)]
        ),
        expected.map(|(head, text)| (head.to_owned(), text.to_owned()))
    );
    let expected = ("a is text/csv".to_owned(), "x".to_owned());
    assert_eq!(written(&json!({"a": ["x"]}), &[("a", other)]), [expected]);
}

#[test]
fn a_file_is_sent_as_it_is_under_a_name_that_ends_where_it_should() {
    let content = [0, 255, b'\r', b'\n', b'-', b'-'];
    let file = File::new(content).with_name("a\"b\r\nX: é\\;.png");
    let png = File::new(b"").with_media_type("image/png").unwrap();
    let mut all = Parts::default();
    all.push_file("a \"b\"", &file, None);
    all.push_file("b", &png, Some(Media::other("image/gif")));
    all.push_file("c", &File::new("text"), Some(Media::other("image/gif")));
    let head = |name: &str, file: &str, media: &str| {
        format!(
            "Content-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: {media}"
        )
    };
    let binary = "application/octet-stream";
    assert_eq!(
        parts(&all.finish("zz").unwrap(), "zz"),
        [
            (
                head("a %22b%22", "a%22b%0D%0AX: é\\;.png", binary),
                content.to_vec()
            ),
            (head("b", "b", "image/png"), Vec::new()),
            (head("c", "c", "image/gif"), b"text".to_vec()),
        ]
    );
    for media in ["a/b\r\nX: y", "a/b\0", "a/é"] {
        let message = File::new("")
            .with_media_type(media)
            .unwrap_err()
            .to_string();
        assert!(message.starts_with("the media type must"), "{message}");
    }
}

#[test]
fn a_boundary_is_legal_and_in_no_part() {
    let finish = |boundary: &str| {
        let mut parts = Parts::default();
        parts.push("name", &"some text", None);
        parts.finish(boundary).map_err(|error| error.to_string())
    };
    assert!(finish(&"a".repeat(70)).is_ok());
    for (boundary, expected) in [
        ("", "must have 1 to 70 characters"),
        (&*"a".repeat(71), "must have 1 to 70 characters"),
        ("a\"b", "must be of letters"),
        ("a\r\n", "must be of letters"),
        ("é", "must be of letters"),
        ("a ", "must be of letters"),
        ("e te", "must not be in a part"),
        ("form-data", "must not be in a part"),
    ] {
        let message = finish(boundary).unwrap_err();
        let expected = format!("the boundary {expected}");
        assert!(message.starts_with(&expected), "{boundary:?}: {message}");
    }
    assert_eq!(Parts::default().finish("b"), Ok(b"--b--\r\n".to_vec()));
}
