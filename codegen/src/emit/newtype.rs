//! `pub struct ProjectId(Cow<'static, str>);`: a value whose constructor checks it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use specwright_spec::model::{Bound, Decimal};

use super::{docs, pattern, reading, ty};
use crate::ir::{Def, Newtype};

pub(super) fn tokens(def: &Def, newtype: &Newtype, scope: &ty::Scope) -> TokenStream {
    let docs = docs::tokens(&def.docs);
    let name = ty::ident(&def.name);
    match newtype {
        Newtype::Text {
            min,
            max,
            patterns,
            is_secret,
            format,
        } => {
            let (min, max) = count(*min, *max);
            let (rule, constant) = match patterns.as_slice() {
                [] => (None, None),
                patterns => {
                    let patterns = patterns
                        .iter()
                        .map(|(source, parsed)| pattern::tokens(source, parsed));
                    let constant = quote! {
                        impl #name {
                            const PATTERNS: &'static [wire::Pattern] = &[#(#patterns),*];
                        }
                    };
                    (Some(quote! { , patterns }), Some(constant))
                }
            };
            let (debug, hidden) = if *is_secret {
                (None, Some(quote! { hidden }))
            } else {
                (Some(quote! { Debug, }), None)
            };
            let reading = format.map(|format| reading::of_newtype(&name, format, scope));
            quote! {
                #docs
                #[derive(Clone, #debug PartialEq, Eq, Hash, PartialOrd, Ord)]
                pub struct #name(::std::borrow::Cow<'static, str>);

                #constant

                wire::text!(#hidden #name, wire::Length::new(#min, #max) #rule);

                #reading
            }
        }
        Newtype::Integer {
            repr,
            min,
            max,
            multiple_of,
        } => {
            let repr = ty::tokens(repr, scope);
            let (min, max) = (
                option(min.map(Literal::i128_unsuffixed)),
                option(max.map(Literal::i128_unsuffixed)),
            );
            let steps = multiple_of.iter().map(step);
            quote! {
                #docs
                #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
                pub struct #name(#repr);

                wire::range!(#name(#repr), wire::Bounds::new(#min, #max) #(, #steps)*);
            }
        }
        Newtype::Number {
            min,
            max,
            multiple_of,
        } => {
            let (min, max) = (limit(min.as_ref()), limit(max.as_ref()));
            let steps = multiple_of.iter().map(step);
            quote! {
                #docs
                #[derive(Clone, Debug, PartialEq, Eq, Hash)]
                pub struct #name(serde_json::Number);

                wire::number!(#name, wire::Limits::new(#min, #max) #(, #steps)*);
            }
        }
        Newtype::List {
            items,
            min,
            max,
            unique,
        } => {
            let (min, max) = count(*min, *max);
            let (vec, items) = (scope.vec(), ty::tokens(items, scope));
            quote! {
                #docs
                #[derive(Clone, Debug, PartialEq)]
                pub struct #name(#vec<#items>);

                wire::list!(#name(#items), wire::Items::new(#min, #max, #unique));
            }
        }
        Newtype::Members { inner, min, max } => {
            let (min, max) = count(*min, *max);
            let inner = ty::tokens(inner, scope);
            quote! {
                #docs
                #[derive(Clone, Debug, PartialEq)]
                pub struct #name(#inner);

                wire::members!(#name(#inner), wire::Count::new(#min, #max));
            }
        }
        Newtype::Not { inner, refused } => {
            let inner = ty::tokens(inner, scope);
            let refused = refused.iter().map(|ty| ty::tokens(ty, scope));
            quote! {
                #docs
                #[derive(Clone, Debug, PartialEq)]
                pub struct #name(#inner);

                wire::not!(#name(#inner), #(#refused),*);
            }
        }
        Newtype::Choice(choice) => super::choice::tokens(def, choice, scope),
    }
}

fn count(min: Option<u64>, max: Option<u64>) -> (Literal, TokenStream) {
    let min = Literal::u64_unsuffixed(min.unwrap_or(0));
    (min, option(max.map(Literal::u64_unsuffixed)))
}

fn step(step: &Decimal) -> TokenStream {
    let digits = Literal::u128_unsuffixed(step.digits());
    let exponent = Literal::i32_unsuffixed(step.exponent());
    quote! { wire::Step::new(#digits, #exponent) }
}

fn limit(bound: Option<&Bound>) -> TokenStream {
    let Some(bound) = bound else {
        return quote! { None };
    };
    let (value, exclusive) = (bound.value, bound.exclusive);
    let (negative, digits) = (
        value.is_negative(),
        Literal::u128_unsuffixed(value.digits()),
    );
    let exponent = Literal::i32_unsuffixed(value.exponent());
    quote! { Some((#negative, #digits, #exponent, #exclusive)) }
}

fn option(bound: Option<Literal>) -> TokenStream {
    match bound {
        Some(bound) => quote! { Some(#bound) },
        None => quote! { None },
    }
}
