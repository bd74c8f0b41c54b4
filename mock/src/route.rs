//! From a method and a path to an operation.

use specwright_spec::Model;
use specwright_spec::model::{Operation, PathPiece, Server};

/// The operation that a request is for, with the texts of its path parameters as they are in the path.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Route {
    pub(crate) operation: usize,
    pub(crate) parameters: Vec<(usize, String)>,
}

/// Why there is none.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NoRoute {
    /// No path template is like that.
    NotFound,
    /// Its operations have these methods.
    WrongMethod(Vec<&'static str>),
}

/// Finds the operation. Where several templates are like the path, the one wins that has text where the others have a parameter.
pub(crate) fn find(model: &Model, method: &str, path: &str) -> Result<Route, NoRoute> {
    let mut found: Vec<(Vec<bool>, Route)> = Vec::new();
    for (position, operation) in model.operations.iter().enumerate() {
        let paths = prefixes(model, operation).into_iter();
        let mut paths = paths.filter_map(|prefix| path.strip_prefix(prefix.as_str()));
        let parameters = paths.find_map(|path| matched(&operation.path_pieces, path));
        if let Some(parameters) = parameters {
            let route = Route {
                operation: position,
                parameters,
            };
            found.push((open(&operation.path), route));
        }
    }
    let best = found.iter().map(|(open, _)| open).min().cloned();
    found.retain(|(open, _)| Some(open) == best.as_ref());
    if found.is_empty() {
        return Err(NoRoute::NotFound);
    }
    let methods = found
        .iter()
        .map(|(_, route)| model.operations[route.operation].method);
    let methods: Vec<&'static str> = methods.collect();
    let mut routes = found.into_iter().map(|(_, route)| route);
    routes
        .find(|route| model.operations[route.operation].method == method)
        .ok_or(NoRoute::WrongMethod(methods))
}

/// For each segment of a template whether a parameter is in it.
fn open(template: &str) -> Vec<bool> {
    template
        .split('/')
        .map(|segment| segment.contains('{'))
        .collect()
}

/// What may stand before a path: the paths of the servers' addresses, and nothing.
fn prefixes(model: &Model, operation: &Operation) -> Vec<String> {
    let servers = model.servers.iter().chain(&operation.servers);
    let prefixes = servers.map(prefix).filter(|prefix| !prefix.is_empty());
    prefixes.chain([String::new()]).collect()
}

/// The path of a server's address, without a slash at its end.
fn prefix(server: &Server) -> String {
    let mut url = server.url.clone();
    for variable in &server.variables {
        url = url.replace(&format!("{{{}}}", variable.name), &variable.default);
    }
    let path = match url.split_once("://") {
        Some((_, address)) => address.split_once('/').map_or("", |(_, path)| path),
        None => &url,
    };
    match path.trim_matches('/') {
        "" => String::new(),
        path => format!("/{path}"),
    }
}

/// The texts of the parameters, if the path is like the template. None of them is empty or has a slash.
fn matched(pieces: &[PathPiece], path: &str) -> Option<Vec<(usize, String)>> {
    let Some((first, behind)) = pieces.split_first() else {
        return path.is_empty().then(Vec::new);
    };
    match first {
        PathPiece::Literal(text) => matched(behind, path.strip_prefix(text.as_str())?),
        PathPiece::Parameter(position) => {
            let segment = path.split('/').next().unwrap_or_default();
            let ends = segment
                .char_indices()
                .map(|(start, c)| start + c.len_utf8());
            // The longest text first: `{name}.{ending}` has the last dot between its two.
            let ends: Vec<usize> = ends.collect();
            ends.into_iter().rev().find_map(|end| {
                let mut parameters = matched(behind, &path[end..])?;
                parameters.insert(0, (*position, path[..end].to_owned()));
                Some(parameters)
            })
        }
    }
}
