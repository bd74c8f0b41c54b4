//! Who may see the page, and what it asks for.
//!
//! Pages of other origins can make a browser send requests to this machine, and a name of theirs can be made to lead here. None of
//! them may read what this server has received.

use std::net::{Ipv4Addr, Ipv6Addr};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN, TRANSFER_ENCODING};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, Version};
use axum::middleware::Next;
use axum::response::IntoResponse;

use super::Shared;

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const TOKEN: HeaderName = HeaderName::from_static("x-specwright-token");

/// Returns `true` if a request names one host, as RFC 9112, section 3.2 demands, and has no transfer coding but one `chunked`:
/// readers do not agree where a body with others ends.
pub(super) fn is_clear<B>(request: &hyper::Request<B>) -> bool {
    let headers = request.headers();
    let hosts = headers.get_all(HOST).iter().count();
    let is_optional = request.version() < Version::HTTP_11;
    let mut codings = headers.get_all(TRANSFER_ENCODING).iter();
    let is_chunked = |coding: &HeaderValue| coding.as_bytes().eq_ignore_ascii_case(b"chunked");
    let is_coded_once = codings.next().is_none_or(is_chunked) && codings.next().is_none();
    (hosts == 1 || (hosts == 0 && is_optional)) && is_coded_once
}

/// Refuses requests for the page by a name that may be anybody's.
pub(super) async fn of_this_host(request: Request, next: Next) -> Response<Body> {
    if is_own_host(&request) {
        return next.run(request).await;
    }
    let why = "open this page as `localhost` or by an IP address";
    (StatusCode::MISDIRECTED_REQUEST, why).into_response()
}

/// Refuses what the page asks for if another page asks for it, or one without the token.
pub(super) async fn of_this_page(
    State(mock): State<Shared>,
    request: Request,
    next: Next,
) -> Response<Body> {
    if !is_own_origin(request.headers()) {
        return (StatusCode::FORBIDDEN, "another page asks for this").into_response();
    }
    if let Some(token) = &mock.page_token {
        let mut sent = request.headers().get_all(TOKEN).iter();
        if !sent.next().is_some_and(|sent| token.is(sent.as_bytes())) {
            let why = "open the page with the token that this server has printed";
            return (StatusCode::UNAUTHORIZED, why).into_response();
        }
    }
    of_this_host(request, next).await
}

/// Returns `true` if a request names this machine as nobody else is named: no name but `localhost` and no IP address can be
/// made to lead here by whoever serves another page. Ports may have been forwarded.
fn is_own_host(request: &Request) -> bool {
    let header = request.headers().get(HOST);
    let header = header.and_then(|host| host.to_str().ok());
    let target = request.uri().authority().map(Authority::as_str);
    let mut names = header.into_iter().chain(target).peekable();
    names.peek().is_some() && names.all(is_local)
}

fn is_local(authority: &str) -> bool {
    let Ok(authority) = authority.parse::<Authority>() else {
        return false;
    };
    let (host, whole) = (authority.host(), authority.as_str());
    let port = whole.strip_prefix(host).unwrap_or("@");
    let is_port = |port: &str| port.parse::<u16>().is_ok();
    let address = host.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    let is_address = match address {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => host.parse::<Ipv4Addr>().is_ok(),
    };
    (host.eq_ignore_ascii_case("localhost") || is_address)
        && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
}

/// Returns `true` unless a browser says that the request is from a page of another origin.
fn is_own_origin(headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).map(|host| host.as_bytes());
    let is_own = |origin: &[u8]| origin.strip_prefix(b"http://") == host;
    let is_near = |site: &[u8]| matches!(site, b"same-origin" | b"none");
    let origins = headers.get_all(ORIGIN).iter();
    let sites = headers.get_all(SITE).iter();
    origins.into_iter().all(|it| is_own(it.as_bytes()))
        && sites.into_iter().all(|it| is_near(it.as_bytes()))
}
