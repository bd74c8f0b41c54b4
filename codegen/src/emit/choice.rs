//! `pub struct Any(serde_json::Value);`: a value that is seen in several forms.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{docs, ty};
use crate::ir::{Branch, Choice, ChoiceRule, Def, Ty};
use crate::text::{code, doc_text};

pub(super) fn tokens(def: &Def, choice: &Choice, scope: &ty::Scope) -> TokenStream {
    let docs = docs::tokens(&def.docs);
    let name = ty::ident(&def.name);
    let rule = match choice.rule {
        ChoiceRule::ExactlyOne => quote! { wire::Forms::new(1, 1) },
        ChoiceRule::AtLeastOne => quote! { wire::Forms::new(1, usize::MAX) },
        ChoiceRule::Any => quote! { wire::Forms::new(0, usize::MAX) },
    };
    let forms = choice.branches.iter().map(|branch| {
        let (name, ty) = (&branch.name, ty::tokens(&branch.ty, scope));
        quote! { #name: #ty }
    });
    let views = choice.branches.iter().map(|branch| view(branch, scope));

    let is_secret = scope.is_secret(&Ty::Named(def.name.clone()));
    let debug = (!is_secret).then(|| quote! { Debug, });
    let hidden = is_secret.then(|| {
        let text = format!("{}(..)", def.name);
        quote! {
            impl ::std::fmt::Debug for #name {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    f.write_str(#text)
                }
            }
        }
    });

    quote! {
        #docs
        #[derive(Clone, #debug PartialEq)]
        pub struct #name(serde_json::Value);

        #hidden

        impl #name { #(#views)* }

        wire::choice!(#name, #rule, #(#forms),*);
    }
}

/// The functions that see the value as one form, and make it of one.
fn view(branch: &Branch, scope: &ty::Scope) -> TokenStream {
    let docs = docs::tokens(&branch.docs);
    let plain = branch.ident.trim_start_matches("r#");
    let (as_form, from_form) = (format_ident!("as_{plain}"), format_ident!("from_{plain}"));
    let (ty, option, result) = (
        ty::tokens(&branch.ty, scope),
        scope.option(),
        scope.result(),
    );
    let none = docs::text(&"`None` if the value does not have this form.".into());
    let blank = docs::blank();
    let doc = docs::text(&doc_text!(
        "Takes a value of the form {}.",
        code(&branch.name)
    ));

    quote! {
        #docs
        #blank
        #none
        #[must_use]
        pub fn #as_form(&self) -> #option<#ty> {
            wire::form(&self.0)
        }

        #doc
        ///
        /// # Errors
        ///
        /// If the value cannot be written, or has forms that it must not have.
        pub fn #from_form(form: &#ty) -> #result<Self, wire::Invalid> {
            Self::new(serde_json::to_value(form).unwrap_or_default())
        }
    }
}
