//! One crate of a document that holds every hostile fragment compiles, and nothing of the document runs; so does one of
//! every name that generated code uses itself.

use xtask::hostile::compare;
use xtask::hostile::compile::{Depth, test};
use xtask::hostile::document::{crate_of, make};
use xtask::hostile::fragments::{FRAGMENTS, HARMLESS};
use xtask::hostile::names::{self, Names};

/// So many copies of the seed document give each fragment several positions.
const COPIES: usize = 2;

#[test]
fn a_crate_of_all_fragments_compiles_and_runs_as_one_without_them() {
    let harmless = make(COPIES, &|_| HARMLESS).unwrap();
    let made = make(COPIES, &|slot| FRAGMENTS[slot % FRAGMENTS.len()]).unwrap();
    for fragment in FRAGMENTS {
        let mut slots = made.slots.iter();
        let is_there =
            slots.any(|slot| slot.refused.is_none() && slot.fragment.name == fragment.name);
        assert!(is_there, "{}", fragment.name);
    }
    let expected = test("harmless", &harmless.files, Depth::Test, None).unwrap();
    assert!(expected.tests > 0, "{expected:?}");
    let tested = test("all fragments", &made.files, Depth::Test, None).unwrap();
    let wrong = compare("all fragments", &made, &harmless, &tested, &expected);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));

    let names = Names::of(&harmless.files).unwrap();
    assert!(names.used.len() > 500);
    let files = crate_of(&names::document(&names), "names.json");
    let files = files.unwrap_or_else(|errors| panic!("{errors}"));
    let tested = test("names", &files, Depth::Check, None).unwrap();
    assert_eq!(tested.failure, None);
}
