//! Tree to the typed objects of the crate `openapiv3`: a second opinion on whether it is OpenAPI.

use openapiv3::{OpenAPI, PasswordOAuth2Flow};
use serde_json::{Value, from_value};

use super::grammar::{Object, Place};
use crate::error::{Code, Error};
use crate::stack;
use crate::tree::Node;

/// How many levels of objects are searched for the one that its type refuses; each level is read again.
const LEVELS: usize = 12;

/// Whether the types take the document that `places` are the objects of. What they make of it is large, and not needed.
pub(super) fn check(tree: &Node, places: &[Place<'_>]) -> Result<(), Error> {
    // From the tree, not from the text: a second reader could understand the text in another way.
    let read = || {
        let json = without_callbacks(Object::Document, tree.to_json());
        match from_value::<OpenAPI>(json) {
            Ok(_) => Ok(()),
            Err(error) => Err(refusal(tree, places, &error)),
        }
    };
    stack::roomy(read)
}

/// The types know neither references to callbacks nor their extensions; our own grammar has checked both.
fn without_callbacks(object: Object, mut json: Value) -> Value {
    let Value::Object(members) = &mut json else {
        return json;
    };
    match object {
        Object::Operation | Object::Components => {
            members.remove("callbacks");
        }
        Object::PathItem => {
            for member in members.values_mut() {
                *member = without_callbacks(Object::Operation, member.take());
            }
        }
        Object::Paths => {
            for item in members.values_mut() {
                *item = without_callbacks(Object::PathItem, item.take());
            }
        }
        Object::Document => {
            for (name, part) in [("paths", Object::Paths), ("components", Object::Components)] {
                if let Some(member) = members.get_mut(name) {
                    *member = without_callbacks(part, member.take());
                }
            }
        }
        _ => {}
    }
    json
}

/// What the types refuse although our own grammar allows it, at the innermost object that it is a part of.
fn refusal(tree: &Node, places: &[Place<'_>], error: &serde_json::Error) -> Error {
    let mut found = (tree, error.to_string());
    let (mut next, mut end, mut levels) = (0, places.len(), 0);
    while next < end && levels < LEVELS {
        let place = &places[next];
        match refused(place) {
            None => next = place.end,
            Some(why) => {
                found = (place.node, why);
                (next, end, levels) = (next + 1, place.end, levels + 1);
            }
        }
    }
    let (node, why) = found;
    Error::new(Code::WrongType, node.first_char(), why)
}

/// Why an object is refused by its type; `None` if it is not.
fn refused(place: &Place<'_>) -> Option<String> {
    let json = without_callbacks(place.object, place.node.to_json());
    match place.object {
        Object::Document => why(from_value::<OpenAPI>(json)),
        Object::Info => why(from_value::<openapiv3::Info>(json)),
        Object::Contact => why(from_value::<openapiv3::Contact>(json)),
        Object::License => why(from_value::<openapiv3::License>(json)),
        Object::Server => why(from_value::<openapiv3::Server>(json)),
        Object::ServerVariable => why(from_value::<openapiv3::ServerVariable>(json)),
        Object::Components => why(from_value::<openapiv3::Components>(json)),
        Object::Paths => why(from_value::<openapiv3::Paths>(json)),
        Object::PathItem => why(from_value::<openapiv3::PathItem>(json)),
        Object::Operation => why(from_value::<openapiv3::Operation>(json)),
        Object::ExternalDocs => why(from_value::<openapiv3::ExternalDocumentation>(json)),
        Object::Parameter => why(from_value::<openapiv3::Parameter>(json)),
        Object::RequestBody => why(from_value::<openapiv3::RequestBody>(json)),
        Object::MediaType => why(from_value::<openapiv3::MediaType>(json)),
        Object::Encoding => why(from_value::<openapiv3::Encoding>(json)),
        Object::Responses => why(from_value::<openapiv3::Responses>(json)),
        Object::Response => why(from_value::<openapiv3::Response>(json)),
        // The crate has no type for the one, and not all of the other.
        Object::Xml | Object::Callback => None,
        Object::Example => why(from_value::<openapiv3::Example>(json)),
        Object::Link => why(from_value::<openapiv3::Link>(json)),
        Object::Header => why(from_value::<openapiv3::Header>(json)),
        Object::Tag => why(from_value::<openapiv3::Tag>(json)),
        Object::Schema => why(from_value::<openapiv3::Schema>(json)),
        Object::Discriminator => why(from_value::<openapiv3::Discriminator>(json)),
        Object::SecurityScheme => why(from_value::<openapiv3::SecurityScheme>(json)),
        Object::OAuthFlows => why(from_value::<openapiv3::OAuth2Flows>(json)),
        Object::ImplicitFlow => why(from_value::<openapiv3::ImplicitOAuth2Flow>(json)),
        // The flow `clientCredentials` has the same members.
        Object::TokenFlow => why(from_value::<PasswordOAuth2Flow>(json)),
        Object::AuthorizationCodeFlow => {
            why(from_value::<openapiv3::AuthorizationCodeOAuth2Flow>(json))
        }
    }
}

fn why<T>(read: serde_json::Result<T>) -> Option<String> {
    read.err().map(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::load::grammar::outline;
    use crate::load::json;
    use crate::load::suggest::Suggestions;

    /// The place of what the types refuse in a text that our own grammar would have refused before.
    fn refused(text: &str) -> (String, String) {
        let tree = json::read(text, 0).expect("the text is JSON").tree;
        let (outline, _) = outline(&tree, &Suggestions::new());
        let error = check(&tree, &outline.places).expect_err("the types refuse it");
        let rest = &text[error.span.start..];
        (rest.chars().take(20).collect(), error.message)
    }

    #[test]
    fn what_only_the_types_refuse_is_placed_at_its_object() {
        let head = r#"{"openapi": "3.0.3", "info": {"title": "t", "version": "v"}, "paths": {}"#;
        let (place, message) = refused(&format!(
            r#"{head}, "components": {{"schemas": {{"A": {{}}, "B": {{"properties": {{"p": {{"title": 1}}}}}}}}}}}}"#
        ));
        assert_eq!(place, r#"{"title": 1}}}}}}"#);
        assert!(
            message.starts_with("invalid type: integer `1`"),
            "{message}"
        );
        let (place, message) = refused(&format!(
            r#"{head}, "tags": [{{"name": "a"}}, {{"name": 2}}]}}"#
        ));
        assert_eq!(place, r#"{"name": 2}]}"#);
        assert!(
            message.starts_with("invalid type: integer `2`"),
            "{message}"
        );
        let (place, _) = refused("{\"openapi\": \"3.0.3\"}");
        assert_eq!(place, r#"{"openapi": "3.0.3"}"#);
    }
}
