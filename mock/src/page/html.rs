//! Text as HTML: all that comes from the document passes through here.

use specwright_spec::sanitize::{Json, is_unsafe};

/// Text that stands in an element or between the quotes of an attribute.
///
/// Unsafe characters have no place in HTML, and are written visibly; line feeds and tabs stay.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\n' | '\t' => html.push(c),
            _ if is_unsafe(c) => html.extend(c.escape_unicode()),
            _ => html.push(c),
        }
    }
    html
}

/// Text whose direction does not change that of what stands around it.
pub(super) fn isolated(text: &str) -> String {
    format!("<bdi>{}</bdi>", escaped(text))
}

/// A name or a value of the document.
pub(super) fn code(text: &str) -> String {
    if text.is_empty() {
        return "the empty text".to_owned();
    }
    format!("<code>{}</code>", isolated(text))
}

/// A path, which may be broken behind each slash.
pub(super) fn path(text: &str) -> String {
    let broken = escaped(text).replace('/', "/<wbr>");
    format!("<code class=\"path\"><bdi>{broken}</bdi></code>")
}

/// A value for the script, which cannot end the element that it stands in.
pub(super) fn island(id: &str, value: &serde_json::Value) -> String {
    let json = Json(value).to_string().replace('<', "\\u003c");
    format!("<script type=\"application/json\" id=\"{id}\">{json}</script>\n")
}

/// No more than so many characters of a text, and how many were left out.
pub(super) fn cut(text: &str, most: usize) -> (&str, usize) {
    match text.char_indices().nth(most) {
        Some((end, _)) => (&text[..end], text[end..].chars().count()),
        None => (text, 0),
    }
}
