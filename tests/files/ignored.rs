//! Ignore files are read like any other input, and mean what they mean to the crate `ignore`.

use std::fs;
use std::path::{Path, PathBuf};

use specwright::files;

use super::{Folder, GOOD};

#[test]
fn ignore_files_that_are_no_files_are_not_read() {
    for name in [
        ".gitignore",
        ".ignore",
        "below/.gitignore",
        ".git/info/exclude",
    ] {
        for make in [
            (|folder, name| Folder::fifo(folder, name)) as fn(&Folder, &str),
            |folder, name| folder.link(name, "/dev/zero"),
        ] {
            let folder = Folder::new(&[("good.json", GOOD), ("below/good.json", GOOD)]);
            fs::create_dir_all(folder.at(".git/info")).unwrap();
            make(&folder, name);
            folder.lint(&["."]).ends(0, &["nothing found in 2 files"]);
            folder
                .lint(&["below"])
                .ends(0, &["nothing found in 1 file"]);
        }
    }
    let folder = Folder::new(&[
        ("good.json", GOOD),
        (".git", "gitdir: git\n"),
        ("git/a", ""),
    ]);
    folder.fifo("git/commondir");
    folder.lint(&["."]).ends(0, &["nothing found in 1 file"]);
    fs::remove_file(folder.at(".git")).unwrap();
    folder.link(".git", "/dev/zero");
    folder.lint(&["."]).ends(0, &["nothing found in 1 file"]);
}

#[test]
fn ignore_files_mean_what_they_mean_elsewhere() {
    let files = [
        (".ignore", "inner/x.json\n!c.json\n"),
        (
            ".gitignore",
            "\u{feff}# comment\nb.json\nc.json\n/inner/deep/*\n!/inner/deep/kept.json\n!.shown\n[\n",
        ),
        (".git/info/exclude", "excluded.json\n"),
        ("inner/.gitignore", "!b.json\n*.tmp.json\nfolder/\n"),
        ("inner/.ignore", "y.json\n"),
        ("other/.git/HEAD", ""),
        ("other/.gitignore", "a.json\n"),
        ("linked-git/commondir", "./common\n"),
        ("linked-git/common/info/exclude", "e.json\n"),
        ("outside/.jj/x", ""),
    ];
    let names = [
        "a.json",
        "b.json",
        "c.json",
        "e.json",
        "excluded.json",
        "x.json",
        "y.json",
        "z.tmp.json",
        ".hidden.json",
        ".shown/a.json",
        "folder/a.json",
        "deep/kept.json",
        "deep/left.json",
    ];
    let folders = [
        "",
        "inner/",
        "inner/inner/",
        "other/",
        "other/inner/",
        "linked/",
        "outside/",
        "inner/deep/",
        ".dot/",
    ];
    let folder = Folder::new(&files);
    for inside in folders {
        for name in names {
            folder.write(&format!("{inside}{name}"), GOOD);
        }
    }
    let git = format!("gitdir: {}\n", folder.at("linked-git").display());
    folder.write("linked/.git", &git);
    let mut compared = 0;
    for inside in folders {
        let root = folder.at(inside);
        let expected: Vec<PathBuf> = ignore::WalkBuilder::new(&root)
            .sort_by_file_name(Ord::cmp)
            .build()
            .map(|entry| entry.unwrap().into_path())
            .filter(|path| path.is_file() && path.extension().is_some_and(|end| end == "json"))
            .collect();
        let inputs = files::named(&[root.display().to_string()], None).unwrap();
        let found: Vec<&Path> = inputs
            .files
            .iter()
            .filter_map(|input| input.path())
            .collect();
        assert_eq!(found, expected, "{inside}");
        compared += found.len();
    }
    assert!(compared > 100, "{compared}");
    // Without a repository the rules of git are none.
    fs::rename(folder.at(".git"), folder.at("no-git")).unwrap();
    let run = folder.lint(&["b.json", "."]);
    run.ends(0, &[]);
}
