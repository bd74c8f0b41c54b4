//! A document and the folder of its crate, and runs of the program on them.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// The program.
pub(crate) const XTASK: &str = env!("CARGO_BIN_EXE_xtask");
/// A run that takes longer hangs.
const HANGS: Duration = Duration::from_secs(120);

/// A temporary folder with the document `api.yaml` and the crate `out`.
pub(crate) struct CrateFolder {
    pub(crate) folder: TempDir,
    pub(crate) spec: PathBuf,
    pub(crate) out: PathBuf,
}

/// The end of a run.
#[derive(Debug)]
pub(crate) struct End {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl CrateFolder {
    /// Writes the document; there is no crate.
    pub(crate) fn new(document: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (spec, out) = (folder.path().join("api.yaml"), folder.path().join("out"));
        fs::write(&spec, document).unwrap();
        Self { folder, spec, out }
    }

    /// Writes the document and its crate.
    pub(crate) fn generated(document: &str) -> Self {
        let made = Self::new(document);
        let end = made.run(&[]);
        assert_eq!(end.code, Some(0), "{end:?}");
        made
    }

    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.out.join(path)
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap()
    }

    /// The command that generates the crate.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(XTASK);
        command.args(["codegen", "--package", "pets", "--spec"]);
        command.arg(&self.spec).arg("--out").arg(&self.out);
        command.args(arguments);
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> End {
        end(spawn(self.command(arguments)))
    }

    /// Everything in the crate's folder, by path.
    pub(crate) fn tree(&self) -> BTreeMap<PathBuf, String> {
        tree(&self.out)
    }
}

/// Starts a command whose output is read by [`end`].
pub(crate) fn spawn(mut command: Command) -> Child {
    command.stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Waits for the end of a run.
pub(crate) fn end(mut child: Child) -> End {
    let read = |pipe: Box<dyn Read + Send>| {
        thread::spawn(move || {
            let (mut pipe, mut text) = (pipe, String::new());
            pipe.read_to_string(&mut text).unwrap();
            text
        })
    };
    let stdout = read(Box::new(child.stdout.take().unwrap()));
    let stderr = read(Box::new(child.stderr.take().unwrap()));
    let start = Instant::now();
    let status = loop {
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None if start.elapsed() > HANGS => {
                child.kill().unwrap();
                panic!("the run hangs");
            }
            None => thread::sleep(Duration::from_millis(5)),
        }
    };
    End {
        code: status.code(),
        stdout: stdout.join().unwrap(),
        stderr: stderr.join().unwrap(),
    }
}

/// Everything below a folder: modes, the texts of files, and the targets of links. No link is followed.
pub(crate) fn tree(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(path) = open.pop() {
        // A run may be at work.
        let Ok(metadata) = path.symlink_metadata() else {
            continue;
        };
        let kind = metadata.file_type();
        let holds = if kind.is_dir() {
            let entries = path.read_dir().into_iter().flatten();
            open.extend(entries.map(|entry| entry.unwrap().path()));
            "folder".to_owned()
        } else if kind.is_symlink() {
            format!("link to {}", path.read_link().unwrap().display())
        } else if kind.is_file() && metadata.len() < 1 << 24 {
            String::from_utf8_lossy(&fs::read(&path).unwrap_or_default()).into_owned()
        } else {
            format!("{kind:?} of {} bytes", metadata.len())
        };
        let mode = metadata.permissions().mode();
        found.insert(path, format!("{mode:o} {holds}"));
    }
    found
}

/// A document of three operations and a type.
pub(crate) fn pets() -> String {
    document(3, "A pet.")
}

/// A document of so many operations, each with a type, whose descriptions are given.
pub(crate) fn document(operations: usize, description: &str) -> String {
    let mut text = String::from("openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\npaths:\n");
    for number in 0..operations {
        text += &format!(
            "  /pets{number}/{{id}}:\n    put:\n      operationId: putPet{number}\n      parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]\n      requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/Pet{number}'}}}}}}}}\n      responses: {{'200': {{description: '{description}'}}}}\n"
        );
    }
    text += "components:\n  schemas:\n";
    for number in 0..operations {
        text += &format!(
            "    Pet{number}:\n      type: object\n      description: '{description}'\n      properties: {{name: {{type: string}}, age: {{type: integer, minimum: 0}}}}\n"
        );
    }
    text
}
