//! `src/schemas.rs`: the contract for programs, as a table of the files in `schemas/`.

use proc_macro2::TokenStream;
use quote::quote;
use specwright_spec::contract::PartSchema;
use specwright_spec::{Contract, Model};

use super::text::Builder;
use super::{docs, schema};
use crate::files::File;
use crate::ir::Api;

pub(super) fn file(api: &Api, model: &Model, contract: &Contract) -> File {
    let mut text = Builder::rust(
        &"The JSON Schemas of what the operations take and answer, for validators.".into(),
    );
    text.item(definition(contract));
    text.item(table(api, model, contract));
    if !contract.definitions.is_empty() {
        text.item(definitions());
    }
    text.file("src/schemas.rs")
}

fn definition(contract: &Contract) -> TokenStream {
    let scope = if contract.definitions.is_empty() {
        "The schema itself, as JSON. It refers to nothing outside."
    } else {
        "The schema itself, as JSON. What other parts reach too is not in it but in [`DEFINITIONS`], to which it refers
by the name `definitions.schema.json`.

A validator must know that name, beside the address of the schema itself. The crate `jsonschema` takes a
schema without an address to be at `json-schema:///`:

```ignore
let definitions: serde_json::Value = serde_json::from_str(DEFINITIONS)?;
let registry = jsonschema::Registry::new()
    .add(\"json-schema:///definitions.schema.json\", definitions)?
    .prepare()?;
let schema = serde_json::from_str(schema.text)?;
let validator = jsonschema::options().with_registry(&registry).build(&schema)?;
```"
    };
    let scope = docs::text(&scope.into());

    quote! {
        /// The JSON Schema 2020-12 of one part of an operation.
        #[derive(Clone, Copy, Debug)]
        #[non_exhaustive]
        pub struct Schema {
            /// The operation's ID in the document, or a name made of method and path where it has none.
            pub operation: &'static str,
            /// The operation's method, upper case.
            pub method: &'static str,
            /// The operation's path template.
            pub path: &'static str,
            /// Where the operation is from, if not from the primary source of the document.
            pub source: Option<&'static str>,
            /// The part: `parameters`, `request`, or `response.` and a status.
            pub part: &'static str,
            #scope
            pub text: &'static str,
        }
    }
}

fn table(api: &Api, model: &Model, contract: &Contract) -> TokenStream {
    let entries = contract.schemas.iter().map(|part| entry(api, model, part));

    quote! {
        /// All of them, operation by operation in the order of the document.
        pub static ALL: &[Schema] = &[#(#entries),*];
    }
}

fn definitions() -> TokenStream {
    let file = format!("../{}", schema::definitions_path());

    quote! {
        /// What several of these schemas refer to, as JSON: a schema that has it under `$defs`.
        pub static DEFINITIONS: &str = include_str!(#file);
    }
}

fn entry(api: &Api, model: &Model, part: &PartSchema) -> TokenStream {
    let operation = &model.operations[part.operation];
    let (id, method, path) = (&operation.id, operation.method, &operation.path);
    let source = match &operation.docs.source_note {
        Some(source) => {
            let source = &source.text;
            quote! { Some(#source) }
        }
        None => quote! { None },
    };
    let name = part.part.to_string();
    let file = format!("../{}", schema::path(api, part));

    quote! {
        Schema {
            operation: #id,
            method: #method,
            path: #path,
            source: #source,
            part: #name,
            text: include_str!(#file),
        }
    }
}
