//! What the examples have in common.

#![allow(dead_code, reason = "not every example needs all of it")]

use std::env;
use std::error::Error;
use std::process::ExitCode;

use huaweicloud_workspace::{AccessKey, CallError, Credentials, OperationError, Server, security};

/// What ends an example.
pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// Ends an example: with the error and status 1, if there is one.
pub(crate) fn ended(outcome: Outcome<()>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}", error.to_string().trim_end());
            ExitCode::FAILURE
        }
    }
}

/// The project, from the variable that the vendor's SDKs read, too.
///
/// # Errors
/// The variable is not set.
pub(crate) fn project_id() -> Outcome<String> {
    variable("HUAWEICLOUD_SDK_PROJECT_ID")
}

/// The access key, from the variables that the vendor's SDKs read, too.
///
/// # Errors
/// A variable is not set.
pub(crate) fn credentials(project_id: &str) -> Outcome<Credentials> {
    let (id, secret) = (
        variable("HUAWEICLOUD_SDK_AK")?,
        variable("HUAWEICLOUD_SDK_SK")?,
    );
    let mut key = AccessKey::new(id, secret).with_project_id(project_id);
    if let Ok(token) = env::var("HUAWEICLOUD_SDK_SECURITY_TOKEN") {
        key = key.with_security_token(token);
    }
    Ok(Credentials::new().with(security::REQUEST_SIGNATURE, key))
}

fn variable(name: &str) -> Outcome<String> {
    env::var(name).map_err(|_| format!("set the environment variable `{name}`").into())
}

/// The address that is given, or else the one that a document's server has in a region.
///
/// # Errors
/// The region is not one that the document lets be.
pub(crate) fn endpoint(given: Option<&str>, servers: &[Server], region: &str) -> Outcome<String> {
    match (given, servers) {
        (Some(given), _) => Ok(given.to_owned()),
        (None, [server, ..]) => Ok(server.address(&[("region", region)])?),
        (None, []) => Err("name an endpoint".into()),
    }
}

/// A request as a line of shell that sends it.
pub(crate) fn curl(request: &http::Request<Vec<u8>>) -> String {
    let mut line = format!(
        "curl -X {} {}",
        request.method(),
        quoted(&request.uri().to_string())
    );
    for (name, value) in request.headers() {
        let value = String::from_utf8_lossy(value.as_bytes());
        line += &format!(" \\\n  -H {}", quoted(&format!("{name}: {value}")));
    }
    if !request.body().is_empty() {
        let body = String::from_utf8_lossy(request.body());
        line += &format!(" \\\n  --data-raw {}", quoted(&body));
    }
    line
}

/// A word of shell in which nothing has a meaning.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// What is known about a call that did not succeed, line by line.
pub(crate) fn explained<E: OperationError>(error: &CallError<E>, detail: Option<&str>) -> String {
    let mut text = format!("error: {error}\n");
    let Some(failure) = error.failure() else {
        return text;
    };
    let facts = [
        ("status", Some(failure.status().to_string())),
        ("code", failure.error_code().map(str::to_owned)),
        ("detail", detail.map(str::to_owned)),
        ("request", failure.request_id.clone()),
    ];
    for (name, fact) in facts {
        if let Some(fact) = fact {
            text += &format!("  {name}: {fact}\n");
        }
    }
    text
}
