//! The schemas of a crate as those take them who check payloads: programs and editors.

use huaweicloud_workspace::schemas::{ALL, DEFINITIONS};
use jsonschema::{Registry, Validator};
use serde_json::{Value, json};

use crate::cases;

/// Whence a validator has the schema of a part, if nobody says so.
const NOWHERE: &str = "json-schema:///";

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The definitions of a crate, under the address that they have beside its other schemas.
fn registry(folder: &str, definitions: Option<&str>) -> Registry<'static> {
    let mut registry = Registry::new();
    if let Some(definitions) = definitions {
        let address = format!("{folder}definitions.schema.json");
        registry = registry.add(address, parsed(definitions)).unwrap();
    }
    registry.prepare().unwrap()
}

#[test]
fn a_program_gives_its_validator_the_definitions() {
    let registry = registry(NOWHERE, Some(DEFINITIONS));
    let validator = |part: &str| -> Validator {
        let schema = ALL.iter().find(|schema| schema.part == part).unwrap();
        let options = jsonschema::options().with_registry(&registry);
        options.build(&parsed(schema.text)).unwrap()
    };
    for schema in ALL {
        assert!(!validator(schema.part).is_valid(&json!([])));
    }
    let failure = validator("response.409");
    assert!(failure.is_valid(&json!({"error_code": "WKS.0001"})));
    let refused = json!({"error_code": 1});
    let error = failure.validate(&refused).unwrap_err();
    assert_eq!(error.instance_path().as_str(), "/error_code");
}

/// An editor opens a schema by its path, and takes the names in it for those of its neighbours.
#[test]
fn the_schemas_of_every_case_find_their_definitions() {
    let mut referring = 0;
    for (name, spec) in cases::documents("emit") {
        let files = cases::files(&name, &spec).unwrap();
        let definitions = files.get("schemas/definitions.schema.json");
        let definitions = definitions.map(|file| file.text.as_str());
        for folder in [NOWHERE, "file:///home/someone/api/schemas/"] {
            let registry = registry(folder, definitions);
            for file in files.iter().filter(|file| file.path.ends_with(".json")) {
                let schema = parsed(&file.text);
                let address = format!("{folder}{}", schema["$id"].as_str().unwrap());
                let options = jsonschema::options().with_registry(&registry);
                let built = options.with_base_uri(address).build(&schema);
                assert!(built.is_ok(), "{name}: {}: {built:?}", file.path);
                referring += usize::from(file.text.contains("\"definitions.schema.json#"));
            }
        }
    }
    assert!(referring > 20, "{referring}");
}
