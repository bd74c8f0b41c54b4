//! Records read in pieces are judged as each record alone is.
#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use specwright::contract::{Contracts, Shape};
use specwright::parse::Format;
use specwright::policy::Levels;
use specwright::{Policy, lines, lint};
use specwright_spec::input::DEFAULT_LIMIT;

static POLICY: LazyLock<Arc<Policy>> = LazyLock::new(|| {
    Arc::new(Policy {
        contract: Contracts::built_in()
            .choose(None, "request")
            .expect("there is one operation"),
        shape: Shape::Auto,
        levels: Levels::default(),
        is_configured: true,
    })
});

fuzz_target!(|bytes: &[u8]| {
    let mut together = 0;
    let each = |checked: lint::Checked| {
        together += checked.diagnostics.len();
        Ok(())
    };
    lines::check(bytes, "a", &POLICY, DEFAULT_LIMIT, each).expect("a slice can be read");
    let records = bytes.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii_end);
    let alone = records
        .filter(|record| !record.is_empty())
        .map(|record| lint::file("a", record, Format::Json, &POLICY).diagnostics.len());
    // There is a limit for each file, and what stands on several lines is one finding.
    assert!(together <= alone.sum::<usize>());
});
