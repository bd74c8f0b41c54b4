//! Prints the signed request that lists the subtasks of a job as a `curl` command, without sending it.
//!
//! ```console
//! $ export HUAWEICLOUD_SDK_AK=.. HUAWEICLOUD_SDK_SK=.. HUAWEICLOUD_SDK_PROJECT_ID=..
//! $ cargo run --example sign -- c566b960-69d1-44ec-9397-2172fdd015d9 | sh
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
use huaweicloud_workspace::SERVERS;
use huaweicloud_workspace::operations::{ListItaSubJobs, ListItaSubJobsQuery};
use huaweicloud_workspace::types::ProjectId;
use shared::Outcome;

/// Prints the signed request for the subtasks of a job.
#[derive(Parser)]
struct Arguments {
    /// The ID of the job.
    job: String,
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
    let project = shared::project_id()?;
    let credentials = shared::credentials(&project)?;
    let endpoint = arguments.endpoint.as_deref();
    let endpoint = shared::endpoint(endpoint, SERVERS, &arguments.region)?;
    let query = ListItaSubJobsQuery::new().with_job_id(arguments.job.clone());
    let call = ListItaSubJobs::call(&ProjectId::new(project)?, &query)?;
    let request = call.to_authenticated_request(&endpoint, &credentials, SystemTime::now())?;
    println!("{}", shared::curl(&request));
    Ok(())
}
