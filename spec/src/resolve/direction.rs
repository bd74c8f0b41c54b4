//! Which ways the values of each schema travel.

use crate::model::{Direction, Model, SchemaId};

/// Sets [`Direction`] on every schema that an operation reaches.
pub(crate) fn mark(model: &mut Model) {
    let mut requests = Vec::new();
    let mut responses = Vec::new();
    for operation in &model.operations {
        let parameters = operation.parameters.iter();
        requests.extend(parameters.map(|parameter| parameter.schema));
        let bodies = operation.request_body.iter().flat_map(|body| &body.content);
        requests.extend(bodies.map(|content| content.schema));
        for response in &operation.responses {
            responses.extend(response.content.iter().map(|content| content.schema));
            responses.extend(response.headers.iter().map(|header| header.schema));
            responses.extend(response.success.iter().map(|rule| rule.failure));
        }
    }
    spread(model, requests, |direction| &mut direction.request);
    spread(model, responses, |direction| &mut direction.response);
}

fn spread(model: &mut Model, mut open: Vec<SchemaId>, flag: fn(&mut Direction) -> &mut bool) {
    while let Some(id) = open.pop() {
        let schema = &mut model.schemas[id.0];
        let seen = std::mem::replace(flag(&mut schema.direction), true);
        if !seen {
            open.extend(schema.parts());
        }
    }
}
