//! Which diagnostics matter to which parts of which operations.

#![allow(clippy::unwrap_used, reason = "a test may fail at once")]

use std::collections::HashSet;

use super::Reach;
use crate::contract::Part;
use crate::error::Weight;
use crate::load::load_with;
use crate::model::Status;
use crate::{Document, Model, Source, contract, resolve};

const REQUEST: Part = Part::Request;
const OK: Part = Part::Response(Status::Code(200));

struct Case {
    document: Document,
    model: Model,
}

impl Case {
    fn new(text: &str, files: &[(&str, &str)]) -> Self {
        let file = |name: &str| {
            let found = files.iter().find(|(known, _)| *known == name);
            let text = found.map(|(_, text)| (*text).to_owned());
            text.ok_or_else(String::new)
        };
        let head = "openapi: 3.0.3\ninfo: {title: t, version: v}\n";
        let source = Source::new("spec.yaml", format!("{head}{text}"));
        let document = load_with(source, &file).unwrap();
        let model = resolve(&document);
        Self { document, model }
    }

    /// The texts at which the diagnostics in a place begin, up to the next space, in the order of the text.
    fn marked(&self, reach: &Reach) -> Vec<&str> {
        let found = contract(&self.model).diagnostics;
        let found = found
            .iter()
            .filter(|error| error.code.weight() != Weight::Warning && reach.contains(error.span));
        let mut spans: Vec<_> = found.map(|error| error.span).collect();
        spans.sort_unstable();
        let text = self.document.source.text();
        let marked = spans.into_iter().map(|span| {
            let marked = &text[span.start..span.end];
            marked
                .split(&[' ', ',', '}', '\n'][..])
                .next()
                .unwrap_or_default()
        });
        let mut seen = HashSet::new();
        marked.filter(|marked| seen.insert(*marked)).collect()
    }

    fn part(&self, id: &str, part: Part) -> Vec<&str> {
        let position = self.position(id);
        self.marked(&Reach::of_part(&self.document, &self.model, position, part))
    }

    fn whole(&self, id: &str) -> Vec<&str> {
        let positions = [self.position(id)];
        let reach = Reach::of_operations(&self.document, &self.model, &positions);
        self.marked(&reach)
    }

    fn position(&self, id: &str) -> usize {
        let mut operations = self.model.operations.iter();
        operations.position(|known| known.id == id).unwrap()
    }
}

#[test]
fn a_part_reaches_what_is_written_in_it_and_beside_all_parts() {
    let case = Case::new(
        "
servers: [{url: 'root{x}'}]
odd1: 1
paths:
  odd2: 2
  /a/{id}:
    odd3: 3
    parameters: [{name: id, in: path, required: true, schema: {type: T1}}]
    servers: [{url: u, odd4: 4}]
    post:
      operationId: a
      odd5: 5
      security: [{none: []}]
      requestBody: {content: {application/json: {schema: {type: T2}}}}
      responses:
        '200': {description: d, content: {application/json: {schema: {type: T3}}}}
        '201': {description: d, content: {application/json: {schema: {type: T4}}}}
      callbacks: {c: {'{$url}': {get: {odd6: 6}}}}
    get: {operationId: b, odd7: 7, responses: {'200': {description: d}}}
",
        &[],
    );
    assert_eq!(case.part("a", Part::Parameters), ["odd3", "T1", "odd5"]);
    assert_eq!(case.part("a", REQUEST), ["odd3", "T1", "odd5", "T2"]);
    assert_eq!(case.part("a", OK), ["odd3", "odd5", "T3"]);
    assert_eq!(
        case.whole("a"),
        [
            "'root{x", "odd3", "T1", "odd4", "odd5", "none", "T2", "T3", "T4"
        ]
    );
    assert_eq!(case.part("b", REQUEST), ["odd3", "T1", "odd7"]);
}

#[test]
fn references_are_followed_and_examples_are_not() {
    let case = Case::new(
        "
paths:
  /a: {$ref: '#/paths/~1b'}
  /b:
    post:
      operationId: b
      requestBody: {$ref: '#/components/requestBodies/B'}
      responses: {default: {description: d}}
  /c:
    post:
      operationId: c
      requestBody: {content: {application/json: {schema: {$ref: '#/paths/~1d/post/requestBody/content/x/schema'}}}}
      responses: {default: {description: d}}
  /d:
    post:
      operationId: d
      requestBody: {odd1: 1, content: {x: {schema: {type: T1}}}}
      responses: {default: {description: d}}
components:
  requestBodies: {B: {content: {application/json: {schema: {$ref: '#/components/schemas/S'}}}}}
  schemas:
    S:
      allOf: [{$ref: '#/components/schemas/A'}]
      properties: {p: {$ref: '#/components/schemas/P'}, s: {$ref: '#/components/schemas/S'}, example: {type: T2}}
      example: {$ref: '#/components/schemas/X'}
    A: {type: T3}
    P: {oneOf: [{type: T4}, {not: {items: {type: T5}}}]}
    X: {type: T6}
",
        &[],
    );
    assert_eq!(case.part("b", REQUEST), ["T2", "T3", "T4", "T5"]);
    assert_eq!(case.part("c", REQUEST), ["T1"]);
}

#[test]
fn an_alias_reaches_what_it_repeats() {
    let case = Case::new(
        "
x-shared: &body {content: {application/json: {schema: {type: T1}}}}
paths:
  /a:
    post:
      operationId: a
      requestBody: *body
      responses: &responses {'200': {description: d, content: {application/json: {schema: {type: T2}}}}}
    put: {operationId: b, odd1: 1, responses: *responses}
",
        &[],
    );
    assert_eq!(case.part("a", REQUEST), ["T1"]);
    assert_eq!(case.part("b", OK), ["T2", "odd1"]);
    assert_eq!(case.part("b", REQUEST), ["odd1"]);
}

#[test]
fn other_files_are_reached_where_they_are_referred_to() {
    let files = [
        (
            "item.yaml",
            "odd1: 1\npost:\n  operationId: a\n  requestBody: {$ref: 'bodies.yaml#/A'}\n  responses: {default: {description: d}}\n",
        ),
        (
            "bodies.yaml",
            "A: {content: {application/json: {schema: {$ref: 'schemas.yaml#/S'}}}}\nB: {odd2: 2}\n",
        ),
        (
            "schemas.yaml",
            "S: {type: T1, not: {$ref: '#/N'}}\nN: {type: T2}\nO: {type: T3}\n",
        ),
    ];
    let case = Case::new(
        "
paths:
  /a: {$ref: item.yaml}
  /b:
    post:
      operationId: b
      requestBody: {content: {application/json: {schema: {$ref: 'schemas.yaml#/N'}}}}
      responses: {default: {description: d, content: {application/json: {schema: {$ref: 'schemas.yaml#/O'}}}}}
",
        &files,
    );
    assert_eq!(case.part("a", REQUEST), ["odd1", "T1", "T2"]);
    assert_eq!(case.part("b", REQUEST), ["T2"]);
    assert_eq!(case.whole("b"), ["T2", "T3"]);
}

/// The model has one schema for what several places put together alike, at the first of them.
#[test]
fn schemas_that_are_put_together_elsewhere_are_reached() {
    let schema = "{allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}";
    let operation = |id: &str| {
        format!(
            "  /{id}: {{post: {{operationId: {id}, requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}, responses: {{default: {{description: d}}}}}}}}\n"
        )
    };
    let case = Case::new(
        &format!(
            "paths:\n{}{}components:\n  schemas:\n    A: {{properties: {{p: {{type: string}}}}}}\n    B: {{properties: {{p: {{type: integer}}}}, required: [p]}}\n    L: {{oneOf: [{{$ref: '#/components/schemas/L'}}, {{type: string}}]}}\n",
            operation("a"),
            operation("b"),
        ),
        &[],
    );
    let reached = case.part("a", REQUEST);
    assert_eq!(reached.len(), 1, "{reached:?}");
    assert_eq!(case.part("b", REQUEST), reached);
}

/// Keys that the parser drops, such as duplicates, are defects of the mapping that they are written in.
#[test]
fn keys_that_are_left_out_are_reached_where_they_are_written() {
    let case = Case::new(
        "
x: &x {type: string}
paths:
  /a:
    <<: *x
    post:
      operationId: a
      ? [k1]
      : 1
      requestBody:
        content:
          application/json:
            schema:
              type: object
              type: object
              properties:
                p: !!foo
                  title: t
                q: !bar {title: t}
                r: !baz
                  - t
                s: !qux 1
      responses: {default: {description: d, k2: 1, k2: 2}}
    put:
      operationId: b
      responses:
        '200': {description: d}
        <<: *x
",
        &[],
    );
    assert_eq!(
        case.part("a", REQUEST),
        ["<<", "[", "type", "!!foo", "!bar", "!", "!baz", "!qux"]
    );
    assert_eq!(case.part("b", OK), ["<<"]);
}
