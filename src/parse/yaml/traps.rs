//! Plain scalars that YAML 1.1 and 1.2 read differently, as findings.

use specwright_spec::Span;
use specwright_spec::core_schema::{self, Plain, Trap, TrapKind};

use crate::diagnostic::{Diagnostic, Edit};
use crate::parse::quoted;
use crate::rules::{self, Rule};

/// The trap that a value without quotes is, if it is one.
pub(super) fn of_value(text: &str, span: Span) -> Option<Diagnostic> {
    let (rule, other) = trap(text)?;
    let now = match core_schema::plain(text) {
        Plain::Number(number) => Now::Number(core_schema::in_full(&number)),
        Plain::Null | Plain::Bool(_) | Plain::Text | Plain::NotFinite | Plain::OutOfRange => {
            Now::Text
        }
    };
    Some(finding(rule, text, span, now, other))
}

/// The trap that a name without quotes is, if it is one.
pub(super) fn of_key(text: &str, span: Span) -> Option<Diagnostic> {
    if text == "<<" {
        let message = "`<<` is a field of that name; a YAML 1.1 reader merges another mapping here";
        let found = Diagnostic::new(&rules::YAML_MERGE_KEY, span, message);
        return Some(found.help("write the merged fields out"));
    }
    let (rule, other) = trap(text)?;
    // A name often stands in each of many objects.
    Some(finding(rule, text, span, Now::Text, other).counted())
}

fn finding(rule: &Rule, text: &str, span: Span, now: Now, other: &str) -> Diagnostic {
    let spelling = format!("'{text}'");
    let found = |now: &str| {
        let message = format!("{} is {now} here, and {other}", quoted(text));
        Diagnostic::new(rule, span, message)
    };
    match now {
        Now::Text => found("text").fix(
            format!("put it in quotes: `{spelling}`"),
            Edit::new(span, spelling),
        ),
        // Quotes would make another value of it, so which of the two is meant is not for a fix to say.
        Now::Number(number) => found("a number").help(format!(
            "write `{number}`, or put it in quotes if it is text: `{spelling}`"
        )),
    }
}

/// What a plain scalar is to a 1.2 reader.
enum Now {
    Text,
    /// The number as every reader understands it.
    Number(String),
}

/// The rule, and what a 1.1 reader makes of it.
fn trap(text: &str) -> Option<(&'static Rule, &'static str)> {
    let Trap { kind, other } = core_schema::trap(text)?;
    let rule = match kind {
        TrapKind::Boolean => &rules::YAML_BOOLEAN,
        TrapKind::Timestamp => &rules::YAML_TIMESTAMP,
        TrapKind::Number => &rules::YAML_NUMBER,
    };
    Some((rule, other))
}
