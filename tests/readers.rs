//! The tree with places and `serde_yaml` read the same values out of the same text.

use specwright_spec::{Source, load};

use crate::cases;

#[test]
fn the_tree_agrees_with_serde_yaml() {
    let mut compared = 0;
    let documents = cases::documents("emit").into_iter();
    for (name, spec) in documents {
        // A document of several files is more than its text.
        let is_whole = !spec.with_file_name("files").exists();
        if !is_whole || spec.extension().is_none_or(|ending| ending != "yaml") {
            continue;
        }
        let text = std::fs::read_to_string(&spec).unwrap();
        let document = load(Source::new(name.clone(), text.clone()))
            .unwrap_or_else(|errors| panic!("{errors}"));
        let other: serde_json::Value = serde_yaml::from_str(&text).unwrap();
        assert_eq!(document.tree.to_json(), other, "{name}");
        compared += 1;
    }
    assert!(compared >= 25);
}
