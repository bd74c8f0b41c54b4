//! CommonMark of a document as CommonMark of a doc comment.
//!
//! A description is parsed with rustdoc's parser and options, and written again from the tree: code blocks become `text`
//! blocks, HTML becomes text, and links keep only `http`, `https` and `mailto`. The result is parsed once more and must give
//! the same tree. If it does not, the whole description becomes one `text` block.

mod address;
mod escape;
mod parse;
mod tree;
mod write;

use self::escape::Escape;
use specwright_spec::sanitize;

use self::tree::Block;
use super::DocText;

/// Returns a description, which is CommonMark, as Markdown that is safe in a doc comment.
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

/// Returns a plain string of the document, such as a title, as Markdown on one line.
pub(crate) fn line(text: &str) -> DocText {
    let text = on_one_line(text);
    if text.is_empty() {
        return DocText::default();
    }
    let blocks = [Block::Paragraph(address::linked(&text))];
    let written = faithful(&blocks, Escape::Needed).or_else(|| faithful(&blocks, Escape::All));
    written.map_or_else(|| code(&text), DocText)
}

/// Returns a string of the document as a code span on one line.
pub(crate) fn code(text: &str) -> DocText {
    if text.is_empty() {
        return DocText("the empty text".to_owned());
    }
    DocText(write::code_span(&printable(text)))
}

/// Collapses white space to single spaces and escapes unsafe characters.
pub(crate) fn on_one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    printable(&words.join(" "))
}

/// Writes the blocks; returns `None` if the result does not parse to the same blocks.
fn faithful(blocks: &[Block], escape: Escape) -> Option<String> {
    let written = write::blocks(blocks, escape);
    let understood = parse::blocks(&written)?;
    (understood == blocks).then_some(written)
}

/// Returns a text as one `text` block.
fn verbatim(text: &str) -> String {
    let code: Vec<Block> = parse::code(text).into_iter().collect();
    write::blocks(&code, Escape::Needed)
}

/// Normalizes line ends to line feeds and escapes all other unsafe characters.
fn printable_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = text.split('\n').map(printable).collect();
    lines.join("\n")
}

/// Escapes the unsafe characters of a line, and replaces tabs by four spaces.
fn printable(line: &str) -> String {
    sanitize::line(&line.replace('\t', "    ")).into_owned()
}

#[cfg(test)]
mod tests;
