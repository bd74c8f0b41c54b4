//! What a signature covers, and what it does not.

use huaweicloud_workspace::AccessKey;
use sha2::{Digest, Sha256};

use crate::server::{RESIZE, Server, resize};

const KEYS: [&str; 4] = ["--access-key", "AKEY", "--secret-key", "SKEY-secret"];
const DATE: (&str, &str) = ("X-Sdk-Date", "20260210T120000Z");
const WRONG: &str = "verify aksk signature fail";

/// A request as it is signed, or as it is sent.
#[derive(Clone)]
struct Sent {
    method: &'static str,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Sent {
    fn new(target: &str, headers: &[(&str, &str)], body: &[u8]) -> Self {
        let headers = [DATE, ("Host", "localhost")].iter().chain(headers);
        let headers = headers.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Self {
            method: "POST",
            target: target.to_owned(),
            headers: headers.collect(),
            body: body.to_vec(),
        }
    }

    fn resize(headers: &[(&str, &str)]) -> Self {
        let headers = [&[("Content-Type", "application/json")], headers].concat();
        Self::new(RESIZE, &headers, resize().to_string().as_bytes())
    }

    fn get(target: &str) -> Self {
        let method = "GET";
        Self {
            method,
            ..Self::new(target, &[], b"")
        }
    }

    /// The request with another header of that name, or one more.
    fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self.and(name, value)
    }

    fn and(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    fn at(mut self, target: &str) -> Self {
        self.target = target.to_owned();
        self
    }

    fn with_body(mut self, body: &[u8]) -> Self {
        self.body = body.to_vec();
        self
    }

    /// The value of `Authorization` that the client makes for it.
    fn authorization(&self, names: &[&str]) -> String {
        let mut request = http::Request::builder()
            .method(self.method)
            .uri(&self.target);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let key = AccessKey::new("AKEY", "SKEY-secret");
        key.authorization(&request.body(&self.body).unwrap(), names)
            .unwrap()
    }

    /// The status of the answer, and why the request is refused.
    fn send(&self, server: &Server, authorization: &str) -> (u16, String) {
        let mut headers: Vec<(&str, &str)> = self
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        headers.push(("Authorization", authorization));
        let reply = server.send(self.method, &self.target, &headers, &self.body);
        let text = String::from_utf8_lossy(&reply.body).into_owned();
        (reply.status, text)
    }
}

fn hash(body: &[u8]) -> String {
    let hash = Sha256::digest(body);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is signed is accepted, and what is sent instead of it is refused for that reason.
fn refused(server: &Server, signed: &Sent, names: &[&str], sent: &Sent, why: &str) {
    let authorization = signed.authorization(names);
    let (status, said) = signed.send(server, &authorization);
    assert!(status < 300, "{status}: {said}");
    is_refused(&sent.send(server, &authorization), why);
}

fn is_refused((status, said): &(u16, String), why: &str) {
    assert_eq!(*status, 401, "{said}");
    assert!(said.contains(why), "{said}");
}

const NAMES: [&str; 3] = ["content-type", "host", "x-sdk-date"];
const HASHED: [&str; 4] = ["content-type", "host", "x-sdk-content-sha256", "x-sdk-date"];

#[test]
fn a_hash_that_is_not_signed_stands_for_no_body() {
    let server = Server::start(&KEYS);
    let signed = Sent::resize(&[]);
    let old = hash(&signed.body);
    let other = resize().to_string().replace("xlarge", "2xlarge");
    let changed = signed.clone().with_body(other.as_bytes());
    for value in [old.as_str(), "UNSIGNED-PAYLOAD", &hash(other.as_bytes())] {
        let changed = changed.clone().with("X-Sdk-Content-Sha256", value);
        refused(&server, &signed, &NAMES, &changed, WRONG);
    }
    // It is of no account either where the body is the signed one.
    let same = signed.clone().with("X-Sdk-Content-Sha256", "anything");
    let authorization = signed.authorization(&NAMES);
    assert_eq!(same.send(&server, &authorization).0, 200);
    // Names in upper case make no header a signed one.
    let names = ["content-type", "host", "X-SDK-CONTENT-SHA256", "x-sdk-date"];
    let authorization = signed
        .clone()
        .with("X-Sdk-Content-Sha256", &old)
        .authorization(&names);
    let changed = changed.with("X-Sdk-Content-Sha256", &old);
    is_refused(&changed.send(&server, &authorization), "");
}

#[test]
fn a_hash_that_is_signed_is_that_of_the_body() {
    let server = Server::start(&KEYS);
    let body = resize().to_string();
    let signed = Sent::resize(&[("X-Sdk-Content-Sha256", &hash(body.as_bytes()))]);
    let other = body.replace("xlarge", "2xlarge");
    let changed = signed.clone().with_body(other.as_bytes());
    let why = "`X-Sdk-Content-Sha256` is not the hash of the body";
    refused(&server, &signed, &HASHED, &changed, why);
    let emptied = signed.clone().with_body(b"");
    refused(&server, &signed, &HASHED, &emptied, WRONG);
    let zeros = signed.with("X-Sdk-Content-Sha256", &"0".repeat(64));
    is_refused(&zeros.send(&server, &zeros.authorization(&HASHED)), why);
    // The vendor's clients sign no body that is not JSON, and say so.
    let unsigned = Sent::resize(&[("X-Sdk-Content-Sha256", "UNSIGNED-PAYLOAD")]);
    let changed = unsigned.clone().with_body(other.as_bytes());
    let authorization = unsigned.authorization(&HASHED);
    let why = "a body in JSON must be signed";
    is_refused(&changed.send(&server, &authorization), why);
    is_refused(&unsigned.send(&server, &authorization), why);
}

#[test]
fn signed_headers_cannot_be_changed_or_doubled() {
    let server = Server::start(&KEYS);
    let signed = Sent::resize(&[("X-Other", "a"), ("X-Project-Id", "p")]);
    let names = [
        "content-type",
        "host",
        "x-other",
        "x-project-id",
        "x-sdk-date",
    ];
    for changed in [
        signed.clone().with("X-Other", "b"),
        signed.clone().with("X-Other", "a  b"),
        signed.clone().with("X-Project-Id", "q"),
        signed.clone().with("Host", "elsewhere"),
        signed.clone().with("X-Sdk-Date", "20260210T120001Z"),
    ] {
        refused(&server, &signed, &names, &changed, WRONG);
    }
    // What stands around a value is no part of it.
    let padded = signed.clone().with("X-Other", "  a  ");
    let authorization = signed.authorization(&names);
    assert_eq!(padded.send(&server, &authorization).0, 200);
    // Two headers are signed as one is that has both values; the first alone would be looked at.
    let two = signed.clone().with("X-Other", "a,b");
    let split = signed.clone().and("X-Other", "b");
    let why = "the signed header `x-other` comes more than once";
    refused(&server, &two, &names, &split, why);
    let twice = signed.clone().and("X-Sdk-Date", "20300210T120000Z");
    let why = "the signed header `x-sdk-date` comes more than once";
    refused(&server, &signed, &names, &twice, why);
    // Headers that are not signed may be anything, and mean nothing here.
    let more = signed.clone().and("X-Unsigned", "1");
    assert_eq!(more.send(&server, &authorization).0, 200);
}

#[test]
fn a_signature_has_its_parts_once_and_its_algorithm_as_it_is() {
    let server = Server::start(&KEYS);
    let signed = Sent::resize(&[]);
    let good = signed.authorization(&NAMES);
    assert_eq!(signed.send(&server, &good).0, 200);
    let (_, signature) = good.rsplit_once('=').unwrap();
    let malformed = "the signature is not like";
    let begin = "SDK-HMAC-SHA256 Access=AKEY, SignedHeaders=";
    for (authorization, why) in [
        (
            good.replace("SDK-HMAC-SHA256", "sdk-hmac-sha256"),
            malformed,
        ),
        (good.replace("SDK-HMAC-SHA256", "SDK-HMAC-SM3"), malformed),
        (
            good.replace("SDK-HMAC-SHA256", "V11-HMAC-SHA256"),
            malformed,
        ),
        (format!("{good}, Signature=0"), malformed),
        (
            good.replace("Access=AKEY", "Access=AKEY, Access=B"),
            malformed,
        ),
        (format!("{good}, Other=1"), malformed),
        (good.to_uppercase(), malformed),
        (good.replace(signature, &signature.to_uppercase()), WRONG),
        (good.replace(signature, &signature[1..]), WRONG),
        (format!("{good}0"), WRONG),
        (format!("{begin}, Signature={signature}"), "`X-Sdk-Date`"),
        (format!("{begin};, Signature={signature}"), "`X-Sdk-Date`"),
        (good.replace("host;", "host;host;"), WRONG),
        (good.replace("content-type;", ""), WRONG),
        (
            good.replace("content-type;host", "host;content-type"),
            WRONG,
        ),
        (good.replace("host;", "ho st;"), "ho st"),
    ] {
        is_refused(&signed.send(&server, &authorization), why);
    }
    let two = signed.clone().and("Authorization", &good);
    is_refused(&two.send(&server, "Bearer x"), "comes more than once");
}

const QUERY: &str = r"
openapi: 3.0.3
info: {title: Signed, version: '1'}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: Authorization, x-specwright-signature: SDK-HMAC-SHA256}
security: [{key: []}]
paths:
  /a/{b}:
    get:
      parameters:
      - {name: b, in: path, required: true, schema: {type: string}}
      - {name: c, in: query, schema: {type: string}}
      - {name: d, in: query, schema: {type: string}}
      responses: {'204': {description: Done.}}
";

#[test]
fn a_target_means_what_was_signed() {
    let server = Server::of(QUERY, &KEYS);
    let names = ["host", "x-sdk-date"];
    let signed = Sent::get("/a/b?c=1%2B2&d=x");
    for target in [
        "/a/b?c=1%2B3&d=x",
        "/a/b?c=1%202&d=x",
        "/a/b?d=x",
        "/a/b?c=1%2B2&d=x&d=y",
        "/a/b?c=1%2B2&d=x&e",
        "/a/b",
        "/a/c?c=1%2B2&d=x",
        "/a/B?c=1%2B2&d=x",
        "/a/b%00?c=1%2B2&d=x",
    ] {
        refused(&server, &signed, &names, &signed.clone().at(target), "");
    }
    // A `+` is a space for a form, and is signed as a plus.
    let plus = signed.clone().at("/a/b?c=1+2&d=x");
    let why = "the query has `+`";
    refused(&server, &signed, &names, &plus, why);
    // What the algorithm itself takes for the same: the order of names, and how characters are written.
    let authorization = signed.authorization(&names);
    for target in [
        "/a/b?d=x&c=1%2B2",
        "/%61/b?c=%31%2b2&d=x",
        "/a/b?c=1%2B2&&d=x",
    ] {
        let (status, said) = signed.clone().at(target).send(&server, &authorization);
        assert!(matches!(status, 204 | 404), "{target}: {status}: {said}");
    }
}

#[test]
fn a_scheme_that_is_unknown_lets_nobody_in() {
    // Were it dropped from its set, that would be an empty one.
    let document = QUERY.replace("security: [{key: []}]", "security: [{nothing: []}]");
    let arguments = ["--spec", "api.yaml", "--listen", "127.0.0.1:0"];
    let said = crate::server::refused(&[("api.yaml", &document)], &arguments);
    assert!(said.contains("nothing"), "{said}");
}
