//! `pub enum Pet { Cat(Cat), Dog(Dog) }`

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{docs, ty};
use crate::ir::{Branch, Def, Kind, Ty, Union};

pub(super) fn tokens(def: &Def, union: &Union, scope: &ty::Scope) -> TokenStream {
    let docs = docs::tokens(&def.docs);
    let (name, text) = (ty::ident(&def.name), &def.name);
    let variants = union
        .variants
        .iter()
        .map(|variant| declaration(variant, scope));
    let unknown = union.unknown.as_ref().map(|ident| {
        let ident = ty::ident(ident);
        quote! {
            /// What a later version of the service may answer with, as it came.
            #ident(serde_json::Value),
        }
    });
    let keep = union.unknown.as_ref().map(|ident| {
        let (ident, result) = (ty::ident(ident), scope.result());
        quote! {
            fn unknown(value: serde_json::Value) -> #result<Self, serde_json::Value> {
                Ok(Self::#ident(value))
            }
        }
    });
    let tag = match &union.tag {
        Some(tag) => quote! { Some(#tag) },
        None => quote! { None },
    };
    let option = scope.option();
    let rows = union.variants.iter().map(row);
    let reads = union.variants.iter().enumerate().map(|(nth, variant)| {
        let (nth, ident) = (Literal::usize_unsuffixed(nth), ty::ident(&variant.ident));
        quote! { #nth => wire::Decode::decode(value, trail).map(Self::#ident), }
    });
    let reads = last_reads_the_rest(reads.collect(), union);
    let all = union.variants.iter().map(|variant| &variant.ident);
    let writes = all.chain(&union.unknown).map(|ident| {
        let ident = ty::ident(ident);
        quote! { Self::#ident(value) => serde::Serialize::serialize(value, serializer), }
    });
    let result = scope.result();
    let is_secret = scope.is_secret(&Ty::Named(def.name.clone()));
    let hides = is_secret.then(|| quote! { const HIDES: bool = true; });
    let hidden = is_secret.then(|| hidden(def, union)).flatten();
    let debug = hidden.is_none().then(|| quote! { Debug, });

    quote! {
        #docs
        #[derive(Clone, #debug PartialEq)]
        pub enum #name { #(#variants)* #unknown }

        #hidden

        impl wire::Union for #name {
            const NAME: &'static str = #text;

            const TAG: #option<&'static str> = #tag;

            #hides
            const VARIANTS: &'static [wire::Variant] = &[#(#rows),*];

            fn read(
                variant: usize,
                value: &serde_json::Value,
                trail: &mut wire::Trail,
            ) -> serde_json::Result<Self> {
                match variant { #reads }
            }

            #keep
        }

        impl serde::Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> #result<S::Ok, S::Error> {
                match self { #(#writes)* }
            }
        }

        wire::union!(#name);
    }
}

/// What is kept as it came may be what the other variants would not show.
fn hidden(def: &Def, union: &Union) -> Option<TokenStream> {
    let unknown = union.unknown.as_ref()?;
    let name = ty::ident(&def.name);
    let known = union.variants.iter().map(|variant| {
        let (ident, text) = (ty::ident(&variant.ident), &variant.ident);
        quote! { Self::#ident(value) => f.debug_tuple(#text).field(value).finish(), }
    });
    let (ident, text) = (ty::ident(unknown), format!("{unknown}(..)"));
    Some(quote! {
        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    #(#known)*
                    Self::#ident(_) => f.write_str(#text),
                }
            }
        }
    })
}

fn declaration(variant: &Branch, scope: &ty::Scope) -> TokenStream {
    let docs = docs::tokens(&variant.docs);
    let (ident, ty) = (ty::ident(&variant.ident), ty::tokens(&variant.ty, scope));

    quote! { #docs #ident(#ty), }
}

fn row(variant: &Branch) -> TokenStream {
    let (name, tags) = (&variant.name, &variant.tags);
    let kinds = variant.kinds.iter().map(|kind| match kind {
        Kind::Null => "null",
        Kind::Boolean => "boolean",
        Kind::Number => "number",
        Kind::String => "string",
        Kind::Array => "array",
        Kind::Object => "object",
    });

    quote! { wire::Variant { name: #name, kinds: &[#(#kinds),*], tags: &[#(#tags),*] } }
}

/// Positions come from the table above, so that the last variant is whatever the others are not.
fn last_reads_the_rest(mut reads: Vec<TokenStream>, union: &Union) -> TokenStream {
    reads.pop();
    let last = union.variants.last().map(|variant| {
        let ident = ty::ident(&variant.ident);
        quote! { _ => wire::Decode::decode(value, trail).map(Self::#ident), }
    });
    quote! { #(#reads)* #last }
}
