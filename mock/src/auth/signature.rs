//! Checks the signatures of requests: the algorithm `SDK-HMAC-SHA256`.

use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName};
use http::{HeaderMap, Request};
use huaweicloud_workspace::AccessKey;
use sha2::{Digest as _, Sha256};

use super::is_same;

const ALGORITHM: &str = "SDK-HMAC-SHA256 ";
const DATE: &str = "x-sdk-date";
const CONTENT_HASH: &str = "x-sdk-content-sha256";

/// The value that the vendor's clients sign instead of a hash, if the body is not JSON.
const UNSIGNED: &str = "UNSIGNED-PAYLOAD";

const MALFORMED: &str =
    "the signature is not like `SDK-HMAC-SHA256 Access=.., SignedHeaders=.., Signature=..`";

/// The parts of a value of `Authorization`.
#[derive(Debug, PartialEq, Eq)]
struct Signature<'a> {
    access: &'a str,
    signed_headers: Vec<&'a str>,
    signature: &'a str,
}

/// Signs the request once more with the key of that ID and that secret, and compares.
///
/// A signature covers the method, the path, the query, the signed headers and the body. What its algorithm takes for the same is
/// accepted: `/` and `%2F` in a path, an order of the query's pairs, and headers that are not among the signed ones, which mean
/// nothing to this server unless the document has them as parameters.
///
/// # Errors
/// Why the request is not from one who knows the secret.
pub(super) fn check(id: &str, secret: &str, request: &Request<Vec<u8>>) -> Result<(), String> {
    let sent = only(request.headers(), AUTHORIZATION.as_str())?;
    let sent = sent.ok_or("the request is not signed")?;
    let parts = parse(sent).ok_or(MALFORMED)?;
    if !is_same(parts.access, id) {
        let access = parts.access.escape_debug();
        return Err(format!("no access key is called `{access}`"));
    }
    let names = &parts.signed_headers;
    if !names.contains(&DATE) {
        return Err("the header `X-Sdk-Date` is not among the signed ones".to_owned());
    }
    for name in names {
        only(request.headers(), name)?;
    }
    if request
        .uri()
        .query()
        .is_some_and(|query| query.contains('+'))
    {
        let why = "the query has `+`, which is signed like `%2B`: write `%20` or `%2B`";
        return Err(why.to_owned());
    }
    check_body(names, request)?;
    let expected = AccessKey::new(id, secret).authorization(request, names);
    let expected = expected.map_err(|error| error.to_string())?;
    match parse(&expected) {
        Some(expected) if is_same(parts.signature, expected.signature) => Ok(()),
        _ => Err("verify aksk signature fail".to_owned()),
    }
}

/// Checks that a signed hash is that of the body that was received. An unsigned one stands for nothing.
fn check_body(names: &[&str], request: &Request<Vec<u8>>) -> Result<(), String> {
    let headers = request.headers();
    if !names.contains(&CONTENT_HASH) || request.body().is_empty() {
        return Ok(());
    }
    let content_type = headers.get(CONTENT_TYPE).map(|value| value.as_bytes());
    let is_json = content_type.is_none_or(|it| it.starts_with(b"application/json"));
    match only(headers, CONTENT_HASH)?.unwrap_or_default() {
        UNSIGNED if is_json => Err(format!("a body in JSON must be signed, found `{UNSIGNED}`")),
        UNSIGNED => Ok(()),
        hash if is_same(hash, &hash_of(request.body())) => Ok(()),
        _ => Err("`X-Sdk-Content-Sha256` is not the hash of the body".to_owned()),
    }
}

fn hash_of(body: &[u8]) -> String {
    let hash = Sha256::digest(body);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Parses a value of `Authorization`. Its parts may be in any order, but each is there once.
fn parse(value: &str) -> Option<Signature<'_>> {
    let (mut access, mut signed_headers, mut signature) = (None, None, None);
    for part in value.strip_prefix(ALGORITHM)?.split(',') {
        let (name, value) = part.trim().split_once('=')?;
        let place = match name {
            "Access" => &mut access,
            "SignedHeaders" => &mut signed_headers,
            "Signature" => &mut signature,
            _ => return None,
        };
        if place.replace(value).is_some() {
            return None;
        }
    }
    Some(Signature {
        access: access?,
        signed_headers: signed_headers?.split(';').collect(),
        signature: signature?,
    })
}

/// The value of a header, if it is there.
///
/// # Errors
/// If the header is there more than once: a signature covers all values together, but only the first one is looked at.
fn only<'h>(headers: &'h HeaderMap, name: &str) -> Result<Option<&'h str>, String> {
    let unreadable = || format!("the signed header `{}` is no text", name.escape_debug());
    // A name that no header can have is a header that is not there.
    let Ok(known) = HeaderName::from_bytes(name.as_bytes()) else {
        return Ok(None);
    };
    let mut values = headers.get_all(known).iter();
    let first = values.next();
    if values.next().is_some() {
        return Err(format!("the signed header `{name}` comes more than once"));
    }
    let first = first.map(|value| std::str::from_utf8(value.as_bytes()).map_err(|_| unreadable()));
    Ok(first.transpose()?.map(str::trim))
}
