//! Comments that accept findings: `# specwright: allow(unknown-field)` in YAML, `//` or `/* */` in JSON with comments.
//!
//! Behind something on its line, a comment speaks of that line; alone on its line, of the next one that is not a
//! comment. `allow-file(..)` speaks of the whole text.

use std::collections::HashMap;

use specwright_spec::Span;

use crate::contract::Contract;
use crate::diagnostic::Diagnostic;
use crate::parse::{Format, quoted};
use crate::payload::{Kind, Node, Payload};
use crate::rules;
use crate::suggest;

const MARK: &str = "specwright:";

/// One code that a comment accepts.
#[derive(Debug)]
struct Suppression<'t> {
    code: &'t str,
    /// The code in the comment.
    span: Span,
    /// The line that it speaks of; the whole text, if there is none.
    line: Option<usize>,
    used: bool,
}

/// Removes the findings that comments accept, and reports comments that accept nothing.
pub(crate) fn apply(
    text: &str,
    format: Format,
    payloads: &[Payload<'_>],
    contract: &Contract,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let openings = openings(format);
    if openings.is_empty() || !text.contains(MARK) {
        return;
    }
    let mut comments = Comments {
        text,
        codes: contract.codes(),
        lines: Lines::of(text),
        suppressions: Vec::new(),
        found: Vec::new(),
    };
    let mut strings = Vec::new();
    for payload in payloads {
        add_strings(payload.root(), &mut strings);
    }
    strings.sort_unstable();
    for (mark, _) in text.match_indices(MARK) {
        let before = text[..mark].trim_end_matches([' ', '\t']);
        let Some(opening) = openings.iter().find(|opening| before.ends_with(**opening)) else {
            continue;
        };
        let start = before.len() - opening.len();
        let before = strings.partition_point(|string| string.start <= start);
        let string = before.checked_sub(1).map(|index| strings[index]);
        if string.is_none_or(|string| string.end <= start) {
            comments.read(start, mark);
        }
    }
    let Comments {
        lines,
        mut suppressions,
        mut found,
        ..
    } = comments;
    remove(diagnostics, &lines, &mut suppressions);
    let unused = suppressions.iter().filter(|suppression| !suppression.used);
    found.extend(unused.map(|suppression| {
        let message = format!("nothing here is a finding of {}", quoted(suppression.code));
        Diagnostic::new(&rules::UNUSED_SUPPRESSION, suppression.span, message)
            .help("remove the comment, or the code from a list of several")
    }));
    diagnostics.append(&mut found);
    diagnostics.sort_by_key(|found| (found.span.start, found.span.end));
}

/// Whether there can be no comment for the linter in the text.
pub(crate) fn accepts_nothing(text: &[u8], format: Format) -> bool {
    let marked = || std::str::from_utf8(text).is_ok_and(|text| text.contains(MARK));
    openings(format).is_empty() || !marked()
}

/// What comments begin with.
fn openings(format: Format) -> &'static [&'static str] {
    match format {
        Format::Json | Format::JsonLines => &[],
        Format::JsonWithComments => &["//", "/*"],
        Format::Yaml => &["#"],
    }
}

/// Removes the findings that are accepted, and marks the suppressions that do so as used.
fn remove(diagnostics: &mut Vec<Diagnostic>, lines: &Lines, suppressions: &mut [Suppression<'_>]) {
    let mut by_code: HashMap<(String, Option<usize>), Vec<usize>> = HashMap::new();
    for (index, suppression) in suppressions.iter().enumerate() {
        let key = (suppression.code.to_owned(), suppression.line);
        by_code.entry(key).or_default().push(index);
    }
    diagnostics.retain(|diagnostic| {
        let line = lines.at(diagnostic.span.start);
        let mut accepted = false;
        for line in [Some(line), None] {
            let key = (diagnostic.code.to_string(), line);
            for &index in by_code.get(&key).into_iter().flatten() {
                suppressions[index].used = true;
                accepted = true;
            }
        }
        !accepted
    });
}

/// Adds the places of all strings and names.
fn add_strings(node: Node<'_>, strings: &mut Vec<Span>) {
    match node.kind() {
        Kind::Object => node.all_members().for_each(|member| {
            strings.push(member.key.span());
            add_strings(member.value, strings);
        }),
        Kind::Array => node.items().for_each(|item| add_strings(item, strings)),
        Kind::String => strings.push(node.span()),
        Kind::Null | Kind::False | Kind::True | Kind::Number => {}
    }
}

/// The comments for the linter that were read so far.
struct Comments<'t, 'c> {
    text: &'t str,
    codes: Vec<&'c str>,
    lines: Lines,
    suppressions: Vec<Suppression<'t>>,
    found: Vec<Diagnostic>,
}

impl Comments<'_, '_> {
    /// Reads the comment that begins at `start`, with the mark at `mark`.
    fn read(&mut self, start: usize, mark: usize) {
        let text = self.text;
        let line_end = text[mark..].find('\n').map_or(text.len(), |end| mark + end);
        let block = text[start..].starts_with("/*");
        let end = match text[mark..line_end].find("*/").filter(|_| block) {
            Some(close) => mark + close + 2,
            None => text[..line_end].trim_end().len(),
        };
        let comment = Span::new(start, end);
        let said = &text[mark + MARK.len()..end];
        let (whole, list) = match said.trim_start() {
            rest if rest.starts_with("allow-file(") => (true, rest.strip_prefix("allow-file(")),
            rest => (false, rest.strip_prefix("allow(")),
        };
        let list = list.and_then(|rest| rest.split_once(')'));
        let Some((list, _)) = list else {
            let message = "this comment is meant for the linter, which does not understand it";
            self.found.push(
                Diagnostic::new(&rules::INVALID_SUPPRESSION, comment, message)
                    .help("write `specwright: allow(CODE)`, or `specwright: allow-file(CODE)` for the whole file"),
            );
            return;
        };
        let line = (!whole).then(|| self.lines.meant(text, start));
        for code in list.split(',') {
            self.code(code.trim(), line);
        }
    }

    /// One code of a comment.
    fn code(&mut self, code: &str, line: Option<usize>) {
        let at = code.as_ptr().addr() - self.text.as_ptr().addr();
        let span = Span::new(at, at + code.len());
        if self.codes.contains(&code) {
            self.suppressions.push(Suppression {
                code: &self.text[at..at + code.len()],
                span,
                line,
                used: false,
            });
            return;
        }
        let message = format!("there is no rule {}", quoted(code));
        let finding = Diagnostic::new(&rules::INVALID_SUPPRESSION, span, message);
        let meant = suggest::closest(code, self.codes.iter().copied());
        self.found.push(match meant {
            Some(meant) => finding.help(format!("write {}", quoted(meant))),
            None => finding.help("`specwright rules` lists the rules"),
        });
    }
}

/// The lines of a text.
struct Lines {
    starts: Vec<usize>,
    /// For each line, the first one from it on that is neither empty nor a comment.
    next: Vec<usize>,
}

impl Lines {
    fn of(text: &str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts: Vec<usize> = std::iter::once(0).chain(breaks).collect();
        let mut next = vec![starts.len(); starts.len()];
        for line in (0..starts.len()).rev() {
            let end = starts.get(line + 1).copied().unwrap_or(text.len());
            let here = text[starts[line]..end].trim();
            let says = !here.is_empty() && !here.starts_with(['#', '/']);
            next[line] = match says {
                true => line,
                false => next.get(line + 1).copied().unwrap_or(line),
            };
        }
        Self { starts, next }
    }

    /// The line that an offset is on.
    fn at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset) - 1
    }

    /// The line that a comment at `start` speaks of.
    fn meant(&self, text: &str, start: usize) -> usize {
        let line = self.at(start);
        match text[self.starts[line]..start].trim().is_empty() {
            true => self.next.get(line + 1).copied().unwrap_or(line),
            false => line,
        }
    }
}
