//! `specwright-mock`: a local server that behaves like the API that an OpenAPI document describes.

use std::fmt::Display;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use specwright_mock::{Api, Mock, Options, Scenario, Secrets, serve};
use specwright_spec::input::{self, DEFAULT_LIMIT, Origin};
use specwright_spec::sanitize::{self, Text};
use specwright_spec::terminal;
use tokio::net::TcpListener;

/// Serves the API that an OpenAPI document describes, from its examples and schemas.
///
/// `/` shows the API in a browser; operations at `GET /` and below `/_specwright/` are not served. Nothing of what is sent leaves
/// the machine. Browsers get the page as `localhost` or by an IP address only, and with secrets they get its log only by the
/// address that is printed.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The document; that of Huawei Cloud Workspace if left out.
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,
    /// Make every defect of the document an error, also where no operation reaches it.
    #[arg(long)]
    strict: bool,
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
    let api = api(arguments.spec.as_deref(), arguments.strict)?;
    warn(&api);
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
    let mock = Mock::new(api, scenario, options).map_err(failed)?;
    let mock = Arc::new(mock);
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
    // `SIGTERM` is handled before anybody can know that the server is there.
    let end = end();
    let mut told = Text::line(&format!("listening on http://{local}"));
    if let Some(token) = mock.page_token() {
        told.push(&Text::line(&format!(
            "page with its log: http://{local}/#token={token}"
        )));
    }
    terminal::print(&told).map_err(failed)?;
    serve(listener, mock, end).await.map_err(failed)
}

/// Ends when the program is asked to end: by Ctrl-C, or on Unix by `SIGTERM`. Without signals it ends when it is killed.
fn end() -> impl Future<Output = ()> {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
    let terminated = async {
        #[cfg(unix)]
        if let Ok(mut terminated) = terminated
            && terminated.recv().await.is_some()
        {
            return;
        }
        std::future::pending::<()>().await;
    };
    async {
        tokio::select! {
            () = interrupted => {}
            () = terminated => {}
        }
    }
}

fn api(spec: Option<&Path>, strict: bool) -> Result<Api, Text> {
    let api = match spec {
        Some(path) => {
            let home = path.parent().unwrap_or(Path::new(""));
            Api::of_document(&sanitize::unicode(path.as_os_str()), &read(path)?, home)
        }
        None => Api::built_in(),
    };
    let api = api.and_then(|api| match strict {
        true => api.strict(),
        false => Ok(api),
    });
    api.map_err(|errors| errors.report(false))
}

/// Shows the defects of the document that matter, and the operations that are not served.
fn warn(api: &Api) {
    let mut text = Text::default();
    if let Some(warnings) = api.warnings() {
        text.push(&warnings.report(false));
        text.push(&Text::line(""));
    }
    for operation in api.unserved() {
        let line = format!(
            "warning: `{operation}` is not served, as nothing can be made of what it reaches"
        );
        text.push(&Text::line(&line));
    }
    terminal::eprint(&text);
}

fn read(path: &Path) -> Result<String, Text> {
    let bytes = input::read(path, Origin::CommandLine, DEFAULT_LIMIT).map_err(failed)?;
    let text = String::from_utf8(bytes);
    text.map_err(|_| {
        failed(format_args!(
            "{}: the file is not UTF-8",
            sanitize::path(path)
        ))
    })
}

fn failed(error: impl Display) -> Text {
    Text::line(&format!("error: {error}"))
}
