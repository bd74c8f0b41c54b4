//! The type of a value in a phrase, such as "array of objects", with its rules.

use specwright_spec::model::{Additional, Object, SchemaId, Shape, Union, UnionKind};

use super::{MOST_TABLES, Scope, Tables, View, anchor};
use crate::page::facts;
use crate::page::html::{code, isolated};

/// How deep lists, maps and unions are told within each other.
const DEEPEST: usize = 4;

/// How many branches of a union are told.
const MOST_BRANCHES: usize = 40;

impl Tables<'_> {
    /// The type of a value, with its rules below it; `way` leads to it from the body's root.
    pub(super) fn phrase(
        &mut self,
        scope: &mut Scope,
        id: SchemaId,
        way: &str,
        depth: usize,
    ) -> String {
        let schema = self.model.schema(id);
        let kind = match &schema.shape {
            Shape::Object(object) if !object.properties.is_empty() => self.link(scope, id, way),
            shape => {
                let is_deep = depth >= DEEPEST && !schema.parts().is_empty();
                if is_deep || scope.open.contains(&id) {
                    self.link_to_list(id)
                } else {
                    scope.open.push(id);
                    let kind = self.kind(scope, shape, way, depth);
                    scope.open.pop();
                    kind
                }
            }
        };
        let rules = facts::rules(schema);
        let rules = rules
            .into_iter()
            .map(|rule| format!("<div class=\"rule\">{rule}</div>"));
        kind + &rules.collect::<String>()
    }

    /// What members an object may have beside its named ones.
    pub(super) fn others(&mut self, scope: &mut Scope, object: &Object, way: &str) -> String {
        match object.additional {
            Additional::Unsaid => String::new(),
            Additional::Closed => "<p class=\"note\">No other members.</p>\n".to_owned(),
            Additional::Any => {
                "<p class=\"note\">Other members may have any value.</p>\n".to_owned()
            }
            Additional::Schema(values) => {
                let phrase = self.phrase(scope, values, &step(way, ".*"), 1);
                format!("<div class=\"note\">Other members: {phrase}</div>\n")
            }
        }
    }

    fn kind(&mut self, scope: &mut Scope, shape: &Shape, way: &str, depth: usize) -> String {
        match shape {
            Shape::Any => "any value".to_owned(),
            Shape::Never => "no value".to_owned(),
            Shape::Null => "<code>null</code>".to_owned(),
            Shape::Boolean => "boolean".to_owned(),
            Shape::Integer(_) => "integer".to_owned(),
            Shape::Number(_) => "number".to_owned(),
            Shape::String(_) => "string".to_owned(),
            Shape::Enum(values) => facts::values(values),
            Shape::Array(array) => match array.items {
                None => "array of any values".to_owned(),
                Some(items) => {
                    let items = self.phrase(scope, items, &step(way, "[]"), depth + 1);
                    format!("array of {items}")
                }
            },
            Shape::Object(object) => match object.additional {
                Additional::Unsaid | Additional::Any => "object".to_owned(),
                Additional::Closed => "object without members".to_owned(),
                Additional::Schema(values) => {
                    let values = self.phrase(scope, values, &step(way, ".*"), depth + 1);
                    format!("object whose members are {values}")
                }
            },
            Shape::Mixed(shapes) => {
                let kinds = shapes.iter().map(|shape| match shape {
                    Shape::Object(object) if !object.properties.is_empty() => "object".to_owned(),
                    shape => self.kind(scope, shape, way, depth + 1),
                });
                kinds.collect::<Vec<_>>().join(" or ")
            }
            Shape::Union(union) => self.union(scope, union, way, depth),
        }
    }

    fn union(&mut self, scope: &mut Scope, union: &Union, way: &str, depth: usize) -> String {
        let words = match union.kind {
            UnionKind::OneOf => "one of",
            UnionKind::AnyOf => "one or more of",
        };
        let mut items = String::new();
        for branch in union.branches.iter().take(MOST_BRANCHES) {
            let way = match &branch.name {
                Some(name) => format!("{way} as {name}"),
                None => way.to_owned(),
            };
            let phrase = self.phrase(scope, branch.schema, way.trim_start(), depth + 1);
            let tags: Vec<String> = branch.tags.iter().map(|tag| code(tag)).collect();
            let tag = match (&union.tag, tags.as_slice()) {
                (Some(tag), [_, ..]) => {
                    format!(", if {} is {}", code(&tag.text), tags.join(" or "))
                }
                _ => String::new(),
            };
            items.push_str(&format!("<li>{phrase}{tag}</li>"));
        }
        let more = union.branches.len().saturating_sub(MOST_BRANCHES);
        if more > 0 {
            items.push_str(&format!("<li>… and {more} more</li>"));
        }
        format!("{words}<ul class=\"branches\">{items}</ul>")
    }

    /// A link to an object's table, which is put down to be written if there is none yet.
    fn link(&mut self, scope: &mut Scope, id: SchemaId, way: &str) -> String {
        let key = (id, scope.view);
        let is_named = self.names.contains_key(&id);
        if !scope.shown.contains_key(&key) {
            let has_room = scope.shown.len() < MOST_TABLES;
            if !has_room || (is_named && !scope.has_named) {
                return self.link_to_list(id);
            }
            let view = match scope.view {
                View::Request => "q",
                View::Response => "a",
                View::Both => "b",
            };
            let anchor = format!("{}-{view}{}", scope.prefix, id.index());
            scope.shown.insert(key, anchor);
            scope.queue.push_back((id, way.to_owned()));
        }
        let anchor = &scope.shown[&key];
        format!("<a href=\"#{anchor}\">object{}</a>", self.name(id))
    }

    fn link_to_list(&mut self, id: SchemaId) -> String {
        if !self.listed.contains(&id) {
            self.wanted.insert(id);
        }
        let kind = match self.model.schema(id).shape {
            Shape::Object(_) => "object",
            Shape::Array(_) => "array",
            _ => "value",
        };
        let name = match self.name(id) {
            name if name.is_empty() => " of a schema below".to_owned(),
            name => name,
        };
        format!("<a href=\"#{}\">{kind}{name}</a>", anchor(id))
    }

    fn name(&self, id: SchemaId) -> String {
        let name = self.names.get(&id);
        name.map_or(String::new(), |name| format!(" {}", isolated(name)))
    }
}

fn step(way: &str, step: &str) -> String {
    match way {
        "" => step.trim_start_matches('.').to_owned(),
        way => format!("{way}{step}"),
    }
}
