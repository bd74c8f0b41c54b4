//! Writing the body of a request other than as JSON.

use proc_macro2::TokenStream;
use quote::quote;

use super::group;
use crate::emit::ty;
use crate::ir::Form;
use crate::lower::markdown::code;

/// The function that writes a form.
pub(super) fn form(form: &Form, scope: &ty::Scope) -> TokenStream {
    let doc = format!(" Writes a body as {}.", code(&form.media_type));
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
        #[doc = #doc]
        ///
        /// Members that are absent or `null` are not sent. Where the document does not say otherwise, a list is a pair for
        /// each item, and an object is JSON.
        #[must_use]
        pub fn form(body: &#ty) -> #string {
            wire::form(body, &[#(#members),*])
        }
    }
}
