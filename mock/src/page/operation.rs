//! One operation: what it is for, how to call it, and what it answers.

use specwright_spec::model::{
    Content, Header, MediaKind, Model, Operation, Parameter, ParameterFormat, RequestBody, Response,
};

use super::access;
use super::example;
use super::html::{code, escaped, isolated, path};
use super::markdown;
use super::notes::{flags, said, source};
use super::tables::{Scope, Tables, View};

/// The list of all operations, each a link.
pub(super) fn navigation(model: &Model) -> String {
    let mut items = String::new();
    for (nth, operation) in model.operations.iter().enumerate() {
        let id = escaped(&operation.id);
        let title = operation.docs.title.as_ref();
        let summary = title.map_or(String::new(), |title| {
            format!(
                "<span class=\"summary\">{}</span>",
                isolated(title.text.trim())
            )
        });
        let (method, path) = (method(operation), path(&operation.path));
        items.push_str(&format!(
            "<li><a href=\"#op-{nth}\" data-operation=\"{id}\">{method} {path} {summary}</a></li>\n"
        ));
    }
    format!("<ul>\n{items}</ul>\n")
}

/// All that there is to say of the operation at a position.
pub(super) fn section(tables: &mut Tables<'_>, model: &Model, nth: usize) -> String {
    let operation = &model.operations[nth];
    let mut scope = tables.scope(&format!("op-{nth}"));
    let title = operation.docs.title.as_ref();
    let title = title.map_or(isolated(&operation.id), |title| isolated(title.text.trim()));
    let mut html = String::new();
    if operation.deprecated {
        html.push_str("<p class=\"warning\">This operation is deprecated.</p>\n");
    }
    if let Some(description) = &operation.docs.description {
        html.push_str(&markdown::blocks(&description.text));
    }
    html.push_str(&access::facts(model, operation));
    if example::payload(model, operation).is_some() {
        html.push_str("<div class=\"editor-place\"></div>\n");
    }
    html.push_str(&parameters(tables, &mut scope, operation));
    if let Some(body) = &operation.request_body {
        html.push_str(&request(tables, &mut scope, model, body));
    }
    html.push_str("<h3>Responses</h3>\n");
    for response in &operation.responses {
        html.push_str(&answer(tables, &mut scope, model, response));
    }
    format!(
        "<details class=\"operation\" id=\"op-{nth}\" data-operation=\"{}\">\n\
        <summary>{} {}<h2>{title}</h2></summary>\n<div class=\"content\">\n{html}</div>\n</details>\n",
        escaped(&operation.id),
        method(operation),
        path(&operation.path),
    )
}

fn method(operation: &Operation) -> String {
    let method = operation.method;
    format!(
        "<span class=\"method {}\">{method}</span>",
        method.to_lowercase()
    )
}

fn parameters(tables: &mut Tables<'_>, scope: &mut Scope, operation: &Operation) -> String {
    if operation.parameters.is_empty() {
        return String::new();
    }
    let rows = operation.parameters.iter();
    let rows: String = rows
        .map(|parameter| self::parameter(tables, scope, parameter))
        .collect();
    format!(
        "<h3>Parameters</h3>\n<table>\n\
        <thead><tr><th scope=\"col\">Name</th><th scope=\"col\">In</th><th scope=\"col\">Type</th><th scope=\"col\">Description</th></tr></thead>\n\
        <tbody>\n{rows}</tbody>\n</table>\n{}",
        tables.queued(scope),
    )
}

fn parameter(tables: &mut Tables<'_>, scope: &mut Scope, parameter: &Parameter) -> String {
    let kind = tables.value(scope, View::Request, parameter.schema, &parameter.name);
    let format = match &parameter.format {
        ParameterFormat::Content(media_type) => {
            format!("<div class=\"rule\">written as {}</div>", code(media_type))
        }
        ParameterFormat::Style { .. } => String::new(),
    };
    let docs = match said(&parameter.docs) {
        docs if docs.is_empty() => tables.docs(parameter.schema),
        docs => docs,
    };
    format!(
        "<tr><th scope=\"row\">{}{}</th><td>{}</td><td>{kind}{format}</td><td>{docs}{}</td></tr>\n",
        code(&parameter.name),
        flags(parameter.required, parameter.deprecated),
        parameter.location.as_str(),
        example::short(&parameter.examples),
    )
}

fn request(
    tables: &mut Tables<'_>,
    scope: &mut Scope,
    model: &Model,
    body: &RequestBody,
) -> String {
    let need = if body.required {
        "required"
    } else {
        "optional"
    };
    let mut html = format!("<h3>Request body <span class=\"flag {need}\">{need}</span></h3>\n");
    html.push_str(&said(&body.docs));
    for content in &body.content {
        html.push_str(&self::content(tables, scope, model, View::Request, content));
    }
    html
}

fn answer(
    tables: &mut Tables<'_>,
    scope: &mut Scope,
    model: &Model,
    response: &Response,
) -> String {
    let (class, open) = match response.status.is_success() {
        true => ("success", " open"),
        false => ("failure", ""),
    };
    let description = response.docs.description.as_ref();
    let description = description.map_or("", |text| &text.text);
    // Its first paragraph stands beside the status.
    let first = markdown::line(description);
    let mut html = markdown::rest(description) + &source(&response.docs);
    html.push_str(&headers(tables, scope, &response.headers));
    for content in &response.content {
        html.push_str(&self::content(
            tables,
            scope,
            model,
            View::Response,
            content,
        ));
    }
    if response.content.is_empty() {
        html.push_str("<p class=\"note\">No body.</p>\n");
    }
    for link in &response.links {
        let id = &model.operations[link.operation].id;
        html.push_str(&format!(
            "<p class=\"note\">Leads to <a href=\"#op-{}\" data-operation=\"{}\">{}</a>.</p>\n",
            link.operation,
            escaped(id),
            code(id),
        ));
    }
    format!(
        "<details class=\"response\"{open}>\n<summary><span class=\"status {class}\">{}</span> <span dir=\"auto\">{first}</span></summary>\n\
        <div class=\"content\">\n{html}</div>\n</details>\n",
        response.status,
    )
}

fn headers(tables: &mut Tables<'_>, scope: &mut Scope, headers: &[Header]) -> String {
    if headers.is_empty() {
        return String::new();
    }
    let mut rows = String::new();
    for header in headers {
        let kind = tables.value(scope, View::Response, header.schema, &header.name);
        rows.push_str(&format!(
            "<tr><th scope=\"row\">{}{}</th><td>{kind}</td><td>{}</td></tr>\n",
            code(&header.name),
            flags(header.required, header.deprecated),
            said(&header.docs),
        ));
    }
    format!(
        "<table>\n<caption>Headers</caption>\n\
        <thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Type</th><th scope=\"col\">Description</th></tr></thead>\n\
        <tbody>\n{rows}</tbody>\n</table>\n{}",
        tables.queued(scope),
    )
}

fn content(
    tables: &mut Tables<'_>,
    scope: &mut Scope,
    model: &Model,
    view: View,
    content: &Content,
) -> String {
    let body = match content.has_schema {
        true => tables.body(scope, view, content.schema),
        false => "<p class=\"note\">The document does not say what it holds.</p>\n".to_owned(),
    };
    let has_editor = view == View::Request && content.kind() == MediaKind::Json;
    let examples = example::examples(model, content, has_editor);
    format!("<h4>{}</h4>\n{body}{examples}", code(&content.media_type))
}
