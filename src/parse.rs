//! Text to payload: one reader for each format, each naming what is malformed.

mod encoding;
mod foreign;
mod format;
mod json;
mod places;
mod yaml;

use serde_json::Value;
use specwright_spec::{Pointer, Span, core_schema, sanitize};

pub use self::format::Format;
use crate::diagnostic::Diagnostic;
use crate::payload::{Buffers, Builder, Node, Payload};
use crate::rules;

/// How deep values may be nested.
pub const MAX_DEPTH: usize = 256;

/// What a reader makes of a text.
#[derive(Debug)]
pub struct Reading<'t> {
    /// The values: one, or none if the text could not be read to its end; of YAML one for each document.
    pub payloads: Vec<Payload<'t>>,
    /// What is malformed, and which keys stand twice.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether more is wrong, which was not kept or not read.
    pub has_more: bool,
}

/// Why nothing more is read.
enum Stop {
    /// Nothing behind this mistake can be understood.
    Mistake(Box<Diagnostic>),
    /// There are as many mistakes as are wanted.
    Enough,
}

impl From<Diagnostic> for Stop {
    fn from(last: Diagnostic) -> Self {
        Self::Mistake(Box::new(last))
    }
}

/// Reads what a file holds, if it is text.
#[must_use]
pub fn bytes(bytes: &[u8], format: Format) -> Reading<'_> {
    up_to(usize::MAX, bytes, format)
}

/// Reads what a file holds, if it is text, and ends with about so many mistakes.
#[must_use]
pub fn up_to(most: usize, bytes: &[u8], format: Format) -> Reading<'_> {
    match encoding::text(bytes) {
        Ok(text) => read(text, format, most),
        Err(found) => nothing_but(*found),
    }
}

/// Reads a text that holds one value.
#[must_use]
pub fn payload(text: &str, format: Format) -> Reading<'_> {
    read(text, format, usize::MAX)
}

/// Reads JSON in which nothing is wrong, with the room that other payloads had.
pub(crate) fn faultless<'t>(bytes: &'t [u8], buffers: &mut Buffers) -> Option<Payload<'t>> {
    let text = encoding::text(bytes).ok()?;
    u32::try_from(text.len()).ok()?;
    json::faultless(text, buffers)
}

fn read(text: &str, format: Format, most: usize) -> Reading<'_> {
    if u32::try_from(text.len()).is_err() {
        let message = "a payload of more than 4 GiB cannot be checked";
        let help = "split it, or write one record for each line into an `.ndjson` file";
        return nothing_but(
            Diagnostic::new(&rules::TOO_LARGE, Span::new(0, 0), message).help(help),
        );
    }
    match format {
        // Lines are read one by one, and each is JSON.
        Format::Json | Format::JsonLines => json::read(text, false, most),
        Format::JsonWithComments => json::read(text, true, most),
        Format::Yaml => yaml::read(text, most),
    }
}

fn nothing_but(found: Diagnostic) -> Reading<'static> {
    Reading {
        payloads: Vec::new(),
        diagnostics: vec![found],
        has_more: false,
    }
}

/// What is said of a text without a value.
fn empty() -> Diagnostic {
    let message = "there is no value in this text";
    let found = Diagnostic::new(&rules::EMPTY_FILE, Span::new(0, 0), message);
    found.help("write a value, such as `{}`")
}

/// What is said of values in more than [`MAX_DEPTH`] others.
fn too_deep(span: Span) -> Diagnostic {
    let message = format!("values are nested more than {MAX_DEPTH} deep");
    Diagnostic::new(&rules::TOO_DEEP, span, message).help("flatten the payload")
}

/// Removes the fixes of a text that cannot be parsed to its end: without its values, no fix can be verified.
fn withdraw_fixes(diagnostics: &mut [Diagnostic]) {
    for found in diagnostics {
        found.withdraw_fix(None);
    }
}

/// Ends a reading: the keys that stand twice become findings.
fn finish(builder: Builder<'_>, mut diagnostics: Vec<Diagnostic>) -> Reading<'_> {
    let (payload, repeated, has_more) = builder.finish();
    if let Some(payload) = &payload {
        let mut keys: Vec<Span> = repeated.iter().map(|key| key.again).collect();
        keys.sort_unstable();
        let mut places = places::of_keys(payload, &keys);
        diagnostics.extend(repeated.iter().map(|key| {
            let pointer = places.remove(&key.again).unwrap_or_else(Pointer::root);
            let name = pointer.tokens().last().map_or("", String::as_str);
            let message = format!("`{name}` stands twice in one object");
            let label = |key: Span, when: &str| match payload.text().get(key.start..key.end) {
                Some("") => format!("{when}, as an empty key"),
                Some(written) if core_schema::name(written) != written => {
                    format!("{when}, as {}", quoted(written))
                }
                Some(_) | None => when.to_owned(),
            };
            Diagnostic::new(&rules::DUPLICATE_KEY, key.again, message)
                .label(label(key.again, "again here"))
                .related(key.first, label(key.first, "first here"))
                .at(pointer)
                .help("remove one of the two; readers disagree about which one counts")
        }));
    }
    diagnostics.sort_by_key(|found| (found.span.start, found.span.end));
    Reading {
        payloads: payload.into_iter().collect(),
        diagnostics,
        has_more,
    }
}

/// The value of that number in a text that was read before.
fn again(reading: &Reading<'_>, document: u32) -> Value {
    let payload = reading.payloads.get(document as usize);
    payload.map_or(Value::Null, |payload| payload.root().to_json())
}

/// The text of a name or value in a message: in backticks, shortened, on one line.
pub(crate) fn quoted(text: &str) -> String {
    quoted_up_to(60, text)
}

/// Quotes a string as [`quoted`] does, but with at most `most` characters.
pub(crate) fn quoted_up_to(most: usize, text: &str) -> String {
    let begin = cut(text, most);
    let line = sanitize::line(begin);
    let shown = cut(&line, most);
    match (shown.len() < line.len(), begin.len() < text.len()) {
        _ if text.is_empty() => "`\"\"`".to_owned(),
        (false, false) => format!("`{shown}`"),
        (_, _) => format!("`{shown}…`"),
    }
}

/// Returns the first `most` characters of a string, or fewer, so that no escape such as `\d`, `\u00e9` or `\p{Lu}` is
/// cut in two.
fn cut(text: &str, most: usize) -> &str {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text;
    };
    let mut at = 0;
    while let Some(start) = text[at..end].find('\\').map(|found| at + found) {
        at = start + escape_length(&text[start..]);
        if at > end {
            return &text[..start];
        }
    }
    &text[..end]
}

/// Returns the length, in bytes, of the escape at the start of a string.
fn escape_length(text: &str) -> usize {
    /// The maximum length, in characters, of the name of a Unicode property or capture group.
    const MOST: usize = 64;
    let mut characters = text.char_indices().skip(1).take(MOST);
    let Some((_, letter)) = characters.next() else {
        return text.len();
    };
    let plain = 1 + letter.len_utf8();
    let digits = |count: usize| {
        let digits = text[plain..].chars().take(count);
        plain + digits.take_while(char::is_ascii_hexdigit).count()
    };
    match (letter, text[plain..].chars().next()) {
        ('u' | 'p' | 'P', Some('{')) | ('k', Some('<')) => {
            let close = characters.find(|(_, character)| matches!(character, '}' | '>'));
            close.map_or(plain, |(close, _)| close + 1)
        }
        ('u', _) => digits(4),
        ('x', _) => digits(2),
        ('c', Some('a'..='z' | 'A'..='Z')) => plain + 1,
        (_, _) => plain,
    }
}

/// What a value is, in words.
pub(crate) fn kind_of(node: Node<'_>) -> &'static str {
    use crate::payload::Kind;
    match node.kind() {
        Kind::Null => "null",
        Kind::False | Kind::True => "a boolean",
        Kind::Number => "a number",
        Kind::String => "a string",
        Kind::Array => "an array",
        Kind::Object => "an object",
    }
}
