//! Taking connections.

mod origin;
mod routes;
mod stall;

use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::header::CONNECTION;
use axum::http::{HeaderValue, Response, StatusCode};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use self::stall::Stall;
use crate::headers;
use crate::respond::Mock;

/// So many connections are open at once; others wait.
const CONNECTIONS: usize = 1024;

/// A request has no more headers.
const HEADERS: usize = 64;

/// All headers of a request together have no more bytes.
const HEAD: usize = 64 << 10;

/// The headers of a request, and its body, come within this time; something of an answer is taken within it.
const PATIENCE: Duration = Duration::from_secs(30);

/// Requests that are being answered when the server ends are answered within this time.
const GRACE: Duration = Duration::from_secs(10);

/// What answers the requests of all connections.
type Shared = Arc<Mock>;

/// Answers the requests of all connections until `end` comes. Then no more connections are taken, and the requests that have come
/// are answered for up to 10 seconds.
///
/// # Errors
/// If the listener fails for good.
pub async fn serve(
    listener: TcpListener,
    mock: Arc<Mock>,
    end: impl Future<Output = ()>,
) -> io::Result<()> {
    let router = routes::router(mock);
    let free = Arc::new(Semaphore::new(CONNECTIONS));
    let open = GracefulShutdown::new();
    let mut end = std::pin::pin!(end);
    loop {
        let taken = async {
            let permit = Arc::clone(&free).acquire_owned().await;
            (permit, listener.accept().await)
        };
        let (permit, accepted) = tokio::select! {
            () = &mut end => break,
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
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(PATIENCE)
            .max_headers(HEADERS)
            .max_buf_size(HEAD)
            .serve_connection(Stall::new(TokioIo::new(stream), PATIENCE), service);
        let connection = open.watch(connection);
        tokio::spawn(async move {
            // What is wrong with a connection concerns its other end alone.
            let _ = connection.await;
            drop(permit);
        });
    }
    drop(listener);
    // What takes longer is cut off.
    let _ = tokio::time::timeout(GRACE, open.shutdown()).await;
    Ok(())
}

/// Marks an answer that is not to be sent.
#[derive(Clone, Copy)]
struct Closed;

/// The answers of the router, or a closed connection.
async fn answer(
    router: TowerToHyperService<Router>,
    request: hyper::Request<Incoming>,
) -> io::Result<Response<Body>> {
    let mut response = if origin::is_clear(&request) {
        match router.call(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    } else {
        unclear()
    };
    if response.extensions().get::<Closed>().is_some() {
        return Err(io::ErrorKind::ConnectionAborted.into());
    }
    let extensions = std::mem::take(response.extensions_mut());
    headers::protect(response.headers_mut(), &extensions);
    Ok(response)
}

/// The answer to a request that other readers may understand in another way. What follows it is not read.
fn unclear() -> Response<Body> {
    let why = "a request must have one header `Host`, and no transfer coding but one `chunked`";
    let mut response = Response::new(Body::from(why));
    *response.status_mut() = StatusCode::BAD_REQUEST;
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(CONNECTION, close);
    response
}
