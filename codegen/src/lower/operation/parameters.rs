//! The parameters of an operation.

use specwright_spec::model::{self, Location, ParameterFormat, Shape, Style as Written};

use super::Lowering;
use crate::ir::{
    Field, GroupLocation, Parameter, ParameterGroup, ParameterKind, Presence, Struct, Style, Ty,
};
use crate::lower::docs::{self, Builder};
use crate::lower::names::{self, Scope};
use crate::lower::types::is_plain_string;
use crate::lower::views::View;
use crate::text::{code, doc_text};

/// Those of the path, in the order of the template.
pub(super) fn in_path(lowering: &mut Lowering<'_, '_>) -> Vec<Parameter> {
    let mut scope = Scope::default();
    // The generated function has a variable of this name.
    scope.claim("written");
    let mut parameters = Vec::new();
    let written = lowering.written.parameters.iter();
    for parameter in written.filter(|parameter| parameter.location == Location::Path) {
        let ty = ty(lowering, parameter);
        parameters.push(Parameter {
            ident: scope.claim(&names::snake(rust_name(parameter))),
            wire: parameter.name.clone(),
            docs: Builder::new(lowering.model)
                .written(
                    &parameter.docs,
                    doc_text!("The path parameter {}.", code(&parameter.name)),
                    parameter.span,
                )
                .docs(),
            kind: kind(lowering, parameter, ty),
        });
    }
    parameters
}

/// Those of the query, of headers and of cookies.
pub(super) fn groups(lowering: &mut Lowering<'_, '_>, scope: &mut Scope) -> Vec<ParameterGroup> {
    let locations = [
        (Location::Query, GroupLocation::Query, "Query"),
        (Location::Header, GroupLocation::Header, "Headers"),
        (Location::Cookie, GroupLocation::Cookie, "Cookies"),
    ];
    let mut groups = Vec::new();
    for (location, group, suffix) in locations {
        let written = lowering.written.parameters.iter();
        let here: Vec<_> = written
            .filter(|parameter| parameter.location == location)
            .collect();
        if here.is_empty() {
            continue;
        }
        let mut idents = Scope::default();
        let mut fields = Vec::new();
        for parameter in &here {
            let ident = idents.claim(&names::snake(rust_name(parameter)));
            fields.push(field(lowering, parameter, ident));
        }
        groups.push(ParameterGroup {
            location: group,
            name: scope.claim(&names::related(lowering.name, suffix)),
            structure: Struct {
                closed: true,
                built: true,
                fields,
                refused: Vec::new(),
                rest: None,
            },
            styles: here
                .iter()
                .map(|parameter| style(&parameter.format, parameter.location))
                .collect(),
        });
    }
    groups
}

fn rust_name(parameter: &model::Parameter) -> &str {
    let given = parameter.rust_name.as_ref();
    given.map_or(&parameter.name, |given| &given.text)
}

fn ty(lowering: &mut Lowering<'_, '_>, parameter: &model::Parameter) -> Ty {
    let wanted = format!(
        "{}{}",
        lowering.name,
        names::upper_camel(rust_name(parameter))
    );
    lowering.types.of(parameter.schema, View::Closed, &wanted)
}

fn field(lowering: &mut Lowering<'_, '_>, parameter: &model::Parameter, ident: String) -> Field {
    let (ty, nullable) = match ty(lowering, parameter) {
        Ty::Nullable(inner) => (*inner, true),
        ty => (ty, false),
    };
    let schema = lowering.model.schema(parameter.schema);
    let fallback = doc_text!(
        "The {} parameter {}.",
        parameter.location.as_str(),
        code(&parameter.name)
    );
    let docs = Builder::new(lowering.model)
        .written(&parameter.docs, fallback, parameter.span)
        .facts(schema, &schema.notes, View::Closed)
        .source(parameter.span);
    Field {
        ident,
        wire: parameter.name.clone(),
        docs,
        ty,
        presence: Presence::of(parameter.required, nullable),
        reading: None,
        deprecation: docs::deprecation(parameter.deprecated, &parameter.docs),
    }
}

fn kind(lowering: &Lowering<'_, '_>, parameter: &model::Parameter, ty: Ty) -> ParameterKind {
    let style = style(&parameter.format, parameter.location);
    let schema = lowering.model.schema(parameter.schema);
    let prefix = prefix(parameter);
    if prefix.is_empty() && !style.json && schema.not.is_empty() && !schema.nullable {
        match (&schema.shape, ty) {
            (Shape::String(string), _) if is_plain_string(string) => return ParameterKind::Segment,
            (Shape::String(_), ty) => return ParameterKind::Text(ty),
            (Shape::Enum(values), ty) if values.iter().all(|value| value.value.is_string()) => {
                return ParameterKind::Text(ty);
            }
            (Shape::Integer(_) | Shape::Boolean, ty) => return ParameterKind::Display(ty),
            (_, ty) => return ParameterKind::Styled { ty, prefix, style },
        }
    }
    ParameterKind::Styled { ty, prefix, style }
}

/// What stands before the value in a path.
fn prefix(parameter: &model::Parameter) -> String {
    match &parameter.format {
        ParameterFormat::Style {
            style: Written::Matrix,
            ..
        } => format!(";{}=", parameter.name),
        ParameterFormat::Style {
            style: Written::Label,
            ..
        } => ".".to_owned(),
        ParameterFormat::Style { .. } | ParameterFormat::Content(_) => String::new(),
    }
}

/// How values of a format are written there.
pub(super) fn style(format: &ParameterFormat, location: Location) -> Style {
    let raw = location == Location::Header;
    let ParameterFormat::Style {
        style,
        explode,
        allow_reserved,
    } = *format
    else {
        return json(raw);
    };
    Style {
        separator: match style {
            Written::Label if explode => ".",
            Written::Matrix | Written::Label | Written::Simple | Written::Form => ",",
            Written::SpaceDelimited => "%20",
            Written::PipeDelimited => "%7C",
            Written::DeepObject => "&",
        },
        explode,
        deep: style == Written::DeepObject,
        reserved: allow_reserved,
        raw,
        json: false,
    }
}

/// The style of a value that is written as JSON.
pub(super) const fn json(raw: bool) -> Style {
    Style {
        separator: ",",
        explode: false,
        deep: false,
        reserved: false,
        raw,
        json: true,
    }
}
