mod hostile;
mod properties;

use super::testing::{document, findings, only, sound};
use crate::pointer::Pointer;
use crate::source::Source;

const VALID: &str = "openapi: 3.0.3
info: {title: Über, version: '1'}
paths:
  /a/{b}:
    get:
      operationId: a
      parameters: [{name: b, in: path, required: true, schema: &s {type: string}}]
      responses:
        200: {description: d, content: {application/json: {schema: *s}}}
components:
  schemas:
    A: {type: object, required: [x], properties: {x: {$ref: '#/components/schemas/A'}}}
";

#[test]
fn a_valid_document_has_places() {
    let document = sound(Source::new("a.yaml", VALID)).expect("the document is valid");
    let pointer = Pointer::parse("/paths/~1a~1{b}/get/responses/200").expect("a pointer");
    let place = document.source.position(document.key_span(&pointer).start);
    assert_eq!(place.to_string(), "9:9");
}

#[test]
fn json_and_yaml_give_the_same_document() {
    let yaml = sound(Source::new("a.yaml", VALID)).expect("the document is valid");
    let text = yaml.tree.to_json().to_string();
    let json = sound(Source::new("a.json", format!("\u{feff}{text}"))).expect("it is valid");
    assert_eq!(json.tree.to_json(), yaml.tree.to_json());
    let title = json.span(&Pointer::root().child("info").child("title"));
    assert_eq!(&json.source.text()[title.start..title.end], "\"Über\"");
}

#[test]
fn a_callback_has_extensions_and_may_be_referred_to() {
    let text = document(
        "/a:\n    get:\n      responses: {default: {description: d}}\n      callbacks: {b: {x-a: 1, '{$url}': {}}, c: {$ref: '#/components/callbacks/C'}}\ncomponents: {callbacks: {C: {x-b: {}}}}",
    );
    assert_eq!(findings(&text), [""; 0]);
}

#[test]
fn callbacks_are_read_and_references_in_them_followed() {
    let text = document(
        "/a:\n    get:\n      responses: {default: {description: d}}\n      callbacks: {b: {'{$url}': {$ref: '#/paths/x'}}, c: {$ref: '#/components/callbacks/c'}}",
    );
    assert_eq!(
        findings(&text),
        [
            "dangling-reference 7:40 `#/paths/x` leads nowhere",
            "dangling-reference 7:65 `#/components/callbacks/c` leads nowhere",
        ]
    );
}

#[test]
fn what_an_alias_repeats_is_found_once() {
    let text = document("{}\ncomponents: {schemas: {A: &a {type: strng}, B: *a}}");
    only(&text, "wrong-value 4:37 `strng` is not a value of `type`");
}

#[test]
fn line_ends_of_every_kind_give_the_same_places() {
    let yaml = "openapi: 3.0.3\n# é\ninfo: {title: t, version: v}\npaths: {}\ninof: 1\n";
    let json = concat!(
        "{\"openapi\": \"3.0.3\",\n\n\"info\": {\"title\": \"t\", \"version\": \"v\"},\n",
        "\"paths\": {},\n\"inof\": 1}\n"
    );
    for (text, broken) in [
        (yaml, yaml.replace("inof: 1", "inof: [")),
        (json, json.replace("1}", "[")),
    ] {
        for ends in ["\n", "\r\n", "\r"] {
            only(&text.replace('\n', ends), "unknown-keyword 5:1 ");
            only(&broken.replace('\n', ends), "syntax 6:1 ");
        }
    }
}
