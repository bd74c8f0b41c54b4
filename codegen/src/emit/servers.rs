//! `src/servers.rs`: where the API is served.

use proc_macro2::TokenStream;
use quote::quote;
use specwright_spec::model::{Docs, Server, ServerVariable};

use super::text::Builder;
use crate::files::File;
use crate::ir::Operation;

pub(super) fn file(servers: &[Server]) -> File {
    let mut text = Builder::rust(&"Where the API is served.".into());
    text.blank();
    text.lines("use crate::wire;");
    let servers = servers.iter().map(server);
    text.item(quote! {
        /// The servers, in declared order.
        pub const SERVERS: &[wire::Server] = &[#(#servers),*];
    });
    text.file("src/servers.rs")
}

/// Where an operation is served, if not where the document is.
pub(super) fn constant(operation: &Operation) -> Option<TokenStream> {
    if operation.servers.is_empty() {
        return None;
    }
    let servers = operation.servers.iter().map(server);
    Some(quote! {
        /// The servers of this operation, in declared order; those of the crate do not have it.
        pub const SERVERS: &'static [wire::Server] = &[#(#servers),*];
    })
}

fn server(server: &Server) -> TokenStream {
    let (url, description) = (&server.url, description(&server.docs));
    let variables = server.variables.iter().map(variable);
    quote! {
        wire::Server {
            url: #url,
            description: #description,
            variables: &[#(#variables),*],
        }
    }
}

fn variable(variable: &ServerVariable) -> TokenStream {
    let ServerVariable {
        name,
        default,
        values,
        docs,
    } = variable;
    let description = description(docs);
    quote! {
        wire::ServerVariable {
            name: #name,
            default: #default,
            values: &[#(#values),*],
            description: #description,
        }
    }
}

/// The first line, as of statuses.
fn description(docs: &Docs) -> &str {
    let text = docs.description.as_ref().map(|text| text.text.trim());
    text.and_then(|text| text.lines().next())
        .unwrap_or_default()
}
