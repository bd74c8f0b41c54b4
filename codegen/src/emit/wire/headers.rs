//! Headers of a request.

use serde::Serialize;

use super::Invalid;
use super::plain::value_of;
use super::style::{Style, joined};

/// Adds a header; `null` is not sent.
pub(crate) fn push_header<T: Serialize + ?Sized>(
    headers: &mut Vec<(&'static str, String)>,
    name: &'static str,
    value: &T,
    style: Style,
) -> Result<(), Invalid> {
    let value = value_of(value);
    if value.is_null() {
        return Ok(());
    }
    add(headers, name, joined(&value, style))
}

/// A line break in a value would begin another header.
fn add(
    headers: &mut Vec<(&'static str, String)>,
    name: &'static str,
    value: String,
) -> Result<(), Invalid> {
    if value.contains(|c: char| c.is_ascii_control() && c != '\t') {
        let rule = format!("`{name}` must not hold control characters");
        return Err(Invalid::new("the header", rule));
    }
    headers.push((name, value));
    Ok(())
}
