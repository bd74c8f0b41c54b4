//! What the page asks for, `/_specwright/check` and `/_specwright/log`.

use serde_json::Value;

use crate::server::{JOBS, JSON, Server};

fn findings(server: &Server, body: &str) -> Vec<Value> {
    let target = "/_specwright/check?operation=ResizeDesktop";
    let reply = server.send("POST", target, &[], body.as_bytes());
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()["findings"].as_array().unwrap().clone()
}

#[test]
fn a_payload_is_checked_without_being_sent() {
    let server = Server::start(&[]);
    let body = "{\n  \"desktops\": [],\n  \"product_id\": \"é\", \"mode\": \"stop\",\n  \"flavor_id\": 1\n}";
    let findings = findings(&server, body);
    let told = |finding: &Value| {
        let text = |name: &str| finding[name].as_str().unwrap().to_owned();
        let number = |name: &str| finding[name].as_u64().unwrap();
        (
            (text("severity"), text("code"), text("pointer")),
            [
                number("line"),
                number("column"),
                number("endLine"),
                number("endColumn"),
            ],
        )
    };
    let told: Vec<_> = findings.iter().map(told).collect();
    let expected = |severity: &str, code: &str, pointer: &str, place: [u64; 4]| {
        (
            (severity.to_owned(), code.to_owned(), pointer.to_owned()),
            place,
        )
    };
    for finding in [
        expected("error", "wrong-value", "/mode", [3, 30, 3, 36]),
        expected("warning", "removed-field", "/flavor_id", [4, 3, 4, 14]),
        expected("warning", "batch-size", "/desktops", [2, 15, 2, 17]),
    ] {
        assert!(told.contains(&finding), "{finding:?} is not in {told:?}");
    }
    assert_eq!(server.log().len(), 0);
}

#[test]
fn payloads_that_are_no_json_are_checked_too() {
    let server = Server::start(&[]);
    assert_eq!(findings(&server, "{\"a\": 1,\n]")[0]["line"], 2);
    assert!(!findings(&server, "").is_empty());
    assert!(!findings(&server, "\0").is_empty());
    let many = format!("[{}]", vec!["1"; 1000].join(","));
    assert!(findings(&server, &many).len() <= 200);
    for (target, status) in [
        ("/_specwright/check?operation=Unknown", 404),
        ("/_specwright/check?operation=ListItaSubJobs", 404),
        ("/_specwright/check", 400),
        ("/_specwright/other", 404),
    ] {
        assert_eq!(server.send("POST", target, &[JSON], b"{}").status, status);
    }
    assert_eq!(server.get("/_specwright/check").status, 404);
}

#[test]
fn the_last_two_hundred_requests_are_remembered() {
    let server = Server::start(&[]);
    let mut connection = server.connect();
    for nth in 0..210 {
        let target = format!("{JOBS}?job_id={nth}");
        connection.send("GET", &target, &[], b"").unwrap();
    }
    let log = server.log();
    let numbers: Vec<u64> = log
        .iter()
        .map(|entry| entry["number"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers, (11..=210).collect::<Vec<u64>>());
    let after = server.get("/_specwright/log?after=208").json();
    let after = after["entries"].as_array().unwrap();
    assert_eq!(after.len(), 2);
    assert_eq!(after[1]["target"], format!("{JOBS}?job_id=209"));
    assert_eq!(after[1]["method"], "GET");
    assert_eq!(after[1]["operation"], "ListItaSubJobs");
    assert_eq!(after[1]["status"], 200);
    for after in ["210", "211", "18446744073709551615"] {
        let log = server
            .get(&format!("/_specwright/log?after={after}"))
            .json();
        assert_eq!(log["entries"], Value::Array(Vec::new()));
    }
    for after in ["-1", "x", "18446744073709551616"] {
        assert_eq!(
            server
                .get(&format!("/_specwright/log?after={after}"))
                .status,
            400
        );
    }
}

#[test]
fn long_targets_are_remembered_in_part() {
    let server = Server::start(&[]);
    server.get(&format!("/{}", "%C3%A9".repeat(1000)));
    assert_eq!(server.log()[0]["target"].as_str().unwrap().len(), 2000);
}
