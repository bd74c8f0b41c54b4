//! The file that the vendor's command line KooCLI takes by `--cli-jsonInput`: the body and the parameters of one request.
//!
//! Its outer names are those of [`NAMES`]; the tool ignores any other without a word. What is missing in the file may
//! stand on the tool's command line, so no outer name is required.

use serde_json::{Map, Value, json};

use crate::payload::{Kind, Member, Node};

/// The outer names. Source: the KooCLI user guide, `hcli_05_12`.
const NAMES: [&str; 6] = ["path", "query", "body", "formData", "header", "cookie"];

/// The schema of such a file, of a request's body and of its parameters.
pub(super) fn schema(body: &Value, parameters: Option<&Value>) -> Value {
    let mut properties = Map::new();
    for name in NAMES {
        let of_parameters = parameters.and_then(|schema| schema["properties"].get(name));
        properties.insert(name.to_owned(), of_parameters.cloned().unwrap_or(json!({})));
    }
    let mut body = body.clone();
    let mut definitions = Map::new();
    let own = body.as_object_mut().and_then(|body| {
        // With a name of its own the body would look for its definitions in itself.
        body.shift_remove("$id");
        body.shift_remove("$schema");
        body.shift_remove("$defs")
    });
    let of_parameters = parameters.and_then(|schema| schema.get("$defs").cloned());
    for found in [own, of_parameters] {
        if let Some(Value::Object(found)) = found {
            definitions.extend(found);
        }
    }
    properties.insert("body".to_owned(), body);
    json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "$defs": definitions,
    })
}

/// Whether a payload is such a file and not the body itself, whose schema is `body`.
pub(super) fn is_meant(payload: Node<'_>, body: &Value) -> bool {
    let is_outer =
        |member: Member<'_>| member.value.kind() == Kind::Object && is_outer(member.key.text());
    payload.members().any(is_outer) && !payload.members().any(|member| is_of_body(member, body))
}

/// Whether a payload has fields of the body, whose schema is `body`, and none of such a file.
pub(super) fn is_body(payload: Node<'_>, body: &Value) -> bool {
    payload.members().any(|member| is_of_body(member, body))
        && !payload.members().any(|member| is_outer(member.key.text()))
}

fn is_outer(name: &str) -> bool {
    NAMES.iter().any(|own| own.eq_ignore_ascii_case(name))
}

fn is_of_body(member: Member<'_>, body: &Value) -> bool {
    body["properties"].get(member.key.text()).is_some()
}
