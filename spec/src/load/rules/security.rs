//! Which keywords each type of security scheme must have.

use crate::error::{Code, Error};
use crate::tree::Node;

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
    use crate::load::testing::{document, findings};

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
