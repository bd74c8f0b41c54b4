//! The documentation of an item, with the place of each line in the document.

use specwright_spec::Span;

use super::DocText;

/// The lines of one item's documentation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Docs {
    lines: Vec<DocLine>,
}

/// One line of documentation.
#[derive(Clone, Debug)]
pub(crate) struct DocLine {
    text: String,
    /// The text of the document that causes the line.
    pub(crate) origin: Span,
}

impl Docs {
    /// Adds a paragraph, after a blank line if there are others.
    pub(crate) fn paragraph(&mut self, text: &DocText, origin: Span) {
        if !self.lines.is_empty() {
            self.push("", origin);
        }
        for line in text.lines() {
            self.push(line, origin);
        }
    }

    fn push(&mut self, line: &str, origin: Span) {
        let text = line.trim_end().to_owned();
        self.lines.push(DocLine { text, origin });
    }

    /// The lines in order.
    pub(crate) fn lines(&self) -> &[DocLine] {
        &self.lines
    }

    /// The first line as a text of its own, empty if there is none.
    pub(crate) fn first_line(&self) -> DocText {
        let first = self.lines.first();
        DocText(first.map(|line| line.text.clone()).unwrap_or_default())
    }
}

impl DocLine {
    /// The line without the marks of a comment, which are followed by a space.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}
