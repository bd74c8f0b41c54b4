//! The integration tests: one binary, a module for each promise.
#![allow(
    clippy::disallowed_methods,
    reason = "a test may use all files and programs"
)]
#![allow(clippy::unwrap_used, reason = "a test may fail at once")]
#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

mod auth;
mod bounds;
mod browser;
mod client;
mod corpus;
mod crowd;
mod endpoints;
mod hosts;
mod http1;
mod jobs;
mod missing;
mod own;
mod payloads;
mod prefer;
mod printing;
mod program;
mod routes;
mod scenarios;
mod sdk;
mod server;
mod signed;
mod wire;
