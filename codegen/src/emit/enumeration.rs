//! `pub enum Switch { On, Off }`

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, ty};
use crate::ir::{Def, Enum, Variant};

pub(super) fn tokens(def: &Def, enumeration: &Enum) -> TokenStream {
    let docs = docs::tokens(&def.docs);
    let name = ty::ident(&def.name);
    let default = enumeration.default.map(|_| quote! { Default, });
    let variants = enumeration
        .variants
        .iter()
        .enumerate()
        .map(|(nth, variant)| {
            let is_default = enumeration.default == Some(nth);
            declaration(variant, is_default)
        });
    let idents: Vec<_> = enumeration
        .variants
        .iter()
        .map(|variant| ty::ident(&variant.ident))
        .collect();
    let wires = enumeration.variants.iter().map(|variant| &variant.wire);

    quote! {
        #docs
        #[derive(Clone, Copy, Debug, #default PartialEq, Eq, Hash)]
        pub enum #name { #(#variants)* }

        impl #name {
            /// Every value, in declared order.
            pub const VALUES: &'static [Self] = &[#(Self::#idents),*];

            /// The value as it is written on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { #(Self::#idents => #wires,)* }
            }
        }

        wire::names!(#name);
    }
}

fn declaration(variant: &Variant, is_default: bool) -> TokenStream {
    let docs = docs::tokens(&variant.docs);
    let default = is_default.then(|| quote! { #[default] });
    let ident = ty::ident(&variant.ident);

    quote! { #docs #default #ident, }
}
