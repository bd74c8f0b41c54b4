//! Security schemes and the requirements that name them.

use crate::error::{Code, Error};
use crate::load::suggest::Suggestions;
use crate::tree::Node;

/// Every scheme that the `security` of the document or of an operation names is declared.
pub(super) fn check_requirements(
    tree: &Node,
    owner: &Node,
    suggestions: &Suggestions,
    errors: &mut Vec<Error>,
) {
    let declared = tree
        .get("components")
        .and_then(|components| components.get("securitySchemes"))
        .and_then(Node::as_mapping);
    let alternatives = owner.get("security").and_then(Node::as_sequence);
    let named = alternatives.unwrap_or_default().iter();
    for entry in named.flat_map(|one| one.as_mapping().map_or(&[][..], |all| all.entries())) {
        let name = entry.key.as_str();
        if declared.is_some_and(|schemes| schemes.get(name).is_some()) {
            continue;
        }
        let message = format!("the security scheme `{name}` is not declared");
        let error = Error::new(Code::DanglingReference, entry.key_span, message);
        let schemes = declared.map_or(&[][..], |schemes| schemes.entries());
        let names = schemes.iter().map(|scheme| scheme.key.as_str());
        errors.push(match suggestions.closest(name, names) {
            Some(meant) => error.help(format!("write `{meant}`")),
            None => error.help("declare it in `components.securitySchemes`"),
        });
    }
}

/// A scheme has what its `type` asks for.
pub(super) fn check(scheme: &Node, errors: &mut Vec<Error>) {
    let Some(kind) = scheme.get("type") else {
        return;
    };
    let wanted: &[&str] = match kind.as_str() {
        Some("apiKey") => &["name", "in"],
        Some("http") => &["scheme"],
        Some("oauth2") => &["flows"],
        Some("openIdConnect") => &["openIdConnectUrl"],
        Some(_) | None => &[],
    };
    for name in wanted {
        if scheme.get(name).is_none() {
            let type_name = kind.as_str().unwrap_or_default();
            let message = format!("a security scheme of type `{type_name}` must have `{name}`");
            errors.push(Error::new(Code::MissingKeyword, kind.span, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::load::testing::{document, findings, helps};

    #[test]
    fn requirements_name_declared_schemes() {
        let text = document(
            "/a:\n    get: {security: [{tokn: []}, {}], responses: {default: {description: d}}}\nsecurity: [{key: [], token: []}]\ncomponents: {securitySchemes: {token: {type: http, scheme: basic}}}",
        );
        assert_eq!(
            findings(&text),
            [
                "dangling-reference 5:23 the security scheme `tokn` is not declared",
                "dangling-reference 6:13 the security scheme `key` is not declared",
            ]
        );
        assert_eq!(
            helps(&text),
            [
                "write `token`",
                "declare it in `components.securitySchemes`"
            ]
        );
    }

    #[test]
    fn a_scheme_has_what_its_type_asks_for() {
        let text = document(
            "{}\ncomponents:\n  securitySchemes:\n    A: {type: apiKey, name: n}\n    B: {type: http}",
        );
        assert_eq!(
            findings(&text),
            [
                "missing-keyword 6:15 a security scheme of type `apiKey` must have `in`",
                "missing-keyword 7:15 a security scheme of type `http` must have `scheme`",
            ]
        );
    }
}
