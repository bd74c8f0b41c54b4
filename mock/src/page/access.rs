//! Where an operation is served, and who may call it.

use specwright_spec::model::{
    Model, Operation, SecurityKind, SecurityScheme, Server, SignatureAlgorithm,
};

use super::html::{code, escaped, isolated};
use super::markdown;

/// The facts of an operation that stand above its tables.
pub(super) fn facts(model: &Model, operation: &Operation) -> String {
    let mut html = format!("<dt>Operation</dt><dd>{}</dd>\n", code(&operation.id));
    if !operation.servers.is_empty() {
        html.push_str(&format!(
            "<dt>Served at</dt><dd>{}</dd>\n",
            addresses(&operation.servers)
        ));
    }
    html.push_str(&format!(
        "<dt>Authentication</dt><dd>{}</dd>\n",
        authentication(model, &operation.security),
    ));
    let actions: Vec<String> = operation
        .authorization
        .iter()
        .map(|row| code(&row.action))
        .collect();
    if !actions.is_empty() {
        html.push_str(&format!(
            "<dt>Permissions</dt><dd>{}</dd>\n",
            actions.join(", ")
        ));
    }
    format!("<dl class=\"facts\">\n{html}</dl>\n")
}

/// The addresses of servers, with the variables in them.
pub(super) fn addresses(servers: &[Server]) -> String {
    let items = servers.iter().map(|server| {
        let about = server.docs.description.as_ref();
        let about = about.map_or(String::new(), |text| {
            format!(" – {}", markdown::line(&text.text))
        });
        let variables = server.variables.iter().map(|variable| {
            format!(
                "<div class=\"rule\">{} is {} if not chosen</div>",
                code(&format!("{{{}}}", variable.name)),
                code(&variable.default),
            )
        });
        let variables: String = variables.collect();
        format!("<li>{}{about}{variables}</li>", code(&server.url))
    });
    let items: String = items.collect();
    format!("<ul class=\"plain\">{items}</ul>")
}

fn authentication(model: &Model, sets: &[Vec<String>]) -> String {
    if sets.is_empty() || sets.iter().all(Vec::is_empty) {
        return "none".to_owned();
    }
    let sets = sets.iter().map(|set| {
        let schemes = set.iter().map(|name| {
            let scheme = model
                .security_schemes
                .iter()
                .find(|scheme| scheme.name == *name);
            scheme.map_or(code(name), self::scheme)
        });
        let schemes: Vec<String> = schemes.collect();
        match schemes.is_empty() {
            true => "<li>or none</li>".to_owned(),
            false => format!("<li>{}</li>", schemes.join(" and ")),
        }
    });
    let sets: Vec<String> = sets.collect();
    let any = if sets.len() > 1 { "one of" } else { "" };
    format!("{any}<ul class=\"plain\">{}</ul>", sets.concat())
}

fn scheme(scheme: &SecurityScheme) -> String {
    let how = match &scheme.kind {
        SecurityKind::ApiKey { location, name } => {
            let place = match location.as_str() {
                "query" => "query parameter",
                place => place,
            };
            format!("a key in the {place} {}", code(name))
        }
        SecurityKind::Signature(SignatureAlgorithm::SdkHmacSha256) => {
            "a signature of the request (<code>SDK-HMAC-SHA256</code>)".to_owned()
        }
        SecurityKind::Http { scheme } => {
            format!("the header <code>Authorization: {}</code>", escaped(scheme))
        }
        SecurityKind::OAuth2 => "OAuth 2".to_owned(),
        SecurityKind::OpenIdConnect => "OpenID Connect".to_owned(),
    };
    format!("<strong>{}</strong>: {how}", isolated(&scheme.name))
}
