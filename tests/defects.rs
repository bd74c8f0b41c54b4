//! Defects of real documents matter to the operations that reach them, and to no other.

use std::collections::BTreeMap;
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
    let [mut all, mut strict, mut lenient] = [(); 3].map(|()| BTreeMap::new());
    for path in entries.map(|entry| entry.unwrap().path()) {
        let name = path.display().to_string();
        let source = Source::new(name.clone(), std::fs::read_to_string(&path).unwrap());
        let contracts = Contracts::of_document(source, &folder, DEFAULT_LIMIT);
        let contracts = contracts.unwrap();
        let is_sound = contracts.check().is_ok();
        for part in ["request", "response"] {
            let (usable, others, warnings) = parts(&contracts, part);
            let count = |counts: &mut BTreeMap<&str, Counts>, operations, warnings| {
                let counts = counts.entry(part).or_default();
                counts.documents += usize::from(operations > 0);
                counts.operations += operations;
                counts.warnings += warnings;
            };
            count(&mut all, usable + others, warnings);
            count(&mut lenient, usable, warnings);
            if is_sound {
                count(&mut strict, usable, warnings);
            }
        }
    }
    println!("all: {all:?}\nstrict: {strict:?}\nlenient: {lenient:?}");
    for (part, all) in all {
        assert!(lenient[part].operations * 100 >= all.operations * 99);
    }
}

/// The number of operations of which a part can be linted, of those of which it cannot, and of the defects that are shown.
fn parts(contracts: &Contracts, part: &str) -> (usize, usize, usize) {
    let (mut usable, mut others, mut warnings) = (0, 0, 0);
    for operation in contracts.operations() {
        match contracts.warnings(Some(&operation), part) {
            Ok(warned) => {
                // Compiling all of them takes a minute.
                if usable == 0 {
                    contracts.choose(Some(&operation), part).unwrap();
                }
                usable += 1;
                warnings += warned.map_or(0, |warned| warned.errors().len());
            }
            Err(ChoiceError::NoPart { .. }) => {}
            Err(error) => {
                println!("{operation}: {error}");
                others += 1;
            }
        }
    }
    (usable, others, warnings)
}
