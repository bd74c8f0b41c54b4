//! Files that the generator wrote: when they are replaced and removed, and how new ones are made.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use super::crate_folder::{CrateFolder, XTASK, end, pets, spawn};

fn mode(made: &CrateFolder, path: &str) -> u32 {
    fs::metadata(made.at(path)).unwrap().permissions().mode() & 0o777
}

#[test]
fn an_edited_file_is_replaced_only_if_edits_are_discarded() {
    let merged = |text: &str| format!("<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> branch\n");
    let edited = |text: &str| text.replace("pub struct Pet0", "pub struct Cat");
    for edit in [&merged as &dyn Fn(&str) -> String, &edited] {
        let made = CrateFolder::generated(&pets());
        let good = made.tree();
        for path in [
            "src/types.rs",
            "Cargo.toml",
            "schemas/PutPet0.request.schema.json",
        ] {
            let text = made.text(path);
            made.write(path, edit(&text) + "\n");
        }
        let before = made.tree();
        let stopped = made.run(&[]);
        assert_eq!(stopped.code, Some(2), "{stopped:?}");
        assert!(
            stopped
                .stderr
                .contains("  src/types.rs: someone edited this file"),
            "{stopped:?}"
        );
        assert!(
            stopped
                .stderr
                .contains("help: replace what someone edited with `--discard-edits`"),
            "{stopped:?}"
        );
        assert_eq!(made.tree(), before);
        let check = made.run(&["--check"]);
        assert_eq!(check.code, Some(1), "{check:?}");
        assert!(
            check
                .stdout
                .contains("src/types.rs: someone edited this file"),
            "{check:?}"
        );
        assert_eq!(made.run(&["--discard-edits"]).code, Some(0));
        assert_eq!(made.tree(), good);
    }
}

#[test]
fn stale_files_are_removed_with_their_empty_folders_and_nothing_else() {
    let made = CrateFolder::generated(&pets());
    for path in [
        "README.md",
        "tests/mine.rs",
        "Cargo.lock",
        "target/debug/x",
        ".git/HEAD",
    ] {
        made.write(path, "mine");
    }
    fs::write(
        &made.spec,
        "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\npaths: {}\n",
    )
    .unwrap();
    let end = made.run(&[]);
    assert_eq!(end.code, Some(0), "{end:?}");
    assert!(
        end.stdout.contains("removed src/operations/put_pet0.rs"),
        "{end:?}"
    );
    assert!(!made.at("src/operations").exists());
    assert!(!made.at("schemas").exists());
    for path in [
        "README.md",
        "tests/mine.rs",
        "Cargo.lock",
        "target/debug/x",
        ".git/HEAD",
    ] {
        assert_eq!(made.text(path), "mine");
    }
    assert!(!made.at(".specwright").exists());
}

/// Files of a checkout on Windows end their lines with CR LF.
#[test]
fn line_ends_are_no_edit() {
    let made = CrateFolder::generated(&pets());
    for path in ["src/types.rs", "src/lib.rs"] {
        made.write(path, made.text(path).replace('\n', "\r\n"));
    }
    fs::write(&made.spec, pets().replace("A pet.", "Another pet.")).unwrap();
    assert_eq!(made.run(&[]).code, Some(0));
}

#[test]
fn a_read_only_file_is_not_replaced() {
    let made = CrateFolder::generated(&pets());
    fs::set_permissions(made.at("src/types.rs"), fs::Permissions::from_mode(0o444)).unwrap();
    assert_eq!(made.run(&[]).code, Some(0), "there is nothing to write");
    fs::write(&made.spec, pets().replace("A pet.", "Another pet.")).unwrap();
    let before = made.tree();
    let end = made.run(&["--discard-edits"]);
    assert_eq!(end.code, Some(2), "{end:?}");
    assert!(
        end.stderr.contains("  src/types.rs: the file is read-only"),
        "{end:?}"
    );
    assert_eq!(made.tree(), before);
}

/// Part of the files could be moved to their places, and the others not.
#[test]
fn a_read_only_folder_stops_the_run() {
    let made = CrateFolder::generated(&pets());
    fs::write(&made.spec, pets().replace("putPet0", "storePet")).unwrap();
    let folder = made.at("src/operations");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    let before = made.tree();
    let end = made.run(&[]);
    assert_eq!(end.code, Some(2), "{end:?}");
    for path in ["put_pet0.rs", "store_pet.rs"] {
        let line = format!("  src/operations/{path}: the folder of the file is read-only");
        assert!(end.stderr.contains(&line), "{end:?}");
    }
    assert_eq!(made.tree(), before);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn another_name_of_a_replaced_file_keeps_its_text() {
    let made = CrateFolder::generated(&pets());
    let old = made.text("src/types.rs");
    let other = made.folder.path().join("linked.rs");
    fs::hard_link(made.at("src/types.rs"), &other).unwrap();
    fs::write(&made.spec, pets().replace("A pet.", "Another pet.")).unwrap();
    assert_eq!(made.run(&[]).code, Some(0));
    assert_eq!(fs::read_to_string(other).unwrap(), old);
    assert_ne!(made.text("src/types.rs"), old);
}

#[test]
fn new_files_have_the_mode_of_the_user_and_old_ones_keep_theirs() {
    for (mask, expected) in [("077", 0o600), ("002", 0o664), ("022", 0o644)] {
        let made = CrateFolder::new(&pets());
        let run = || {
            let mut shell = Command::new("sh");
            shell.args(["-c", "umask $0; exec \"$@\"", mask]);
            let command = made.command(&[]);
            shell.arg(command.get_program()).args(command.get_args());
            end(spawn(shell))
        };
        assert_eq!(run().code, Some(0));
        for path in ["Cargo.toml", "src/types.rs"] {
            assert_eq!(mode(&made, path), expected, "{mask} {path}");
        }
        fs::set_permissions(made.at("src/types.rs"), fs::Permissions::from_mode(0o640)).unwrap();
        fs::write(&made.spec, pets().replace("A pet.", "Another pet.")).unwrap();
        assert_eq!(run().code, Some(0));
        assert_eq!(mode(&made, "src/types.rs"), 0o640);
    }
}

/// On some systems a name of a device is no file, and two names that differ only in case are one.
#[test]
fn operations_have_files_on_every_system() {
    let document = pets();
    let document = document
        .replace("putPet0", "con")
        .replace("putPet1", "getid")
        .replace("putPet2", "getId");
    let made = CrateFolder::generated(&document);
    let names: Vec<_> = made.tree().into_keys().collect();
    let folded = names
        .iter()
        .map(|path| path.to_string_lossy().to_lowercase());
    let folded: std::collections::BTreeSet<_> = folded.collect();
    assert_eq!(folded.len(), names.len(), "{names:?}");
    for name in &names {
        let name = name.file_name().unwrap().to_string_lossy();
        let stem = name.split('.').next().unwrap();
        assert!(!stem.eq_ignore_ascii_case("con"), "{name}");
    }
    assert!(made.at("src/operations/op_con.rs").exists());
    assert!(made.at("schemas/Con_.request.schema.json").exists());
}

#[test]
fn a_package_name_that_programs_cannot_use_is_refused() {
    for name in [
        "con", "test", "std", "core", "self", "async", "serde", "../x", "",
    ] {
        let made = CrateFolder::new(&pets());
        let mut command = Command::new(XTASK);
        command
            .arg("codegen")
            .arg("--spec")
            .arg(&made.spec)
            .arg("--out")
            .arg(&made.out);
        command.args(["--package", name]);
        let end = end(spawn(command));
        assert_eq!(end.code, Some(2), "{name}: {end:?}");
        assert!(
            end.stderr
                .contains(&format!("a package cannot have the name `{name}`")),
            "{end:?}"
        );
        assert!(
            end.stderr
                .contains("help: give another name with `--package`"),
            "{end:?}"
        );
        assert!(!made.out.exists());
    }
}

#[test]
fn a_document_has_a_limit_that_the_command_line_raises() {
    let made = CrateFolder::new(&pets());
    let end = made.run(&["--max-size", "100"]);
    assert_eq!(end.code, Some(2), "{end:?}");
    assert!(end.stderr.contains("larger than 100 bytes"), "{end:?}");
    assert!(!made.out.exists());
    assert_eq!(made.run(&["--max-size", "1MiB"]).code, Some(0));
}

#[test]
fn a_document_may_be_a_pipe_that_the_user_names() {
    let mut made = CrateFolder::new(&pets());
    made.spec = "/dev/stdin".into();
    let mut command = made.command(&[]);
    command.stdin(Stdio::piped()).stdout(Stdio::null());
    let mut child = command.spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(pets().as_bytes())
        .unwrap();
    assert!(child.wait().unwrap().success());
    assert!(made.at("src/types.rs").exists());
    made.spec = "/dev/zero".into();
    let end = made.run(&[]);
    assert_eq!(end.code, Some(2), "{end:?}");
    assert!(end.stderr.contains("it is a device"), "{end:?}");
}
