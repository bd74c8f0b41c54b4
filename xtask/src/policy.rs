//! `cargo xtask policy`: what callers of operations must be allowed to do.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::json;
use specwright_spec::Model;
use specwright_spec::model::{Authorization, Operation};
use specwright_spec::sanitize::{Json, line};

use crate::codegen::{self, Error, Target};

/// What a run has to say.
#[derive(Debug)]
pub struct Outcome {
    /// The identity policy, as JSON; `None` if the document names no action for the operations.
    pub policy: Option<String>,
    /// What each action is for, as a table of Markdown, and which operations the document names none for.
    pub report: String,
}

/// Finds the least policy with which all operations of a target can be called: the actions that the document's extension
/// `x-specwright-authorization` names, and those that these depend on. It is not narrowed to resources or conditions, which
/// are the caller's own; the table says which of them an action knows.
///
/// # Errors
/// The document cannot be read, or has no such operation.
pub fn policy(target: &Target) -> Result<Outcome, Error> {
    let document = codegen::document(target)?;
    let model = codegen::model(target, &document)?;
    let actions: BTreeSet<&str> = rows(&model).map(|row| row.action).collect();
    // The version of the vendor's identity policies, as its documentation is quoted; it was not tried against the service.
    let policy = json!({
        "Version": "5.0",
        "Statement": [{"Effect": "Allow", "Action": actions}],
    });
    Ok(Outcome {
        policy: (!actions.is_empty()).then(|| format!("{:#}\n", Json(&policy))),
        report: table(&model),
    })
}

/// An action that an operation needs.
struct Row<'m> {
    action: &'m str,
    operation: &'m Operation,
    authorization: &'m Authorization,
    is_dependency: bool,
}

fn rows(model: &Model) -> impl Iterator<Item = Row<'_>> {
    let needed = model.operations.iter().flat_map(|operation| {
        let all = operation.authorization.iter();
        all.map(move |authorization| (operation, authorization))
    });
    needed.flat_map(|(operation, authorization)| {
        let row = move |action, is_dependency| Row {
            action,
            operation,
            authorization,
            is_dependency,
        };
        let dependencies = authorization.dependencies.iter();
        std::iter::once(row(authorization.action.as_str(), false))
            .chain(dependencies.map(move |action| row(action.as_str(), true)))
    })
}

fn table(model: &Model) -> String {
    let mut table = String::new();
    let mut rows = rows(model).peekable();
    if rows.peek().is_some() {
        table += "| action | needed by | access | resource types | condition keys |\n";
        table += "|---|---|---|---|---|\n";
    }
    for row in rows {
        // What the document says of an action it does not say of those that it depends on.
        let (by, access, types, keys) = if row.is_dependency {
            let by = format!(
                "`{}`, as `{}` depends on it",
                row.operation.id, row.authorization.action
            );
            (by, "", String::new(), String::new())
        } else {
            (
                format!("`{}`", row.operation.id),
                row.authorization.access_level.as_str(),
                types(row.authorization),
                listed(row.authorization.condition_keys.iter()),
            )
        };
        // Writing to a string does not fail.
        let _ = writeln!(
            table,
            "{}",
            line(&format!(
                "| `{}` | {by} | {access} | {types} | {keys} |",
                row.action
            ))
        );
    }
    for operation in &model.operations {
        if operation.authorization.is_empty() {
            let _ = writeln!(
                table,
                "the document names no action for `{}`",
                line(&operation.id)
            );
        }
    }
    table
}

fn types(authorization: &Authorization) -> String {
    let types = authorization.resource_types.iter();
    let types = types.map(|ty| {
        let must = if ty.required { " (required)" } else { "" };
        format!("`{}`{must}", ty.name)
    });
    types.collect::<Vec<_>>().join(", ")
}

fn listed<'t>(texts: impl Iterator<Item = &'t String>) -> String {
    let texts = texts.map(|text| format!("`{text}`"));
    texts.collect::<Vec<_>>().join(", ")
}
