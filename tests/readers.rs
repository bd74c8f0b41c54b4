//! The tree with places and `serde_yaml` read the same values out of the same text.

use specwright_spec::{Source, load};

use crate::cases;

#[test]
fn the_tree_agrees_with_serde_yaml() {
    let mut compared = 0;
    let documents = cases::documents("emit").into_iter();
    for (name, spec) in
        documents.filter(|(_, spec)| spec.extension().is_some_and(|ending| ending == "yaml"))
    {
        let text = std::fs::read_to_string(&spec).unwrap();
        let document = load(Source::new(name.clone(), text.clone()))
            .unwrap_or_else(|errors| panic!("{errors}"));
        let other: serde_json::Value = serde_yaml::from_str(&text).unwrap();
        assert_eq!(document.tree.to_json(), other, "{name}");
        compared += 1;
    }
    assert!(compared >= 25);
}
