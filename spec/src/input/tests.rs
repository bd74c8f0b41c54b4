#![allow(
    clippy::disallowed_methods,
    reason = "a test may use all files and programs"
)]

use std::fs;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::{ErrorKind, FileKind, Limit, Origin, inside, open, read};

const SMALL: Limit = Limit::new(4);

/// Runs a test that must not block, and fails if it does.
fn in_time(test: impl FnOnce() + Send + 'static) {
    let (done, waits) = mpsc::channel();
    thread::spawn(move || {
        test();
        done.send(()).expect("the test waits");
    });
    let result = waits.recv_timeout(Duration::from_secs(20));
    assert!(result.is_ok(), "the test failed or blocks");
}

fn fifo(path: &Path) {
    let status = std::process::Command::new("mkfifo").arg(path).status();
    assert!(status.expect("mkfifo starts").success());
}

fn kind_of(path: &Path, origin: Origin) -> ErrorKind {
    let error = read(path, origin, SMALL).expect_err("it is not read");
    assert_eq!(error.path, path);
    assert!(open(path, origin).is_err() || matches!(error.kind, ErrorKind::TooLarge(_)));
    error.kind
}

#[test]
fn a_file_is_read_up_to_the_limit() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a");
    for origin in [Origin::CommandLine, Origin::Content] {
        fs::write(&path, "1234").expect("written");
        assert_eq!(read(&path, origin, SMALL).expect("read"), b"1234");
        fs::write(&path, "12345").expect("written");
        let kind = kind_of(&path, origin);
        assert!(matches!(kind, ErrorKind::TooLarge(SMALL)), "{kind:?}");
        assert!(kind.to_string().contains("larger than 4 bytes"), "{kind}");
    }
    let none = kind_of(&folder.path().join("none"), Origin::CommandLine);
    assert!(matches!(none, ErrorKind::NotFound), "{none:?}");
}

#[test]
fn a_file_whose_size_is_unknown_is_read_up_to_the_limit() {
    // The files of `/proc` have the size 0, as a file has that grows while it is read.
    let path = Path::new("/proc/self/status");
    if path.exists() {
        let kind = read(path, Origin::Content, SMALL).expect_err("larger").kind;
        assert!(matches!(kind, ErrorKind::TooLarge(SMALL)), "{kind:?}");
    }
}

#[test]
fn what_is_no_file_is_named_and_not_opened() {
    in_time(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fifo(&at("fifo"));
        let _socket = UnixListener::bind(at("socket")).expect("a socket");
        symlink("/dev/zero", at("zero")).expect("a link");
        symlink(at("fifo"), at("to fifo")).expect("a link");
        fs::write(at("file"), "1").expect("written");
        symlink(at("file"), at("to file")).expect("a link");
        let (user, content) = (Origin::CommandLine, Origin::Content);
        for (path, origin, kind) in [
            (folder.path().to_path_buf(), user, FileKind::Folder),
            (folder.path().to_path_buf(), content, FileKind::Folder),
            (at("socket"), user, FileKind::Socket),
            (at("socket"), content, FileKind::Socket),
            ("/dev/zero".into(), user, FileKind::Device),
            ("/dev/zero".into(), content, FileKind::Device),
            (at("zero"), user, FileKind::Device),
            (at("zero"), content, FileKind::Link),
            (at("fifo"), content, FileKind::Pipe),
            (at("to fifo"), content, FileKind::Link),
            (at("to file"), content, FileKind::Link),
        ] {
            let found = kind_of(&path, origin);
            let is_right = matches!(found, ErrorKind::WrongKind(found) if found == kind);
            assert!(is_right, "{path:?} {origin:?}: {found:?}");
        }
        assert_eq!(read(&at("to file"), user, SMALL).expect("read"), b"1");
    });
}

#[test]
fn a_pipe_of_the_user_is_read_once_its_writer_comes() {
    in_time(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("fifo");
        fifo(&path);
        for (text, is_read) in [("1234", true), ("12345", false)] {
            let writer = path.clone();
            let writing = thread::spawn(move || {
                let mut pipe = fs::File::options().write(true).open(writer);
                pipe.as_mut().expect("opened").write_all(text.as_bytes())
            });
            let bytes = read(&path, Origin::CommandLine, SMALL);
            assert_eq!(bytes.is_ok_and(|bytes| bytes == text.as_bytes()), is_read);
            writing.join().expect("joined").expect("written");
        }
    });
}

#[test]
fn a_path_leads_into_the_folder_or_is_refused() {
    let base = tempfile::tempdir().expect("a folder");
    let base = base.path().canonicalize().expect("a path");
    let folder = base.join("folder");
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join("in"), "").expect("written");
    fs::write(base.join("out"), "").expect("written");
    symlink("in", folder.join("to in")).expect("a link");
    symlink("../out", folder.join("to out")).expect("a link");
    symlink("nowhere", folder.join("to nowhere")).expect("a link");
    let resolved = |name: &str| inside(&folder, &folder.join(name));
    assert_eq!(resolved("in").expect("inside"), folder.join("in"));
    assert_eq!(resolved("to in").expect("inside"), folder.join("in"));
    assert_eq!(resolved("../folder/in").expect("inside"), folder.join("in"));
    for name in ["to out", "../out", "/etc/hostname", ".."] {
        let kind = resolved(name).expect_err("outside").kind;
        assert!(matches!(kind, ErrorKind::Outside(_)), "{name}: {kind:?}");
    }
    let kind = resolved("to nowhere").expect_err("nothing").kind;
    assert!(matches!(kind, ErrorKind::NotFound), "{kind:?}");
}
