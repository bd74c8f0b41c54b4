//! `pub struct ResizeDesktop;` with what a call needs, and its error enum.

mod answer;
mod body;
mod call;
mod error;
mod group;
mod headers;
mod jobs;
mod link;
mod own;

use proc_macro2::TokenStream;
use quote::quote;
use specwright_spec::stack;

use super::text::Builder;
use super::{docs, security, servers, ty};
use crate::files::File;
use crate::ir::{
    Api, ErrorBody, Multipart, MultipartBody, Operation, Outcome, ParameterKind, PathPiece,
    StatusPattern, Success, Ty,
};
use crate::text::{self, code};

pub(super) use self::jobs::is_polled;

pub(super) fn files(api: &Api) -> Vec<File> {
    let mut list = Builder::rust(&"The operations of the document.".into());
    list.blank();
    for operation in &api.operations {
        list.module(&ty::ident(&operation.module), Some(operation.origin));
    }
    list.blank();
    for operation in &api.operations {
        if operation.deprecation.is_some() {
            list.lines("#[allow(deprecated, reason = \"it is still there\")]");
        }
        let module = ty::ident(&operation.module);
        let names: Vec<_> = names(operation).into_iter().map(ty::ident).collect();
        list.import("pub use", &module, &names, Some(operation.origin));
    }
    let mut files = vec![list.file("src/operations.rs")];
    files.extend(stack::each(&api.operations, |operation| {
        file(api, operation)
    }));
    files
}

fn names(operation: &Operation) -> Vec<&str> {
    let mut names = vec![operation.name.as_str(), operation.error.name.as_str()];
    if let Success::Several(name, _) = &operation.success {
        names.push(name);
    }
    names.extend(operation.groups.iter().map(|group| group.name.as_str()));
    if let Some(Multipart {
        body: MultipartBody::Own { name, .. },
        ..
    }) = &operation.multipart
    {
        names.push(name);
    }
    if let Some(headers) = &operation.headers {
        names.extend(headers.variants.iter().map(|group| group.name.as_str()));
        names.push(&headers.name);
    }
    names
}

/// Whether any documented answer of the operation has a body that means something.
pub(super) fn reads_a_body(operation: &Operation) -> bool {
    let mut answers = operation.answers.iter();
    reads_a_failure(operation)
        || answers.any(|answer| match &answer.outcome {
            Outcome::Success { body, .. } => body.as_ref().is_some_and(|body| *body != Ty::Bytes),
            Outcome::Failure(_) => false,
        })
}

/// Whether all bodies of documented answers are JSON, if there are any.
fn reads_json(operation: &Operation) -> bool {
    let mut answers = operation.answers.iter();
    let reads_bytes = answers.any(|answer| match &answer.outcome {
        Outcome::Success { body, .. } => *body == Some(Ty::Bytes),
        Outcome::Failure(_) => false,
    });
    reads_a_body(operation) && !reads_bytes
}

/// Whether any documented answer of the operation has a body.
fn has_a_body(operation: &Operation) -> bool {
    let mut answers = operation.answers.iter();
    answers.any(|answer| match &answer.outcome {
        Outcome::Success { body, rule, .. } => body.is_some() || rule.is_some(),
        Outcome::Failure(position) => operation.error.variants[*position].body.is_some(),
    })
}

/// Whether any documented answer has a body that tells of a failure.
fn reads_a_failure(operation: &Operation) -> bool {
    let mut answers = operation.answers.iter();
    answers.any(|answer| match &answer.outcome {
        Outcome::Success { rule, .. } => rule.is_some(),
        Outcome::Failure(position) => {
            let body = operation.error.variants[*position].body.as_ref();
            body.is_some_and(|body| body.ty != Ty::Bytes)
        }
    })
}

/// Whether there are statuses that the document says nothing about.
fn has_fallback(operation: &Operation) -> bool {
    let mut answers = operation.answers.iter();
    answers.all(|answer| answer.status != StatusPattern::Any)
}

/// A failure is boxed, so that a `Result` stays small whatever the document describes.
fn boxed(body: &ErrorBody, scope: &ty::Scope) -> TokenStream {
    let (boxed, body) = (scope.boxed(), ty::tokens(&body.ty, scope));
    quote! { #boxed<#body> }
}

/// Writes the failure that was read behind these words, which have no braces.
fn shown(words: &'static str, body: &ErrorBody, scope: &ty::Scope) -> TokenStream {
    if scope.is_secret(&body.ty) {
        let format = format!("{words}{{failure:?}}");
        quote! { write!(f, #format) }
    } else {
        let format = format!("{words}{{}}");
        quote! { write!(f, #format, wire::json(failure)) }
    }
}

fn file(api: &Api, operation: &Operation) -> File {
    let scope = ty::Scope::of_operation(api, &names(operation));
    let call = format!("{} {}", operation.method, operation.path);
    let mut text = Builder::rust(&code(&text::on_one_line(&call)));
    let body = quote_items(api, operation, &scope);
    text.blank();
    text.imports(&body, &["security", "types", "wire"]);
    text.item(body);
    text.file(&format!("src/operations/{}.rs", operation.module))
}

fn quote_items(api: &Api, operation: &Operation, scope: &ty::Scope) -> TokenStream {
    let docs = docs::tokens(&operation.docs);
    let deprecated = docs::deprecated(operation.deprecation.as_ref());
    let allow = deprecated
        .as_ref()
        .map(|_| quote! { #[allow(deprecated, reason = "it is declared here")] });
    let name = ty::ident(&operation.name);
    let (method, template) = (operation.method, &operation.path);
    let statuses = operation.statuses.iter().map(|(status, description)| {
        quote! { wire::DocumentedStatus { status: #status, description: #description } }
    });
    let authorization = authorization(operation);
    let servers = servers::constant(operation);
    let security = security::constant(operation);
    let content_types = content_types(operation);
    let path = path(operation, scope);
    let form = operation.form.as_ref();
    let form = form.map(|form| body::form(form, scope));
    let multipart = operation.multipart.as_ref();
    let multipart = multipart.map(|multipart| body::multipart(multipart, scope));
    let body = body::own(operation, scope);
    let groups = operation
        .groups
        .iter()
        .map(|group| group::tokens(operation, group, scope));
    let feature = &scope.behind_a_feature();
    let call = call::function(operation, feature);
    let known = call::implementation(operation, feature);
    let follow = link::of_successes(api, operation, feature);
    let follow_failures = link::of_failures(api, operation, feature);
    let starts = jobs::starts(api, operation, feature);
    let polled = jobs::polled(operation);
    let decode = answer::decode(operation, scope);
    let success = answer::success(operation, scope);
    let error = error::tokens(operation, scope);
    let headers = operation.headers.as_ref();
    let read_headers = headers.map(|headers| headers::function(headers, scope));
    let headers = headers.map(|headers| headers::items(operation, headers, scope));

    quote! {
        #docs
        #deprecated
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct #name;

        #allow
        impl #name {
            /// The method.
            pub const METHOD: &'static str = #method;

            /// The path template.
            pub const PATH: &'static str = #template;

            /// The documented statuses, in declared order.
            pub const STATUSES: &'static [wire::DocumentedStatus] = &[#(#statuses),*];

            #content_types

            #servers

            #security

            #authorization

            #path

            #form

            #multipart

            #call

            #decode

            #read_headers

            #follow
        }

        #known

        #starts

        #polled

        #(#groups)*

        #body

        #success

        #error

        #follow_failures

        #headers
    }
}

fn content_types(operation: &Operation) -> Option<TokenStream> {
    if operation.content_types.is_empty() {
        return None;
    }
    let types = &operation.content_types;
    Some(quote! {
        /// The media types that a request body may have, in declared order.
        pub const CONTENT_TYPES: &'static [&'static str] = &[#(#types),*];
    })
}

fn authorization(operation: &Operation) -> Option<TokenStream> {
    if operation.authorization.is_empty() {
        return None;
    }
    let rows = operation.authorization.iter().map(|row| {
        let (action, level) = (&row.action, &row.access_level);
        let resource_types = row.resource_types.iter().map(|resource| {
            let (name, required) = (&resource.name, resource.required);
            quote! { wire::ResourceType { name: #name, required: #required } }
        });
        let (keys, aliases, dependencies) = (&row.condition_keys, &row.aliases, &row.dependencies);
        quote! {
            wire::Authorization {
                action: #action,
                access_level: #level,
                resource_types: &[#(#resource_types),*],
                condition_keys: &[#(#keys),*],
                aliases: &[#(#aliases),*],
                dependencies: &[#(#dependencies),*],
            }
        }
    });
    Some(quote! {
        /// What a caller's access policy must allow.
        pub const AUTHORIZATION: &'static [wire::Authorization] = &[#(#rows),*];
    })
}

fn path(operation: &Operation, scope: &ty::Scope) -> TokenStream {
    let (arguments, facts) = (arguments(operation, scope), facts(operation));
    let (string, body) = (scope.string(), path_body(operation, scope));

    quote! {
        /// The path of a call, percent-encoded.
        #facts
        #[must_use]
        pub fn path(#(#arguments),*) -> #string {
            #body
        }
    }
}

/// The parameters of the path as arguments.
fn arguments(operation: &Operation, scope: &ty::Scope) -> Vec<TokenStream> {
    let arguments = operation.parameters.iter().map(|parameter| {
        let ident = ty::ident(&parameter.ident);
        let ty = match &parameter.kind {
            ParameterKind::Segment => quote! { &wire::PathSegment },
            ParameterKind::Display(ty) => ty::tokens(ty, scope),
            ParameterKind::Styled {
                ty: Ty::List(items),
                ..
            } => {
                let items = ty::tokens(items, scope);
                quote! { &[#items] }
            }
            ParameterKind::Text(ty) | ParameterKind::Styled { ty, .. } => {
                let ty = ty::tokens(ty, scope);
                quote! { &#ty }
            }
        };
        quote! { #ident: #ty }
    });
    arguments.collect()
}

/// What the parameters of the path mean, as documentation behind a first line.
fn facts(operation: &Operation) -> TokenStream {
    let separator = (!operation.parameters.is_empty()).then(docs::blank);
    let facts = operation.parameters.iter().map(|parameter| {
        let name = code(parameter.ident.trim_start_matches("r#"));
        docs::text(&parameter.docs.item(&name))
    });
    quote! {
        #separator
        #(#facts)*
    }
}

fn path_body(operation: &Operation, scope: &ty::Scope) -> TokenStream {
    let string = scope.string();
    if let [PathPiece::Literal(text)] = operation.pieces.as_slice() {
        return quote! { #string::from(#text) };
    }
    let steps = operation.pieces.iter().map(|piece| match piece {
        PathPiece::Literal(text) => quote! { written.push_str(#text); },
        PathPiece::Parameter(position) => {
            let parameter = &operation.parameters[*position];
            let ident = ty::ident(&parameter.ident);
            match &parameter.kind {
                ParameterKind::Segment | ParameterKind::Text(_) => {
                    quote! { wire::push_segment(&mut written, #ident.as_str()); }
                }
                ParameterKind::Display(_) => {
                    quote! { wire::push_segment(&mut written, &#ident.to_string()); }
                }
                ParameterKind::Styled { prefix, style, .. } => {
                    let style = group::style(style);
                    quote! { wire::push_styled(&mut written, #prefix, #ident, #style); }
                }
            }
        }
    });

    quote! {
        let mut written = #string::new();
        #(#steps)*
        written
    }
}
