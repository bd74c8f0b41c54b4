//! `pub struct Pet { pub name: String, pub tag: Option<String> }`

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{docs, reading, ty};
use crate::ir::{Def, Field, Presence, Rest, Struct, Ty};
use crate::text::{code, doc_text};

/// So many slots fit in one tuple; wider structs nest tuples.
const CHUNK: usize = 16;

pub(super) fn tokens(def: &Def, structure: &Struct, scope: &ty::Scope) -> TokenStream {
    let docs = docs::tokens(&def.docs);
    let name = ty::ident(&def.name);
    let public = public(&name, structure, scope, None);
    let object = object(&name, def, structure, scope);

    quote! {
        #docs
        #public

        #object

        wire::object!(#name);
    }
}

/// The struct itself, how it is built, and a function of its own if it has one.
pub(super) fn public(
    name: &syn::Ident,
    structure: &Struct,
    scope: &ty::Scope,
    function: Option<TokenStream>,
) -> TokenStream {
    let default = structure
        .fields
        .iter()
        .all(is_optional)
        .then(|| quote! { Default, });
    let fields = structure
        .fields
        .iter()
        .map(|field| declaration(field, scope));
    let rest = structure.rest.as_ref().map(|rest| {
        let (ident, map) = (ty::ident(&rest.ident), rest_type(rest, scope));
        quote! { #ident: #map, }
    });
    let construction = construction(name, structure, scope, function);

    quote! {
        #[derive(Clone, Debug, #default PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#fields)* #rest }

        #construction
    }
}

fn is_optional(field: &Field) -> bool {
    match field.presence {
        Presence::Optional | Presence::OptionalNullable => true,
        Presence::Required | Presence::Nullable => false,
    }
}

fn declaration(field: &Field, scope: &ty::Scope) -> TokenStream {
    let docs = docs::tokens(&field.docs);
    let deprecated = docs::deprecated(field.deprecation.as_ref());
    let ident = ty::ident(&field.ident);
    let ty = ty::field(&field.ty, field.presence, scope);

    quote! { #docs #deprecated pub #ident: #ty, }
}

/// `new` takes what is required; `with_..` sets the rest by name.
fn construction(
    name: &syn::Ident,
    structure: &Struct,
    scope: &ty::Scope,
    function: Option<TokenStream>,
) -> TokenStream {
    let required: Vec<&Field> = structure
        .fields
        .iter()
        .filter(|field| !is_optional(field))
        .collect();
    let parameters = required.iter().map(|field| {
        let (ident, ty) = (
            ty::ident(&field.ident),
            ty::field(&field.ty, field.presence, scope),
        );
        quote! { #ident: #ty }
    });
    let values = structure.fields.iter().map(|field| {
        let ident = ty::ident(&field.ident);
        if is_optional(field) {
            quote! { #ident: None }
        } else {
            quote! { #ident }
        }
    });
    let rest = structure.rest.as_ref().map(|rest| {
        let ident = ty::ident(&rest.ident);
        quote! { #ident: ::std::collections::BTreeMap::new() }
    });
    let values = values.chain(rest);
    let doc = match (required.len(), structure.fields.len()) {
        (_, 0) => "An object without members.",
        (0, _) => "An object in which every member is absent.",
        (required, all) if required == all => "An object of these members.",
        _ => "An object of the required members; the others are absent.",
    };
    let doc = docs::text(&doc.into());
    let wide = (required.len() > 7).then(|| {
        quote! { #[allow(clippy::too_many_arguments, reason = "so many members are required")] }
    });
    let deprecated = allow_deprecated(structure);
    let setters = structure
        .fields
        .iter()
        .filter(|field| structure.built && is_optional(field));
    let setters = setters.map(|field| setter(field, scope));
    let readings = structure
        .fields
        .iter()
        .filter_map(|field| reading::of_field(field, scope));
    let additional = structure.rest.as_ref().map(|rest| additional(rest, scope));

    quote! {
        #deprecated
        impl #name {
            #doc
            #wide
            #[must_use]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#values),* }
            }

            #(#setters)*

            #(#readings)*

            #additional

            #function
        }
    }
}

fn rest_type(rest: &Rest, scope: &ty::Scope) -> TokenStream {
    ty::tokens(&Ty::Map(Box::new(rest.values.clone())), scope)
}

/// What there is to do with members that have no field.
fn additional(rest: &Rest, scope: &ty::Scope) -> TokenStream {
    let (ident, map) = (ty::ident(&rest.ident), rest_type(rest, scope));
    let values = ty::tokens(&rest.values, scope);
    let (string, option, result) = (scope.string(), scope.option(), scope.result());
    let into = scope.into();

    quote! {
        /// The members that have no field of their own.
        #[must_use]
        pub const fn additional(&self) -> &#map {
            &self.#ident
        }

        /// Adds a member that has no field of its own, and gives back its former value.
        ///
        /// # Errors
        ///
        /// If the member has a field, or must not be there.
        pub fn insert_additional(
            &mut self,
            name: impl #into<#string>,
            value: #values,
        ) -> #result<#option<#values>, wire::Invalid> {
            wire::insert_rest::<Self, _>(&mut self.#ident, name.into(), value)
        }

        /// Removes a member that has no field of its own.
        pub fn remove_additional(&mut self, name: &str) -> #option<#values> {
            self.#ident.remove(name)
        }
    }
}

fn setter(field: &Field, scope: &ty::Scope) -> TokenStream {
    let ident = ty::ident(&field.ident);
    let setter = format_ident!("with_{}", field.ident.trim_start_matches("r#"));
    let presence = match field.presence {
        Presence::Required | Presence::Optional => Presence::Required,
        Presence::Nullable | Presence::OptionalNullable => Presence::Nullable,
    };
    let ty = ty::field(&field.ty, presence, scope);
    let doc = docs::text(&doc_text!("Sets the member {}.", code(&field.wire)));
    let deprecated = docs::deprecated(field.deprecation.as_ref());

    quote! {
        #doc
        #deprecated
        #[must_use]
        pub fn #setter(mut self, #ident: #ty) -> Self {
            self.#ident = Some(#ident);
            self
        }
    }
}

fn object(name: &syn::Ident, def: &Def, structure: &Struct, scope: &ty::Scope) -> TokenStream {
    let (text, closed) = (&def.name, structure.closed);
    let (names, refused) = (
        structure.fields.iter().map(|field| &field.wire),
        &structure.refused,
    );
    let idents = structure.fields.iter().map(|field| ty::ident(&field.ident));
    let result = scope.result();
    let read = slots(
        &structure.fields,
        |slot, ident| quote! { wire::#slot(#ident) },
    );
    let write = slots(
        &structure.fields,
        |slot, ident| quote! { wire::#slot(&self.#ident) },
    );
    let rest = structure.rest.as_ref().map(|rest| ty::ident(&rest.ident));
    let (read, write) = match &rest {
        Some(rest) => (
            quote! { let (#read, #rest) = members.slots_and_rest()?; },
            quote! { members.slots_and_rest(#write, &self.#rest) },
        ),
        None => (
            quote! { let #read = members.slots()?; },
            quote! { members.slots(#write) },
        ),
    };
    let deprecated = allow_deprecated(structure);

    quote! {
        #deprecated
        impl wire::Object for #name {
            const FIELDS: wire::Fields = wire::Fields {
                object: #text,
                closed: #closed,
                names: &[#(#names),*],
                refused: &[#(#refused),*],
            };

            fn read<'de, A: serde::de::MapAccess<'de>>(
                members: wire::Members<'_, Self, A>,
            ) -> #result<Self, A::Error> {
                #read
                Ok(Self { #(#idents,)* #rest })
            }

            fn write<M: serde::ser::SerializeMap>(
                &self,
                members: wire::Writer<Self, M>,
            ) -> #result<M::Ok, M::Error> {
                #write
            }
        }
    }
}

/// The fields as a tuple of slots.
fn slots(fields: &[Field], slot: impl Fn(&syn::Ident, &syn::Ident) -> TokenStream) -> TokenStream {
    let one = |field: &Field| {
        let kind = if is_optional(field) { "Opt" } else { "Req" };
        slot(&ty::ident(kind), &ty::ident(&field.ident))
    };
    if fields.len() <= CHUNK {
        let slots = fields.iter().map(one);
        return quote! { (#(#slots,)*) };
    }
    let chunks = fields.chunks(CHUNK).map(|chunk| {
        let slots = chunk.iter().map(one);
        quote! { (#(#slots,)*) }
    });
    let chunks: Vec<TokenStream> = chunks.collect();
    nested(&chunks)
}

/// Tuples of tuples, so that none is too wide.
fn nested(parts: &[TokenStream]) -> TokenStream {
    if parts.len() <= CHUNK {
        return quote! { (#(#parts,)*) };
    }
    let groups: Vec<TokenStream> = parts
        .chunks(CHUNK)
        .map(|group| quote! { (#(#group,)*) })
        .collect();
    nested(&groups)
}

/// Leave to use the members of a struct that are deprecated.
pub(super) fn allow_deprecated(structure: &Struct) -> Option<TokenStream> {
    let any = structure
        .fields
        .iter()
        .any(|field| field.deprecation.is_some());
    any.then(|| quote! { #[allow(deprecated, reason = "reading and writing keep every member")] })
}
