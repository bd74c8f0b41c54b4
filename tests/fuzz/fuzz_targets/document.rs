//! Any bytes are refused as a document with places that are in the text, or give a crate that parses, whether defects are
//! let through or not.
#![no_main]

use libfuzzer_sys::fuzz_target;
use specwright_codegen::{Files, Options, generate};
use specwright_spec::error::Weight;
use specwright_spec::{Allowed, Code, Errors, Tolerance, contract, encoding, load_with, resolve};

fuzz_target!(|bytes: &[u8]| {
    let defects = Code::ALL
        .iter()
        .copied()
        .filter(|code| code.weight() == Weight::Defect);
    let lenient = Allowed::new(defects).expect("defects can be let through");
    for allowed in [Allowed::default(), lenient] {
        match files(bytes, allowed) {
            Ok(files) => {
                for file in files.iter().filter(|file| file.path.ends_with(".rs")) {
                    assert!(syn::parse_file(&file.text).is_ok(), "{}", file.text);
                }
            }
            Err(errors) => {
                assert!(!errors.errors().is_empty());
                assert!(!errors.to_string().is_empty());
            }
        }
    }
});

fn files(bytes: &[u8], allowed: Allowed) -> Result<Files, Errors> {
    let source = encoding::source("spec.yaml", bytes)?;
    let nothing_beside = |_: &str| Err(String::new());
    let model = resolve(&load_with(source, &nothing_beside)?);
    let options = Options {
        package: "fuzzed".to_owned(),
        is_member: false,
    };
    let contract = contract(&model);
    let tolerance = Tolerance::Document(&allowed);
    contract.diagnostics.judge(&model.source, tolerance)?;
    generate(&model, &contract, &options)
}
