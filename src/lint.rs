//! One file: read, checked, and what is found with the text that it is found in.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::Arc;

use specwright_spec::input::ErrorKind;
use specwright_spec::{Source, Span};

use crate::contract::Shape;
use crate::diagnostic::{Diagnostic, Severity};
use crate::parse::{self, Format, Reading};
use crate::payload::{Buffers, Payload};
use crate::policy::Policy;
use crate::{check, fix, rules, suppress};

/// A text that was checked.
#[derive(Debug)]
pub struct Checked {
    /// The text, under the name that reports call it by.
    pub source: Source,
    /// Where the text begins in its file, of which it is one of many records.
    pub offset: usize,
    /// What was found, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// What it was held against.
    pub policy: Arc<Policy>,
    /// Whether it could not be read or written at all.
    pub is_inaccessible: bool,
}

/// How many findings of a file are reported.
pub(crate) const MOST_FINDINGS: usize = 1000;
/// How many findings of a file are looked for: comments and levels may leave little of them, and what one cause is may
/// be found several times.
const LOOKED_FOR: usize = 1 << 12;
/// How many there are looked for if less is left of those than is reported.
const LOOKED_FOR_AT_MOST: usize = 1 << 15;

/// Checks what a file holds; bytes that are given away are not copied.
#[must_use]
pub fn file<'b>(
    name: &str,
    bytes: impl Into<Cow<'b, [u8]>>,
    format: Format,
    policy: &Arc<Policy>,
) -> Checked {
    let bytes = bytes.into();
    let mut found = Found::up_to(LOOKED_FOR, &bytes, format, policy);
    if found.has_more && !(found.is_enough() && suppress::accepts_nothing(&bytes, format)) {
        found = Found::up_to(LOOKED_FOR_AT_MOST, &bytes, format, policy);
    }
    found.limit();
    found.checked(name, bytes, policy)
}

/// What is found in a file.
struct Found {
    diagnostics: Vec<Diagnostic>,
    /// Whether there is more, which was not looked for.
    has_more: bool,
}

impl Found {
    /// Looks for about so much.
    fn up_to(most: usize, bytes: &[u8], format: Format, policy: &Policy) -> Self {
        let Reading {
            payloads,
            mut diagnostics,
            mut has_more,
        } = parse::up_to(most, bytes, format);
        let mut unreadable: Vec<Span> = diagnostics
            .iter()
            .filter(|found| found.fix.is_none() && found.severity == Severity::Error)
            .filter(|found| found.code != rules::DUPLICATE_KEY.code)
            .map(|found| found.span)
            .collect();
        unreadable.sort_unstable();
        let mut has_more_names = false;
        for payload in &payloads {
            if diagnostics.len() >= most {
                has_more = true;
                break;
            }
            let contract = policy.contract.of_shape(policy.shape, payload.root());
            if let Some(found) = without_envelope(payload, policy) {
                diagnostics.push(found);
                continue;
            }
            let found = check::up_to(most, payload, contract);
            has_more |= found.has_more;
            has_more_names |= found.has_more_names;
            let found = found.diagnostics.into_iter();
            // What stands for a value that could not be read says nothing about it.
            let is_read = |found: &Diagnostic| unreadable.binary_search(&found.span).is_err();
            diagnostics.extend(found.filter(is_read));
        }
        tidy(&mut diagnostics);
        if let Some(payload) = payloads.first() {
            let text = payload.text();
            suppress::apply(text, format, &payloads, &policy.contract, &mut diagnostics);
        }
        if has_more {
            // What it accepts may be among what was not looked for.
            let unused = rules::UNUSED_SUPPRESSION.code;
            diagnostics.retain(|found| found.code != unused);
        }
        policy.levels.apply(&mut diagnostics);
        let names = [rules::UNKNOWN_FIELD.code, rules::FORBIDDEN_FIELD.code];
        // Where findings of names are left out or accepted, so are those of further names.
        has_more |= has_more_names
            && diagnostics
                .iter()
                .any(|found| names.contains(&&*found.code));
        Self {
            diagnostics,
            has_more,
        }
    }

    /// Whether a report is full of it, and what is not looked for cannot make it worse.
    fn is_enough(&self) -> bool {
        let is_error = |found: &Diagnostic| found.severity == Severity::Error;
        self.diagnostics.len() > MOST_FINDINGS && self.diagnostics.iter().any(is_error)
    }

    /// Leaves out what is more than a report should hold, and says so.
    fn limit(&mut self) {
        let known = self.diagnostics.len();
        let rest = match known > MOST_FINDINGS {
            true => self.diagnostics.split_off(MOST_FINDINGS),
            false if !self.has_more => return,
            false => Vec::new(),
        };
        let first = rest.first().or(self.diagnostics.last());
        let at = first.map_or(0, |found| found.span.start);
        let is_error = |found: &Diagnostic| found.severity == Severity::Error;
        // What was not looked for may be an error.
        let has_error = self.has_more || rest.iter().any(is_error);
        let found = left_out(at, rest.len(), !self.has_more, has_error);
        self.diagnostics.push(found);
    }

    fn checked(self, name: &str, bytes: Cow<'_, [u8]>, policy: &Arc<Policy>) -> Checked {
        Checked {
            source: Source::new(name, text(bytes, &self.diagnostics)),
            offset: 0,
            diagnostics: self.diagnostics,
            policy: Arc::clone(policy),
            is_inaccessible: false,
        }
    }
}

/// What is said of a request's body that stands where body and parameters are asked for.
fn without_envelope(payload: &Payload<'_>, policy: &Policy) -> Option<Diagnostic> {
    let root = payload.root();
    if policy.shape != Shape::CliInput || !policy.contract.is_body_alone(root) {
        return None;
    }
    let span = Span::new(root.span().start, root.span().start + 1);
    let message = "`body` is missing, and what stands here looks like the body itself";
    Some(
        Diagnostic::new(&rules::MISSING_FIELD, span, message)
            .label("put this under `body`")
            .help("write `{\"body\": ..}` around it, or check it with `--shape=body`"),
    )
}

/// What is said of findings that are left out.
pub(crate) fn left_out(at: usize, count: usize, is_all: bool, has_error: bool) -> Diagnostic {
    let message = match (count, is_all) {
        (0, _) => "findings from here on are left out".to_owned(),
        (_, true) => format!("{count} more findings from here on are left out"),
        (_, false) => format!("at least {count} more findings from here on are left out"),
    };
    let mut found = Diagnostic::new(&rules::TOO_MANY_FINDINGS, Span::new(at, at), message)
        .help("mend those before it, and check the file again");
    found.severity = match has_error {
        true => Severity::Error,
        false => Severity::Warning,
    };
    found
}

/// Whether nothing is found in a record, which is soon said of most.
pub(crate) fn is_clean(record: &[u8], policy: &Policy, buffers: &mut Buffers) -> bool {
    let Some(payload) = parse::faultless(record, buffers) else {
        return false;
    };
    let contract = policy.contract.of_shape(policy.shape, payload.root());
    let is_clean = check::is_clean(&payload, contract);
    buffers.take_back(payload);
    is_clean
}

/// A record of which one thing is said.
pub(crate) fn said(name: &str, record: &[u8], found: Diagnostic, policy: &Arc<Policy>) -> Checked {
    let mut diagnostics = vec![found];
    policy.levels.apply(&mut diagnostics);
    let has_more = false;
    let found = Found {
        diagnostics,
        has_more,
    };
    found.checked(name, record.into(), policy)
}

/// What mending made of a file.
#[derive(Debug)]
pub struct Mended {
    /// The new text, if anything was mended.
    pub text: Option<String>,
    /// How many findings were mended.
    pub count: usize,
    /// What is found in the new text.
    pub left: Checked,
    /// What was found in the old one, if that is another.
    pub before: Option<Checked>,
}

/// Mends what a file holds, again and again: a mended name may bring to light what is wrong with its value.
#[must_use]
pub fn mend(name: &str, bytes: &[u8], format: Format, policy: &Arc<Policy>) -> Mended {
    const ROUNDS: usize = 10;
    let mut text: Option<String> = None;
    let mut before = None;
    let mut count = 0;
    let mut found = Found::up_to(LOOKED_FOR_AT_MOST, bytes, format, policy);
    for _ in 0..ROUNDS {
        let old = match &text {
            Some(text) => Some(text.as_str()),
            None => std::str::from_utf8(bytes).ok(),
        };
        let mended = old.and_then(|old| fix::text(old, &found.diagnostics));
        let Some((new, mended)) = mended else { break };
        let next = Found::up_to(LOOKED_FOR_AT_MOST, new.as_bytes(), format, policy);
        let found = std::mem::replace(&mut found, next);
        before.get_or_insert(found);
        text = Some(new);
        count += mended;
    }
    let checked = |mut found: Found, bytes: &[u8]| {
        found.limit();
        found.checked(name, bytes.into(), policy)
    };
    let new = text.as_ref().map_or(bytes, String::as_bytes);
    Mended {
        left: checked(found, new),
        before: before.map(|found| checked(found, bytes)),
        text,
        count,
    }
}

/// Puts findings in the order of the text, and says a thing once: what an alias repeats stands in one place only, and
/// a value that is wrong needs no warning about how others would read it.
fn tidy(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by_key(|found| (found.span.start, found.span.end, Reverse(found.severity)));
    diagnostics.dedup_by(|later, earlier| {
        let same_place = later.span == earlier.span;
        let same = later.code == earlier.code && later.message == earlier.message;
        let trap = earlier.severity == Severity::Error && later.code.starts_with("yaml-");
        let merge =
            earlier.code == rules::YAML_MERGE_KEY.code && later.code == rules::UNKNOWN_FIELD.code;
        same_place && (same || trap || merge)
    });
}

/// Returns the finding of a file that cannot be read.
#[must_use]
pub fn unreadable(name: &str, kind: &ErrorKind, policy: &Arc<Policy>) -> Checked {
    let message = format!("the file cannot be read: {}", kind.reason());
    let mut checked = inaccessible(name, message, policy);
    for found in &mut checked.diagnostics {
        if matches!(kind, ErrorKind::TooLarge(_)) {
            found.code = rules::TOO_LARGE.code.into();
        }
        found.help = kind.help().map(str::to_owned);
    }
    checked
}

/// Returns the finding of a file that cannot be read or written.
#[must_use]
pub fn inaccessible(name: &str, message: String, policy: &Arc<Policy>) -> Checked {
    let found = Diagnostic::new(&rules::INACCESSIBLE_FILE, Span::new(0, 0), message);
    Checked {
        source: Source::new(name, ""),
        offset: 0,
        diagnostics: vec![found],
        policy: Arc::clone(policy),
        is_inaccessible: true,
    }
}

/// The text that a report shows: none if nothing was found, and of a file that is no text as much as can be shown.
fn text(bytes: Cow<'_, [u8]>, diagnostics: &[Diagnostic]) -> String {
    let encoding = rules::WRONG_ENCODING.code;
    let wrong = diagnostics.iter().find(|found| found.code == encoding);
    match (wrong, bytes) {
        _ if diagnostics.is_empty() => String::new(),
        (Some(found), bytes) => String::from_utf8_lossy(&bytes[..found.span.start]).into_owned(),
        (None, Cow::Borrowed(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
        (None, Cow::Owned(bytes)) => String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}
