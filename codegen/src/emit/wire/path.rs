//! Writing the path of a URL.

use super::percent::{is_unreserved, push_byte};

/// Appends a value to a path so that it stays one segment, whatever is in it.
///
/// All but the unreserved characters of RFC 3986 are percent-encoded. Dots are unreserved, but a segment of only one or two
/// of them would be resolved away. A server that decodes first may still do so.
pub(crate) fn push_segment(path: &mut String, value: &str) {
    let only_dots = matches!(value, "." | "..");
    for byte in value.bytes() {
        push_byte(path, byte, is_unreserved(byte) && !only_dots);
    }
}
