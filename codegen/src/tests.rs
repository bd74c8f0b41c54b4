//! The deepest documents, from a thread with the stack that test runners and pools give.

#![allow(clippy::unwrap_used, reason = "a test may fail at once")]

use std::thread;

use specwright_spec::{Errors, Source, Tolerance, contract, load, resolve};

use crate::{Files, Options, generate};

/// The stack that Rust gives to a thread which asks for none.
const SMALL: usize = 2 << 20;
/// Levels of lists and mappings that a document may have.
const LIMIT: usize = 100;
/// The levels around a schema of `components`, the one that it is itself not counted.
const AROUND: usize = 3;

/// The files of a document whose only schema nests `open` so often.
fn files(open: &str, close: &str, times: usize) -> Result<Files, Errors> {
    let schema = format!(
        "{}{{\"type\": \"string\"}}{}",
        open.repeat(times),
        close.repeat(times)
    );
    let text = format!(
        r##"{{"openapi": "3.0.3", "info": {{"title": "t", "version": "v"}}, "paths": {{"/a": {{"get": {{"responses":
        {{"200": {{"description": "d", "content": {{"application/json": {{"schema": {{"$ref": "#/components/schemas/A"}}}}}}}}}}}}}}}},
        "components": {{"schemas": {{"A": {schema}}}}}}}"##
    );
    let document = load(Source::new("test", text))?;
    let model = resolve(&document);
    let contract = contract(&model);
    contract
        .diagnostics
        .judge(&model.source, Tolerance::STRICT)?;
    let options = Options {
        package: "deep".to_owned(),
        is_member: false,
    };
    generate(&model, &contract, &options)
}

#[test]
fn the_deepest_document_is_generated_on_a_small_stack() {
    let nestings = [
        (r#"{"type": "array", "items": "#, "}", 1),
        (r#"{"type": "object", "additionalProperties": "#, "}", 1),
        (r#"{"type": "object", "properties": {"p": "#, "}}", 2),
    ];
    let small = thread::Builder::new().stack_size(SMALL);
    let run = move || {
        for (open, close, levels) in nestings {
            let times = (LIMIT - AROUND - 1) / levels;
            let made = files(open, close, times).unwrap();
            assert!(made.get("src/types.rs").unwrap().text.lines().count() > 5);
            let refused = files(open, close, times + 1).unwrap_err();
            assert_eq!(refused.errors()[0].code.as_str(), "too-large");
        }
    };
    small.spawn(run).unwrap().join().unwrap();
}
