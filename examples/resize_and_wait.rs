//! Resizes one desktop and waits until that is done.
//!
//! ```console
//! $ export HUAWEICLOUD_SDK_AK=.. HUAWEICLOUD_SDK_SK=.. HUAWEICLOUD_SDK_PROJECT_ID=..
//! $ cargo run --example resize_and_wait -- 538946c2-7ff8-4444-b1bd-e9a1f8137b81 workspace.k.xlarge.2.linux
//! ```

#![allow(
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "that is what it is for"
)]

mod shared;

use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use huaweicloud_workspace::operations::{ListItaSubJobs, ResizeDesktop};
use huaweicloud_workspace::types::{
    ProjectId, ResizeDesktopData, ResizeDesktopMode, ResizeDesktopRequest,
};
use huaweicloud_workspace::{Client, Polled, SERVERS};
use shared::Outcome;

/// Moves a desktop to another package and waits until that is done.
#[derive(Parser)]
struct Arguments {
    /// The ID of the desktop.
    desktop: String,
    /// The ID of the package to move to.
    product: String,
    /// Where the API is served; at the region's own address if left out.
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// The region, if no endpoint is given.
    #[arg(long, default_value = "ap-southeast-1")]
    region: String,
    /// How many minutes to wait at most.
    #[arg(long, default_value_t = 20)]
    minutes: u64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    shared::ended(run(Arguments::parse()).await)
}

async fn run(arguments: Arguments) -> Outcome<()> {
    let project = shared::project_id()?;
    let credentials = shared::credentials(&project)?;
    let endpoint = arguments.endpoint.as_deref();
    let endpoint = shared::endpoint(endpoint, SERVERS, &arguments.region)?;
    let desktop = ResizeDesktopData::new().with_desktop_id(arguments.desktop);
    let mode = ResizeDesktopMode::StopDesktop;
    let request = ResizeDesktopRequest::new(vec![desktop], arguments.product, mode);
    let call = ResizeDesktop::call(&ProjectId::new(project)?, &request)?;
    let mut pace = ListItaSubJobs::PACE;
    pace.timeout = Duration::from_secs(60 * arguments.minutes);
    let client = Client::new(&endpoint, credentials)?;
    // The job is known from here on, whatever becomes of the waiting.
    let done = client.send_and_wait(&call, pace, |answer| {
        println!(
            "job {}",
            answer.job_id.as_deref().unwrap_or("without an ID")
        );
    });
    for job in done.await?.jobs.iter().flatten() {
        let entities = job.entities.as_ref();
        let desktop = entities.and_then(|entities| entities.desktop_id.as_deref());
        println!("changed {}", desktop.unwrap_or("a desktop"));
    }
    Ok(())
}
