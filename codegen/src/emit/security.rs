//! `src/security.rs`: how callers authenticate.

use proc_macro2::TokenStream;
use quote::quote;
use specwright_spec::model::{Location, SecurityKind, SignatureAlgorithm};

use super::text::Builder;
use super::{docs, ty};
use crate::files::File;
use crate::ir::{Operation, SecurityScheme};

pub(super) fn file(schemes: &[SecurityScheme]) -> File {
    let mut text = Builder::rust(&"How callers authenticate.".into());
    text.blank();
    text.lines("use crate::wire;");
    for scheme in schemes {
        let (docs, ident) = (docs::tokens(&scheme.docs), ty::ident(&scheme.ident));
        let (name, kind) = (&scheme.name, kind(&scheme.kind));
        text.item(quote! {
            #docs
            pub const #ident: wire::SecurityScheme = wire::SecurityScheme {
                name: #name,
                kind: wire::SecurityKind::#kind,
            };
        });
    }
    text.file("src/security.rs")
}

fn kind(kind: &SecurityKind) -> TokenStream {
    match kind {
        SecurityKind::ApiKey { location, name } => match location {
            Location::Query => quote! { ApiKeyQuery(#name) },
            Location::Cookie => quote! { ApiKeyCookie(#name) },
            // The grammar lets no key be in the path.
            Location::Header | Location::Path => quote! { ApiKeyHeader(#name) },
        },
        SecurityKind::Signature(SignatureAlgorithm::SdkHmacSha256) => quote! { SdkHmacSha256 },
        SecurityKind::Http { scheme } => quote! { Http(#scheme) },
        SecurityKind::OAuth2 => quote! { OAuth2 },
        SecurityKind::OpenIdConnect => quote! { OpenIdConnect },
    }
}

/// The sets of schemes any of which will do for an operation.
pub(super) fn constant(operation: &Operation) -> Option<TokenStream> {
    if operation.security.is_empty() {
        return None;
    }
    let sets = operation.security.iter().map(|set| {
        let schemes = set.iter().map(|ident| ty::ident(ident));
        quote! { &[#(security::#schemes),*] }
    });
    Some(quote! {
        /// How a caller authenticates: by all schemes of any of these sets; an empty one stands for a caller who does not.
        pub const SECURITY: &'static [&'static [wire::SecurityScheme]] = &[#(#sets),*];
    })
}
