//! What is between two requests: where one ends, and how long a server waits for it.

use std::io;
use std::time::{Duration, Instant};

use crate::http1::{Connection, Reply};
use crate::server::{JOBS, RESIZE, Server, resize};

/// The statuses of all answers on one connection to these bytes.
fn statuses(server: &Server, bytes: &[u8]) -> Vec<u16> {
    let mut connection = server.connect();
    connection.patience(Duration::from_millis(1500));
    let _ = connection.write(bytes);
    let answers = std::iter::from_fn(|| connection.read().ok());
    answers.map(|reply| reply.status).collect()
}

#[test]
fn a_body_ends_where_one_reading_says() {
    let server = Server::start(&[]);
    let smuggled = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let head = |more: &str| {
        format!(
            "POST {RESIZE} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{more}\r\n"
        )
    };
    let length = smuggled.len();
    // Nothing of a body is answered as a request of its own where the two ways to measure it disagree.
    for more in [
        format!("Content-Length: {length}\r\nContent-Length: 0\r\n"),
        format!("Content-Length: 0\r\nContent-Length: {length}\r\n"),
        format!("Content-Length: 0, {length}\r\n"),
        format!("Content-Length: +{length}\r\n"),
        format!("Content-Length: 0x{length}\r\n"),
        format!("Content-Length : {length}\r\n"),
        format!("Content-Length:\r\n {length}\r\n"),
        "Transfer-Encoding: xchunked\r\n".to_owned(),
        "Transfer-Encoding: chunked, identity\r\n".to_owned(),
        "Transfer-Encoding: identity\r\n".to_owned(),
        "Transfer-Encoding : chunked\r\n".to_owned(),
        "Transfer-Encoding:\r\n chunked\r\n".to_owned(),
        "Transfer-Encoding: \x0bchunked\r\n".to_owned(),
        "X: a\rTransfer-Encoding: chunked\r\n".to_owned(),
    ] {
        let bytes = format!("{}{smuggled}", head(&more));
        assert_eq!(statuses(&server, bytes.as_bytes()), [400], "{more:?}");
    }
    // With both headers the chunks count, as RFC 9112 says, and the connection is not used again.
    for more in [
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked, chunked\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
    ] {
        let bytes = format!("{}0\r\n\r\n{smuggled}", head(more));
        let found = statuses(&server, bytes.as_bytes());
        assert!(found == [400], "{more:?}: {found:?}");
    }
    // Chunks whose sizes are none.
    for chunk in [
        "0x1\r\na\r\n0\r\n\r\n",
        "-1\r\n",
        "1 1\r\na\r\n",
        "fffffffffffffffff\r\n",
        "1\r\nab\r\n0\r\n\r\n",
    ] {
        let bytes = format!(
            "{}{chunk}{smuggled}",
            head("Transfer-Encoding: chunked\r\n")
        );
        let found = statuses(&server, bytes.as_bytes());
        assert!(
            found.iter().all(|status| *status == 400) && found.len() < 2,
            "{chunk:?}: {found:?}"
        );
    }
    let log = serde_json::to_string(&server.log()).unwrap();
    assert!(!log.contains("/smuggled"), "{log}");
}

#[test]
fn lines_end_where_they_end() {
    let server = Server::start(&[]);
    // A lone line feed ends a line, as RFC 9112 lets a server take it; a carriage return alone ends none.
    let lone = format!("GET {JOBS} HTTP/1.1\nHost: localhost\n\n");
    assert_eq!(statuses(&server, lone.as_bytes()), [200]);
    let carriage = format!("GET {JOBS} HTTP/1.1\r\nHost: localhost\r\nX: a\rb\r\n\r\n");
    assert_eq!(statuses(&server, carriage.as_bytes()), [400]);
    let folded = format!("GET {JOBS} HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n");
    assert_eq!(statuses(&server, folded.as_bytes()), [400]);
    let nul = format!("GET {JOBS} HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n");
    assert_eq!(statuses(&server, nul.as_bytes()), [400]);
}

#[test]
fn who_expects_something_gets_it_or_not() {
    let server = Server::start(&[]);
    let body = resize().to_string();
    let mut connection = server.connect();
    let head = format!(
        "POST {RESIZE} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    connection.write(head.as_bytes()).unwrap();
    assert_eq!(connection.read().unwrap().status, 100);
    connection.write(body.as_bytes()).unwrap();
    assert_eq!(connection.read().unwrap().status, 200);
    let other = format!("GET {JOBS} HTTP/1.1\r\nHost: localhost\r\nExpect: the-unexpected\r\n\r\n");
    assert!(matches!(
        statuses(&server, other.as_bytes())[..],
        [200 | 417]
    ));
}

#[test]
fn a_method_that_opens_a_tunnel_is_none_of_the_api() {
    let server = Server::start(&[]);
    for head in [
        "CONNECT evil.test:443 HTTP/1.1\r\nHost: evil.test:443\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n",
    ] {
        let found = statuses(&server, head.as_bytes());
        assert!(matches!(found[..], [200 | 400..=499]), "{head}: {found:?}");
    }
}

/// Sends a request that is answered after a while.
fn asked(server: &Server) -> Connection {
    let mut connection = server.connect();
    let head = format!("GET {JOBS} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    connection.write(head.as_bytes()).unwrap();
    connection
}

#[test]
fn who_is_being_answered_is_answered_before_the_end() {
    let mut server = Server::with_scenario("rules: [{operation: ListItaSubJobs, delay_ms: 1500}]");
    let mut idle = server.connect();
    let mut connection = asked(&server);
    std::thread::sleep(Duration::from_millis(500));
    server.terminate();
    let begin = Instant::now();
    let answer: io::Result<Reply> = connection.read();
    assert_eq!(answer.unwrap().status, 200);
    assert_eq!(server.wait(), Some(0));
    assert!(begin.elapsed() < Duration::from_secs(8));
    assert!(idle.read().is_err());
}

#[test]
fn who_takes_too_long_does_not_keep_the_server() {
    let mut server = Server::with_scenario("rules: [{operation: ListItaSubJobs, delay_ms: 60000}]");
    let mut connection = asked(&server);
    std::thread::sleep(Duration::from_millis(300));
    let begin = Instant::now();
    server.terminate();
    assert_eq!(server.wait(), Some(0));
    assert!(
        begin.elapsed() < Duration::from_secs(20),
        "{:?}",
        begin.elapsed()
    );
    assert!(connection.read().is_err());
}
