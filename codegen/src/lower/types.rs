//! Schemas to types.
//!
//! A schema whose closed form (requests) and open form (responses) differ, and which travels both ways, gives two types.

mod circles;
mod define;
mod formats;
mod named;
mod plain;
mod unions;

use std::collections::HashMap;

use specwright_spec::Pointer;
use specwright_spec::model::{Component, Model, Object, Schema, SchemaId, Shape};

use super::docs::{self, Builder};
use super::kept::kept;
use super::names::{self, Scope};
use super::views::{View, differing};
use crate::files::TypeName;
use crate::ir::{Def, Ty};
use crate::text::Docs;

use circles::Circles;
pub(super) use define::field_idents;
pub(super) use formats::is_password;
pub(super) use plain::{is_plain_string, list};
use plain::{needs_definition, needs_inline_definition};

/// The types made so far. A type is made when it is first asked for.
pub(super) struct Types<'m> {
    model: &'m Model,
    /// Whether the open form of a schema differs from the closed one.
    differs: Vec<bool>,
    /// Whether the objects of a schema keep members that the document is silent about.
    kept: Vec<bool>,
    /// Lists and maps that lead back to themselves.
    circles: Circles,
    names: Scope,
    /// The types of the components.
    named: Vec<TypeName>,
    /// Which item each schema has become, by the schema's place.
    items: Vec<(Pointer, String)>,
    /// The name of a schema's struct, enum or newtype.
    definitions: HashMap<(SchemaId, View), String>,
    /// The name of a component's alias, which says itself whether it may be `null`.
    aliases: HashMap<(SchemaId, View), String>,
    /// The definitions, each with its position: parents stand before their parts.
    defs: Vec<(usize, Def)>,
    order: usize,
}

impl<'m> Types<'m> {
    /// Makes the types of all components, in declared order.
    pub(super) fn plan(model: &'m Model) -> Self {
        let mut types = Self {
            model,
            differs: differing(model),
            kept: kept(model),
            circles: Circles::of(model),
            names: Scope::of_types(),
            named: Vec::new(),
            items: Vec::new(),
            definitions: HashMap::new(),
            aliases: HashMap::new(),
            defs: Vec::new(),
            order: 0,
        };
        // The names of components come first: an inline schema never takes one away.
        let mut planned = Vec::new();
        for component in &model.components {
            for (nth, view) in types.views(component.schema).into_iter().enumerate() {
                let given = types
                    .model
                    .schema(component.schema)
                    .notes
                    .rust_name
                    .as_ref();
                let given = given.filter(|_| is_own(model, component));
                let name = given.map_or(&component.name, |given| &given.text);
                let name = names::component(name);
                let wanted = if nth == 0 {
                    name
                } else {
                    names::related(&name, "Response")
                };
                let name = types.names.claim(&wanted);
                types.named.push(TypeName {
                    schema: Pointer::root()
                        .child("components")
                        .child("schemas")
                        .child(&component.name),
                    is_open: view == View::Open,
                    name: name.clone(),
                });
                planned.push((component, view, name));
            }
        }
        for (component, view, name) in &planned {
            if is_own(model, component) {
                types.announce(component.schema, *view, name);
            }
        }
        for (component, view, name) in planned {
            if is_own(model, component) {
                types.define_component(component.schema, view, name);
            } else {
                types.define_second_name(component, view, name);
            }
        }
        types
    }

    /// Notes under which names a component's type will be found.
    fn announce(&mut self, id: SchemaId, view: View, name: &str) {
        let schema = self.model.schema(id);
        let defined = needs_definition(schema) || self.holds_itself(id, view);
        if defined {
            let own = if is_option(schema, view) {
                self.names.claim(&names::related(name, "Value"))
            } else {
                name.to_owned()
            };
            self.define_as(id, view, &own);
        }
        if !defined || is_option(schema, view) {
            self.aliases.insert((id, view), name.to_owned());
            self.circles.name(id, view);
        }
    }

    /// Notes the name of a schema's definition. An enum has one, which responses open where they use it.
    fn define_as(&mut self, id: SchemaId, view: View, name: &str) {
        self.definitions.insert((id, view), name.to_owned());
        self.circles.name(id, view);
        if is_enum(self.model.schema(id)) {
            self.definitions.insert((id, View::Closed), name.to_owned());
            self.definitions.insert((id, View::Open), name.to_owned());
        }
    }

    /// Which item each schema has become, by the schema's place.
    pub(super) fn take_items(&mut self) -> Vec<(Pointer, String)> {
        std::mem::take(&mut self.items)
    }

    /// Notes what a schema, a property or an operation has become.
    pub(super) fn note(&mut self, pointer: &Pointer, item: String) {
        self.items.push((pointer.clone(), item));
    }

    /// The definitions, in the order in which they were first asked for.
    pub(super) fn finish(mut self) -> Vec<Def> {
        self.defs.sort_by_key(|(order, _)| *order);
        self.defs.into_iter().map(|(_, def)| def).collect()
    }

    /// The views in which a schema is needed; a schema that no operation reaches is closed.
    fn views(&self, id: SchemaId) -> Vec<View> {
        let schema = self.model.schema(id);
        let one_form = !self.differs[id.index()] || is_enum(schema);
        match (schema.direction.request, schema.direction.response) {
            _ if one_form => vec![View::Closed],
            (true, true) => vec![View::Closed, View::Open],
            (false, true) => vec![View::Open],
            (true | false, false) => vec![View::Closed],
        }
    }

    /// The type of a value of the schema; `name` is what an inline schema is called if it needs a definition.
    pub(super) fn of(&mut self, id: SchemaId, view: View, name: &str) -> Ty {
        let view = self.view(id, view);
        let schema = self.model.schema(id);
        let is_enum = is_enum(schema);
        if let (Some(alias), false) = (self.aliases.get(&(id, view)), is_enum) {
            return Ty::Named(alias.clone());
        }
        let bare = self.bare(id, view, name);
        let ty = match view {
            View::Open if is_enum && is_text(schema) => Ty::Open(Box::new(bare)),
            View::Open if is_enum => Ty::OpenLiteral(Box::new(bare)),
            View::Open | View::Closed => bare,
        };
        nullable(schema, view, ty)
    }

    /// The type of a request's body. Nothing but its name says where it belongs, so bounds get one.
    pub(super) fn of_request_body(&mut self, id: SchemaId, name: &str) -> Ty {
        let is_defined = self.definitions.contains_key(&(id, View::Closed));
        if !is_defined && needs_definition(self.model.schema(id)) {
            self.define_inline(id, View::Closed, name);
        }
        self.of(id, View::Closed, name)
    }

    /// The type without `null`, of an enum the closed form.
    fn bare(&mut self, id: SchemaId, view: View, name: &str) -> Ty {
        if let Some(defined) = self.definitions.get(&(id, view)) {
            return Ty::Named(defined.clone());
        }
        let schema = self.model.schema(id);
        if needs_inline_definition(schema) || self.holds_itself(id, view) {
            return self.define_inline(id, view, name);
        }
        self.plain(&schema.shape, view, name)
    }

    /// The form that a schema has in a view.
    fn view(&self, id: SchemaId, view: View) -> View {
        if self.differs[id.index()] {
            view
        } else {
            View::Closed
        }
    }

    /// Whether a schema leads back to itself through lists and maps only, none of which has a type of its own to break the
    /// circle.
    fn holds_itself(&self, id: SchemaId, view: View) -> bool {
        self.circles.holds_itself(id, self.view(id, view))
    }

    /// The type of a shape that needs no definition.
    fn plain(&mut self, shape: &Shape, view: View, name: &str) -> Ty {
        match shape {
            Shape::Never => Ty::Never,
            Shape::Null => Ty::Null,
            Shape::Boolean => Ty::Bool,
            Shape::Number(_) => Ty::Number,
            Shape::Integer(integer) => plain::integer(integer),
            Shape::String(string) => plain::string(string),
            Shape::Array(array) => plain::list(array, self.items(array.items, view, name)),
            Shape::Object(object) => self.map(object, view, name),
            // The others have definitions.
            Shape::Any | Shape::Enum(_) | Shape::Mixed(_) | Shape::Union(_) => Ty::Any,
        }
    }

    fn map(&mut self, object: &Object, view: View, name: &str) -> Ty {
        let values = match object.additional.schema() {
            Some(values) => self.of(values, view, &format!("{name}Value")),
            None => Ty::Any,
        };
        Ty::Map(Box::new(values))
    }

    fn define_inline(&mut self, id: SchemaId, view: View, wanted: &str) -> Ty {
        let name = self.names.claim(&names::upper_camel(wanted));
        self.define_as(id, view, &name);
        self.define(id, view, name.clone());
        Ty::Named(name)
    }

    /// A component's own type, or an alias where its type needs no definition or may be `null`.
    fn define_component(&mut self, id: SchemaId, view: View, name: String) {
        if let Some(defined) = self.definitions.get(&(id, view)).cloned() {
            self.define(id, view, defined);
        }
        if self.aliases.contains_key(&(id, view)) {
            let schema = self.model.schema(id);
            self.note(&schema.pointer, format!("types::{name}"));
            let order = self.next();
            let bare = self.bare(id, view, &name);
            let docs = Builder::new(self.model)
                .written(&schema.notes.docs, docs::about(schema), schema.span)
                .facts(schema, &schema.notes, view)
                .source(schema.span);
            self.alias(order, name, nullable(schema, view, bare), docs);
        }
    }

    /// `Dog: {$ref: Pet}`: an alias.
    fn define_second_name(&mut self, component: &Component, view: View, name: String) {
        let order = self.next();
        let ty = match self.of(component.schema, view, &name) {
            Ty::Open(closed) | Ty::OpenLiteral(closed) => *closed,
            ty => ty,
        };
        let docs = Builder::new(self.model)
            .paragraph(
                "Another name of the schema that it refers to.",
                component.span,
            )
            .source(component.span);
        self.alias(order, name, ty, docs);
    }

    fn alias(&mut self, order: usize, name: String, ty: Ty, docs: Docs) {
        self.add(order, name, docs, crate::ir::Shape::Alias(ty));
    }

    fn next(&mut self) -> usize {
        self.order += 1;
        self.order
    }
}

fn nullable(schema: &Schema, view: View, ty: Ty) -> Ty {
    match ty {
        // Any value includes null.
        Ty::Any => Ty::Any,
        ty if is_option(schema, view) => Ty::Nullable(Box::new(ty)),
        ty => ty,
    }
}

/// Whether `null` is accepted beside the type's own values. What `not` is about includes it.
fn is_option(schema: &Schema, view: View) -> bool {
    schema.nullable && !has_rule(schema, view)
}

/// Whether `not` is looked at: in responses, what it describes may come with a later version.
fn has_rule(schema: &Schema, view: View) -> bool {
    !schema.not.is_empty() && view == View::Closed
}

/// Whether a schema's type is an enumeration, which both views share.
fn is_enum(schema: &Schema) -> bool {
    matches!(schema.shape, Shape::Enum(_)) && schema.not.is_empty()
}

/// Whether all values of an enumeration are texts.
fn is_text(schema: &Schema) -> bool {
    match &schema.shape {
        Shape::Enum(values) => values.iter().all(|value| value.value.is_string()),
        _ => false,
    }
}

/// Whether the component has a schema of its own, as against a `$ref` to another's.
fn is_own(model: &Model, component: &Component) -> bool {
    model.schema(component.schema).span == component.span
}
