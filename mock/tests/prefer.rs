//! The header `Prefer`.

use serde_json::json;

use crate::server::{JOBS, JSON, RESIZE, Server, resize};

const EXAMPLES: &str = r"
openapi: 3.0.3
info: {title: Examples, version: '1'}
paths:
  /pets:
    get:
      operationId: ListPets
      responses:
        '200':
          description: Pets.
          content: {application/json: {schema: {type: array, items: {type: string}}, examples: {one: {value: [a]}, two: {value: [a, b]}}}}
        '404':
          description: None.
          content: {application/json: {schema: {type: object}, examples: {none: {value: {why: none}}}}}
";

#[test]
fn an_answer_can_be_preferred_by_its_status() {
    let server = Server::start(&[]);
    let send = |prefer: &str| {
        let body = resize().to_string();
        server.send("POST", RESIZE, &[JSON, ("Prefer", prefer)], body.as_bytes())
    };
    for status in [400, 401, 403, 404, 409, 500] {
        let reply = send(&format!("code={status}"));
        assert_eq!(reply.status, status);
        assert_eq!(reply.json()["error_code"], format!("MOCK.{status}"));
    }
    let reply = send("respond-async, code=\"202\"; x=y");
    assert_eq!(reply.status, 202);
    assert!(reply.json()["job_id"].is_string());
    assert_eq!(send("return=minimal").status, 200);
    for (prefer, message) in [
        (
            "code=418",
            "the document has no answer 418 for `ResizeDesktop`; it has 200, 202, 400, 401, 403, 404, 409, 500",
        ),
        (
            "code=204",
            "the document has no answer 204 for `ResizeDesktop`; it has 200, 202, 400, 401, 403, 404, 409, 500",
        ),
        ("code=99", "`Prefer: code=99` is no status"),
        ("code=x", "`Prefer: code=x` is no status"),
        ("code", "`Prefer: code=` is no status"),
        (
            "example=three",
            "the answer 200 of `ResizeDesktop` has no example `three`",
        ),
        (
            "code=409, example=one-desktop",
            "the answer 409 of `ResizeDesktop` has no example `one-desktop`",
        ),
    ] {
        let reply = send(prefer);
        assert_eq!(
            (reply.status, &reply.json()["error_msg"]),
            (400, &json!(message))
        );
    }
}

#[test]
fn an_answer_can_be_preferred_by_the_name_of_its_example() {
    let server = Server::of(EXAMPLES, &[]);
    let send = |prefer: &str| server.send("GET", "/pets", &[("Prefer", prefer)], b"");
    assert_eq!(server.get("/pets").json(), json!(["a"]));
    assert_eq!(send("example=two").json(), json!(["a", "b"]));
    let reply = send("example=none");
    assert_eq!((reply.status, reply.json()), (404, json!({"why": "none"})));
    assert_eq!(send("example=two, code=200").status, 200);
    assert_eq!(send("example=two, code=404").status, 400);
}

#[test]
fn what_is_wrong_with_a_request_matters_more() {
    let server = Server::start(&[]);
    let reply = server.send(
        "GET",
        &format!("{JOBS}?limit=x"),
        &[("Prefer", "code=409")],
        b"",
    );
    assert_eq!(reply.status, 400);
}
