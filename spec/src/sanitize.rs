//! The one door through which foreign text reaches a terminal, a log or a file that people read.
//!
//! Foreign text is every string that comes from a file, a file name, a configuration, a request or an argument. Printed
//! as it stands, it can move the cursor, hide or reverse what is around it, add lines, or give commands to the service
//! that shows the log.
//!
//! * [`line`](line()) and [`path`] make foreign text safe to stand inside a line.
//! * [`Text`] is whole lines that are safe to print. The modules that print take nothing else.
//! * [`Json`] writes JSON that is safe to print and loses nothing.
//! * [`is_unsafe`] is the table of characters on which all of them agree.
//!
//! Unsafe characters are written visibly, as Rust writes them in a string: `\n`, `\u{1b}`.

mod json;
mod text;

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fmt::Write;
use std::ops::Range;
use std::path::Path;

pub use self::json::Json;
pub use self::text::Text;

/// Returns `true` if a character must not be printed as it is.
///
/// These are the control characters (C0, DEL and C1, with tabs and line ends), the line and paragraph separators
/// U+2028 and U+2029, all characters that Unicode calls default ignorable (among them the bidirectional controls, the
/// zero width space, the soft hyphen, the byte order mark and the tag characters), the interlinear annotations
/// U+FFF9 to U+FFFB, and the noncharacters.
///
/// Two groups of default ignorable characters are legitimate in text, and not unsafe by themselves: the variation
/// selectors, and the joiners U+200C and U+200D of Persian, Indic scripts and emoji. [`line`](line()) escapes them where they
/// join nothing, such as after an ASCII letter.
#[must_use]
pub const fn is_unsafe(character: char) -> bool {
    matches!(character,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}'
        | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
        | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}')
        // The last two characters of every plane are noncharacters.
        || character as u32 & 0xFFFE == 0xFFFE
}

/// Returns the text so that it can stand inside a line.
///
/// Every unsafe character is escaped, tabs and line ends included. So is the first `#` of `##[` and of `##vso[`, which
/// services obey wherever it stands in a line of a log. Applying the function twice changes nothing.
///
/// ```
/// use specwright_spec::sanitize::line;
/// assert_eq!(line("名 é"), "名 é");
/// assert_eq!(line("a\n\u{1b}[2J\u{202e}"), r"a\n\u{1b}[2J\u{202e}");
/// ```
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    sanitized(text, Form::Inline)
}

/// Returns a path so that it can stand inside a line, with bytes that are not UTF-8 as `\xFF`.
#[must_use]
pub fn path(path: &Path) -> Cow<'_, str> {
    match unicode(path.as_os_str()) {
        Cow::Borrowed(text) => line(text),
        Cow::Owned(text) => Cow::Owned(line(&text).into_owned()),
    }
}

/// Returns an operating system's string as Unicode, with bytes that are not UTF-8 as `\xFF`.
///
/// The result is foreign text: nothing else is escaped, so that reports for machines can carry names without a loss.
#[must_use]
pub fn unicode(text: &OsStr) -> Cow<'_, str> {
    if let Some(text) = text.to_str() {
        return Cow::Borrowed(text);
    }
    #[cfg(unix)]
    let bytes = std::os::unix::ffi::OsStrExt::as_bytes(text);
    #[cfg(not(unix))]
    let bytes = text.as_encoded_bytes();
    let mut shown = String::with_capacity(bytes.len() + 8);
    for chunk in bytes.utf8_chunks() {
        shown.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a string does not fail.
            let _ = write!(shown, "\\x{byte:02X}");
        }
    }
    Cow::Owned(shown)
}

/// Returns [`line`](line()) of a text whose tabs stay, and where a range of the text's bytes is in the result.
///
/// Both ends of the range must be at character boundaries.
pub(crate) fn source_line(text: &str, range: Range<usize>) -> (String, Range<usize>) {
    let mut shown = String::with_capacity(text.len());
    let (mut start, mut end) = (None, None);
    for (at, character) in text.char_indices() {
        if at >= range.start {
            start.get_or_insert(shown.len());
        }
        if at >= range.end {
            end.get_or_insert(shown.len());
        }
        match character != '\t' && is_escaped(text, at, character, Form::Inline) {
            true => escape(character, &mut shown),
            false => shown.push(character),
        }
    }
    let range = start.unwrap_or(shown.len())..end.unwrap_or(shown.len());
    (shown, range)
}

/// How a text is divided into lines, and where its start will stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// The text is a part of a line.
    Inline,
    /// The text is a whole line.
    Line,
    /// The text is whole lines, and keeps its tabs and line ends.
    Lines,
    /// As `Lines`, and the escape sequences of colours stay.
    Rendered,
}

impl Form {
    const fn keeps_lines(self) -> bool {
        matches!(self, Self::Lines | Self::Rendered)
    }
}

fn sanitized(text: &str, form: Form) -> Cow<'_, str> {
    let first = text
        .char_indices()
        .find(|&(at, character)| is_escaped(text, at, character, form));
    let Some((first, _)) = first else {
        return Cow::Borrowed(text);
    };
    let mut shown = String::with_capacity(text.len() + 16);
    shown.push_str(&text[..first]);
    for (at, character) in text[first..].char_indices() {
        match is_escaped(text, first + at, character, form) {
            true => escape(character, &mut shown),
            false => shown.push(character),
        }
    }
    Cow::Owned(shown)
}

/// Returns `true` if the character at that offset must be escaped there.
fn is_escaped(text: &str, at: usize, character: char, form: Form) -> bool {
    match character {
        '\n' | '\t' => !form.keeps_lines(),
        '\r' => !form.keeps_lines() || !text[at..].starts_with("\r\n"),
        '\u{1b}' => form != Form::Rendered || !begins_colour(&text[at + 1..]),
        '#' => begins_marker(&text[at..]),
        ':' => form != Form::Inline && begins_command(text, at, form),
        ' '..='~' => false,
        _ if is_unsafe(character) => true,
        _ if is_joiner(character) => !joins(&text[..at]),
        _ if is_selector(character) => !selects(&text[..at]),
        _ => false,
    }
}

/// Returns `true` if the text begins with `##[`, `##vso[` or the like, which Azure Pipelines, GitHub's runner and
/// TeamCity look for in the whole line. The runner ignores characters without a width there.
#[must_use]
pub fn begins_marker(text: &str) -> bool {
    let mut rest = text.chars().filter(|c| !is_selector(*c) && !is_joiner(*c));
    rest.next() == Some('#')
        && rest.next() == Some('#')
        && rest.find(|c| !c.is_ascii_alphabetic()) == Some('[')
}

/// Returns `true` if the colon at that offset begins `::` at the start of a line, spaces aside: a workflow command.
fn begins_command(text: &str, at: usize, form: Form) -> bool {
    let mut rest = text[at..]
        .chars()
        .filter(|c| !is_selector(*c) && !is_joiner(*c));
    if rest.next() != Some(':') || rest.next() != Some(':') {
        return false;
    }
    // The renderer's mark of a further place, which is the command `:` that no service knows.
    if (rest.next(), rest.next()) == (Some(':'), Some(' ')) {
        return false;
    }
    let is_end = |c: char| c == '\n' && form.keeps_lines();
    let is_space = |c: char| match is_unsafe(c) {
        true => c == '\t' && form.keeps_lines(),
        false => c.is_whitespace(),
    };
    let mut before = text[..at].chars().rev();
    before.find(|c| !is_space(*c)).is_none_or(is_end)
}

/// Returns `true` if the text behind an escape character is an SGR sequence, which selects colours.
fn begins_colour(rest: &str) -> bool {
    let parameters = rest.strip_prefix('[');
    let end =
        parameters.map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';'));
    end.is_some_and(|end| end.starts_with('m'))
}

const fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200C}' | '\u{200D}')
}

const fn is_selector(character: char) -> bool {
    matches!(character,
        '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Returns `true` if a joiner behind this text has something to join.
fn joins(before: &str) -> bool {
    let mut before = before.chars();
    before
        .next_back()
        .is_some_and(|last| match is_selector(last) {
            true => selects(before.as_str()),
            false => !last.is_ascii() && is_base(last),
        })
}

/// Returns `true` if a variation selector behind this text has something to vary, such as the digit of a keycap emoji.
fn selects(before: &str) -> bool {
    let last = before.chars().next_back();
    last.is_some_and(|last| is_base(last) && !is_selector(last))
}

fn is_base(character: char) -> bool {
    !character.is_whitespace() && !is_unsafe(character) && !is_joiner(character)
}

fn escape(character: char, shown: &mut String) {
    match character {
        '\n' => shown.push_str("\\n"),
        '\r' => shown.push_str("\\r"),
        '\t' => shown.push_str("\\t"),
        _ => shown.extend(character.escape_unicode()),
    }
}

#[cfg(test)]
mod tests;
