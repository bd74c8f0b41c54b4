//! `ResizeDesktop::follow_jobs(&call, &answer)`: the call that an answer leads to.

mod given;

use proc_macro2::TokenStream;
use quote::quote;

use self::given::put_together;
use crate::emit::{docs, ty};
use crate::ir::{Api, Link, LinkFrom, Operation, Ty};

/// The functions that start from successes.
pub(super) fn of_successes(api: &Api, operation: &Operation, scope: &ty::Scope) -> TokenStream {
    let links = operation.links.iter();
    let functions = links.filter_map(|link| match &link.from {
        LinkFrom::Success(body) => Some(of_success(api, link, body.as_ref(), scope)),
        LinkFrom::Failures(_) => None,
    });
    quote! { #(#functions)* }
}

/// The functions that start from failures, which their enum has.
pub(super) fn of_failures(api: &Api, operation: &Operation, scope: &ty::Scope) -> TokenStream {
    let links = operation.links.iter();
    let functions: Vec<TokenStream> = links
        .filter_map(|link| match &link.from {
            LinkFrom::Failures(positions) => {
                Some(of_failure(api, operation, link, positions, scope))
            }
            LinkFrom::Success(_) => None,
        })
        .collect();
    if functions.is_empty() {
        return TokenStream::new();
    }
    let name = ty::ident(&operation.error.name);
    quote! {
        #[cfg(feature = "http")]
        impl #name { #(#functions)* }
    }
}

fn of_success(api: &Api, link: &Link, body: Option<&Ty>, scope: &ty::Scope) -> TokenStream {
    let call = link
        .uses_call()
        .then(|| quote! { call: &wire::Call<Self>, });
    let answer = body.filter(|_| link.uses_body()).map(|body| {
        let body = ty::tokens(body, scope);
        quote! { answer: &#body, }
    });
    let doc = docs::tokens(&link.docs);
    let (name, returned) = (ty::ident(&link.function), returned(api, link, scope));
    let put_together = put_together(api, link, scope);
    let allow = allow_deprecated(&api.operations[link.target]);

    quote! {
        #doc
        ///
        /// There is none if the answer does not have what it takes.
        ///
        /// # Errors
        ///
        /// If something is not what the call can have there.
        #allow
        #[cfg(feature = "http")]
        pub fn #name(#call #answer) -> #returned { #put_together }
    }
}

fn of_failure(
    api: &Api,
    operation: &Operation,
    link: &Link,
    positions: &[usize],
    scope: &ty::Scope,
) -> TokenStream {
    let variants = positions.iter().map(|position| {
        let variant = &operation.error.variants[*position];
        let ident = ty::ident(&variant.ident);
        match (variant.status, &variant.body) {
            (Some(_), Some(_)) if link.uses_body() => quote! { Self::#ident(answer) },
            (Some(_), Some(_)) => quote! { Self::#ident(_) },
            (Some(_), None) => quote! { Self::#ident },
            (None, Some(_)) if link.uses_body() => quote! { Self::#ident { failure: answer, .. } },
            (None, _) => quote! { Self::#ident { .. } },
        }
    });
    let bound = if link.uses_body() {
        quote! {
            let answer = match self {
                #(#variants)|* => answer,
                _ => return Ok(None),
            };
        }
    } else {
        quote! {
            if !matches!(self, #(#variants)|*) {
                return Ok(None);
            }
        }
    };
    let operation = ty::ident(&operation.name);
    let call = link
        .uses_call()
        .then(|| quote! { , call: &wire::Call<#operation> });
    let doc = docs::tokens(&link.docs);
    let (name, returned) = (ty::ident(&link.function), returned(api, link, scope));
    let put_together = put_together(api, link, scope);
    let allow = allow_deprecated(&api.operations[link.target]);

    quote! {
        #doc
        ///
        /// There is none if this is another failure, or does not have what it takes.
        ///
        /// # Errors
        ///
        /// If something is not what the call can have there.
        #allow
        pub fn #name(&self #call) -> #returned {
            #bound
            #put_together
        }
    }
}

/// What such a function gives back.
pub(super) fn returned(api: &Api, link: &Link, scope: &ty::Scope) -> TokenStream {
    let target = ty::ident(&api.operations[link.target].name);
    let (result, option) = (scope.result(), scope.option());
    quote! { #result<#option<wire::Call<super::#target>>, wire::Invalid> }
}

/// What is deprecated may still be led to.
pub(super) fn allow_deprecated(target: &Operation) -> Option<TokenStream> {
    let fields = target
        .groups
        .iter()
        .flat_map(|group| &group.structure.fields);
    let is_deprecated =
        target.deprecation.is_some() || fields.into_iter().any(|field| field.deprecation.is_some());
    is_deprecated.then(|| quote! { #[allow(deprecated, reason = "the document leads there")] })
}
