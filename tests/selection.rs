//! A crate of some of a document's operations.

use std::path::Path;

use xtask::codegen::{self, Error, Target};

const DOCUMENT: &str = "
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: All of them.
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}
  /owners:
    get:
      operationId: listOwners
      responses:
        '200':
          description: All of them.
          content: {application/json: {schema: {$ref: '#/components/schemas/Owner'}}}
components:
  schemas:
    Pet: {type: object, properties: {kind: {$ref: '#/components/schemas/Kind'}}}
    Kind: {type: string, enum: [cat, dog]}
    Owner: {type: object, properties: {pet: {$ref: '#/components/schemas/Pet'}}}
";

fn target(folder: &Path, only: &[&str]) -> Target {
    let spec = folder.join("pets.yaml");
    std::fs::write(&spec, DOCUMENT).expect("the document can be written");
    let mut target = Target::other(spec, folder.join("out"), None);
    target.only = only.iter().map(|name| (*name).to_owned()).collect();
    target
}

#[test]
fn only_what_the_chosen_operations_reach_is_generated() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for name in ["listPets", "get /pets"] {
        let generated = codegen::generate(&target(folder.path(), &[name]));
        let files = generated.expect("the document is sound").files;
        let text = |path: &str| files.get(path).map_or("", |file| file.text.as_str());
        assert!(text("src/types.rs").contains("pub struct Pet "));
        assert!(text("src/types.rs").contains("pub enum Kind "));
        assert!(!text("src/types.rs").contains("Owner"));
        assert!(text("src/operations/list_pets.rs").contains("ListPets"));
        assert!(!files.iter().any(|file| file.text.contains("ListOwners")));
    }
}

#[test]
fn an_unknown_operation_is_told_with_the_one_that_was_meant() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let error = codegen::generate(&target(folder.path(), &["listPet", "GET /owner"]));
    let error = error.expect_err("there are no such operations");
    assert!(matches!(error, Error::Operations(_)));
    assert_eq!(
        error.to_string(),
        "error: the document has no operation `listPet`\n  help: did you mean `listPets`?\n\
         error: the document has no operation `GET /owner`\n  help: did you mean `GET /owners`?\n"
    );
}
