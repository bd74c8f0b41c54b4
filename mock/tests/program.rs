//! The program's command line.

use std::net::TcpListener;

use crate::server::{JOBS, Server, refused};

#[test]
fn it_says_where_it_listens() {
    let server = Server::start(&[]);
    assert!(server.address.starts_with("127.0.0.1:"));
    assert_eq!(server.get(JOBS).status, 200);
    assert_eq!(server.end(), "");
}

#[test]
fn a_port_that_is_taken_is_told() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = refused(&[], &["--listen", &address]);
    assert!(
        said.starts_with(&format!("error: cannot listen at {address}: ")),
        "{said}"
    );
}

#[test]
fn arguments_that_make_no_sense_are_refused() {
    for (arguments, expected) in [
        (&["--access-key", "AK"][..], "--secret-key <SK>"),
        (&["--secret-key", "SK"], "--access-key <AK>"),
        (&["--listen", "localhost"], "invalid socket address"),
        (&["--max-body", "-1"], "unexpected argument"),
        (&["--spec", "none.yaml"], "error: none.yaml: "),
        (&["api.yaml"], "unexpected argument"),
    ] {
        let said = refused(&[], arguments);
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn a_document_that_is_broken_is_shown_where_it_is() {
    let document = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths:\n  /a:\n    get:\n      responses:\n        '200': {$ref: '#/nowhere'}\n      operationID: a\n";
    let said = refused(
        &[("api.yaml", document)],
        &["--strict", "--spec", "api.yaml"],
    );
    assert!(said.contains("--> api.yaml:7:"), "{said}");
    assert!(said.contains("operationID"), "{said}");
    let said = refused(&[("api.yaml", "a: [")], &["--spec", "api.yaml"]);
    assert!(said.contains("api.yaml:1:"), "{said}");
}

#[test]
fn a_document_may_lie_in_several_files() {
    let api = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths:\n  /a:\n    get:\n      responses:\n        '200': {description: A., content: {application/json: {schema: {$ref: 'a.yaml#/A'}}}}\n";
    let files = [
        ("api.yaml", api),
        ("a.yaml", "A: {type: integer, enum: [7]}\n"),
    ];
    let server = Server::with_files(&files, &["--spec", "api.yaml"]);
    assert_eq!(server.get("/a").json(), 7);
}

const DEFECTS: &str = r##"
openapi: 3.0.3
info: {title: A, version: '1'}
paths:
  /a:
    get: {operationId: a, responses: {'200': {description: A., content: {application/json: {schema: {type: integer, enum: [7]}}}}}}
  /b:
    get: {operationId: b, responses: {'200': {description: B., content: {application/json: {schema: {type: integer, enum: [8], example: x}}}}}}
  /c:
    get: {operationId: c, responses: {'200': {description: C., content: {application/json: {schema: {type: [integer]}}}}}}
  /d:
    get: {operationId: d, security: [{none: []}], responses: {'200': {description: D., content: {application/json: {schema: {enum: [9]}}}}}}
components:
  schemas: {S: {type: strng}}
"##;

#[test]
fn what_has_no_defects_is_served_and_the_defects_are_shown_once() {
    let files = [("api.yaml", DEFECTS)];
    let server = Server::of(DEFECTS, &[]);
    assert_eq!(server.get("/a").json(), 7);
    assert_eq!(server.get("/b").json(), 8);
    for path in ["/c", "/d"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    let said = server.end();
    assert_eq!(said.matches("warning[value-mismatch]").count(), 1, "{said}");
    assert_eq!(said.matches("warning[wrong-type]").count(), 1, "{said}");
    assert_eq!(
        said.matches("warning[dangling-reference]").count(),
        1,
        "{said}"
    );
    assert!(
        !said.contains("strng") && !said.contains("error["),
        "{said}"
    );
    assert!(said.contains("warning: `c` is not served"), "{said}");
    assert!(said.contains("warning: `d` is not served"), "{said}");
    let said = refused(&files, &["--spec", "api.yaml", "--strict"]);
    assert!(
        said.contains("error[wrong-type]") && said.contains("strng"),
        "{said}"
    );
}

#[test]
fn a_document_without_operations_is_refused_if_it_has_defects() {
    let document = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {a: {}}\n";
    let said = refused(&[("api.yaml", document)], &["--spec", "api.yaml"]);
    assert!(said.contains("error[wrong-value]"), "{said}");
}
