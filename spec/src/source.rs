//! Text with a name, and places in it.

use std::fmt;
use std::sync::OnceLock;

/// A half-open range of byte offsets in a [`Source`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset one past the last byte.
    pub end: usize,
}

impl Span {
    /// The span that reaches from `start` up to, not including, `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
}

/// A place as people name it: line and column, both counted from 1, the column in Unicode scalar values.
///
/// A line ends at `\n`, `\r\n` or `\r`, as to YAML, to the language server protocol and to most editors. JSON has no
/// lines, and rustc, to which a lone `\r` ends none, does not read these texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in Unicode scalar values, from 1.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// In lines longer than this, characters are counted once and not for every place anew: a minified payload is one line of
/// megabytes, in which there may be thousands of findings.
const STRIDE: usize = 4096;

/// One text that was read, under the name by which messages call it.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    /// What is known of the lines once a place was asked for.
    index: OnceLock<Box<Index>>,
    first_line: usize,
    /// Other files, whose texts follow.
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
struct Part {
    name: String,
    start: usize,
}

#[derive(Clone, Debug)]
struct Index {
    line_starts: Vec<usize>,
    /// How many characters begin before each multiple of [`STRIDE`], once a place far into a line was asked for.
    characters_before: OnceLock<Vec<usize>>,
}

impl Source {
    /// Takes over `text`; `name` is what messages and generated documentation show, such as `spec/api.yaml`.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            index: OnceLock::new(),
            first_line: 1,
            parts: Vec::new(),
        }
    }

    /// Adds the text of another file behind the others, and says at which offset it begins.
    pub(crate) fn append(&mut self, name: &str, text: &str) -> usize {
        if !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.index = OnceLock::new();
        self.parts.push(Part {
            name: name.to_owned(),
            start,
        });
        start
    }

    /// The file that a byte offset is in, if it is not the first one.
    fn part(&self, offset: usize) -> Option<&Part> {
        let behind = self.parts.partition_point(|part| part.start <= offset);
        self.parts.get(behind.checked_sub(1)?)
    }

    /// The name of the file that a byte offset is in.
    #[must_use]
    pub fn name_at(&self, offset: usize) -> &str {
        self.part(offset).map_or(&self.name, |part| &part.name)
    }

    /// The same text as part of a longer one, in which it begins on that line, counted from 1.
    #[must_use]
    pub fn starting_at(self, first_line: usize) -> Self {
        Self { first_line, ..self }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            });
            let line_starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1));
            Box::new(Index {
                line_starts: line_starts.collect(),
                characters_before: OnceLock::new(),
            })
        })
    }

    fn line_starts(&self) -> &[usize] {
        &self.index().line_starts
    }

    fn characters_before(&self) -> &[usize] {
        self.index().characters_before.get_or_init(|| {
            let pieces = self.text.as_bytes().chunks(STRIDE);
            let before = pieces.scan(0, |before, piece| {
                Some(std::mem::replace(before, *before + characters_in(piece)))
            });
            before.collect()
        })
    }

    /// How many characters stand between two of the offsets at which characters begin.
    fn characters_between(&self, start: usize, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        if end - start <= STRIDE {
            return characters_in(&bytes[start..end]);
        }
        let before = |offset: usize| {
            // The end of the text may be the start of a piece that is not there.
            let index = (offset / STRIDE).min(self.characters_before().len() - 1);
            self.characters_before()[index] + characters_in(&bytes[index * STRIDE..offset])
        };
        before(end) - before(start)
    }

    /// The name by which messages call this text.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The whole characters that a span touches.
    pub(crate) fn characters(&self, span: Span) -> Span {
        let start = self.text.floor_char_boundary(span.start);
        let end = self.text.ceil_char_boundary(span.end).max(start);
        Span::new(start, end)
    }

    /// Line and column of a byte offset; an offset past the end is the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let index = self.line_index(offset);
        let start = self.line_starts()[index];
        let start = (start + self.mark(start)).min(offset);
        let column = self.characters_between(start, offset) + 1;
        let before = self
            .part(offset)
            .map_or(0, |part| self.line_index(part.start));
        let line = self.first_line + index - before;
        Position { line, column }
    }

    /// Returns the length, in bytes, of the byte order mark of a file whose first line starts at `start`; 0 if there is
    /// none. A byte order mark anywhere else is a character of its line.
    fn mark(&self, start: usize) -> usize {
        const MARK: char = '\u{FEFF}';
        let is_file = match start {
            0 => self.first_line == 1,
            _ => self.part(start).is_some_and(|part| part.start == start),
        };
        match is_file && self.text[start..].starts_with(MARK) {
            true => MARK.len_utf8(),
            false => 0,
        }
    }

    /// Offset of the first byte of the line that a byte offset is in.
    #[must_use]
    pub fn line_start(&self, offset: usize) -> usize {
        self.line_starts()[self.line_index(offset)]
    }

    /// A line's text without its line break, counted as in [`position`](Self::position); empty if there is no such line.
    #[must_use]
    pub fn line(&self, line: usize) -> &str {
        let index = line.checked_sub(self.first_line);
        match index.filter(|index| *index < self.line_starts().len()) {
            Some(index) => self.line_text(index).1,
            None => "",
        }
    }

    /// The texts of the lines that a span touches, without their line breaks.
    pub fn lines(&self, span: Span) -> impl Iterator<Item = &str> {
        let touched = self.line_index(span.start)..=self.line_index(span.end);
        touched.map(|index| self.line_text(index).1)
    }

    /// Returns the byte offset at which the line of `offset` starts, and the text of the line without its line break, and
    /// without a byte order mark before `offset`.
    pub(crate) fn line_around(&self, offset: usize) -> (usize, &str) {
        let (start, line) = self.line_text(self.line_index(offset));
        let mark = self.mark(start);
        match offset >= start + mark {
            true => (start + mark, &line[mark..]),
            false => (start, line),
        }
    }

    fn line_index(&self, offset: usize) -> usize {
        self.line_starts().partition_point(|start| *start <= offset) - 1
    }

    fn line_text(&self, index: usize) -> (usize, &str) {
        let line_starts = self.line_starts();
        let start = line_starts[index];
        let next = line_starts.get(index + 1).copied();
        let line = &self.text[start..next.unwrap_or(self.text.len())];
        (start, line.trim_end_matches(['\n', '\r']))
    }
}

/// How many characters begin in these bytes.
fn characters_in(bytes: &[u8]) -> usize {
    // Only the bytes that go on with a character begin with the bits 10.
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::{Position, STRIDE, Source};

    #[test]
    fn columns_are_counted_in_characters_however_long_the_line() {
        for unit in ["a", "é", "漢é🦀a"] {
            let line = unit.repeat(3 * STRIDE / unit.len());
            let text = format!("short\r\n{line}\n{line}{unit}");
            let source = Source::new("x", text.clone()).starting_at(7);
            let mut expected = Position { line: 7, column: 1 };
            for (index, (offset, letter)) in text.char_indices().enumerate() {
                if index % 11 == 0 || letter == '\n' {
                    assert_eq!(source.position(offset), expected, "{unit} {offset}");
                    let last_byte = offset + letter.len_utf8() - 1;
                    assert_eq!(source.position(last_byte), expected, "{unit} {offset}");
                }
                expected.column += 1;
                if letter == '\n' {
                    let line = expected.line + 1;
                    expected = Position { line, column: 1 };
                }
            }
            assert_eq!(source.position(text.len()), expected);
            assert_eq!(source.position(usize::MAX), expected);
        }
    }

    #[test]
    fn a_byte_order_mark_has_no_column() {
        let place = |source: &Source, offset| source.position(offset).to_string();
        let mut source = Source::new("a", "\u{feff}ab\n\u{feff}c\n");
        let places = [0, 1, 3, 4, 6, 9].map(|offset| place(&source, offset));
        assert_eq!(places, ["1:1", "1:1", "1:1", "1:2", "2:1", "2:2"]);
        let start = source.append("b", "\u{feff}d");
        assert_eq!(place(&source, start + 3), "1:1");
        let record = Source::new("a", "\u{feff}c").starting_at(2);
        assert_eq!(place(&record, 3), "2:2");
    }

    #[test]
    fn lines_start_behind_a_break() {
        let source = Source::new("x", "a\nbc\r");
        let starts: Vec<usize> = (0..7).map(|offset| source.line_start(offset)).collect();
        assert_eq!(starts, [0, 0, 2, 2, 2, 5, 5]);
        assert_eq!(Source::new("x", "").line_start(0), 0);
    }

    #[test]
    fn lines_end_as_editors_and_yaml_end_them() {
        let source = Source::new("test", "a\né\r\nc\rd\r\r\n\n\re\u{85}\u{2028}f").starting_at(7);
        let lines: Vec<_> = (6..17).map(|line| source.line(line)).collect();
        let expected = [
            "",
            "a",
            "é",
            "c",
            "d",
            "",
            "",
            "",
            "e\u{85}\u{2028}f",
            "",
            "",
        ];
        assert_eq!(lines, expected);
        let place = |letter| {
            let offset = source.text().find(letter).expect("the letter is there");
            source.position(offset).to_string()
        };
        assert_eq!(
            ["a", "é", "c", "d", "e", "f"].map(place),
            ["7:1", "8:1", "9:1", "10:1", "14:1", "14:4"]
        );
        assert_eq!(source.position(99).to_string(), "14:5");
    }

    #[test]
    fn the_line_break_belongs_to_the_line_that_it_ends() {
        for (text, expected) in [
            ("a\n", ["1:1", "1:2", "2:1", "2:1"]),
            ("a\r", ["1:1", "1:2", "2:1", "2:1"]),
            ("a\r\n", ["1:1", "1:2", "1:3", "2:1"]),
            ("", ["1:1", "1:1", "1:1", "1:1"]),
        ] {
            let source = Source::new("test", text);
            let places = [0, 1, 2, 3].map(|offset| source.position(offset).to_string());
            assert_eq!(places, expected, "{text:?}");
        }
    }
}
