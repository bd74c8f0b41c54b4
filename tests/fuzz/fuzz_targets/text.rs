//! Any text in every string position of a document stays text: generate, then parse.
#![no_main]

use libfuzzer_sys::fuzz_target;
use xtask::hostile::check;
use xtask::hostile::document::make;
use xtask::hostile::fragments::{Fragment, MARK};

fuzz_target!(|text: &str| {
    let text = format!("{text}{MARK}{text}");
    let fragment = Fragment {
        name: "fuzzed",
        text: &text,
    };
    // What is refused at every position, such as a text with the word of another slot, is no crate.
    let Ok(made) = make(1, &|_| fragment) else {
        return;
    };
    let violations = check::files(&made.files, &made.slots);
    assert!(violations.is_empty(), "{violations:?}");
});
