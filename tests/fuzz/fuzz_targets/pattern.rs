//! Any text is refused as a pattern with a place in it, or is one that can be put in an engine's words.
#![no_main]

use libfuzzer_sys::fuzz_target;
use specwright_spec::pattern::{for_jsonschema, parse};

fuzz_target!(|text: &str| {
    match parse(text) {
        Ok(pattern) => assert!(for_jsonschema(text).is_some() || !pattern.has_references()),
        Err(mistake) => assert!(text.get(mistake.range).is_some() && !mistake.message.is_empty()),
    }
});
