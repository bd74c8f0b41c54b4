//! `src/lib.rs`: the front page and a table of contents.

use specwright_spec::Contract;

use super::features;
use super::parts::Parts;
use super::text::Builder;
use super::wire;
use crate::files::File;
use crate::ir::Api;
use crate::text::{DocText, doc_text};

const ALLOWED: &str = "#![allow(
    clippy::doc_markdown,
    clippy::doc_lazy_continuation,
    clippy::doc_overindented_list_items,
    clippy::too_long_first_doc_paragraph,
    reason = \"descriptions are the document's own\"
)]
#![allow(
    confusable_idents,
    mixed_script_confusables,
    non_camel_case_types,
    uncommon_codepoints,
    clippy::enum_variant_names,
    clippy::large_enum_variant,
    clippy::match_overlapping_arm,
    clippy::match_same_arms,
    clippy::module_name_repetitions,
    clippy::similar_names,
    clippy::struct_excessive_bools,
    clippy::struct_field_names,
    clippy::too_many_lines,
    clippy::zero_sized_map_values,
    reason = \"names and shapes are the document's own\"
)]
#![forbid(unsafe_code)]
#![warn(missing_docs)]
";

pub(super) fn file(api: &Api, contract: &Contract, parts: &Parts) -> File {
    let mut text = Builder::plain();
    text.header("//");
    text.placed_inner_docs(&api.docs);
    text.inner_docs(&features(api));
    text.blank();
    text.lines(ALLOWED);
    text.blank();
    if !api.operations.is_empty() {
        text.lines("#[rustfmt::skip]\npub mod operations;");
    }
    if !contract.schemas.is_empty() {
        text.lines("#[rustfmt::skip]\npub mod schemas;");
    }
    if !api.security.is_empty() {
        text.lines("#[rustfmt::skip]\npub mod security;");
    }
    if !api.servers.is_empty() {
        text.lines("#[rustfmt::skip]\nmod servers;");
    }
    if !api.types.is_empty() {
        text.lines("#[rustfmt::skip]\npub mod types;");
    }
    if !parts.is_empty() {
        text.lines("mod wire;");
    }
    // A blank line before each keeps formatters from putting them in another order.
    if !api.servers.is_empty() {
        text.lines("\npub use servers::SERVERS;");
    }
    wire::exports(&mut text, parts);
    text.file("src/lib.rs")
}

/// What the front page says of the features, if there are any.
fn features(api: &Api) -> DocText {
    let features = features::of(api);
    if features.is_empty() {
        return DocText::default();
    }
    let features = features
        .iter()
        .map(|feature| doc_text!("* `{}`: {}.", feature.name(), feature.what()));
    let features: Vec<DocText> = features.collect();
    doc_text!(
        "\n# Features\n\nNone is on by default.\n\n{}",
        DocText::joined(&features, "\n")
    )
}
