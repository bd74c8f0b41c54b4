//! What is told of calls, and that no secret is.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use huaweicloud_workspace::{BlockingClient, CallError, Client, Credentials, Secret, security};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::server::{Server, Turn};
use super::{BUSY, credentials, key, quick, resize, runtime};

/// Writes down all fields of spans and events.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<String>>);

impl Visit for Notes {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let mut text = self.0.lock().unwrap();
        writeln!(text, "{}={value:?}", field.name()).unwrap();
    }
}

impl Subscriber for Notes {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[test]
fn spans_tell_of_calls_and_nothing_tells_of_secrets() {
    let notes = Notes::default();
    let failure = Turn::Answer(
        409,
        &[("X-Request-Id", "r-1")],
        r#"{"error_code":"WKS.1","error_msg":"told"}"#,
    );
    let server = Server::start(&[BUSY, failure]);
    let key = key().with_security_token("hidden-token");
    let credentials = Credentials::new()
        .with(security::REQUEST_SIGNATURE, key)
        .with(security::AUTH_TOKEN, Secret::new("hidden-key"));
    let client = BlockingClient::new(&server.url, credentials)
        .unwrap()
        .with_retry(quick());
    let (call, shown) = (resize(), format!("{client:?}"));
    let error =
        tracing::subscriber::with_default(notes.clone(), || client.send(&call)).unwrap_err();
    let text = notes.0.lock().unwrap().clone();
    for expected in [
        "operation=\"ResizeDesktop\"",
        "path=\"/v2/{project_id}/desktops/resize\"",
        "attempts=2",
        "status=409",
        "request_id=\"r-1\"",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    let all = format!("{text}{shown}{call:?}{error}{error:?}");
    assert!(!all.contains("hidden"), "{all}");
    // Neither are bodies, which may hold as much.
    assert!(!text.contains("told"), "{text}");
}

/// What a span has of that name in the end.
fn last(notes: &Notes, name: &str) -> Option<String> {
    let text = notes.0.lock().unwrap();
    let lines = text.lines().filter_map(|line| line.split_once('='));
    let mut values = lines.filter(|(known, _)| *known == name);
    values.next_back().map(|(_, value)| value.to_owned())
}

#[test]
fn a_span_tells_of_the_last_answer_also_if_it_is_a_success() {
    let done = Turn::Answer(202, &[("X-Request-Id", "r-2")], r#"{"job_id":"j"}"#);
    let notes = Notes::default();
    let server = Server::start(&[BUSY, done.clone()]);
    let client = BlockingClient::new(&server.url, credentials()).unwrap();
    let client = client.with_retry(quick());
    tracing::subscriber::with_default(notes.clone(), || client.send(&resize())).unwrap();
    let (async_notes, server) = (Notes::default(), Server::start(&[BUSY, done]));
    let client = Client::new(&server.url, credentials()).unwrap();
    let client = client.with_retry(quick());
    tracing::subscriber::with_default(async_notes.clone(), || {
        runtime().block_on(client.send(&resize()))
    })
    .unwrap();
    for notes in [notes, async_notes] {
        assert_eq!(last(&notes, "attempts").as_deref(), Some("2"));
        assert_eq!(last(&notes, "status").as_deref(), Some("202"));
        assert_eq!(last(&notes, "request_id").as_deref(), Some("\"r-2\""));
    }
}

#[test]
fn a_span_tells_of_an_answer_that_is_not_read_to_its_end() {
    let notes = Notes::default();
    let long = Turn::Answer(200, &[("X-Request-Id", "r-3")], r#"{"job_id":"j"}"#);
    let server = Server::start(&[long]);
    let client = BlockingClient::new(&server.url, credentials()).unwrap();
    let client = client.with_max_answer(3);
    let error = tracing::subscriber::with_default(notes.clone(), || client.send(&resize()));
    assert!(matches!(error, Err(CallError::TooLong { max: 3 })));
    assert_eq!(last(&notes, "status").as_deref(), Some("200"));
    assert_eq!(last(&notes, "request_id").as_deref(), Some("\"r-3\""));
}
