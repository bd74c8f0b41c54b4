//! The page of hostile, recursive and big documents.
#![allow(
    clippy::disallowed_methods,
    reason = "a test may use all files and programs"
)]

use std::path::Path;

use specwright_spec::{Model, Source, Tolerance, load, resolve};

use super::{Page, hash, page};

fn model(text: &str) -> Model {
    let document = load(Source::new("test.yaml", text)).expect("it can be read");
    let model = resolve(&document).judged(Tolerance::STRICT);
    model.expect("it has no defects")
}

/// What stands between two texts, the first time.
fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let (_, rest) = text.split_once(start).expect("it starts");
    rest.split_once(end).expect("it ends").0
}

const HOSTILE: &str = r#"
openapi: 3.0.3
info:
  title: "</title><script>alert('title')</script>"
  version: '"><img src=x onerror=alert(1)>'
  description: "<b onclick=alert(2)>`<i>`</b> [x](javascript:alert(3)) \u202Eabc"
paths:
  /a"'<script>/{id}:
    post:
      operationId: "\"'></details><script>alert(4)</script>"
      summary: "<script>alert(5)</script>"
      parameters:
        - {name: id, in: path, required: true, schema: {type: string, enum: ["</code><script>alert(6)"]}}
      requestBody:
        description: "<!-- <script>"
        content:
          application/json:
            schema:
              type: object
              title: "</p><script>"
              properties:
                "</td><script>alert(7)</script>":
                  type: string
                  pattern: "</textarea>"
                  default: "</script><script>alert(8)</script>"
            example: {"</td><script>alert(7)</script>": "</textarea></script><!--<script>alert(9)"}
      responses:
        '200': {description: "</summary><script>alert(10)</script>"}
"#;

#[test]
fn nothing_of_a_hostile_document_is_markup() {
    let Page { html, .. } = page(&model(HOSTILE));
    // The page's own script and its one value for it.
    assert_eq!(html.matches("<script").count(), 2, "{html}");
    assert_eq!(html.matches("</script>").count(), 2);
    assert_eq!(html.matches("</textarea>").count(), 1);
    assert_eq!(html.matches("<title>").count(), 1);
    for markup in ["<img", "<b ", "<i>", "<!--", "href=\"javascript"] {
        assert!(!html.contains(markup), "{markup} is in {html}");
    }
    assert!(html.contains("data-operation=\"&quot;&#39;&gt;"));
    let calls = between(&html, "id=\"calls\">", "</script>");
    let calls: serde_json::Value = serde_json::from_str(calls).expect("it is JSON");
    let payload = calls[0]["payload"].as_str().expect("it is a text");
    assert!(payload.contains("</textarea></script><!--<script>alert(9)"));
}

#[test]
fn the_policy_names_what_is_on_the_page() {
    let Page { html, policy } = page(&model(HOSTILE));
    let style = between(&html, "<style>", "</style>");
    let script = between(&html, "<script>", "</script>");
    assert!(policy.contains(&format!("style-src 'sha256-{}'", hash(style))));
    assert!(policy.contains(&format!("script-src 'sha256-{}'", hash(script))));
    assert!(policy.starts_with("default-src 'none'; "));
    assert!(!policy.contains("unsafe"));
    let Page { html, .. } = page(&model(RECURSIVE));
    assert!(!html.contains(" style=") && !html.contains(" onclick="));
}

const RECURSIVE: &str = r"
openapi: 3.0.3
info: {title: Trees, version: '1'}
paths:
  /trees:
    put:
      operationId: PutTree
      requestBody:
        content: {application/json: {schema: {$ref: '#/components/schemas/Tree'}}}
      responses:
        '200':
          description: Lists of lists.
          content: {application/json: {schema: {$ref: '#/components/schemas/Lists'}}}
        '400':
          description: A choice.
          content: {application/json: {schema: {$ref: '#/components/schemas/Choice'}}}
components:
  schemas:
    Tree:
      type: object
      properties:
        left: {$ref: '#/components/schemas/Tree'}
        more: {type: array, items: {$ref: '#/components/schemas/Tree'}}
        inner: {type: object, properties: {back: {$ref: '#/components/schemas/Tree'}}}
    Lists: {type: array, items: {$ref: '#/components/schemas/Lists'}}
    Choice:
      oneOf:
        - {type: string}
        - {type: array, items: {$ref: '#/components/schemas/Choice'}}
";

#[test]
fn recursion_ends_with_a_link() {
    let Page { html, .. } = page(&model(RECURSIVE));
    let operation = between(&html, "<details class=\"operation\"", "<section");
    // The tree and what is in it; what they hold of trees are links to the first table.
    assert_eq!(operation.matches("<table>").count(), 2, "{operation}");
    assert_eq!(
        operation.matches("object <bdi>Tree</bdi></a>").count(),
        4,
        "{operation}"
    );
    assert!(html.contains("<section class=\"schemas\""));
    assert!(html.len() < 100_000);
    links_lead_somewhere(&html);
}

fn links_lead_somewhere(html: &str) {
    let ids = html.split(" id=\"").skip(1);
    let ids: std::collections::HashSet<&str> =
        ids.filter_map(|rest| rest.split('"').next()).collect();
    for rest in html.split("href=\"#").skip(1) {
        let target = rest.split('"').next().unwrap_or_default();
        assert!(ids.contains(target), "nothing has the id {target}");
    }
    let number = html.split(" id=\"").count() - 1;
    assert_eq!(number, ids.len(), "an id occurs twice");
}

#[test]
fn every_operation_is_there() {
    let text = include_str!("../../../spec/workspace.openapi.yaml");
    let model = model(text);
    let Page { html, .. } = page(&model);
    for operation in &model.operations {
        let attribute = format!("data-operation=\"{}\"", operation.id);
        assert!(html.matches(&attribute).count() >= 2, "{}", operation.id);
    }
    for part in [
        "Parameters",
        "Request body",
        "<code><bdi>STOP_DESKTOP</bdi></code>",
        "desktops[]",
        "AuthToken",
    ] {
        assert!(html.contains(part), "{part} is missing");
    }
    links_lead_somewhere(&html);
}

#[test]
fn only_what_can_be_sent_is_in_the_tables_of_a_request() {
    let text = r"
openapi: 3.0.3
info: {title: Views, version: '1'}
paths:
  /:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses:
        '200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
components:
  schemas:
    Thing:
      type: object
      properties: {made: {type: string, readOnly: true}, secret: {type: string, writeOnly: true}}
";
    let Page { html, .. } = page(&model(text));
    let (request, response) = html
        .split_once("<h3>Responses</h3>")
        .expect("there are responses");
    assert!(request.contains(">secret<") && !request.contains(">made<"));
    assert!(response.contains(">made<") && !response.contains(">secret<"));
}

/// Documents that people have published, with many operations and with schemas that go round in circles.
const PUBLISHED: [&str; 3] = ["akeneo.com.json", "telnyx.com.json", "zuora.com.json"];

#[test]
#[allow(clippy::print_stdout, reason = "a test that is skipped says so")]
fn pages_of_big_documents_stay_in_proportion() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/openapi");
    if !folder.exists() {
        println!("skipped: no published documents at {}", folder.display());
        return;
    }
    for name in PUBLISHED {
        let text = std::fs::read_to_string(folder.join(name)).expect(name);
        let source = Source::new(name, text);
        let document = load(source).expect(name);
        let model = resolve(&document);
        let Page { html, .. } = page(&model);
        let most = 4 * model.source.text().len() + 200_000;
        assert!(html.len() < most, "{name} has {} bytes", html.len());
        links_lead_somewhere(&html);
    }
}
