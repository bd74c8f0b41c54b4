//! Answers that are no success.

use std::fmt;
use std::time::Duration;

use http::HeaderMap;
use http::header::RETRY_AFTER;

use super::OperationError;

/// Why a call did not succeed, as the service's answer says.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Failure<E> {
    /// The failure: its status, and its body.
    pub error: E,
    /// `X-Request-Id`: the number under which the service knows the call.
    pub request_id: Option<String>,
    /// `Retry-After`, if it is a number of seconds: how long to wait before another try.
    pub retry_after: Option<Duration>,
}

impl<E: OperationError> Failure<E> {
    pub(crate) fn new(error: E, headers: &HeaderMap) -> Self {
        let seconds = text(headers, RETRY_AFTER.as_str());
        Self {
            error,
            request_id: request_id(headers),
            retry_after: seconds
                .and_then(|seconds| seconds.parse().ok())
                .map(Duration::from_secs),
        }
    }

    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.error.status()
    }

    /// The service's error code, if the body has one.
    #[must_use]
    pub fn error_code(&self) -> Option<&str> {
        self.error.error_code()
    }
}

impl<E: fmt::Display> fmt::Display for Failure<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.error)?;
        match &self.request_id {
            Some(id) => write!(f, " (request `{}`)", id.escape_debug()),
            None => Ok(()),
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for Failure<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.source()
    }
}

/// The number under which the service knows a call.
pub(super) fn request_id(headers: &HeaderMap) -> Option<String> {
    text(headers, "x-request-id")
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let text = headers.get(name)?.to_str().ok()?;
    Some(text.trim().to_owned())
}
