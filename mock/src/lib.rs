//! A local server that behaves like the API that an OpenAPI document describes.
//!
//! [`Api`] is the document; [`Mock`] answers requests as it says; [`serve`] takes connections.

mod answer;
mod api;
mod auth;
mod check;
mod fault;
mod headers;
mod jobs;
mod log;
mod page;
mod parameters;
mod refused;
mod respond;
mod route;
mod scenario;
mod server;

pub use api::Api;
pub use auth::Secrets;
pub use respond::{Mock, Options};
pub use scenario::{InvalidScenario, Scenario};
pub use server::serve;
