//! `pub fn id_as_uuid(&self) -> Result<uuid::Uuid, uuid::Error>`: texts as types of other crates, behind features.

use proc_macro2::TokenStream;
use quote::quote;

use super::features::Feature;
use super::{docs, ty};
use crate::ir::{Api, Def, Field, Format, Newtype, Presence, Reading, Shape};
use crate::text::{code, doc_text};

/// The formats of texts that are read as types of other crates.
pub(super) fn formats(api: &Api) -> impl Iterator<Item = Format> {
    api.types.iter().flat_map(of_def)
}

fn of_def(def: &Def) -> Vec<Format> {
    match &def.shape {
        Shape::Struct(structure) => {
            let readings = structure
                .fields
                .iter()
                .filter_map(|field| field.reading.as_ref());
            readings.map(|reading| reading.format).collect()
        }
        Shape::Newtype(Newtype::Text { format, .. }) => format.iter().copied().collect(),
        Shape::Newtype(_)
        | Shape::Enum(_)
        | Shape::Literals(_)
        | Shape::Union(_)
        | Shape::Alias(_) => Vec::new(),
    }
}

/// The function that reads a field's text.
pub(super) fn of_field(field: &Field, scope: &ty::Scope) -> Option<TokenStream> {
    let reading = field.reading.as_ref()?;
    let Reading {
        format,
        function,
        presence,
    } = reading;
    let Form { ty, error, what } = form(*format, scope);
    let (feature, function, ident) = (
        Feature::of(*format).name(),
        ty::ident(function),
        ty::ident(&field.ident),
    );
    let parsed = parsed(*format, &quote! { text.as_str() });
    let (option, result) = (scope.option(), scope.result());
    let each = quote! { .map(|text| #parsed).transpose() };
    let (ty, body, absent) = match presence {
        Presence::Required => {
            let text = quote! { self.#ident.as_str() };
            (ty, self::parsed(*format, &text), "")
        }
        Presence::Optional => (
            quote! { #option<#ty> },
            quote! { self.#ident.as_ref()#each },
            "; `None` if it is absent",
        ),
        Presence::Nullable => (
            quote! { #option<#ty> },
            quote! { self.#ident.as_ref()#each },
            "; `None` if it is `null`",
        ),
        Presence::OptionalNullable => (
            quote! { #option<#ty> },
            quote! { self.#ident.as_ref().and_then(#option::as_ref)#each },
            "; `None` if it is absent or `null`",
        ),
    };
    let doc = docs::text(&doc_text!(
        "The member {} as {}{}.",
        code(&field.wire),
        what,
        absent
    ));
    let deprecated = docs::deprecated(field.deprecation.as_ref());

    Some(quote! {
        #doc
        ///
        /// # Errors
        ///
        /// If the text is something else, which the document does not rule out.
        #deprecated
        #[cfg(feature = #feature)]
        pub fn #function(&self) -> #result<#ty, #error> {
            #body
        }
    })
}

/// The function that reads the text of a newtype.
pub(super) fn of_newtype(name: &syn::Ident, format: Format, scope: &ty::Scope) -> TokenStream {
    let Form { ty, error, what } = form(format, scope);
    let (feature, function) = (Feature::of(format).name(), ty::ident(format.name()));
    let body = parsed(format, &quote! { self.as_str() });
    let (doc, result) = (
        docs::text(&doc_text!("The text as {}.", what)),
        scope.result(),
    );

    quote! {
        #[cfg(feature = #feature)]
        impl #name {
            #doc
            ///
            /// # Errors
            ///
            /// If the text is something else, which the document does not rule out.
            pub fn #function(&self) -> #result<#ty, #error> {
                #body
            }
        }
    }
}

/// What texts of a format are read as.
struct Form {
    ty: TokenStream,
    error: TokenStream,
    what: &'static str,
}

fn form(format: Format, scope: &ty::Scope) -> Form {
    let (ty, error, what) = match format {
        Format::Uuid => (quote! { uuid::Uuid }, quote! { uuid::Error }, "a UUID"),
        Format::DateTime => (
            quote! { jiff::Timestamp },
            quote! { jiff::Error },
            "a point in time; the text itself keeps its offset",
        ),
        Format::Date => (
            quote! { jiff::civil::Date },
            quote! { jiff::Error },
            "a date",
        ),
        Format::Uri => (quote! { url::Url }, quote! { url::ParseError }, "a URL"),
        Format::Byte => {
            let vec = scope.vec();
            (
                quote! { #vec<u8> },
                quote! { base64::DecodeError },
                "the bytes that it encodes in base64",
            )
        }
    };
    Form { ty, error, what }
}

/// The text, read.
fn parsed(format: Format, text: &TokenStream) -> TokenStream {
    match format {
        Format::Uuid => quote! { uuid::Uuid::parse_str(#text) },
        Format::DateTime | Format::Date => quote! { #text.parse() },
        Format::Uri => quote! { url::Url::parse(#text) },
        Format::Byte => quote! {
            base64::Engine::decode(&base64::engine::general_purpose::STANDARD, #text)
        },
    }
}
