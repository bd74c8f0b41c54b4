use crate::load::testing::{document, findings, helps, only};

#[test]
fn an_unknown_keyword_is_named_with_what_was_meant() {
    let text = document(
        "/a:\n    get:\n      operationid: x\n      responses: {default: {description: d}}",
    );
    assert_eq!(
        findings(&text),
        ["unknown-keyword 6:7 an operation has no keyword `operationid`"]
    );
    assert_eq!(helps(&text), ["write `operationId`"]);
}

#[test]
fn newer_keywords_are_told_the_way_of_3_0() {
    let text = document(
        "/a:\n    get:\n      responses:\n        default:\n          description: d\n          content:\n            j:\n              schema:\n                type: [string, 'null']\n                const: 1\n                exclusiveMinimum: 5",
    );
    assert_eq!(
        findings(&text),
        [
            "wrong-type 12:23 `type`: expected a string, found a list",
            "unknown-keyword 13:17 a schema has no keyword `const`",
            "wrong-type 14:35 `exclusiveMinimum`: expected a boolean, found a number",
        ]
    );
    assert_eq!(
        helps(&text),
        [
            "write one type, and `nullable: true` if `null` is allowed too",
            "write `enum` with this one value",
            "write the number as `minimum` and `exclusiveMinimum: true` beside it",
        ]
    );
}

#[test]
fn missing_keywords_are_all_found() {
    assert_eq!(
        findings("openapi: 3.0.3\ninfo: {}\npaths: {/a: {get: {}}}"),
        [
            "missing-keyword 2:1 the info object must have `title`",
            "missing-keyword 2:1 the info object must have `version`",
            "missing-keyword 3:14 an operation must have `responses`",
        ]
    );
    only(
        "openapi: 3.0.3\ninfo: {title: t, version: v}",
        "missing-keyword 1:1 the document must have `paths`",
    );
}

#[test]
fn values_out_of_a_list_are_checked() {
    let text = document(
        "/a:\n    get:\n      parameters: [{name: a, in: qery, schema: {type: strng}}]\n      responses: {2000: {description: d}, 20X: {description: d}, 5XX: {description: d}}",
    );
    assert_eq!(
        findings(&text),
        [
            "wrong-value 6:34 `qery` is not a value of `in`",
            "wrong-value 6:55 `strng` is not a value of `type`",
            "wrong-value 7:19 `2000` is not a status",
            "wrong-value 7:43 `20X` is not a status",
        ]
    );
}

#[test]
fn counts_and_paths_are_checked() {
    let text = document("a: {}\ncomponents: {schemas: {A: {maxLength: -1}}}");
    assert_eq!(
        findings(&text),
        [
            "wrong-value 4:3 `a` is not a path: it does not start with `/`",
            "wrong-value 5:39 `-1` is not a whole number from 0 to 4294967295",
        ]
    );
}

#[test]
fn examples_defaults_and_extensions_are_free() {
    let text = document(
        "{}\nx-a: {b: [1]}\ncomponents: {schemas: {A: {example: {$ref: 1}, default: {c: 1}, enum: [{d: 1}], x-e: {}}}, examples: {B: {value: {openapi: 1}}}}",
    );
    assert!(findings(&text).is_empty(), "{:?}", findings(&text));
}
