//! Every fragment in every string position of OpenAPI stays text.

use std::collections::{BTreeMap, BTreeSet};

use specwright_spec::positions::{self, Position};
use xtask::hostile::document::{Made, make};
use xtask::hostile::fragments::{FRAGMENTS, Fragment, HARMLESS};
use xtask::hostile::read;

/// Positions whose every fragment is refused, each with the code. Nothing of these reaches a crate.
const REFUSED: &[(&str, &str)] = &[
    ("an operation: security (key)", "dangling-reference"),
    ("the components object: callbacks (key)", "wrong-value"),
    ("the components object: examples (key)", "wrong-value"),
    ("the components object: headers (key)", "wrong-value"),
    ("the components object: links (key)", "wrong-value"),
    ("the components object: parameters (key)", "wrong-value"),
    ("the components object: requestBodies (key)", "wrong-value"),
    ("the components object: responses (key)", "wrong-value"),
    ("the components object: schemas (key)", "wrong-value"),
    (
        "the components object: securitySchemes (key)",
        "wrong-value",
    ),
    ("the document: openapi", "unsupported-version"),
    ("the document: security (key)", "dangling-reference"),
    ("the responses object: * (key)", "wrong-value"),
];

fn made(fragment: Fragment<'_>) -> Made<'_> {
    make(1, &|_| fragment).unwrap_or_else(|error| panic!("{}: {error}", fragment.name))
}

#[test]
fn every_fragment_stays_text_in_every_string_position() {
    let harmless = made(HARMLESS);
    let halves: Vec<&[Fragment<'_>]> = FRAGMENTS.chunks(FRAGMENTS.len().div_ceil(2)).collect();
    let results: Vec<(Vec<String>, Vec<Made<'_>>)> = std::thread::scope(|scope| {
        let threads: Vec<_> = halves
            .iter()
            .map(|half| {
                scope.spawn(|| {
                    let made: Vec<Made<'_>> = half.iter().copied().map(made).collect();
                    let wrong = made.iter().zip(*half);
                    let wrong = wrong
                        .flat_map(|(made, fragment)| read(fragment.name, made, &harmless))
                        .collect();
                    (wrong, made)
                })
            })
            .collect();
        let threads = threads.into_iter();
        threads.map(|thread| thread.join().unwrap()).collect()
    });
    let (wrong, made): (Vec<Vec<String>>, Vec<Vec<Made<'_>>>) = results.into_iter().unzip();
    let wrong = wrong.concat();
    assert!(
        wrong.is_empty(),
        "{} failures:\n{}",
        wrong.len(),
        wrong.join("\n---\n")
    );
    assert_eq!(refused_everywhere(made.iter().flatten()), expected());
}

fn expected() -> BTreeMap<String, String> {
    let rows = REFUSED.iter();
    rows.map(|(position, code)| ((*position).to_owned(), (*code).to_owned()))
        .collect()
}

/// The positions of the tables at which no fragment was accepted, with the codes of the refusals.
fn refused_everywhere<'m>(made: impl Iterator<Item = &'m Made<'m>>) -> BTreeMap<String, String> {
    let mut open: BTreeMap<Position, BTreeSet<String>> = positions::all()
        .into_iter()
        .map(|position| (position, BTreeSet::new()))
        .collect();
    for slot in made.flat_map(|made| &made.slots) {
        for position in &slot.positions {
            match (&slot.refused, open.get_mut(position)) {
                (Some(code), Some(codes)) => _ = codes.insert(code.clone()),
                (None, _) => _ = open.remove(position),
                (Some(_), None) => {}
            }
        }
    }
    let rows = open.into_iter().map(|(position, codes)| {
        let codes: Vec<String> = codes.into_iter().collect();
        (position.to_string(), codes.join(" "))
    });
    rows.collect()
}

#[test]
fn our_own_extensions_are_in_the_document() {
    let made = made(HARMLESS);
    let keywords: BTreeSet<&str> = made
        .slots
        .iter()
        .flat_map(|slot| &slot.positions)
        .map(|position| position.keyword.as_str())
        .collect();
    for name in specwright_spec::EXTENSIONS {
        // Its value is one of a list.
        let is_fixed = *name == "x-specwright-signature";
        assert!(keywords.contains(name) || is_fixed, "{name}");
    }
}
