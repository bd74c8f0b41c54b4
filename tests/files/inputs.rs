//! What is read: regular files, the standard input, and pipes that the user names.

use std::fs;
use std::os::unix::net::UnixListener;

use super::{BAD, DOCUMENT, Folder, GOOD};

const PAYLOADS: &str = "[[payloads]]\nfiles = [\"*.json\"]\n";

#[test]
fn a_walk_skips_what_is_no_file_and_says_so() {
    let folder = Folder::new(&[("good.json", GOOD), ("below/.keep", "")]);
    fs::write(folder.base.path().join("secret.json"), BAD).unwrap();
    folder.fifo("fifo.json");
    let _socket = UnixListener::bind(folder.at("socket.json")).unwrap();
    folder.link("zero.json", "/dev/zero");
    folder.link("to fifo.json", "fifo.json");
    folder.link("out.json", "../secret.json");
    folder.link("gone.json", "nowhere");
    folder.link("folder.json", "below");
    folder.link("loop", ".");
    let names = ["fifo", "socket", "zero", "to fifo", "out", "gone", "folder"];
    // More reasons than these are counted.
    folder.lint(&["."]).ends(
        0,
        &[
            "note: `fifo.json` is not checked: it is a named pipe",
            "note: `folder.json` is not checked: it is a folder",
            "note: `out.json` is not checked: it is outside of the folder",
            "note: not checked either: 2 further paths",
        ],
    );
    folder.lint(&["*.json"]).ends(0, &["`fifo.json`"]);
    folder.write("specwright.toml", PAYLOADS);
    folder
        .lint(&[])
        .ends(0, &["`", "fifo.json` is not checked"]);
    folder.lint(&["--fix", "."]).ends(0, &["nothing found"]);
    for name in names {
        let alone = Folder::new(&[]);
        let path = alone.at(&format!("{name}.json"));
        fs::rename(folder.at(&format!("{name}.json")), path).unwrap();
        alone.lint(&["."]).ends(0, &[name, "is not checked"]);
        alone.lint(&[".", "--quiet"]).ends(0, &[]).without(&[name]);
    }
}

#[test]
fn a_walk_knows_endings_in_any_case() {
    let folder = Folder::new(&[
        ("A.JSON", BAD),
        ("b.Yaml", "mode: STOP\n"),
        ("c.JSONL", BAD),
    ]);
    folder.fifo("D.JSON");
    let found = [
        "A.JSON:1:",
        "b.Yaml:1:7",
        "c.JSONL:1:",
        "`D.JSON` is not checked",
    ];
    folder.lint(&["."]).ends(1, &found);
}

#[test]
fn a_link_to_a_file_of_the_repository_is_checked() {
    let folder = Folder::new(&[("a/bad.json", BAD), ("b/.keep", "")]);
    folder.link("a/link.json", "bad.json");
    folder.link("b/link.json", "../a/bad.json");
    folder.lint(&["a"]).ends(1, &["a/link.json:1:"]);
    folder
        .lint(&["b"])
        .ends(0, &["b/link.json` is not checked: it is outside"]);
    fs::create_dir(folder.at(".git")).unwrap();
    folder.lint(&["b"]).ends(1, &["b/link.json:1:"]);
}

#[test]
fn what_the_user_names_and_is_no_file_is_an_error() {
    let folder = Folder::new(&[("bad.json", BAD)]);
    let _socket = UnixListener::bind(folder.at("socket.json")).unwrap();
    folder.link("zero.json", "/dev/zero");
    folder.link("zero.ndjson", "/dev/zero");
    for (name, kind) in [
        ("socket.json", "a socket"),
        ("zero.json", "a device"),
        ("zero.ndjson", "a device"),
        ("/dev/zero", "a device"),
    ] {
        let reason = format!("the file cannot be read: it is {kind}");
        folder
            .lint(&[name, "bad.json"])
            .ends(2, &[&reason, "name a regular file", "wrong-value"]);
        for spec in ["lint", "schema"] {
            let command = format!("{} {spec} --spec", env!("CARGO_BIN_EXE_specwright"));
            let run = folder.shell("sh", &format!("{command} \"$1\""), &[name], b"");
            run.ends(2, &[]);
        }
    }
    folder
        .lint(&["--spec", ".", "bad.json"])
        .ends(2, &["it is a folder"]);
}

#[test]
fn pipes_of_the_user_and_the_standard_input_are_read() {
    let folder = Folder::new(&[("api.yaml", DOCUMENT)]);
    let lint = format!("{} lint", env!("CARGO_BIN_EXE_specwright"));
    let bash =
        |command: &str| folder.shell("bash", &format!("{lint} {command}"), &[BAD, GOOD], b"");
    bash("<(echo \"$1\")").ends(1, &["wrong-value"]);
    bash("<(echo \"$2\")").ends(0, &["nothing found in 1 file"]);
    bash("--spec <(cat api.yaml) - <<< \"$1\"").ends(1, &["wrong-value"]);
    bash("--fix <(echo \"{'mode': 1}\")").ends(2, &["it is a named pipe"]);
    folder
        .lint_stdin(&["-"], BAD.as_bytes())
        .ends(1, &["wrong-value"]);
    folder.fifo("fifo.json");
    folder
        .shell(
            "sh",
            &format!("echo \"$1\" > fifo.json & {lint} fifo.json"),
            &[BAD],
            b"",
        )
        .ends(1, &["wrong-value"]);
}

#[test]
fn a_configuration_that_is_no_file_is_an_error() {
    type Make = fn(&Folder);
    let make: [(&str, Make); 5] = [
        ("it is a named pipe", |folder| {
            folder.fifo("specwright.toml")
        }),
        ("it is outside of the folder", |folder| {
            folder.link("specwright.toml", "/dev/zero")
        }),
        ("it is outside of the folder", |folder| {
            folder.link("specwright.toml", "/etc/passwd")
        }),
        ("there is no such file", |folder| {
            folder.link("specwright.toml", "nowhere")
        }),
        ("it is a folder", |folder| {
            fs::create_dir(folder.at("specwright.toml")).unwrap()
        }),
    ];
    for (reason, make) in make {
        let folder = Folder::new(&[("good.json", GOOD)]);
        make(&folder);
        folder
            .lint(&["good.json"])
            .ends(2, &["the file cannot be read: ", reason, "specwright.toml"])
            .without(&["root:"]);
    }
}

#[test]
fn a_configuration_names_files_of_its_repository_only() {
    let folder = Folder::new(&[("good.json", GOOD), ("api.yaml", DOCUMENT)]);
    fs::write(folder.base.path().join("secret.txt"), "password\n").unwrap();
    folder.fifo("fifo");
    folder.link("zero", "/dev/zero");
    folder.link("link", "../secret.txt");
    folder.link("parent", "..");
    let outside = "it is outside of the folder";
    for (path, reason) in [
        ("/dev/zero", outside),
        ("zero", outside),
        ("../secret.txt", outside),
        ("link", outside),
        ("parent/secret.txt", outside),
        ("../../../../../../../../etc/passwd", outside),
        ("fifo", "it is a named pipe"),
        (".", "it is a folder"),
    ] {
        folder.write("specwright.toml", &format!("{PAYLOADS}spec = \"{path}\"\n"));
        let run = folder.lint(&["good.json"]);
        run.ends(2, &["cannot be read: ", reason])
            .without(&["password", "root:"]);
        folder.write("specwright.toml", &format!("baseline = \"{path}\"\n"));
        let run = folder.lint(&["good.json"]);
        run.ends(2, &["cannot be read: ", reason])
            .without(&["password", "root:"]);
    }
    folder.write(
        "specwright.toml",
        &format!("{PAYLOADS}spec = \"/dev/zero\"\n"),
    );
    folder
        .lint(&["--spec", "api.yaml", "good.json"])
        .ends(0, &[]);
}

#[test]
fn a_configuration_may_name_a_document_beside_it_in_the_repository() {
    let folder = Folder::new(&[("shared/api.yaml", DOCUMENT), ("service/bad.json", BAD)]);
    let config = "[[payloads]]\nfiles = [\"*.json\"]\nspec = \"../shared/api.yaml\"\n";
    folder.write("service/specwright.toml", config);
    let run = folder.lint(&["service/bad.json"]);
    run.ends(
        2,
        &["it is outside of the folder", "or name it with `--spec`"],
    );
    fs::create_dir(folder.at(".git")).unwrap();
    folder.lint(&["service/bad.json"]).ends(1, &["wrong-value"]);
}

#[test]
fn a_document_refers_to_files_of_its_folder_only() {
    let folder = Folder::new(&[("good.json", GOOD)]);
    folder.fifo("fifo.yaml");
    folder.link("zero.yaml", "/dev/zero");
    folder.link("passwd.yaml", "/etc/passwd");
    for name in [
        "fifo.yaml",
        "zero.yaml",
        "passwd.yaml",
        "../x.yaml",
        "/etc/passwd",
    ] {
        let document = format!(
            "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths:\n  /a:\n    post:\n      operationId: a\n      requestBody:\n        content:\n          application/json:\n            schema: {{$ref: '{name}'}}\n      responses: {{'200': {{description: d}}}}\n"
        );
        folder.write("api.yaml", &document);
        let run = folder.lint(&["--spec", "api.yaml", "good.json"]);
        run.ends(0, &[name, "warning[dangling-reference]"])
            .without(&["root:"]);
        let run = folder.lint(&["--strict", "--spec", "api.yaml", "good.json"]);
        run.ends(2, &[name]).without(&["root:"]);
    }
}

#[test]
fn the_limit_holds_for_files_pipes_and_the_standard_input() {
    let folder = Folder::new(&[("good.json", GOOD), ("api.yaml", DOCUMENT)]);
    let limit = ["--max-size", "64"];
    let larger = "larger than 64 bytes";
    let with = |arguments: &[&'static str]| [&limit[..], arguments].concat();
    for name in ["good.json", "."] {
        let run = folder.lint(&with(&["--format=concise", name]));
        run.ends(2, &["good.json:1:1: error[too-large]", larger]);
    }
    let run = folder.lint_stdin(&with(&["-"]), GOOD.as_bytes());
    run.ends(
        2,
        &[
            "error[too-large]",
            larger,
            "raise the limit with `--max-size`",
        ],
    );
    let lint = format!(
        "{} lint --max-size 64 <(echo \"$1\")",
        env!("CARGO_BIN_EXE_specwright")
    );
    folder.shell("bash", &lint, &[GOOD], b"").ends(2, &[larger]);
    folder
        .lint(&with(&["--spec", "api.yaml", "good.json"]))
        .ends(2, &["`api.yaml` cannot be read: it is larger"]);
    folder
        .lint(&["--max-size", "1KiB", "good.json"])
        .ends(0, &[]);
    folder
        .lint(&["--max-size", "a lot", "good.json"])
        .ends(2, &["512MiB"]);
}

#[test]
fn more_than_the_limit_is_not_even_read() {
    let folder = Folder::new(&[]);
    let file = fs::File::create(folder.at("large.json")).unwrap();
    file.set_len(1 << 40).unwrap();
    folder.lint(&["."]).ends(2, &["larger than 256 MiB"]);
    let lint = format!("{} lint - < /dev/zero", env!("CARGO_BIN_EXE_specwright"));
    folder
        .shell("sh", &lint, &[], b"")
        .ends(2, &["larger than 256 MiB"]);
    // A configuration cannot raise the limit.
    folder.write("specwright.toml", "max-size = 1000\n");
    folder
        .lint(&["."])
        .ends(2, &["there is no setting `max-size`"]);
}
