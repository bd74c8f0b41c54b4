//! Documents of other shapes than the one that comes with the program.

use serde_json::{Value, json};
use specwright::Contracts;
use specwright_spec::Source;
use specwright_spec::input::DEFAULT_LIMIT;

use crate::server::{JSON, Server};

const API: &str = r"
openapi: 3.0.3
info: {title: Things, version: '1'}
paths:
  /things:
    get:
      operationId: ListThings
      parameters:
        - {name: ids, in: query, schema: {type: array, items: {type: integer}, maxItems: 3}}
        - {name: names, in: query, explode: false, schema: {type: array, items: {type: string, maxLength: 3}, minItems: 2}}
        - {name: flags, in: query, style: pipeDelimited, explode: false, schema: {type: array, items: {type: boolean}}}
        - {name: words, in: query, style: spaceDelimited, explode: false, schema: {type: array, items: {enum: [a, b]}}}
        - {name: numbers, in: query, explode: false, schema: {type: array, items: {type: integer}}}
        - name: filter
          in: query
          style: deepObject
          schema: {type: object, required: [size], properties: {size: {type: integer}, tags: {type: array, items: {enum: [x, y]}}}}
        - {name: range, in: query, explode: false, schema: {type: object, properties: {from: {type: integer}}, additionalProperties: false}}
        - {name: open, in: query, schema: {type: boolean}}
        - {name: share, in: query, schema: {type: number, maximum: 1}}
        - {name: text, in: query, schema: {type: string}}
        - {name: raw, in: query, content: {application/json: {schema: {type: object, required: [a]}}}}
        - {name: X-Level, in: header, required: true, schema: {type: integer, maximum: 3}}
        - {name: X-Ids, in: header, schema: {type: array, items: {type: integer}}}
        - {name: session, in: cookie, schema: {type: string, minLength: 4}}
      responses:
        '200':
          description: All.
          headers:
            X-Total: {required: true, schema: {type: integer, minimum: 7}}
            X-Kind: {required: true, schema: {enum: [small, big]}}
            X-Maybe: {schema: {type: string}}
            Content-Length: {required: true, schema: {type: integer}}
          content:
            application/json: {schema: {$ref: '#/components/schemas/Things'}}
        default: {$ref: '#/components/responses/Nested'}
    post:
      operationId: AddThing
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses:
        '201': {description: Made., content: {application/vnd.things+json: {schema: {$ref: '#/components/schemas/Thing'}}}}
  /things/{id}:
    put:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        '204': {description: Done.}
        '400': {description: No., content: {application/json: {schema: {$ref: '#/components/schemas/Flat'}}}}
  /text:
    get: {responses: {'200': {description: Text., content: {text/plain: {example: 'two words', schema: {type: string}}}}}}
    post: {responses: {'200': {description: Text., content: {text/plain: {schema: {type: string}}}}}}
  /list:
    get:
      parameters: [{name: n, in: query, required: true, schema: {type: integer}}]
      responses:
        '200': {description: Any., content: {'*/*': {example: {a: 1}, schema: {type: object}}}}
        '400': {description: No., content: {application/json: {schema: {$ref: '#/components/schemas/Several'}}}}
  /moved:
    get: {responses: {'302': {description: Elsewhere., headers: {Location: {required: true, schema: {type: string, example: /things}}}}}}
  /gone:
    get: {responses: {'404': {description: Not here.}}}
components:
  responses:
    Nested:
      description: A failure.
      content: {application/json: {schema: {$ref: '#/components/schemas/Nested'}}}
  schemas:
    Things: {type: array, minItems: 1, items: {$ref: '#/components/schemas/Thing'}}
    Thing:
      type: object
      required: [name, kind]
      properties:
        name: {type: string, minLength: 3, maxLength: 5}
        kind: {enum: [round, square]}
        size: {type: integer, minimum: 4}
        at: {type: string, nullable: true}
    Nested:
      type: object
      properties:
        error:
          type: object
          required: [code, message, target]
          additionalProperties: false
          properties:
            code: {type: string}
            message: {type: string, maxLength: 200}
            target: {type: string}
            details: {type: array, items: {type: string}}
    Flat:
      type: object
      required: [code, message]
      properties: {code: {type: integer}, message: {type: string}}
    Several:
      type: object
      required: [errors]
      properties: {errors: {type: array, minItems: 1, items: {type: object, required: [message], properties: {message: {type: string}}}}}
";

fn accepts(operation: &str, part: &str, body: &Value) -> bool {
    let contracts =
        Contracts::of_document(Source::new("api.yaml", API), "".as_ref(), DEFAULT_LIMIT).unwrap();
    jsonschema::is_valid(&contracts.schema(Some(operation), part).unwrap(), body)
}

/// What is wrong with the parameters of a request for things.
fn refused(server: &Server, query: &str, headers: &[(&str, &str)]) -> Option<Vec<String>> {
    let reply = server.send("GET", &format!("/things?{query}"), headers, b"");
    if reply.status == 200 {
        return None;
    }
    assert_eq!(reply.status, 400, "{query}");
    let body = reply.json();
    assert!(accepts("ListThings", "response.default", &body), "{body}");
    assert_eq!(body["error"]["code"], "MOCK.400");
    let details = body["error"]["details"].as_array().unwrap().iter();
    let details = details.map(|line| line.as_str().unwrap().split(": ").next().unwrap());
    Some(details.map(str::to_owned).collect())
}

#[test]
fn parameters_of_all_styles_are_read() {
    let server = Server::of(API, &[]);
    let level = [("X-Level", "3")];
    for query in [
        "",
        "ids=1&ids=-2&ids=3",
        "names=abc,d",
        "names=a%2Cb,d",
        "flags=true|false",
        "flags=true%7Cfalse",
        "words=a%20b",
        "words=a+b",
        "numbers=1,2",
        "numbers=1%2C2",
        "filter%5Bsize%5D=1&filter[tags]=x&filter[tags]=y",
        "range=from,1",
        "open=true&share=0.5&text=12",
        "raw=%7B%22a%22:1%7D",
        "text=%00%FF&text=a+b",
        "unknown=1",
    ] {
        assert_eq!(refused(&server, query, &level), None, "{query}");
    }
    for (query, expected) in [
        ("ids=1&ids=x", "wrong-type at parameters/query/ids/1"),
        ("ids=1,2", "wrong-type at parameters/query/ids/0"),
        (
            "ids=1&ids=2&ids=3&ids=4",
            "wrong-count at parameters/query/ids",
        ),
        ("names=abcd,d", "wrong-length at parameters/query/names/0"),
        ("names=a%2Cb", "wrong-count at parameters/query/names"),
        ("flags=true|1", "wrong-type at parameters/query/flags/1"),
        ("words=a%20c", "wrong-value at parameters/query/words/1"),
        (
            "filter[size]=x",
            "wrong-type at parameters/query/filter/size",
        ),
        (
            "filter[size]=1&filter[tags]=z",
            "wrong-value at parameters/query/filter/tags/0",
        ),
        ("filter[tags]=x", "missing-field at parameters/query/filter"),
        ("range=from,x", "wrong-type at parameters/query/range/from"),
        ("range=to,1", "forbidden-field at parameters/query/range/to"),
        ("open=1", "wrong-type at parameters/query/open"),
        ("open=True", "wrong-type at parameters/query/open"),
        ("share=1.5", "out-of-range at parameters/query/share"),
        ("share=1e999", "wrong-type at parameters/query/share"),
        ("raw=%7B%7D", "missing-field at parameters/query/raw"),
        ("raw=x", "wrong-type at parameters/query/raw"),
    ] {
        let found = refused(&server, query, &level).unwrap_or_default();
        assert_eq!(found, [expected], "{query}");
    }
}

#[test]
fn headers_and_cookies_are_read() {
    let server = Server::of(API, &[]);
    let found = |headers: &[(&str, &str)]| refused(&server, "", headers);
    assert_eq!(found(&[("x-level", "2"), ("X-Ids", "1, 2")]), None);
    assert_eq!(
        found(&[("x-level", "2"), ("Cookie", "a=b; session=12%33%34")]),
        None
    );
    for (headers, expected) in [
        (&[][..], "missing-field at parameters/header"),
        (
            &[("X-Level", "4")],
            "out-of-range at parameters/header/X-Level",
        ),
        (
            &[("X-Level", "x")],
            "wrong-type at parameters/header/X-Level",
        ),
        (
            &[("X-Level", "1"), ("X-Ids", "1,b")],
            "wrong-type at parameters/header/X-Ids/1",
        ),
        (
            &[("X-Level", "1"), ("Cookie", "session=abc")],
            "wrong-length at parameters/cookie/session",
        ),
    ] {
        assert_eq!(
            found(headers),
            Some(vec![expected.to_owned()]),
            "{headers:?}"
        );
    }
}

#[test]
fn what_has_no_example_is_made_up_as_its_schema_says() {
    let server = Server::of(API, &[]);
    let mut connection = server.connect();
    for _ in 0..100 {
        let reply = connection
            .send("GET", "/things", &[("X-Level", "1")], b"")
            .unwrap();
        assert_eq!(reply.status, 200, "{}", reply.text());
        assert!(
            accepts("ListThings", "response.200", &reply.json()),
            "{}",
            reply.text()
        );
        assert_eq!(reply.header("x-total"), Some("7"));
        assert_eq!(reply.header("x-kind"), Some("small"));
        assert_eq!(reply.header("x-maybe"), None);
    }
    let reply = server.post("/things", &json!({"name": "abc", "kind": "round"}));
    assert_eq!(reply.status, 201);
    assert_eq!(
        reply.header("content-type"),
        Some("application/vnd.things+json")
    );
    assert!(accepts("AddThing", "response.201", &reply.json()));
}

#[test]
fn failures_without_a_word_in_the_document_are_problems() {
    let server = Server::of(API, &[]);
    let reply = server.post("/things", &json!({"name": "ab", "kind": "flat"}));
    assert_eq!(reply.status, 400);
    assert_eq!(
        reply.header("content-type"),
        Some("application/problem+json")
    );
    let problem = reply.json();
    let title = problem["title"].as_str().unwrap();
    assert!(
        title.starts_with("the request is invalid: 2 findings, of which the first: "),
        "{title}"
    );
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("wrong-length at body/name: "), "{detail}");
    assert!(detail.contains("\nwrong-value at body/kind: "), "{detail}");
    let reply = server.send("POST", "/things", &[("Content-Type", "text/plain")], b"x");
    assert_eq!(reply.status, 415);
}

#[test]
fn failures_without_room_for_details_tell_them_in_their_message() {
    let server = Server::of(API, &[]);
    let reply = server.send(
        "PUT",
        "/things/7",
        &[JSON],
        br#"{"name": "abc", "kind": "flat"}"#,
    );
    assert_eq!(reply.status, 400);
    let body = reply.json();
    assert_eq!(body["code"], 400);
    let message = body["message"].as_str().unwrap();
    assert!(
        message.starts_with("the request is invalid: 1 finding: wrong-value at body/kind: "),
        "{message}"
    );
    let body = server.get("/list").json();
    let message = body["errors"][0]["message"].as_str().unwrap();
    assert!(
        message
            .contains("missing-field at parameters/query: missing required query parameter `n`; "),
        "{message}"
    );
}

#[test]
fn details_of_a_scenario_find_their_place() {
    let rules = "rules: [{status: 400, code: C, message: why, detail: \"one\\ntwo\"}]";
    let files = [("api.yaml", API), ("s.yaml", rules)];
    let server = Server::with_files(&files, &["--spec", "api.yaml", "--scenario", "s.yaml"]);
    let level = [("X-Level", "1")];
    let nested = server.send("GET", "/things", &level, b"").json();
    let error = &nested["error"];
    assert_eq!(error["code"], "C");
    assert_eq!(error["message"], "why");
    assert_eq!(error["details"], json!(["one", "two"]));
    let flat = server.send("PUT", "/things/7", &[], b"").json();
    assert_eq!(flat, json!({"code": 400, "message": "why: one\ntwo"}));
    let several = server.get("/list?n=1").json();
    assert_eq!(several, json!({"errors": [{"message": "why: one\ntwo"}]}));
}

#[test]
fn bodies_may_be_absent_or_no_json() {
    let server = Server::of(API, &[]);
    let reply = server.send("PUT", "/things/7", &[], b"");
    assert_eq!((reply.status, reply.text()), (204, ""));
    assert_eq!(reply.header("content-type"), None);
    let reply = server.send("PUT", "/things/seven", &[], b"");
    assert_eq!(reply.status, 400);
    let reply = server.get("/text");
    assert_eq!((reply.status, reply.text()), (200, "two words"));
    assert_eq!(reply.header("content-type"), Some("text/plain"));
    assert_eq!(server.post("/text", &json!(1)).text(), "text");
    let reply = server.get("/list?n=1");
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert_eq!(reply.json(), json!({"a": 1}));
    let reply = server.get("/moved");
    assert_eq!(
        (reply.status, reply.header("location")),
        (302, Some("/things"))
    );
    assert_eq!(server.get("/gone").status, 200);
}

#[test]
fn operations_without_an_id_have_one() {
    let server = Server::of(API, &[]);
    server.get("/text");
    let log = server.log();
    let id = log[0]["operation"].as_str().unwrap().to_owned();
    let scenario = format!("rules: [{{operation: {id}, body: mine}}]");
    let files = [("api.yaml", API), ("s.yaml", &scenario)];
    let server = Server::with_files(&files, &["--spec", "api.yaml", "--scenario", "s.yaml"]);
    assert_eq!(server.get("/text").text(), "mine");
    assert_eq!(server.post("/text", &json!(1)).text(), "text");
}
