//! The clients of the generated crate, against a server that does what it is told.

mod again;
mod log;
mod places;
pub(crate) mod server;
mod wait;

use std::net::TcpListener;
use std::time::{Duration, Instant};

use http::Request;
use huaweicloud_workspace::operations::{
    ListItaSubJobs, ListItaSubJobsQuery, ResizeDesktop, ResizeDesktopError,
};
use huaweicloud_workspace::types::{
    ProjectId, ResizeDesktopData, ResizeDesktopMode, ResizeDesktopRequest, ResizeDesktopResponse,
};
use huaweicloud_workspace::{
    AccessKey, BlockingClient, Call, CallError, Client, Credentials, Operation, Retry, Secret,
    security,
};
use server::{Asked, Server, Turn};

const DONE: Turn = Turn::Answer(200, &[], r#"{"job_id": "j"}"#);
const BUSY: Turn = Turn::Answer(
    429,
    &[("Retry-After", "0")],
    r#"{"error_code": "APIGW.0308"}"#,
);

fn project(id: &str) -> ProjectId {
    ProjectId::new(id.to_owned()).unwrap()
}

fn resize_in(id: &str) -> Call<ResizeDesktop> {
    let desktop = ResizeDesktopData::new().with_desktop_id("d".to_owned());
    let mode = ResizeDesktopMode::StopDesktop;
    let request = ResizeDesktopRequest::new(vec![desktop], "product".to_owned(), mode);
    ResizeDesktop::call(&project(id), &request).unwrap()
}

fn resize() -> Call<ResizeDesktop> {
    resize_in("p")
}

fn list() -> Call<ListItaSubJobs> {
    let query = ListItaSubJobsQuery::new().with_job_id("j".to_owned());
    ListItaSubJobs::call(&project("p"), &query).unwrap()
}

fn key() -> AccessKey {
    AccessKey::new("AK", "hidden-secret").with_project_id("p")
}

fn credentials() -> Credentials {
    Credentials::new().with(security::REQUEST_SIGNATURE, key())
}

fn quick() -> Retry {
    Retry::default().with_delays(Duration::from_millis(1), Duration::from_millis(20))
}

fn runtime() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().build().unwrap()
}

/// What a client makes of a call, and how often the server was asked.
type Sent<O> = (
    Result<<O as Operation>::Success, CallError<<O as Operation>::Error>>,
    usize,
);

/// What the signature of a request has to be, for one who has the key.
pub(crate) fn signed_again(asked: &Asked, key: &AccessKey) -> String {
    let mut line = asked.line.split(' ');
    let (method, target) = (line.next().unwrap(), line.next().unwrap());
    let mut received = Request::builder().method(method).uri(target);
    for (name, value) in &asked.headers {
        received = received.header(name, value);
    }
    let received = received.body(asked.body.clone()).unwrap();
    let signed = asked.header("authorization").unwrap();
    let (_, names) = signed.split_once("SignedHeaders=").unwrap();
    let names: Vec<&str> = names.split_once(',').unwrap().0.split(';').collect();
    key.authorization(&received, &names).unwrap()
}

/// What either client makes of a call to a server of these turns, and how often it was asked.
fn sent<O: Operation>(turns: &[Turn], call: &Call<O>, retry: &Retry) -> [Sent<O>; 2] {
    let (one, two) = (Server::start(turns), Server::start(turns));
    let client = Client::new(&one.url, credentials()).unwrap();
    let client = client.with_retry(retry.clone());
    let answer = runtime().block_on(client.send(call));
    let blocking = BlockingClient::new(&two.url, credentials()).unwrap();
    let blocking = blocking.with_retry(retry.clone());
    let other = blocking.send(call);
    [(answer, one.count()), (other, two.count())]
}

fn failed(turn: Turn) -> [CallError<ResizeDesktopError>; 2] {
    sent(&[turn], &resize(), &Retry::never()).map(|(answer, _)| answer.unwrap_err())
}

#[test]
fn a_request_is_sent_as_the_document_says_and_signed() {
    let server = Server::start(&[DONE]);
    let client = BlockingClient::new(&server.url, credentials()).unwrap();
    let answer = client.send(&resize_in("a b/ü")).unwrap();
    assert_eq!(answer.job_id.as_deref(), Some("j"));
    let [asked] = server.asked().try_into().unwrap();
    assert_eq!(
        asked.line,
        "POST /v2/a%20b%2F%C3%BC/desktops/resize HTTP/1.1"
    );
    assert_eq!(
        asked.body,
        r#"{"desktops":[{"desktop_id":"d"}],"product_id":"product","mode":"STOP_DESKTOP"}"#
    );
    let host = server.url.trim_start_matches("http://");
    let expected = [
        ("host", host),
        ("content-type", "application/json"),
        ("accept", "application/json"),
        ("user-agent", "huaweicloud-workspace/0.1.0"),
        ("x-project-id", "p"),
    ];
    for (name, value) in expected {
        assert_eq!(asked.header(name), Some(value), "{name}");
    }
    let signed = asked.header("authorization").unwrap();
    assert_eq!(signed_again(&asked, &key()), signed);
}

#[test]
fn a_token_is_sent_as_it_is() {
    let server = Server::start(&[DONE]);
    let token = Credentials::new().with(security::AUTH_TOKEN, Secret::new("t"));
    BlockingClient::new(&server.url, token)
        .unwrap()
        .send(&resize())
        .unwrap();
    assert_eq!(server.asked()[0].header("x-auth-token"), Some("t"));
}

#[test]
fn without_credentials_nothing_is_sent() {
    let server = Server::start(&[DONE]);
    let client = BlockingClient::new(&server.url, Credentials::new()).unwrap();
    let error = client.send(&resize()).unwrap_err();
    let told = "the call cannot be sent: the credentials must have AuthToken, or RequestSignature";
    assert_eq!(error.to_string(), told);
    assert_eq!(server.count(), 0);
}

#[test]
fn a_failure_has_its_status_code_detail_and_request_id() {
    let body = r#"{"error_code":"WKS.0001","error_msg":"m","error_detail":"d"}"#;
    for status in [400, 401, 403, 404, 409, 500] {
        for error in failed(Turn::Answer(status, &[("X-Request-Id", "r")], body)) {
            let failure = error.failure().unwrap();
            assert_eq!(failure.status(), status);
            assert_eq!(failure.error_code(), Some("WKS.0001"));
            assert_eq!(failure.request_id.as_deref(), Some("r"));
            let body = failure.error.body().unwrap();
            assert_eq!(body.error_detail.as_deref(), Some("d"));
            let told = error.to_string();
            assert!(
                told.contains(&status.to_string()) && told.contains("(request `r`)"),
                "{told}"
            );
        }
    }
    for error in failed(Turn::Answer(418, &[], "tea")) {
        assert_eq!(error.status(), Some(418));
        assert_eq!(error.error_code(), None);
    }
}

#[test]
fn a_success_that_is_none_is_an_error() {
    for body in [
        "<html></html>",
        "",
        "{}",
        r#"{"error_code":"WKS.0001"}"#,
        "[]",
        "null",
    ] {
        for error in failed(Turn::Answer(200, &[], body)) {
            assert_eq!(error.status(), Some(200), "{body}");
        }
    }
    for error in failed(Turn::Cut) {
        assert!(matches!(error, CallError::Transport(_)), "{error}");
    }
}

#[test]
fn a_forbidden_call_leads_to_the_call_that_explains_it() {
    let body = r#"{"encoded_authorization_message":"secret words"}"#;
    for error in failed(Turn::Answer(403, &[], body)) {
        let failure = error.failure().unwrap();
        let call = failure
            .error
            .follow_decode_authorization_message()
            .unwrap()
            .unwrap();
        assert_eq!(call.as_body(), br#"{"encoded_message":"secret words"}"#);
        let request = call.to_request("https://sts.example.com").unwrap();
        assert_eq!(
            request.uri(),
            "https://sts.example.com/v5/decode-authorization-message"
        );
    }
    for (status, body) in [(404, body), (403, "{}")] {
        for error in failed(Turn::Answer(status, &[], body)) {
            let failure = error.failure().unwrap();
            assert!(
                failure
                    .error
                    .follow_decode_authorization_message()
                    .unwrap()
                    .is_none()
            );
        }
    }
}

#[test]
fn no_project_leads_to_another_path() {
    assert!(ProjectId::new(String::new()).is_err());
    let server = Server::start(&[DONE]);
    let client = BlockingClient::new(&server.url, credentials()).unwrap();
    let error = client.send(&resize_in("..")).unwrap_err();
    let told = "the call cannot be sent: the path would be sent as `/desktops/resize`";
    assert_eq!(error.to_string(), told);
    assert_eq!(server.count(), 0);
}

#[test]
fn what_the_service_has_no_time_for_is_sent_again_and_signed_again() {
    for (answer, count) in sent(&[BUSY, BUSY, DONE], &resize(), &quick()) {
        assert_eq!((answer.unwrap().job_id.as_deref(), count), (Some("j"), 3));
    }
    for (answer, count) in sent(&[BUSY], &resize(), &quick()) {
        assert_eq!((answer.unwrap_err().status(), count), (Some(429), 4));
    }
    for (answer, count) in sent(&[BUSY], &resize(), &Retry::never()) {
        assert_eq!((answer.unwrap_err().status(), count), (Some(429), 1));
    }
    let late = Turn::Answer(429, &[("Retry-After", "3600")], "{}");
    for (answer, count) in sent(&[late], &resize(), &quick()) {
        let error = answer.unwrap_err();
        let wanted = error.failure().unwrap().retry_after;
        assert_eq!((wanted, count), (Some(Duration::from_secs(3600)), 1));
    }
}

#[test]
fn what_may_have_arrived_is_not_sent_again_unasked() {
    for turn in [Turn::Close, Turn::Cut, Turn::Answer(503, &[], "")] {
        for (answer, count) in sent(&[turn.clone(), DONE], &resize(), &quick()) {
            assert!(answer.is_err());
            assert_eq!(count, 1);
        }
        let turns = [turn, DONE];
        for (answer, count) in sent(&turns, &resize(), &quick().repeating_unsafe()) {
            assert_eq!((answer.unwrap().job_id.as_deref(), count), (Some("j"), 2));
        }
    }
}

#[test]
fn a_question_is_asked_again() {
    let jobs = Turn::Answer(200, &[], r#"{"jobs":[]}"#);
    for turn in [Turn::Close, Turn::Cut, Turn::Answer(503, &[], "")] {
        for (answer, count) in sent(&[turn, jobs.clone()], &list(), &quick()) {
            assert_eq!((answer.unwrap().jobs, count), (Some(Vec::new()), 2));
        }
    }
    for (answer, count) in sent(&[Turn::Answer(500, &[], "{}")], &list(), &quick()) {
        assert_eq!((answer.unwrap_err().status(), count), (Some(500), 1));
    }
}

#[test]
fn a_server_that_is_not_there_yet_is_tried_again() {
    let address = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let client = BlockingClient::new(&format!("http://{address}"), credentials()).unwrap();
    let delay = Duration::from_millis(400);
    let retry = Retry::default().with_attempts(20).with_delays(delay, delay);
    let client = client.with_retry(retry);
    let late = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(150));
        Server::on(TcpListener::bind(address).unwrap(), &[DONE])
    });
    let answer: ResizeDesktopResponse = client.send(&resize()).unwrap();
    assert_eq!(answer.job_id.as_deref(), Some("j"));
    assert_eq!(late.join().unwrap().count(), 1);
}

#[test]
fn redirections_are_not_followed() {
    let elsewhere = Server::start(&[DONE]);
    let location: &'static str = Box::leak(elsewhere.url.clone().into_boxed_str());
    let headers: &'static [(&str, &str)] = Box::leak(Box::new([
        ("Location", location),
        ("Refresh", "0"),
        ("Content-Location", location),
    ]));
    for status in [300, 301, 302, 303, 305, 307, 308] {
        for error in failed(Turn::Answer(status, headers, "")) {
            assert_eq!(error.status(), Some(status));
        }
        for (answer, count) in sent(&[Turn::Answer(status, headers, "")], &list(), &quick()) {
            assert_eq!((answer.unwrap_err().status(), count), (Some(status), 1));
        }
    }
    assert_eq!(elsewhere.count(), 0);
}

#[test]
fn no_answer_makes_a_client_wait_for_ever() {
    for wanted in ["4294967296", "18446744073709551615", "31536000"] {
        let wanted: &'static [(&str, &str)] = Box::leak(Box::new([("Retry-After", wanted)]));
        let begin = Instant::now();
        let retry = Retry::default();
        for (answer, count) in sent(&[Turn::Answer(429, wanted, "{}")], &resize(), &retry) {
            assert_eq!((answer.unwrap_err().status(), count), (Some(429), 1));
        }
        assert!(begin.elapsed() < Duration::from_secs(10));
    }
}

#[test]
fn an_answer_is_not_unpacked_and_has_no_end_of_headers() {
    let server = Server::start(&[Turn::Answer(200, &[("Content-Encoding", "gzip")], "\x1f")]);
    let client = BlockingClient::new(&server.url, credentials()).unwrap();
    let error = client.send(&resize()).unwrap_err();
    assert_eq!(error.status(), Some(200), "{error}");
    assert_eq!(server.asked()[0].header("accept-encoding"), None);

    let many: &'static [(&str, &str)] = Box::leak(vec![("X-Many", "a"); 100_000].into());
    let long: &'static str = Box::leak("a".repeat(10_000_000).into_boxed_str());
    let one: &'static [(&str, &str)] = Box::leak(Box::new([("X-Long", long)]));
    for headers in [many, one] {
        for (answer, count) in sent(&[Turn::Answer(200, headers, "{}")], &resize(), &quick()) {
            let error = answer.unwrap_err();
            assert!(matches!(error, CallError::Transport(_)), "{error}");
            assert!(error.to_string().len() < 1000);
            // What may have arrived is not sent twice.
            assert_eq!(count, 1);
        }
    }
}

#[test]
fn neither_a_long_answer_nor_a_silent_server_is_endured() {
    let server = Server::start(&[DONE]);
    let client = BlockingClient::new(&server.url, credentials()).unwrap();
    let error = client.with_max_answer(10).send(&resize()).unwrap_err();
    assert!(matches!(error, CallError::TooLong { max: 10 }), "{error}");
    let client = Client::new(&server.url, credentials())
        .unwrap()
        .with_max_answer(10);
    let error = runtime().block_on(client.send(&resize())).unwrap_err();
    assert!(matches!(error, CallError::TooLong { max: 10 }), "{error}");

    let silent = Server::start(&[Turn::Silence]);
    let begin = Instant::now();
    let http = BlockingClient::builder().timeout(Duration::from_millis(200));
    let client = BlockingClient::with_http(http.build().unwrap(), &silent.url, credentials());
    let error = client.send(&resize()).unwrap_err();
    assert!(
        matches!(&error, CallError::Transport(error) if error.is_timeout()),
        "{error}"
    );
    assert!(begin.elapsed() < Duration::from_secs(10));
    assert_eq!(silent.count(), 1);
}
