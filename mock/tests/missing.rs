//! Missing required parameters are reported by name, with and without other parameters in the same location.

use crate::server::Server;

const API: &str = r"
openapi: 3.0.3
info: {title: Things, version: '1'}
paths:
  /things/{id}:
    get:
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: limit, in: query, required: true, schema: {type: integer}}
        - {name: order, in: query, required: true, schema: {type: string, enum: [up, down]}}
        - {name: offset, in: query, schema: {type: integer}}
        - {name: X-Level, in: header, required: true, schema: {type: string}}
        - {name: X-Note, in: header, schema: {type: string}}
        - {name: session, in: cookie, required: true, schema: {type: string}}
      responses:
        '200': {description: Done.}
        '400':
          description: No.
          content:
            application/json:
              schema:
                type: object
                required: [message, details]
                properties:
                  message: {type: string}
                  details: {type: array, items: {type: string}}
";

const LIMIT: &str = "missing-field at parameters/query: missing required query parameter `limit`; add `limit`, an integer";
const ORDER: &str = "missing-field at parameters/query: missing required query parameter `order`; add `order`, one of `up`, `down`";
const LEVEL: &str = "missing-field at parameters/header: missing required header parameter `X-Level`; add `X-Level`, a string";
const SESSION: &str = "missing-field at parameters/cookie: missing required cookie parameter `session`; add `session`, a string";

#[test]
fn missing_parameters_are_named() {
    let server = Server::of(API, &[]);
    for (query, headers, expected) in [
        ("", &[][..], &[LIMIT, ORDER, LEVEL, SESSION][..]),
        (
            "?offset=1",
            &[("X-Note", "n"), ("Cookie", "other=1")],
            &[LIMIT, ORDER, LEVEL, SESSION],
        ),
        ("?limit=1", &[("X-Level", "1")], &[ORDER, SESSION]),
        (
            "?limit=1&order=up",
            &[("X-Level", "1"), ("Cookie", "session=1")],
            &[],
        ),
    ] {
        let reply = server.send("GET", &format!("/things/1{query}"), headers, b"");
        let found = match reply.status {
            200 => Vec::new(),
            _ => {
                let mut lines = Vec::new();
                let body = reply.json();
                for line in body["details"].as_array().unwrap() {
                    lines.push(line.as_str().unwrap().to_owned());
                }
                lines.sort_unstable();
                lines
            }
        };
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(found, expected, "{query}");
    }
}
