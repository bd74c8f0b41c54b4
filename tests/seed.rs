//! No row of the API page's tables is lost in the document.

mod tables;

use specwright_spec::model::{Model, Property, Schema, Shape, Status};
use specwright_spec::{Source, Tolerance, load, resolve};
use tables::{ROWS, Row, Subject, TABLES, Type};

const DOCUMENT: &str = include_str!("../spec/workspace.openapi.yaml");

fn model() -> Model {
    let document = load(Source::new("spec/workspace.openapi.yaml", DOCUMENT))
        .unwrap_or_else(|errors| panic!("{errors}"));
    let model = resolve(&document).judged(Tolerance::STRICT);
    model.unwrap_or_else(|errors| panic!("{errors}"))
}

#[test]
fn every_row_is_in_the_document() {
    let model = model();
    assert_eq!((TABLES.len(), ROWS.len()), (11, 35));
    for row in ROWS {
        let (_, subject) = TABLES
            .iter()
            .find(|(table, _)| *table == row.table)
            .unwrap();
        check(&model, row, *subject);
    }
}

#[test]
fn the_document_has_no_rows_of_its_own() {
    let model = model();
    for (table, subject) in TABLES {
        let rows = ROWS.iter().filter(|row| row.table == *table).count();
        let declared = match subject {
            Subject::PathParameters => model.operations[0].parameters.len(),
            Subject::RequestBody | Subject::ResponseBody(_) | Subject::Object(_) => {
                properties(&model, *subject).len()
            }
        };
        assert_eq!(declared, rows, "table {table}");
    }
}

fn check(model: &Model, row: &Row, subject: Subject) {
    if subject == Subject::PathParameters {
        let parameters = &model.operations[0].parameters;
        let parameter = parameters
            .iter()
            .find(|parameter| parameter.name == row.name)
            .unwrap();
        check_type(model, row, model.schema(parameter.schema));
        return;
    }
    let properties = properties(model, subject);
    let property = properties.iter().find(|property| property.name == row.name);
    let property = property.unwrap_or_else(|| panic!("{row:?} is not in the document"));
    if let Some(mandatory) = row.mandatory {
        assert_eq!(property.required, mandatory, "{row:?}");
    } else {
        assert!(!property.required, "{row:?}");
    }
    check_type(model, row, model.schema(property.schema));
}

fn check_type(model: &Model, row: &Row, schema: &Schema) {
    assert_eq!(schema.notes.deprecated, row.deprecated, "{row:?}");
    let default = schema
        .notes
        .default
        .as_ref()
        .and_then(|default| default.json.as_str());
    assert_eq!(default, row.default, "{row:?}");
    match (&schema.shape, row.ty) {
        (Shape::String(_), Type::String) => assert!(row.allowed.is_empty(), "{row:?}"),
        (Shape::Enum(values), Type::String) => {
            let mut values: Vec<&str> = values
                .iter()
                .filter_map(|value| value.value.as_str())
                .collect();
            let mut allowed = row.allowed.to_vec();
            values.sort_unstable();
            allowed.sort_unstable();
            assert_eq!(values, allowed, "{row:?}");
        }
        (Shape::Array(array), Type::ArrayOf(name)) => {
            assert_eq!(
                model
                    .schema(array.items.unwrap())
                    .pointer
                    .tokens()
                    .last()
                    .map(String::as_str),
                Some(name),
                "{row:?}"
            );
        }
        (shape, _) => panic!("{row:?} is {shape:?}"),
    }
}

fn properties(model: &Model, subject: Subject) -> &[Property] {
    let operation = &model.operations[0];
    let id = match subject {
        Subject::PathParameters => panic!("parameters are no properties"),
        Subject::RequestBody => operation.request_body.as_ref().unwrap().content[0].schema,
        Subject::ResponseBody(code) => {
            let response = operation
                .responses
                .iter()
                .find(|response| response.status == Status::Code(code))
                .unwrap();
            response.content[0].schema
        }
        Subject::Object(name) => {
            model
                .components
                .iter()
                .find(|component| component.name == name)
                .unwrap()
                .schema
        }
    };
    match &model.schema(id).shape {
        Shape::Object(object) => &object.properties,
        shape => panic!("{subject:?} is {shape:?}"),
    }
}
