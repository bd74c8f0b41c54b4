//! Path templates and the parameters that fill them.

use std::collections::hash_map::Entry::{Occupied, Vacant};
use std::collections::{HashMap, HashSet};

use crate::error::{Code, Error};
use crate::load::references::Targets;
use crate::source::Span;
use crate::tree::{Entry, Node};

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Every `{name}` of a path is declared by each of its operations, and nothing else is.
pub(super) fn check<'t>(paths: &'t Node, targets: &Targets<'t>, errors: &mut Vec<Error>) {
    let entries = paths.as_mapping().map_or(&[][..], |paths| paths.entries());
    let mut shapes: HashMap<String, &Entry> = HashMap::new();
    for entry in entries.iter().filter(|entry| entry.key.starts_with('/')) {
        match names(&entry.key) {
            Ok(names) => {
                check_path(entry, &names, targets, errors);
                match shapes.entry(shape(&entry.key)) {
                    Occupied(first) => errors.push(equivalent(first.get(), entry)),
                    Vacant(place) => {
                        place.insert(entry);
                    }
                }
            }
            Err(why) => errors.push(Error::new(
                Code::PathParameter,
                entry.key_span,
                format!("the path `{}` {why}", entry.key),
            )),
        }
    }
}

/// A template without the names in its braces.
fn shape(template: &str) -> String {
    let mut parts = template.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |shape, part| {
        let rest = part.find('}').map_or(part, |close| &part[close..]);
        shape + "{" + rest
    })
}

/// The refusal of a path that a server cannot tell from an earlier one.
fn equivalent(first: &Entry, second: &Entry) -> Error {
    let message = format!(
        "the path `{}` is the same as `{}`, but for the names of its parameters",
        second.key, first.key
    );
    Error::new(Code::EquivalentPaths, second.key_span, message)
        .related(first.key_span, "the other path is here")
        .help("put the operations of both under one of the two")
}

/// The names in a template's braces.
fn names(template: &str) -> Result<Vec<&str>, String> {
    let (mut names, mut seen) = (Vec::new(), HashSet::new());
    let mut rest = template;
    while let Some(open) = rest.find(['{', '}']) {
        if rest[open..].starts_with('}') {
            return Err("closes a brace that it never opened".to_owned());
        }
        rest = &rest[open + 1..];
        let Some(close) = rest.find(['{', '}', '/']) else {
            return Err("never closes a brace".to_owned());
        };
        if !rest[close..].starts_with('}') {
            return Err("never closes a brace".to_owned());
        }
        let name = &rest[..close];
        if name.is_empty() {
            return Err("has a parameter without a name".to_owned());
        }
        if !seen.insert(name) {
            return Err(format!("has `{{{name}}}` twice"));
        }
        names.push(name);
        rest = &rest[close + 1..];
    }
    Ok(names)
}

fn check_path<'t>(path: &'t Entry, names: &[&str], targets: &Targets<'t>, errors: &mut Vec<Error>) {
    let Some(item) = targets.follow(&path.value) else {
        return;
    };
    let Some(shared) = Declared::of(item, targets) else {
        return;
    };
    let used: HashSet<&str> = names.iter().copied().collect();
    shared.check_used(path, &used, errors);
    // Under each undeclared name, the operations that lack it.
    let mut lacking: HashMap<&str, Vec<Span>> = HashMap::new();
    let operations = item.as_mapping().map_or(&[][..], |item| item.entries());
    for operation in operations {
        if !METHODS.contains(&operation.key.as_str()) {
            continue;
        }
        let Some(own) = Declared::of(&operation.value, targets) else {
            continue;
        };
        own.check_used(path, &used, errors);
        for name in names {
            if !own.names.contains_key(name) && !shared.names.contains_key(name) {
                lacking.entry(name).or_default().push(operation.key_span);
            }
        }
    }
    for name in names {
        let Some(operations) = lacking.get(name) else {
            continue;
        };
        let message = format!("`{{{name}}}` of the path `{}` is not declared", path.key);
        let error = Error::new(Code::PathParameter, path.key_span, message).help(format!(
            "add a parameter with `name: {name}`, `in: path` and `required: true`"
        ));
        errors.push(operations.iter().take(3).fold(error, |error, span| {
            error.related(*span, "this operation does not declare it")
        }));
    }
}

/// The path parameters that one `parameters` list declares, with their places.
struct Declared<'t> {
    names: HashMap<&'t str, Span>,
    order: Vec<&'t str>,
}

impl<'t> Declared<'t> {
    /// The parameters of a path item or an operation; `None` if not all of them are known.
    fn of(owner: &'t Node, targets: &Targets<'t>) -> Option<Self> {
        let mut declared = Self {
            names: HashMap::new(),
            order: Vec::new(),
        };
        let Some(parameters) = owner.get("parameters") else {
            return Some(declared);
        };
        for written in parameters.as_sequence()? {
            let parameter = targets.follow(written)?;
            if parameter.get("in")?.as_str()? == "path" {
                let name = parameter.get("name")?;
                let place = written.get("$ref").unwrap_or(name);
                if declared.names.insert(name.as_str()?, place.span).is_none() {
                    declared.order.push(name.as_str()?);
                }
            }
        }
        Some(declared)
    }

    fn check_used(&self, path: &Entry, used: &HashSet<&str>, errors: &mut Vec<Error>) {
        for name in self.order.iter().filter(|name| !used.contains(*name)) {
            let Some(span) = self.names.get(name) else {
                continue;
            };
            let message = format!("the path `{}` has no `{{{name}}}`", path.key);
            errors.push(
                Error::new(Code::PathParameter, *span, message)
                    .related(path.key_span, "the path is here"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::load::testing::{document, findings, only};

    #[test]
    fn templates_and_parameters_agree() {
        let text = document(
            "/a/{b}/{c}:\n    parameters: [{name: b, in: path, required: true, schema: {}}]\n    get: {parameters: [{$ref: '#/components/parameters/C'}], responses: {default: {description: d}}}\n    put: {parameters: [{name: d, in: path, required: true, schema: {}}], responses: {default: {description: d}}}\ncomponents: {parameters: {C: {name: c, in: path, required: true, schema: {}}}}",
        );
        assert_eq!(
            findings(&text),
            [
                "path-parameter 4:3 `{c}` of the path `/a/{b}/{c}` is not declared",
                "path-parameter 7:31 the path `/a/{b}/{c}` has no `{d}`",
            ]
        );
    }

    #[test]
    fn paths_differ_in_more_than_the_names_of_parameters() {
        let text = document(
            "/a/{b}/c: {}\n  /a/{c}/d: {}\n  /a/{d}/c: {}\n  /a/x{b}/c: {}\n  /a/{b}{c}: {}",
        );
        let findings = findings(&text);
        let expected = "equivalent-paths 6:3 the path `/a/{d}/c` is the same as `/a/{b}/c`, but for the names of its parameters";
        assert_eq!(findings, [expected]);
    }

    #[test]
    fn braces_match() {
        for (path, why) in [
            ("/a/{b", "never closes a brace"),
            ("/a/{b/c}", "never closes a brace"),
            ("/a/b}", "closes a brace that it never opened"),
            ("/a/{}", "has a parameter without a name"),
            ("/{a}/{a}", "has `{a}` twice"),
        ] {
            let text = document(&format!("'{path}': {{}}"));
            only(
                &text,
                &format!("path-parameter 4:3 the path `{path}` {why}"),
            );
        }
    }
}
