//! Which operation a request is for, and what it is answered with if there is none.

use std::collections::BTreeSet;

use serde_json::json;

use crate::server::{DESKTOP, JOBS, JSON, PROJECT, RESIZE, Server, resize};

const ROUTES: &str = r"
openapi: 3.0.3
info: {title: Routes, version: '1'}
servers:
  - url: https://{region}.example.com/base/{stage}
    variables: {region: {default: eu}, stage: {default: beta}}
  - url: /v1
  - url: https://example.com
paths:
  /pets/{name}:
    get:
      operationId: GetPet
      parameters: [{name: name, in: path, required: true, schema: {type: string, enum: ['a b', 'c/d', é, plain]}}]
      responses: {'200': {description: one, content: {application/json: {example: pet}}}}
    delete:
      operationId: DeletePet
      parameters: [{name: name, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: gone}}
  /pets/newest:
    get:
      operationId: GetNewestPet
      responses: {'200': {description: one, content: {application/json: {example: newest}}}}
  /files/{name}.{ending}:
    get:
      parameters:
        - {name: name, in: path, required: true, schema: {type: string, enum: [a.b]}}
        - {name: ending, in: path, required: true, schema: {type: string, enum: [txt]}}
      responses: {'200': {description: one, content: {application/json: {example: file}}}}
";

#[test]
fn a_success_is_the_document_s_example_with_ids_of_its_own() {
    let server = Server::start(&[]);
    let mut connection = server.connect();
    let (mut jobs, mut requests) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..50 {
        let body = resize().to_string();
        let reply = connection
            .send("POST", RESIZE, &[JSON], body.as_bytes())
            .unwrap();
        assert_eq!(reply.status, 200, "{}", reply.text());
        assert_eq!(reply.header("content-type"), Some("application/json"));
        let mut answer = reply.json();
        jobs.insert(answer["job_id"].take().as_str().unwrap().to_owned());
        requests.insert(reply.header("x-request-id").unwrap().to_owned());
        let example = json!([{
            "desktop_id": "c566b960-69d1-44ec-9397-2172fdd015d9",
            "job_id": "41162624-ba52-42f3-bdda-15c6d345ff60",
        }]);
        assert_eq!(answer, json!({"job_id": null, "jobs": example}));
    }
    assert_eq!((jobs.len(), requests.len()), (50, 50));
}

#[test]
fn a_path_that_no_operation_has_is_not_found() {
    let server = Server::start(&[]);
    for path in [
        "/nowhere",
        "/v2",
        "/v2//desktops/resize",
        "/v2/a/b/desktops/resize",
        &format!("{RESIZE}/"),
        &format!("{RESIZE}x"),
    ] {
        let reply = server.post(path, &resize());
        assert_eq!(reply.status, 404, "{path}");
        assert_eq!(
            reply.header("content-type"),
            Some("application/problem+json")
        );
        let problem = reply.json();
        assert_eq!(problem["status"], 404);
        assert_eq!(
            problem["title"],
            format!("no operation has the path `{path}`")
        );
        assert!(reply.header("x-request-id").is_some());
    }
}

#[test]
fn another_method_is_told_which_ones_there_are() {
    let server = Server::start(&[]);
    let reply = server.get(RESIZE);
    assert_eq!((reply.status, reply.header("allow")), (405, Some("POST")));
    let reply = server.send("PURGE", JOBS, &[], b"");
    assert_eq!((reply.status, reply.header("allow")), (405, Some("GET")));

    let server = Server::of(ROUTES, &[]);
    let reply = server.send("PUT", "/pets/plain", &[], b"");
    assert_eq!(reply.status, 405);
    assert_eq!(reply.header("allow"), Some("GET, DELETE"));
    let reply = server.send("DELETE", "/pets/plain", &[], b"");
    assert_eq!((reply.status, reply.text()), (204, ""));
}

#[test]
fn text_in_a_template_beats_a_parameter() {
    let server = Server::of(ROUTES, &[]);
    assert_eq!(server.get("/pets/newest").json(), "newest");
    assert_eq!(server.get("/pets/plain").json(), "pet");
    assert_eq!(server.get("/files/a.b.txt").json(), "file");
    // Also for methods that only the other has.
    let reply = server.send("DELETE", "/pets/newest", &[], b"");
    assert_eq!((reply.status, reply.header("allow")), (405, Some("GET")));
}

#[test]
fn paths_of_servers_may_stand_before() {
    let server = Server::of(ROUTES, &[]);
    for prefix in ["", "/v1", "/base/beta"] {
        let reply = server.get(&format!("{prefix}/pets/newest"));
        assert_eq!(
            (reply.status, reply.json()),
            (200, json!("newest")),
            "{prefix}"
        );
    }
    for prefix in ["/v2", "/v1/v1", "/base", "/base/{stage}"] {
        assert_eq!(server.get(&format!("{prefix}/pets/newest")).status, 404);
    }
}

#[test]
fn parameters_of_the_path_are_decoded() {
    let server = Server::of(ROUTES, &[]);
    for name in ["a%20b", "c%2Fd", "c%2fd", "%C3%A9", "pl%61in"] {
        let reply = server.get(&format!("/pets/{name}"));
        assert_eq!(reply.status, 200, "{name}: {}", reply.text());
    }
    for name in ["a+b", "a%2520b", "%E9", "c%2", "%00"] {
        let reply = server.get(&format!("/pets/{name}"));
        assert_eq!(reply.status, 400, "{name}");
        assert!(reply.text().contains("wrong-value at parameters/path/name"));
    }
    assert_eq!(server.get("/pets/c/d").status, 404);
}

#[test]
fn the_target_may_be_a_whole_address() {
    let server = Server::start(&[]);
    let target = format!("http://elsewhere.example.com{JOBS}?job_id={DESKTOP}");
    let reply = server.get(&target);
    assert_eq!((reply.status, reply.json()), (200, json!({"jobs": []})));
    assert!(RESIZE.contains(PROJECT));
}
