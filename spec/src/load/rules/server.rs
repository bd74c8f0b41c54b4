//! The variables in the URLs of servers.

use std::collections::HashSet;

use crate::error::{Code, Error};
use crate::load::grammar::{Object, Outline};
use crate::tree::{Entry, Node};

/// Every server declares the variables of its URL and no others, and their defaults are among their values.
pub(super) fn check(outline: &Outline<'_>, errors: &mut Vec<Error>) {
    for place in &outline.places {
        if place.object == Object::Server {
            check_variables(place.node, errors);
        } else if place.object == Object::ServerVariable {
            errors.extend(foreign_default(place.node));
        }
    }
}

fn check_variables(server: &Node, errors: &mut Vec<Error>) {
    let Some((at, url)) = server.get("url").and_then(|at| Some((at, at.as_str()?))) else {
        return;
    };
    let variables = server.get("variables").and_then(Node::as_mapping);
    let is_declared = |name: &str| variables.is_some_and(|all| all.get(name).is_some());
    let (names, used) = names(url);
    for name in names.iter().filter(|name| !is_declared(name)) {
        let message = format!("`{{{name}}}` of the URL is not declared");
        errors.push(
            Error::new(Code::ServerVariable, at.span, message)
                .help(format!("declare `{name}` in `variables`, with a `default`")),
        );
    }
    let entries: &[Entry] = variables.map_or(&[], |all| all.entries());
    for entry in entries {
        if !entry.key.starts_with("x-") && !used.contains(entry.key.as_str()) {
            let message = format!("the URL has no `{{{}}}`", entry.key);
            errors.push(
                Error::new(Code::ServerVariable, entry.key_span, message)
                    .related(at.span, "the URL is here")
                    .help("remove the variable, or write it into the URL"),
            );
        }
    }
}

/// The names in the braces of a URL, each once, in their order and for asking; a brace that is never closed is a part of the text.
fn names(url: &str) -> (Vec<&str>, HashSet<&str>) {
    let closed = url.split('{').skip(1);
    let mut names: Vec<&str> = closed
        .filter_map(|part| Some(part.split_once('}')?.0))
        .collect();
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(*name));
    (names, seen)
}

fn foreign_default(variable: &Node) -> Option<Error> {
    let default = variable.get("default")?;
    let values = variable.get("enum")?;
    let text = default.as_str()?;
    let mut listed = values.as_sequence()?.iter();
    if listed.any(|value| value.as_str() == Some(text)) {
        return None;
    }
    let message = format!("the default `{text}` is not one of the values of the variable");
    let error = Error::new(Code::ValueMismatch, default.span, message);
    Some(
        error
            .related(values.first_char(), "the values are listed here")
            .help("write one of them, or add it to them"),
    )
}

#[cfg(test)]
mod tests {
    use crate::load::testing::{document, findings};

    #[test]
    fn urls_and_variables_agree() {
        let text = document(
            "{}\nservers:\n- url: https://{a}.{b}.{a}/{\n  variables: {b: {default: '1', enum: ['2', '3']}, c: {default: x}}",
        );
        assert_eq!(
            findings(&text),
            [
                "server-variable 5:8 `{a}` of the URL is not declared",
                "value-mismatch 6:28 the default `1` is not one of the values of the variable",
                "server-variable 6:52 the URL has no `{c}`",
            ]
        );
    }
}
