//! No emitter has a way around the doors of [`text`](crate::text).
#![allow(
    clippy::disallowed_methods,
    reason = "a test may use all files and programs"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// The sources below a folder, without the helper modules, which hold no text of a document.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("it is a folder") {
        let path = entry.expect("it can be read").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && name != "wire" {
            sources(&path, found);
        } else if name.ends_with(".rs") && !name.ends_with("tests.rs") {
            found.push(path);
        }
    }
}

#[test]
fn emitters_make_documentation_and_tokens_through_the_doors_only() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root.join("emit"), &mut found);
    assert!(found.len() > 30, "{found:?}");
    for path in found {
        let text = fs::read_to_string(&path).expect("it is text");
        // Tokens that are parsed from text could be any code.
        for way in [
            "TokenStream::from_str",
            "parse::<TokenStream>",
            "syn::parse_str",
            "Literal::from_str",
        ] {
            assert!(!text.contains(way), "{}: {way}", path.display());
        }
        let makes_docs = text.contains("#[doc = #") || text.contains("#![doc = #");
        assert!(
            !makes_docs || path.ends_with("emit/docs.rs"),
            "{}: write documentation with `docs::tokens` or `docs::text`",
            path.display()
        );
    }
}
