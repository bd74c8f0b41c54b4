//! Text that may stand in XML.

use std::fmt::Write;

use specwright_spec::sanitize::{begins_marker, is_unsafe};

/// Returns a text so that it may stand in an element or in a quoted attribute.
///
/// Unsafe characters become references, which readers turn into the same characters again. XML 1.0 has no reference for
/// most control characters and for two noncharacters: these become text such as `\u{1b}`.
pub(super) fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len() + 16);
    for (at, letter) in text.char_indices() {
        // Writing to a string does not fail.
        let _ = match letter {
            '&' => xml.write_str("&amp;"),
            '<' => xml.write_str("&lt;"),
            '>' => xml.write_str("&gt;"),
            '"' => xml.write_str("&quot;"),
            '\'' => xml.write_str("&apos;"),
            // Readers make spaces of tabs and line feeds in attributes, and a line feed of a carriage return.
            '\t' | '\n' | '\r' => write!(xml, "&#{};", u32::from(letter)),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => write!(xml, "{}", letter.escape_unicode()),
            '#' if begins_marker(&text[at..]) => xml.write_str("&#35;"),
            _ if is_unsafe(letter) => write!(xml, "&#x{:X};", u32::from(letter)),
            _ => xml.write_char(letter),
        };
    }
    xml
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_is_unsafe_is_a_reference_or_visible() {
        assert_eq!(
            escaped("<é名>\n\u{1b}\u{9b}\u{202e}\u{fffe}##[a]"),
            "&lt;é名&gt;&#10;\\u{1b}&#x9B;&#x202E;\\u{fffe}&#35;#[a]"
        );
    }
}
