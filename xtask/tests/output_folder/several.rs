//! Several runs in one folder.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use super::crate_folder::{CrateFolder, document, end, pets, spawn};

#[test]
fn twelve_runs_at_once_all_succeed() {
    let text = document(20, "A pet.");
    let clean = CrateFolder::generated(&text);
    let made = CrateFolder::new(&text);
    let runs: Vec<_> = (0..12).map(|_| spawn(made.command(&[]))).collect();
    for run in runs {
        let end = end(run);
        assert_eq!(end.code, Some(0), "{end:?}");
    }
    assert_same(&made, &clean);
}

/// Whichever run comes last, the crate is that of one document, and a check at the same time sees one, too.
#[test]
fn runs_of_two_documents_do_not_mix() {
    let texts = [document(20, "A pet."), document(12, "Another pet.")];
    let clean = texts.each_ref().map(|text| CrateFolder::generated(text));
    let made = CrateFolder::generated(&texts[0]);
    let mut other = CrateFolder::new(&texts[1]);
    other.out.clone_from(&made.out);
    let differs = CrateFolder::generated(&texts[1]);
    fs::copy(&made.spec, &differs.spec).unwrap();
    let differs = differs.run(&["--check"]).stdout;
    let runs = (0..12).map(|number| if number % 2 == 0 { &made } else { &other });
    let runs: Vec<_> = runs.map(|made| spawn(made.command(&[]))).collect();
    let checks: Vec<_> = (0..6).map(|_| spawn(made.command(&["--check"]))).collect();
    for run in runs {
        let end = end(run);
        assert_eq!(end.code, Some(0), "{end:?}");
    }
    for check in checks {
        let end = end(check);
        assert!(
            end.stdout.starts_with("up to date") || end.stdout == differs,
            "a check saw files of both: {end:?}"
        );
    }
    match made.text("Cargo.toml") == clean[0].text("Cargo.toml") {
        true => assert_same(&made, &clean[0]),
        false => assert_same(&made, &clean[1]),
    }
}

fn assert_same(made: &CrateFolder, clean: &CrateFolder) {
    let paths = |made: &CrateFolder| -> Vec<_> {
        let tree = made.tree().into_iter();
        tree.map(|(path, holds)| (path.strip_prefix(&made.out).unwrap().to_owned(), holds))
            .collect()
    };
    assert!(paths(made) == paths(clean));
}

#[test]
fn a_run_that_waits_says_for_whom() {
    for arguments in [&[] as &[&str], &["--check"]] {
        let made = CrateFolder::generated(&pets());
        let folder = File::open(&made.out).unwrap();
        folder.lock().unwrap();
        made.write(".specwright/owner", "specwright codegen, process 4242\n");
        let mut command = made.command(arguments);
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        let stderr = child.stderr.take().unwrap();
        BufReader::new(stderr).read_line(&mut line).unwrap();
        let expected = format!(
            "waiting for another run (process 4242) to finish with {}\n",
            made.out.display()
        );
        assert_eq!(line, expected);
        assert!(child.try_wait().unwrap().is_none());
        folder.unlock().unwrap();
        assert!(child.wait().unwrap().success());
    }
}
