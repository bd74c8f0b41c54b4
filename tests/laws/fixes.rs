//! Fixes make the announced changes and no others, in every format.

use std::path::Path;

use xtask::laws::{self, Options};

#[test]
fn fixes_keep_the_law() {
    let options = Options {
        samples: 300,
        seed: 1,
    };
    let program = Path::new(env!("CARGO_BIN_EXE_specwright"));
    let outcome = laws::fixes(options, program, |_| {}).unwrap();
    assert!(!outcome.disagrees, "{}", outcome.report);
    for line in outcome
        .report
        .lines()
        .filter(|line| line.contains(" payloads, "))
    {
        let numbers = line.split(|c: char| !c.is_ascii_digit());
        let numbers: Vec<usize> = numbers.filter_map(|number| number.parse().ok()).collect();
        let [payloads, unread, with_fixes, ..] = numbers[..] else {
            panic!("{line}");
        };
        assert!(unread * 20 <= payloads, "{line}");
        assert!(with_fixes * 3 >= payloads, "{line}");
    }
}
