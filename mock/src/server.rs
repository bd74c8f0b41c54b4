//! Taking connections.

use std::future::{Future, poll_fn};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::{Query, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{Response, StatusCode};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use serde::Deserialize;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::check;
use crate::respond::Mock;

/// So many connections are open at once; others wait.
const CONNECTIONS: usize = 1024;

/// A request has no more headers.
const HEADERS: usize = 64;

/// All headers of a request together have no more bytes.
const HEAD: usize = 64 << 10;

/// The headers of a request, and its body, come within this time.
const PATIENCE: Duration = Duration::from_secs(30);

/// So many bytes more than a body may have are taken before the connection is closed.
const DRAINED: usize = 64 << 20;

/// Answers the requests of all connections until `end` comes.
///
/// # Errors
/// If the listener fails for good.
pub async fn serve(
    listener: TcpListener,
    mock: Arc<Mock>,
    end: impl Future<Output = ()>,
) -> io::Result<()> {
    let router = router(mock);
    let free = Arc::new(Semaphore::new(CONNECTIONS));
    let mut end = std::pin::pin!(end);
    loop {
        let taken = async {
            let permit = Arc::clone(&free).acquire_owned().await;
            (permit, listener.accept().await)
        };
        let (permit, accepted) = tokio::select! {
            () = &mut end => return Ok(()),
            taken = taken => taken,
        };
        let Ok((stream, _)) = accepted else {
            // There may be no more files to open: others will be closed.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let router = TowerToHyperService::new(router.clone());
        let service = service_fn(move |request| answer(router.clone(), request));
        tokio::spawn(async move {
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(PATIENCE)
                .max_headers(HEADERS)
                .max_buf_size(HEAD)
                .serve_connection(TokioIo::new(stream), service);
            // What is wrong with a connection concerns its other end alone.
            let _ = connection.await;
            drop(permit);
        });
    }
}

/// Marks an answer that is not to be sent.
#[derive(Clone, Copy)]
struct Closed;

/// The answers of the router, or a closed connection.
async fn answer(
    router: TowerToHyperService<Router>,
    request: hyper::Request<Incoming>,
) -> io::Result<Response<Body>> {
    let response = match router.call(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    };
    match response.extensions().get::<Closed>() {
        Some(Closed) => Err(io::ErrorKind::ConnectionAborted.into()),
        None => Ok(response),
    }
}

/// The page and what it asks for; everything else is the API.
fn router(mock: Arc<Mock>) -> Router {
    Router::new()
        .route("/", get(page).fallback(api))
        .route("/_specwright/check", post(findings).fallback(api))
        .route("/_specwright/log", get(log).fallback(api))
        .fallback(api)
        .with_state(mock)
}

async fn api(State(mock): State<Arc<Mock>>, request: Request) -> Response<Body> {
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

async fn page(State(mock): State<Arc<Mock>>) -> impl IntoResponse {
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (CONTENT_SECURITY_POLICY, mock.page.policy.clone()),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, mock.page.html.clone())
}

#[derive(Deserialize)]
struct Which {
    operation: String,
}

/// What the linter finds in a payload that is not sent to anyone.
async fn findings(
    State(mock): State<Arc<Mock>>,
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

async fn log(
    State(mock): State<Arc<Mock>>,
    Query(Since { after }): Query<Since>,
) -> Response<Body> {
    let entries = mock.log.after(after);
    axum::Json(json!({ "entries": entries })).into_response()
}
