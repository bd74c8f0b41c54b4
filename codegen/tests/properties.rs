//! What holds for every document, tried on random ones.
#![allow(
    clippy::disallowed_methods,
    reason = "a test may use all files and programs"
)]
#![allow(clippy::unwrap_used, reason = "a test may fail at once")]

#[path = "properties/documents.rs"]
mod documents;
#[path = "properties/names.rs"]
mod names;
#[path = "properties/splice.rs"]
mod splice;

use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};
use proptest::test_runner::TestCaseError;
use specwright_codegen::{Files, Options, generate};
use specwright_spec::error::Weight;
use specwright_spec::{Allowed, Code, Errors, Source, Tolerance, contract, load_with, resolve};

fn files(text: &str, allowed: &Allowed) -> Result<Files, Errors> {
    let source = Source::new("spec.json".to_owned(), text.to_owned());
    let nothing_beside = |_: &str| Err(String::new());
    let model = resolve(&load_with(source, &nothing_beside)?);
    let options = Options {
        package: "random".to_owned(),
        is_member: false,
    };
    let contract = contract(&model);
    let tolerance = Tolerance::Document(allowed);
    contract.diagnostics.judge(&model.source, tolerance)?;
    generate(&model, &contract, &options)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_document_is_refused_by_name_or_gives_the_same_legal_crate_each_time(document in documents::any()) {
        refused_by_name_or_legal(&document.0, &Allowed::default())?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, max_shrink_iters: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_document_put_together_from_parts_of_others_is_refused_by_name_or_gives_a_legal_crate(document in splice::any_document()) {
        refused_by_name_or_legal(&document.0, &Allowed::default())?;
        let defects = Code::ALL.iter().copied().filter(|code| code.weight() == Weight::Defect);
        refused_by_name_or_legal(&document.0, &Allowed::new(defects).unwrap())?;
    }
}

fn refused_by_name_or_legal(text: &str, allowed: &Allowed) -> Result<(), TestCaseError> {
    let files = match files(text, allowed) {
        Err(errors) => {
            prop_assert!(!errors.errors().is_empty());
            for error in errors.errors() {
                prop_assert!(!error.message.is_empty(), "{errors}");
                prop_assert!(error.span.start < error.span.end, "{errors}");
                prop_assert!(error.span.end <= text.len(), "{errors}");
            }
            return Ok(());
        }
        Ok(written) => written,
    };
    let again = self::files(text, allowed).unwrap();
    prop_assert_eq!(again.iter().count(), files.iter().count());
    for (file, again) in files.iter().zip(again.iter()) {
        prop_assert_eq!(&file.path, &again.path);
        prop_assert_eq!(&file.text, &again.text);
    }
    for file in files.iter().filter(|file| file.path.ends_with(".rs")) {
        let parsed = syn::parse_file(&file.text);
        prop_assert!(
            parsed.is_ok(),
            "{}: {:?}\n{}",
            file.path,
            parsed.err(),
            file.text
        );
        let twice = names::twice(&parsed.unwrap().items);
        prop_assert!(twice.is_empty(), "{}: {twice:?}\n{}", file.path, file.text);
    }
    Ok(())
}

/// Refusals are welcome, but a generator of refusals only would test nothing.
#[test]
fn most_documents_are_accepted() {
    use proptest::strategy::{Strategy, ValueTree};
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    let accepted = (0..64).filter(|_| {
        let document = documents::any().new_tree(&mut runner).unwrap().current();
        files(&document.0, &Allowed::default()).is_ok()
    });
    let accepted = accepted.count();
    assert!(
        accepted > 32,
        "only {accepted} of 64 documents are accepted"
    );
}
