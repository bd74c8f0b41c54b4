//! Proving who calls.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use http::header::{AUTHORIZATION, COOKIE};
use http::uri::PathAndQuery;
use http::{HeaderName, HeaderValue, Request, Uri};

use super::percent::{is_unreserved, push_byte};
use super::{Invalid, SecurityKind, SecurityScheme};

/// A way to prove who calls, for one [`SecurityScheme`].
pub trait Authenticate: Send + Sync {
    /// Adds to a request, which is complete otherwise, what proves who sends it at that time.
    ///
    /// # Errors
    ///
    /// If the scheme or the request is not one that it works with.
    fn authenticate(
        &self,
        scheme: &SecurityScheme,
        request: &mut Request<Vec<u8>>,
        now: SystemTime,
    ) -> Result<(), Invalid>;
}

/// A key or a token that is sent as it is: as a header, a query parameter, a cookie, or behind the word of an HTTP scheme, such as
/// `Bearer`. For `Basic` there is [`basic`](Self::basic).
///
/// What prints it for programmers does not show it.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Takes the text to send.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Takes a user's name and password, for the HTTP scheme `Basic`.
    ///
    /// # Errors
    ///
    /// If the name has a colon, which would end it.
    pub fn basic(user: &str, password: &str) -> Result<Self, Invalid> {
        if user.contains(':') {
            return Err(Invalid::new("the user", "must not have `:`".to_owned()));
        }
        Ok(Self(base64(format!("{user}:{password}").as_bytes())))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl Authenticate for Secret {
    fn authenticate(
        &self,
        scheme: &SecurityScheme,
        request: &mut Request<Vec<u8>>,
        _: SystemTime,
    ) -> Result<(), Invalid> {
        let Self(text) = self;
        let value = match scheme.kind {
            SecurityKind::ApiKeyHeader(name) => return insert(request, name, text),
            SecurityKind::ApiKeyQuery(name) => return push_query(request, name, text),
            SecurityKind::ApiKeyCookie(name) => return push_cookie(request, name, text),
            // Case has no meaning, but not every server knows.
            SecurityKind::Http("basic") => format!("Basic {text}"),
            SecurityKind::Http(other) if other != "bearer" => format!("{other} {text}"),
            _ => format!("Bearer {text}"),
        };
        insert(request, AUTHORIZATION.as_str(), &value)
    }
}

/// What a caller can prove who it is with, for any number of security schemes.
///
/// What prints it for programmers shows the names of the schemes alone.
#[derive(Clone, Default)]
pub struct Credentials(Vec<(&'static str, Arc<dyn Authenticate>)>);

impl Credentials {
    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// These and one more, which takes the place of another for the same scheme.
    #[must_use]
    pub fn with(mut self, scheme: SecurityScheme, proof: impl Authenticate + 'static) -> Self {
        self.0.retain(|(name, _)| *name != scheme.name);
        self.0.push((scheme.name, Arc::new(proof)));
        self
    }

    /// Adds to a request what proves who sends it: by the first of these sets of schemes that are all here.
    ///
    /// # Errors
    ///
    /// If there is no such set, or the request is not one that a scheme works with.
    pub fn authenticate(
        &self,
        sets: &[&[SecurityScheme]],
        request: &mut Request<Vec<u8>>,
        now: SystemTime,
    ) -> Result<(), Invalid> {
        if sets.is_empty() {
            return Ok(());
        }
        let proofs = sets.iter().find_map(|set| self.proofs(set));
        let proofs = proofs.ok_or_else(|| missing(sets))?;
        for (scheme, proof) in proofs {
            proof.authenticate(scheme, request, now)?;
        }
        Ok(())
    }

    /// What proves all schemes of a set.
    fn proofs<'a>(
        &'a self,
        set: &'a [SecurityScheme],
    ) -> Option<Vec<(&'a SecurityScheme, &'a dyn Authenticate)>> {
        let proof = |scheme: &SecurityScheme| {
            let mut known = self.0.iter();
            known.find(|(name, _)| *name == scheme.name)
        };
        set.iter()
            .map(|scheme| proof(scheme).map(|(_, proof)| (scheme, &**proof)))
            .collect()
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.0.iter().map(|(name, _)| name))
            .finish()
    }
}

/// A header that is not shown where headers are.
pub(super) fn secret_header(name: &str, text: &str) -> Result<HeaderValue, Invalid> {
    let value = HeaderValue::from_bytes(text.as_bytes());
    let mut value = value
        .map_err(|_| Invalid::new("the header", format!("cannot have such a value: `{name}`")))?;
    value.set_sensitive(true);
    Ok(value)
}

fn missing(sets: &[&[SecurityScheme]]) -> Invalid {
    let names = |set: &&[SecurityScheme]| {
        let names: Vec<&str> = set.iter().map(|scheme| scheme.name).collect();
        names.join(" and ")
    };
    let sets: Vec<String> = sets.iter().map(names).collect();
    Invalid::new(
        "the credentials",
        format!("must have {}", sets.join(", or ")),
    )
}

fn insert(request: &mut Request<Vec<u8>>, name: &str, text: &str) -> Result<(), Invalid> {
    let known = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| Invalid::new("the header", format!("cannot have the name `{name}`")))?;
    let value = secret_header(name, text)?;
    request.headers_mut().insert(known, value);
    Ok(())
}

fn push_query(request: &mut Request<Vec<u8>>, name: &str, text: &str) -> Result<(), Invalid> {
    let uri = request.uri();
    let mut target = uri.path().to_owned();
    let separator = match uri.query() {
        Some(query) => {
            target.extend(["?", query]);
            '&'
        }
        None => '?',
    };
    target.push(separator);
    push_pair(&mut target, name, text);
    let mut parts = uri.clone().into_parts();
    let target = PathAndQuery::try_from(target).map_err(no_address)?;
    parts.path_and_query = Some(target);
    *request.uri_mut() = Uri::from_parts(parts).map_err(no_address)?;
    Ok(())
}

fn push_cookie(request: &mut Request<Vec<u8>>, name: &str, text: &str) -> Result<(), Invalid> {
    let others = request.headers().get(COOKIE);
    let mut cookies = match others.map(HeaderValue::to_str) {
        Some(Ok(others)) => format!("{others}; "),
        Some(Err(_)) | None => String::new(),
    };
    push_pair(&mut cookies, name, text);
    insert(request, COOKIE.as_str(), &cookies)
}

fn push_pair(written: &mut String, name: &str, text: &str) {
    for byte in name.bytes() {
        push_byte(written, byte, is_unreserved(byte));
    }
    written.push('=');
    for byte in text.bytes() {
        push_byte(written, byte, is_unreserved(byte));
    }
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let byte = |nth: usize| usize::from(three.get(nth).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            text.push(if digit <= three.len() {
                char::from(DIGITS[bits >> (18 - 6 * digit) & 63])
            } else {
                '='
            });
        }
    }
    text
}

fn no_address<E>(_: E) -> Invalid {
    Invalid::new("the address", "must be one with a query".to_owned())
}
