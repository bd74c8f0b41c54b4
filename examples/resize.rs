//! Resizes desktops.
//!
//! ```console
//! $ export HUAWEICLOUD_SDK_AK=.. HUAWEICLOUD_SDK_SK=.. HUAWEICLOUD_SDK_PROJECT_ID=..
//! $ cargo run --example resize -- --desktop 538946c2-7ff8-4444-b1bd-e9a1f8137b81 --product workspace.k.xlarge.2.linux
//! ```

#![allow(
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "that is what it is for"
)]

mod shared;

use std::process::ExitCode;
use std::time::SystemTime;

use clap::Parser;
use huaweicloud_workspace::operations::{
    DecodeAuthorizationMessage, ListItaSubJobs, ResizeDesktop, ResizeDesktopError,
};
use huaweicloud_workspace::types::{
    ProjectId, ResizeDesktopAutoPlacement, ResizeDesktopData, ResizeDesktopMode,
    ResizeDesktopRequest,
};
use huaweicloud_workspace::{BlockingClient, CallError, Polled, SERVERS};
use shared::Outcome;

/// Moves desktops to another package; running ones are stopped first.
#[derive(Parser)]
struct Arguments {
    /// Where the API is served; at the region's own address if left out.
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// The region, if no endpoint is given.
    #[arg(long, default_value = "ap-southeast-1")]
    region: String,
    /// The ID of a desktop; can be given several times.
    #[arg(long = "desktop", value_name = "ID", required = true)]
    desktops: Vec<String>,
    /// The ID of the package to move to.
    #[arg(long, value_name = "ID")]
    product: String,
    /// Have desktops of a dedicated host placed automatically.
    #[arg(long)]
    auto_placement: bool,
    /// Wait until all desktops are changed.
    #[arg(long)]
    wait: bool,
    /// Print the signed request as a `curl` command, and send nothing.
    #[arg(long, conflicts_with = "wait")]
    print_curl: bool,
}

fn main() -> ExitCode {
    shared::ended(run(Arguments::parse()))
}

fn run(arguments: Arguments) -> Outcome<()> {
    let project = shared::project_id()?;
    let credentials = shared::credentials(&project)?;
    let region = &arguments.region;
    let endpoint = shared::endpoint(arguments.endpoint.as_deref(), SERVERS, region)?;
    let sts = DecodeAuthorizationMessage::SERVERS;
    let sts = shared::endpoint(arguments.endpoint.as_deref(), sts, region)?;
    let desktop = |id| ResizeDesktopData::new().with_desktop_id(id);
    let desktops = arguments.desktops.into_iter().map(desktop).collect();
    let mode = ResizeDesktopMode::StopDesktop;
    let mut request = ResizeDesktopRequest::new(desktops, arguments.product, mode);
    if arguments.auto_placement {
        request = request.with_auto_placement(ResizeDesktopAutoPlacement::On);
    }
    let call = ResizeDesktop::call(&ProjectId::new(project)?, &request)?;
    if arguments.print_curl {
        let signed = call.to_authenticated_request(&endpoint, &credentials, SystemTime::now())?;
        println!("{}", shared::curl(&signed));
        return Ok(());
    }
    let client = BlockingClient::new(&endpoint, credentials)?;
    let answer = client
        .send(&call)
        .map_err(|error| explained(&client.at(&sts), &error))?;
    println!(
        "job {}",
        answer.job_id.as_deref().unwrap_or("without an ID")
    );
    if arguments.wait {
        let jobs = ResizeDesktop::follow_jobs(&call, &answer)?;
        let jobs = jobs.ok_or("the answer names no job to wait for")?;
        client.wait(&jobs, ListItaSubJobs::PACE)?;
        println!("all desktops are changed");
    }
    Ok(())
}

/// The error, and why the call is forbidden, if the security token service can be asked.
fn explained(sts: &BlockingClient, error: &CallError<ResizeDesktopError>) -> String {
    let failure = error.failure().map(|failure| &failure.error);
    let body = failure.and_then(ResizeDesktopError::body);
    let mut text = shared::explained(error, body.and_then(|body| body.error_detail.as_deref()));
    let decode = failure.map(ResizeDesktopError::follow_decode_authorization_message);
    if let Some(Ok(Some(decode))) = decode {
        let decoded = sts.send(&decode).ok();
        let decoded = decoded.and_then(|decoded| decoded.decoded_message);
        text += &format!("  why: {}\n", decoded.as_deref().unwrap_or("not known"));
    }
    text
}
