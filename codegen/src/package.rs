//! Names of packages.

use std::fmt;

use crate::{emit, path};

/// The reason why a package cannot have a name. The displayed text completes a sentence that begins with the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackageNameError {
    /// It is not made of the letters `a` to `z`, digits, `-` and `_`, with a letter first.
    Characters,
    /// It is longer than the package registry accepts.
    Length,
    /// Programs could not name the crate.
    Reserved,
    /// Generated crates depend on a crate of this name.
    Dependency,
    /// It is the name of a device on Windows.
    Device,
}

/// The longest package name that the package registry accepts.
const LONGEST: usize = 64;
/// Names that are no keywords, but mean something else in every crate.
const RESERVED: [&str; 6] = ["alloc", "core", "gen", "proc_macro", "std", "test"];
/// The start of a name whose rest alone would be none.
const PREFIX: &str = "api-";

/// Checks that a package can have a name, and that its crate can be used then.
///
/// # Errors
/// The reason why it cannot.
pub fn check_package_name(name: &str) -> Result<(), PackageNameError> {
    let is_legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    let krate = name.replace('-', "_");
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.chars().all(is_legal) {
        Err(PackageNameError::Characters)
    } else if name.len() > LONGEST {
        Err(PackageNameError::Length)
    } else if RESERVED.contains(&krate.as_str()) || syn::parse_str::<syn::Ident>(&krate).is_err() {
        Err(PackageNameError::Reserved)
    } else if emit::is_dependency(&krate) {
        Err(PackageNameError::Dependency)
    } else if path::is_device(name) {
        Err(PackageNameError::Device)
    } else {
        Ok(())
    }
}

/// Makes a package's name of a document's title.
#[must_use]
pub fn package_name(title: &str) -> String {
    let words = title
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let words: Vec<_> = words.map(str::to_ascii_lowercase).collect();
    let mut name = words.join("-");
    name.truncate(LONGEST - PREFIX.len());
    if check_package_name(&name).is_err() {
        name.insert_str(0, PREFIX);
    }
    name.trim_end_matches('-').to_owned()
}

impl fmt::Display for PackageNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Characters => {
                "may have only letters from `a` to `z`, digits, `-` and `_`, with a letter first"
            }
            Self::Length => "has more than 64 characters",
            Self::Reserved => "is a word of Rust, so that no program could name the crate",
            Self::Dependency => "is the name of a crate that generated crates depend on",
            Self::Device => "is the name of a device on Windows, where nothing else can have it",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{PackageNameError, check_package_name, package_name};

    #[test]
    fn a_name_that_no_program_could_use_is_refused() {
        assert_eq!(check_package_name("huaweicloud-workspace"), Ok(()));
        for (name, expected) in [
            ("", PackageNameError::Characters),
            ("1a", PackageNameError::Characters),
            ("../a", PackageNameError::Characters),
            ("Pets", PackageNameError::Characters),
            (&"a".repeat(65), PackageNameError::Length),
            ("self", PackageNameError::Reserved),
            ("async", PackageNameError::Reserved),
            ("gen", PackageNameError::Reserved),
            ("abstract", PackageNameError::Reserved),
            ("test", PackageNameError::Reserved),
            ("std", PackageNameError::Reserved),
            ("proc-macro", PackageNameError::Reserved),
            ("serde-json", PackageNameError::Dependency),
            ("con", PackageNameError::Device),
        ] {
            assert_eq!(check_package_name(name), Err(expected), "{name}");
        }
    }

    #[test]
    fn every_title_gives_a_name() {
        for (title, expected) in [
            ("Huawei Cloud Workspace", "huawei-cloud-workspace"),
            ("Test", "api-test"),
            ("Con", "api-con"),
            ("3D", "api-3d"),
            ("名前", "api"),
        ] {
            assert_eq!(package_name(title), expected, "{title}");
        }
        for title in [
            "",
            "a b",
            "async",
            &"x".repeat(300),
            &"9".repeat(300),
            &"a ".repeat(300),
        ] {
            let name = package_name(title);
            assert_eq!(check_package_name(&name), Ok(()), "{title}: {name}");
        }
    }
}
