//! The program, run as users do.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Output, Stdio};
use std::thread::{self, JoinHandle};

use huaweicloud_workspace::operations::ResizeDesktop;
use huaweicloud_workspace::types::{
    ProjectId, ResizeDesktopData, ResizeDesktopMode, ResizeDesktopRequest,
};
use huaweicloud_workspace::{Call, Credentials, Secret, security};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::http1::{Connection, Reply};

pub(crate) const PROJECT: &str = "0bec5db98280d2d02fd6c00c2de791ce";
pub(crate) const RESIZE: &str = "/v2/0bec5db98280d2d02fd6c00c2de791ce/desktops/resize";
pub(crate) const JOBS: &str = "/v2/0bec5db98280d2d02fd6c00c2de791ce/workspace-sub-jobs";
pub(crate) const DESKTOP: &str = "538946c2-7ff8-4444-b1bd-e9a1f8137b81";
pub(crate) const JSON: (&str, &str) = ("Content-Type", "application/json");

/// A running server; it ends with this.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
    /// The token of the page, which the server prints if it has secrets.
    pub(crate) page_token: Option<String>,
    /// What it has printed, there when it has ended.
    stdout: Option<JoinHandle<String>>,
    stderr: Option<JoinHandle<String>>,
    /// The folder that it runs in, which is there as long as it is.
    _folder: TempDir,
}

impl Server {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        Self::with_files(&[], arguments)
    }

    /// One whose rules are these.
    pub(crate) fn with_scenario(scenario: &str) -> Self {
        Self::with_files(
            &[("scenario.yaml", scenario)],
            &["--scenario", "scenario.yaml"],
        )
    }

    /// One that serves that document.
    pub(crate) fn of(document: &str, arguments: &[&str]) -> Self {
        let arguments = [&["--spec", "api.yaml"], arguments].concat();
        Self::with_files(&[("api.yaml", document)], &arguments)
    }

    /// One that runs in a folder with these files.
    pub(crate) fn with_files(files: &[(&str, &str)], arguments: &[&str]) -> Self {
        let folder = folder(files);
        let mut child = command(&folder, arguments)
            .args(["--listen", "127.0.0.1:0"])
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let stderr = child.stderr.take().unwrap();
        // It may be long, and come first.
        let stderr = thread::spawn(move || rest(stderr));
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let Some(address) = line.trim_end().strip_prefix("listening on http://") else {
            let said = stderr.join().unwrap();
            panic!("{line}{said}");
        };
        let address = address.to_owned();
        let page_token = has_secrets(arguments).then(|| {
            line.clear();
            stdout.read_line(&mut line).unwrap();
            let token = line.trim_end().split_once("/#token=");
            token.unwrap_or_else(|| panic!("{line}")).1.to_owned()
        });
        Self {
            address,
            page_token,
            stdout: Some(thread::spawn(move || rest(stdout))),
            stderr: Some(stderr),
            child,
            _folder: folder,
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn connect(&self) -> Connection {
        Connection::open(&self.address)
    }

    /// The answer to a request, on a connection of its own.
    pub(crate) fn send(
        &self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Reply {
        let sent = self.connect().send(method, target, headers, body);
        sent.unwrap_or_else(|error| panic!("{method} {target}: {error}"))
    }

    pub(crate) fn get(&self, target: &str) -> Reply {
        self.send("GET", target, &[], b"")
    }

    /// Sends JSON.
    pub(crate) fn post(&self, target: &str, body: &Value) -> Reply {
        self.send("POST", target, &[JSON], body.to_string().as_bytes())
    }

    /// The requests that it remembers.
    pub(crate) fn log(&self) -> Vec<Value> {
        let token = self.page_token.as_deref().unwrap_or_default();
        let headers = [("X-Specwright-Token", token)];
        let log = self.send("GET", "/_specwright/log", &headers, b"").json();
        log["entries"].as_array().unwrap().clone()
    }

    /// Ends it, and gives what it has printed on either output.
    pub(crate) fn end(mut self) -> String {
        self.child.kill().unwrap();
        let stdout = self.stdout.take().unwrap().join().unwrap();
        stdout + &self.stderr.take().unwrap().join().unwrap()
    }

    /// Sends it `SIGTERM`.
    pub(crate) fn terminate(&mut self) {
        let id = self.child.id().to_string();
        let mut kill = Command::new("kill");
        assert!(kill.args(["-TERM", &id]).status().unwrap().success());
    }

    /// Its exit code, when it has ended by itself.
    pub(crate) fn wait(&mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }

    pub(crate) fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program's exit code and what it says, where it does not get as far as to listen.
pub(crate) fn refused(files: &[(&str, &str)], arguments: &[&str]) -> String {
    let folder = folder(files);
    let Output {
        status,
        stdout,
        stderr,
    } = command(&folder, arguments).output().unwrap();
    assert_eq!(status.code(), Some(2), "{arguments:?}");
    assert_eq!(stdout, b"", "{arguments:?}");
    String::from_utf8(stderr).unwrap()
}

fn has_secrets(arguments: &[&str]) -> bool {
    let mut arguments = arguments.iter();
    arguments.any(|argument| ["--token", "--access-key"].contains(argument))
}

fn command(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_specwright-mock"));
    command
        .args(arguments)
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn rest(mut output: impl Read) -> String {
    let mut text = String::new();
    let _ = output.read_to_string(&mut text);
    text
}

/// A request to resize one desktop.
pub(crate) fn resize() -> Value {
    json!({
        "desktops": [{"desktop_id": DESKTOP}],
        "product_id": "workspace.k.xlarge.2.linux",
        "mode": "STOP_DESKTOP",
    })
}

pub(crate) fn project() -> ProjectId {
    ProjectId::new(PROJECT).unwrap()
}

/// The same, as a call of the generated crate.
pub(crate) fn resize_call(desktops: &[&str]) -> Call<ResizeDesktop> {
    let data = |id: &&str| ResizeDesktopData::new().with_desktop_id((*id).to_owned());
    let request = ResizeDesktopRequest::new(
        desktops.iter().map(data).collect(),
        "workspace.k.xlarge.2.linux".to_owned(),
        ResizeDesktopMode::StopDesktop,
    );
    ResizeDesktop::call(&project(), &request).unwrap()
}

pub(crate) fn token(text: &str) -> Credentials {
    Credentials::new().with(security::AUTH_TOKEN, Secret::new(text))
}
