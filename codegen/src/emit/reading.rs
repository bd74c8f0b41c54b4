//! `pub fn id_as_uuid(&self) -> Result<uuid::Uuid, uuid::Error>`: texts as types of other crates, behind features.

use std::collections::BTreeSet;
use std::fmt;

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, ty};
use crate::ir::{Api, Def, Field, Format, Newtype, Presence, Reading, Shape};
use crate::lower::markdown::code;

/// A feature of the crate, and the dependency of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Feature {
    Base64,
    Jiff,
    Url,
    Uuid,
}

impl Feature {
    const fn of(format: Format) -> Self {
        match format {
            Format::Uuid => Self::Uuid,
            Format::DateTime | Format::Date => Self::Jiff,
            Format::Uri => Self::Url,
            Format::Byte => Self::Base64,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Base64 => "base64",
            Self::Jiff => "jiff",
            Self::Url => "url",
            Self::Uuid => "uuid",
        }
    }

    /// Which versions of the crate will do.
    pub(super) const fn version(self) -> &'static str {
        match self {
            Self::Base64 => "0.23",
            Self::Jiff => "0.2",
            Self::Uuid => "1",
            Self::Url => "2",
        }
    }

    /// What the functions do.
    pub(super) const fn what(self) -> &'static str {
        match self {
            Self::Base64 => "texts of the format `byte` as the bytes that they encode",
            Self::Jiff => {
                "texts of the formats `date-time` and `date` as `Timestamp` and `civil::Date`"
            }
            Self::Url => "texts of the format `uri` as `Url`",
            Self::Uuid => "texts of the format `uuid` as `Uuid`",
        }
    }
}

impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The features that a crate has.
pub(super) fn features(api: &Api) -> BTreeSet<Feature> {
    let formats = api.types.iter().flat_map(formats);
    formats.map(Feature::of).collect()
}

fn formats(def: &Def) -> Vec<Format> {
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
    let doc = format!(" The member {} as {what}{absent}.", code(&field.wire));
    let deprecated = docs::deprecated(field.deprecation.as_ref());

    Some(quote! {
        #[doc = #doc]
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
    let (doc, result) = (format!(" The text as {what}."), scope.result());

    quote! {
        #[cfg(feature = #feature)]
        impl #name {
            #[doc = #doc]
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
