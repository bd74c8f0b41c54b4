//! The values that a link gives to the call that it leads to.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::emit::ty;
use crate::ir::{
    Api, BodyKind, Link, LinkBody, LinkValue, Parameter, ParameterGroup, ParameterKind, Presence,
    RequestBody,
};

/// The call, made of the values.
pub(super) fn put_together(api: &Api, link: &Link, scope: &ty::Scope) -> TokenStream {
    let target = &api.operations[link.target];
    let answer = link.uses_body();
    let answer = answer.then(|| quote! { let answer = wire::Link::json(answer); });
    let in_path = target.parameters.iter().zip(&link.path).enumerate();
    let groups = target.groups.iter().zip(&link.groups).enumerate();
    let mut given: Vec<Given> = in_path
        .map(|(nth, (parameter, value))| in_path_of(nth, parameter, value, scope))
        .chain(groups.map(|(nth, (group, values))| group_of(nth, group, values, scope)))
        .collect();
    if let Some(body) = &target.body {
        given.push(body_of(body, link.body.as_ref(), scope));
    }
    let bindings = given.iter().map(|given| &given.binding);
    let arguments = given.iter().map(|given| &given.argument);
    let name = ty::ident(&target.name);

    quote! {
        #answer
        #(#bindings)*
        super::#name::call(#(#arguments),*).map(Some)
    }
}

/// An argument of the call, and what makes it.
struct Given {
    binding: TokenStream,
    argument: TokenStream,
}

/// Binds a value, or leaves the function if there is none.
fn bind(ident: &syn::Ident, ty: &TokenStream, name: &str, value: &TokenStream) -> TokenStream {
    quote! {
        let Some(#ident) = wire::Link::read::<#ty>(#name, #value)? else {
            return Ok(None);
        };
    }
}

fn in_path_of(nth: usize, parameter: &Parameter, value: &LinkValue, scope: &ty::Scope) -> Given {
    let ident = format_ident!("path_{nth}");
    let (name, value) = (parameter.ident.trim_start_matches("r#"), found(value));
    let (ty, argument) = match &parameter.kind {
        ParameterKind::Segment => (scope.string(), quote! { &#ident }),
        ParameterKind::Display(ty) => (ty::tokens(ty, scope), quote! { #ident }),
        ParameterKind::Text(ty) | ParameterKind::Styled { ty, .. } => {
            (ty::tokens(ty, scope), quote! { &#ident })
        }
    };
    let segment = matches!(parameter.kind, ParameterKind::Segment).then(|| {
        quote! {
            let #ident = wire::PathSegment::new(#ident)
                .map_err(|error| wire::Invalid::new("the link:", error.to_string()))?;
        }
    });
    let bound = bind(&ident, &ty, name, &value);
    Given {
        binding: quote! { #bound #segment },
        argument,
    }
}

fn group_of(
    nth: usize,
    group: &ParameterGroup,
    values: &[Option<LinkValue>],
    scope: &ty::Scope,
) -> Given {
    let ident = format_ident!("group_{nth}");
    let fields = || group.structure.fields.iter().zip(values).enumerate();
    let value_of = |nth: usize| format_ident!("value_{nth}");
    let bindings = fields().filter_map(|(nth, (field, value))| {
        let (ty, value) = (ty::tokens(&field.ty, scope), found(value.as_ref()?));
        Some(bind(&value_of(nth), &ty, &field.wire, &value))
    });
    let members = fields().map(|(nth, (field, value))| {
        let (ident, given) = (ty::ident(&field.ident), value_of(nth));
        match (field.presence, value) {
            (Presence::Required, _) => quote! { #ident: #given },
            (Presence::Optional | Presence::Nullable, Some(_)) => quote! { #ident: Some(#given) },
            (Presence::OptionalNullable, Some(_)) => quote! { #ident: Some(Some(#given)) },
            (Presence::Optional | Presence::Nullable | Presence::OptionalNullable, None) => {
                quote! { #ident: None }
            }
        }
    });
    let name = ty::ident(&group.name);
    Given {
        binding: quote! {
            let #ident = {
                #(#bindings)*
                super::#name { #(#members),* }
            };
        },
        argument: quote! { &#ident },
    }
}

fn body_of(declared: &RequestBody, body: Option<&LinkBody>, scope: &ty::Scope) -> Given {
    let (Some(body), BodyKind::Json { ty, .. }) = (body, &declared.kind) else {
        return Given {
            binding: TokenStream::new(),
            argument: quote! { None },
        };
    };
    let (ident, ty) = (format_ident!("body"), ty::tokens(ty, scope));
    Given {
        binding: bind(&ident, &ty, "body", &made(body)),
        argument: if declared.required {
            quote! { &body }
        } else {
            quote! { Some(&body) }
        },
    }
}

/// The value of a body, if there is one.
fn made(body: &LinkBody) -> TokenStream {
    match body {
        LinkBody::Value(value) => found(value),
        LinkBody::Object(members) => {
            let members = members.iter().map(|(name, member)| {
                let member = made(member);
                quote! { (#name, #member) }
            });
            quote! { wire::Link::object([#(#members),*]) }
        }
    }
}

/// A value of JSON, if there is one.
fn found(value: &LinkValue) -> TokenStream {
    match value {
        LinkValue::Constant(value) => {
            let json = value.to_string();
            quote! { wire::Link::constant(#json) }
        }
        LinkValue::Call(name) => quote! { call.parameter(#name) },
        LinkValue::Body(pointer) => quote! { answer.pointer(#pointer).cloned() },
    }
}
