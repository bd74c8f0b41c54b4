//! What is wrong with a request is what the linter finds.

use std::path::Path;

use serde_json::{Value, json};
use specwright::parse::{self, Format};
use specwright::{Contracts, Severity, check};

use crate::server::{DESKTOP, JOBS, JSON, PROJECT, RESIZE, Server, resize};

/// The lines of a refusal, which is what the document says that it is.
fn findings(server: &Server, body: &[u8]) -> Vec<String> {
    let reply = server.send("POST", RESIZE, &[JSON], body);
    assert_eq!(reply.status, 400, "{}", reply.text());
    assert_eq!(reply.header("content-type"), Some("application/json"));
    let failure = reply.json();
    assert!(is_failure(&failure), "{failure}");
    assert_eq!(failure["error_code"], "MOCK.400");
    let lines = failure["error_detail"].as_str().unwrap().lines();
    lines.map(str::to_owned).collect()
}

/// Whether a body is one that the document has for failures.
fn is_failure(body: &Value) -> bool {
    let contracts = Contracts::built_in();
    let schema = contracts.schema(Some("ResizeDesktop"), "response.400");
    jsonschema::is_valid(&schema.unwrap(), body)
}

#[test]
fn a_bad_payload_is_refused_with_the_linter_s_findings() {
    let server = Server::start(&[]);
    let mut body = resize();
    body["mode"] = json!("stop_desktop");
    let lines = findings(&server, body.to_string().as_bytes());
    assert_eq!(lines.len(), 1);
    let expected = "wrong-value at body/mode: `mode` must be `STOP_DESKTOP`; ";
    assert!(lines[0].starts_with(expected), "{lines:?}");

    let lines = findings(
        &server,
        br#"{"desktops": [{"desktop_id": 1}], "mode": "X"}"#,
    );
    let places: Vec<&str> = lines
        .iter()
        .map(|line| line.split(": ").next().unwrap())
        .collect();
    assert_eq!(
        places,
        [
            "missing-field at body",
            "wrong-type at body/desktops/0/desktop_id",
            "wrong-value at body/mode",
        ]
    );
}

#[test]
fn the_server_and_the_linter_find_the_same() {
    let server = Server::start(&[]);
    let contract = Contracts::built_in()
        .choose(Some("ResizeDesktop"), "request")
        .unwrap();
    for body in [
        "{}",
        "[]",
        "null",
        "1e400",
        "{",
        "{\"mode\": \"STOP_DESKTOP\",}",
        "{\"mode\": 1, \"mode\": 2}",
        "\u{feff}{}",
        "{\"desktops\": {}, \"product_id\": null, \"mode\": [], \"auto_placement\": true}",
        "{\"desktop\": [], \"product_id\": \"\", \"mode\": \"STOP_DESKTOP\", \"auto_placement\": \"yes\"}",
        "STOP_DESKTOP",
        "mode: STOP_DESKTOP",
    ] {
        let reading = parse::payload(body, Format::Json);
        let mut diagnostics = reading.diagnostics;
        for payload in &reading.payloads {
            diagnostics.extend(check::payload(payload, &contract));
        }
        diagnostics.retain(|found| found.severity == Severity::Error);
        let expected: Vec<String> = diagnostics
            .iter()
            .map(|found| found.code.to_string())
            .collect();
        assert!(!expected.is_empty(), "{body}");
        let lines = findings(&server, body.as_bytes());
        let codes: Vec<&str> = lines
            .iter()
            .map(|line| line.split(' ').next().unwrap())
            .collect();
        assert_eq!(codes, expected, "{body}");
    }
    assert!(!Path::new("specwright.toml").exists());
}

#[test]
fn a_request_without_a_body_is_told_so() {
    let server = Server::start(&[]);
    let reply = server.send("POST", RESIZE, &[JSON], b"");
    assert_eq!(reply.status, 400);
    assert_eq!(reply.json()["error_msg"], "the request has no body");
    assert!(is_failure(&reply.json()));
}

#[test]
fn another_media_type_is_told_which_one_it_must_be() {
    let server = Server::start(&[]);
    let body = resize().to_string();
    for media_type in ["text/plain", "application/jsonx", "", "application/json/x"] {
        let headers = [("Content-Type", media_type)];
        let reply = server.send("POST", RESIZE, &headers, body.as_bytes());
        assert_eq!(reply.status, 400, "{media_type}");
        let message = reply.json()["error_msg"].as_str().unwrap().to_owned();
        assert_eq!(
            message,
            format!("the body is `{media_type}`, and must be application/json")
        );
    }
    for media_type in ["application/json; charset=utf-8", "Application/JSON"] {
        let headers = [("Content-Type", media_type)];
        let reply = server.send("POST", RESIZE, &headers, body.as_bytes());
        assert_eq!(reply.status, 200, "{media_type}");
    }
}

#[test]
fn parameters_are_held_against_the_document() {
    let server = Server::start(&[]);
    for (query, expected) in [
        ("limit=5000", "out-of-range at parameters/query/limit"),
        ("limit=x", "wrong-type at parameters/query/limit"),
        ("limit=", "wrong-type at parameters/query/limit"),
        ("status=X", "wrong-value at parameters/query/status"),
        ("offset=-1", "out-of-range at parameters/query/offset"),
    ] {
        let reply = server.get(&format!("{JOBS}?{query}"));
        assert_eq!(reply.status, 400, "{query}");
        let detail = reply.json()["error_detail"].as_str().unwrap().to_owned();
        assert!(detail.starts_with(expected), "{query}: {detail}");
        assert!(is_failure(&reply.json()));
    }
    let reply = server.get(&format!(
        "{JOBS}?limit=1000&offset=0&status=FAILED&job_id=x"
    ));
    assert_eq!(reply.status, 200, "{}", reply.text());
}

#[test]
fn warnings_refuse_nothing() {
    let server = Server::start(&[]);
    let mut body = resize();
    body["desktops"] = json!([{"desktop_id": "no UUID"}, {"desktop_id": "no UUID"}]);
    body["flavor_id"] = json!("old");
    let reply = server.post("/v2/short/desktops/resize?unknown=1", &body);
    assert_eq!(reply.status, 200, "{}", reply.text());
    let log = server.log();
    let findings = log[0]["findings"].as_array().unwrap();
    let has = |code: &str| {
        let mut findings = findings.iter().filter_map(Value::as_str);
        findings.any(|found| found.starts_with(code))
    };
    for code in [
        "project-id-format",
        "desktop-id-format",
        "removed-field",
        "duplicate-desktop",
    ] {
        assert!(has(code), "{code}: {findings:?}");
    }
    assert!(!has("wrong"), "{PROJECT} {DESKTOP}: {findings:?}");
}

/// The search for findings comes to an end, and used to do so before it had come to the error.
#[test]
fn many_warnings_hide_no_error() {
    let server = Server::start(&[]);
    for count in [150, 5000] {
        let mut body = resize();
        body["desktops"] = vec![json!({}); count].into();
        assert_eq!(server.post(RESIZE, &body).status, 200);
        body["mode"] = json!("X");
        let lines = findings(&server, body.to_string().as_bytes());
        assert_eq!(lines.len(), 1);
        assert!(
            lines[0].starts_with("wrong-value at body/mode"),
            "{lines:?}"
        );
    }
}
