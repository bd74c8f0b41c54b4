//! The constants of links, which become values of parameters and bodies.

use super::Given;
use crate::model::{
    Link, LinkBody, LinkParameter, LinkValue, MediaKind, Model, Operation, SchemaId, Value,
};

/// Every constant that a link gives, with the schema of what it is given to.
pub(super) fn constants<'m>(model: &'m Model, given: &mut Vec<Given<'m>>) {
    let operations = model.operations.iter();
    let responses = operations.flat_map(|operation| &operation.responses);
    for link in responses.flat_map(|response| &response.links) {
        let target = &model.operations[link.operation];
        given.extend(link.parameters.iter().filter_map(|parameter| {
            Some(Given {
                what: "parameter",
                value: constant(&parameter.value)?,
                schema: schema_of(target, parameter)?,
            })
        }));
        given.extend(body(target, link));
    }
}

fn schema_of(target: &Operation, given: &LinkParameter) -> Option<SchemaId> {
    let mut parameters = target.parameters.iter();
    let meant = parameters
        .find(|parameter| (parameter.location, &parameter.name) == (given.location, &given.name));
    meant.map(|parameter| parameter.schema)
}

/// The body, if it is a constant as a whole: of one with expressions, nothing can be said before they have a value.
fn body<'m>(target: &'m Operation, link: &'m Link) -> Option<Given<'m>> {
    let value = match link.body.as_ref()? {
        LinkBody::Value(value) => constant(value)?,
        LinkBody::Object(_) => return None,
    };
    let mut content = target.request_body.as_ref()?.content.iter();
    let json = content.find(|content| content.kind() == MediaKind::Json)?;
    Some(Given {
        what: "body",
        value,
        schema: json.schema,
    })
}

fn constant(value: &LinkValue) -> Option<&Value> {
    match value {
        LinkValue::Constant(value) => Some(value),
        LinkValue::RequestPath(_) | LinkValue::ResponseBody(_) => None,
    }
}
