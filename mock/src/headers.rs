//! The headers that keep a browser from running what an answer holds.

use axum::http::header::{
    CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue};

/// The policy of an answer of the API: a browser that shows it runs nothing, and takes it for no part of the page's origin.
const API: &str =
    "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// The headers that all answers have, and that no document and no scenario can write.
const HEADERS: [(HeaderName, &str); 5] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// Marks an answer as the page, which has a policy of its own.
#[derive(Clone, Debug)]
pub(crate) struct PagePolicy(pub(crate) HeaderValue);

/// Writes the headers, in place of others of these names.
pub(crate) fn protect(headers: &mut HeaderMap, extensions: &Extensions) {
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let policy = match extensions.get::<PagePolicy>() {
        Some(PagePolicy(policy)) => policy.clone(),
        None => HeaderValue::from_static(API),
    };
    headers.insert(CONTENT_SECURITY_POLICY, policy);
}

/// Returns `true` if the server itself writes a header.
pub(crate) fn is_protected(name: &HeaderName) -> bool {
    *name == CONTENT_SECURITY_POLICY || HEADERS.iter().any(|(known, _)| known == name)
}
