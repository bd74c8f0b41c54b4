//! The document's CommonMark, shown simply: paragraphs, lists, headings, blocks of code, and a few marks in a line.
//!
//! There is no other way from a description to the page. HTML in it is text like any other.

use super::html::{cut, escaped};

/// How much of one description is shown.
const MOST: usize = 20_000;

/// A description as blocks of HTML.
pub(super) fn blocks(text: &str) -> String {
    let (text, rest) = cut(text, MOST);
    let lines: Vec<&str> = text.lines().collect();
    let mut html = String::new();
    let mut at = 0;
    while at < lines.len() {
        let (block, next) = block(&lines, at);
        html.push_str(&block);
        at = next;
    }
    if rest > 0 {
        html.push_str(&format!("<p>… ({rest} more characters)</p>\n"));
    }
    html
}

/// The first paragraph of a description, as a line.
pub(super) fn line(text: &str) -> String {
    let (text, _) = cut(text, MOST);
    inline(parts(text).0)
}

/// What stands behind the first paragraph of a description, as blocks of HTML.
pub(super) fn rest(text: &str) -> String {
    blocks(parts(text).1)
}

fn parts(text: &str) -> (&str, &str) {
    let text = text.trim();
    text.split_once("\n\n").unwrap_or((text, ""))
}

/// The block that starts at a line, and the line behind it.
fn block(lines: &[&str], at: usize) -> (String, usize) {
    let bare = lines[at].trim();
    if bare.is_empty() {
        return (String::new(), at + 1);
    }
    if let Some(mark) = fence(bare) {
        return fenced(lines, at, mark);
    }
    if let Some(heading) = heading(bare) {
        let html = format!("<p dir=\"auto\"><strong>{}</strong></p>\n", inline(heading));
        return (html, at + 1);
    }
    if bare.starts_with('|') {
        // A table is shown as it is written.
        let end = until(lines, at, |line| !line.trim().starts_with('|'));
        return (preformatted(&lines[at..end]), end);
    }
    if let Some((is_ordered, _)) = item(bare) {
        return list(lines, at, is_ordered);
    }
    let end = until(lines, at + 1, |line| starts_block(line.trim()));
    let text = lines[at..end].join("\n");
    (
        format!("<p dir=\"auto\">{}</p>\n", inline(text.trim())),
        end,
    )
}

fn starts_block(bare: &str) -> bool {
    bare.is_empty() || fence(bare).is_some() || heading(bare).is_some() || item(bare).is_some()
}

fn until(lines: &[&str], from: usize, is_end: impl Fn(&str) -> bool) -> usize {
    let rest = lines.iter().skip(from);
    let found = rest.clone().position(|line| is_end(line));
    from + found.unwrap_or(rest.len())
}

fn fence(bare: &str) -> Option<&'static str> {
    ["```", "~~~"]
        .into_iter()
        .find(|mark| bare.starts_with(mark))
}

fn fenced(lines: &[&str], at: usize, mark: &str) -> (String, usize) {
    let end = until(lines, at + 1, |line| line.trim().starts_with(mark));
    (preformatted(&lines[at + 1..end]), end + 1)
}

fn preformatted(lines: &[&str]) -> String {
    format!("<pre tabindex=\"0\">{}</pre>\n", escaped(&lines.join("\n")))
}

fn heading(bare: &str) -> Option<&str> {
    let text = bare.trim_start_matches('#');
    let is_heading = text.len() < bare.len() && text.starts_with(' ');
    is_heading.then(|| text.trim().trim_end_matches('#').trim())
}

/// Whether a line is an item of a numbered list or of another one, and its text.
fn item(bare: &str) -> Option<(bool, &str)> {
    for mark in ["- ", "* ", "+ "] {
        if let Some(text) = bare.strip_prefix(mark) {
            return Some((false, text));
        }
    }
    let text = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = bare.len() - text.len();
    let text = text
        .strip_prefix(". ")
        .or_else(|| text.strip_prefix(") "))?;
    (1..10).contains(&digits).then_some((true, text))
}

/// A list of one level: deeper items are items of it.
fn list(lines: &[&str], at: usize, is_ordered: bool) -> (String, usize) {
    let tag = if is_ordered { "ol" } else { "ul" };
    let mut html = format!("<{tag} dir=\"auto\">\n");
    let mut next = at;
    let item_at = |at: usize| {
        let found = lines.get(at).and_then(|line| item(line.trim()));
        found.filter(|found| found.0 == is_ordered)
    };
    while let Some((_, first)) = item_at(next) {
        let end = until(lines, next + 1, |line| starts_block(line.trim()));
        let mut text = first.to_owned();
        for line in &lines[next + 1..end] {
            text.push('\n');
            text.push_str(line.trim());
        }
        html.push_str(&format!("<li>{}</li>\n", inline(&text)));
        next = end;
        // A blank line between two items does not end the list.
        let after = until(lines, next, |line| !line.trim().is_empty());
        if item_at(after).is_some() {
            next = after;
        }
    }
    html.push_str(&format!("</{tag}>\n"));
    (html, next)
}

/// The marks within a paragraph: code, strong, emphasis and links to the web.
fn inline(text: &str) -> String {
    let mut html = String::new();
    let mut plain = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let marked = match rest.as_bytes()[0] {
            b'`' => code_span(rest),
            b'*' | b'_' => emphasis(text, at),
            b'[' => link(rest),
            b'\\' => escape(rest),
            _ => None,
        };
        if let Some((marked, length)) = marked {
            html.push_str(&escaped(&text[plain..at]));
            html.push_str(&marked);
            at += length;
            plain = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    html.push_str(&escaped(&text[plain..]));
    html
}

fn code_span(rest: &str) -> Option<(String, usize)> {
    let width = rest.len() - rest.trim_start_matches('`').len();
    let mark = &rest[..width];
    let length = rest[width..].find(mark)?;
    let inner = escaped(rest[width..width + length].trim());
    Some((
        format!("<code><bdi>{inner}</bdi></code>"),
        length + 2 * width,
    ))
}

fn emphasis(text: &str, at: usize) -> Option<(String, usize)> {
    let rest = &text[at..];
    // An underscore within a name is a part of it.
    let before = text[..at].chars().next_back();
    if rest.starts_with('_') && before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    for (mark, tag) in [("**", "strong"), ("__", "strong"), ("*", "em"), ("_", "em")] {
        let Some(inner) = rest.strip_prefix(mark) else {
            continue;
        };
        let length = inner.find(mark)?;
        let inner = &inner[..length];
        let after = rest[length + 2 * mark.len()..].chars().next();
        let is_name = mark.starts_with('_') && after.is_some_and(char::is_alphanumeric);
        if is_name || inner.is_empty() || inner.trim() != inner {
            return None;
        }
        // Marks in marks are shown as they are written, but for code.
        let html = format!("<{tag}>{}</{tag}>", code_only(inner));
        return Some((html, length + 2 * mark.len()));
    }
    None
}

fn code_only(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escaped(text);
    }
    let mut html = String::new();
    for (nth, part) in parts.into_iter().enumerate() {
        let part = escaped(part);
        match nth % 2 {
            0 => html.push_str(&part),
            _ => html.push_str(&format!("<code><bdi>{part}</bdi></code>")),
        }
    }
    html
}

/// A link that leads to the web; any other is shown as it is written.
fn link(rest: &str) -> Option<(String, usize)> {
    let middle = rest.find("](")?;
    let end = middle + rest[middle..].find(')')?;
    let (words, target) = (&rest[1..middle], rest[middle + 2..end].trim());
    let is_web = target.starts_with("https://") || target.starts_with("http://");
    if !is_web || words.contains('[') || target.contains(char::is_whitespace) {
        return None;
    }
    let html = format!(
        "<a href=\"{}\" rel=\"noopener noreferrer\"><bdi>{}</bdi></a>",
        escaped(target),
        code_only(words),
    );
    Some((html, end + 1))
}

/// A punctuation mark behind a backslash means itself.
fn escape(rest: &str) -> Option<(String, usize)> {
    let mark = rest[1..].chars().next()?;
    mark.is_ascii_punctuation()
        .then(|| (escaped(&mark.to_string()), 2))
}

#[cfg(test)]
mod tests {
    use super::{blocks, line, rest};

    #[test]
    fn the_usual_blocks_and_marks() {
        let text = "Gives `one` or **two `three`**.\n\n- a\n  b\n\n- c_d_e\n\n1. _x_\n\n```\n<b>\n```\n# End";
        let html = blocks(text);
        for part in [
            "<p dir=\"auto\">Gives <code><bdi>one</bdi></code> or <strong>two <code><bdi>three</bdi></code></strong>.</p>",
            "<li>a\nb</li>\n<li>c_d_e</li>\n</ul>",
            "<ol dir=\"auto\">\n<li><em>x</em></li>\n</ol>",
            "<pre tabindex=\"0\">&lt;b&gt;</pre>",
            "<strong>End</strong>",
        ] {
            assert!(html.contains(part), "{part} is not in {html}");
        }
        assert_eq!(line("One\nline.\n\nTwo."), "One\nline.");
        assert_eq!(rest("One\nline.\n\nTwo."), "<p dir=\"auto\">Two.</p>\n");
        assert_eq!(rest("One."), "");
    }

    #[test]
    fn nothing_of_a_description_is_html() {
        for hostile in [
            "<script>alert(1)</script>",
            "`<img src=x onerror=y>`",
            "**<b>**",
            "[x](javascript:alert(1))",
            "[x](https://a.b/\"onclick=\"y)",
            "[<i>](https://a.b)",
            "# <h1>",
            "- <li>",
            "| <td> |",
            "~~~<pre>\n<pre>",
            "\\<b>",
            "``` ` ** __ * _ [ ]( \\",
        ] {
            let html = blocks(hostile);
            for tag in [
                "<script",
                "<img",
                "<b>",
                "<i>",
                "<h1",
                "<li><li",
                "<td",
                "href=\"java",
                "\"onclick",
            ] {
                assert!(!html.contains(tag), "{hostile} becomes {html}");
            }
        }
    }
}
