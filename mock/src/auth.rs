//! Whether a request proves who sends it.

mod page_token;
mod signature;

use std::fmt;

use http::Request;
use http::header::{AUTHORIZATION, COOKIE};
use specwright_spec::Model;
use specwright_spec::model::{Location, Operation, SecurityKind, SecurityScheme};
use subtle::ConstantTimeEq as _;

pub(crate) use self::page_token::PageToken;
use crate::parameters::{Text, cookies, pairs};

/// What a caller must know. What prints it for programmers shows none of it.
#[derive(Clone, Default)]
pub struct Secrets {
    /// The ID and the secret of the access key with which requests are signed.
    pub access_key: Option<(String, String)>,
    /// The token or key that is sent as it is; for `Basic`, the name and the password as they are sent.
    pub token: Option<String>,
}

impl Secrets {
    /// Returns `true` if callers may be anybody.
    pub(crate) const fn is_empty(&self) -> bool {
        self.access_key.is_none() && self.token.is_none()
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secrets")
            .field("access_key", &self.access_key.is_some())
            .field("token", &self.token.is_some())
            .finish()
    }
}

/// Checks what a request proves, if there are secrets that it can be held against.
///
/// # Errors
/// Why the request is not from one who knows them.
pub(crate) fn check(
    secrets: &Secrets,
    model: &Model,
    operation: &Operation,
    request: &Request<Vec<u8>>,
) -> Result<(), String> {
    let nobody_asks = operation.security.is_empty() || operation.security.iter().any(Vec::is_empty);
    if nobody_asks || secrets.is_empty() {
        return Ok(());
    }
    let mut refusals = Vec::new();
    // All schemes of one set must be there.
    for set in &operation.security {
        let refused = set.iter().filter_map(|name| {
            let mut schemes = model.security_schemes.iter();
            let scheme = schemes.find(|scheme| scheme.name == *name);
            let scheme = scheme.ok_or_else(|| format!("there is no scheme `{name}`"));
            scheme.and_then(|it| proves(secrets, it, request)).err()
        });
        let refused: Vec<String> = refused.collect();
        if refused.is_empty() {
            return Ok(());
        }
        refusals.extend(refused);
    }
    refusals.sort();
    refusals.dedup();
    Err(refusals.join("; "))
}

/// Whether a key is sent as the query parameter of that name.
pub(crate) fn is_query_key(model: &Model, name: &str) -> bool {
    let mut schemes = model.security_schemes.iter();
    schemes.any(|scheme| match &scheme.kind {
        SecurityKind::ApiKey {
            location: Location::Query,
            name: key,
        } => key == name,
        SecurityKind::ApiKey { .. }
        | SecurityKind::Http { .. }
        | SecurityKind::Signature(_)
        | SecurityKind::OAuth2
        | SecurityKind::OpenIdConnect => false,
    })
}

fn proves(
    secrets: &Secrets,
    scheme: &SecurityScheme,
    request: &Request<Vec<u8>>,
) -> Result<(), String> {
    if let SecurityKind::Signature(_) = scheme.kind {
        return match &secrets.access_key {
            Some((id, secret)) => signature::check(id, secret, request),
            None => Err("this server knows no access key, so that no signature will do".to_owned()),
        };
    }
    let name = &scheme.name;
    let Some(token) = &secrets.token else {
        return Err(format!(
            "this server knows no token, so that `{name}` will not do"
        ));
    };
    match sent(scheme, request) {
        None => Err(format!("the request has no `{name}`")),
        Some(sent) if is_same(&sent, token) => Ok(()),
        Some(_) => Err(format!("`{name}` is wrong")),
    }
}

/// The text that is sent for a scheme.
fn sent(scheme: &SecurityScheme, request: &Request<Vec<u8>>) -> Option<String> {
    let header = |name: &str| {
        let value = request.headers().get(name)?;
        Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    match &scheme.kind {
        SecurityKind::ApiKey { location, name } => match location {
            Location::Header | Location::Path => header(name),
            Location::Query => named(pairs(request.uri().query().unwrap_or_default()), name),
            Location::Cookie => named(cookies(&header(COOKIE.as_str())?), name),
        },
        SecurityKind::Http { scheme } => credentials(&header(AUTHORIZATION.as_str())?, scheme),
        SecurityKind::OAuth2 | SecurityKind::OpenIdConnect => {
            credentials(&header(AUTHORIZATION.as_str())?, "bearer")
        }
        SecurityKind::Signature(_) => None,
    }
}

fn named(pairs: Vec<(String, Text<'_>)>, wanted: &str) -> Option<String> {
    let mut pairs = pairs.into_iter();
    let found = pairs.find(|(name, _)| name == wanted);
    found.map(|(_, text)| text.decoded())
}

/// What stands behind the word of an HTTP scheme, in which case has no meaning.
fn credentials(value: &str, scheme: &str) -> Option<String> {
    let (word, credentials) = value.split_once(' ')?;
    let is_scheme = word.eq_ignore_ascii_case(scheme);
    is_scheme.then(|| credentials.trim().to_owned())
}

/// Compares two texts in a time that does not depend on where they differ. That of their lengths may be seen.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}
