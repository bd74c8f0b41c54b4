//! Path parameters of several parts.

use serde::Serialize;

use super::plain::{text_of, value_of};
use super::style::{Style, encoded, joined, parts};

/// Appends a value to a path; `prefix` stands before it, and before each part where the style is to explode.
pub(crate) fn push_styled<T: Serialize + ?Sized>(
    path: &mut String,
    prefix: &str,
    value: &T,
    style: Style,
) {
    let value = value_of(value);
    let is_matrix = prefix.starts_with(';');
    if !(is_matrix && style.explode) {
        path.push_str(prefix);
        path.push_str(&joined(&value, style));
        return;
    }
    for (name, part) in parts(&value) {
        match name {
            Some(name) => {
                path.push(';');
                path.push_str(&encoded(name, style));
                path.push('=');
            }
            None => path.push_str(prefix),
        }
        path.push_str(&encoded(&text_of(part), style));
    }
}
