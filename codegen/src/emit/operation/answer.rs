//! Telling answers apart by status.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{has_a_body, has_fallback};
use crate::emit::{docs, ty};
use crate::ir::{
    Answer, ErrorVariant, Operation, Outcome, StatusPattern, Success, SuccessRule, Ty,
};
use crate::text::{code, doc_text};

/// The function that reads an answer.
pub(super) fn decode(operation: &Operation, scope: &ty::Scope) -> TokenStream {
    let success = success_type(operation, scope);
    let error = ty::ident(&operation.error.name);
    let result = scope.result();
    let arms = operation
        .answers
        .iter()
        .map(|answer| arm(answer, operation));
    let fallback = has_fallback(operation).then(|| {
        quote! { _ => Err(Failure::Unexpected { status, body: body.to_vec() }), }
    });

    // A name that says that every answer is known by its status.
    let body = if has_a_body(operation) || has_fallback(operation) {
        quote! { body }
    } else {
        quote! { _body }
    };

    quote! {
        /// Reads an answer: its status and its whole body.
        ///
        /// # Errors
        ///
        /// The documented failure, or whatever keeps the answer from being a success.
        pub fn decode(status: u16, #body: &[u8]) -> #result<#success, #error> {
            use #error as Failure;

            match status {
                #(#arms)*
                #fallback
            }
        }
    }
}

/// What the operation gives back when it succeeds.
pub(super) fn success_type(operation: &Operation, scope: &ty::Scope) -> TokenStream {
    match &operation.success {
        Success::Nothing => quote! { () },
        Success::One(ty) => ty::tokens(ty, scope),
        Success::Several(name, _) => {
            let name = ty::ident(name);
            quote! { #name }
        }
    }
}

fn arm(answer: &Answer, operation: &Operation) -> TokenStream {
    let pattern = status(answer.status);
    match &answer.outcome {
        Outcome::Success {
            variant,
            body,
            rule,
        } => {
            let read = read_success(operation, variant.as_deref(), body.as_ref());
            match rule {
                Some(rule) => {
                    let guard = guard(rule);
                    quote! { #pattern => { #guard #read } }
                }
                None => quote! { #pattern => #read, },
            }
        }
        Outcome::Failure(position) => {
            let failure = failure(&operation.error.variants[*position]);
            quote! { #pattern => Err(#failure), }
        }
    }
}

/// The pattern of a `match`'s arm.
pub(super) fn status(pattern: StatusPattern) -> TokenStream {
    match pattern {
        StatusPattern::Code(code) => literal(code),
        StatusPattern::Range(hundred) => {
            let (first, last) = (literal(hundred * 100), literal(hundred * 100 + 99));
            quote! { #first..=#last }
        }
        StatusPattern::AnySuccess => quote! { 200..=299 },
        StatusPattern::Any => quote! { _ },
    }
}

fn literal(status: u16) -> TokenStream {
    let literal = Literal::u16_unsuffixed(status);
    quote! { #literal }
}

fn read_success(operation: &Operation, variant: Option<&str>, body: Option<&Ty>) -> TokenStream {
    let several = match (&operation.success, variant) {
        (Success::Several(name, _), Some(variant)) => {
            let (name, variant) = (ty::ident(name), ty::ident(variant));
            Some(quote! { #name::#variant })
        }
        _ => None,
    };
    let failed = quote! { .map_err(|error| Failure::undecodable(status, error, body)) };
    match (body, several) {
        (Some(Ty::Bytes), Some(several)) => quote! { Ok(#several(body.to_vec())) },
        (Some(Ty::Bytes), None) => quote! { Ok(body.to_vec()) },
        (Some(_), Some(several)) => quote! { wire::from_slice(body).map(#several) #failed },
        (Some(_), None) => quote! { wire::from_slice(body) #failed },
        (None, Some(several)) => quote! { Ok(#several) },
        (None, None) => quote! { Ok(()) },
    }
}

fn guard(rule: &SuccessRule) -> TokenStream {
    let (wanted, refused) = (&rule.require_one_of, &rule.refuse);

    quote! {
        let success = wire::SuccessRule {
            require_one_of: &[#(#wanted),*],
            refuse: &[#(#refused),*],
        };
        if !success.admits(body) {
            return Err(Failure::from_body(status, body, |failure| Failure::NotASuccess {
                status,
                failure,
                body: body.to_vec(),
            }));
        }
    }
}

fn failure(variant: &ErrorVariant) -> TokenStream {
    let ident = ty::ident(&variant.ident);
    if variant
        .body
        .as_ref()
        .is_some_and(|body| body.ty == Ty::Bytes)
    {
        return match variant.status {
            Some(_) => quote! { Failure::#ident(body.to_vec().into()) },
            None => quote! { Failure::#ident { status, failure: body.to_vec().into() } },
        };
    }
    match (variant.status, &variant.body) {
        (Some(_), None) => quote! { Failure::#ident },
        (None, None) => quote! { Failure::#ident { status } },
        (Some(_), Some(_)) => quote! { Failure::from_body(status, body, Failure::#ident) },
        (None, Some(_)) => quote! {
            Failure::from_body(status, body, |failure| Failure::#ident { status, failure })
        },
    }
}

/// The enum of several successes.
pub(super) fn success(operation: &Operation, scope: &ty::Scope) -> Option<TokenStream> {
    let Success::Several(name, variants) = &operation.success else {
        return None;
    };
    let doc = docs::text(&doc_text!(
        "What {} answers with when it succeeds.",
        code(&operation.name)
    ));
    let name = ty::ident(name);
    let variants = variants.iter().map(|variant| {
        let docs = docs::tokens(&variant.docs);
        let ident = ty::ident(&variant.ident);
        let body = variant.body.as_ref().map(|body| {
            let body = ty::tokens(body, scope);
            quote! { (#body) }
        });
        quote! { #docs #ident #body, }
    });
    Some(quote! {
        #doc
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }
    })
}
