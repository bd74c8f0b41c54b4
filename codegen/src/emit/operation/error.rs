//! `pub enum ResizeDesktopError { BadRequest(..), .. }`

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::own::Own;
use super::{boxed, own, reads_a_body, reads_a_failure, shown};
use crate::emit::{docs, ty};
use crate::ir::{CodeField, ErrorVariant, Operation, Ty};
use crate::text::{code, doc_text};

pub(super) fn tokens(operation: &Operation, scope: &ty::Scope) -> TokenStream {
    let enumeration = &operation.error;
    let doc = docs::text(&doc_text!("Why {} did not succeed.", code(&operation.name)));
    let name = ty::ident(&enumeration.name);
    let documented = enumeration
        .variants
        .iter()
        .map(|variant| declaration(variant, scope));
    let own = own::variants(operation, scope);
    let declared = own.iter().map(|own| &own.declaration);
    let status = status(operation, &own);
    let code = error_code(operation, scope);
    let body = body(operation, scope);
    let known_code = match code {
        Some(_) => quote! { self.error_code() },
        None => quote! { None },
    };
    let option = scope.option();
    let constructors = constructors(operation, scope);
    let display = display(operation, &own, scope);
    let source = source(operation, scope);

    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#documented)*

            #(#declared)*
        }

        impl #name {
            #status

            #code

            #body

            #constructors
        }

        #display

        impl std::error::Error for #name { #source }

        #[cfg(feature = "http")]
        impl wire::OperationError for #name {
            fn status(&self) -> u16 {
                self.status()
            }

            fn error_code(&self) -> #option<&str> {
                #known_code
            }
        }
    }
}

fn declaration(variant: &ErrorVariant, scope: &ty::Scope) -> TokenStream {
    let docs = docs::tokens(&variant.docs);
    let ident = ty::ident(&variant.ident);
    let body = variant.body.as_ref().map(|body| boxed(body, scope));
    let fields = match (variant.status, body) {
        (Some(_), None) => TokenStream::new(),
        (Some(_), Some(body)) => quote! { (#body) },
        (None, None) => quote! { {
            /// The status.
            status: u16,
        } },
        (None, Some(body)) => quote! { {
            /// The status.
            status: u16,
            /// The body.
            failure: #body,
        } },
    };
    quote! { #docs #ident #fields, }
}

fn status(operation: &Operation, own: &[Own]) -> TokenStream {
    let variants = &operation.error.variants;
    let coded = variants.iter().filter_map(|variant| {
        let ident = ty::ident(&variant.ident);
        let code = Literal::u16_unsuffixed(variant.status?);
        let body = variant.body.as_ref().map(|_| quote! { (_) });
        Some(quote! { Self::#ident #body => #code, })
    });
    let ranges = variants.iter().filter(|variant| variant.status.is_none());
    let ranges = ranges.map(|variant| {
        let ident = ty::ident(&variant.ident);
        quote! { Self::#ident { status, .. } }
    });
    let others = ranges.chain(own.iter().map(|own| own.status.clone()));

    quote! {
        /// The status of the answer.
        #[must_use]
        pub const fn status(&self) -> u16 {
            match self {
                #(#coded)*
                #(#others)|* => *status,
            }
        }
    }
}

/// The accessor of the service's error code, if the document says where it stands.
fn error_code(operation: &Operation, scope: &ty::Scope) -> Option<TokenStream> {
    let variants = operation.error.variants.iter();
    let documented = variants.filter_map(|variant| {
        let value = code_value(variant.body.as_ref()?.code.as_ref()?, scope);
        let ident = ty::ident(&variant.ident);
        Some(match variant.status {
            Some(_) => quote! { Self::#ident(failure) => #value, },
            None => quote! { Self::#ident { failure, .. } => #value, },
        })
    });
    let not_a_success = operation.error.not_a_success.as_ref();
    let not_a_success = not_a_success.and_then(|body| {
        let value = code_value(body.code.as_ref()?, scope);
        Some(quote! { Self::NotASuccess { failure, .. } => #value, })
    });
    let arms: Vec<TokenStream> = documented.chain(not_a_success).collect();
    if arms.is_empty() {
        return None;
    }
    let option = scope.option();
    Some(quote! {
        /// The service's error code, if the body has one. Codes are no closed set.
        #[must_use]
        pub fn error_code(&self) -> #option<&str> {
            match self {
                #(#arms)*
                _ => None,
            }
        }
    })
}

/// The accessor of the body, if all failures have the same.
fn body(operation: &Operation, scope: &ty::Scope) -> Option<TokenStream> {
    let variants = || operation.error.variants.iter();
    let own = operation.error.not_a_success.as_ref();
    let mut bodies = variants()
        .filter_map(|variant| variant.body.as_ref())
        .chain(own);
    let first = &bodies.next()?.ty;
    if *first == Ty::Bytes || bodies.any(|body| body.ty != *first) {
        return None;
    }
    let documented = variants().filter(|variant| variant.body.is_some());
    let documented = documented.map(|variant| {
        let ident = ty::ident(&variant.ident);
        match variant.status {
            Some(_) => quote! { Self::#ident(failure) },
            None => quote! { Self::#ident { failure, .. } },
        }
    });
    let own = own.map(|_| quote! { Self::NotASuccess { failure, .. } });
    let arms: Vec<TokenStream> = documented.chain(own).collect();
    let (option, ty) = (scope.option(), ty::tokens(first, scope));

    Some(quote! {
        /// The body of the answer, if it was one that the document promises.
        #[must_use]
        pub fn body(&self) -> #option<&#ty> {
            match self {
                #(#arms)|* => Some(failure),
                _ => None,
            }
        }
    })
}

fn code_value(code: &CodeField, scope: &ty::Scope) -> TokenStream {
    let as_ref = scope.as_ref();
    let ident = ty::ident(&code.ident);
    match (code.optional, code.plain) {
        (true, true) => quote! { failure.#ident.as_deref() },
        (true, false) => quote! { failure.#ident.as_ref().map(#as_ref::as_ref) },
        (false, _) => quote! { Some(failure.#ident.as_str()) },
    }
}

/// What `decode` makes errors with.
fn constructors(operation: &Operation, scope: &ty::Scope) -> TokenStream {
    let fn_once = scope.fn_once();
    let from_body = reads_a_failure(operation).then(|| {
        quote! {
            /// The failure that the body describes.
            fn from_body<T: wire::Decode>(
                status: u16,
                body: &[u8],
                failed: impl #fn_once(T) -> Self,
            ) -> Self {
                match wire::from_slice(body) {
                    Ok(failure) => failed(failure),
                    Err(error) => Self::undecodable(status, error, body),
                }
            }
        }
    });
    let undecodable = reads_a_body(operation).then(|| {
        quote! {
            fn undecodable(status: u16, error: wire::Undecodable, body: &[u8]) -> Self {
                Self::Undecodable { status, error, body: body.to_vec() }
            }
        }
    });
    quote! { #from_body #undecodable }
}

fn display(operation: &Operation, own: &[Own], scope: &ty::Scope) -> TokenStream {
    let name = ty::ident(&operation.error.name);
    // A name in a format string is an identifier, which has no braces.
    let prefix = format!("{} failed with status {{}}", ty::ident(&operation.name));
    let string = scope.string();
    let documented = operation.error.variants.iter().map(|variant| {
        let ident = ty::ident(&variant.ident);
        let body = variant.body.as_ref().filter(|body| body.ty != Ty::Bytes);
        let failure = match body {
            Some(body) => shown(": ", body, scope),
            None => quote! { write!(f, ": {}", #string::from_utf8_lossy(failure)) },
        };
        match (variant.status, &variant.body) {
            (Some(_), Some(_)) => quote! { Self::#ident(failure) => #failure, },
            (None, Some(_)) => quote! { Self::#ident { failure, .. } => #failure, },
            (Some(_), None) => quote! { Self::#ident => Ok(()), },
            (None, None) => quote! { Self::#ident { .. } => Ok(()), },
        }
    });
    let own = own.iter().map(|own| &own.display);

    quote! {
        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, #prefix, self.status())?;
                match self {
                    #(#documented)*
                    #(#own)*
                }
            }
        }
    }
}

fn source(operation: &Operation, scope: &ty::Scope) -> Option<TokenStream> {
    if !reads_a_body(operation) {
        return None;
    }
    let option = scope.option();
    Some(quote! {
        fn source(&self) -> #option<&(dyn std::error::Error + 'static)> {
            match self {
                Self::Undecodable { error, .. } => Some(error),
                _ => None,
            }
        }
    })
}
