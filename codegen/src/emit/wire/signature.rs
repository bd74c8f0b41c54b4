//! Signing requests with an access key: the algorithm `SDK-HMAC-SHA256`.

use std::fmt;
use std::time::SystemTime;

use hmac::{Hmac, KeyInit, Mac};
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Uri};
use sha2::{Digest, Sha256};

use super::credentials::secret_header;
use super::percent::{is_unreserved, push_byte};
use super::{Authenticate, Invalid, SecurityScheme};

const ALGORITHM: &str = "SDK-HMAC-SHA256";
const DATE: HeaderName = HeaderName::from_static("x-sdk-date");
const PROJECT: HeaderName = HeaderName::from_static("x-project-id");
const SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-security-token");
const CONTENT_HASH: HeaderName = HeaderName::from_static("x-sdk-content-sha256");

/// An access key, with which requests are signed. What prints it for programmers does not show its secrets.
#[derive(Clone)]
pub struct AccessKey {
    id: String,
    secret: String,
    project_id: Option<String>,
    security_token: Option<String>,
}

impl AccessKey {
    /// The key of that ID (AK) and that secret (SK).
    #[must_use]
    pub fn new(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            secret: secret.into(),
            project_id: None,
            security_token: None,
        }
    }

    /// Sends the project along, as the header `X-Project-Id`.
    #[must_use]
    pub fn with_project_id(mut self, project_id: impl Into<String>) -> Self {
        self.project_id = Some(project_id.into());
        self
    }

    /// For a temporary key: the token that belongs to it, which is sent as the header `X-Security-Token`.
    #[must_use]
    pub fn with_security_token(mut self, token: impl Into<String>) -> Self {
        self.security_token = Some(token.into());
        self
    }

    /// Signs a request: all headers that it has, except those whose names contain `_`, and those that are added here.
    ///
    /// These are `Host`, `X-Sdk-Date`, the ones of the key, and `Authorization`. As with the vendor's SDKs, a body that is
    /// not JSON is not signed; then `X-Sdk-Content-Sha256` says so. No header may change afterwards, but others may be added.
    ///
    /// # Errors
    ///
    /// If the address has no host, or a value cannot be a header.
    pub fn sign(&self, request: &mut Request<Vec<u8>>, now: SystemTime) -> Result<(), Invalid> {
        let host = host(request.uri())?;
        let is_signed = request.headers().get(CONTENT_TYPE).is_none_or(is_hashed);
        let headers = request.headers_mut();
        headers.remove(AUTHORIZATION);
        headers.insert(HOST, host);
        headers.insert(DATE, date(now)?);
        if !is_signed {
            headers.insert(CONTENT_HASH, HeaderValue::from_static("UNSIGNED-PAYLOAD"));
        }
        if let Some(project) = &self.project_id {
            headers.insert(PROJECT, value("X-Project-Id", project)?);
        }
        if let Some(token) = &self.security_token {
            headers.insert(SECURITY_TOKEN, secret_header("X-Security-Token", token)?);
        }
        let names = headers.keys().map(HeaderName::as_str);
        let mut names: Vec<String> = names
            .filter(|name| !name.contains('_'))
            .map(str::to_owned)
            .collect();
        names.sort_unstable();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let authorization = self.authorization(request, &names)?;
        let authorization = secret_header("Authorization", &authorization)?;
        request.headers_mut().insert(AUTHORIZATION, authorization);
        Ok(())
    }

    /// The value of `Authorization` for a request as it is, if the headers of these lower-case names are signed in this order.
    ///
    /// Where `x-sdk-content-sha256` is one of them, its value stands for the body, as with the vendor's SDKs: a server that
    /// checks a signature compares it with the hash of the body that it has received.
    ///
    /// # Errors
    ///
    /// If the request has no `X-Sdk-Date`, lacks one of the headers, or one of them is not a text in UTF-8.
    pub fn authorization<B: AsRef<[u8]>>(
        &self,
        request: &Request<B>,
        signed_headers: &[&str],
    ) -> Result<String, Invalid> {
        let names = signed_headers.join(";");
        let date = header(request.headers(), DATE.as_str())?;
        let canonical = canonical_request(request, signed_headers, &names)?;
        let hash = hex(&Sha256::digest(canonical));
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes())
            .map_err(|_| Invalid::new("the access key", "cannot sign".to_owned()))?;
        mac.update(format!("{ALGORITHM}\n{date}\n{hash}").as_bytes());
        let (id, signature) = (&self.id, hex(&mac.finalize().into_bytes()));
        Ok(format!(
            "{ALGORITHM} Access={id}, SignedHeaders={names}, Signature={signature}"
        ))
    }
}

impl Authenticate for AccessKey {
    fn authenticate(
        &self,
        _: &SecurityScheme,
        request: &mut Request<Vec<u8>>,
        now: SystemTime,
    ) -> Result<(), Invalid> {
        self.sign(request, now)
    }
}

impl fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessKey(..)")
    }
}

/// What is hashed for the signature. Its parts are separated by line breaks.
fn canonical_request<B: AsRef<[u8]>>(
    request: &Request<B>,
    signed_headers: &[&str],
    names: &str,
) -> Result<String, Invalid> {
    let mut text = format!("{}\n", request.method());
    push_path(&mut text, request.uri().path());
    text.push('\n');
    push_query(&mut text, request.uri().query().unwrap_or_default());
    text.push('\n');
    for name in signed_headers {
        let value = header(request.headers(), name)?;
        text.extend([name, ":", &value, "\n"]);
    }
    text.extend(["\n", names, "\n"]);
    let body = request.body().as_ref();
    // A header that is not signed can be changed with the body that it would stand for.
    let stands_for_body = signed_headers.contains(&CONTENT_HASH.as_str()) && !body.is_empty();
    text += &match stands_for_body {
        true => header(request.headers(), CONTENT_HASH.as_str())?,
        false => hex(&Sha256::digest(body)),
    };
    Ok(text)
}

/// A path is decoded as a whole, so that `%2F` and `/` are signed alike, and always ends with `/`.
fn push_path(text: &mut String, path: &str) {
    for byte in decoded(path) {
        push_byte(text, byte, is_unreserved(byte) || byte == b'/');
    }
    if !text.ends_with('/') {
        text.push('/');
    }
}

/// Pairs are in the order of their names, and those of one name in the order of their values.
fn push_query(text: &mut String, query: &str) {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let mut pairs: Vec<_> = pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect();
    pairs.sort_unstable();
    for (position, (name, value)) in pairs.into_iter().enumerate() {
        if position > 0 {
            text.push('&');
        }
        push_encoded(text, name);
        text.push('=');
        push_encoded(text, value);
    }
}

fn push_encoded(text: &mut String, bytes: Vec<u8>) {
    for byte in bytes {
        push_byte(text, byte, is_unreserved(byte));
    }
}

/// The bytes of a percent-encoded text; a `%` without two digits stands for itself.
fn decoded(text: &str) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let encoded = match (first, behind) {
            (b'%', [high, low, ..]) => digit(*high).zip(digit(*low)),
            _ => None,
        };
        let encoded = encoded.and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
        bytes.push(encoded.unwrap_or(*first));
        rest = if encoded.is_some() {
            &behind[2..]
        } else {
            behind
        };
    }
    bytes
}

/// The value of a header, without the blanks around it.
fn header(headers: &HeaderMap, name: &str) -> Result<String, Invalid> {
    let subject = "the signed headers";
    let mut values = headers.get_all(name).iter().peekable();
    if values.peek().is_none() {
        return Err(Invalid::new(subject, format!("must be there: `{name}`")));
    }
    let values = values.map(|value| std::str::from_utf8(value.as_bytes()).map(str::trim));
    let values: Result<Vec<&str>, _> = values.collect();
    let values = values.map_err(|_| Invalid::new(subject, format!("must be UTF-8: `{name}`")))?;
    Ok(values.join(","))
}

/// The value of the header `Host`: with the port, unless it is the scheme's own.
fn host(uri: &Uri) -> Result<HeaderValue, Invalid> {
    let own = match uri.scheme_str() {
        Some("https") => Some(443),
        Some("http") => Some(80),
        _ => None,
    };
    let host = uri.host().unwrap_or_default();
    if host.is_empty() {
        return Err(Invalid::new("the address", "must have a host".to_owned()));
    }
    match uri.port_u16().filter(|port| Some(*port) != own) {
        Some(port) => value("Host", &format!("{host}:{port}")),
        None => value("Host", host),
    }
}

fn date(now: SystemTime) -> Result<HeaderValue, Invalid> {
    let now = jiff::Timestamp::try_from(now)
        .map_err(|error| Invalid::new("the time", format!("cannot be signed: {error}")))?;
    value("X-Sdk-Date", &now.strftime("%Y%m%dT%H%M%SZ").to_string())
}

fn value(name: &str, text: &str) -> Result<HeaderValue, Invalid> {
    HeaderValue::from_bytes(text.as_bytes())
        .map_err(|_| Invalid::new("the header", format!("cannot have such a value: `{name}`")))
}

/// Whether the hash of a body of this media type is part of the signature.
fn is_hashed(content_type: &HeaderValue) -> bool {
    let starts = ["application/json", "application/bson"];
    let content_type = content_type.as_bytes();
    starts
        .iter()
        .any(|start| content_type.starts_with(start.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
