//! Whether a request proves who sends it.

use huaweicloud_workspace::operations::DecodeAuthorizationMessage;
use huaweicloud_workspace::types::DecodeAuthorizationMessageRequest;
use huaweicloud_workspace::{AccessKey, BlockingClient, BoundedString, Credentials, security};
use serde_json::json;

use crate::server::{DESKTOP, JOBS, JSON, RESIZE, Server, resize, resize_call, token};

const KEYS: [&str; 4] = ["--access-key", "AKEY", "--secret-key", "SKEY-secret"];
const TOKEN: [&str; 2] = ["--token", "TOKEN-secret"];

fn key(id: &str, secret: &str) -> Credentials {
    let proof = AccessKey::new(id, secret);
    Credentials::new().with(security::REQUEST_SIGNATURE, proof)
}

/// The status with which a call of the generated client is answered.
fn status(server: &Server, credentials: Credentials) -> u16 {
    let client = BlockingClient::new(&server.url(), credentials).unwrap();
    match client.send(&resize_call(&[DESKTOP])) {
        Ok(_) => 200,
        Err(error) => error.status().unwrap(),
    }
}

#[test]
fn without_secrets_anybody_may_call() {
    let server = Server::start(&[]);
    assert_eq!(server.post(RESIZE, &resize()).status, 200);
    assert_eq!(status(&server, token("any")), 200);
    assert_eq!(status(&server, key("any", "any")), 200);
}

#[test]
fn a_token_is_right_or_wrong_or_missing() {
    let server = Server::start(&TOKEN);
    assert_eq!(status(&server, token("TOKEN-secret")), 200);
    let send = |headers: &[(&str, &str)]| server.send("GET", JOBS, headers, b"").json();
    let missing = send(&[])["error_detail"].clone();
    let no_key = "this server knows no access key, so that no signature will do";
    assert_eq!(missing, format!("the request has no `AuthToken`; {no_key}"));
    let wrong = send(&[("X-Auth-Token", "token-secret")]);
    assert_eq!(
        wrong["error_detail"],
        format!("`AuthToken` is wrong; {no_key}")
    );
    assert_eq!(wrong["error_code"], "MOCK.401");
    assert_eq!(status(&server, token("TOKEN-secret ")), 200);
    assert_eq!(status(&server, token("TOKEN")), 401);
    assert_eq!(status(&server, key("AKEY", "SKEY-secret")), 401);
}

#[test]
fn signatures_of_the_generated_client_are_checked() {
    let server = Server::start(&KEYS);
    assert_eq!(status(&server, key("AKEY", "SKEY-secret")), 200);
    assert_eq!(status(&server, key("AKEY", "another")), 401);
    assert_eq!(status(&server, key("another", "SKEY-secret")), 401);
    assert_eq!(status(&server, token("AKEY")), 401);
    assert_eq!(server.post(RESIZE, &resize()).status, 401);
    let proof = AccessKey::new("AKEY", "SKEY-secret")
        .with_project_id("p")
        .with_security_token("t");
    let proof = Credentials::new().with(security::REQUEST_SIGNATURE, proof);
    assert_eq!(status(&server, proof), 200);
    // An operation that takes signatures alone.
    let request = DecodeAuthorizationMessageRequest::new(BoundedString::new("message").unwrap());
    let call = DecodeAuthorizationMessage::call(&Default::default(), &request).unwrap();
    let send = |credentials| {
        let client = BlockingClient::new(&server.url(), credentials).unwrap();
        client.send(&call).map(|_| ())
    };
    assert!(send(key("AKEY", "SKEY-secret")).is_ok());
    assert_eq!(send(key("AKEY", "x")).unwrap_err().status(), Some(401));
}

/// A signed request, changed in some way, and why it is refused, if it is.
fn signed(server: &Server, target: &str, names: &[&str], change: Change) -> Option<String> {
    let body = resize().to_string();
    let request = http::Request::post(format!("http://localhost{target}"))
        .header("content-type", "application/json")
        .header("host", "localhost")
        .header("x-sdk-date", "20260210T120000Z")
        .header("x-other", "other");
    let request = request.body(body.clone().into_bytes()).unwrap();
    let key = AccessKey::new("AKEY", "SKEY-secret");
    let authorization = key.authorization(&request, names).unwrap();
    let authorization = change.authorization.map_or(authorization, str::to_owned);
    let other = change.other.unwrap_or("other");
    let headers = [
        JSON,
        ("X-Sdk-Date", "20260210T120000Z"),
        ("X-Other", other),
        ("Authorization", authorization.as_str()),
    ];
    let body = change.body.map_or(body, str::to_owned);
    let target = change.target.unwrap_or(target);
    let reply = server.send("POST", target, &headers, body.as_bytes());
    (reply.status != 200).then(|| reply.json()["error_detail"].as_str().unwrap().to_owned())
}

#[derive(Default)]
struct Change<'c> {
    authorization: Option<&'c str>,
    other: Option<&'c str>,
    body: Option<&'c str>,
    target: Option<&'c str>,
}

#[test]
fn a_signature_is_for_what_was_signed() {
    let server = Server::start(&KEYS);
    let refused = |names: &[&str], change: Change<'_>| signed(&server, RESIZE, names, change);
    let all = ["content-type", "host", "x-other", "x-sdk-date"];
    let fewer = ["x-sdk-date"];
    let wrong = "verify aksk signature fail";
    let is = |found: Option<String>, expected: &str| {
        let found = found.unwrap();
        assert!(found.contains(expected), "{found}");
    };
    assert_eq!(refused(&all, Change::default()), None);
    assert_eq!(refused(&fewer, Change::default()), None);
    let other = || Change {
        other: Some("changed"),
        ..Change::default()
    };
    assert_eq!(refused(&fewer, other()), None);
    is(refused(&all, other()), wrong);
    is(
        refused(&["content-type", "host"], Change::default()),
        "the header `X-Sdk-Date` is not among the signed ones",
    );
    let body = resize().to_string().replace("xlarge", "2xlarge");
    is(
        refused(
            &all,
            Change {
                body: Some(&body),
                ..Change::default()
            },
        ),
        wrong,
    );
    let another = RESIZE.replace('0', "1");
    is(
        refused(
            &all,
            Change {
                target: Some(&another),
                ..Change::default()
            },
        ),
        wrong,
    );
    let query = format!("{RESIZE}?a=1");
    is(
        refused(
            &all,
            Change {
                target: Some(&query),
                ..Change::default()
            },
        ),
        wrong,
    );
    let found = signed(&server, &query, &all, Change::default());
    assert_eq!(found, None);
    for (authorization, expected) in [
        ("SDK-HMAC-SHA256 ", "the signature is not like"),
        (
            "SDK-HMAC-SHA256 Access=AKEY, SignedHeaders=x-sdk-date",
            "the signature is not like",
        ),
        (
            "SDK-HMAC-SHA256 Access=A, SignedHeaders=x-sdk-date, Signature=0",
            "no access key is called `A`",
        ),
        (
            "SDK-HMAC-SHA256 Access=AKEY, SignedHeaders=x-sdk-date, Signature=",
            wrong,
        ),
        (
            "SDK-HMAC-SHA256 Access=AKEY, SignedHeaders=x-sdk-date;x-none, Signature=0",
            "x-none",
        ),
        ("Bearer AKEY", "the signature is not like"),
    ] {
        let change = Change {
            authorization: Some(authorization),
            ..Change::default()
        };
        is(refused(&all, change), expected);
    }
}

const SCHEMES: &str = r"
openapi: 3.0.3
info: {title: Schemes, version: '1'}
components:
  securitySchemes:
    query: {type: apiKey, in: query, name: api key}
    cookie: {type: apiKey, in: cookie, name: session}
    bearer: {type: http, scheme: bearer}
    basic: {type: http, scheme: basic}
paths:
  /query: {get: {security: [{query: []}], responses: {'204': {description: Done.}}}}
  /cookie: {get: {security: [{cookie: []}], responses: {'204': {description: Done.}}}}
  /bearer: {get: {security: [{bearer: []}], responses: {'204': {description: Done.}}}}
  /basic: {get: {security: [{basic: []}], responses: {'204': {description: Done.}}}}
  /both: {get: {security: [{query: [], cookie: []}, {basic: []}], responses: {'204': {description: Done.}}}}
  /none: {get: {responses: {'204': {description: Done.}}}}
  /maybe: {get: {security: [{basic: []}, {}], responses: {'204': {description: Done.}}}}
";

#[test]
fn keys_may_be_anywhere() {
    let server = Server::of(SCHEMES, &["--token", "c2VjcmV0"]);
    let bearer = ("Authorization", "Bearer c2VjcmV0");
    let basic = ("authorization", "basic c2VjcmV0");
    let cookie = ("Cookie", "a=b; session=c2%56jcmV0");
    for (target, headers, expected) in [
        ("/query?api+key=c2VjcmV0", &[][..], 204),
        ("/query?a=b&api%20key=c2Vjcm%560", &[], 204),
        ("/query?api+key=x", &[], 401),
        ("/query", &[bearer, basic, cookie], 401),
        ("/cookie", &[cookie], 204),
        ("/cookie", &[("Cookie", "session=x")], 401),
        ("/cookie?session=c2VjcmV0", &[], 401),
        ("/bearer", &[bearer], 204),
        ("/bearer", &[basic], 401),
        ("/bearer", &[("Authorization", "c2VjcmV0")], 401),
        ("/basic", &[basic], 204),
        ("/basic", &[bearer], 401),
        ("/both", &[cookie], 401),
        ("/both?api+key=c2VjcmV0", &[], 401),
        ("/both?api+key=c2VjcmV0", &[cookie], 204),
        ("/both", &[basic], 204),
        ("/none", &[], 204),
        ("/maybe", &[], 204),
    ] {
        let reply = server.send("GET", target, headers, b"");
        assert_eq!(
            reply.status,
            expected,
            "{target} {headers:?}: {}",
            reply.text()
        );
    }
    let reply = server.get("/both");
    let detail = &reply.json()["detail"];
    assert_eq!(
        *detail,
        json!(
            "the request has no `basic`; the request has no `cookie`; the request has no `query`"
        )
    );
}

#[test]
fn secrets_are_shown_nowhere() {
    let server = Server::of(SCHEMES, &TOKEN);
    for key in ["TOKEN-secret", "WRONG-secret"] {
        for name in ["api+key", "api%20key", "%61pi+key"] {
            server.get(&format!("/query?a=1&{name}={key}&b=2"));
        }
        server.get(&format!("/none?api%20key={key}"));
        server.send(
            "GET",
            "/cookie",
            &[("Cookie", &format!("session={key}"))],
            b"",
        );
        server.send(
            "GET",
            "/basic",
            &[("Authorization", &format!("Basic {key}"))],
            b"",
        );
    }
    let log = serde_json::to_string(&server.log()).unwrap();
    assert!(log.contains("/query?a=1&api%20key=..&b=2"), "{log}");
    assert!(!log.contains("secret"), "{log}");
    assert!(!server.end().contains("secret"));

    let server = Server::start(&[&KEYS[..], &TOKEN].concat());
    assert_eq!(status(&server, key("AKEY", "SKEY-secret")), 200);
    assert_eq!(status(&server, key("AKEY", "wrong-secret")), 401);
    assert_eq!(status(&server, token("TOKEN-secret")), 200);
    let header = [JSON, ("X-Security-Token", "some-secret")];
    server.send("POST", "/v5/decode-authorization-message", &header, b"{}");
    let log = serde_json::to_string(&server.log()).unwrap();
    assert!(!log.contains("secret"), "{log}");
    assert!(!server.end().contains("secret"));
}
