//! What clients have in common: how requests are made, and what comes of them.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::{HeaderMap, Request, Response, StatusCode, Uri};

use super::address::parse_address;
use super::failure::request_id;
use super::retry::Ended;
use super::{Call, Credentials, Failure, Invalid, Operation, OperationError, Retry};

/// A try to connect takes no longer, unless a client is made otherwise.
pub(super) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// A call with its answer takes no longer, unless a client is made otherwise.
pub(super) const TIMEOUT: Duration = Duration::from_secs(60);

/// An answer has no more bytes, unless a client is made otherwise.
pub(super) const MAX_ANSWER: usize = 64 << 20;

/// What clients call themselves, unless they are made otherwise.
pub(super) const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// Why a call did not succeed.
#[derive(Debug)]
#[non_exhaustive]
pub enum CallError<E> {
    /// The service answered with a failure.
    Failed(Box<Failure<E>>),
    /// The call cannot be sent: for want of credentials, for example.
    Invalid(Invalid),
    /// There is no answer, or not a whole one.
    Transport(reqwest::Error),
    /// The answer is longer than the client permits.
    TooLong {
        /// How many bytes that are.
        max: usize,
    },
}

impl<E: OperationError> CallError<E> {
    /// The failure that the service answered with, if it did.
    #[must_use]
    pub fn failure(&self) -> Option<&Failure<E>> {
        match self {
            Self::Failed(failure) => Some(failure),
            Self::Invalid(_) | Self::Transport(_) | Self::TooLong { .. } => None,
        }
    }

    /// The status of the answer, if there is one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.failure().map(Failure::status)
    }

    /// The service's error code, if there is one.
    #[must_use]
    pub fn error_code(&self) -> Option<&str> {
        self.failure().and_then(Failure::error_code)
    }

    /// Where another try may lead to another end.
    pub(super) fn ended(&self) -> Option<Ended> {
        match self {
            Self::Failed(failure) => Some(Ended::Answered(failure.status(), failure.retry_after)),
            Self::Transport(error) if error.is_builder() => None,
            Self::Transport(error) if error.is_connect() => Some(Ended::NotSent),
            Self::Transport(_) => Some(Ended::Unanswered),
            Self::Invalid(_) | Self::TooLong { .. } => None,
        }
    }
}

impl<E> From<Invalid> for CallError<E> {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(invalid)
    }
}

impl<E> From<reqwest::Error> for CallError<E> {
    fn from(error: reqwest::Error) -> Self {
        // The address may hold a key.
        Self::Transport(error.without_url())
    }
}

impl<E: fmt::Display> fmt::Display for CallError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(failure) => write!(f, "{failure}"),
            Self::Invalid(invalid) => write!(f, "the call cannot be sent: {invalid}"),
            Self::Transport(error) => write!(f, "the call was not answered: {}", told(error)),
            Self::TooLong { max } => write!(f, "the answer has more than {max} bytes"),
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for CallError<E> {}

/// What a client knows beside its connections.
#[derive(Clone)]
pub(super) struct Exchange {
    pub(super) server: Arc<str>,
    pub(super) credentials: Credentials,
    pub(super) retry: Retry,
    pub(super) max_answer: usize,
}

impl Exchange {
    pub(super) fn new(server: &str, credentials: Credentials) -> Self {
        Self {
            server: server.into(),
            credentials,
            retry: Retry::default(),
            max_answer: MAX_ANSWER,
        }
    }

    /// The request of a call, signed at this moment.
    pub(super) fn request<O: Operation>(
        &self,
        call: &Call<O>,
    ) -> Result<Request<Vec<u8>>, Invalid> {
        let request =
            call.to_authenticated_request(&self.server, &self.credentials, SystemTime::now())?;
        let url = reqwest::Url::parse(&request.uri().to_string());
        // Addresses are made simpler before they are sent: `/a/%2E%2E/b` becomes `/b`, where no call is meant to go.
        match url {
            Ok(url) if !is_same_host(&url, request.uri()) => {
                let host = url.host_str().unwrap_or_default();
                let rule = format!("would be sent to the host `{host}`; write the host like this");
                Err(Invalid::new("the address", rule))
            }
            Ok(url) if url.path() == request.uri().path() => Ok(request),
            Ok(url) => {
                let rule = format!("would be sent as `{}`", url.path());
                Err(Invalid::new("the path", rule))
            }
            Err(error) => Err(Invalid::new(
                "the address",
                format!("cannot be used: {error}"),
            )),
        }
    }

    /// Reads an answer.
    pub(super) fn read<O: Operation>(
        call: &Call<O>,
        status: StatusCode,
        headers: HeaderMap,
        body: Vec<u8>,
    ) -> Result<O::Success, CallError<O::Error>> {
        let mut answer = Response::new(body);
        *answer.status_mut() = status;
        *answer.headers_mut() = headers;
        call.read(&answer)
            .map_err(|failure| CallError::Failed(Box::new(failure)))
    }

    /// How long to wait before another try, if there is to be one. Notes in the span of the call how this one ended.
    pub(super) fn delay<O: Operation>(
        &self,
        span: &tracing::Span,
        attempt: u32,
        outcome: &Result<O::Success, CallError<O::Error>>,
    ) -> Option<Duration> {
        note(span, attempt, outcome);
        let ended = outcome.as_ref().err()?.ended()?;
        let random = fastrand::f64();
        let delay = self.retry.delay(&O::METHOD, attempt, &ended, random)?;
        tracing::debug!(?delay, "trying again");
        Some(delay)
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("server", &shown_address(&self.server))
            .field("credentials", &self.credentials)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}

/// Returns `true` if a parsed URL keeps the host of the URI: `http://0x7f.1` is parsed as `http://127.0.0.1`.
fn is_same_host(url: &reqwest::Url, uri: &Uri) -> bool {
    let host = url.host_str().unwrap_or_default();
    let is_same = uri.host().is_some_and(|it| it.eq_ignore_ascii_case(host));
    is_same
        && uri
            .port_u16()
            .is_none_or(|port| url.port_or_known_default() == Some(port))
}

/// The span that all tries of a call are in.
pub(super) fn span<O: Operation>() -> tracing::Span {
    tracing::info_span!(
        "call",
        operation = O::NAME,
        method = %O::METHOD,
        path = O::PATH,
        attempts = tracing::field::Empty,
        status = tracing::field::Empty,
        request_id = tracing::field::Empty,
    )
}

/// Notes in the span of a call what it is answered with. What a span has in the end is of the last answer.
pub(super) fn answered(span: &tracing::Span, status: StatusCode, headers: &HeaderMap) {
    span.record("status", status.as_u16());
    if let Some(id) = request_id(headers) {
        span.record("request_id", id.as_str());
    }
}

fn note<S, E: OperationError>(
    span: &tracing::Span,
    attempt: u32,
    outcome: &Result<S, CallError<E>>,
) {
    span.record("attempts", attempt);
    let Err(error) = outcome else {
        return;
    };
    // The message of a failure shows its body, which may hold what logs must not.
    let cause = match error {
        CallError::Failed(failure) => format!("status {}", failure.status()),
        CallError::Invalid(invalid) => invalid.to_string(),
        CallError::Transport(error) => told(error),
        CallError::TooLong { max } => format!("more than {max} bytes"),
    };
    tracing::debug!(attempt, cause, "the call failed");
}

/// An error with its causes.
fn told(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    let causes: Vec<String> = causes.map(ToString::to_string).collect();
    causes.join(": ")
}

/// The address of a server as programmers are shown it: not one that may hold a password or a key.
fn shown_address(server: &str) -> &str {
    match parse_address(server) {
        Ok(_) => server,
        Err(_) => "(invalid)",
    }
}
