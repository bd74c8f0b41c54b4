//! The server as the generated client sees it.

use std::time::Duration;

use huaweicloud_workspace::operations::ResizeDesktopError;
use huaweicloud_workspace::{AccessKey, BlockingClient, CallError, Credentials, Retry, security};

use crate::server::{DESKTOP, JOBS, JSON, RESIZE, Server, resize, resize_call};

fn client(server: &Server) -> BlockingClient {
    let key = AccessKey::new("AKEY", "SKEY");
    let credentials = Credentials::new().with(security::REQUEST_SIGNATURE, key);
    let client = BlockingClient::new(&server.url(), credentials).unwrap();
    client.with_retry(Retry::never())
}

fn failed(server: &Server) -> CallError<ResizeDesktopError> {
    client(server).send(&resize_call(&[DESKTOP])).unwrap_err()
}

#[test]
fn failures_keep_all_that_they_say() {
    for (status, name) in [
        (400, "BadRequest"),
        (401, "Unauthorized"),
        (403, "Forbidden"),
        (404, "NotFound"),
        (409, "Conflict"),
        (500, "InternalServerError"),
    ] {
        let scenario =
            format!("rules: [{{status: {status}, code: WKS.1, message: why, detail: more}}]");
        let server = Server::with_scenario(&scenario);
        let error = failed(&server);
        assert_eq!(
            (error.status(), error.error_code()),
            (Some(status), Some("WKS.1"))
        );
        let failure = error.failure().unwrap();
        assert!(
            format!("{:?}", failure.error).starts_with(name),
            "{failure:?}"
        );
        let body = failure.error.body().unwrap();
        assert_eq!(body.error_msg.as_deref(), Some("why"));
        assert_eq!(body.error_detail.as_deref(), Some("more"));
        let log = server.log();
        assert_eq!(failure.request_id.as_deref(), log[0]["request_id"].as_str());
    }
}

#[test]
fn who_is_forbidden_can_ask_why() {
    let server = Server::with_scenario("rules: [{times: 1, status: 403}]");
    let error = failed(&server);
    let failure = &error.failure().unwrap().error;
    let call = failure
        .follow_decode_authorization_message()
        .unwrap()
        .unwrap();
    let answer = client(&server).send(&call).unwrap();
    assert!(answer.decoded_message.is_some());
    let log = server.log();
    assert_eq!(log[1]["operation"], "DecodeAuthorizationMessage");
}

#[test]
fn findings_of_the_linter_arrive() {
    // The crate's types cannot be wrong, so that an answer has to claim it.
    let server = Server::with_scenario(
        "rules: [{code: MOCK.400, detail: 'wrong-value at body/mode: `mode`'}]",
    );
    let error = failed(&server);
    let body = error.failure().unwrap().error.body().unwrap().clone();
    assert_eq!(
        body.error_detail.as_deref(),
        Some("wrong-value at body/mode: `mode`")
    );
}

#[test]
fn every_fault_is_an_error() {
    type Judge = fn(&CallError<ResizeDesktopError>) -> bool;
    let transport: Judge = |error| matches!(error, CallError::Transport(_));
    let body: Judge = |error| error.status() == Some(200) && error.error_code().is_none();
    let told: Judge = |error| error.status() == Some(200) && error.error_code() == Some("WKS.2");
    for (fault, is_right) in [
        ("reset", transport),
        ("truncate", transport),
        ("html", body),
        ("empty", body),
        ("error-body", told),
    ] {
        let words = if fault == "error-body" {
            ", code: WKS.2"
        } else {
            ""
        };
        let scenario = format!("rules: [{{times: 1, fault: {fault}{words}}}]");
        let server = Server::with_scenario(&scenario);
        let error = failed(&server);
        assert!(is_right(&error), "{fault}: {error:?}");
        // The server itself is well.
        assert!(
            client(&server).send(&resize_call(&[DESKTOP])).is_ok(),
            "{fault}"
        );
        let status = if fault == "reset" { 0 } else { 200 };
        assert_eq!(server.log()[0]["status"], status, "{fault}");
    }
}

#[test]
fn a_reset_connection_has_no_answer_at_all() {
    let server = Server::with_scenario("rules: [{times: 1, fault: reset}]");
    let mut connection = server.connect();
    let sent = connection.send("GET", JOBS, &[], b"");
    assert!(sent.is_err(), "{sent:?}");
    let server = Server::with_scenario("rules: [{times: 1, fault: truncate}]");
    let mut connection = server.connect();
    let sent = connection.send("POST", RESIZE, &[JSON], resize().to_string().as_bytes());
    assert!(sent.is_err(), "{sent:?}");
}

#[test]
fn what_is_limited_is_tried_again() {
    let server = Server::with_scenario("rules: [{times: 2, retry_after: 0}]");
    let retrying = client(&server).with_retry(Retry::default());
    assert!(retrying.send(&resize_call(&[DESKTOP])).is_ok());
    assert_eq!(server.log().len(), 3);

    let server = Server::with_scenario("rules: [{retry_after: 77}]");
    let error = failed(&server);
    assert_eq!(error.status(), Some(429));
    let wanted = error.failure().unwrap().retry_after;
    assert_eq!(wanted, Some(Duration::from_secs(77)));
}
