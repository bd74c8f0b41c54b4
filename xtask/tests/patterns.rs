//! The matcher of patterns gives the verdicts of JavaScript.

use xtask::patterns::{Comparison, compare, compare_with_table};

/// Asserts that nothing disagrees, that both verdicts are frequent, and that few patterns are not supported.
fn assert_agreement(comparison: &Comparison, patterns: usize) {
    let report = comparison.report();
    assert_eq!(comparison.disagreements, Vec::<String>::new(), "{report}");
    assert!(comparison.patterns > patterns, "{report}");
    assert!(comparison.accepted > patterns * 3 / 4, "{report}");
    assert!(comparison.lenient > patterns / 100, "{report}");
    assert!(comparison.refused > patterns / 20, "{report}");
    let unsupported: usize = comparison.unsupported.values().sum();
    assert!(unsupported <= patterns / 100, "{report}");
    let verdicts: usize = comparison.verdicts.values().sum();
    assert_eq!(comparison.verdicts.len(), 3, "{report}");
    assert!(
        comparison
            .verdicts
            .values()
            .all(|count| *count > patterns / 2),
        "{report}"
    );
    assert!(
        (verdicts / 4..verdicts * 3 / 4).contains(&comparison.matches),
        "{report}"
    );
    assert!(comparison.given_up < verdicts / 100, "{report}");
}

#[test]
fn recorded_verdicts_of_node_are_ours() {
    assert_agreement(&compare_with_table().unwrap(), 600);
}

#[test]
fn verdicts_of_node_are_ours() {
    match compare(2_000, 3).unwrap() {
        Some(comparison) => assert_agreement(&comparison, 2_000),
        None => println!("skipped: node is not installed, so only recorded verdicts are compared"),
    }
}
