//! `specwright-mock`: a local server that behaves like the API that an OpenAPI document describes.

use std::fmt::Display;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use specwright_mock::{Api, Mock, Options, Scenario, Secrets, serve};
use specwright_spec::sanitize::{self, Text};
use specwright_spec::terminal;
use tokio::net::TcpListener;

/// Serves the API that an OpenAPI document describes, from its examples and schemas.
///
/// `/` shows the API in a browser; operations at `GET /` and below `/_specwright/` are not served. Nothing of what is sent leaves
/// the machine.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The document; that of Huawei Cloud Workspace if left out.
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,
    /// Where to listen; port 0 is any that is free.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// The ID of the access key with which requests must be signed.
    #[arg(long, value_name = "AK", requires = "secret_key")]
    access_key: Option<String>,
    /// The secret of that key.
    #[arg(long, value_name = "SK", requires = "access_key")]
    secret_key: Option<String>,
    /// The token or key that requests must have; for `Basic`, the name and the password in base64.
    #[arg(long)]
    token: Option<String>,
    /// What to answer with, in YAML or JSON.
    #[arg(long, value_name = "FILE")]
    scenario: Option<PathBuf>,
    /// How many bytes the body of a request may have.
    #[arg(long, value_name = "BYTES", default_value_t = 1 << 20)]
    max_body: usize,
}

fn main() -> ExitCode {
    let arguments = Arguments::try_parse().unwrap_or_else(|error| {
        // The error quotes arguments: it is the same for arguments without anything unsafe.
        let shown = Arguments::try_parse_from(terminal::arguments());
        shown.err().unwrap_or(error).exit()
    });
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            terminal::eprint(&message);
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Text> {
    let api = api(arguments.spec.as_deref())?;
    let scenario = match &arguments.scenario {
        Some(path) => {
            let text = read(path)?;
            let scenario = Scenario::parse(&text, &api);
            scenario.map_err(|error| failed(format_args!("{}: {error}", sanitize::path(path))))?
        }
        None => Scenario::default(),
    };
    let options = Options {
        secrets: Secrets {
            access_key: arguments.access_key.zip(arguments.secret_key),
            token: arguments.token,
        },
        max_body: arguments.max_body,
    };
    let mock = Arc::new(Mock::new(api, scenario, options));
    let runtime = tokio::runtime::Runtime::new().map_err(failed)?;
    runtime.block_on(listen(arguments.listen, mock))
}

async fn listen(address: SocketAddr, mock: Arc<Mock>) -> Result<(), Text> {
    let failed = |error| failed(format_args!("cannot listen at {address}: {error}"));
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let local = listener.local_addr().map_err(failed)?;
    if !local.ip().is_loopback() {
        terminal::eprint_line(&format!(
            "warning: {local} can be reached from other machines"
        ));
    }
    terminal::print(&Text::line(&format!("listening on http://{local}"))).map_err(failed)?;
    let end = async {
        // Without signals the program ends when it is killed.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    serve(listener, mock, end).await.map_err(failed)
}

fn api(spec: Option<&Path>) -> Result<Api, Text> {
    let api = match spec {
        Some(path) => {
            let home = path.parent().unwrap_or(Path::new(""));
            Api::of_document(&sanitize::unicode(path.as_os_str()), &read(path)?, home)
        }
        None => Api::built_in(),
    };
    api.map_err(|errors| errors.report(false))
}

#[allow(clippy::disallowed_methods, reason = "the command line names the file")]
fn read(path: &Path) -> Result<String, Text> {
    fs::read_to_string(path)
        .map_err(|error| failed(format_args!("{}: {error}", sanitize::path(path))))
}

fn failed(error: impl Display) -> Text {
    Text::line(&format!("error: {error}"))
}
