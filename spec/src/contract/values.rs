//! Holds the values that a document gives (defaults, examples) against the schemas they belong to.

use crate::error::{Code, Error};
use crate::model::{Content, Model, SchemaId, Value};

use super::json_schema;

/// Every value of the document that its schema refuses.
pub(super) fn check(model: &Model) -> Vec<Error> {
    let mut errors = Vec::new();
    for (index, schema) in model.schemas.iter().enumerate() {
        let default = schema.default.iter().map(|value| ("default", value));
        let example = schema.example.iter().map(|value| ("example", value));
        let values: Vec<_> = default.chain(example).collect();
        refused(model, SchemaId(index), &values, &mut errors);
        advice(schema, &mut errors);
    }
    for operation in &model.operations {
        let request = operation.request_body.iter().map(|body| &body.content);
        let responses = operation
            .responses
            .iter()
            .filter_map(|response| response.content.as_ref());
        for Content {
            schema, examples, ..
        } in request.chain(responses)
        {
            let values: Vec<_> = examples
                .iter()
                .map(|example| ("example", &example.value))
                .collect();
            refused(model, *schema, &values, &mut errors);
        }
    }
    errors
}

fn refused(model: &Model, id: SchemaId, values: &[(&str, &Value)], errors: &mut Vec<Error>) {
    if values.is_empty() {
        return;
    }
    let schema = serde_json::Value::Object(json_schema::document(model, id));
    let validator = match jsonschema::draft202012::new(&schema) {
        Ok(validator) => validator,
        Err(error) => {
            let span = model.schema(id).span;
            errors.push(Error::new(
                Code::WrongValue,
                span,
                format!("this schema cannot be compiled: {error}"),
            ));
            return;
        }
    };
    for (what, value) in values {
        let Err(error) = validator.validate(&value.json) else {
            continue;
        };
        let at = error.instance_path().to_string();
        let place = if at.is_empty() {
            String::new()
        } else {
            format!(" at `{at}`")
        };
        let message = format!("the {what} is refused by its own schema{place}: {error}");
        errors.push(
            Error::new(Code::ValueMismatch, value.span, message)
                .related(model.schema(id).span, "the schema")
                .help(format!("correct the {what} or the schema")),
        );
    }
}

fn advice(schema: &crate::model::Schema, errors: &mut Vec<Error>) {
    for advice in &schema.advice {
        if let Err(error) = jsonschema::draft202012::new(&advice.schema) {
            let message = format!("the `schema` of this advice is no JSON Schema: {error}");
            errors.push(
                Error::new(Code::Extension, advice.span, message)
                    .help("write a JSON Schema 2020-12"),
            );
        }
    }
}
