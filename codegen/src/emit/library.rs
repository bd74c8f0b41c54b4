//! `src/lib.rs`: the front page and a table of contents.

use super::text::Builder;
use crate::files::File;
use crate::ir::Api;
use crate::stamp;

const ALLOWED: &str = "#![allow(
    rustdoc::bare_urls,
    rustdoc::broken_intra_doc_links,
    rustdoc::invalid_html_tags,
    clippy::doc_markdown,
    clippy::doc_lazy_continuation,
    clippy::doc_overindented_list_items,
    clippy::too_long_first_doc_paragraph,
    reason = \"descriptions are the document's own\"
)]
#![allow(
    clippy::enum_variant_names,
    clippy::large_enum_variant,
    clippy::match_same_arms,
    clippy::module_name_repetitions,
    clippy::similar_names,
    clippy::struct_excessive_bools,
    clippy::struct_field_names,
    clippy::too_many_lines,
    reason = \"names and shapes are the document's own\"
)]
#![forbid(unsafe_code)]
#![warn(missing_docs)]
";

pub(super) fn file(api: &Api) -> File {
    let mut text = Builder::plain();
    text.lines(&format!("// {}", stamp::header()));
    for line in &api.docs.lines {
        let shown = format!("//! {}", line.text);
        text.line(shown.trim_end(), Some(line.origin));
    }
    text.line("", None);
    text.lines(ALLOWED);
    text.line("", None);
    let has_types = !api.types.is_empty();
    let has_operations = !api.operations.is_empty();
    if has_operations {
        text.lines("pub mod operations;");
    }
    if has_types {
        text.lines("#[rustfmt::skip]\npub mod types;");
    }
    if has_types || has_operations {
        text.lines(
            "mod wire;\n\npub use wire::{\n    Authorization, DocumentedStatus, Invalid, InvalidPathSegment, Open, PathSegment, ResourceType,\n    Undecodable, UnknownValue,\n};",
        );
    }
    text.file("src/lib.rs")
}
