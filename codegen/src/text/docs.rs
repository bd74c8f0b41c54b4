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
    /// The range of the document that the line is generated from.
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

    /// Returns the lines in order.
    pub(crate) fn lines(&self) -> &[DocLine] {
        &self.lines
    }

    /// Returns the documentation as the content of a list item, behind a name.
    pub(crate) fn item(&self, name: &DocText) -> DocText {
        if let [only] = self.lines.as_slice() {
            return DocText(format!("* {}: {}", name.0, only.text));
        }
        let lines = self.lines.iter().map(|line| format!("\n  {}", line.text));
        DocText(format!("* {}:\n{}", name.0, lines.collect::<String>()))
    }
}

impl DocLine {
    /// Returns the line without the comment marker `///`.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}
