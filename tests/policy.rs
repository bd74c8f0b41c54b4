//! `cargo xtask policy`: the actions that callers must be allowed.

use std::path::PathBuf;

use serde_json::{Value, json};
use xtask::codegen::Target;
use xtask::policy::{Outcome, policy};

fn of(operations: &[&str]) -> Outcome {
    let mut target = Target::own();
    target.only = operations.iter().map(|id| (*id).to_owned()).collect();
    policy(&target).unwrap()
}

#[test]
fn an_operation_needs_its_action_and_those_that_this_depends_on() {
    let Outcome { policy, report } = of(&["ResizeDesktop"]);
    let policy: Value = serde_json::from_str(&policy.unwrap()).unwrap();
    let actions = [
        "ims:images:list",
        "vpc:subnets:get",
        "workspace:desktops:resize",
    ];
    assert_eq!(
        policy,
        json!({"Version": "5.0", "Statement": [{"Effect": "Allow", "Action": actions}]})
    );
    for action in actions {
        assert!(report.contains(&format!("| `{action}` |")), "{report}");
    }
}

#[test]
fn the_policy_names_what_the_crate_names() {
    use huaweicloud_workspace::operations::ResizeDesktop;

    let Outcome { policy, .. } = of(&["POST /v2/{project_id}/desktops/resize"]);
    let policy: Value = serde_json::from_str(&policy.unwrap()).unwrap();
    let mut actions: Vec<&str> = ResizeDesktop::AUTHORIZATION
        .iter()
        .flat_map(|row| std::iter::once(&row.action).chain(row.dependencies))
        .copied()
        .collect();
    actions.sort_unstable();
    assert_eq!(policy["Statement"][0]["Action"], json!(actions));
}

#[test]
fn without_an_action_there_is_no_policy() {
    let spec = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases/emit/servers/spec.yaml");
    let Outcome { policy, report } = policy(&Target::other(spec, PathBuf::new(), None)).unwrap();
    assert_eq!(policy, None);
    assert_eq!(report, "the document names no action for `ListThings`\n");
}

#[test]
fn an_unknown_operation_is_told() {
    let mut target = Target::own();
    target.only = vec!["ResizeDesktops".to_owned()];
    let error = policy(&target).unwrap_err().to_string();
    assert!(error.contains("did you mean `ResizeDesktop`?"), "{error}");
}
