//! Every format and every error message with every foreign string: nothing of them controls whatever shows the output.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use clap::ValueEnum;
use serde_json::{Value, json};
use specwright::report::Style;

use super::judge;

/// What a hostile file may put into a name, a key or a value. Everything after a line end that a terminal, a log or a
/// reader of XML or JSON may see begins a command.
pub(super) const HOSTILE: &str = "::error::FORGED\n::error::FORGED\r##[error]FORGED\u{2028}##vso[task.complete]FORGED\u{85}\u{1b}[2J\u{1b}[31m\u{1b}]8;;x\u{7}\u{9b}31m\u{7f}\u{202e}\u{2066}\u{200f}\u{200b}\u{feff}\u{e0041}%0A::error::FORGED ]]>&<\"',:";

/// The same without the characters that XML 1.0 cannot carry.
const IN_XML: &str = "::error::FORGED\n##[error]\u{85}\u{9b}31m\u{202e}\u{2066}]]>&<\"',:%0A";

fn hostile_with(text: &str) -> String {
    format!("{HOSTILE}{text}")
}

/// A folder with a document, payloads and configurations, all of them hostile.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        fs::create_dir(folder.path().join(".api")).unwrap();
        folder.write(&document_name(), &document().to_string());
        let mut unicode: Vec<String> = HOSTILE
            .chars()
            .filter(|c| !c.is_ascii_graphic() && *c != ' ')
            .map(|c| format!("::error::FORGED{c}::error::FORGED{c}b.json"))
            .collect();
        unicode.push(format!("{IN_XML}.json"));
        unicode.push("##[error]FORGED.json".to_owned());
        unicode.push("名 é 👨\u{200d}👩.json".to_owned());
        for name in &unicode {
            folder.write(name, &payload().to_string());
        }
        folder.write("::error::a.yaml", &yaml());
        folder.write(
            "##[error]a.jsonc",
            &format!("// ::error::FORGED {HOSTILE}\n{{\"a\": 1, \"a\": ,}}"),
        );
        folder.write(
            "::error::records.ndjson",
            &format!(
                "{}\n{{\"##[error]\": ::error::FORGED\n\u{1b}[2J\u{9b}\n",
                payload()
            ),
        );
        folder.write(
            "koocli.json",
            &json!({"cli_region": HOSTILE, "path": {HOSTILE: HOSTILE}, "body": payload()})
                .to_string(),
        );
        folder.write(
            "cut.json",
            &format!("{{\n##[error]FORGED \u{1b}[2J\u{202e}\n::error::FORGED\u{9b}: {HOSTILE}"),
        );
        #[cfg(unix)]
        folder.unreadable();
        folder
    }

    /// Names that are not UTF-8, and links that lead nowhere.
    #[cfg(unix)]
    fn unreadable(&self) {
        use std::os::unix::ffi::OsStrExt;
        use std::os::unix::fs::symlink;

        let name = OsStr::from_bytes(b"::error::\xFF\n::error::FORGED\x9b\x1b[2J.json");
        fs::write(self.path().join(name), payload().to_string()).unwrap();
        symlink(
            "nowhere",
            self.path()
                .join("::error::FORGED\n::error::FORGED\u{1b}\u{202e}link.json"),
        )
        .unwrap();
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).unwrap();
    }

    fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Output {
        let output = Command::new(env!("CARGO_BIN_EXE_specwright"))
            .args(arguments)
            .current_dir(self.path())
            .stdin(Stdio::null())
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(!stderr.contains("panicked"), "{stderr}");
        output
    }

    /// Runs the linter and has the judge look at all that it prints.
    fn judged<S: AsRef<OsStr>>(&self, arguments: &[S], colours: bool, commands: bool) -> Output {
        let output = self.run(arguments);
        let shown: Vec<_> = arguments.iter().map(AsRef::as_ref).collect();
        for (bytes, commands) in [(&output.stdout, commands), (&output.stderr, false)] {
            if let Err(violation) = judge::check(bytes, colours, commands) {
                panic!("{shown:?}: {violation}\n{}", String::from_utf8_lossy(bytes));
            }
        }
        output
    }
}

fn document_name() -> String {
    ".api/::error::FORGED\n##[error]FORGED\u{1b}[2J\u{202e}\u{9b}.json".to_owned()
}

fn payload() -> Value {
    json!({
        "desktops": [{"desktop_id": HOSTILE, HOSTILE: 1}],
        HOSTILE: HOSTILE,
        hostile_with("prodct"): HOSTILE,
        "mode": HOSTILE,
        "size": HOSTILE,
    })
}

fn yaml() -> String {
    let text = Value::from(HOSTILE).to_string();
    format!(
        "# ::error::FORGED\u{9b}##[error]\nmode: {text} # specwright: allow({}) {}\n{text}: 1\n{text}: 2\nmode: yes\n? |\n  ::error::FORGED\n  ##[error]FORGED\n: 1\n",
        HOSTILE.replace(['\n', '\r', '\u{85}', '\u{2028}'], " "),
        "##[error]FORGED"
    )
}

/// A document in which every string that a message may show is hostile.
pub(super) fn document() -> Value {
    let advice = |code: &str| {
        json!([{
            "code": code,
            "message": HOSTILE,
            "source": HOSTILE,
            "schema": {"enum": [HOSTILE]},
        }])
    };
    json!({
        "openapi": "3.0.3",
        "info": {"title": HOSTILE, "version": HOSTILE, "description": HOSTILE},
        "paths": {
            "/resize": {"post": {
                "operationId": HOSTILE,
                "summary": HOSTILE,
                "requestBody": {"required": true, "content": {"application/json": {"schema": {
                    "type": "object",
                    "title": HOSTILE,
                    "description": HOSTILE,
                    "required": ["desktops", HOSTILE, hostile_with("product")],
                    "additionalProperties": false,
                    "properties": {
                        "desktops": {"type": "array", "items": {"type": "object", "properties": {
                            "desktop_id": {"type": "string", "enum": ["a"], "x-specwright-advice": advice("desktop-id")},
                        }}},
                        HOSTILE: {"type": "integer", "description": HOSTILE},
                        hostile_with("product"): {"type": "string", "pattern": "^[\u{1b}\u{202e}#\\[]{200}$"},
                        "mode": {"type": "string", "enum": [hostile_with("a"), hostile_with("b")], "x-specwright-advice": advice("mode-advice")},
                        "size": {"type": "integer", "x-specwright-advice": advice("size-advice")},
                    },
                }}}},
                "responses": {"204": {"description": HOSTILE}},
            }},
        },
    })
}

/// All strings of a JSON value, names included.
fn strings<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Value::Object(members) => members.iter().for_each(|(name, value)| {
            found.push(name);
            strings(value, found);
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn name(style: Style) -> String {
    style.to_possible_value().unwrap().get_name().to_owned()
}

/// Reads a report as its readers do, and requires that names come through.
fn reads(style: Style, report: &[u8]) {
    let text = std::str::from_utf8(report).unwrap();
    let wanted = format!("{IN_XML}.json");
    let values: Vec<Value> = match style {
        Style::Human | Style::Concise => return,
        Style::Github => {
            let paths = text
                .lines()
                .map(|line| judge::annotation(line).unwrap().0[0].1.clone());
            assert!(
                paths
                    .into_iter()
                    .any(|path| path == "名 é 👨\u{200d}👩.json")
            );
            return;
        }
        Style::Junit | Style::Checkstyle => {
            let document = roxmltree::Document::parse(text).unwrap();
            let mut attributes = document.descendants().flat_map(|node| node.attributes());
            assert!(
                attributes.any(|attribute| attribute.value() == wanted),
                "{style:?}"
            );
            return;
        }
        Style::Jsonl => text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
        Style::Json | Style::Sarif | Style::Gitlab | Style::Rdjson => {
            vec![serde_json::from_str(text).unwrap()]
        }
    };
    let mut found = Vec::new();
    values.iter().for_each(|value| strings(value, &mut found));
    let carries = |wanted: &str| match style {
        Style::Sarif => {
            let encoded: String = wanted
                .bytes()
                .map(|byte| match byte {
                    b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                        char::from(byte).to_string()
                    }
                    byte => format!("%{byte:02X}"),
                })
                .collect();
            found.contains(&encoded.as_str())
        }
        _ => found.contains(&wanted) || found.contains(&format!("./{wanted}").as_str()),
    };
    assert!(carries(&wanted), "{style:?}");
    assert!(
        carries("::error::FORGED\u{1b}::error::FORGED\u{1b}b.json"),
        "{style:?}"
    );
}

#[test]
fn no_format_prints_foreign_text_as_it_is() {
    let folder = Folder::new();
    let document = document_name();
    for style in Style::value_variants() {
        let format = format!("--format={}", name(*style));
        for colours in ["--color=never", "--color=always"] {
            let arguments = ["lint", ".", "--spec", &document, &format, colours];
            let commands = *style == Style::Github;
            let output = folder.judged(&arguments, colours == "--color=always", commands);
            assert!(output.stdout.len() > 1000, "{output:?}");
            reads(*style, &output.stdout);
        }
        let path = format!("{}=../{}", name(*style), name(*style));
        let path = path.replace("../", ".api/");
        folder.judged(
            &["lint", ".", "--spec", &document, "--output", &path],
            false,
            false,
        );
        let file = fs::read(folder.path().join(".api").join(name(*style))).unwrap();
        judge::check(&file, false, *style == Style::Github).unwrap();
        reads(*style, &file);
    }
}

#[test]
fn files_that_are_named_one_by_one_are_safe_to_show() {
    let folder = Folder::new();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let file = entry.unwrap().file_name();
        for more in [
            &["--format=human"][..],
            &["--format=concise"],
            &["--diff"],
            &["--format=github"],
            &["--quiet", "--max-findings=1"],
        ] {
            let mut arguments: Vec<OsString> = vec!["lint".into(), file.clone()];
            arguments.extend(more.iter().map(OsString::from));
            folder.judged(&arguments, false, more[0] == "--format=github");
            arguments.extend(["--spec".into(), document_name().into()]);
            folder.judged(&arguments, false, more[0] == "--format=github");
        }
    }
}

#[test]
fn error_messages_are_safe_to_show() {
    let folder = Folder::new();
    let document = document_name();
    let glob = format!("nothing/{HOSTILE}*");
    let pattern = format!("[{HOSTILE}{{");
    let output = format!("sarif=nowhere/{HOSTILE}/x");
    let other = format!("{HOSTILE}={HOSTILE}");
    let stdin = format!("--stdin-filename={HOSTILE}.json");
    let all: [&[&str]; 24] = [
        &["explain", HOSTILE],
        &["explain", "mode-advice", "--spec", &document],
        &["explain", HOSTILE, "--spec", &document],
        &["rules", "--spec", &document],
        &["schema", "--spec", &document],
        &["schema", "--spec", HOSTILE],
        &["schema", "--spec", &document, "--operation", HOSTILE],
        &["schema", "--spec", &document, "--part", HOSTILE],
        &["schema", "--spec", "cut.json"],
        &["schema", "--operation", HOSTILE],
        &["lint", HOSTILE],
        &["lint", &glob],
        &["lint", &pattern],
        &["lint", "koocli.json", "--allow", HOSTILE],
        &["lint", "koocli.json", "--deny", HOSTILE],
        &[
            "lint",
            "koocli.json",
            "--warn",
            HOSTILE,
            "--spec",
            &document,
        ],
        &["lint", "koocli.json", "--output", &output],
        &["lint", "koocli.json", "--output", &other],
        &["lint", "koocli.json", "--format", HOSTILE],
        &["lint", "koocli.json", "--shape", HOSTILE],
        &["lint", "-", &stdin],
        &["lint", "--threads", HOSTILE],
        &["lint", "koocli.json", "--color", HOSTILE],
        &[HOSTILE],
    ];
    for arguments in all {
        let output = folder.judged(arguments, false, false);
        assert!(
            !output.stdout.is_empty() || !output.stderr.is_empty(),
            "{arguments:?}"
        );
    }
}

#[test]
fn mistakes_of_configurations_are_safe_to_show() {
    let folder = Folder::new();
    let text = toml::Value::from(HOSTILE).to_string();
    let key = Value::from("::error::FORGED\n##[error]FORGED\u{1b}[2J").to_string();
    for config in [
        format!("[rules]\n{key} = \"deny\"\n"),
        format!("[rules]\nunknown-field = {text}\n"),
        format!("{key} = 1\n"),
        format!("baseline = {text}\n"),
        "# ::error::FORGED ##[error]FORGED \u{9b}\u{202e}\n[rules\n::error::FORGED".to_owned(),
        format!("[[payloads]]\nfiles = [{text}]\n"),
        format!("[[payloads]]\nfiles = [\"**\"]\nspec = {text}\n"),
        format!("[[payloads]]\nfiles = [\"**\"]\noperation = {text}\n"),
        format!("[[payloads]]\nfiles = [\"**\"]\npart = {text}\n"),
        format!("[[payloads]]\nfiles = [\"**\"]\nshape = {text}\n"),
        format!("[[payloads]]\nfiles = [\"**\"]\n{key} = 1\nrules = {{ {key} = \"deny\" }}\n"),
    ] {
        folder.write("specwright.toml", &config);
        for arguments in [
            &["lint"][..],
            &["lint", "koocli.json"],
            &["lint", "koocli.json", "--write-baseline"],
        ] {
            folder.judged(arguments, false, false);
        }
    }
    folder.write("specwright.toml", "baseline = \"base.json\"\n");
    folder.write("base.json", &json!({"findings": [HOSTILE]}).to_string());
    folder.judged(&["lint", "koocli.json"], false, false);
    fs::remove_file(folder.path().join("base.json")).unwrap();
    folder.judged(&["lint", ".", "--write-baseline"], false, false);
    judge::check(
        &fs::read(folder.path().join("base.json")).unwrap(),
        false,
        false,
    )
    .unwrap();
}

#[test]
fn corrected_payloads_on_the_standard_output_are_left_as_they_are() {
    let folder = Folder::new();
    let text = "{\"mode\": \"\u{9b}##[error]\u{202e}\", \"é\u{7f}\": 1,}";
    folder.write("a.jsonc", text);
    let mut child = Command::new(env!("CARGO_BIN_EXE_specwright"))
        .args(["lint", "-", "--fix"])
        .current_dir(folder.path())
        .stdin(fs::File::open(folder.path().join("a.jsonc")).unwrap())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.wait().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        text.replace("1,}", "1}")
    );
    judge::check(&output.stderr, false, false).unwrap();
}
