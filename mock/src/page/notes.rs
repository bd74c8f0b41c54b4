//! What an element of the document says about itself.

use specwright_spec::model::{Docs, Schema};

use super::html::{code, escaped};
use super::markdown;

/// The marks beside a name.
pub(super) fn flags(is_required: bool, is_deprecated: bool) -> String {
    let mut flags = String::new();
    if is_required {
        flags.push_str(" <span class=\"flag required\">required</span>");
    }
    if is_deprecated {
        flags.push_str(" <span class=\"flag deprecated\">deprecated</span>");
    }
    flags
}

/// Title, description and source of an element.
pub(super) fn said(docs: &Docs) -> String {
    let mut html = String::new();
    if let Some(title) = &docs.title {
        html.push_str(&format!(
            "<p dir=\"auto\">{}</p>\n",
            escaped(title.text.trim())
        ));
    }
    if let Some(description) = &docs.description {
        html.push_str(&markdown::blocks(&description.text));
    }
    html + &source(docs)
}

/// Where the facts of an element are from, if it says so.
pub(super) fn source(docs: &Docs) -> String {
    let note = docs.source_note.as_ref();
    note.map_or(String::new(), |note| {
        let note = escaped(note.text.trim());
        format!("<p class=\"note\" dir=\"auto\">Source: {note}</p>\n")
    })
}

/// What a value should satisfy though it is valid without; behind a click if it is much.
pub(super) fn advice(schema: &Schema) -> String {
    let rows = schema.advice.iter().map(|advice| {
        format!(
            "<p class=\"note advice\" dir=\"auto\">Advice {}: {}</p>\n",
            code(&advice.code),
            markdown::line(&advice.message),
        )
    });
    let rows: String = rows.collect();
    match schema.advice.len() {
        0..=2 => rows,
        many => format!(
            "<details class=\"advice\">\n<summary>{many} pieces of advice</summary>\n{rows}</details>\n"
        ),
    }
}
