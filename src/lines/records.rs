//! The records of a piece of text, checked one by one.

use std::io::BufRead;
use std::sync::Arc;

use specwright_spec::Span;
use specwright_spec::input::Limit;

use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::{self, Checked, MOST_FINDINGS};
use crate::parse::{self, Format};
use crate::payload::Buffers;
use crate::policy::Policy;
use crate::rules;

/// How often the end of a value that begins on a line is looked for in vain.
const PATIENCE: usize = 8;
/// As many bytes of a record that is too long are shown.
const SHOWN: usize = 60;

/// What is found in a piece of text that consists of whole lines.
#[derive(Default)]
pub(super) struct Part {
    /// How long it is, and how many lines it has.
    pub(super) length: usize,
    pub(super) lines: usize,
    /// The records in which something is found.
    pub(super) found: Vec<Record>,
    /// What is found in further records, once there is more than a file may have.
    pub(super) rest: Rest,
}

/// A record in which something is found.
pub(super) struct Record {
    /// Where it begins: its place in the piece, and how many lines are before it.
    pub(super) offset: usize,
    pub(super) lines_before: usize,
    pub(super) checked: Checked,
    /// Whether it is the first line of a value that stands on several ones.
    pub(super) is_split: bool,
}

/// Findings that are only counted.
#[derive(Clone, Copy, Default)]
pub(super) struct Rest {
    pub(super) count: usize,
    pub(super) has_error: bool,
}

impl Rest {
    pub(super) fn add(&mut self, diagnostics: &[Diagnostic]) {
        self.count += diagnostics.len();
        self.has_error |= has_error(diagnostics);
    }
}

pub(super) fn has_error(diagnostics: &[Diagnostic]) -> bool {
    let is_error = |found: &Diagnostic| found.severity == Severity::Error;
    diagnostics.iter().any(is_error)
}

/// A record that is longer than the limit, and was not kept.
#[derive(Default)]
pub(super) struct Skipped {
    /// How it begins.
    head: Vec<u8>,
    length: usize,
    /// How many carriage returns it has, and whether it ends with one and a line feed.
    returns: usize,
    last: [u8; 2],
}

impl Skipped {
    /// Adds the next bytes of the record; those that end with a line feed are the last.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        let room = SHOWN - self.head.len();
        self.head.extend(bytes.iter().take(room));
        self.length += bytes.len();
        self.returns += bytes.iter().filter(|&&byte| byte == b'\r').count();
        for &byte in &bytes[bytes.len().saturating_sub(2)..] {
            self.last = [self.last[1], byte];
        }
    }

    /// The finding, as a piece of the text.
    pub(super) fn part(&self, name: &str, policy: &Arc<Policy>, limit: Limit) -> Part {
        let checked = too_large(name, &self.head, policy, limit);
        let returns = self.returns - usize::from(self.last == *b"\r\n");
        Part {
            length: self.length,
            lines: 1 + returns,
            found: vec![Record {
                offset: 0,
                lines_before: 0,
                checked,
                is_split: false,
            }],
            rest: Rest::default(),
        }
    }
}

/// The finding of a record that is longer than the limit; the report shows how it begins.
fn too_large(name: &str, record: &[u8], policy: &Arc<Policy>, limit: Limit) -> Checked {
    let head = &record[..record.len().min(SHOWN)];
    let whole = head
        .utf8_chunks()
        .next()
        .map_or(0, |chunk| chunk.valid().len());
    let head = &head[..whole];
    let found = Diagnostic::new(
        &rules::TOO_LARGE,
        Span::new(0, head.len()),
        format!("the record is larger than {limit}, and is not checked"),
    );
    let found = found.help("raise the limit with `--max-size`");
    lint::said(name, head, found, policy)
}

impl Part {
    /// Checks the records of a text.
    pub(super) fn check(
        text: &[u8],
        name: &str,
        policy: &Arc<Policy>,
        limit: Limit,
        buffers: &mut Buffers,
    ) -> Self {
        let mut part = Self {
            length: text.len(),
            ..Self::default()
        };
        let has_returns = line(text, b'\r') < text.len() || text.ends_with(b"\r");
        let lines_of = |text| if has_returns { lines(text) } else { 1 };
        let mut kept = Rest::default();
        let mut patience = PATIENCE;
        let mut at = 0;
        while at < text.len() {
            let offset = at;
            let lines_before = part.lines;
            let line = &text[at..at + line(&text[at..], b'\n')];
            at += line.len();
            part.lines += lines_of(line);
            let record = line.trim_ascii_end();
            let is_too_large = record.len() as u64 > limit.bytes();
            if record.is_empty() || !is_too_large && lint::is_clean(record, policy, buffers) {
                continue;
            }
            let mut checked = match is_too_large {
                true => too_large(name, record, policy, limit),
                false => lint::file(name, record, Format::Json, policy),
            };
            let mut is_split = false;
            if patience > 0 && !is_too_large && ends_inside(&checked, record) {
                match value_length(&text[offset..], line.len()) {
                    Some(length) => {
                        part.lines = lines_before;
                        let value = &text[offset..offset + length];
                        part.lines += value
                            .split_inclusive(|&byte| byte == b'\n')
                            .map(lines_of)
                            .sum::<usize>();
                        at = offset + length;
                        checked = lint::said(name, record, on_several_lines(record), policy);
                        is_split = true;
                    }
                    None => patience -= 1,
                }
            }
            if kept.count > MOST_FINDINGS {
                part.rest.add(&checked.diagnostics);
            } else if !checked.diagnostics.is_empty() {
                kept.add(&checked.diagnostics);
                part.found.push(Record {
                    offset,
                    lines_before,
                    checked,
                    is_split,
                });
            }
            // Nothing that is found behind this would be told, or make it worse.
            if kept.count > MOST_FINDINGS && (kept.has_error || part.rest.has_error) {
                break;
            }
        }
        part
    }
}

/// How long the first line is, with the byte that ends it.
fn line(text: &[u8], end: u8) -> usize {
    let mut rest = text;
    // A slice can always be read.
    rest.skip_until(end).unwrap_or(text.len())
}

/// How many lines begin in a text that ends with a line feed, or the file: carriage returns alone end lines too.
fn lines(text: &[u8]) -> usize {
    let returns = text.iter().enumerate().filter(|&(_, &byte)| byte == b'\r');
    1 + returns
        .filter(|&(at, _)| text.get(at + 1).is_some_and(|&next| next != b'\n'))
        .count()
}

/// Whether a record breaks off in a list or object.
fn ends_inside(checked: &Checked, record: &[u8]) -> bool {
    let is_open = |found: &Diagnostic| {
        found.code == rules::UNCLOSED.code
            && found.span.start == record.len()
            && found.fix.is_none()
    };
    checked.diagnostics.last().is_some_and(is_open)
}

/// How long the value is, with the line that it ends on, if it is a whole one on more lines than the first.
fn value_length(text: &[u8], first_line: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        match text.get(at)? {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.checked_sub(1)?,
            b'"' => {
                at += 1;
                while *text.get(at)? != b'"' {
                    at += if text[at] == b'\\' { 2 } else { 1 };
                }
            }
            _ => {}
        }
        at += 1;
        if depth == 0 && at > first_line {
            break;
        }
    }
    let rest = line(&text[at..], b'\n');
    let is_last = text[at..at + rest].trim_ascii().is_empty();
    let is_value = || {
        let reading = parse::bytes(&text[..at], Format::Json);
        // Without a comma between them, two lines are two records.
        let missing = rules::MISSING_COMMA.code;
        let is_joined = reading
            .diagnostics
            .iter()
            .all(|found| found.code != missing);
        is_joined && !reading.payloads.is_empty()
    };
    (is_last && is_value()).then_some(at + rest)
}

fn on_several_lines(record: &[u8]) -> Diagnostic {
    let message =
        "a value begins here that stands on several lines, and each line must hold a whole one";
    Diagnostic::new(&rules::UNCLOSED, Span::new(0, record.len()), message).help(
        "write each value on a line of its own, as `jq -c . old > new` does; those on several lines are not checked",
    )
}
