//! Names the branches of a union in messages.

use serde_json::Value;
use specwright_spec::Pointer;

use super::super::super::branch;
use crate::contract::Contract;
use crate::parse::quoted;

/// Returns the name of the branch at `position`, counted from 0: the name that [`from_document`] returns, or else
/// `variant N`, where N is the position in the document, counted from 1.
pub(super) fn of(union: &Pointer, position: usize, contract: &Contract) -> String {
    from_document(union, position, contract).unwrap_or_else(|| {
        let written = branch::written(union, contract).get(position);
        let place = written.and_then(comment);
        let in_document = place.and_then(|place| match place.tokens() {
            [.., keyword, index] if keyword == "oneOf" || keyword == "anyOf" => index.parse().ok(),
            _ => None,
        });
        let index: usize = in_document.unwrap_or(position);
        format!("variant {}", index.saturating_add(1))
    })
}

/// Returns the name of a branch in the document: the name of the component that the `$ref` refers to, or the `title`;
/// `null` for the branch of a nullable union that accepts `null`. Returns `None` if the branch has no name.
pub(super) fn from_document(
    union: &Pointer,
    position: usize,
    contract: &Contract,
) -> Option<String> {
    let written = branch::written(union, contract).get(position)?;
    let schema = contract.schema().resolve(written);
    if schema.get("type").is_some_and(|name| name == "null") {
        return Some("null".to_owned());
    }
    // The `$comment` of a branch with a discriminator value, or with constraints from beside the union, is the JSON
    // pointer of the branch instead of the component.
    let reference = || {
        let place = schema.get("$comment").and_then(Value::as_str);
        place.and_then(|place| contract.document_reference(place))
    };
    let own = || written.get("$ref").and_then(Value::as_str);
    let component = comment(schema).and_then(|place| component(&place));
    let component = component
        .or_else(|| component_of(reference()?))
        .or_else(|| component_of(own()?));
    let title = || {
        schema
            .get("title")
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    component.or_else(title).map(|name| quoted(&name))
}

/// Returns the JSON pointer of a schema in the document, from `$comment`; `None` without a valid one.
fn comment(schema: &Value) -> Option<Pointer> {
    let comment = schema.get("$comment")?.as_str()?;
    Pointer::parse(comment.strip_prefix('#')?)
}

fn component_of(reference: &str) -> Option<String> {
    let (_, fragment) = reference.split_once('#')?;
    component(&Pointer::of_fragment(fragment)?)
}

/// Returns the name of the component in `components/schemas`, or of the definition in `$defs`, at a JSON pointer;
/// `None` if the pointer is neither.
fn component(place: &Pointer) -> Option<String> {
    match place.tokens() {
        [components, schemas, name] if components == "components" && schemas == "schemas" => {
            Some(name.clone())
        }
        [definitions, name] if definitions == "$defs" => Some(name.clone()),
        _ => None,
    }
}
