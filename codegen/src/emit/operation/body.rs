//! Writing the body of a request other than as JSON.

use proc_macro2::TokenStream;
use quote::quote;

use super::group;
use crate::emit::{docs, structure, ty};
use crate::ir::{Field, Form, Multipart, MultipartBody, Operation, PartMedia, Presence, Ty};
use crate::text::{code, doc_text};

/// The function that writes a form.
pub(super) fn form(form: &Form, scope: &ty::Scope) -> TokenStream {
    let doc = docs::text(&doc_text!("Writes a body as {}.", code(&form.media_type)));
    let (ty, string) = (ty::tokens(&form.ty, scope), scope.string());
    let members = form.members.iter().map(|(name, style)| {
        let style = match style {
            Some(style) => {
                let style = group::style(style);
                quote! { Some(#style) }
            }
            None => quote! { None },
        };
        quote! { (#name, #style) }
    });

    quote! {
        #doc
        ///
        /// Members that are absent or `null` are not sent. Where the document does not say otherwise, a list is a pair for
        /// each item, and an object is JSON.
        #[must_use]
        pub fn form(body: &#ty) -> #string {
            wire::write_form(body, &[#(#members),*])
        }
    }
}

/// The function that writes a body in parts.
pub(super) fn multipart(multipart: &Multipart, scope: &ty::Scope) -> TokenStream {
    let doc = docs::text(&doc_text!(
        "Writes a body as {}.",
        code(&multipart.media_type)
    ));
    let members = multipart.members.iter();
    let members = members.map(|(name, written)| (name, media(written.as_ref())));
    let (ty, pushes, deprecated) = match &multipart.body {
        MultipartBody::Type(ty) => {
            let members = members.map(|(name, media)| quote! { (#name, #media) });
            let pushes = quote! { parts.push_all(body, &[#(#members),*]); };
            (ty::tokens(ty, scope), pushes, None)
        }
        MultipartBody::Own { name, structure } => {
            let name = ty::ident(name);
            let fields = structure.fields.iter().zip(members);
            let pushes = fields.map(|(field, (name, media))| push(field, name, &media));
            let deprecated = structure::allow_deprecated(structure);
            (quote! { #name }, quote! { #(#pushes)* }, deprecated)
        }
    };
    let (vec, result) = (scope.vec(), scope.result());

    quote! {
        #doc
        ///
        /// The header `Content-Type` must name the boundary. Members that are absent or `null` are not sent. Where the
        /// document does not say otherwise, a list of scalars is a part for each item, and what holds objects is JSON.
        ///
        /// # Errors
        ///
        /// If the boundary has characters that it must not have, or stands in a part.
        #deprecated
        pub fn multipart(body: &#ty, boundary: &str) -> #result<#vec<u8>, wire::Invalid> {
            let mut parts = wire::Parts::default();
            #pushes
            parts.finish(boundary)
        }
    }
}

/// The struct of a body with files.
pub(super) fn own(operation: &Operation, scope: &ty::Scope) -> Option<TokenStream> {
    let Some(Multipart {
        body: MultipartBody::Own { name, structure },
        ..
    }) = &operation.multipart
    else {
        return None;
    };
    let doc = docs::text(&doc_text!(
        "The body of a call of [{}], with its files.",
        code(&operation.name)
    ));
    let public = structure::public(&ty::ident(name), structure, scope, None);
    Some(quote! {
        #doc
        #public
    })
}

fn media(media: Option<&PartMedia>) -> TokenStream {
    match media {
        Some(PartMedia {
            name,
            is_json: true,
        }) => quote! { Some(wire::Media::json(#name)) },
        Some(PartMedia {
            name,
            is_json: false,
        }) => quote! { Some(wire::Media::other(#name)) },
        None => quote! { None },
    }
}

fn push(field: &Field, name: &str, media: &TokenStream) -> TokenStream {
    let ident = ty::ident(&field.ident);
    let is_required = field.presence == Presence::Required;
    let files = match (&field.ty, is_required) {
        (Ty::File, true) => return quote! { parts.push_file(#name, &body.#ident, #media); },
        (Ty::File, false) => {
            return quote! {
                if let Some(file) = &body.#ident {
                    parts.push_file(#name, file, #media);
                }
            };
        }
        (Ty::List(items), _) if **items == Ty::File => {
            if is_required {
                quote! { &body.#ident }
            } else {
                quote! { body.#ident.iter().flatten() }
            }
        }
        (Ty::BoundedVec { items, .. }, true) if **items == Ty::File => {
            quote! { body.#ident.as_slice() }
        }
        (Ty::BoundedVec { items, .. }, false) if **items == Ty::File => {
            quote! { body.#ident.iter().flat_map(wire::BoundedVec::as_slice) }
        }
        _ => return quote! { parts.push(#name, &body.#ident, #media); },
    };
    quote! {
        for file in #files {
            parts.push_file(#name, file, #media);
        }
    }
}
