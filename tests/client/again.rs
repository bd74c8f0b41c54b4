//! What is sent again, as the server sees it.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use huaweicloud_workspace::operations::{ListItaSubJobs, ResizeDesktop};
use huaweicloud_workspace::{BlockingClient, CallError, Client, Operation, Retry};

use super::server::{Server, Turn};
use super::{DONE, credentials, key, list, quick, resize, runtime, sent, signed_again};

#[test]
fn each_try_is_signed_at_its_own_time() {
    let wait = Turn::Answer(429, &[("Retry-After", "1")], "{}");
    let server = Server::start(&[wait, DONE]);
    let retry = Retry::default().with_delays(Duration::ZERO, Duration::from_secs(1));
    let client = BlockingClient::new(&server.url, credentials()).unwrap();
    let begin = Instant::now();
    client.with_retry(retry).send(&resize()).unwrap();
    assert!(begin.elapsed() >= Duration::from_secs(1));
    let [one, two] = server.asked().try_into().unwrap();
    assert_ne!(one.header("x-sdk-date"), two.header("x-sdk-date"));
    assert_ne!(one.header("authorization"), two.header("authorization"));
    for asked in [&one, &two] {
        let signed = asked.header("authorization").unwrap();
        assert_eq!(signed_again(asked, &key()), signed);
    }
    assert_eq!((one.line, one.body), (two.line, two.body));
}

#[test]
fn a_time_to_wait_that_is_no_number_is_as_if_there_were_none() {
    for wanted in [
        &[("Retry-After", "Fri, 31 Dec 2100 23:59:59 GMT")],
        &[("Retry-After", "-1")],
        &[("Retry-After", "1.5")],
        &[("Retry-After", "")],
    ] {
        let busy = Turn::Answer(429, wanted, "{}");
        for (answer, count) in sent(&[busy, DONE], &resize(), &quick()) {
            assert_eq!((answer.unwrap().job_id.as_deref(), count), (Some("j"), 2));
        }
    }
}

/// So often are connections made to a server that closes each without a look at it.
fn connects<O: Operation>(
    expected: usize,
    send: impl FnOnce(&str) -> Result<O::Success, CallError<O::Error>>,
) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    thread::spawn(move || {
        for stream in listener.incoming() {
            drop(stream);
            counted.fetch_add(1, Ordering::SeqCst);
        }
    });
    let error = send(&url).err().unwrap();
    assert!(matches!(error, CallError::Transport(_)), "{error}");
    // The last one may not have been counted yet, and there may be one too many.
    let begin = Instant::now();
    while count.load(Ordering::SeqCst) < expected && begin.elapsed() < Duration::from_secs(10) {
        thread::sleep(Duration::from_millis(5));
    }
    thread::sleep(Duration::from_millis(50));
    assert_eq!(count.load(Ordering::SeqCst), expected);
}

#[test]
fn who_is_hung_up_on_cannot_know_what_has_arrived() {
    let blocking = |url: &str| {
        let client = BlockingClient::new(url, credentials()).unwrap();
        client.with_retry(quick())
    };
    let client = |url: &str| {
        let client = Client::new(url, credentials()).unwrap();
        client.with_retry(quick())
    };
    let (post, get) = (resize(), list());
    connects::<ResizeDesktop>(1, |url| blocking(url).send(&post));
    connects::<ResizeDesktop>(1, |url| runtime().block_on(client(url).send(&post)));
    connects::<ListItaSubJobs>(4, |url| blocking(url).send(&get));
    connects::<ListItaSubJobs>(4, |url| runtime().block_on(client(url).send(&get)));
}

#[test]
fn a_kept_connection_that_ends_is_no_reason_to_send_twice() {
    let turns = [Turn::Kept(200, r#"{"job_id":"j"}"#), Turn::Close, DONE];
    let server = Server::start(&turns);
    let client = BlockingClient::new(&server.url, credentials()).unwrap();
    let client = client.with_retry(quick());
    client.send(&resize()).unwrap();
    let error = client.send(&resize()).unwrap_err();
    assert!(matches!(error, CallError::Transport(_)), "{error}");
    assert_eq!(server.count(), 2);

    let server = Server::start(&turns);
    let client = Client::new(&server.url, credentials()).unwrap();
    let client = client.with_retry(quick());
    let error = runtime().block_on(async {
        client.send(&resize()).await.unwrap();
        client.send(&resize()).await.unwrap_err()
    });
    assert!(matches!(error, CallError::Transport(_)), "{error}");
    assert_eq!(server.count(), 2);
}

#[test]
fn who_is_not_there_at_all_is_told_of() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr();
    let url = format!("http://{}", address.unwrap());
    let client = Client::new(&url, credentials())
        .unwrap()
        .with_retry(quick());
    let error = runtime().block_on(client.send(&resize())).unwrap_err();
    assert!(
        matches!(&error, CallError::Transport(cause) if cause.is_connect()),
        "{error}"
    );
    let told = error.to_string();
    assert!(told.starts_with("the call was not answered: "), "{told}");
    assert!(!told.contains("/v2/p"), "{told}");
}

#[test]
fn the_time_of_a_client_is_the_time_of_each_try() {
    let server = Server::start(&[Turn::Silence]);
    let http = Client::builder().timeout(Duration::from_millis(700));
    let client = Client::with_http(http.build().unwrap(), &server.url, credentials());
    let client = client.with_retry(quick().with_attempts(3));
    let error = runtime().block_on(client.send(&list())).unwrap_err();
    assert!(
        matches!(&error, CallError::Transport(cause) if cause.is_timeout()),
        "{error}"
    );
    assert_eq!(server.count(), 3);
    let error = runtime().block_on(client.send(&resize())).unwrap_err();
    assert_eq!((error.status(), server.count()), (None, 4));
}
