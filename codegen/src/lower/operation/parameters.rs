//! The parameters of an operation's path.

use specwright_spec::model::{Location, Shape};

use super::Lowering;
use crate::ir::{Parameter, ParameterKind, Ty};
use crate::lower::docs::Builder;
use crate::lower::names::{self, Scope};
use crate::lower::types::is_plain_string;
use crate::lower::views::View;

pub(super) fn parameters(lowering: &mut Lowering<'_, '_>) -> Vec<Parameter> {
    let mut scope = Scope::default();
    // The generated function has a variable of this name.
    scope.claim("written");
    let mut parameters = Vec::new();
    let written = lowering.written.parameters.iter();
    for parameter in written.filter(|parameter| parameter.location == Location::Path) {
        let wanted = format!("{}{}", lowering.name, names::upper_camel(&parameter.name));
        let schema = lowering.model.schema(parameter.schema);
        let ty = lowering.types.of(parameter.schema, View::Closed, &wanted);
        let kind = match (&schema.shape, ty) {
            (Shape::String(string), _) if is_plain_string(string) => ParameterKind::Segment,
            (Shape::String(_) | Shape::Enum(_), Ty::Named(name)) => ParameterKind::Text(name),
            (_, ty) => ParameterKind::Display(ty),
        };
        parameters.push(Parameter {
            ident: scope.claim(&names::snake(&parameter.name)),
            docs: Builder::new(lowering.model)
                .written(
                    &parameter.docs,
                    &format!("The path parameter `{}`.", parameter.name),
                    parameter.span,
                )
                .source(parameter.span),
            kind,
        });
    }
    parameters
}
