//! Calls: requests without an address, and what answers to them are.

use std::fmt;
use std::marker::PhantomData;
use std::time::SystemTime;

use http::header::{ACCEPT, CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, Uri};
use serde::Serialize;
use serde_json::Value;

use super::address::parse_address;
use super::{Credentials, Failure, Invalid, SecurityScheme};

/// An operation of the API, as calls know it.
pub trait Operation {
    /// Its name.
    const NAME: &'static str;

    /// The method.
    const METHOD: http::Method;

    /// The path template.
    const PATH: &'static str;

    /// The sets of schemes any of which proves who calls; none if nobody asks.
    const SECURITY: &'static [&'static [SecurityScheme]];

    /// What it answers with when it succeeds.
    type Success;

    /// Why it did not succeed.
    type Error: OperationError;

    /// Reads an answer: its status and its whole body.
    ///
    /// # Errors
    ///
    /// The documented failure, or whatever keeps the answer from being a success.
    fn decode(status: u16, body: &[u8]) -> Result<Self::Success, Self::Error>;
}

/// Why an [`Operation`] did not succeed.
pub trait OperationError: std::error::Error + Send + Sync + 'static {
    /// The status of the answer.
    fn status(&self) -> u16;

    /// The service's error code, if the body has one.
    fn error_code(&self) -> Option<&str>;
}

/// One call of an operation: all of a request but the address of the server and the proof of who sends it.
pub struct Call<O> {
    path: String,
    query: String,
    headers: HeaderMap,
    body: Vec<u8>,
    /// Those parameters of the path that links ask for.
    parameters: Vec<(&'static str, Value)>,
    operation: PhantomData<fn() -> O>,
}

/// What operations put calls together with.
#[allow(
    dead_code,
    reason = "not every document has operations that need all of this"
)]
impl<O: Operation> Call<O> {
    /// A call without a body, of that path.
    pub(crate) fn new(path: String) -> Self {
        Self {
            path,
            query: String::new(),
            headers: HeaderMap::new(),
            body: Vec::new(),
            parameters: Vec::new(),
            operation: PhantomData,
        }
    }

    /// Keeps a parameter of the path for links.
    pub(crate) fn keep<T: Serialize + ?Sized>(mut self, name: &'static str, value: &T) -> Self {
        let value = serde_json::to_value(value).unwrap_or_default();
        self.parameters.push((name, value));
        self
    }

    /// A parameter of the path.
    pub(crate) fn parameter(&self, name: &str) -> Option<Value> {
        let mut kept = self.parameters.iter();
        kept.find(|(known, _)| *known == name)
            .map(|(_, value)| value.clone())
    }

    /// What stands behind the `?` of the address.
    pub(crate) fn query(mut self, query: String) -> Self {
        self.query = query;
        self
    }

    /// The headers that the operation's parameters make.
    pub(crate) fn headers(mut self, headers: Vec<(&'static str, String)>) -> Result<Self, Invalid> {
        for (name, value) in headers {
            self = self.header(name, &value)?;
        }
        Ok(self)
    }

    /// The value of the header `Cookie`.
    pub(crate) fn cookie(mut self, cookies: &str) -> Result<Self, Invalid> {
        if !cookies.is_empty() {
            let mut value = value_of("Cookie", cookies)?;
            value.set_sensitive(true);
            self.headers.insert(COOKIE, value);
        }
        Ok(self)
    }

    /// The media types of the answers that can be read.
    pub(crate) fn accept(mut self, media_types: &'static str) -> Self {
        self.headers
            .insert(ACCEPT, HeaderValue::from_static(media_types));
        self
    }

    /// A body of that media type.
    pub(crate) fn body(mut self, media_type: &str, body: Vec<u8>) -> Result<Self, Invalid> {
        self.headers
            .insert(CONTENT_TYPE, value_of("Content-Type", media_type)?);
        self.body = body;
        Ok(self)
    }

    /// A body in JSON.
    pub(crate) fn json<T: Serialize + ?Sized>(
        self,
        media_type: &str,
        body: &T,
    ) -> Result<Self, Invalid> {
        let body = serde_json::to_vec(body)
            .map_err(|error| Invalid::new("the body", format!("cannot be JSON: {error}")))?;
        self.body(media_type, body)
    }

    /// A body in parts, with a boundary that stands in none of them.
    pub(crate) fn multipart(
        self,
        media_type: &str,
        write: impl Fn(&str) -> Result<Vec<u8>, Invalid>,
    ) -> Result<Self, Invalid> {
        let boundaries = (0..16).map(|number| format!("specwright-boundary-{number}"));
        let mut refused = Invalid::new("the body", "cannot be divided".to_owned());
        for boundary in boundaries {
            match write(&boundary) {
                Ok(body) => return self.body(&format!("{media_type}; boundary={boundary}"), body),
                Err(error) => refused = error,
            }
        }
        Err(refused)
    }
}

impl<O: Operation> Call<O> {
    /// The call with one more header, which takes the place of another of that name.
    ///
    /// # Errors
    ///
    /// If that is no name of a header, or the value holds characters that no header can.
    pub fn header(mut self, name: &str, value: &str) -> Result<Self, Invalid> {
        let known = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| Invalid::new("the header", format!("cannot have the name `{name}`")))?;
        self.headers.insert(known, value_of(name, value)?);
        Ok(self)
    }

    /// The body.
    #[must_use]
    pub fn as_body(&self) -> &[u8] {
        &self.body
    }

    /// The request to the server of that address, such as `https://example.com/api`, without a proof of who sends it.
    ///
    /// # Errors
    ///
    /// If the address is not an absolute one of `http` or `https`, or has a user, a query or a fragment. The error does not
    /// show the address.
    pub fn to_request(&self, server: &str) -> Result<Request<Vec<u8>>, Invalid> {
        let parsed = parse_address(server)?;
        let mut address = format!("{}{}", server.trim_end_matches('/'), self.path);
        if !self.query.is_empty() {
            address.extend(["?", &self.query]);
        }
        let is_there = |uri: &Uri| uri.authority() == parsed.authority();
        let uri = address.parse::<Uri>().ok().filter(is_there);
        let uri = uri.ok_or_else(|| {
            let rule = "must lead to the server, and not be too long".to_owned();
            Invalid::new("the address of the request", rule)
        })?;
        let mut request = Request::new(self.body.clone());
        *request.method_mut() = O::METHOD;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers.clone();
        Ok(request)
    }

    /// The request to the server of that address, with the proof of who sends it at that time.
    ///
    /// # Errors
    ///
    /// If the address is not an absolute one, or the credentials do not do for this operation.
    pub fn to_authenticated_request(
        &self,
        server: &str,
        credentials: &Credentials,
        now: SystemTime,
    ) -> Result<Request<Vec<u8>>, Invalid> {
        let mut request = self.to_request(server)?;
        credentials.authenticate(O::SECURITY, &mut request, now)?;
        Ok(request)
    }

    /// Reads the answer to the request.
    ///
    /// # Errors
    ///
    /// Whatever keeps the answer from being a success.
    pub fn read<B: AsRef<[u8]>>(
        &self,
        response: &Response<B>,
    ) -> Result<O::Success, Failure<O::Error>> {
        O::decode(response.status().as_u16(), response.body().as_ref())
            .map_err(|error| Failure::new(error, response.headers()))
    }
}

impl<O> Clone for Call<O> {
    fn clone(&self) -> Self {
        Self {
            path: self.path.clone(),
            query: self.query.clone(),
            headers: self.headers.clone(),
            body: self.body.clone(),
            parameters: self.parameters.clone(),
            operation: PhantomData,
        }
    }
}

/// Values of parameters are not shown: they may be passwords.
impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("method", &O::METHOD)
            .field("path", &O::PATH)
            .finish_non_exhaustive()
    }
}

fn value_of(name: &str, text: &str) -> Result<HeaderValue, Invalid> {
    HeaderValue::from_bytes(text.as_bytes())
        .map_err(|_| Invalid::new("the header", format!("cannot have such a value: `{name}`")))
}
