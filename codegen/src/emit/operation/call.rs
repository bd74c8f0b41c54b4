//! `ResizeDesktop::call(..)`: what an operation needs, put together.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::{answer, arguments, facts, reads_json};
use crate::emit::ty;
use crate::ir::{BodyKind, GroupLocation, Link, MultipartBody, Operation, ParameterKind, Ty};

/// The names of the arguments beside the parameters of the path.
struct Names {
    query: syn::Ident,
    headers: syn::Ident,
    cookies: syn::Ident,
    media_type: syn::Ident,
    body: syn::Ident,
}

impl Names {
    /// Names that no parameter of the path has.
    fn of(operation: &Operation) -> Self {
        let free = |name: &str| {
            let mut name = name.to_owned();
            let mut taken = operation.parameters.iter();
            while taken.any(|parameter| parameter.ident == name) {
                name.push('_');
                taken = operation.parameters.iter();
            }
            ty::ident(&name)
        };
        Self {
            query: free("query"),
            headers: free("headers"),
            cookies: free("cookies"),
            media_type: free("media_type"),
            body: free("body"),
        }
    }
}

/// The function that makes a call.
pub(super) fn function(operation: &Operation, scope: &ty::Scope) -> TokenStream {
    let names = Names::of(operation);
    let result = scope.result();
    let in_path = arguments(operation, scope);
    let groups = operation.groups.iter().map(|group| {
        let (name, ty) = (names.group(group.location), ty::ident(&group.name));
        quote! { #name: &#ty }
    });
    let body = body_arguments(operation, &names, scope);
    let facts = facts(operation);
    let path = operation
        .parameters
        .iter()
        .map(|parameter| ty::ident(&parameter.ident));
    let steps = operation.groups.iter().map(|group| {
        let name = names.group(group.location);
        match group.location {
            GroupLocation::Query => quote! { let call = call.query(#name.to_query()); },
            GroupLocation::Header => quote! { let call = call.headers(#name.to_headers()?)?; },
            GroupLocation::Cookie => quote! { let call = call.cookie(&#name.to_cookie())?; },
        }
    });
    let accept =
        reads_json(operation).then(|| quote! { let call = call.accept("application/json"); });
    let send = send_body(operation, &names);
    let kept = kept(operation);

    quote! {
        /// A call of this operation.
        #facts
        ///
        /// # Errors
        ///
        /// If a value cannot be written where it belongs.
        #[cfg(feature = "http")]
        pub fn call(#(#in_path,)* #(#groups,)* #body) -> #result<wire::Call<Self>, wire::Invalid> {
            let call = wire::Call::new(Self::path(#(#path),*));
            #(#kept)*
            #(#steps)*
            #accept
            #send
            Ok(call)
        }
    }
}

impl Names {
    const fn group(&self, location: GroupLocation) -> &syn::Ident {
        match location {
            GroupLocation::Query => &self.query,
            GroupLocation::Header => &self.headers,
            GroupLocation::Cookie => &self.cookies,
        }
    }
}

/// The parameters of the path that links ask for.
fn kept(operation: &Operation) -> Vec<TokenStream> {
    let asked: BTreeSet<&str> = operation.links.iter().flat_map(Link::parameters).collect();
    let parameters = operation.parameters.iter();
    let kept = parameters.filter(|parameter| asked.contains(parameter.wire.as_str()));
    kept.map(|parameter| {
        let (ident, name) = (ty::ident(&parameter.ident), &parameter.wire);
        let value = match &parameter.kind {
            ParameterKind::Segment => quote! { #ident.as_str() },
            ParameterKind::Display(_) => quote! { &#ident },
            ParameterKind::Text(_) | ParameterKind::Styled { .. } => quote! { #ident },
        };
        quote! { let call = call.keep(#name, #value); }
    })
    .collect()
}

fn body_arguments(operation: &Operation, names: &Names, scope: &ty::Scope) -> Option<TokenStream> {
    let body = operation.body.as_ref()?;
    let Names {
        media_type,
        body: name,
        ..
    } = names;
    let ty = match &body.kind {
        BodyKind::Json { ty: Ty::String, .. } => quote! { str },
        BodyKind::Json { ty, .. } => ty::tokens(ty, scope),
        BodyKind::Form => {
            let form = operation.form.as_ref()?;
            ty::tokens(&form.ty, scope)
        }
        BodyKind::Multipart => match &operation.multipart.as_ref()?.body {
            MultipartBody::Type(ty) => ty::tokens(ty, scope),
            MultipartBody::Own { name, .. } => {
                let name = ty::ident(name);
                quote! { #name }
            }
        },
        BodyKind::Bytes { .. } => quote! { [u8] },
    };
    let body_ty = if body.required {
        quote! { &#ty }
    } else {
        let option = scope.option();
        quote! { #option<&#ty> }
    };
    let media_type = match &body.kind {
        BodyKind::Bytes { media_type: None } => Some(quote! { #media_type: &str, }),
        BodyKind::Json { .. } | BodyKind::Form | BodyKind::Multipart | BodyKind::Bytes { .. } => {
            None
        }
    };
    Some(quote! { #media_type #name: #body_ty })
}

fn send_body(operation: &Operation, names: &Names) -> Option<TokenStream> {
    let body = operation.body.as_ref()?;
    let Names {
        media_type: given,
        body: name,
        ..
    } = names;
    let sent = match &body.kind {
        BodyKind::Json { media_type, .. } => quote! { call.json(#media_type, #name)? },
        BodyKind::Form => {
            let media_type = &operation.form.as_ref()?.media_type;
            quote! { call.body(#media_type, Self::form(#name).into_bytes())? }
        }
        BodyKind::Multipart => {
            let media_type = &operation.multipart.as_ref()?.media_type;
            quote! { call.multipart(#media_type, |boundary| Self::multipart(#name, boundary))? }
        }
        BodyKind::Bytes {
            media_type: Some(media_type),
        } => {
            quote! { call.body(#media_type, #name.to_vec())? }
        }
        BodyKind::Bytes { media_type: None } => quote! { call.body(#given, #name.to_vec())? },
    };
    Some(if body.required {
        quote! { let call = #sent; }
    } else {
        quote! {
            let call = match #name {
                Some(#name) => #sent,
                None => call,
            };
        }
    })
}

/// What calls know of their operation.
pub(super) fn implementation(operation: &Operation, scope: &ty::Scope) -> TokenStream {
    let (name, error) = (ty::ident(&operation.name), ty::ident(&operation.error.name));
    let (shown, success) = (&operation.name, answer::success_type(operation, scope));
    let method = ty::ident(operation.method);
    let result = scope.result();
    let security = if operation.security.is_empty() {
        quote! { &[] }
    } else {
        quote! { Self::SECURITY }
    };
    let deprecated = operation.deprecation.as_ref();
    let allow = deprecated.map(|_| quote! { #[allow(deprecated, reason = "it is declared here")] });

    quote! {
        #[cfg(feature = "http")]
        #allow
        impl wire::Operation for #name {
            const NAME: &'static str = #shown;
            const METHOD: ::http::Method = ::http::Method::#method;
            const PATH: &'static str = Self::PATH;
            const SECURITY: &'static [&'static [wire::SecurityScheme]] = #security;

            type Success = #success;
            type Error = #error;

            fn decode(status: u16, body: &[u8]) -> #result<Self::Success, Self::Error> {
                Self::decode(status, body)
            }
        }
    }
}
