//! Documents whose operations are many or wide.

use serde_json::{Map, Value, json};

use super::rows::{Files, document};

/// A document of these paths.
pub(super) fn paths(paths: impl IntoIterator<Item = (String, Value)>) -> Files {
    document(&with_paths(paths))
}

fn with_paths(paths: impl IntoIterator<Item = (String, Value)>) -> Value {
    let paths: Map<String, Value> = paths.into_iter().collect();
    json!({"openapi": "3.0.3", "info": {"title": "Made", "version": "1"}, "paths": paths})
}

/// An operation without a body.
pub(super) fn operation(at: usize) -> Value {
    json!({"operationId": format!("o{at}"), "responses": {"204": {"description": "Done"}}})
}

/// n paths below one.
pub(super) fn one_prefix(n: usize) -> Files {
    paths((0..n).map(|at| (format!("/a/b/c/{at}"), json!({"get": operation(at)}))))
}

/// One path with n parameters.
pub(super) fn path_parameters(n: usize) -> Files {
    let path: String = (0..n).map(|at| format!("/{{p{at}}}")).collect();
    let parameter = |at| json!({"name": format!("p{at}"), "in": "path", "required": true, "schema": {"type": "string"}});
    let parameters: Vec<Value> = (0..n).map(parameter).collect();
    paths([(path, json!({"parameters": parameters, "get": operation(0)}))])
}

/// n tags.
pub(super) fn tags(n: usize) -> Files {
    let tags: Vec<Value> = (0..n).map(|at| json!({"name": format!("t{at}")})).collect();
    let names: Vec<String> = (0..n).map(|at| format!("t{at}")).collect();
    let mut operation = operation(0);
    operation["tags"] = json!(names);
    let mut made = with_paths([("/a".to_owned(), json!({"get": operation}))]);
    made["tags"] = json!(tags);
    document(&made)
}

/// n servers with a variable each.
pub(super) fn servers(n: usize) -> Files {
    let server = |at| json!({"url": format!("https://{{a}}.example.com/{at}"), "variables": {"a": {"default": "b", "enum": ["b", "c"]}}});
    let servers: Vec<Value> = (0..n).map(server).collect();
    let mut made = with_paths([]);
    made["servers"] = json!(servers);
    document(&made)
}

/// One server with n variables.
pub(super) fn variables(n: usize) -> Files {
    let url: String = (0..n).map(|at| format!("/{{v{at}}}")).collect();
    let variables: Map<String, Value> = (0..n)
        .map(|at| (format!("v{at}"), json!({"default": "a"})))
        .collect();
    let mut made = with_paths([]);
    made["servers"] = json!([{"url": format!("https://example.com{url}"), "variables": variables}]);
    document(&made)
}

/// One response with n headers.
pub(super) fn headers(n: usize) -> Files {
    let headers: Map<String, Value> = (0..n)
        .map(|at| (format!("X-H{at}"), json!({"schema": {"type": "string"}})))
        .collect();
    let mut operation = operation(0);
    operation["responses"]["204"]["headers"] = Value::Object(headers);
    paths([("/a".to_owned(), json!({"get": operation}))])
}

/// n security schemes, and an operation that any of them is enough for.
pub(super) fn security(n: usize) -> Files {
    let scheme = |at| {
        (
            format!("s{at}"),
            json!({"type": "apiKey", "in": "header", "name": format!("X-K{at}")}),
        )
    };
    let schemes: Map<String, Value> = (0..n).map(scheme).collect();
    let requirements: Vec<Value> = schemes.keys().map(|name| json!({name: []})).collect();
    let mut operation = operation(0);
    operation["security"] = json!(requirements);
    let mut made = with_paths([("/a".to_owned(), json!({"get": operation}))]);
    made["components"] = json!({"securitySchemes": schemes});
    document(&made)
}

/// n operations, each with a link to the next.
pub(super) fn links(n: usize) -> Files {
    paths((0..n).map(|at| {
        let mut operation = operation(at);
        let link = json!({"operationId": format!("o{}", (at + 1) % n)});
        operation["responses"]["204"]["links"] = json!({"next": link});
        (format!("/a{at}"), json!({"get": operation}))
    }))
}
