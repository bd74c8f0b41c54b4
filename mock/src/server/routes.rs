//! The page, what it asks for, and the API.

use std::future::poll_fn;
use std::pin::Pin;

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::{Query, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, Response, StatusCode};
use axum::middleware;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::json;

use super::{Closed, PATIENCE, Shared, origin};
use crate::check;
use crate::headers::PagePolicy;

/// So many bytes more than a body may have are taken before the connection is closed.
const DRAINED: usize = 64 << 20;

/// The page and what it asks for; everything else is the API.
pub(super) fn router(mock: Shared) -> Router {
    let of_this_page = middleware::from_fn_with_state(mock.clone(), origin::of_this_page);
    let of_this_host = middleware::from_fn(origin::of_this_host);
    // Only what is there when a layer comes is behind it: other methods are the API's.
    let page = get(page).layer(of_this_host).fallback(api);
    let findings = post(findings).layer(of_this_page.clone()).fallback(api);
    let log = get(log).layer(of_this_page).fallback(api);
    Router::new()
        .route("/", page)
        .route("/_specwright/check", findings)
        .route("/_specwright/log", log)
        .fallback(api)
        .with_state(mock)
}

async fn api(State(mock): State<Shared>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let (body, is_too_long) = match read(body, mock.options.max_body).await {
        Ok(body) => (body, false),
        Err(StatusCode::PAYLOAD_TOO_LARGE) => (Vec::new(), true),
        Err(status) => return status.into_response(),
    };
    let request = Request::from_parts(parts, body);
    let response = mock.respond(request, is_too_long).await;
    response.unwrap_or_else(|| {
        let mut closed = Response::new(Body::empty());
        closed.extensions_mut().insert(Closed);
        closed
    })
}

/// The whole body. One that is too long is still taken up to a limit, as many clients read no answer before they have sent it.
async fn read(mut body: Body, max: usize) -> Result<Vec<u8>, StatusCode> {
    let whole = async {
        let (mut bytes, mut count) = (Vec::new(), 0);
        while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
            let frame = frame.map_err(|_| StatusCode::BAD_REQUEST)?;
            let Ok(data) = frame.into_data() else {
                continue;
            };
            count += data.len();
            if count > max.saturating_add(DRAINED) {
                break;
            }
            if count <= max {
                bytes.extend_from_slice(&data);
            }
        }
        match count > max {
            true => Err(StatusCode::PAYLOAD_TOO_LARGE),
            false => Ok(bytes),
        }
    };
    let read = tokio::time::timeout(PATIENCE, whole).await;
    read.unwrap_or(Err(StatusCode::REQUEST_TIMEOUT))
}

async fn page(State(mock): State<Shared>) -> Response<Body> {
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
    ];
    let mut response = (headers, mock.page.html.clone()).into_response();
    // Without a policy of its own the page has that of the API, which lets nothing run.
    if let Ok(policy) = HeaderValue::from_str(&mock.page.policy) {
        response.extensions_mut().insert(PagePolicy(policy));
    }
    response
}

#[derive(Deserialize)]
struct Which {
    operation: String,
}

/// What the linter finds in a payload that is not sent to anyone.
async fn findings(
    State(mock): State<Shared>,
    Query(Which { operation }): Query<Which>,
    request: Request,
) -> Response<Body> {
    let body = match read(request.into_body(), mock.options.max_body).await {
        Ok(body) => body,
        Err(status) => return status.into_response(),
    };
    let position = mock.api.operation(&operation);
    let known = position.and_then(|it| Some((mock.api.body(it)?, mock.api.body_schema(it))));
    let Some((contract, schema)) = known else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let findings = check::text("body", &body, contract, schema);
    axum::Json(json!({ "findings": findings })).into_response()
}

#[derive(Deserialize)]
struct Since {
    #[serde(default)]
    after: u64,
}

async fn log(State(mock): State<Shared>, Query(Since { after }): Query<Since>) -> Response<Body> {
    let entries = mock.log.after(after);
    let headers = [(CACHE_CONTROL, "no-store")];
    (headers, axum::Json(json!({ "entries": entries }))).into_response()
}
