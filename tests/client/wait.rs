//! Waiting for jobs.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use huaweicloud_workspace::{BlockingClient, Client, Pace, Retry, StartError, WaitError};

use super::server::{Server, Turn};
use super::{DONE, credentials, list, resize, runtime};

const WAITING: Turn = Turn::Answer(
    200,
    &[],
    r#"{"jobs":[{"status":"WAITING"},{"status":"SUCCESS"}]}"#,
);
const RUNNING: Turn = Turn::Answer(
    200,
    &[],
    r#"{"jobs":[{"status":"RUNNING"},{"status":"FAILED"}]}"#,
);
const SUCCESS: Turn = Turn::Answer(
    200,
    &[],
    r#"{"jobs":[{"status":"SUCCESS"},{"status":"SUCCESS"}]}"#,
);
const FAILED: Turn = Turn::Answer(
    200,
    &[],
    r#"{"jobs":[{"status":"SUCCESS"},{"status":"FAILED"}]}"#,
);
const UNKNOWN: Turn = Turn::Answer(
    200,
    &[],
    r#"{"jobs":[{"status":"SUCCESS"},{"status":"PAUSED"},{}]}"#,
);
const EMPTY: Turn = Turn::Answer(200, &[], r#"{"jobs":[]}"#);

fn pace(timeout: u64) -> Pace {
    let interval = Duration::from_millis(10);
    Pace::new(interval, interval, Duration::from_millis(timeout))
}

fn client(server: &Server) -> Client {
    Client::new(&server.url, credentials())
        .unwrap()
        .with_retry(Retry::never())
}

#[test]
fn jobs_are_waited_for_until_all_have_succeeded() {
    let server = Server::start(&[WAITING, RUNNING, SUCCESS]);
    let answer = runtime()
        .block_on(client(&server).wait(&list(), pace(5000)))
        .unwrap();
    assert_eq!(answer.jobs.unwrap().len(), 2);
    assert_eq!(server.count(), 3);
    let server = Server::start(&[WAITING, RUNNING, SUCCESS]);
    let blocking = BlockingClient::new(&server.url, credentials()).unwrap();
    blocking.wait(&list(), pace(5000)).unwrap();
    assert_eq!(server.count(), 3);
}

#[test]
fn every_other_end_says_which_it_is() {
    let end = |turns: &[Turn]| {
        let server = Server::start(turns);
        runtime()
            .block_on(client(&server).wait(&list(), pace(300)))
            .unwrap_err()
    };
    assert!(matches!(end(&[RUNNING, FAILED]), WaitError::Failed(_)));
    match end(&[UNKNOWN]) {
        WaitError::UnknownState { states, answer } => {
            assert_eq!(states, ["PAUSED", ""]);
            assert_eq!(answer.jobs.unwrap().len(), 3);
        }
        other => panic!("{other}"),
    }
    assert!(matches!(end(&[EMPTY]), WaitError::Missing(_)));
    match end(&[WAITING]) {
        WaitError::TimedOut(Some(last)) => assert_eq!(last.jobs.unwrap().len(), 2),
        other => panic!("{other}"),
    }
    match end(&[WAITING, Turn::Answer(404, &[], r#"{"error_code":"WKS.1"}"#)]) {
        WaitError::Call(error) => assert_eq!(error.error_code(), Some("WKS.1")),
        other => panic!("{other}"),
    }
}

#[test]
fn a_call_is_sent_and_its_jobs_are_waited_for() {
    let server = Server::start(&[DONE, WAITING, SUCCESS]);
    let started = RefCell::new(None);
    let client = client(&server);
    let call = resize();
    let done = client.send_and_wait(&call, pace(5000), |answer| {
        started.replace(answer.job_id.clone());
    });
    runtime().block_on(done).unwrap();
    assert_eq!(started.take().as_deref(), Some("j"));
    let lines: Vec<String> = server.asked().into_iter().map(|asked| asked.line).collect();
    let list = "GET /v2/p/workspace-sub-jobs?job_id=j HTTP/1.1";
    assert_eq!(lines, ["POST /v2/p/desktops/resize HTTP/1.1", list, list]);

    let server = Server::start(&[Turn::Answer(200, &[], r#"{"jobs":[]}"#)]);
    let blocking = BlockingClient::new(&server.url, credentials()).unwrap();
    let error = blocking
        .send_and_wait(&call, pace(5000), |_| {})
        .unwrap_err();
    assert!(matches!(error, StartError::NoJobs), "{error}");
}

#[test]
fn who_stops_waiting_knows_the_job_and_asks_no_more() {
    let server = Server::start(&[DONE, WAITING]);
    let started = RefCell::new(None);
    let client = client(&server);
    let call = resize();
    let done = client.send_and_wait(&call, pace(60_000), |answer| {
        started.replace(answer.job_id.clone());
    });
    runtime().block_on(async {
        tokio::select! {
            _ = done => panic!("it goes on"),
            () = async {
                while server.count() < 3 {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
            } => {}
        }
    });
    assert_eq!(started.take().as_deref(), Some("j"));
    // A question that was on its way may still arrive.
    std::thread::sleep(Duration::from_millis(200));
    let count = server.count();
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(server.count(), count);
}

#[test]
fn both_clients_know_the_same_ends() {
    let end = |turns: &[Turn]| {
        let server = Server::start(turns);
        let blocking = BlockingClient::new(&server.url, credentials()).unwrap();
        blocking.wait(&list(), pace(1500)).unwrap_err()
    };
    assert!(matches!(end(&[RUNNING, FAILED]), WaitError::Failed(_)));
    assert!(matches!(end(&[UNKNOWN]), WaitError::UnknownState { .. }));
    assert!(matches!(end(&[EMPTY]), WaitError::Missing(_)));
    assert!(matches!(end(&[WAITING]), WaitError::TimedOut(Some(_))));
    let failure = Turn::Answer(404, &[], r#"{"error_code":"WKS.1"}"#);
    assert!(matches!(end(&[failure]), WaitError::Call(_)));
}

#[test]
fn the_time_is_over_also_while_a_question_is_not_answered() {
    let server = Server::start(&[WAITING, Turn::Silence]);
    let begin = Instant::now();
    let error = runtime()
        .block_on(client(&server).wait(&list(), pace(1500)))
        .unwrap_err();
    assert!(matches!(error, WaitError::TimedOut(Some(_))), "{error}");
    assert!(begin.elapsed() < Duration::from_secs(5));
    assert_eq!(server.count(), 2);
}

#[test]
fn a_question_that_fails_once_does_not_end_the_waiting() {
    let server = Server::start(&[WAITING, Turn::Close, Turn::Answer(503, &[], ""), SUCCESS]);
    let client = client(&server).with_retry(super::quick());
    runtime()
        .block_on(client.wait(&list(), pace(5000)))
        .unwrap();
    assert_eq!(server.count(), 4);
}

#[test]
fn a_job_that_fails_is_known_by_its_id_all_the_same() {
    let server = Server::start(&[DONE, RUNNING, FAILED]);
    let blocking = BlockingClient::new(&server.url, credentials()).unwrap();
    let mut started = None;
    let error = blocking
        .send_and_wait(&resize(), pace(5000), |answer| {
            started.clone_from(&answer.job_id);
        })
        .unwrap_err();
    assert_eq!(started.as_deref(), Some("j"));
    match error {
        StartError::Wait(WaitError::Failed(answer)) => {
            assert_eq!(answer.jobs.unwrap().len(), 2);
        }
        other => panic!("{other}"),
    }
}
