//! What files say that requests are answered with.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::server::{JOBS, RESIZE, Server, refused, resize};

#[test]
fn rules_hold_in_turn_and_are_used_up() {
    let server = Server::with_scenario(
        "rules:
- {operation: ResizeDesktop, times: 2, status: 409, code: WKS.0407, message: disks are being added, detail: wait}
- {operation: ListItaSubJobs, times: 1, status: 404}
- {operation: ResizeDesktop, times: 1, example: one-desktop}
- {times: 1, code: WKS.1}
",
    );
    for _ in 0..2 {
        let reply = server.post(RESIZE, &resize());
        let expected = json!({
            "error_code": "WKS.0407",
            "error_msg": "disks are being added",
            "error_detail": "wait",
        });
        assert_eq!((reply.status, reply.json()), (409, expected));
    }
    let reply = server.post(RESIZE, &resize());
    assert_eq!(
        reply.json()["job_id"],
        "c566b960-69d1-44ec-9397-2172fdd01xxx"
    );
    assert_eq!(server.get(JOBS).status, 404);
    // One for any operation; a failure without a status is 400.
    let reply = server.get(JOBS);
    assert_eq!(
        (reply.status, &reply.json()["error_code"]),
        (400, &json!("WKS.1"))
    );
    assert_eq!(server.post(RESIZE, &resize()).status, 200);
    assert_eq!(server.get(JOBS).status, 200);
}

#[test]
fn requests_that_are_invalid_use_nothing_up() {
    let server = Server::with_scenario("rules: [{times: 1, status: 409}]");
    assert_eq!(server.post(RESIZE, &json!({})).status, 400);
    assert_eq!(server.post(RESIZE, &resize()).status, 409);
    assert_eq!(server.post(RESIZE, &resize()).status, 200);
}

#[test]
fn bodies_and_headers_are_those_of_the_rule() {
    let server = Server::with_scenario(
        r#"{"rules": [
            {"times": 1, "body": {"job_id": null}, "headers": {"X-Own": "é", "X-Request-Id": "mine"}},
            {"times": 1, "status": 502, "body": "bad gateway", "headers": {"Content-Type": "text/html"}},
            {"times": 1, "status": 409, "body": "not JSON"},
            {"times": 1, "status": 503, "code": "X"}
        ]}"#,
    );
    let reply = server.post(RESIZE, &resize());
    assert_eq!((reply.status, reply.json()), (200, json!({"job_id": null})));
    assert_eq!(reply.header("x-own"), Some("é"));
    assert_eq!(reply.header("x-request-id"), Some("mine"));
    let reply = server.post(RESIZE, &resize());
    assert_eq!((reply.status, reply.text()), (502, "bad gateway"));
    assert_eq!(reply.header("content-type"), Some("text/html"));
    let reply = server.post(RESIZE, &resize());
    assert_eq!((reply.status, reply.text()), (409, "not JSON"));
    let reply = server.post(RESIZE, &resize());
    assert_eq!(reply.status, 503);
    assert_eq!(reply.json()["code"], "X");
}

#[test]
fn an_answer_can_wait_and_others_do_not() {
    let server = Server::with_scenario("rules: [{operation: ResizeDesktop, delay_ms: 600}]");
    let begin = Instant::now();
    std::thread::scope(|scope| {
        let slow = scope.spawn(|| server.post(RESIZE, &resize()));
        std::thread::sleep(Duration::from_millis(100));
        assert_eq!(server.get(JOBS).status, 200);
        let log = server.log();
        assert_eq!(log.len(), 1);
        assert_eq!(slow.join().unwrap().status, 200);
    });
    assert!(begin.elapsed() >= Duration::from_millis(600));
    // What was answered later comes later, so that who has asked for what is new gets it.
    let log = server.get("/_specwright/log?after=1").json();
    assert_eq!(log["entries"][0]["operation"], "ResizeDesktop");
    assert!(log["entries"][0]["milliseconds"].as_u64().unwrap() >= 600);
}

#[test]
fn a_limit_says_when_to_come_again() {
    let server = Server::with_scenario("rules: [{retry_after: 3}]");
    let reply = server.post(RESIZE, &resize());
    assert_eq!(
        (reply.status, reply.header("retry-after")),
        (429, Some("3"))
    );
}

#[test]
fn scenarios_that_are_wrong_are_refused_with_their_place() {
    for (scenario, expected) in [
        (
            "rules: [{status: 409, colour: red}]",
            "rules[0]: unknown field `colour`",
        ),
        ("rule: []", "unknown field `rule`"),
        (
            "rules: [{}, {operation: Resize}]",
            "rules[1]: there is no operation `Resize`; write one of `ResizeDesktop`, `ListItaSubJobs`, `DecodeAuthorizationMessage`",
        ),
        (
            "rules: [{operation: ResizeDesktop, example: two}]",
            "rules[0]: `ResizeDesktop` has no example `two`; write one of `one-desktop`",
        ),
        (
            "rules: [{operation: ResizeDesktop, status: 409, example: one-desktop}]",
            "rules[0]: `ResizeDesktop` has no example `one-desktop`, and no other there",
        ),
        (
            "rules: [{example: one-desktop}]",
            "rules[0]: write the `operation` that has the example `one-desktop`",
        ),
        (
            "rules: [{operation: ResizeDesktop, status: 201}]",
            "rules[0]: `ResizeDesktop` documents no 201; write its `body`",
        ),
        (
            "rules: [{operation: ResizeDesktop, status: 418, code: X}]",
            "rules[0]: `ResizeDesktop` documents no 418; write its `body`",
        ),
        (
            "rules: [{status: 42}]",
            "rules[0]: no answer has the status 42; write one of 200 to 599",
        ),
        ("rules: [{status: many}]", "rules[0].status: invalid type"),
        (
            "rules: [{headers: {'a b': c}}]",
            "rules[0]: `a b: c` is no header",
        ),
        ("rules: [{headers: {a: \"b\\nc\"}}]", "is no header"),
        (
            "rules: [{headers: {content-length: '1'}}]",
            "rules[0]: the server itself writes the header `content-length`",
        ),
        (
            "rules: [{fault: melt}]",
            "rules[0].fault: unknown variant `melt`",
        ),
        (
            "jobs: {outcome: DONE}",
            "jobs: no job ends as `DONE`; write one of `SUCCESS`, `FAILED`",
        ),
        ("jobs: {outcome: WAITING}", "jobs: no job ends as `WAITING`"),
        (
            "rules: [{delay_ms: 600001}]",
            "rules[0]: `delay_ms` is 600001; write at most 600000",
        ),
        (
            "rules: [{headers: {X-Content-Type-Options: sniff}}]",
            "rules[0]: the server itself writes the header `X-Content-Type-Options`",
        ),
        ("rules: [\n", "line"),
        ("{\"rules\": [}", "line 1 column 12"),
        ("- a", "invalid type"),
    ] {
        let said = refused(&[("s.yaml", scenario)], &["--scenario", "s.yaml"]);
        assert!(said.starts_with("error: s.yaml: "), "{said}");
        assert!(said.contains(expected), "{scenario}: {said}");
    }
    let said = refused(&[], &["--scenario", "none.yaml"]);
    assert!(said.starts_with("error: none.yaml: "), "{said}");
}

#[test]
fn a_scenario_that_grows_when_it_is_read_is_refused() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for nth in 1..30 {
        let last = format!("*a{}, ", nth - 1).repeat(10);
        text += &format!("a{nth}: &a{nth} [{last}]\n");
    }
    text += "rules: [{body: *a29}]\n";
    for scenario in [
        text.replace("a0: ", "rules: [{body: ")
            .replacen('\n', "}]\n", 1),
        format!("rules: [{{body: {}}}]", "[".repeat(100_000)),
        format!("rules: [{{body: {}}}]", "{a: ".repeat(100_000)),
        "a: &a [*a]\n".to_owned(),
        text,
    ] {
        let begin = std::time::Instant::now();
        let said = refused(&[("s.yaml", &scenario)], &["--scenario", "s.yaml"]);
        assert!(said.starts_with("error: s.yaml: "), "{said}");
        assert!(said.len() < 10_000, "{}", said.len());
        assert!(begin.elapsed() < std::time::Duration::from_secs(10));
    }
}
