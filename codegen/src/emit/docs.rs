//! Documentation as attributes.
//!
//! The lines of an item are one attribute, which also names their places in the document; it is taken apart when the file
//! is written. Tokens, parser and printer would make three attributes' work of each line.

use proc_macro2::TokenStream;
use quote::quote;
use specwright_spec::Span;
use syn::parse::Parser;

use crate::ir::Deprecation;
use crate::text::{DocText, Docs};

const MARK: char = '\u{1}';

/// The documentation of an item.
pub(super) fn tokens(docs: &Docs) -> TokenStream {
    if docs.lines().is_empty() {
        return TokenStream::new();
    }
    let lines = docs.lines().iter().map(|line| {
        let Span { start, end } = line.origin;
        format!("{MARK}{start} {end} {}", line.text())
    });
    let lines: String = lines.collect();
    quote! { #[doc = #lines] }
}

/// Returns documentation without an origin in the document.
pub(super) fn text(text: &DocText) -> TokenStream {
    let lines = text.lines().map(|line| {
        let line = format!(" {line}");
        let line = line.trim_end();
        quote! { #[doc = #line] }
    });
    quote! { #(#lines)* }
}

/// Returns a blank line of documentation.
pub(super) fn blank() -> TokenStream {
    quote! { #[doc = ""] }
}

/// The attribute of what should not be used any more.
pub(super) fn deprecated(deprecation: Option<&Deprecation>) -> Option<TokenStream> {
    let note = deprecation?.note.as_ref().map(DocText::on_one_line);
    let note = note.map(|note| quote! { (note = #note) });
    Some(quote! { #[deprecated #note] })
}

/// The lines that a line of the output stands for, each with its place, if it is documentation: none for a blank line.
pub(super) fn lines(line: &str) -> Option<impl Iterator<Item = (Span, String)>> {
    let (indent, marked) = line.split_once("///")?;
    let lines = marked.strip_prefix(MARK)?.split(MARK);
    Some(lines.filter_map(move |line| {
        let (start, rest) = line.split_once(' ')?;
        let (end, text) = rest.split_once(' ').unwrap_or((rest, ""));
        let span = Span::new(start.parse().ok()?, end.parse().ok()?);
        let line = format!("{indent}/// {text}");
        Some((span, line.trim_end_matches(' ').to_owned()))
    }))
}

/// Puts a blank line before each item of an `impl` but the first: the formatter has none, and an author would.
pub(super) fn set_apart(item: &mut syn::Item) {
    let syn::Item::Impl(block) = item else {
        return;
    };
    for item in block.items.iter_mut().skip(1) {
        let attributes = match item {
            syn::ImplItem::Const(constant) => &mut constant.attrs,
            syn::ImplItem::Fn(function) => &mut function.attrs,
            _ => continue,
        };
        attributes.splice(0..0, apart());
    }
}

fn apart() -> Vec<syn::Attribute> {
    let mark = MARK.to_string();
    let attribute = quote! { #[doc = #mark] };
    syn::Attribute::parse_outer
        .parse2(attribute)
        .unwrap_or_default()
}
