//! Holding requests against the contract, as the linter does.

use serde::Serialize;
use serde_json::Value;
use specwright::parse::{self, Format};
use specwright::{Contract, Diagnostic, Severity, check};
use specwright_spec::Source;

use crate::api::Schema;

/// So many errors are told of one text, and so many warnings.
const MOST: usize = 100;

/// So many findings are looked for at first.
const SOUGHT: usize = 2000;

/// What is wrong with a request, or seems to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Finding {
    /// `body` or `parameters`.
    pub(crate) place: &'static str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    severity: &'static str,
    code: String,
    message: String,
    help: Option<String>,
    pointer: String,
}

impl Finding {
    pub(crate) fn is_error(&self) -> bool {
        self.severity == Severity::Error.as_str()
    }

    /// In one line: the code, the place and the message.
    pub(crate) fn line(&self) -> String {
        let Self {
            place,
            code,
            message,
            pointer,
            help,
            ..
        } = self;
        let help = help.as_ref().map(|help| format!("; {help}"));
        format!(
            "{code} at {place}{pointer}: {message}{}",
            help.unwrap_or_default()
        )
    }
}

/// Holds a text, which may be anything, against a contract. The schema is that of the contract, if there is one.
pub(crate) fn text(
    place: &'static str,
    bytes: &[u8],
    contract: &Contract,
    schema: Option<&Schema>,
) -> Vec<Finding> {
    let (mut diagnostics, has_more) = found(SOUGHT, bytes, contract);
    if has_more && !diagnostics.iter().any(is_error) && !accepts(schema, bytes) {
        // Many warnings, which refuse nothing, stand before what does.
        diagnostics = found(usize::MAX, bytes, contract).0;
    }
    let (mut errors, mut warnings) = (0, 0);
    diagnostics.retain(|found| {
        let count = if is_error(found) {
            &mut errors
        } else {
            &mut warnings
        };
        *count += 1;
        *count <= MOST
    });
    let source = Source::new(place, String::from_utf8_lossy(bytes));
    let findings = diagnostics
        .iter()
        .map(|found| finding(place, found, &source));
    findings.collect()
}

fn accepts(schema: Option<&Schema>, bytes: &[u8]) -> bool {
    let value = serde_json::from_slice(bytes);
    schema.is_some_and(|schema| value.is_ok_and(|value| schema.accepts(&value)))
}

/// About so many findings, and whether there may be more.
fn found(most: usize, bytes: &[u8], contract: &Contract) -> (Vec<Diagnostic>, bool) {
    let reading = parse::up_to(most, bytes, Format::Json);
    let mut diagnostics = reading.diagnostics;
    let mut has_more = diagnostics.len() >= most;
    for payload in &reading.payloads {
        let found = check::up_to(most, payload, contract);
        diagnostics.extend(found.diagnostics);
        has_more |= found.has_more;
    }
    (diagnostics, has_more)
}

fn is_error(found: &Diagnostic) -> bool {
    found.severity == Severity::Error
}

/// Holds values against a contract.
pub(crate) fn value(place: &'static str, value: &Value, contract: &Contract) -> Vec<Finding> {
    text(place, value.to_string().as_bytes(), contract, None)
}

fn finding(place: &'static str, found: &Diagnostic, source: &Source) -> Finding {
    let end = source.text().len();
    let (first, last) = (
        source.position(found.span.start.min(end)),
        source.position(found.span.end.min(end)),
    );
    Finding {
        place,
        line: first.line,
        column: first.column,
        end_line: last.line,
        end_column: last.column,
        severity: found.severity.as_str(),
        code: found.code.to_string(),
        message: found.message.clone(),
        help: found.help.clone(),
        pointer: found.pointer.to_string(),
    }
}
