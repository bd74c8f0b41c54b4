//! `wire::Pattern::new("^a+$", ..)`: a regular expression as data.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use specwright_spec::pattern::Pattern;

/// The rule of a pattern that the document writes as `source`.
pub(super) fn tokens(source: &str, pattern: &Pattern) -> TokenStream {
    let node = node(pattern);
    if pattern.has_references() {
        quote! { wire::Pattern::referring(#source, #node) }
    } else {
        quote! { wire::Pattern::new(#source, #node) }
    }
}

fn node(pattern: &Pattern) -> TokenStream {
    match pattern {
        Pattern::Class(ranges) => {
            let ranges = ranges.iter().map(|(first, last)| {
                let (first, last) = (Literal::character(*first), Literal::character(*last));
                quote! { (#first, #last) }
            });
            quote! { wire::Node::Class(&[#(#ranges),*]) }
        }
        Pattern::Sequence(parts) => {
            let parts = parts.iter().map(node);
            quote! { wire::Node::Sequence(&[#(#parts),*]) }
        }
        Pattern::Alternatives(parts) => {
            let parts = parts.iter().map(node);
            quote! { wire::Node::Alternatives(&[#(#parts),*]) }
        }
        Pattern::Repeat {
            pattern,
            least,
            most,
            is_lazy,
        } => {
            let (least, part) = (Literal::u32_unsuffixed(*least), node(pattern));
            let most = match most.map(Literal::u32_unsuffixed) {
                Some(most) => quote! { Some(#most) },
                None => quote! { None },
            };
            if *is_lazy {
                quote! { wire::Node::Few(#least, #most, &#part) }
            } else {
                quote! { wire::Node::Repeat(#least, #most, &#part) }
            }
        }
        Pattern::Iteration { groups, pattern } => {
            let (first, end) = (
                Literal::usize_unsuffixed(groups.start),
                Literal::usize_unsuffixed(groups.end),
            );
            let part = node(pattern);
            quote! { wire::Node::Iteration(#first, #end, &#part) }
        }
        Pattern::Group { number, pattern } => {
            let (number, part) = (Literal::usize_unsuffixed(*number), node(pattern));
            quote! { wire::Node::Group(#number, &#part) }
        }
        Pattern::Reference { number } => {
            let number = Literal::usize_unsuffixed(*number);
            quote! { wire::Node::Reference(#number) }
        }
        Pattern::Start => quote! { wire::Node::Start },
        Pattern::End => quote! { wire::Node::End },
        Pattern::WordBoundary { negated: false } => quote! { wire::Node::WordBoundary },
        Pattern::WordBoundary { negated: true } => quote! { wire::Node::NoWordBoundary },
        Pattern::Look {
            pattern,
            behind,
            negated,
        } => {
            let part = node(pattern);
            match (behind, negated) {
                (false, false) => quote! { wire::Node::Ahead(&#part) },
                (false, true) => quote! { wire::Node::NotAhead(&#part) },
                (true, false) => quote! { wire::Node::Behind(&#part) },
                (true, true) => quote! { wire::Node::NotBehind(&#part) },
            }
        }
    }
}
