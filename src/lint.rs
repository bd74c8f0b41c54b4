//! Lints one file: parses it, validates it, verifies the fixes, and returns the findings with the text.

mod look;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use specwright_spec::input::ErrorKind;
use specwright_spec::{Source, Span};

use self::look::look;
use crate::diagnostic::{Diagnostic, Severity};
use crate::fix::proof::{self, Fixed, Snapshot};
use crate::parse::{self, Format};
use crate::payload::Buffers;
use crate::policy::Policy;
use crate::{check, rules, suppress};

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
    let mut most = LOOKED_FOR;
    let mut snapshot = look(most, &bytes, format, policy);
    let is_enough = |snapshot: &Snapshot<'_>| {
        // The report is full and contains an error, so that more findings would not change the result.
        let is_full = snapshot.findings.len() > MOST_FINDINGS;
        is_full && snapshot.findings.iter().any(is_error)
    };
    if snapshot.has_more && !(is_enough(&snapshot) && suppress::accepts_nothing(&bytes, format)) {
        most = LOOKED_FOR_AT_MOST;
        snapshot = look(most, &bytes, format, policy);
    }
    prove(&mut snapshot, most, policy);
    let findings = limited(snapshot);
    checked(name, bytes, findings, policy)
}

/// Removes the findings that are counted, except the first one of each rule, whose message gets the count.
fn count_further(findings: &mut Vec<Diagnostic>) {
    let mut further: HashMap<Cow<'static, str>, usize> = HashMap::new();
    findings.retain(|found| {
        let count = found.is_counted.then(|| {
            let known = further.entry(found.code.clone());
            *known.and_modify(|count| *count += 1).or_default()
        });
        count.is_none_or(|count| count == 0)
    });
    for found in findings.iter_mut().filter(|found| found.is_counted) {
        match further.get(&found.code) {
            Some(0) | None => {}
            Some(1) => found.message.push_str(" (and 1 more key)"),
            Some(count) => found.message += &format!(" (and {count} more keys)"),
        }
    }
}

/// Returns the first [`MOST_FINDINGS`] findings, followed by one finding about the rest, if any.
fn limited(snapshot: Snapshot<'_>) -> Vec<Diagnostic> {
    let Snapshot {
        mut findings,
        has_more,
        ..
    } = snapshot;
    count_further(&mut findings);
    let rest = match findings.len() > MOST_FINDINGS {
        true => findings.split_off(MOST_FINDINGS),
        false if !has_more => return findings,
        false => Vec::new(),
    };
    let first = rest.first().or(findings.last());
    let at = first.map_or(0, |found| found.span.start);
    // The search for findings stopped early, so that a finding that is left out may be an error.
    let has_error = has_more || rest.iter().any(is_error);
    findings.push(left_out(at, rest.len(), !has_more, has_error));
    findings
}

fn is_error(found: &Diagnostic) -> bool {
    found.severity == Severity::Error
}

fn checked(
    name: &str,
    bytes: Cow<'_, [u8]>,
    diagnostics: Vec<Diagnostic>,
    policy: &Arc<Policy>,
) -> Checked {
    Checked {
        source: Source::new(name, text(bytes, &diagnostics)),
        offset: 0,
        diagnostics,
        policy: Arc::clone(policy),
        is_inaccessible: false,
    }
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
    checked(name, record.into(), diagnostics, policy)
}

/// The result of applying all fixes to a text.
#[derive(Debug)]
pub struct Mended {
    /// The fixed text; `None` if there are no fixes.
    pub text: Option<String>,
    /// The number of applied fixes.
    pub count: usize,
    /// The findings of the fixed text.
    pub left: Checked,
}

/// Applies all fixes of a text. Fixes that overlap are applied one after the other.
#[must_use]
pub fn mend(name: &str, bytes: &[u8], format: Format, policy: &Arc<Policy>) -> Mended {
    let mut text: Option<String> = None;
    let mut count = 0;
    let mut rounds = 0..ROUNDS;
    loop {
        let now = text.as_ref().map_or(bytes, String::as_bytes);
        let (fixed, findings) = fix_once(now, format, policy);
        match fixed.filter(|_| rounds.next().is_some()) {
            Some(fixed) => {
                count += fixed.count;
                text = Some(fixed.text);
            }
            None => {
                let left = checked(name, now.into(), findings, policy);
                return Mended { text, count, left };
            }
        }
    }
}

/// Verifies the fixes of a snapshot, for which about `most` findings were searched. Returns the fixed text; `None` without
/// fixes.
fn prove(snapshot: &mut Snapshot<'_>, most: usize, policy: &Policy) -> Option<Fixed> {
    let format = snapshot.format;
    proof::prove(snapshot, &|text| {
        look(most, text.as_bytes(), format, policy)
    })
}

/// The maximum number of rounds; fixes that overlap are applied in different rounds.
const ROUNDS: usize = 10;

/// Applies the fixes of a text that do not overlap. Returns the fixed text, `None` without fixes, and the findings of
/// the original text.
fn fix_once(bytes: &[u8], format: Format, policy: &Policy) -> (Option<Fixed>, Vec<Diagnostic>) {
    let mut snapshot = look(LOOKED_FOR_AT_MOST, bytes, format, policy);
    let fixed = prove(&mut snapshot, LOOKED_FOR_AT_MOST, policy);
    (fixed, limited(snapshot))
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
