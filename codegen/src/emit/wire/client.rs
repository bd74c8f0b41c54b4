//! Sending calls with `reqwest`.

use std::fmt;

use tracing::Instrument;

use super::exchange::{self, CONNECT_TIMEOUT, Exchange, TIMEOUT, USER_AGENT};
use super::{Call, CallError, Credentials, Operation, Retry};

/// Sends calls to one server. Clones share their connections.
///
/// A redirection is not followed, as it would take the credentials along: its status is what the call is answered with.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    exchange: Exchange,
}

impl Client {
    /// A client for the server of that address, such as `https://example.com`, that connects within 10 seconds and waits for
    /// a response for 60. Calls fail if the URL has credentials or a query; the error does not show the URL.
    ///
    /// # Errors
    ///
    /// If the system's certificates or its source of randomness cannot be used.
    pub fn new(server: &str, credentials: Credentials) -> Result<Self, reqwest::Error> {
        let http = Self::builder().build()?;
        Ok(Self::with_http(http, server, credentials))
    }

    /// What [`new`](Self::new) makes its connections with, to be changed: for a proxy, or roots of trust, or other times.
    pub fn builder() -> reqwest::ClientBuilder {
        reqwest::Client::builder()
            .user_agent(USER_AGENT)
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(TIMEOUT)
    }

    /// A client that uses the connections of another.
    #[must_use]
    pub fn with_http(http: reqwest::Client, server: &str, credentials: Credentials) -> Self {
        Self {
            http,
            exchange: Exchange::new(server, credentials),
        }
    }

    /// The client with another way to try again.
    #[must_use]
    pub fn with_retry(mut self, retry: Retry) -> Self {
        self.exchange.retry = retry;
        self
    }

    /// The client with another limit to the bytes of an answer, which is 64 MiB otherwise.
    #[must_use]
    pub const fn with_max_answer(mut self, bytes: usize) -> Self {
        self.exchange.max_answer = bytes;
        self
    }

    /// The client for another server, with the same connections and credentials.
    #[must_use]
    pub fn at(&self, server: &str) -> Self {
        let mut client = self.clone();
        client.exchange.server = server.into();
        client
    }

    /// Sends a call, and reads the answer.
    ///
    /// # Errors
    ///
    /// The failure that the service answered with, or whatever keeps the call from being answered.
    pub async fn send<O: Operation>(
        &self,
        call: &Call<O>,
    ) -> Result<O::Success, CallError<O::Error>> {
        let span = exchange::span::<O>();
        self.tries(call, &span).instrument(span.clone()).await
    }

    async fn tries<O: Operation>(
        &self,
        call: &Call<O>,
        span: &tracing::Span,
    ) -> Result<O::Success, CallError<O::Error>> {
        let mut attempt = 1;
        loop {
            let outcome = self.attempt(call, span).await;
            let Some(delay) = self.exchange.delay::<O>(span, attempt, &outcome) else {
                return outcome;
            };
            tokio::time::sleep(delay).await;
            attempt += 1;
        }
    }

    async fn attempt<O: Operation>(
        &self,
        call: &Call<O>,
        span: &tracing::Span,
    ) -> Result<O::Success, CallError<O::Error>> {
        let request = self.exchange.request(call)?;
        let request = reqwest::Request::try_from(request)?;
        let mut response = self.http.execute(request).await?;
        exchange::answered(span, response.status(), response.headers());
        let max = self.exchange.max_answer;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            if chunk.len() > max - body.len() {
                return Err(CallError::TooLong { max });
            }
            body.extend_from_slice(&chunk);
        }
        let headers = std::mem::take(response.headers_mut());
        Exchange::read(call, response.status(), headers, body)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.exchange.fmt(f)
    }
}
