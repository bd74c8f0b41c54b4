//! The example programs, against a server that does what it is told.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use huaweicloud_workspace::AccessKey;

use crate::client::server::{Server, Turn};
use crate::client::signed_again;

const DONE: Turn = Turn::Answer(200, &[], r#"{"job_id": "j-1"}"#);

const VARIABLES: [(&str, &str); 3] = [
    ("HUAWEICLOUD_SDK_AK", "AK"),
    ("HUAWEICLOUD_SDK_SK", "hidden-secret"),
    ("HUAWEICLOUD_SDK_PROJECT_ID", "p"),
];

/// An example with its environment. There is none if only this binary was built.
fn example(name: &str, variables: &[(&str, &str)]) -> Option<Command> {
    let here = env::current_exe().unwrap();
    let folder = here.parent()?.parent()?.join("examples");
    let path = folder.join(format!("{name}{}", env::consts::EXE_SUFFIX));
    if !path.exists() {
        println!("skipped: `cargo test --examples` builds {}", path.display());
        return None;
    }
    let mut command = Command::new(path);
    for (variable, _) in env::vars_os() {
        let is_proxy = variable
            .to_ascii_uppercase()
            .to_string_lossy()
            .ends_with("_PROXY");
        if is_proxy || variable.to_string_lossy().starts_with("HUAWEICLOUD_") {
            command.env_remove(variable);
        }
    }
    command.envs(variables.iter().copied());
    Some(command)
}

/// The example `resize` for that server, and more arguments.
fn resize(server: &Server, more: &[&str], variables: &[(&str, &str)]) -> Option<Output> {
    let mut command = example("resize", variables)?;
    command.args(["--endpoint", &server.url, "--desktop", "it's one"]);
    command.args(["--product", "b"]).args(more);
    Some(command.output().unwrap())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn the_job_of_a_resize_is_told() {
    let server = Server::start(&[DONE]);
    let Some(output) = resize(&server, &["--auto-placement"], &VARIABLES) else {
        return;
    };
    assert_eq!(text(&output.stderr), "");
    assert_eq!(text(&output.stdout), "job j-1\n");
    assert!(output.status.success());
    let [asked] = server.asked().try_into().unwrap();
    assert_eq!(asked.line, "POST /v2/p/desktops/resize HTTP/1.1");
    let body = r#"{"desktops":[{"desktop_id":"it's one"}],"product_id":"b","mode":"STOP_DESKTOP","auto_placement":"on"}"#;
    let members = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(members(&asked.body), members(body));
}

#[test]
fn a_printed_request_is_sent_by_who_runs_it_alone() {
    let server = Server::start(&[DONE]);
    let Some(output) = resize(&server, &["--print-curl"], &VARIABLES) else {
        return;
    };
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(server.count(), 0);
    let line = text(&output.stdout);
    let begin = format!("curl -X POST '{}/v2/p/desktops/resize'", server.url);
    assert!(line.starts_with(&begin), "{line}");
    assert!(!line.contains("hidden"), "{line}");
    if Command::new("curl").arg("--version").output().is_err() {
        println!("skipped: curl is not installed, so the line is not run");
        return;
    }
    let mut shell = Command::new("sh");
    shell.args(["-c", &line]).env("no_proxy", "127.0.0.1");
    let output = shell.output().unwrap();
    assert_eq!(text(&output.stdout), r#"{"job_id": "j-1"}"#);
    let [asked] = server.asked().try_into().unwrap();
    assert!(asked.body.contains("it's one"), "{}", asked.body);
    let key = AccessKey::new("AK", "hidden-secret");
    let signed = asked.header("authorization").unwrap();
    assert_eq!(signed_again(&asked, &key), signed);
}

#[test]
fn a_variable_that_is_missing_is_named() {
    for missing in 0..VARIABLES.len() {
        let server = Server::start(&[DONE]);
        let mut variables = VARIABLES.to_vec();
        let (name, _) = variables.remove(missing);
        let Some(output) = resize(&server, &[], &variables) else {
            return;
        };
        let told = format!("set the environment variable `{name}`\n");
        assert_eq!(text(&output.stderr), told);
        assert_eq!((output.status.code(), server.count()), (Some(1), 0));
    }
}

#[test]
fn a_failure_is_told_with_all_that_is_known_of_it() {
    let body = r#"{"error_code":"WKS.0001","error_msg":"no","error_detail":"it runs"}"#;
    let conflict = Turn::Answer(409, &[("X-Request-Id", "r-1")], body);
    let server = Server::start(&[conflict]);
    let Some(output) = resize(&server, &[], &VARIABLES) else {
        return;
    };
    let told = text(&output.stderr);
    assert_eq!((output.status.code(), server.count()), (Some(1), 1));
    for line in [
        "  status: 409\n",
        "  code: WKS.0001\n",
        "  detail: it runs\n",
        "  request: r-1\n",
    ] {
        assert!(told.contains(line), "{told}");
    }
    assert!(
        told.starts_with("error: ResizeDesktop failed with status 409"),
        "{told}"
    );
    assert!(!told.contains("hidden"), "{told}");
}

#[test]
fn who_is_forbidden_is_told_why() {
    let forbidden = Turn::Answer(
        403,
        &[],
        r#"{"error_code":"WKS.2","encoded_authorization_message":"words"}"#,
    );
    let decoded = Turn::Answer(200, &[], r#"{"decoded_message":"no such policy"}"#);
    let server = Server::start(&[forbidden, decoded]);
    let Some(output) = resize(&server, &[], &VARIABLES) else {
        return;
    };
    let told = text(&output.stderr);
    assert!(told.contains("  why: no such policy\n"), "{told}");
    let [_, asked] = server.asked().try_into().unwrap();
    assert_eq!(asked.line, "POST /v5/decode-authorization-message HTTP/1.1");
    assert_eq!(asked.body, r#"{"encoded_message":"words"}"#);
}

#[test]
fn a_payload_with_findings_is_not_sent() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("examples");
    fs::create_dir_all(&folder).unwrap();
    let bad = r#"{"desktops":[{"desktop_id":"d"}],"product_id":"b","mode":"stop_desktop"}"#;
    let id = "538946c2-7ff8-4444-b1bd-e9a1f8137b81";
    let good = format!(
        r#"{{"desktops":[{{"desktop_id":"{id}"}}],"product_id":"b","mode":"STOP_DESKTOP"}}"#
    );
    for (name, payload, code, count) in [("bad", bad, 1, 0), ("good", good.as_str(), 0, 1)] {
        let server = Server::start(&[DONE]);
        let path = folder.join(format!("{name}.json"));
        fs::write(&path, payload).unwrap();
        let Some(mut command) = example("resize_payload", &VARIABLES) else {
            return;
        };
        command.arg(path).args(["--endpoint", &server.url]);
        let output = command.output().unwrap();
        let told = text(&output.stderr);
        assert_eq!(
            (output.status.code(), server.count()),
            (Some(code), count),
            "{told}"
        );
        if name == "bad" {
            assert!(
                told.contains("wrong-value: `mode` must be `STOP_DESKTOP`\n"),
                "{told}"
            );
            assert!(told.ends_with("the payload was not sent\n"), "{told}");
        }
    }
}
