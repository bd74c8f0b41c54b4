//! CommonMark of a document as CommonMark of a doc comment.
//!
//! A description is parsed as rustdoc parses it, and written anew from what was understood: code becomes a `text` block, HTML
//! becomes text, links lead to `http`, `https` and `mailto` only. What is written is parsed once more, and must be
//! understood alike; a description for which this does not hold is shown whole as a `text` block.

mod address;
mod escape;
mod parse;
mod tree;
mod write;

use self::escape::Escape;
use specwright_spec::sanitize;

use self::tree::Block;
use super::DocText;

/// CommonMark of the document's author, such as a description.
pub(crate) fn block(text: &str) -> DocText {
    let text = printable_lines(text);
    if text.trim().is_empty() {
        return DocText::default();
    }
    let written = parse::blocks(&text).and_then(|blocks| {
        let plain = || tree::plain(&blocks);
        faithful(&blocks, Escape::Needed).or_else(|| faithful(&plain(), Escape::All))
    });
    DocText(written.unwrap_or_else(|| verbatim(&text)))
}

/// A string of the document that is no CommonMark, on one line.
pub(crate) fn line(text: &str) -> DocText {
    let text = on_one_line(text);
    if text.is_empty() {
        return DocText::default();
    }
    let blocks = [Block::Paragraph(address::linked(&text))];
    let written = faithful(&blocks, Escape::Needed).or_else(|| faithful(&blocks, Escape::All));
    written.map_or_else(|| code(&text), DocText)
}

/// A string of the document as code, on one line.
pub(crate) fn code(text: &str) -> DocText {
    if text.is_empty() {
        return DocText("the empty text".to_owned());
    }
    DocText(write::code_span(&printable(text)))
}

/// The words of a text with single spaces between them, each character visible.
pub(crate) fn on_one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    printable(&words.join(" "))
}

/// The blocks as they are written, if they are understood as what they are.
fn faithful(blocks: &[Block], escape: Escape) -> Option<String> {
    let written = write::blocks(blocks, escape);
    let understood = parse::blocks(&written)?;
    (understood == blocks).then_some(written)
}

/// A text as a block of code that is shown and not run.
fn verbatim(text: &str) -> String {
    let code: Vec<Block> = parse::code(text).into_iter().collect();
    write::blocks(&code, Escape::Needed)
}

/// A text whose lines end in line feeds and hold no other characters that end lines or that nobody sees.
fn printable_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = text.split('\n').map(printable).collect();
    lines.join("\n")
}

/// A line in which each unsafe character is escaped; a tab is four spaces.
fn printable(line: &str) -> String {
    sanitize::line(&line.replace('\t', "    ")).into_owned()
}

#[cfg(test)]
mod tests;
