//! Checks a payload file as the linter does, and sends it if nothing is wrong with it.
//!
//! ```console
//! $ export HUAWEICLOUD_SDK_AK=.. HUAWEICLOUD_SDK_SK=.. HUAWEICLOUD_SDK_PROJECT_ID=..
//! $ cargo run --example resize_payload -- payload.json
//! ```
#![allow(
    clippy::disallowed_methods,
    reason = "an example reads what it is given"
)]
#![allow(
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "that is what it is for"
)]

mod shared;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use huaweicloud_workspace::operations::ResizeDesktop;
use huaweicloud_workspace::types::{ProjectId, ResizeDesktopRequest};
use huaweicloud_workspace::{BlockingClient, SERVERS};
use shared::Outcome;
use specwright::parse::{self, Format};
use specwright::{Contracts, check};

/// Sends the payload of a file, once it is known to be one.
#[derive(Parser)]
struct Arguments {
    /// The file, in JSON.
    payload: PathBuf,
    /// Where the API is served; at the region's own address if left out.
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// The region, if no endpoint is given.
    #[arg(long, default_value = "ap-southeast-1")]
    region: String,
}

fn main() -> ExitCode {
    shared::ended(run(&Arguments::parse()))
}

fn run(arguments: &Arguments) -> Outcome<()> {
    let text = fs::read_to_string(&arguments.payload)?;
    let contract = Contracts::built_in().choose(Some("ResizeDesktop"), "request")?;
    let reading = parse::payload(&text, Format::Json);
    let checked = reading.payloads.iter();
    let findings = checked.flat_map(|payload| check::payload(payload, &contract));
    let findings: Vec<_> = reading
        .diagnostics
        .iter()
        .cloned()
        .chain(findings)
        .collect();
    for finding in &findings {
        eprintln!("{}: {}", finding.code, finding.message);
    }
    if !findings.is_empty() {
        return Err("the payload was not sent".into());
    }
    let request: ResizeDesktopRequest = serde_json::from_str(&text)?;
    let project = shared::project_id()?;
    let credentials = shared::credentials(&project)?;
    let endpoint = arguments.endpoint.as_deref();
    let endpoint = shared::endpoint(endpoint, SERVERS, &arguments.region)?;
    let call = ResizeDesktop::call(&ProjectId::new(project)?, &request)?;
    let client = BlockingClient::new(&endpoint, credentials)?;
    match client.send(&call) {
        Ok(answer) => println!(
            "job {}",
            answer.job_id.as_deref().unwrap_or("without an ID")
        ),
        Err(error) => {
            let body = error.failure().and_then(|failure| failure.error.body());
            let detail = body.and_then(|body| body.error_detail.as_deref());
            return Err(shared::explained(&error, detail).into());
        }
    }
    Ok(())
}
