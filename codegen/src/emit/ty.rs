//! Types as tokens.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

use crate::ir::{Api, Presence, Ty};

/// Where a type is written, and which names of the prelude mean something else there.
pub(super) struct Scope<'a> {
    hidden: BTreeSet<&'a str>,
    /// The names of the types whose values hold a password.
    secrets: &'a BTreeSet<String>,
    place: Place,
}

/// How types are named.
#[derive(Clone, Copy)]
enum Place {
    /// Inside of the module `types`: by their names.
    Types,
    /// In the module of an operation: behind `types::`.
    Operation,
    /// There, but behind a feature, without which the import of `types` might be unused: behind `crate::types::`.
    Feature,
}

impl<'a> Scope<'a> {
    /// Inside of the module `types`.
    pub(super) fn of_types(api: &'a Api) -> Self {
        Self {
            hidden: api.types.iter().map(|def| def.name.as_str()).collect(),
            secrets: &api.secrets,
            place: Place::Types,
        }
    }

    /// Inside of the module of an operation, whose own names are `own`.
    pub(super) fn of_operation(api: &'a Api, own: &[&'a str]) -> Self {
        Self {
            hidden: own.iter().copied().collect(),
            secrets: &api.secrets,
            place: Place::Operation,
        }
    }

    /// The same module, but for what is there only with a feature.
    pub(super) fn behind_a_feature(&self) -> Self {
        Self {
            hidden: self.hidden.clone(),
            secrets: self.secrets,
            place: Place::Feature,
        }
    }

    /// Whether values of that type hold a password.
    pub(super) fn is_secret(&self, ty: &Ty) -> bool {
        ty.is_secret(self.secrets)
    }

    fn prelude(&self, name: &str, path: TokenStream) -> TokenStream {
        if self.hidden.contains(name) {
            return path;
        }
        let ident = format_ident!("{name}");
        quote! { #ident }
    }

    pub(super) fn option(&self) -> TokenStream {
        self.prelude("Option", quote! { ::std::option::Option })
    }

    pub(super) fn result(&self) -> TokenStream {
        self.prelude("Result", quote! { ::std::result::Result })
    }

    pub(super) fn string(&self) -> TokenStream {
        self.prelude("String", quote! { ::std::string::String })
    }

    pub(super) fn vec(&self) -> TokenStream {
        self.prelude("Vec", quote! { ::std::vec::Vec })
    }

    pub(super) fn into(&self) -> TokenStream {
        self.prelude("Into", quote! { ::std::convert::Into })
    }

    pub(super) fn as_ref(&self) -> TokenStream {
        self.prelude("AsRef", quote! { ::std::convert::AsRef })
    }

    pub(super) fn fn_once(&self) -> TokenStream {
        self.prelude("FnOnce", quote! { ::std::ops::FnOnce })
    }

    pub(super) fn iterable(&self) -> TokenStream {
        self.prelude("IntoIterator", quote! { ::std::iter::IntoIterator })
    }

    pub(super) fn boxed(&self) -> TokenStream {
        self.prelude("Box", quote! { ::std::boxed::Box })
    }
}

/// A name as a type, `r#` understood.
pub(super) fn ident(name: &str) -> syn::Ident {
    match name.strip_prefix("r#") {
        Some(raw) => syn::Ident::new_raw(raw, proc_macro2::Span::call_site()),
        None => syn::Ident::new(name, proc_macro2::Span::call_site()),
    }
}

/// The type itself.
pub(super) fn tokens(ty: &Ty, scope: &Scope) -> TokenStream {
    match ty {
        Ty::String => scope.string(),
        Ty::Password => quote! { wire::Password },
        Ty::Bool => quote! { bool },
        Ty::I32 => quote! { i32 },
        Ty::I64 => quote! { i64 },
        Ty::U64 => quote! { u64 },
        Ty::Bytes => {
            let vec = scope.vec();
            quote! { #vec<u8> }
        }
        Ty::BoundedString { min, max } => {
            let bounds = bounds(*min, *max);
            quote! { wire::BoundedString<#bounds> }
        }
        Ty::RangedI64 { min, max } => {
            let least = match *min {
                i64::MIN => quote! { { i64::MIN } },
                min => Literal::i64_unsuffixed(min).into_token_stream(),
            };
            let greatest = (*max < i64::MAX).then(|| Literal::i64_unsuffixed(*max));
            let greatest = greatest.into_iter();
            quote! { wire::RangedI64<#least #(, #greatest)*> }
        }
        Ty::RangedU64 { min, max } => {
            let bounds = bounds(*min, (*max < u64::MAX).then_some(*max));
            quote! { wire::RangedU64<#bounds> }
        }
        Ty::BoundedVec { items, min, max } => {
            let (items, bounds) = (tokens(items, scope), bounds(*min, *max));
            quote! { wire::BoundedVec<#items, #bounds> }
        }
        Ty::File => quote! { wire::File },
        Ty::Null => quote! { () },
        Ty::Never => quote! { wire::Never },
        Ty::Number => quote! { serde_json::Number },
        Ty::Any => quote! { serde_json::Value },
        Ty::Named(name) => {
            let name = ident(name);
            match scope.place {
                Place::Types => quote! { #name },
                Place::Operation => quote! { types::#name },
                Place::Feature => quote! { crate::types::#name },
            }
        }
        Ty::List(items) => {
            let (vec, items) = (scope.vec(), tokens(items, scope));
            quote! { #vec<#items> }
        }
        Ty::Map(values) => {
            let (string, values) = (scope.string(), tokens(values, scope));
            quote! { ::std::collections::BTreeMap<#string, #values> }
        }
        Ty::Open(known) => {
            let known = tokens(known, scope);
            quote! { wire::Open<#known> }
        }
        Ty::OpenLiteral(known) => {
            let known = tokens(known, scope);
            quote! { wire::OpenLiteral<#known> }
        }
        Ty::Boxed(inner) => {
            let (boxed, inner) = (scope.boxed(), tokens(inner, scope));
            quote! { #boxed<#inner> }
        }
        Ty::Nullable(inner) => {
            let (option, inner) = (scope.option(), tokens(inner, scope));
            quote! { #option<#inner> }
        }
    }
}

/// The bounds of a type as its generic arguments; the last one is left out where it would be the default.
fn bounds(min: u64, max: Option<u64>) -> TokenStream {
    let bounds = std::iter::once(min).chain(max).map(Literal::u64_unsuffixed);
    quote! { #(#bounds),* }
}

/// A field's type: the presence around the type.
pub(super) fn field(ty: &Ty, presence: Presence, scope: &Scope) -> TokenStream {
    let inner = tokens(ty, scope);
    let option = scope.option();
    match presence {
        Presence::Required => inner,
        Presence::Optional | Presence::Nullable => quote! { #option<#inner> },
        Presence::OptionalNullable => quote! { #option<#option<#inner>> },
    }
}
