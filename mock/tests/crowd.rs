//! Many requests at once: each gets its own answer.

use std::collections::BTreeSet;
use std::time::Instant;

use serde_json::json;

use crate::server::{JSON, RESIZE, Server, resize};

const CONNECTIONS: usize = 64;
const REQUESTS: usize = 10_000;

#[test]
fn ten_thousand_requests_get_their_own_answers() {
    let server = Server::start(&[]);
    let begin = Instant::now();
    let answers: Vec<BTreeSet<String>> = std::thread::scope(|scope| {
        let threads = (0..CONNECTIONS).map(|nth| {
            let server = &server;
            scope.spawn(move || answered(server, nth))
        });
        let threads: Vec<_> = threads.collect();
        threads.into_iter().map(|it| it.join().unwrap()).collect()
    });
    let duration = begin.elapsed();
    let rate = 10_000.0 / duration.as_secs_f64();
    println!(
        "10,000 requests in {} ms, {rate:.0} a second",
        duration.as_millis()
    );
    let count: usize = answers.iter().map(BTreeSet::len).sum();
    let all: BTreeSet<&String> = answers.iter().flatten().collect();
    assert_eq!((count, all.len()), (REQUESTS, REQUESTS));
}

/// The IDs of the answers to every request whose number leaves that rest; the odd ones are wrong, each in its own way.
fn answered(server: &Server, rest: usize) -> BTreeSet<String> {
    let mut connection = server.connect();
    let mut ids = BTreeSet::new();
    for nth in (rest..REQUESTS).step_by(CONNECTIONS) {
        let mut body = resize();
        // A wrong entry for each digit of the number.
        let digits = [
            nth / 1000,
            10 + nth / 100 % 10,
            20 + nth / 10 % 10,
            30 + nth % 10,
        ];
        if nth % 3 != 0 {
            let entry =
                |nth| json!({"desktop_id": format!("538946c2-7ff8-4444-b1bd-e9a1f8137b{nth:02}")});
            body["mode"] = format!("X{nth}").into();
            body["desktops"] = (0..40).map(entry).collect();
            for digit in digits {
                body["desktops"][digit]["desktop_id"] = json!(digit);
            }
        }
        let body = body.to_string();
        let reply = connection.send("POST", RESIZE, &[JSON], body.as_bytes());
        let reply = reply.unwrap();
        let id = reply.header("x-request-id").unwrap().to_owned();
        let answer = reply.json();
        if nth % 3 == 0 {
            assert_eq!(
                (reply.status, answer["job_id"].as_str()),
                (200, Some(id.as_str()))
            );
        } else {
            let detail = answer["error_detail"].as_str().unwrap();
            assert_eq!(reply.status, 400);
            let lines = detail.lines().map(|line| line.split(": ").next().unwrap());
            let expected = digits.map(|it| format!("wrong-type at body/desktops/{it}/desktop_id"));
            let expected = [&expected[..], &["wrong-value at body/mode".to_owned()]].concat();
            assert_eq!(lines.collect::<Vec<&str>>(), expected);
        }
        assert!(ids.insert(id));
    }
    ids
}
