//! The mock answers any request whatever is in its target, headers and body, and refuses none that is signed for want of a
//! signature; any scenario is read or refused. The input is a target, lines with headers, an empty line, and a body; or a
//! zero byte and a scenario.
#![no_main]

use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};

use http::{HeaderName, HeaderValue, Request};
use huaweicloud_workspace::AccessKey;
use libfuzzer_sys::fuzz_target;
use specwright_mock::{Api, Mock, Options, Scenario, Secrets};

const DOCUMENT: &str = r"
openapi: 3.0.3
info: {title: Fuzzed, version: '1'}
servers: [{url: 'https://{host}.example.com/base/{v}', variables: {host: {default: a}, v: {default: v1}}}]
components:
  securitySchemes:
    signed: {type: apiKey, in: header, name: Authorization, x-specwright-signature: SDK-HMAC-SHA256}
    query: {type: apiKey, in: query, name: api key}
    cookie: {type: apiKey, in: cookie, name: session}
    basic: {type: http, scheme: basic}
security: [{signed: []}, {query: []}, {cookie: []}, {basic: []}]
paths:
  /a/{b}/{c}.{d}:
    post:
      operationId: a
      parameters:
      - {name: b, in: path, required: true, style: matrix, explode: true, schema: {type: array, items: {type: integer}}}
      - {name: c, in: path, required: true, style: label, schema: {type: object, additionalProperties: {type: string}}}
      - {name: d, in: path, required: true, schema: {type: string, maxLength: 5}}
      - {name: e, in: query, style: deepObject, schema: {type: object, properties: {f: {type: number}}}}
      - {name: g, in: query, style: pipeDelimited, explode: false, schema: {type: array, items: {type: string}}}
      - {name: h, in: query, content: {application/json: {schema: {type: object}}}}
      - {name: X-I, in: header, schema: {type: array, items: {type: boolean}}}
      - {name: j, in: cookie, schema: {type: object, additionalProperties: {type: string}}}
      requestBody:
        content:
          application/json: {schema: {type: object, required: [k], properties: {k: {type: string}}}}
          application/x-www-form-urlencoded: {schema: {type: object}}
      responses: {'200': {description: Done., content: {application/json: {schema: {type: object}}}}}
  /{b}: {get: {operationId: b, parameters: [{name: b, in: path, required: true, schema: {type: string}}], responses: {'204': {description: Done.}}}}
";

static MOCK: LazyLock<Mock> = LazyLock::new(|| {
    let secrets = Secrets {
        access_key: Some(("AK".to_owned(), "SK".to_owned())),
        token: Some("token".to_owned()),
    };
    let options = Options {
        secrets,
        ..Options::default()
    };
    Mock::new(api(), Scenario::default(), options).expect("there is randomness")
});

fn api() -> Api {
    Api::of_document("api.yaml", DOCUMENT, Path::new("")).expect("the document is valid")
}

fuzz_target!(|bytes: &[u8]| {
    if let Some((0, scenario)) = bytes.split_first() {
        static API: LazyLock<Api> = LazyLock::new(api);
        let Ok(text) = std::str::from_utf8(scenario) else {
            return;
        };
        if let Err(error) = Scenario::parse(text, &API) {
            assert!(!error.to_string().is_empty());
        }
        return;
    }
    let Some(request) = request(bytes) else {
        return;
    };
    let mut signed = request.clone();
    assert_ne!(answer(request), 500);
    let is_signed = signed.headers().len() == signed.headers().keys_len();
    // A hash that is given beforehand is signed as it is, and is not that of the body.
    signed.headers_mut().remove("x-sdk-content-sha256");
    let has_plus = signed
        .uri()
        .query()
        .is_some_and(|query| query.contains('+'));
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_770_724_800);
    if AccessKey::new("AK", "SK").sign(&mut signed, now).is_ok() && is_signed && !has_plus {
        assert_ne!(answer(signed), 401);
    }
});

/// The status of the answer.
fn answer(request: Request<Vec<u8>>) -> u16 {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build();
    let runtime = runtime.expect("there is a runtime");
    let answer = runtime.block_on(MOCK.respond(request, false));
    answer.map_or(0, |answer| answer.status().as_u16())
}

fn request(bytes: &[u8]) -> Option<Request<Vec<u8>>> {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let target = std::str::from_utf8(lines.next()?).ok()?;
    let method = if target.len() % 2 == 0 { "GET" } else { "POST" };
    let uri = format!("http://localhost/{}", target.trim_start_matches('/'));
    let mut request = Request::builder()
        .method(method)
        .uri(uri)
        .body(Vec::new())
        .ok()?;
    for line in lines.by_ref().take_while(|line| !line.is_empty()) {
        let colon = line.iter().position(|byte| *byte == b':')?;
        let name = HeaderName::from_bytes(&line[..colon]).ok()?;
        let value = HeaderValue::from_bytes(&line[colon + 1..]).ok()?;
        request.headers_mut().append(name, value);
    }
    *request.body_mut() = lines.collect::<Vec<_>>().join(&b'\n');
    Some(request)
}
