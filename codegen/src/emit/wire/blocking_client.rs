//! Sending calls with `reqwest`, and waiting for the answer.

use std::fmt;
use std::io;
use std::thread;

use super::exchange::{self, CONNECT_TIMEOUT, Exchange, TIMEOUT, USER_AGENT};
use super::{Call, CallError, Credentials, Operation, Retry};

/// What [`Client`](super::Client) is, for programs that are not asynchronous. It must not be used within those that are.
#[derive(Clone)]
pub struct BlockingClient {
    http: reqwest::blocking::Client,
    exchange: Exchange,
}

impl BlockingClient {
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
    pub fn builder() -> reqwest::blocking::ClientBuilder {
        reqwest::blocking::Client::builder()
            .user_agent(USER_AGENT)
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(TIMEOUT)
    }

    /// A client that uses the connections of another.
    #[must_use]
    pub fn with_http(
        http: reqwest::blocking::Client,
        server: &str,
        credentials: Credentials,
    ) -> Self {
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
    pub fn send<O: Operation>(&self, call: &Call<O>) -> Result<O::Success, CallError<O::Error>> {
        let span = exchange::span::<O>();
        span.in_scope(|| self.tries(call, &span))
    }

    fn tries<O: Operation>(
        &self,
        call: &Call<O>,
        span: &tracing::Span,
    ) -> Result<O::Success, CallError<O::Error>> {
        let mut attempt = 1;
        loop {
            let outcome = self.attempt(call, span);
            let Some(delay) = self.exchange.delay::<O>(span, attempt, &outcome) else {
                return outcome;
            };
            thread::sleep(delay);
            attempt += 1;
        }
    }

    fn attempt<O: Operation>(
        &self,
        call: &Call<O>,
        span: &tracing::Span,
    ) -> Result<O::Success, CallError<O::Error>> {
        let request = self.exchange.request(call)?;
        let request = reqwest::blocking::Request::try_from(request)?;
        let mut response = self.http.execute(request)?;
        exchange::answered(span, response.status(), response.headers());
        let max = self.exchange.max_answer;
        let mut body = Body {
            bytes: Vec::new(),
            max,
            is_full: false,
        };
        let copied = response.copy_to(&mut body);
        if body.is_full {
            return Err(CallError::TooLong { max });
        }
        copied?;
        let headers = std::mem::take(response.headers_mut());
        Exchange::read(call, response.status(), headers, body.bytes)
    }
}

/// Takes so many bytes and no more.
struct Body {
    bytes: Vec<u8>,
    max: usize,
    is_full: bool,
}

impl io::Write for Body {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() > self.max - self.bytes.len() {
            self.is_full = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl fmt::Debug for BlockingClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.exchange.fmt(f)
    }
}
