//! Every fragment in every string position of OpenAPI stays text.
#![allow(
    clippy::disallowed_methods,
    reason = "a test may use all files and programs"
)]
#![allow(clippy::unwrap_used, reason = "a test may fail at once")]

use xtask::hostile::check;
use xtask::hostile::document::{Made, make};
use xtask::hostile::fragments::{FRAGMENTS, Fragment, HARMLESS};

fn made(fragment: Fragment) -> Made {
    make(1, &|_| fragment).unwrap_or_else(|error| panic!("{}: {error}", fragment.name))
}

#[test]
fn every_fragment_stays_text_in_every_string_position() {
    let harmless = made(HARMLESS);
    let shown = check::shown(&harmless.files, &harmless.slots);
    let mut failures = Vec::new();
    for fragment in FRAGMENTS {
        let made = made(*fragment);
        let violations = check::files(&made.files, &made.slots);
        failures.extend(
            violations
                .iter()
                .map(|what| format!("{}: {what}", fragment.name)),
        );
        let still = check::shown(&made.files, &made.slots);
        let lost = shown.difference(&still);
        let lost = lost.filter(|id| made.slots[**id].refused.is_none());
        failures.extend(lost.map(|id| {
            format!(
                "{}: the words of {:?} are lost",
                fragment.name, made.slots[*id].positions
            )
        }));
    }
    assert!(
        failures.is_empty(),
        "{} failures:\n{}",
        failures.len(),
        failures.join("\n---\n")
    );
}

#[test]
fn write_names() {
    let names = xtask::hostile::names::Names::of(&made(HARMLESS).files).unwrap();
    println!("{} {} names", names.everywhere.len(), names.used.len());
    let text = xtask::hostile::names::document(&names);
    std::fs::create_dir_all("/tmp/names").unwrap();
    std::fs::write("/tmp/names/spec.json", &text).unwrap();
    let files = xtask::hostile::document::crate_of(&text, "names.json")
        .unwrap_or_else(|error| panic!("{error}"));
    for file in files.iter() {
        let path = std::path::Path::new("/tmp/names/crate").join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.text).unwrap();
    }
}
