//! `pub struct ListPetsOkHeaders { pub x_total: Option<i64> }`, and the enum of those of an operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::answer::status;
use crate::emit::{docs, structure, ty};
use crate::ir::{AnswerHeaders, HeaderVariant, Operation, Presence, Simple, StatusPattern};
use crate::text::{code, doc_text};

/// The function that leads from a status to its headers.
pub(super) fn function(headers: &AnswerHeaders, scope: &ty::Scope) -> TokenStream {
    let (option, result) = (scope.option(), scope.result());
    let into_iterator = scope.iterable();
    let name = ty::ident(&headers.name);
    let read = |position: usize| {
        let variant = &headers.variants[position];
        let (ident, group) = (ty::ident(&variant.ident), ty::ident(&variant.name));
        quote! { #group::from_pairs(pairs).map(#name::#ident).map(Some) }
    };
    let (status, body) = match headers.arms.as_slice() {
        [(StatusPattern::Any, Some(position))] => (quote! { _status }, read(*position)),
        arms => (quote! { status }, matched(arms, read)),
    };

    quote! {
        /// Reads the headers of an answer, if the document names some for its status.
        ///
        /// # Errors
        ///
        /// Whatever keeps the headers from being those that the document promises.
        pub fn headers<'p>(
            #status: u16,
            pairs: impl #into_iterator<Item = (&'p str, &'p str)>,
        ) -> #result<#option<#name>, wire::Invalid> {
            #body
        }
    }
}

/// Tells the headers apart by status.
fn matched(
    arms: &[(StatusPattern, Option<usize>)],
    read: impl Fn(usize) -> TokenStream,
) -> TokenStream {
    let mut patterns = arms.iter().map(|(pattern, _)| pattern);
    let has_fallback = patterns.all(|pattern| *pattern != StatusPattern::Any);
    let fallback = has_fallback.then(|| quote! { _ => Ok(None), });
    let arms = arms.iter().map(|(pattern, variant)| {
        let pattern = status(*pattern);
        let read = variant.map_or_else(|| quote! { Ok(None) }, &read);
        quote! { #pattern => #read, }
    });

    quote! {
        match status {
            #(#arms)*
            #fallback
        }
    }
}

/// The structs, and the enum of them.
pub(super) fn items(
    operation: &Operation,
    headers: &AnswerHeaders,
    scope: &ty::Scope,
) -> TokenStream {
    let structs = headers.variants.iter().map(|variant| group(variant, scope));
    let doc = docs::text(&doc_text!(
        "The headers of an answer of [{}].",
        code(&operation.name)
    ));
    let name = ty::ident(&headers.name);
    let variants = headers.variants.iter().map(|variant| {
        let docs = docs::tokens(&variant.docs);
        let (ident, group) = (ty::ident(&variant.ident), ty::ident(&variant.name));
        quote! { #docs #ident(#group), }
    });

    quote! {
        #(#structs)*

        #doc
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }
    }
}

fn group(variant: &HeaderVariant, scope: &ty::Scope) -> TokenStream {
    let docs = docs::tokens(&variant.docs);
    let name = ty::ident(&variant.name);
    let (result, into_iterator) = (scope.result(), scope.iterable());
    let fields = variant.structure.fields.iter().zip(&variant.written);
    let fields = fields.map(|(field, written)| {
        let (ident, header) = (ty::ident(&field.ident), &field.wire);
        let written = simple(written);
        let read = match field.presence {
            Presence::Required | Presence::Nullable => quote! { required },
            Presence::Optional | Presence::OptionalNullable => quote! { optional },
        };
        quote! { #ident: received.#read(#header, &#written)? }
    });
    let read = quote! {
        /// Reads the headers from names and values; those without a field are ignored.
        ///
        /// Names are compared without case. A list or an object may stand on several lines of one name, any other value on
        /// one only.
        ///
        /// # Errors
        ///
        /// If a required header is missing, a value cannot be read, or there are several where there can be only one.
        pub fn from_pairs<'p>(
            pairs: impl #into_iterator<Item = (&'p str, &'p str)>,
        ) -> #result<Self, wire::Invalid> {
            let received = wire::Received::new(pairs);
            Ok(Self { #(#fields),* })
        }
    };
    let public = structure::public(&name, &variant.structure, scope, Some(read));

    quote! {
        #docs
        #public
    }
}

fn simple(written: &Simple) -> TokenStream {
    match written {
        Simple::Text => quote! { wire::Simple::Text },
        Simple::Literal => quote! { wire::Simple::Literal },
        Simple::Json => quote! { wire::Simple::Json },
        Simple::List(item) => {
            let item = simple(item);
            quote! { wire::Simple::List(&#item) }
        }
        Simple::Object {
            explode,
            members,
            others,
        } => {
            let others = simple(others);
            let members = members.iter().map(|(name, written)| {
                let written = simple(written);
                quote! { (#name, #written) }
            });
            quote! {
                wire::Simple::Object {
                    explode: #explode,
                    members: &[#(#members),*],
                    others: &#others,
                }
            }
        }
    }
}
