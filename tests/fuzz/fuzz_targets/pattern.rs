//! Any string is refused as a pattern with a place in it, or is one that all engines match alike.
#![no_main]

use libfuzzer_sys::fuzz_target;
use specwright_spec::pattern::Matcher;

fuzz_target!(|input: (&str, &str)| {
    let (pattern, text) = input;
    match Matcher::engines(pattern) {
        Ok(engines) => {
            let mut budget = 1_000_000;
            let verdicts = engines.iter().filter_map(|engine| engine.verdict(text, &mut budget));
            let verdicts: Vec<bool> = verdicts.collect();
            assert!(verdicts.windows(2).all(|pair| pair[0] == pair[1]));
        }
        Err(mistake) => assert!(pattern.get(mistake.range).is_some() && !mistake.message.is_empty()),
    }
});
