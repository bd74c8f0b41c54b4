//! Our own extensions, as `EXTENSIONS.md` documents them.

mod progress;
mod reader;

pub(super) use self::progress::progress;
use self::reader::{Reader, quoted};
use super::{Context, reference, schema};
use crate::error::{Code, Error};
use crate::model::{
    Advice, Authorization, Location, ResourceType, SecurityKind, SignatureAlgorithm, SuccessRule,
    Text,
};
use crate::pointer::Pointer;

/// Where a fact is from, if not from the document's primary source.
pub(super) const SOURCE: &str = "x-specwright-source";
const ADVICE: &str = "x-specwright-advice";
const AUTHORIZATION: &str = "x-specwright-authorization";
const SUCCESS: &str = "x-specwright-success";
const ERROR_CODE: &str = "x-specwright-error-code";
const SIGNATURE: &str = "x-specwright-signature";
const PROGRESS: &str = "x-specwright-progress";

const PREFIX: &str = "x-specwright-";
/// What a schema, property or operation is called in Rust.
pub(super) const RUST_NAME: &str = "x-rust-name";

/// The extensions that have a meaning, as `EXTENSIONS.md` documents them.
pub const EXTENSIONS: &[&str] = &[
    SOURCE,
    ADVICE,
    AUTHORIZATION,
    SUCCESS,
    ERROR_CODE,
    SIGNATURE,
    PROGRESS,
    RUST_NAME,
];

/// Refuses names under our prefix that mean nothing: a misspelt one would be lost in silence.
pub(super) fn refuse_unknown(context: &mut Context<'_>) {
    let mut open = vec![&context.document.tree];
    while let Some(node) = open.pop() {
        open.extend(node.as_sequence().unwrap_or_default());
        for entry in node
            .as_mapping()
            .map(|mapping| mapping.entries())
            .unwrap_or_default()
        {
            open.push(&entry.value);
            if entry.key.starts_with(PREFIX) && !EXTENSIONS.contains(&entry.key.as_str()) {
                let message = format!("`{}` is no extension that specwright knows", entry.key);
                let error = Error::new(Code::Extension, entry.key_span, message);
                let known = EXTENSIONS.iter().copied();
                let known: Vec<&str> = known.filter(|name| name.starts_with(PREFIX)).collect();
                context
                    .errors
                    .push(error.help(format!("use one of {}", quoted(&known))));
            }
        }
    }
}

/// `x-specwright-advice` of the schema at `pointer`.
pub(super) fn advice(context: &mut Context<'_>, pointer: &Pointer) -> Vec<Advice> {
    rows(context, pointer, ADVICE, |reader| Advice {
        code: reader.text("code"),
        message: reader.text("message"),
        source: reader.text("source"),
        schema: reader.value("schema"),
        span: reader.node.span,
    })
}

/// `x-specwright-authorization` of the operation at `pointer`.
pub(super) fn authorization(context: &mut Context<'_>, pointer: &Pointer) -> Vec<Authorization> {
    rows(context, pointer, AUTHORIZATION, |reader| Authorization {
        action: reader.text("action"),
        access_level: reader.text("accessLevel"),
        resource_types: reader.list("resourceTypes", |entry| ResourceType {
            name: entry.text("name"),
            required: entry.flag("required"),
        }),
        condition_keys: reader.texts("conditionKeys"),
        aliases: reader.texts("aliases"),
        dependencies: reader.texts("dependencies"),
        span: reader.node.span,
    })
}

/// `x-specwright-success` of the response at `pointer`.
pub(super) fn success(context: &mut Context<'_>, pointer: &Pointer) -> Option<SuccessRule> {
    let node = context.document.tree.at(pointer)?.get(SUCCESS)?;
    let mut reader = Reader::new(node);
    let require_one_of = reader.texts("requireOneOf");
    let refuse = reader.texts("refuse");
    let failure = reader.text("failureSchema");
    let mistakes = reader.finish();
    if !mistakes.is_empty() {
        context.errors.extend(mistakes);
        return None;
    }
    let target = reference::component(&failure, "schemas");
    let target = target.filter(|target| context.document.tree.at(target).is_some());
    let Some(target) = target else {
        let span = node
            .get("failureSchema")
            .map_or(node.span, |node| node.span);
        let message = format!("`{failure}` leads nowhere");
        let error = Error::new(Code::DanglingReference, span, message);
        let help = "declare it in `components.schemas`, or name another schema";
        context.errors.push(error.help(help));
        return None;
    };
    let failure = schema::at(context, &target);
    Some(SuccessRule {
        require_one_of,
        refuse,
        failure,
    })
}

/// `x-specwright-error-code` of the schema at `pointer`: the name of one of its properties.
pub(super) fn error_code(context: &mut Context<'_>, pointer: &Pointer) -> Option<Text> {
    let node = context.document.tree.at(pointer)?;
    let named = node.get(ERROR_CODE)?;
    let declared = |name: &str| {
        node.get("properties")
            .and_then(|properties| properties.get(name))
    };
    let Some(name) = named.as_str().filter(|name| declared(name).is_some()) else {
        let error = Error::new(
            Code::Extension,
            named.span,
            format!("`{ERROR_CODE}` does not name a property of this schema"),
        );
        context
            .errors
            .push(error.help("name a property that `properties` declares"));
        return None;
    };
    Some(Text {
        text: name.to_owned(),
        span: named.span,
    })
}

/// `x-specwright-signature` of the security scheme at `pointer`, which is otherwise of that kind.
pub(super) fn signature(
    context: &mut Context<'_>,
    pointer: &Pointer,
    kind: &SecurityKind,
) -> Option<SignatureAlgorithm> {
    let node = context.document.tree.at(pointer)?.get(SIGNATURE)?;
    let is_authorization = match kind {
        SecurityKind::ApiKey {
            location: Location::Header,
            name,
        } => name.eq_ignore_ascii_case("authorization"),
        SecurityKind::ApiKey { .. }
        | SecurityKind::Signature(_)
        | SecurityKind::Http { .. }
        | SecurityKind::OAuth2
        | SecurityKind::OpenIdConnect => false,
    };
    let (message, help) = match node.as_str() {
        Some("SDK-HMAC-SHA256") if is_authorization => {
            return Some(SignatureAlgorithm::SdkHmacSha256);
        }
        Some("SDK-HMAC-SHA256") => (
            format!("`{SIGNATURE}` is for a key in the header `Authorization`"),
            "write `type: apiKey`, `in: header` and `name: Authorization` beside it",
        ),
        Some(other) => (
            format!("`{other}` is no algorithm that specwright can sign with"),
            "write `SDK-HMAC-SHA256`",
        ),
        None => (
            format!("`{SIGNATURE}` is not text"),
            "write `SDK-HMAC-SHA256`",
        ),
    };
    let error = Error::new(Code::Extension, node.span, message);
    context.errors.push(error.help(help));
    None
}

/// Reads an extension that is a list of objects.
fn rows<T>(
    context: &mut Context<'_>,
    pointer: &Pointer,
    extension: &str,
    mut row: impl FnMut(&mut Reader<'_>) -> T,
) -> Vec<T> {
    let Some(node) = context
        .document
        .tree
        .at(pointer)
        .and_then(|node| node.get(extension))
    else {
        return Vec::new();
    };
    let Some(items) = node.as_sequence() else {
        let error = Error::new(
            Code::Extension,
            node.span,
            format!("`{extension}` is not a list"),
        );
        context
            .errors
            .push(error.help("write a list of objects, one for each row"));
        return Vec::new();
    };
    let mut rows = Vec::new();
    for item in items {
        let mut reader = Reader::new(item);
        rows.push(row(&mut reader));
        context.errors.extend(reader.finish());
    }
    rows
}
