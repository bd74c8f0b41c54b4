//! Disks that are full, and folders that cannot be written to.

use std::fs;
use std::process::Command;

use super::crate_folder::{CrateFolder, document, end, pets, spawn};

/// Runs a shell command and then the generator. The shell command finds the crate's folder in `$OUT`.
fn shell(made: &CrateFolder, before: &str, arguments: &[&str]) -> Command {
    let command = made.command(arguments);
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("{before} && exec \"$@\""), "sh"]);
    shell
        .arg(command.get_program())
        .args(command.get_args())
        .env("OUT", &made.out);
    shell
}

/// The same in a namespace in which `before` may mount; `None`, and a line, if this system has none.
fn with_mounts(made: &CrateFolder, before: &str, arguments: &[&str]) -> Option<Command> {
    let probe = Command::new("unshare")
        .args(["-rm", "mount", "-t", "tmpfs", "none", "/mnt"])
        .output();
    if !probe.is_ok_and(|probe| probe.status.success()) {
        println!("skipped: nothing can be mounted here");
        return None;
    }
    let inner = shell(made, before, arguments);
    let mut command = Command::new("unshare");
    command
        .arg("-rm")
        .arg(inner.get_program())
        .args(inner.get_args())
        .env("OUT", &made.out);
    Some(command)
}

/// A limit for the size of files stands for a disk that gets full while a file is written.
#[test]
fn a_file_that_cannot_be_written_changes_nothing() {
    for made in [CrateFolder::generated(&pets()), CrateFolder::new(&pets())] {
        fs::create_dir_all(&made.out).unwrap();
        fs::write(&made.spec, document(80, "Another pet.")).unwrap();
        let before = made.tree();
        let end = end(spawn(shell(&made, "trap '' XFSZ && ulimit -f 8", &[])));
        assert_eq!(end.code, Some(2), "{end:?}");
        assert!(end.stderr.contains("File too large"), "{end:?}");
        assert_eq!(made.tree(), before);
        assert_eq!(made.run(&[]).code, Some(0));
    }
}

/// The same where the system kills the program for it.
#[test]
fn a_run_that_dies_while_it_writes_can_be_repeated() {
    let made = CrateFolder::generated(&pets());
    fs::write(&made.spec, document(80, "Another pet.")).unwrap();
    let mut before = made.tree();
    let killed = end(spawn(shell(&made, "ulimit -c 0 && ulimit -f 8", &[])));
    assert_eq!(killed.code, None, "{killed:?}");
    assert!(made.at(".specwright/owner").exists());
    let mut after = made.tree();
    for tree in [&mut before, &mut after] {
        tree.retain(|path, _| !path.starts_with(made.at(".specwright")));
    }
    assert_eq!(after, before);
    assert_eq!(made.run(&[]).code, Some(0));
    assert!(!made.at(".specwright").exists());
}

#[test]
fn a_full_disk_changes_nothing() {
    let made = CrateFolder::generated(&pets());
    fs::write(&made.spec, document(80, "Another pet.")).unwrap();
    let saved = made.folder.path().join("saved");
    fs::rename(&made.out, &saved).unwrap();
    fs::create_dir(&made.out).unwrap();
    let after = made.folder.path().join("after");
    let before = "mount -t tmpfs -o size=400k none \"$OUT\" && cp -a \"$SAVED\"/. \"$OUT\"";
    let Some(mut command) = with_mounts(
        &made,
        &format!("{before} && \"$@\"; code=$?; cp -a \"$OUT\" \"$AFTER\"; exit $code"),
        &[],
    ) else {
        return;
    };
    command.env("SAVED", &saved).env("AFTER", &after);
    let end = end(spawn(command));
    assert_eq!(end.code, Some(2), "{end:?}");
    assert!(end.stderr.contains("No space left on device"), "{end:?}");
    let texts = |folder: &std::path::Path| -> Vec<_> {
        let tree = super::crate_folder::tree(folder).into_iter();
        tree.map(|(path, holds)| (path.strip_prefix(folder).unwrap().to_owned(), holds))
            .skip(1)
            .collect()
    };
    assert_eq!(texts(&after), texts(&saved));
}

#[test]
fn a_check_needs_no_folder_that_can_be_written_to() {
    let made = CrateFolder::generated(&pets());
    let read_only = "mount --bind \"$OUT\" \"$OUT\" && mount -o remount,ro,bind \"$OUT\"";
    for (arguments, code) in [(&["--check"] as &[&str], 0), (&[], 0)] {
        let Some(command) = with_mounts(&made, read_only, arguments) else {
            return;
        };
        let end = end(spawn(command));
        assert_eq!(end.code, Some(code), "{end:?}");
        assert!(end.stderr.is_empty(), "{end:?}");
    }
    fs::write(&made.spec, pets().replace("A pet.", "Another pet.")).unwrap();
    let before = made.tree();
    let check = end(spawn(with_mounts(&made, read_only, &["--check"]).unwrap()));
    assert_eq!(check.code, Some(1), "{check:?}");
    let write = end(spawn(with_mounts(&made, read_only, &[]).unwrap()));
    assert_eq!(write.code, Some(2), "{write:?}");
    assert!(write.stderr.contains("Read-only file system"), "{write:?}");
    assert_eq!(made.tree(), before);
}

#[test]
fn a_check_of_no_folder_creates_none() {
    let made = CrateFolder::new(&pets());
    let end = made.run(&["--check"]);
    assert_eq!(end.code, Some(1), "{end:?}");
    assert!(
        end.stdout.contains("src/lib.rs: the file is missing"),
        "{end:?}"
    );
    assert!(!made.out.exists());
}
