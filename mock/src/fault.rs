//! What can go wrong with an answer.

use std::io;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderValue, Response, StatusCode};
use hyper::body::Frame;
use serde::Deserialize;

/// A fault of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Fault {
    /// The connection is closed before there is an answer.
    Reset,
    /// The body ends too soon, and the connection with it.
    Truncate,
    /// The body is a page of HTML.
    Html,
    /// There is no body.
    Empty,
    /// The status is 200, and the body that of a failure.
    ErrorBody,
}

/// Does to an answer what the fault says; there is none if the connection is to be closed.
pub(crate) fn inflict(fault: Option<Fault>, answer: Response<Vec<u8>>) -> Option<Response<Body>> {
    let (mut parts, body) = answer.into_parts();
    let body = match fault {
        None => Body::from(body),
        Some(Fault::Reset) => return None,
        Some(Fault::Truncate) => {
            let length = HeaderValue::from(body.len().max(2));
            parts.headers.insert(CONTENT_LENGTH, length);
            let mut half = Bytes::from(body);
            half.truncate(half.len() / 2);
            Body::new(Cut::Half(half))
        }
        Some(Fault::Html) => {
            let html = HeaderValue::from_static("text/html; charset=utf-8");
            parts.headers.insert(CONTENT_TYPE, html);
            Body::from("<!doctype html><title>Welcome</title><p>This is not the API.")
        }
        Some(Fault::Empty) => {
            parts.headers.remove(CONTENT_TYPE);
            Body::empty()
        }
        Some(Fault::ErrorBody) => {
            parts.status = StatusCode::OK;
            Body::from(body)
        }
    };
    Some(Response::from_parts(parts, body))
}

/// The first half of a body, and then a mistake.
enum Cut {
    Half(Bytes),
    /// What was written is sent in the meantime; a mistake that came at once would leave nothing of the answer.
    Pause,
    End,
}

impl HttpBody for Cut {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match *self {
            Self::Half(ref mut half) => {
                let half = mem::take(half);
                *self = Self::Pause;
                Poll::Ready(Some(Ok(Frame::data(half))))
            }
            Self::Pause => {
                *self = Self::End;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Self::End => Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into()))),
        }
    }
}
