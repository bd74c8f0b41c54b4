//! The page in the browser: what the API is, an editor that checks payloads, and a log of the requests that were received.
//!
//! Documents are not trusted. Their texts reach the page through [`html`] alone, and the policy lets nothing run but the one
//! script and nothing be loaded but the answers of this server.

mod access;
mod example;
mod facts;
mod html;
mod markdown;
mod notes;
mod operation;
mod tables;

#[cfg(test)]
mod tests;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use specwright_spec::Model;

use self::html::{escaped, isolated};
use self::tables::Tables;

const STYLE: &str = include_str!("page/style.css");
const SCRIPT: &str = concat!(
    include_str!("page/script/common.js"),
    include_str!("page/script/editor.js"),
    include_str!("page/script/log.js"),
    include_str!("page/script/address.js"),
);

/// The page, and the value of its header `Content-Security-Policy`.
pub(crate) struct Page {
    pub(crate) html: String,
    pub(crate) policy: String,
}

/// The page of a document.
pub(crate) fn page(model: &Model) -> Page {
    let mut tables = Tables::new(model);
    let operations = 0..model.operations.len();
    let operations: String = operations
        .map(|nth| operation::section(&mut tables, model, nth))
        .collect();
    let html = format!(
        include_str!("page/frame.html"),
        title = escaped(&model.title),
        style = STYLE,
        navigation = operation::navigation(model),
        head = head(model),
        operations = operations,
        schemas = tables.list(),
        calls = html::island("calls", &example::calls(model)),
        script = SCRIPT,
    );
    Page {
        html,
        policy: policy(),
    }
}

/// What the API is, and where the real one is served.
fn head(model: &Model) -> String {
    let description = model.description.as_ref();
    let description = description.map_or(String::new(), |text| markdown::blocks(&text.text));
    let served = match model.servers.as_slice() {
        [] => String::new(),
        servers => format!(
            "<dl class=\"facts\"><dt>Served at</dt><dd>{}</dd></dl>\n",
            access::addresses(servers),
        ),
    };
    format!(
        "<h1>{} <span class=\"version\">{}</span></h1>\n<div class=\"about\">\n{description}{served}</div>\n",
        isolated(&model.title),
        isolated(&model.version),
    )
}

fn policy() -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; connect-src 'self'; \
        base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        hash(STYLE),
        hash(SCRIPT),
    )
}

fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text))
}
