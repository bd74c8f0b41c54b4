//! `pub struct ListPetsQuery { pub limit: Option<i64> }`

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::{docs, structure, ty};
use crate::ir::{GroupLocation, Operation, ParameterGroup, Style};
use crate::text::{code, doc_text};

pub(super) fn tokens(
    operation: &Operation,
    group: &ParameterGroup,
    scope: &ty::Scope,
) -> TokenStream {
    let what = match group.location {
        GroupLocation::Query => "The query",
        GroupLocation::Header => "The headers",
        GroupLocation::Cookie => "The cookies",
    };
    let doc = docs::text(&doc_text!(
        "{} of a call of [{}].",
        what,
        code(&operation.name)
    ));
    let name = ty::ident(&group.name);
    let write = match group.location {
        GroupLocation::Query => pairs(group, scope, "&"),
        GroupLocation::Cookie => pairs(group, scope, "; "),
        GroupLocation::Header => headers(group, scope),
    };
    let public = structure::public(&name, &group.structure, scope, Some(write));

    quote! {
        #doc
        #public
    }
}

fn pairs(group: &ParameterGroup, scope: &ty::Scope, between: &str) -> TokenStream {
    let string = scope.string();
    let pushes = group
        .structure
        .fields
        .iter()
        .zip(&group.styles)
        .map(|(field, written)| {
            let (ident, name) = (ty::ident(&field.ident), &field.wire);
            let written = style(written);
            quote! { pairs.push(#between, #name, &self.#ident, #written); }
        });
    let (doc, function) = match group.location {
        GroupLocation::Cookie => ("The value of the header `Cookie`.", quote! { to_cookie }),
        GroupLocation::Query | GroupLocation::Header => (
            "What stands behind the `?` of the address, percent-encoded.",
            quote! { to_query },
        ),
    };
    let doc = docs::text(&doc.into());

    quote! {
        #doc
        #[must_use]
        pub fn #function(&self) -> #string {
            let mut pairs = wire::Pairs::default();
            #(#pushes)*
            pairs.finish()
        }
    }
}

fn headers(group: &ParameterGroup, scope: &ty::Scope) -> TokenStream {
    let (string, vec, result) = (scope.string(), scope.vec(), scope.result());
    let pushes = group
        .structure
        .fields
        .iter()
        .zip(&group.styles)
        .map(|(field, written)| {
            let (ident, name) = (ty::ident(&field.ident), &field.wire);
            let written = style(written);
            quote! { wire::push_header(&mut headers, #name, &self.#ident, #written)?; }
        });

    quote! {
        /// The headers by name.
        ///
        /// # Errors
        ///
        /// If a value holds control characters, which no header can.
        pub fn to_headers(&self) -> #result<#vec<(&'static str, #string)>, wire::Invalid> {
            let mut headers = #vec::new();
            #(#pushes)*
            Ok(headers)
        }
    }
}

/// A style as the helper module has it.
pub(super) fn style(style: &Style) -> TokenStream {
    let Style {
        separator,
        explode,
        deep,
        reserved,
        raw,
        json,
    } = style;

    let explode = explode.then(|| quote! { .exploded() });
    let deep = deep.then(|| quote! { .deep() });
    let reserved = reserved.then(|| quote! { .reserved() });
    let raw = raw.then(|| quote! { .raw() });
    let json = json.then(|| quote! { .json() });

    quote! { wire::Style::new(#separator) #explode #deep #reserved #raw #json }
}
