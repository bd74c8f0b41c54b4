//! Writes a tree as CommonMark.

use super::escape::{self, Escape, Place};
use super::tree::{Align, Block, Inline, Link, List, Table};

/// Writes blocks.
pub(super) fn blocks(blocks: &[Block], escape: Escape) -> String {
    let mut lines = container(blocks, escape, false);
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines.join("\n")
}

fn container(blocks: &[Block], escape: Escape, is_tight: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut lists_before = 0;
    for (nth, block) in blocks.iter().enumerate() {
        if nth > 0 && !is_tight {
            lines.push(String::new());
        }
        lists_before = match block {
            Block::List(_) => lists_before + 1,
            _ => 0,
        };
        lines.extend(one(block, escape, lists_before % 2 == 0));
    }
    lines
}

fn one(block: &Block, escape: Escape, is_second_list: bool) -> Vec<String> {
    let place = Place {
        escape,
        in_link: false,
        in_table: false,
    };
    match block {
        Block::Paragraph(text) => split(&inlines(text, place)),
        Block::Heading(level, text) => {
            vec![format!("{} {}", "#".repeat(*level), inlines(text, place))]
        }
        Block::Quote(inner) => behind("> ", container(inner, escape, false)),
        Block::Code(lines) => fenced(lines),
        Block::List(written) => list(written, escape, is_second_list),
        Block::Table(written) => table(
            written,
            Place {
                in_table: true,
                ..place
            },
        ),
        Block::Rule => vec!["---".to_owned()],
    }
}

fn split(text: &str) -> Vec<String> {
    text.split('\n').map(str::to_owned).collect()
}

fn behind(mark: &str, lines: Vec<String>) -> Vec<String> {
    lines.iter().map(|line| format!("{mark}{line}")).collect()
}

/// Writes a fenced code block. The fence is longer than any run of backticks in the code.
fn fenced(code: &[String]) -> Vec<String> {
    let longest = code.iter().map(|line| longest_run(line, '`')).max();
    let marks = "`".repeat(longest.unwrap_or_default().max(2) + 1);
    let first = std::iter::once(format!("{marks}text"));
    first
        .chain(code.iter().cloned())
        .chain([marks.clone()])
        .collect()
}

fn longest_run(text: &str, mark: char) -> usize {
    let runs = text.split(|c| c != mark).map(str::len);
    runs.max().unwrap_or_default()
}

/// Writes a list. Of two lists in a row, the second has other markers, so that they stay two lists.
fn list(list: &List, escape: Escape, is_second: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for (nth, item) in list.items.iter().enumerate() {
        if nth > 0 && !list.is_tight {
            lines.push(String::new());
        }
        let mark = match (list.start, is_second) {
            (None, false) => "* ".to_owned(),
            (None, true) => "- ".to_owned(),
            (Some(start), false) => format!("{}. ", start + nth as u64),
            (Some(start), true) => format!("{}) ", start + nth as u64),
        };
        let indent = " ".repeat(mark.len());
        let mut item = container(item, escape, list.is_tight).into_iter();
        lines.push(mark + &item.next().unwrap_or_default());
        lines.extend(item.map(|line| indent.clone() + &line));
    }
    lines
}

fn table(table: &Table, place: Place) -> Vec<String> {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let rows = table.rows.iter().map(|cells| {
        let cells = cells.iter().map(|cell| inlines(cell, place));
        row(cells.collect())
    });
    let columns = table.columns.iter().map(|align| match align {
        Align::None => "---".to_owned(),
        Align::Left => ":--".to_owned(),
        Align::Center => ":-:".to_owned(),
        Align::Right => "--:".to_owned(),
    });
    let mut lines: Vec<String> = rows.collect();
    lines.insert(1.min(lines.len()), row(columns.collect()));
    lines
}

/// Writes inline content.
fn inlines(parts: &[Inline], place: Place) -> String {
    let mut written = String::new();
    push_all(&mut written, parts, place);
    written
}

fn push_all(written: &mut String, parts: &[Inline], place: Place) {
    for part in parts {
        match part {
            Inline::Text(text) => escape::push(written, text, place),
            Inline::Code(text) => written.push_str(&match place.in_table {
                true => code_span(text).replace('|', "\\|"),
                false => code_span(text),
            }),
            Inline::Emphasis(inner) => enclosed(written, "*", inner, place),
            Inline::Strong(inner) => enclosed(written, "**", inner, place),
            Inline::Strikethrough(inner) => enclosed(written, "~~", inner, place),
            Inline::Link(inner) => link(written, inner, place),
            Inline::Soft => written.push('\n'),
            Inline::Hard => written.push_str("\\\n"),
        }
    }
}

fn enclosed(written: &mut String, mark: &str, inner: &[Inline], place: Place) {
    written.push_str(mark);
    push_all(written, inner, place);
    written.push_str(mark);
}

fn link(written: &mut String, link: &Link, place: Place) {
    if link.text == [Inline::Text(link.address.clone())] && link.title.is_empty() {
        written.push_str(&format!("<{}>", link.address));
        return;
    }
    if written.ends_with('!') && !written.ends_with("\\!") {
        // Behind a bare exclamation mark the link would be an image.
        written.pop();
        written.push_str("\\!");
    }
    written.push('[');
    let inside = Place {
        in_link: true,
        ..place
    };
    push_all(written, &link.text, inside);
    written.push_str("](");
    written.push_str(&link.address);
    if !link.title.is_empty() {
        written.push_str(" \"");
        // A title is text between quotes, in which all that means something can be escaped.
        let all = Place {
            escape: Escape::All,
            ..place
        };
        escape::push(written, &link.title, all);
        written.push('"');
    }
    written.push(')');
}

/// Writes a code span.
pub(super) fn code_span(text: &str) -> String {
    let marks = "`".repeat(longest_run(text, '`') + 1);
    // A mark beside a mark of the text would be one of two; of spaces at both ends one is taken away.
    let is_all_spaces = text.chars().all(|c| c == ' ');
    let is_spaced = text.starts_with(' ') && text.ends_with(' ') && !is_all_spaces;
    let space = if text.starts_with('`') || text.ends_with('`') || is_spaced {
        " "
    } else {
        ""
    };
    format!("{marks}{space}{text}{space}{marks}")
}
