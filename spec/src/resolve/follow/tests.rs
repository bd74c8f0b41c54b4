//! Which links are followed, what they give, and what is told of the others.
#![allow(clippy::unwrap_used, reason = "a test may fail at once")]

use crate::model::{Link, LinkBody, LinkValue, Operation};
use crate::{Code, Model, Source, Tolerance, contract, load, resolve};

/// A document in which the answer of `start` has `links` and in which `list` and `explain` can be called.
fn document(links: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{title: t, version: v}}
paths:
  /{{project}}/start/{{kind}}:
    parameters:
    - {{name: project, in: path, required: true, schema: {{type: string}}}}
    - {{name: kind, in: path, required: true, schema: {{type: string}}}}
    - {{name: id, in: query, schema: {{type: string}}}}
    post:
      operationId: start
      responses:
        '200':
          description: d
          content: {{application/json: {{schema: {{$ref: '#/components/schemas/Answer'}}}}}}
          links:
            link: {links}
        '204': {{description: d, links: {{link: {links}}}}}
  /{{project}}/jobs:
    get:
      operationId: list
      parameters:
      - {{name: project, in: path, required: true, schema: {{type: string}}}}
      - {{name: id, in: query, schema: {{type: string}}}}
      - {{name: id, in: header, schema: {{type: string}}}}
      - {{name: a.b, in: query, schema: {{type: integer}}}}
      - {{name: X-Trace, in: header, schema: {{type: string}}}}
      responses: {{default: {{description: d}}}}
  /explain:
    post:
      operationId: explain
      requestBody: {{required: true, content: {{application/json: {{schema: {{type: object, properties: {{nr: {{type: integer}}}}}}}}}}}}
      responses: {{default: {{description: d}}}}
components:
  schemas:
    Answer:
      type: object
      properties:
        id: {{type: string}}
        secret: {{type: string, writeOnly: true}}
        jobs: {{type: array, items: {{$ref: '#/components/schemas/Answer'}}}}
        form: {{oneOf: [{{$ref: '#/components/schemas/Answer'}}, {{type: string}}]}}
        free: {{}}
        more: {{type: object, additionalProperties: {{type: object, properties: {{x: {{type: string}}}}}}}}
"
    )
}

fn model(links: &str) -> Model {
    let document = load(Source::new("test", document(links))).unwrap();
    resolve(&document).judged(Tolerance::STRICT).unwrap()
}

/// The link of the answer with a body.
fn link(text: &str) -> Link {
    let mut model = model(text);
    let told = model.diagnostics.iter();
    let told: Vec<_> = told.map(|told| &told.message).collect();
    let links = &mut model.operations[0].responses[0].links;
    assert_eq!(links.len(), 1, "{told:?}");
    links.remove(0)
}

/// Why the link of the answer with a body is not followed: the marked text and the message.
fn told(text: &str) -> (String, String) {
    let model = model(text);
    assert!(model.operations[0].responses[0].links.is_empty(), "{text}");
    let first = model.diagnostics.iter().next().unwrap();
    assert_eq!(first.code, Code::UnsupportedLink);
    assert!(first.help.is_some());
    let marked = &model.source.text()[first.span.start..first.span.end];
    (marked.to_owned(), first.message.clone())
}

fn shown(value: &LinkValue) -> String {
    match value {
        LinkValue::Constant(value) => value.json.to_string(),
        LinkValue::RequestPath(name) => format!("path {name}"),
        LinkValue::ResponseBody(pointer) => format!("body {pointer}"),
    }
}

#[test]
fn parameters_are_constants_or_expressions() {
    let link = link(
        "{operationId: list, description: all, parameters: {project: $request.path.project, query.id: '$response.body#/id', a.b: 3, x-trace: t}}",
    );
    assert_eq!((link.name.as_str(), link.operation), ("link", 1));
    assert_eq!(link.docs.description.unwrap().text, "all");
    let parameters = link.parameters.iter().map(|given| {
        let location = given.location.as_str();
        format!("{location} {} {}", given.name, shown(&given.value))
    });
    assert_eq!(
        parameters.collect::<Vec<_>>(),
        [
            "path project path project",
            "query id body /id",
            "query a.b 3",
            "header X-Trace \"t\""
        ]
    );
    assert!(link.body.is_none());
}

#[test]
fn a_body_is_one_value_or_an_object_with_expressions() {
    let body = |text: &str| {
        link(&format!("{{operationId: explain, requestBody: {text}}}"))
            .body
            .unwrap()
    };
    for (text, expected) in [
        ("$response.body", "body "),
        ("'$response.body#/jobs/0/id'", "body /jobs/0/id"),
        ("{nr: 1, l: [a, {b: c}]}", r#"{"nr":1,"l":["a",{"b":"c"}]}"#),
    ] {
        match body(text) {
            LinkBody::Value(value) => assert_eq!(shown(&value), expected),
            LinkBody::Object(members) => panic!("{text}: {members:?}"),
        }
    }
    let LinkBody::Object(members) = body("{nr: 1, of: {id: '$response.body#/id', l: [a]}}") else {
        panic!("an object");
    };
    let [(nr, LinkBody::Value(one)), (of, LinkBody::Object(inner))] = members.as_slice() else {
        panic!("{members:?}");
    };
    assert_eq!(
        (nr.as_str(), of.as_str(), shown(one).as_str()),
        ("nr", "of", "1")
    );
    let [(id, LinkBody::Value(given)), (_, LinkBody::Value(list))] = inner.as_slice() else {
        panic!("{inner:?}");
    };
    assert_eq!((id.as_str(), shown(given).as_str()), ("id", "body /id"));
    assert_eq!(shown(list), r#"["a"]"#);
}

#[test]
fn an_operation_is_named_by_its_place_too() {
    let link = link(
        "{operationRef: '#/paths/~1%7Bproject%7D~1jobs/get', parameters: {project: $request.path.kind}}",
    );
    assert_eq!(link.operation, 1);
}

#[test]
fn a_place_in_the_body_is_one_that_its_schema_has() {
    let takes = |place: &str| {
        let link = format!("{{operationId: explain, requestBody: '$response.body#{place}'}}");
        !model(&link).operations[0].responses[0].links.is_empty()
    };
    for place in [
        "",
        "/id",
        "/jobs/1/jobs/2/id",
        "/form/form/id",
        "/free/x/y",
        "/more/k/x",
    ] {
        assert!(takes(place), "{place}");
    }
    for place in [
        "/ids",
        "/id/x",
        "/secret",
        "/jobs/x/id",
        "/form/x",
        "/more/k/y",
    ] {
        assert!(!takes(place), "{place}");
    }
}

#[test]
fn what_is_not_followed_is_told() {
    let of_list = |parameters: &str| {
        told(&format!(
            "{{operationId: list, parameters: {{project: p, {parameters}}}}}"
        ))
    };
    let of_body = |body: &str| told(&format!("{{operationId: explain, requestBody: {body}}}"));
    let cases = [
        of_list("query.id: $url"),
        of_list("query.id: $request.query.id"),
        of_list("query.id: $response.header.X-Id"),
        of_list("query.id: '$request.body#/id'"),
        of_list("query.id: $response.bodies"),
        of_list("query.id: $nothing"),
        of_list("query.id: '{$response.body#/id}-1'"),
        of_list("query.id: $request.path.id"),
        of_list("query.id: '$response.body#/ids'"),
        of_list("id: x"),
        of_list("path.id: x"),
        of_list("projekt: x"),
        of_list("path.project: x"),
        told("{operationId: list, parameters: {query.id: x}}"),
        told("{operationId: explain}"),
        told("{operationId: list, parameters: {project: p}, requestBody: {}}"),
        of_body("[$url]"),
        of_body("{a: '{$url}'}"),
        told("{operationRef: 'other.yaml#/paths/~1a/get'}"),
        told("{operationId: explain, requestBody: 1, server: {url: /}}"),
    ];
    let cases: Vec<_> = cases
        .iter()
        .map(|(marked, message)| format!("{marked}: {message}"))
        .collect();
    assert_eq!(
        cases,
        [
            "$url: the expression `$url` is not followed",
            "$request.query.id: the expression `$request.query.id` is not followed",
            "$response.header.X-Id: the expression `$response.header.X-Id` is not followed",
            "'$request.body#/id': the expression `$request.body#/id` is not followed",
            "$response.bodies: `$response.bodies` is no runtime expression",
            "$nothing: `$nothing` is no runtime expression",
            "'{$response.body#/id}-1': an expression inside a text is not followed",
            "$request.path.id: `start` has no path parameter `id`",
            "'$response.body#/ids': the schema of the body has nothing where `$response.body#/ids` leads",
            "id: `list` has several parameters `id`",
            "path.id: `list` has no parameter `path.id`",
            "projekt: `list` has no parameter `projekt`",
            "path.project: this link gives `project` twice",
            "link: `list` needs `project`, which this link does not give",
            "link: `explain` needs a body, which this link does not give",
            "{: `list` takes no body of JSON",
            "[: an expression in a list is not followed",
            "'{$url}': an expression inside a text is not followed",
            "'other.yaml#/paths/~1a/get': this link leads out of the document",
            "{: this link leads to a server of its own",
        ]
    );
}

#[test]
fn a_response_without_a_body_gives_no_member_of_it() {
    let model = model("{operationId: explain, requestBody: '$response.body#/id'}");
    assert_eq!(model.operations[0].responses[0].links.len(), 1);
    assert!(model.operations[0].responses[1].links.is_empty());
    let told = model.diagnostics.iter().map(|told| told.message.as_str());
    assert_eq!(
        told.collect::<Vec<_>>(),
        ["this response has no body of JSON"]
    );
}

#[test]
fn constants_are_held_against_their_schemas() {
    for (link, what) in [
        (
            "{operationId: list, parameters: {project: p, a.b: x}}",
            "parameter",
        ),
        ("{operationId: explain, requestBody: {nr: x}}", "body"),
    ] {
        let model = model(link);
        let found = contract(&model).diagnostics;
        let errors = found.judge(&model.source, Tolerance::STRICT).unwrap_err();
        let message = &errors.errors()[0].message;
        assert!(
            message.starts_with(&format!("the {what} is refused by its own schema")),
            "{message}"
        );
    }
}

#[test]
fn the_answers_of_our_own_document_lead_on() {
    let text = include_str!("../../../workspace.openapi.yaml");
    let document = load(Source::new("workspace.openapi.yaml", text)).unwrap();
    let model = resolve(&document);
    assert_eq!(model.diagnostics.iter().count(), 0);
    let leads = |operation: &Operation| -> Vec<String> {
        let responses = operation.responses.iter();
        let links = responses.flat_map(|response| {
            let links = response.links.iter();
            links.map(move |link| (response.status, link))
        });
        let shown =
            links.map(|(status, link)| format!("{status} {}", model.operations[link.operation].id));
        shown.collect()
    };
    let leads: Vec<_> = model.operations.iter().map(leads).collect();
    assert_eq!(
        leads,
        [
            &[
                "200 ListItaSubJobs",
                "202 ListItaSubJobs",
                "403 DecodeAuthorizationMessage"
            ][..],
            &["403 DecodeAuthorizationMessage"],
            &[],
        ]
    );
    assert!(model.operations[1].responses[0].progress.is_some());
}
