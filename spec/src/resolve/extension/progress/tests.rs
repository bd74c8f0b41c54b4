//! What `x-specwright-progress` may say.
#![allow(clippy::unwrap_used, reason = "a test may fail at once")]

use crate::model::Progress;
use crate::{Code, Source, Tolerance, load, resolve};

/// What `x-specwright-progress` says, as a member of a response whose body has a list `jobs`.
fn progress(text: &str) -> Result<Progress, String> {
    let text = format!(
        "openapi: 3.0.3
info: {{title: t, version: v}}
paths:
  /jobs:
    get:
      responses:
        '200':
          description: d
          content:
            application/json:
              schema:
                type: object
                properties:
                  count: {{type: integer}}
                  jobs: {{type: array, items: {{type: object, properties: {{status: {{type: string}}, kind: {{type: string, enum: [a, b]}}, nr: {{type: integer}}}}}}}}
          x-specwright-progress: {text}
"
    );
    let document = load(Source::new("test", text)).unwrap();
    match resolve(&document).judged(Tolerance::STRICT) {
        Ok(mut model) => Ok(model.operations[0].responses[0].progress.take().unwrap()),
        Err(errors) => {
            let [error] = errors.errors() else {
                panic!("{errors}");
            };
            assert_eq!(error.code, Code::Extension);
            let marked = &errors.source().text()[error.span.start..error.span.end];
            Err(format!("{marked}: {}", error.message))
        }
    }
}

#[test]
fn progress_is_read() {
    let text = "{items: jobs, state: status, pending: [W, R], succeeded: [S], failed: [F], firstDelay: 10, interval: 15, timeout: 1200}";
    let progress = progress(text).unwrap();
    assert_eq!(
        (progress.items.as_str(), progress.state.as_str()),
        ("jobs", "status")
    );
    assert_eq!(progress.pending, ["W", "R"]);
    assert_eq!(progress.succeeded, ["S"]);
    assert_eq!(progress.failed, ["F"]);
    let seconds = (progress.first_delay, progress.interval, progress.timeout);
    assert_eq!(seconds, (10, 15, 1200));
}

#[test]
fn progress_is_about_what_the_schema_has() {
    let of = |items: &str, state: &str, states: &str, delay: &str| {
        progress(&format!(
            "{{items: {items}, state: {state}, {states}, firstDelay: {delay}, interval: 1, timeout: 1}}"
        ))
    };
    let states = "pending: [a], succeeded: [b], failed: []";
    assert!(of("jobs", "kind", states, "1").is_ok());
    let refused = [
        of("job", "kind", states, "1"),
        of("count", "kind", states, "1"),
        of("jobs", "state", states, "1"),
        of("jobs", "nr", states, "1"),
        of(
            "jobs",
            "kind",
            "pending: [a], succeeded: [c], failed: []",
            "1",
        ),
        of(
            "jobs",
            "status",
            "pending: [a], succeeded: [b], failed: [a]",
            "1",
        ),
        of("jobs", "kind", states, "0"),
        of("jobs", "kind", states, "1.5"),
    ];
    let refused: Vec<String> = refused.into_iter().map(Result::unwrap_err).collect();
    assert_eq!(
        refused,
        [
            "job: the body of this response has no list `job`",
            "count: the body of this response has no list `count`",
            "state: the items of `jobs` have no text `state`",
            "nr: the items of `jobs` have no text `nr`",
            "c: `kind` is never `c`",
            "a: the state `a` stands twice",
            "0: `firstDelay` is not a positive integer",
            "1.5: `firstDelay` is not a positive integer",
        ]
    );
    let none = of(
        "jobs",
        "status",
        "pending: [], succeeded: [], failed: []",
        "1",
    );
    assert!(none.unwrap_err().ends_with("names no state"));
}
