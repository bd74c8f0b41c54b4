//! Whether the document is of a version that we read: 3.0.

use crate::error::{Code, Error};
use crate::tree::Node;

/// Refuses every version but 3.0.
pub(super) fn check(tree: &Node) -> Result<(), Error> {
    if let Some(openapi) = tree.get("openapi") {
        return match openapi.as_str() {
            Some(version) if version == "3.0" || version.starts_with("3.0.") => Ok(()),
            Some(version) => Err(Error::new(
                Code::UnsupportedVersion,
                openapi.span,
                format!("OpenAPI `{version}` is not supported"),
            )
            .help(advice(version))),
            None => Err(Error::new(
                Code::UnsupportedVersion,
                openapi.first_char(),
                format!("the version must be text, found {}", openapi.describe()),
            )
            .help("write it in quotes, such as `openapi: \"3.0.3\"`")),
        };
    }
    if let Some(swagger) = tree.get("swagger") {
        let message = "Swagger 2.0 is not supported";
        return Err(
            Error::new(Code::UnsupportedVersion, swagger.first_char(), message)
                .help("convert the document to OpenAPI 3.0"),
        );
    }
    let message = "the document does not say its version: `openapi` is missing";
    Err(
        Error::new(Code::UnsupportedVersion, tree.first_char(), message)
            .help("add `openapi: \"3.0.3\"` at the top"),
    )
}

fn advice(version: &str) -> &'static str {
    if version.starts_with("3.") {
        "write the document in OpenAPI 3.0: use `nullable` instead of `type: [.., \"null\"]`, `enum` instead of `const`"
    } else {
        "write the document in OpenAPI 3.0, such as `openapi: \"3.0.3\"`"
    }
}

#[cfg(test)]
mod tests {
    use crate::load::testing::only;

    #[test]
    fn other_versions_are_named() {
        only(
            "swagger: '2.0'\ninfo: 3",
            "unsupported-version 1:10 Swagger 2.0 is not",
        );
        only(
            "openapi: 3.1.0\ninfo: 3",
            "unsupported-version 1:10 OpenAPI `3.1.0` is",
        );
        only(
            "{\"openapi\": \"3.2.0\"}",
            "unsupported-version 1:13 OpenAPI `3.2.0`",
        );
        only(
            "openapi: 3.0",
            "unsupported-version 1:10 the version must be text",
        );
        only(
            "info: {}",
            "unsupported-version 1:1 the document does not say",
        );
        only("[]", "unsupported-version 1:1 the document does not say");
    }
}
