//! `pub struct ProjectId(Cow<'static, str>);`: a value whose constructor checks it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{docs, ty};
use crate::ir::{Def, Newtype};

pub(super) fn tokens(def: &Def, newtype: &Newtype, scope: &ty::Scope) -> TokenStream {
    let docs = docs::tokens(&def.docs);
    let name = ty::ident(&def.name);
    match newtype {
        Newtype::Text { min, max } => {
            let (min, max) = (
                Literal::u64_unsuffixed(min.unwrap_or(0)),
                option(max.map(Literal::u64_unsuffixed)),
            );
            quote! {
                #docs
                #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
                pub struct #name(::std::borrow::Cow<'static, str>);

                wire::text!(#name, wire::Length::new(#min, #max));
            }
        }
        Newtype::Integer { min, max } => {
            let (min, max) = (
                option(min.map(Literal::i64_unsuffixed)),
                option(max.map(Literal::i64_unsuffixed)),
            );
            quote! {
                #docs
                #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
                pub struct #name(i64);

                wire::range!(#name, wire::Bounds::new(#min, #max));
            }
        }
        Newtype::List {
            items,
            min,
            max,
            unique,
        } => {
            let (min, max) = (
                Literal::u64_unsuffixed(min.unwrap_or(0)),
                option(max.map(Literal::u64_unsuffixed)),
            );
            let (vec, items) = (scope.vec(), ty::tokens(items, scope));
            quote! {
                #docs
                #[derive(Clone, Debug, PartialEq)]
                pub struct #name(#vec<#items>);

                wire::list!(#name(#items), wire::Items::new(#min, #max, #unique));
            }
        }
    }
}

fn option(bound: Option<Literal>) -> TokenStream {
    match bound {
        Some(bound) => quote! { Some(#bound) },
        None => quote! { None },
    }
}
