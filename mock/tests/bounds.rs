//! Requests that are made to do harm: each ends, and the server goes on.

use std::io::ErrorKind;
use std::time::Duration;

use specwright_spec::sample::Random;

use crate::server::{JOBS, JSON, RESIZE, Server, resize};

/// The server answers as if nothing had been.
fn is_well(server: &mut Server) {
    assert!(server.is_running());
    assert_eq!(server.post(RESIZE, &resize()).status, 200);
}

/// The status of the answer to these bytes, if there is one.
fn status(server: &Server, bytes: &[u8]) -> Option<u16> {
    let mut connection = server.connect();
    // The server may have closed the connection before it has got all.
    let _ = connection.write(bytes);
    match connection.read() {
        Ok(reply) => Some(reply.status),
        Err(error) if error.kind() == ErrorKind::WouldBlock => panic!("no answer"),
        Err(_) => None,
    }
}

#[test]
fn bodies_have_a_limit() {
    let mut server = Server::start(&["--max-body", "1000"]);
    for length in [1001, 100_000, 20_000_000] {
        let reply = server.send("POST", RESIZE, &[JSON], &vec![b' '; length]);
        assert_eq!(reply.status, 413, "{length}");
        assert_eq!(reply.json()["title"], "the body has more than 1000 bytes");
        let target = "/_specwright/check?operation=ResizeDesktop";
        assert_eq!(
            server.send("POST", target, &[], &vec![b' '; length]).status,
            413
        );
    }
    assert_eq!(
        server.send("POST", RESIZE, &[JSON], &[b' '; 1000]).status,
        400
    );
    let chunk = format!("3e9\r\n{}\r\n0\r\n\r\n", " ".repeat(1001));
    let head = format!(
        "POST {RESIZE} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    assert_eq!(
        status(&server, format!("{head}{chunk}").as_bytes()),
        Some(413)
    );
    is_well(&mut server);
}

#[test]
fn heads_have_limits() {
    let mut server = Server::start(&[]);
    let head = |more: &str| format!("GET {JOBS} HTTP/1.1\r\nHost: a\r\n{more}\r\n");
    let many: String = (0..100).map(|nth| format!("X-{nth}: 1\r\n")).collect();
    assert_eq!(status(&server, head(&many).as_bytes()), Some(431));
    let long = format!("X-Long: {}\r\n", "x".repeat(300_000));
    assert_eq!(status(&server, head(&long).as_bytes()), Some(431));
    let endless = format!(
        "GET {JOBS} HTTP/1.1\r\nX-Endless: {}",
        "x".repeat(1_000_000)
    );
    assert!(matches!(
        status(&server, endless.as_bytes()),
        None | Some(431)
    ));
    let line = format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "x".repeat(100_000));
    assert!(matches!(status(&server, line.as_bytes()), Some(414 | 431)));
    is_well(&mut server);
}

#[test]
fn who_is_slow_keeps_nobody_waiting() {
    let mut server = Server::start(&[]);
    let mut slow: Vec<_> = (0..100).map(|_| server.connect()).collect();
    for connection in &mut slow {
        connection.write(b"POST / HTTP/1.1\r\nHo").unwrap();
    }
    for connection in &mut slow[..50] {
        connection
            .write(b"st: a\r\nContent-Length: 100\r\n\r\n{")
            .unwrap();
    }
    is_well(&mut server);
    for connection in &mut slow {
        connection.write(b"s").unwrap();
    }
    is_well(&mut server);
}

#[test]
fn bytes_that_are_no_requests_end_their_connection() {
    let mut server = Server::start(&[]);
    for bytes in [
        &b"\0\0\0\0\r\n\r\n"[..],
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /a b HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n",
    ] {
        let mut connection = server.connect();
        connection.write(bytes).unwrap();
        connection.write(b"\r\n\r\n").unwrap();
        if let Ok(reply) = connection.read() {
            assert!((400..=501).contains(&reply.status), "{bytes:?}: {reply:?}");
        }
        is_well(&mut server);
    }
    // Of what is sent at once, the good is answered in turn, up to what is none.
    let mut connection = server.connect();
    let good = format!("GET {JOBS} HTTP/1.1\r\nHost: a\r\n\r\n");
    let wrong = format!("GET {JOBS}?limit=x HTTP/1.1\r\nHost: a\r\n\r\n");
    let all = format!("{good}{wrong}{good}garbage\r\n\r\n");
    connection.write(all.as_bytes()).unwrap();
    let mut next = || connection.read().map(|reply| reply.status);
    assert_eq!(
        [next().unwrap(), next().unwrap(), next().unwrap()],
        [200, 400, 200]
    );
    assert_eq!(next().unwrap(), 400);
    assert!(next().is_err());
    is_well(&mut server);
}

#[test]
fn strange_texts_are_answered() {
    let mut server = Server::start(&[]);
    let jobs = JOBS.as_bytes();
    for (target, headers) in [
        (&b"/v2/%00/workspace-sub-jobs"[..], &b""[..]),
        (b"/v2/%FF%FE/workspace-sub-jobs", b""),
        (b"/v2/%/workspace-sub-jobs", b""),
        (
            &[jobs, b"?job_id=%FF&%00=%00&&&=&limit=%F0%9F"].concat(),
            b"",
        ),
        (&[jobs, b"?limit=1e400"].concat(), b""),
        (
            &[jobs, b"?limit=-0&offset=99999999999999999999999999999999"].concat(),
            b"",
        ),
        (&[jobs, b"?limit[a]=1&offset=1&offset=2"].concat(), b""),
        (jobs, b"Cookie: \xff\xfe=\xff; ;;; =\r\n"),
        (jobs, b"Prefer: \xff\xfe; code=\xff\r\n"),
        (jobs, b"X-Auth-Token: \xff\r\nAuthorization: \xff\r\n"),
    ] {
        let bytes = [
            b"GET ",
            target,
            b" HTTP/1.1\r\nHost: a\r\n",
            headers,
            b"\r\n",
        ]
        .concat();
        let status = status(&server, &bytes);
        assert!(matches!(status, Some(200 | 400)), "{status:?}");
    }
    is_well(&mut server);
}

#[test]
fn bodies_that_are_made_to_do_harm_are_refused() {
    let mut server = Server::start(&[]);
    let digits = "9".repeat(300_000);
    for body in [
        "[".repeat(100_000).into_bytes(),
        "{\"a\":".repeat(100_000).into_bytes(),
        format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)).into_bytes(),
        format!("{{\"desktops\": {digits}, \"mode\": -{digits}e{digits}}}").into_bytes(),
        b"{\"mode\": 1e999999999999}".to_vec(),
        b"\0".to_vec(),
        b"{\"mode\": \"STOP_DESKTOP\0\"}".to_vec(),
        b"{\"mode\": \"\xff\xfe\"}".to_vec(),
        b"{\"mode\": \"\\ud800\"}".to_vec(),
        vec![b'"'; 1 << 20],
        b"{\"a\":1,".repeat(140_000),
        [b"[".to_vec(), b"{},".repeat(300_000), b"{}]".to_vec()].concat(),
    ] {
        let reply = server.send("POST", RESIZE, &[JSON], &body);
        assert_eq!(reply.status, 400);
        assert!(reply.body.len() < 1_000_000, "{}", reply.body.len());
        assert!(reply.json()["error_msg"].is_string());
    }
    is_well(&mut server);
    let log = server.get("/_specwright/log");
    assert!(log.body.len() < 4_000_000, "{}", log.body.len());
}

#[test]
fn nothing_that_is_sent_ends_the_server() {
    let mut server = Server::start(&[]);
    let mut random = Random::new(7);
    let pieces: [&[u8]; 14] = [
        b"/v2/",
        b"desktops",
        b"/resize",
        b"/workspace-sub-jobs",
        b"?",
        b"limit=",
        b"&",
        b"%",
        b"=",
        b"%C3%A9",
        b"/_specwright/log",
        b"[]",
        b"9",
        b"\xc3\xa9",
    ];
    let bodies: [&[u8]; 10] = [
        b"{",
        b"}",
        b"[",
        b"]",
        b"\"mode\"",
        b":",
        b",",
        b"1",
        b"\"desktops\"",
        b"\xff",
    ];
    for nth in 0..500 {
        let mut text = |pieces: &[&[u8]], most: usize| {
            let count = random.below(most);
            let picked = (0..count).map(|_| random.pick(pieces).copied().unwrap_or_default());
            picked.collect::<Vec<&[u8]>>().concat()
        };
        let (target, body) = (text(&pieces, 12), text(&bodies, 30));
        let bytes = if nth % 3 == 0 {
            (0..random.below(300))
                .map(|_| random.below(256) as u8)
                .collect()
        } else {
            let method = random.pick(&["GET", "POST", "DELETE"]).unwrap();
            let length = format!(
                "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
                body.len()
            );
            [
                method.as_bytes(),
                b" /",
                &target,
                b" HTTP/1.1\r\nHost: a\r\n",
                length.as_bytes(),
                &body,
            ]
            .concat()
        };
        let mut connection = server.connect();
        let _ = connection.write(&bytes);
        connection.end();
        if let Ok(reply) = connection.read() {
            assert!(reply.status < 500, "{bytes:?}: {reply:?}");
        }
    }
    is_well(&mut server);
}

#[test]
fn who_leaves_is_forgotten() {
    let mut server = Server::with_scenario("rules: [{operation: ListItaSubJobs, delay_ms: 3000}]");
    for _ in 0..20 {
        let mut connection = server.connect();
        connection
            .write(format!("GET {JOBS} HTTP/1.1\r\nHost: a\r\n\r\n").as_bytes())
            .unwrap();
        let mut connection = server.connect();
        connection
            .write(
                format!("POST {RESIZE} HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{{")
                    .as_bytes(),
            )
            .unwrap();
    }
    std::thread::sleep(Duration::from_millis(50));
    is_well(&mut server);
    let log = serde_json::to_string(&server.log()).unwrap();
    assert!(!log.contains("413"), "{log}");
}
