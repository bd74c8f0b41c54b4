//! Defects of real documents matter to the operations that reach them, and to no other.

use std::path::Path;

use specwright::Contracts;
use specwright::contract::ChoiceError;
use specwright_spec::Source;
use specwright_spec::input::DEFAULT_LIMIT;

/// Counts of what can be linted.
#[derive(Debug, Default)]
struct Counts {
    documents: usize,
    operations: usize,
    warnings: usize,
}

#[test]
fn most_operations_of_real_documents_can_be_linted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/openapi");
    let Ok(entries) = folder.read_dir() else {
        println!("skipped: there are no documents at `{}`", folder.display());
        return;
    };
    let (mut all, mut strict, mut lenient) =
        (Counts::default(), Counts::default(), Counts::default());
    for path in entries.map(|entry| entry.unwrap().path()) {
        let name = path.display().to_string();
        let source = Source::new(name.clone(), std::fs::read_to_string(&path).unwrap());
        let contracts = Contracts::of_document(source, &folder, DEFAULT_LIMIT);
        all.documents += 1;
        let Ok(contracts) = contracts else { continue };
        let (mut requests, mut chosen, mut warnings) = (0, 0, 0);
        let names = contracts.operations();
        for operation in &names {
            let warned = match contracts.warnings(Some(operation), "request") {
                Ok(warned) => warned,
                Err(ChoiceError::NoPart { .. }) => continue,
                Err(error) => {
                    println!("{name}: {operation}: {error}");
                    requests += 1;
                    continue;
                }
            };
            // Compiling all of them takes a minute.
            if chosen == 0 {
                contracts.choose(Some(operation), "request").unwrap();
            }
            requests += 1;
            chosen += 1;
            warnings += warned.map_or(0, |warned| warned.errors().len());
        }
        let count = |counts: &mut Counts, operations, warnings| {
            counts.documents += usize::from(operations > 0);
            counts.operations += operations;
            counts.warnings += warnings;
        };
        all.operations += requests;
        if contracts.strict().is_ok() {
            count(&mut strict, chosen, 0);
        }
        count(&mut lenient, chosen, warnings);
    }
    println!("all: {all:?}\nstrict: {strict:?}\nlenient: {lenient:?}");
    assert!(lenient.operations * 100 >= all.operations * 99);
}
