//! A run that was killed can be repeated.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use super::crate_folder::{CrateFolder, document, end, pets, spawn};

/// Runs that are killed; the environment variable `KILLS` sets another number.
const KILLS: u32 = 28;

/// Runs are killed at moments spread over the time in which they write: into an empty folder, then over what the last killed run
/// has left, with a document that has files to write, to rewrite and to remove. Every seventh run is left to its end.
#[test]
fn a_killed_run_can_be_repeated() {
    let kills = std::env::var("KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let texts = [document(40, "A pet."), document(30, "Another pet.")];
    let clean = texts.each_ref().map(|text| CrateFolder::generated(text));
    let time = (0..3).map(|_| writing(&texts[0])).min().unwrap();
    let made = CrateFolder::new(&texts[0]);
    let (mut killed, mut left) = (0, 0);
    for number in 0..kills {
        if number % 7 == 0 {
            let _ = fs::remove_dir_all(&made.out);
            made.write("README.md", "mine");
        }
        fs::write(&made.spec, &texts[number as usize % 2]).unwrap();
        let mut child = spawn_until_it_writes(&made);
        thread::sleep(time.mul_f64(f64::from(number * 5 % kills) / f64::from(kills)));
        child.kill().unwrap();
        killed += u32::from(!child.wait().unwrap().success());
        left += u32::from(made.at(".specwright").exists());
        if number % 7 == 6 || number % 7 == 0 {
            assert_repeats(&made, &clean[number as usize % 2], number);
        }
    }
    println!("{killed} of {kills} runs were killed, {left} of them left `.specwright`");
    assert!(killed > 0, "no run was killed");
}

/// The time in which a run writes its files.
fn writing(document: &str) -> Duration {
    let made = CrateFolder::new(document);
    fs::create_dir(&made.out).unwrap();
    let mut child = spawn_until_it_writes(&made);
    let start = Instant::now();
    child.wait().unwrap();
    start.elapsed()
}

/// Starts a run, and returns when it creates the first file or folder, or has ended.
fn spawn_until_it_writes(made: &CrateFolder) -> Child {
    let changed = || fs::metadata(&made.out).unwrap().modified().unwrap();
    let before = changed();
    let mut child = spawn(made.command(&[]));
    while changed() == before && child.try_wait().unwrap().is_none() {}
    child
}

/// Asserts that a run does all that those did not which were killed, and touches nothing else.
fn assert_repeats(made: &CrateFolder, clean: &CrateFolder, kills: u32) {
    let end = made.run(&[]);
    assert_eq!(end.code, Some(0), "after {kills} kills: {end:?}");
    let files = |made: &CrateFolder| -> BTreeMap<_, _> {
        let tree = made.tree().into_iter();
        let relative =
            tree.map(|(path, holds)| (path.strip_prefix(&made.out).unwrap().to_owned(), holds));
        let files = relative.filter(|(_, holds)| !holds.ends_with(" folder"));
        files.collect()
    };
    let mut found = files(made);
    assert!(
        found
            .remove(Path::new("README.md"))
            .unwrap()
            .ends_with(" mine")
    );
    assert!(
        found == files(clean),
        "the crate is not that of a run that was not killed"
    );
    assert!(!made.at(".specwright").exists());
}

/// A run that is killed at once after each file that it moves or removes.
#[test]
fn every_half_of_a_run_can_be_repeated() {
    let (old, new) = (
        CrateFolder::generated(&document(4, "A pet.")),
        document(3, "Another pet."),
    );
    let fresh = CrateFolder::generated(&new);
    let files = |made: &CrateFolder| -> Vec<String> {
        let tree = made
            .tree()
            .into_iter()
            .filter(|(_, holds)| !holds.ends_with(" folder"));
        let names =
            tree.map(|(path, _)| path.strip_prefix(&made.out).unwrap().display().to_string());
        names.collect()
    };
    let (before, after) = (files(&old), files(&fresh));
    for moved in 0..=after.len() {
        let made = CrateFolder::new(&new);
        for path in before
            .iter()
            .filter(|path| after.contains(path) || moved == 0)
        {
            made.write(path, old.text(path));
        }
        for path in &after[..moved] {
            made.write(path, fresh.text(path));
        }
        made.write(".specwright/owner", "specwright codegen, process 1\n");
        for (number, path) in after.iter().enumerate().skip(moved) {
            made.write(&format!(".specwright/{number}"), fresh.text(path));
        }
        let end = made.run(&[]);
        assert_eq!(end.code, Some(0), "{moved}: {end:?}");
        assert_eq!(files(&made), after);
        assert!(after.iter().all(|path| made.text(path) == fresh.text(path)));
    }
}

#[test]
fn what_killed_runs_leave_is_removed_and_nothing_else() {
    let left: &[&[(&str, &str)]] = &[
        &[],
        &[("owner", "")],
        &[("owner", "specwright cod")],
        &[("owner", "specwright codegen, process 123\n")],
        &[
            ("owner", "specwright codegen, process 123\n"),
            ("0", ""),
            ("17", "half a fi"),
        ],
    ];
    for files in left {
        let made = CrateFolder::generated(&pets());
        fs::create_dir(made.at(".specwright")).unwrap();
        for (name, text) in *files {
            made.write(&format!(".specwright/{name}"), text);
        }
        let end = made.run(&[]);
        assert_eq!(end.code, Some(0), "{files:?}: {end:?}");
        assert!(!made.at(".specwright").exists(), "{files:?}");
    }
    let foreign: &[(&[(&str, &str)], &str)] = &[
        (&[("17", "mine")], "17"),
        (&[("owner", "me"), ("0", "mine")], "owner"),
        (
            &[
                ("owner", "specwright codegen, process 1\n"),
                ("notes", "mine"),
            ],
            "notes",
        ),
        (
            &[
                ("owner", "specwright codegen, process 1\n"),
                ("1/2", "mine"),
            ],
            "1",
        ),
    ];
    for (files, named) in foreign {
        let made = CrateFolder::generated(&pets());
        for (name, text) in *files {
            made.write(&format!(".specwright/{name}"), text);
        }
        let before = made.tree();
        let end = made.run(&[]);
        assert_eq!(end.code, Some(2), "{files:?}: {end:?}");
        let line = format!("  .specwright/{named}: the generator did not write this file");
        assert!(end.stderr.contains(&line), "{end:?}");
        assert_eq!(made.tree(), before);
    }
}

#[test]
fn no_link_is_followed_to_what_a_killed_run_would_have_left() {
    let elsewhere = CrateFolder::generated(&pets());
    elsewhere.write(".specwright/owner", "specwright codegen, process 1\n");
    elsewhere.write(".specwright/0", "kept");
    let before = elsewhere.tree();
    let made = CrateFolder::generated(&pets());
    symlink(elsewhere.at(".specwright"), made.at(".specwright")).unwrap();
    assert_eq!(made.run(&[]).code, Some(2));
    fs::remove_file(made.at(".specwright")).unwrap();
    made.write(".specwright/owner", "specwright codegen, process 1\n");
    symlink(elsewhere.at(".specwright/0"), made.at(".specwright/0")).unwrap();
    assert_eq!(made.run(&[]).code, Some(2));
    assert_eq!(elsewhere.tree(), before);
}

/// The lock is the operating system's: it ends with its process.
#[test]
fn a_killed_run_leaves_no_lock() {
    let made = CrateFolder::generated(&document(60, "A pet."));
    fs::write(&made.spec, document(60, "Another pet.")).unwrap();
    for _ in 0..5 {
        let mut child = spawn(made.command(&[]));
        let start = Instant::now();
        while !made.at(".specwright").exists() && start.elapsed() < Duration::from_secs(10) {
            if child.try_wait().unwrap().is_some() {
                break;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let end = end(spawn(made.command(&[])));
    assert_eq!(end.code, Some(0), "{end:?}");
    assert!(!end.stderr.contains("waiting"), "{end:?}");
}
