//! Who may see the page and what it asks for, and what a browser may do with an answer.

use serde_json::Value;

use crate::server::{JOBS, JSON, RESIZE, Server, resize};

const LOG: &str = "/_specwright/log";
const CHECK: &str = "/_specwright/check?operation=ResizeDesktop";

fn status(server: &Server, method: &str, target: &str, headers: &[(&str, &str)]) -> u16 {
    server.send(method, target, headers, b"").status
}

#[test]
fn the_page_is_for_who_calls_the_machine_by_its_own_name() {
    let server = Server::start(&[]);
    let port = server.address.rsplit_once(':').unwrap().1;
    for host in [
        "localhost".to_owned(),
        "LOCALHOST".to_owned(),
        format!("localhost:{port}"),
        server.address.clone(),
        format!("[::1]:{port}"),
        // A forwarded port.
        "localhost:1".to_owned(),
    ] {
        for target in ["/", LOG] {
            let status = status(&server, "GET", target, &[("Host", &host)]);
            assert_eq!(status, 200, "{host} {target}");
        }
        let status = status(&server, "POST", CHECK, &[("Host", &host)]);
        assert_eq!(status, 200, "{host}");
    }
    for host in [
        "evil.test",
        "evil.test:80",
        "localhost.evil.test",
        "127.0.0.1.evil.test",
        "evil.test@localhost",
        "localhost@evil.test",
        "localhost:80@evil.test",
        "local host",
        "[::1].evil.test",
        "[::1",
        "localhost:x",
        "",
    ] {
        for target in ["/", LOG] {
            let status = status(&server, "GET", target, &[("Host", host)]);
            assert!(matches!(status, 400 | 421), "{host} {target}: {status}");
        }
        let status = status(&server, "POST", CHECK, &[("Host", host)]);
        assert!(matches!(status, 400 | 421), "{host}: {status}");
    }
    // An address in the request line counts as much as the header.
    for target in ["http://evil.test/", "http://evil.test/_specwright/log"] {
        assert_eq!(status(&server, "GET", target, &[]), 421, "{target}");
    }
    // The API may be called by any name: that of the service, for example.
    let host = ("Host", "workspace.example.com");
    assert_eq!(status(&server, "GET", JOBS, &[host]), 200);
}

#[test]
fn a_request_has_one_host() {
    let server = Server::start(&[]);
    for head in [
        format!("GET {JOBS} HTTP/1.1\r\n\r\n"),
        format!("GET {JOBS} HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n"),
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.test\r\n\r\n".to_owned(),
    ] {
        let mut connection = server.connect();
        connection.write(head.as_bytes()).unwrap();
        assert_eq!(connection.read().unwrap().status, 400, "{head}");
    }
}

#[test]
fn other_pages_get_nothing_of_this_one() {
    let server = Server::start(&[]);
    let own = server.url();
    let host = ("Host", server.address.as_str());
    for (headers, expected) in [
        (&[("Origin", own.as_str())][..], 200),
        (&[("Sec-Fetch-Site", "same-origin")], 200),
        (&[("Sec-Fetch-Site", "none")], 200),
        (&[("Origin", "http://evil.test")], 403),
        (&[("Origin", "null")], 403),
        (&[("Origin", "http://localhost:1")], 403),
        (
            &[("Origin", "https://evil.test"), ("Sec-Fetch-Site", "none")],
            403,
        ),
        (&[("Sec-Fetch-Site", "cross-site")], 403),
        (&[("Sec-Fetch-Site", "same-site")], 403),
    ] {
        let headers = [&[host], headers].concat();
        assert_eq!(
            status(&server, "POST", CHECK, &headers),
            expected,
            "{headers:?}"
        );
        assert_eq!(
            status(&server, "GET", LOG, &headers),
            expected,
            "{headers:?}"
        );
    }
    // A link to the page is a link.
    let link = [host, ("Sec-Fetch-Site", "cross-site")];
    assert_eq!(status(&server, "GET", "/", &link), 200);
    let asked = [
        host,
        ("Origin", own.as_str()),
        ("Access-Control-Request-Method", "POST"),
    ];
    for target in ["/", LOG, CHECK, RESIZE] {
        let reply = server.send("OPTIONS", target, &asked, b"");
        assert_eq!(
            reply.header("access-control-allow-origin"),
            None,
            "{target}"
        );
    }
}

#[test]
fn a_server_with_secrets_tells_its_log_to_who_has_the_token() {
    for secrets in [
        &["--token", "TOKEN-secret"][..],
        &["--access-key", "AKEY", "--secret-key", "SKEY-secret"],
    ] {
        let server = Server::start(secrets);
        let token = server.page_token.clone().unwrap();
        assert!(
            token.len() >= 32 && token.bytes().all(|it| it.is_ascii_hexdigit()),
            "{token}"
        );
        let wrong = format!("{}0", &token[1..]);
        for (headers, expected) in [
            (&[][..], 401),
            (&[("X-Specwright-Token", "")], 401),
            (&[("X-Specwright-Token", wrong.as_str())], 401),
            (&[("X-Specwright-Token", &token[1..])], 401),
            (&[("X-Auth-Token", "TOKEN-secret")], 401),
            (&[("X-Specwright-Token", token.as_str())], 200),
        ] {
            assert_eq!(
                status(&server, "GET", LOG, headers),
                expected,
                "{headers:?}"
            );
            assert_eq!(
                status(&server, "POST", CHECK, headers),
                expected,
                "{headers:?}"
            );
        }
        // The page itself is the document; who asks for it must not get the token with it.
        let page = server.get("/");
        assert_eq!(page.status, 200);
        for secret in [&token, "TOKEN-secret", "SKEY-secret"] {
            assert!(!page.text().contains(secret));
        }
        let other = Server::start(secrets);
        assert_ne!(other.page_token, server.page_token);
    }
    assert_eq!(Server::start(&[]).page_token, None);
}

const HOSTILE: &str = r#"
openapi: 3.0.3
info: {title: Hostile, version: '1'}
paths:
  /page:
    get:
      responses:
        '200':
          description: A page.
          headers:
            Content-Security-Policy: {required: true, schema: {type: string, example: "script-src *"}}
            X-Content-Type-Options: {required: true, schema: {type: string, example: sniff}}
            X-Frame-Options: {required: true, schema: {type: string, example: ALLOWALL}}
            Cross-Origin-Resource-Policy: {required: true, schema: {type: string, example: cross-origin}}
            Content-Type: {required: true, schema: {type: string, example: text/html}}
            X-Split: {required: true, schema: {type: string, example: "a\r\nSet-Cookie: stolen=1"}}
          content:
            text/html: {example: "<script>fetch('/_specwright/log')</script>"}
  /image:
    get:
      responses:
        '200':
          description: An image.
          content:
            image/svg+xml: {example: "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"}
"#;

#[test]
fn no_answer_runs_anything_in_a_browser() {
    let server = Server::of(HOSTILE, &[]);
    let policy =
        "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    for (method, target) in [
        ("GET", "/page"),
        ("GET", "/image"),
        ("GET", "/nothing"),
        ("DELETE", "/page"),
        ("POST", "/"),
        ("GET", LOG),
        ("POST", CHECK),
        ("PUT", LOG),
        ("GET", "/"),
    ] {
        let mut connection = server.connect();
        let reply = connection
            .send(method, target, &[], b"")
            .unwrap_or_else(|_| panic!("{target}"));
        for (name, expected) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("x-frame-options", "DENY"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(reply.header(name), Some(expected), "{target} {name}");
        }
        let found = reply.header("content-security-policy").unwrap();
        if target == "/" && method != "POST" {
            assert!(
                found.starts_with("default-src 'none'; style-src 'sha256-"),
                "{found}"
            );
            assert!(!found.contains("unsafe") && !found.contains('*'), "{found}");
        } else {
            assert_eq!(found, policy, "{target}");
        }
        assert_eq!(reply.header("set-cookie"), None, "{target}");
        assert_eq!(
            reply.header("access-control-allow-origin"),
            None,
            "{target}"
        );
    }
    assert_eq!(
        server.get("/page").text(),
        "<script>fetch('/_specwright/log')</script>"
    );
}

#[test]
fn the_log_has_no_secrets() {
    let server = Server::start(&["--token", "TOKEN-secret"]);
    let headers = [
        ("Authorization", "Basic SECRET-1"),
        ("X-Auth-Token", "SECRET-2"),
        ("Cookie", "session=SECRET-3"),
        ("X-Security-Token", "SECRET-4"),
        ("Proxy-Authorization", "SECRET-5"),
        JSON,
    ];
    server.send("POST", RESIZE, &headers, resize().to_string().as_bytes());
    let target = format!("http://user:SECRET-6@localhost{JOBS}");
    server.send("GET", &target, &headers[..1], b"");
    let token = server.page_token.clone().unwrap();
    let log = Value::from(server.log()).to_string();
    assert!(log.contains(RESIZE), "{log}");
    assert!(!log.contains("SECRET") && !log.contains(&token), "{log}");
}

const LEAKS: &str = r"
openapi: 3.0.3
info: {title: Leaks, version: '1'}
components:
  securitySchemes:
    token: {type: apiKey, in: header, name: X-Auth-Token}
    key: {type: apiKey, in: query, name: key}
paths:
  /a:
    post:
      parameters:
      - {name: X-Auth-Token, in: header, schema: {type: string, pattern: '^a', maxLength: 3}}
      - {name: session, in: cookie, schema: {type: string, enum: [x]}}
      requestBody: {content: {application/json: {schema: {type: object, properties: {p: {type: string, enum: [q]}}}}}}
      responses: {'204': {description: Done.}}
";

#[test]
fn findings_name_what_is_wrong_and_not_its_value() {
    let server = Server::of(LEAKS, &[]);
    let headers = [
        ("X-Auth-Token", "SECRET-1"),
        ("Cookie", "session=SECRET-2"),
        JSON,
    ];
    let body = br#"{"p": "SECRET-3"}"#;
    let reply = server.send("POST", "/a?key=SECRET-4", &headers, body);
    assert_eq!(reply.status, 400);
    let shown = format!("{} {:?}", reply.text(), server.log());
    assert!(
        shown.contains("`X-Auth-Token` must have at most 3"),
        "{shown}"
    );
    assert!(!shown.contains("SECRET"), "{shown}");
}
