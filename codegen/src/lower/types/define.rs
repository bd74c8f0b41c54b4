//! What a definition holds.

use specwright_spec::model::{
    Additional, EnumValue, Number, Object, Property, Schema, SchemaId, Shape, StringShape,
};
use specwright_spec::pattern::{self, Pattern};

use super::formats::{format, is_password, name_readings};
use super::plain::{counts_members, is_map, limits, shape_needs_definition};
use super::{Types, has_rule};
use crate::ir::{
    self, Def, Enum, Field, Literal, Literals, Newtype, Presence, Rest, Struct, Ty, Variant,
};
use crate::lower::docs::{self, Builder};
use crate::lower::names::{self, Scope};
use crate::lower::views::{View, is_absent};
use crate::text::{Docs, code, doc_text};

impl Types<'_> {
    /// Makes the types of a schema; the outermost has that name.
    pub(super) fn define(&mut self, id: SchemaId, view: View, name: String) {
        let schema = self.model.schema(id);
        let docs = self.docs(id, view);
        self.note(&schema.pointer, format!("types::{name}"));
        if !has_rule(schema, view) {
            self.define_shape(&schema.shape, id, view, name, docs);
            return;
        }
        let order = self.next();
        let inner = match self.part(&schema.shape, id, view, &names::related(&name, "Value")) {
            Ty::Any => Ty::Any,
            ty if schema.nullable => Ty::Nullable(Box::new(ty)),
            ty => ty,
        };
        let not = schema.not.iter();
        let wanted = names::related(&name, "Not");
        let refused = not.map(|not| self.of(*not, view, &wanted)).collect();
        let shape = ir::Shape::Newtype(Newtype::Not { inner, refused });
        self.add(order, name, docs, shape);
    }

    /// The type of a shape that is a part of a schema's type.
    pub(super) fn part(&mut self, shape: &Shape, id: SchemaId, view: View, name: &str) -> Ty {
        if !shape_needs_definition(shape) {
            return self.plain(shape, view, name);
        }
        let name = self.names.claim(&names::upper_camel(name));
        let span = self.model.schema(id).span;
        let docs = Builder::new(self.model)
            .paragraph(docs::part(shape), span)
            .source(span);
        self.define_shape(shape, id, view, name.clone(), docs);
        Ty::Named(name)
    }

    fn define_shape(&mut self, shape: &Shape, id: SchemaId, view: View, name: String, docs: Docs) {
        let order = self.next();
        let schema = self.model.schema(id);
        let defined = match shape {
            Shape::Object(object) if counts_members(object) => {
                let inner = self.members(object, id, view, &name);
                ir::Shape::Newtype(Newtype::Members {
                    inner,
                    min: object.min_properties,
                    max: object.max_properties,
                })
            }
            Shape::Object(object) if !is_map(object) => {
                ir::Shape::Struct(self.structure(object, id, view, &name))
            }
            // A map has a type of its own only where an alias would lead back to itself.
            Shape::Object(object) if self.definitions.get(&(id, view)) == Some(&name) => {
                ir::Shape::Newtype(Newtype::Members {
                    inner: self.map(object, view, &name),
                    min: None,
                    max: None,
                })
            }
            Shape::Enum(values) => self.enumeration(values, schema),
            Shape::String(string) => ir::Shape::Newtype(Newtype::Text {
                min: string.min_length,
                max: string.max_length,
                patterns: patterns(string),
                is_secret: is_password(string),
                format: format(string),
            }),
            Shape::Integer(integer) => {
                let (least, greatest) = integer.range();
                let is_signed = limits(&Ty::I64).is_some_and(|(_, most)| greatest <= most);
                let repr = if is_signed { Ty::I64 } else { Ty::U64 };
                let natural = limits(&repr).unwrap_or((least, greatest));
                ir::Shape::Newtype(Newtype::Integer {
                    min: (least > natural.0).then_some(least),
                    max: (greatest < natural.1).then_some(greatest),
                    multiple_of: integer.multiple_of.clone(),
                    repr,
                })
            }
            Shape::Number(number) if !number.is_free() => {
                let Number {
                    minimum,
                    maximum,
                    multiple_of,
                    ..
                } = number.clone();
                ir::Shape::Newtype(Newtype::Number {
                    min: minimum,
                    max: maximum,
                    multiple_of,
                })
            }
            Shape::Array(array) => ir::Shape::Newtype(Newtype::List {
                items: self.items(array.items, view, &name),
                min: array.min_items,
                max: array.max_items,
                unique: array.unique_items,
            }),
            Shape::Mixed(shapes) => ir::Shape::Union(self.mixed(shapes, id, view, &name)),
            Shape::Union(union) => self.union(union, view, &name),
            Shape::Any
            | Shape::Never
            | Shape::Null
            | Shape::Boolean
            | Shape::Number(_)
            | Shape::Object(_) => ir::Shape::Alias(self.plain(shape, view, &name)),
        };
        self.add(order, name, docs, defined);
    }

    pub(super) fn add(&mut self, order: usize, name: String, docs: Docs, shape: ir::Shape) {
        let def = Def { name, docs, shape };
        self.defs.push((order, def));
    }

    fn docs(&self, id: SchemaId, view: View) -> Docs {
        let schema = self.model.schema(id);
        let mut docs = Builder::new(self.model)
            .written(&schema.notes.docs, docs::about(schema), schema.span)
            .rules(schema, &schema.notes);
        if view == View::Open && self.views(id).len() == 2 {
            let open = "This is how responses have it: what a later version may add does no harm.";
            docs = docs.paragraph(open, schema.span);
        }
        docs.source(schema.span)
    }

    fn enumeration(&self, values: &[EnumValue], schema: &Schema) -> ir::Shape {
        let mut scope = Scope::default();
        let docs = |value: &EnumValue, shown: &str| {
            Builder::new(self.model)
                .paragraph(doc_text!("On the wire: {}.", code(shown)), value.span)
                .source(value.span)
        };
        let default = schema.notes.default.as_ref().map(|default| &default.json);
        let default = values
            .iter()
            .position(|value| Some(&value.value) == default);
        let texts = values.iter().map(|value| value.value.as_str());
        let texts: Option<Vec<&str>> = texts.collect();
        let Some(texts) = texts else {
            let variants = values.iter().map(|value| Literal {
                ident: scope.claim(&names::literal(&value.value)),
                value: value.value.clone(),
                docs: docs(value, &value.value.to_string()),
            });
            let variants = variants.collect();
            return ir::Shape::Literals(Literals { variants, default });
        };
        let variants = values.iter().zip(texts).map(|(value, text)| Variant {
            ident: scope.claim(&names::upper_camel(text)),
            wire: text.to_owned(),
            docs: docs(value, text),
        });
        let variants = variants.collect();
        ir::Shape::Enum(Enum { variants, default })
    }

    /// The struct or map that a rule about the number of members is for.
    fn members(&mut self, object: &Object, id: SchemaId, view: View, name: &str) -> Ty {
        if is_map(object) {
            return self.map(object, view, name);
        }
        let span = self.model.schema(id).span;
        let order = self.next();
        let inner = self.names.claim(&names::related(name, "Members"));
        let shape = ir::Shape::Struct(self.structure(object, id, view, &inner));
        let what = doc_text!("The members of a [{}], however many.", code(name));
        let docs = Builder::new(self.model).paragraph(what, span).source(span);
        self.add(order, inner.clone(), docs, shape);
        Ty::Named(inner)
    }

    fn structure(&mut self, object: &Object, id: SchemaId, view: View, name: &str) -> Struct {
        let direction = self.model.schema(id).direction;
        let mut scope = Scope::default();
        let idents = field_idents(object, &mut scope);
        let is_refused = |property: &Property| {
            let schema = self.model.schema(property.schema);
            let is_never = matches!(schema.shape, Shape::Never) && !schema.nullable;
            is_absent(property, view) || is_never && !property.required
        };
        let (refused, present): (Vec<_>, Vec<_>) = object
            .properties
            .iter()
            .zip(idents)
            .partition(|(property, _)| is_refused(property));
        let mut fields: Vec<Field> = present
            .into_iter()
            .map(|(property, ident)| self.field(property, ident, view, ("types", name)))
            .collect();
        let refused = refused.into_iter();
        let refused = match view {
            View::Closed => refused.map(|(property, _)| property.name.clone()).collect(),
            View::Open => Vec::new(),
        };
        let keeps = self.kept[id.index()] || object.tag.is_some() || counts_members(object);
        let values = match object.additional {
            Additional::Closed => None,
            Additional::Unsaid => keeps.then_some(Ty::Any),
            Additional::Any => Some(Ty::Any),
            Additional::Schema(values) => {
                Some(self.of(values, view, &names::related(name, "Value")))
            }
        };
        let rest = values.map(|values| Rest {
            ident: scope.claim("additional"),
            values,
        });
        name_readings(&mut fields, &mut scope);
        Struct {
            closed: object.additional == Additional::Closed && view == View::Closed,
            built: !direction.response || direction.request,
            fields,
            refused,
            rest,
        }
    }

    /// The field of a property; `parent` is the module and the name of its struct.
    pub(in crate::lower) fn field(
        &mut self,
        property: &Property,
        ident: String,
        view: View,
        (module, parent): (&str, &str),
    ) -> Field {
        let schema = self.model.schema(property.schema);
        let name = format!("{parent}{}", names::upper_camel(rust_name(property)));
        if matches!(schema.pointer.tokens(), [.., properties, _] if properties == "properties") {
            self.note(&schema.pointer, format!("{module}::{parent}.{ident}"));
        }
        let (ty, nullable) = match self.of(property.schema, view, &name) {
            Ty::Nullable(inner) => (*inner, true),
            ty => (ty, false),
        };
        let written = if docs::says_something(&property.notes.docs) {
            &property.notes
        } else {
            &schema.notes
        };
        let fallback = doc_text!("The member {}.", code(&property.name));
        let docs = Builder::new(self.model)
            .written(&written.docs, fallback, property.span)
            .facts(schema, &property.notes, view)
            .source(property.span);
        let is_deprecated = property.notes.deprecated || schema.notes.deprecated;
        let presence = Presence::of(property.required, nullable);
        Field {
            reading: self.reading(property.schema, view, &ident, &ty, presence),
            ident,
            wire: property.name.clone(),
            docs,
            ty,
            presence,
            deprecation: docs::deprecation(is_deprecated, &written.docs),
        }
    }
}

/// The patterns of a text. What is no pattern was refused with the document, unless that was let through.
fn patterns(string: &StringShape) -> Vec<(String, Pattern)> {
    let patterns = string.patterns.iter();
    let patterns =
        patterns.filter_map(|text| Some((text.text.clone(), pattern::parse(&text.text).ok()?)));
    patterns.collect()
}

/// The names of an object's fields, in declared order.
pub(in crate::lower) fn field_idents(object: &Object, scope: &mut Scope) -> Vec<String> {
    let properties = object.properties.iter();
    properties
        .map(|property| scope.claim(&names::snake(rust_name(property))))
        .collect()
}

fn rust_name(property: &Property) -> &str {
    let given = property.notes.rust_name.as_ref();
    given.map_or(&property.name, |given| &given.text)
}
