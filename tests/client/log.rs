//! What is told of calls, and that no secret is.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use huaweicloud_workspace::{BlockingClient, Credentials, Secret, security};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::server::{Server, Turn};
use super::{BUSY, key, quick, resize};

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
