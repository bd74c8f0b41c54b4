//! Which entries of a folder walk are left out: hidden ones, and those that ignore files name.
//!
//! The rules are those of the crate `ignore`. Its own walk opens ignore files whatever they are, and so waits for a named
//! pipe and reads `/dev/zero` to its end; here they are read as [`Origin::Content`]. As in git, one that is a link is not read.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use specwright_spec::input::{self, Limit, Origin};

/// An ignore file larger than this is not read.
const LARGEST: Limit = Limit::new(1 << 20);

/// The ignore files of the folders of a walk, each read once.
pub(super) struct Ignored {
    /// The folder of the walk, as it is named and without links.
    named: PathBuf,
    resolved: PathBuf,
    global: Gitignore,
    folders: Mutex<HashMap<PathBuf, Folders>>,
}

/// The rules of a folder and of those above it, innermost first.
type Folders = Arc<[Arc<Rules>]>;

/// The rules of one folder.
struct Rules {
    /// `.ignore`
    ignore: Gitignore,
    /// `.gitignore`
    git: Gitignore,
    /// `.git/info/exclude`
    exclude: Gitignore,
    is_repository: bool,
}

impl Ignored {
    /// Prepares the walk of a folder.
    pub(super) fn below(folder: &Path) -> Self {
        let here = std::env::current_dir().unwrap_or_default();
        Self {
            named: folder.to_path_buf(),
            resolved: folder.canonicalize().unwrap_or_else(|_| folder.into()),
            // The user's own configuration of git names this file.
            global: GitignoreBuilder::new(here).build_global().0,
            folders: Mutex::default(),
        }
    }

    /// Returns `true` if the walk leaves the entry out.
    pub(super) fn has(&self, entry: &ignore::DirEntry) -> bool {
        let inside = entry.path().strip_prefix(&self.named);
        let path = self.resolved.join(inside.unwrap_or(entry.path()));
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let folders = self.folders(path.parent().unwrap_or(&path));
        match self.matched(&folders, &path, is_folder) {
            Match::Ignore(()) => true,
            Match::Whitelist(()) => false,
            Match::None => is_hidden(entry.file_name()),
        }
    }

    /// Any `.ignore` wins over every `.gitignore`; among files of one name the innermost wins.
    fn matched(&self, folders: &Folders, path: &Path, is_folder: bool) -> Match<()> {
        let first = |rules: &mut dyn Iterator<Item = &Gitignore>| {
            let matches = rules.map(|rules| rules.matched(path, is_folder).map(|_| ()));
            let mut decided = matches.filter(|found| !found.is_none());
            decided.next().unwrap_or(Match::None)
        };
        let ignore = first(&mut folders.iter().map(|rules| &rules.ignore));
        // The rules of git end with the repository, and are none without one.
        let Some(root) = folders.iter().position(|rules| rules.is_repository) else {
            return ignore;
        };
        let repository = &folders[..=root];
        ignore
            .or(first(&mut repository.iter().map(|rules| &rules.git)))
            .or(first(&mut repository.iter().map(|rules| &rules.exclude)))
            .or(first(&mut std::iter::once(&self.global)))
    }

    fn folders(&self, folder: &Path) -> Folders {
        let mut known = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        collect(folder, &mut known)
    }
}

fn collect(folder: &Path, known: &mut HashMap<PathBuf, Folders>) -> Folders {
    if let Some(folders) = known.get(folder) {
        return Arc::clone(folders);
    }
    let own = Rules::read(folder);
    let own = (!own.is_empty()).then(|| Arc::new(own));
    let above = folder.parent().map(|above| collect(above, known));
    let folders = match (own, above) {
        (None, Some(above)) => above,
        (own, above) => {
            let above = above.iter().flat_map(|above| above.iter().cloned());
            own.into_iter().chain(above).collect()
        }
    };
    known.insert(folder.to_path_buf(), Arc::clone(&folders));
    folders
}

impl Rules {
    fn read(folder: &Path) -> Self {
        let is_there = |name: &str| folder.join(name).symlink_metadata().is_ok();
        let is_git = is_there(".git");
        let exclude = match is_git {
            true => exclude_file(folder),
            false => None,
        };
        let none = Gitignore::empty;
        Self {
            ignore: rules(folder, &folder.join(".ignore")),
            git: rules(folder, &folder.join(".gitignore")),
            exclude: exclude.map_or_else(none, |file| rules(folder, &file)),
            is_repository: is_git || is_there(".jj"),
        }
    }

    fn is_empty(&self) -> bool {
        let all = [&self.ignore, &self.git, &self.exclude];
        !self.is_repository && all.into_iter().all(Gitignore::is_empty)
    }
}

/// Parses an ignore file. As everywhere, one that cannot be read has no rules, and lines that are none are skipped.
fn rules(folder: &Path, file: &Path) -> Gitignore {
    let Some(text) = text(file) else {
        return Gitignore::empty();
    };
    let mut builder = GitignoreBuilder::new(folder);
    for line in text.trim_start_matches('\u{feff}').lines() {
        let _ = builder.add_line(None, line);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

fn text(file: &Path) -> Option<String> {
    let bytes = input::read(file, Origin::Content, LARGEST).ok()?;
    String::from_utf8(bytes).ok()
}

/// `info/exclude` of the repository, also where `.git` is the file of a linked worktree.
fn exclude_file(folder: &Path) -> Option<PathBuf> {
    let git = folder.join(".git");
    let common = match git.is_dir() {
        true => git,
        false => {
            let link = text(&git)?;
            let git = folder.join(link.lines().next()?.strip_prefix("gitdir: ")?);
            let common = text(&git.join("commondir"))?;
            git.join(common.lines().next()?)
        }
    };
    Some(common.join("info/exclude"))
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}
