//! Holding requests against the contract, as the linter does.

use serde::Serialize;
use serde_json::Value;
use specwright::parse::{self, Format};
use specwright::{Contract, Diagnostic, Severity, check};
use specwright_spec::Source;

/// So many findings are told of one text.
const MOST: usize = 100;

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

/// Holds a text, which may be anything, against a contract.
pub(crate) fn text(place: &'static str, bytes: &[u8], contract: &Contract) -> Vec<Finding> {
    let reading = parse::up_to(MOST, bytes, Format::Json);
    let mut diagnostics = reading.diagnostics;
    for payload in &reading.payloads {
        diagnostics.extend(check::up_to(MOST, payload, contract).diagnostics);
    }
    let source = Source::new(place, String::from_utf8_lossy(bytes));
    let findings = diagnostics
        .iter()
        .map(|found| finding(place, found, &source));
    findings.collect()
}

/// Holds values against a contract.
pub(crate) fn value(place: &'static str, value: &Value, contract: &Contract) -> Vec<Finding> {
    text(place, value.to_string().as_bytes(), contract)
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
