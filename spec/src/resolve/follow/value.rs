//! The values that links give: constants and runtime expressions.

use std::collections::HashSet;

use super::link::unsupported;
use crate::error::Error;
use crate::model::{
    Additional, LinkBody, LinkValue, Location, MediaKind, Operation, Response, Schema, SchemaId,
    Shape, Value,
};
use crate::pointer::Pointer;
use crate::source::Span;
use crate::tree::Node;

/// What is known where a link is followed: a request, and the response to it.
pub(super) struct Known<'k> {
    pub(super) operation: &'k Operation,
    pub(super) response: &'k Response,
    pub(super) schemas: &'k [Schema],
}

impl Known<'_> {
    /// A constant, or a text that is an expression as a whole.
    pub(super) fn value(&self, node: &Node) -> Result<LinkValue, Error> {
        match node.as_str() {
            Some(text) if text.starts_with('$') => self.expression(text, node.span),
            Some(text) if text.contains("{$") => {
                let message = "an expression inside a text is not followed";
                let help = "let the value be one expression, or a constant";
                Err(unsupported(node.span, message, help))
            }
            Some(_) | None => Ok(constant(node)),
        }
    }

    /// A value, or an object whose members may be expressions.
    pub(super) fn body(&self, node: &Node) -> Result<LinkBody, Error> {
        if node.as_sequence().is_some() && has_expression(node) {
            let message = "an expression in a list is not followed";
            let help = "write expressions as members of objects";
            return Err(unsupported(node.first_char(), message, help));
        }
        let Some(mapping) = node.as_mapping().filter(|_| has_expression(node)) else {
            return match node.as_str() {
                Some(_) => self.value(node).map(LinkBody::Value),
                None => Ok(LinkBody::Value(constant(node))),
            };
        };
        let members = mapping.entries().iter();
        let members = members.map(|entry| Ok((entry.key.clone(), self.body(&entry.value)?)));
        members.collect::<Result<_, _>>().map(LinkBody::Object)
    }

    fn expression(&self, text: &str, span: Span) -> Result<LinkValue, Error> {
        if let Some(name) = text.strip_prefix("$request.path.") {
            return self.path_parameter(name, span);
        }
        if let Some(place) = text.strip_prefix("$response.body") {
            let pointer = match place.strip_prefix('#') {
                Some(pointer) => Pointer::parse(pointer),
                None => place.is_empty().then(Pointer::root),
            };
            if let Some(pointer) = pointer {
                return self.member(text, pointer, span);
            }
        }
        let message = match is_expression(text) {
            true => format!("the expression `{text}` is not followed"),
            false => format!("`{text}` is no runtime expression"),
        };
        let help = "write `$request.path.NAME`, `$response.body#/POINTER` or a constant";
        Err(unsupported(span, message, help))
    }

    fn path_parameter(&self, name: &str, span: Span) -> Result<LinkValue, Error> {
        let mut parameters = self.operation.parameters.iter();
        let is_there = parameters
            .any(|parameter| parameter.location == Location::Path && parameter.name == name);
        if is_there {
            return Ok(LinkValue::RequestPath(name.to_owned()));
        }
        let message = format!("`{}` has no path parameter `{name}`", self.operation.id);
        let help = "name a parameter of the path that this is the response of";
        Err(unsupported(span, message, help))
    }

    fn member(&self, text: &str, pointer: Pointer, span: Span) -> Result<LinkValue, Error> {
        let mut content = self.response.content.iter();
        let json = content.find(|content| content.kind() == MediaKind::Json);
        let Some(json) = json else {
            let message = "this response has no body of JSON";
            let help = "write `$request.path.NAME` or a constant";
            return Err(unsupported(span, message, help));
        };
        if self.may_hold(json.schema, pointer.tokens(), &mut HashSet::new()) {
            return Ok(LinkValue::ResponseBody(pointer));
        }
        let message = format!("the schema of the body has nothing where `{text}` leads");
        let help = "write a JSON Pointer to a property that the schema declares";
        Err(unsupported(span, message, help))
    }

    /// Whether a value of the schema may have something at that place, as far as the document says.
    fn may_hold(
        &self,
        id: SchemaId,
        tokens: &[String],
        seen: &mut HashSet<(SchemaId, usize)>,
    ) -> bool {
        // Unions may lead back to themselves.
        seen.insert((id, tokens.len())) && self.shape_holds(&self.schemas[id.0].shape, tokens, seen)
    }

    fn shape_holds(
        &self,
        shape: &Shape,
        tokens: &[String],
        seen: &mut HashSet<(SchemaId, usize)>,
    ) -> bool {
        let Some((first, rest)) = tokens.split_first() else {
            return true;
        };
        match shape {
            Shape::Any => true,
            Shape::Object(object) => {
                let mut properties = object.properties.iter();
                if let Some(property) = properties.find(|property| property.name == *first) {
                    return property.write_only.is_none()
                        && self.may_hold(property.schema, rest, seen);
                }
                match object.additional {
                    Additional::Any => true,
                    Additional::Schema(id) => self.may_hold(id, rest, seen),
                    // A member that no one speaks of is a slip, unless the object is said nothing of at all.
                    Additional::Unsaid => object.properties.is_empty(),
                    Additional::Closed => false,
                }
            }
            Shape::Array(array) => {
                let items = array.items;
                first.parse::<usize>().is_ok()
                    && items.is_none_or(|items| self.may_hold(items, rest, seen))
            }
            Shape::Mixed(shapes) => shapes
                .iter()
                .any(|shape| self.shape_holds(shape, tokens, seen)),
            Shape::Union(union) => union
                .branches
                .iter()
                .any(|branch| self.may_hold(branch.schema, tokens, seen)),
            Shape::Never
            | Shape::Null
            | Shape::Boolean
            | Shape::Integer(_)
            | Shape::Number(_)
            | Shape::String(_)
            | Shape::Enum(_) => false,
        }
    }
}

fn constant(node: &Node) -> LinkValue {
    LinkValue::Constant(Value {
        json: node.to_json(),
        span: node.span,
    })
}

/// Whether a text in it is an expression, or has one inside.
fn has_expression(node: &Node) -> bool {
    let is_one = |text: &str| text.starts_with('$') || text.contains("{$");
    let mut items = node.as_sequence().unwrap_or_default().iter();
    let entries = node.as_mapping().map(|mapping| mapping.entries());
    let mut entries = entries.unwrap_or_default().iter();
    node.as_str().is_some_and(is_one)
        || items.any(has_expression)
        || entries.any(|entry| has_expression(&entry.value))
}

/// Whether OpenAPI knows it as a runtime expression.
fn is_expression(text: &str) -> bool {
    let Some(source) = ["$request.", "$response."]
        .iter()
        .find_map(|start| text.strip_prefix(start))
    else {
        return ["$url", "$method", "$statusCode"].contains(&text);
    };
    let named = ["header.", "query.", "path."].iter();
    let mut names = named.filter_map(|start| source.strip_prefix(start));
    let body = source.strip_prefix("body");
    names.any(|name| !name.is_empty())
        || body.is_some_and(|rest| rest.is_empty() || rest.starts_with("#/") || rest == "#")
}
