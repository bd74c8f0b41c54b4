//! Whether a request is what the document says that it must be.

use http::header::CONTENT_TYPE;
use http::{Request, Uri};
use serde_json::Value;
use specwright_spec::Model;
use specwright_spec::model::{MediaKind, Operation};

use super::{Checked, Context, Mock};
use crate::check::{self, Finding};
use crate::refused::Refused;
use crate::route::{self, NoRoute, Route};
use crate::{api, auth, parameters};

impl Mock {
    /// Checks a request: where it goes, who sends it, and what it says.
    pub(super) fn check(
        &self,
        context: &mut Context,
        request: &Request<Vec<u8>>,
    ) -> Result<Checked, Refused> {
        let model = &self.api.model;
        let path = request.uri().path();
        let route = route::find(model, request.method().as_str(), path).map_err(|no| match no {
            NoRoute::NotFound => Refused::new(404, format!("no operation has the path `{path}`")),
            NoRoute::WrongMethod(methods) => Refused {
                allow: Some(methods.join(", ")),
                ..Refused::new(
                    405,
                    format!("`{path}` takes {} only", methods.join(" and ")),
                )
            },
        })?;
        context.operation = Some(route.operation);
        let operation = &model.operations[route.operation];
        // Many clients drop the detail, so that the message says what matters.
        auth::check(&self.options.secrets, model, operation, request).map_err(|why| {
            let message = format!("the request does not prove who sends it: {why}");
            Refused {
                detail: why,
                ..Refused::new(401, message)
            }
        })?;
        let parameters = self.parameters(context, operation, request, &route);
        let body = self.body(context, operation, request, route.operation)?;
        let errors = context.findings.iter().filter(|finding| finding.is_error());
        let lines: Vec<String> = errors.map(Finding::line).collect();
        let message = match lines.as_slice() {
            [] => {
                return Ok(Checked {
                    operation: route.operation,
                    parameters,
                    body,
                });
            }
            [only] => format!("the request is invalid: 1 finding: {only}"),
            [first, ..] => {
                let count = lines.len();
                format!("the request is invalid: {count} findings, of which the first: {first}")
            }
        };
        Err(Refused {
            detail: lines.join("\n"),
            ..Refused::new(400, message)
        })
    }

    fn parameters(
        &self,
        context: &mut Context,
        operation: &Operation,
        request: &Request<Vec<u8>>,
        route: &Route,
    ) -> Value {
        let texts = parameters::Texts {
            route,
            query: request.uri().query().unwrap_or_default(),
            headers: request.headers(),
        };
        let parameters = parameters::read(&self.api.model, operation, &texts);
        if let Some(contract) = self.api.parameters(route.operation) {
            let found = check::value("parameters", &parameters, contract);
            context.findings.extend(found);
        }
        parameters
    }

    /// Checks the body. It is there afterwards if it is JSON.
    fn body(
        &self,
        context: &mut Context,
        operation: &Operation,
        request: &Request<Vec<u8>>,
        position: usize,
    ) -> Result<Option<Value>, Refused> {
        let Some(declared) = &operation.request_body else {
            return Ok(None);
        };
        let body = request.body();
        if body.is_empty() {
            return match declared.required {
                true => Err(Refused::new(400, "the request has no body")),
                false => Ok(None),
            };
        }
        let sent = request.headers().get(CONTENT_TYPE);
        let sent = sent
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let mut content = declared.content.iter();
        let Some(content) = content.find(|content| is_of(sent, &content.media_type)) else {
            let known = declared
                .content
                .iter()
                .map(|content| content.media_type.as_str());
            let known: Vec<&str> = known.collect();
            let message = format!(
                "the body is `{}`, and must be {}",
                sent.escape_debug(),
                known.join(" or ")
            );
            let is_told =
                api::response(operation, 415).is_some() || api::response(operation, 400).is_none();
            return Err(Refused::new(if is_told { 415 } else { 400 }, message));
        };
        if content.kind() != MediaKind::Json {
            return Ok(None);
        }
        if let Some(contract) = self.api.body(position) {
            let found = check::text("body", body, contract, self.api.body_schema(position));
            context.findings.extend(found);
        }
        Ok(serde_json::from_slice(body).ok())
    }
}

/// Whether a media type is one that a document names, perhaps as a range.
fn is_of(sent: &str, declared: &str) -> bool {
    let essence = |text: &str| {
        let essence = text.split(';').next().unwrap_or_default();
        essence.trim().to_ascii_lowercase()
    };
    let (sent, declared) = (essence(sent), essence(declared));
    match declared.split_once('*') {
        None => sent == declared,
        Some((start, end)) => {
            sent.starts_with(start) && sent.ends_with(end.trim_start_matches("/*"))
        }
    }
}

/// The target of a request, without the keys that are in its query.
pub(super) fn shown_target(model: &Model, uri: &Uri) -> String {
    let Some(query) = uri.query() else {
        return uri.path().to_owned();
    };
    let shown = query.split('&').map(|pair| {
        let names = parameters::pairs(pair).into_iter().map(|(name, _)| name);
        match pair.split_once('=') {
            Some((name, _)) if names.into_iter().any(|it| auth::is_query_key(model, &it)) => {
                format!("{name}=..")
            }
            _ => pair.to_owned(),
        }
    });
    format!("{}?{}", uri.path(), shown.collect::<Vec<_>>().join("&"))
}
