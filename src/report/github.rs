//! Annotations of a GitHub workflow: commands that the runner reads from the output.

use std::io;
use std::path::Path;

use specwright_spec::sanitize;

use super::out::{Out, Piece};
use super::place::{self, Range};
use super::{Form, TOOL, finding};
use crate::lint::Checked;

#[derive(Debug)]
pub(super) struct Github;

impl Form for Github {
    fn part(&mut self, name: &Path, checked: &Checked, out: &mut Out<'_>) -> io::Result<()> {
        use Piece::{Message, Number, Own, Property};
        let file = place::path(name);
        for found in &checked.diagnostics {
            let range = Range::of(&checked.source, found.span);
            out.put(&[
                Own("::"),
                Own(found.severity.as_str()),
                Own(" file="),
                Property(&file),
                Own(",line="),
                Number(range.start.line),
                Own(",endLine="),
                Number(range.end.line),
            ])?;
            // The service refuses columns of annotations that reach over several lines.
            if range.is_one_line() {
                let (column, end) = (range.start.column, range.end.column);
                out.put(&[
                    Own(",col="),
                    Number(column),
                    Own(",endColumn="),
                    Number(end),
                ])?;
            }
            let title = format!("{TOOL} ({})", found.code);
            let text = finding::text(found);
            out.put(&[
                Own(",title="),
                Property(&title),
                Own("::"),
                Message(&text),
                Own("\n"),
            ])?;
        }
        Ok(())
    }
}

/// Encodes a command's message. The encoding knows line ends and `%`; other unsafe characters become visible.
pub(super) fn message(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let line = line.strip_suffix('\r').unwrap_or(line);
        sanitize::line(line).replace('%', "%25")
    });
    lines.collect::<Vec<_>>().join("%0A")
}

/// Encodes the value of one of a command's properties, which is one line.
pub(super) fn property(text: &str) -> String {
    sanitize::line(text)
        .replace('%', "%25")
        .replace(':', "%3A")
        .replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{message, property};

    #[test]
    fn a_command_ends_where_its_line_ends() {
        assert_eq!(
            message("50%\r\n::error::b\u{1b}"),
            r"50%25%0A::error::b\u{1b}"
        );
        assert_eq!(
            property("a,b:c\n::d\u{202e}"),
            r"a%2Cb%3Ac\n%3A%3Ad\u{202e}"
        );
    }
}
