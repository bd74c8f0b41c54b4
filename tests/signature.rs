//! Signatures against those of the vendor's own signer; `signature/make_vectors.py` says how these are made.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderName, HeaderValue, Request};
use huaweicloud_workspace::{AccessKey, Authenticate, Credentials, Secret, security};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value};

/// 2026-02-10T12:00:00Z, the time of all vectors.
const NOW: Duration = Duration::from_secs(1_770_724_800);

#[derive(Deserialize)]
struct Vector {
    name: String,
    access_key: String,
    secret_key: String,
    method: String,
    url: String,
    headers: Map<String, Value>,
    body: String,
    authorization: String,
}

fn vectors() -> Vec<Vector> {
    serde_json::from_str(include_str!("signature/vectors.json")).unwrap()
}

fn request(vector: &Vector) -> Request<Vec<u8>> {
    let mut request = Request::builder()
        .method(vector.method.as_str())
        .uri(&vector.url);
    for (name, value) in &vector.headers {
        let value = HeaderValue::from_bytes(value.as_str().unwrap().as_bytes()).unwrap();
        request = request.header(name, value);
    }
    request.body(vector.body.clone().into_bytes()).unwrap()
}

fn text(headers: &HeaderMap, name: &str) -> String {
    headers[name].to_str().unwrap().to_owned()
}

#[test]
fn requests_are_signed_as_the_vendor_signs_them() {
    for vector in vectors() {
        let mut request = request(&vector);
        request.headers_mut().remove("x-sdk-date");
        let key = AccessKey::new(&vector.access_key, &vector.secret_key);
        key.sign(&mut request, SystemTime::UNIX_EPOCH + NOW)
            .unwrap();
        let value = &request.headers()["authorization"];
        let signed = std::str::from_utf8(value.as_bytes()).unwrap();
        assert_eq!(signed, vector.authorization, "{}", vector.name);
        assert!(value.is_sensitive(), "{}", vector.name);
    }
}

/// What a server does: it signs the request that it has got, and compares.
#[test]
fn a_received_request_is_signed_alike() {
    for vector in vectors() {
        let mut request = request(&vector);
        let key = AccessKey::new(&vector.access_key, &vector.secret_key);
        key.sign(&mut request, SystemTime::UNIX_EPOCH + NOW)
            .unwrap();
        let path = request.uri().path_and_query().unwrap().to_string();
        *request.uri_mut() = path.parse().unwrap();
        let (_, names) = vector.authorization.split_once("SignedHeaders=").unwrap();
        let (names, _) = names.split_once(',').unwrap();
        let names: Vec<&str> = names.split(';').collect();
        let signed = key.authorization(&request, &names).unwrap();
        assert_eq!(signed, vector.authorization, "{}", vector.name);
    }
}

#[test]
fn the_headers_of_a_temporary_key_are_sent_and_signed() {
    let key = AccessKey::new("AK", "SK")
        .with_project_id("project")
        .with_security_token("token");
    let mut request = Request::builder().uri("http://localhost:80/a");
    request
        .headers_mut()
        .unwrap()
        .insert("host", HeaderValue::from_static("elsewhere"));
    let mut request = request.body(Vec::new()).unwrap();
    key.sign(&mut request, SystemTime::UNIX_EPOCH + NOW)
        .unwrap();
    let headers = request.headers();
    assert_eq!(text(headers, "x-project-id"), "project");
    assert_eq!(text(headers, "x-security-token"), "token");
    assert_eq!(text(headers, "x-sdk-date"), "20260210T120000Z");
    // The port is the scheme's own, so that clients leave it out.
    assert_eq!(text(headers, "host"), "localhost");
    let authorization = text(headers, "authorization");
    let names = "SignedHeaders=host;x-project-id;x-sdk-date;x-security-token,";
    assert!(authorization.contains(names), "{authorization}");
    assert!(headers["x-security-token"].is_sensitive());
}

#[test]
fn secrets_are_not_shown() {
    let key = AccessKey::new("AK", "hidden-1").with_security_token("hidden-2");
    let credentials = Credentials::new()
        .with(security::REQUEST_SIGNATURE, key.clone())
        .with(security::AUTH_TOKEN, Secret::new("hidden-3"));
    let mut request = Request::builder()
        .uri("https://example.com/")
        .body(Vec::new())
        .unwrap();
    let sets: &[&[_]] = &[&[security::AUTH_TOKEN]];
    let now = SystemTime::UNIX_EPOCH + NOW;
    credentials.authenticate(sets, &mut request, now).unwrap();
    assert_eq!(text(request.headers(), "x-auth-token"), "hidden-3");
    let shown = format!(
        "{key:?} {credentials:?} {:?} {request:?}",
        Secret::new("hidden-4")
    );
    assert!(!shown.contains("hidden"), "{shown}");
    assert!(
        shown.contains(r#"{"RequestSignature", "AuthToken"}"#),
        "{shown}"
    );
}

#[test]
fn a_request_that_cannot_be_signed_is_refused_with_the_reason() {
    let key = AccessKey::new("AK", "SK");
    let signed = |request: &mut Request<Vec<u8>>| {
        key.authenticate(&security::REQUEST_SIGNATURE, request, SystemTime::now())
    };
    let mut nowhere = Request::builder().uri("/v2").body(Vec::new()).unwrap();
    let error = signed(&mut nowhere).unwrap_err();
    assert_eq!(error.to_string(), "the address must have a host");
    let mut request = Request::builder()
        .uri("https://example.com")
        .body(Vec::new())
        .unwrap();
    let name = HeaderName::from_static("x-name");
    let value = HeaderValue::from_bytes(b"\xff").unwrap();
    request.headers_mut().insert(name, value);
    let error = signed(&mut request).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the signed headers must be UTF-8: `x-name`"
    );
    let error = key.authorization(&Request::new(""), &[]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the signed headers must be there: `x-sdk-date`"
    );
}

proptest! {
    /// Neither what is decoded nor what is sorted panics or depends on the order of the pairs.
    #[test]
    fn any_target_can_be_signed(
        path in "/[!-~&&[^?#\"<>`{}]]{0,20}",
        mut pairs in prop::collection::vec("[!-~&&[^?#&\"<>`{}]]{1,6}", 0..5),
    ) {
        let key = AccessKey::new("AK", "SK");
        let signature = |pairs: &[String]| {
            let target = format!("{path}?{}", pairs.join("&"));
            let request = Request::builder().uri(target).header("X-Sdk-Date", "20260210T120000Z");
            let request = request.body("").unwrap();
            key.authorization(&request, &["x-sdk-date"]).unwrap()
        };
        let signed = signature(&pairs);
        pairs.reverse();
        prop_assert_eq!(signed, signature(&pairs));
    }
}
