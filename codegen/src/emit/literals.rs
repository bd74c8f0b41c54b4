//! `pub enum Level { N1, N2 }`: values that are not all texts.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::{docs, ty};
use crate::ir::{Def, Literal, Literals};

pub(super) fn tokens(def: &Def, literals: &Literals) -> TokenStream {
    let docs = docs::tokens(&def.docs);
    let name = ty::ident(&def.name);
    let default = literals.default.map(|_| quote! { Default, });
    let variants = literals.variants.iter().enumerate().map(|(nth, variant)| {
        let docs = docs::tokens(&variant.docs);
        let default = (literals.default == Some(nth)).then(|| quote! { #[default] });
        let ident = ty::ident(&variant.ident);
        quote! { #docs #default #ident, }
    });
    let idents: Vec<_> = literals
        .variants
        .iter()
        .map(|variant| ty::ident(&variant.ident))
        .collect();
    let texts = literals
        .variants
        .iter()
        .map(|variant| variant.value.to_string());
    let number = number(literals);

    quote! {
        #docs
        #[derive(Clone, Copy, Debug, #default PartialEq, Eq, Hash)]
        pub enum #name { #(#variants)* }

        impl #name {
            /// Every value, in declared order.
            pub const VALUES: &'static [Self] = &[#(Self::#idents),*];

            /// The value as it is written on the wire.
            #[must_use]
            pub const fn as_json(self) -> &'static str {
                match self { #(Self::#idents => #texts,)* }
            }

            #number
        }

        wire::literals!(#name);
    }
}

/// The accessor of values that are all whole numbers.
fn number(literals: &Literals) -> Option<TokenStream> {
    let arm = |variant: &Literal| {
        let ident = ty::ident(&variant.ident);
        let number = Token::i64_unsuffixed(variant.value.as_i64()?);
        Some(quote! { Self::#ident => #number, })
    };
    let arms: Vec<TokenStream> = literals.variants.iter().map(arm).collect::<Option<_>>()?;
    Some(quote! {
        /// The number.
        #[must_use]
        pub const fn get(self) -> i64 {
            match self { #(#arms)* }
        }
    })
}
