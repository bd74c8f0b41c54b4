//! `ResizeDesktop::follow_jobs(&call, &answer)`: the call that an answer leads to.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::emit::{docs, ty};
use crate::ir::{
    Api, BodyKind, Link, LinkBody, LinkFrom, LinkValue, Operation, Parameter, ParameterGroup,
    ParameterKind, Presence, RequestBody, Success, Ty,
};

/// The functions that start from successes.
pub(super) fn of_successes(api: &Api, operation: &Operation, scope: &ty::Scope) -> TokenStream {
    let links = operation.links.iter();
    let functions = links.filter_map(|link| match &link.from {
        LinkFrom::Success(body) => Some(of_success(api, link, body.as_ref(), scope)),
        LinkFrom::Failures(_) => None,
    });
    quote! { #(#functions)* }
}

/// The functions that start from failures, which their enum has.
pub(super) fn of_failures(api: &Api, operation: &Operation, scope: &ty::Scope) -> TokenStream {
    let links = operation.links.iter();
    let functions: Vec<TokenStream> = links
        .filter_map(|link| match &link.from {
            LinkFrom::Failures(positions) => {
                Some(of_failure(api, operation, link, positions, scope))
            }
            LinkFrom::Success(_) => None,
        })
        .collect();
    if functions.is_empty() {
        return TokenStream::new();
    }
    let name = ty::ident(&operation.error.name);
    quote! {
        #[cfg(feature = "http")]
        impl #name { #(#functions)* }
    }
}

fn of_success(api: &Api, link: &Link, body: Option<&Ty>, scope: &ty::Scope) -> TokenStream {
    let call = link
        .uses_call()
        .then(|| quote! { call: &wire::Call<Self>, });
    let answer = body.filter(|_| link.uses_body()).map(|body| {
        let body = ty::tokens(body, scope);
        quote! { answer: &#body, }
    });
    let doc = docs::tokens(&link.docs);
    let (name, returned) = (ty::ident(&link.function), returned(api, link, scope));
    let put_together = put_together(api, link, scope);
    let allow = allow_deprecated(&api.operations[link.target]);

    quote! {
        #doc
        ///
        /// There is none if the answer does not have what it takes.
        ///
        /// # Errors
        ///
        /// If something is not what the call can have there.
        #allow
        #[cfg(feature = "http")]
        pub fn #name(#call #answer) -> #returned { #put_together }
    }
}

fn of_failure(
    api: &Api,
    operation: &Operation,
    link: &Link,
    positions: &[usize],
    scope: &ty::Scope,
) -> TokenStream {
    let variants = positions.iter().map(|position| {
        let variant = &operation.error.variants[*position];
        let ident = ty::ident(&variant.ident);
        match (variant.status, &variant.body) {
            (Some(_), Some(_)) if link.uses_body() => quote! { Self::#ident(answer) },
            (Some(_), Some(_)) => quote! { Self::#ident(_) },
            (Some(_), None) => quote! { Self::#ident },
            (None, Some(_)) if link.uses_body() => quote! { Self::#ident { failure: answer, .. } },
            (None, _) => quote! { Self::#ident { .. } },
        }
    });
    let bound = if link.uses_body() {
        quote! {
            let answer = match self {
                #(#variants)|* => answer,
                _ => return Ok(None),
            };
        }
    } else {
        quote! {
            if !matches!(self, #(#variants)|*) {
                return Ok(None);
            }
        }
    };
    let operation = ty::ident(&operation.name);
    let call = link
        .uses_call()
        .then(|| quote! { , call: &wire::Call<#operation> });
    let doc = docs::tokens(&link.docs);
    let (name, returned) = (ty::ident(&link.function), returned(api, link, scope));
    let put_together = put_together(api, link, scope);
    let allow = allow_deprecated(&api.operations[link.target]);

    quote! {
        #doc
        ///
        /// There is none if this is another failure, or does not have what it takes.
        ///
        /// # Errors
        ///
        /// If something is not what the call can have there.
        #allow
        pub fn #name(&self #call) -> #returned {
            #bound
            #put_together
        }
    }
}

fn returned(api: &Api, link: &Link, scope: &ty::Scope) -> TokenStream {
    let target = ty::ident(&api.operations[link.target].name);
    let (result, option) = (scope.result(), scope.option());
    quote! { #result<#option<wire::Call<super::#target>>, wire::Invalid> }
}

/// The call, made of the values.
fn put_together(api: &Api, link: &Link, scope: &ty::Scope) -> TokenStream {
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

/// What is deprecated may still be led to.
fn allow_deprecated(target: &Operation) -> Option<TokenStream> {
    let fields = target
        .groups
        .iter()
        .flat_map(|group| &group.structure.fields);
    let is_deprecated =
        target.deprecation.is_some() || fields.into_iter().any(|field| field.deprecation.is_some());
    is_deprecated.then(|| quote! { #[allow(deprecated, reason = "the document leads there")] })
}

/// What makes an operation one that begins jobs, if a link leads to what tells how they stand.
pub(super) fn starts(api: &Api, operation: &Operation, scope: &ty::Scope) -> Option<TokenStream> {
    let Success::One(_) = &operation.success else {
        return None;
    };
    let link = operation.links.iter().find(|link| {
        let is_success = matches!(link.from, LinkFrom::Success(Some(_)));
        is_success && is_polled(&api.operations[link.target])
    })?;
    let target = &api.operations[link.target];
    let allow = allow_deprecated(target);
    let (name, target) = (ty::ident(&operation.name), ty::ident(&target.name));
    let (function, returned) = (ty::ident(&link.function), returned(api, link, scope));
    let call = link.uses_call().then(|| quote! { call, });
    let answer = link.uses_body().then(|| quote! { answer });
    let unused = (call.is_none() || answer.is_none()).then(|| quote! { let _ = (call, answer); });

    Some(quote! {
        #[cfg(feature = "http")]
        #allow
        impl wire::Starts for #name {
            type Jobs = super::#target;

            fn jobs(call: &wire::Call<Self>, answer: &Self::Success) -> #returned {
                #unused
                Self::#function(#call #answer)
            }
        }
    })
}

/// Whether its answers tell how jobs stand.
pub(in crate::emit) fn is_polled(operation: &Operation) -> bool {
    operation.progress.is_some() && matches!(operation.success, Success::One(_))
}

/// What makes an operation one that is asked how jobs stand.
pub(super) fn polled(operation: &Operation) -> Option<TokenStream> {
    let progress = operation
        .progress
        .as_ref()
        .filter(|_| is_polled(operation))?;
    let name = ty::ident(&operation.name);
    let (items, state) = (&progress.items, &progress.state);
    let (pending, succeeded, failed) = (&progress.pending, &progress.succeeded, &progress.failed);
    let [first_delay, interval, timeout] =
        [progress.first_delay, progress.interval, progress.timeout].map(Literal::u64_unsuffixed);

    Some(quote! {
        #[cfg(feature = "http")]
        impl wire::Polled for #name {
            const PROGRESS: wire::ProgressRule = wire::ProgressRule {
                items: #items,
                state: #state,
                pending: &[#(#pending),*],
                succeeded: &[#(#succeeded),*],
                failed: &[#(#failed),*],
            };

            const PACE: wire::Pace = wire::Pace::of_seconds(#first_delay, #interval, #timeout);
        }
    })
}
