//! Bodies of the media type `application/x-www-form-urlencoded`.

use serde::Serialize;
use serde_json::Value;

use super::ordered::ordered;
use super::plain::value_of;
use super::{Pairs, Style};

/// A body as a form: the members that are named come first, each in its style if it has one.
pub(crate) fn write_form<T: Serialize>(body: &T, members: &[(&str, Option<Style>)]) -> String {
    let body = value_of(body);
    let mut pairs = Pairs::default();
    for (name, value, style) in ordered(&body, members) {
        pairs.push("&", name, value, style.unwrap_or_else(|| usual(value)));
    }
    pairs.finish()
}

/// The style of a member of which nothing else is said.
const fn usual(value: &Value) -> Style {
    match value {
        Value::Object(_) => Style::new(",").json(),
        _ => Style::new(",").exploded(),
    }
}
