//! Values of several forms: an enum where every value has one form, else the value itself with a view for each form.

use std::collections::BTreeSet;

use specwright_spec::model::{self, SchemaId, Shape, UnionKind};

use super::Types;
use crate::ir::{self, Branch, Choice, ChoiceRule, Kind, Newtype, Ty, Union};
use crate::lower::disjoint::{are_disjoint, kinds, of_shape, tags};
use crate::lower::docs::Builder;
use crate::lower::names::{self, Scope};
use crate::lower::views::View;
use crate::text::{self, DocText, Docs, code, doc_text};

/// Of more branches than these not every two are held against each other.
const MOST_PAIRS: usize = 100;

impl Types<'_> {
    /// A schema without `type`: one variant for each type of JSON.
    pub(super) fn mixed(
        &mut self,
        shapes: &[Shape],
        id: SchemaId,
        view: View,
        name: &str,
    ) -> Union {
        let span = self.model.schema(id).span;
        let variants = shapes.iter().map(|shape| {
            let kinds = of_shape(self.model, shape, 0);
            let ident = kinds.first().map_or("Value", |kind| kind_name(*kind));
            let ty = self.part(shape, id, view, &format!("{name}{ident}"));
            let docs = Builder::new(self.model)
                .paragraph(doc_text!("{}.", kind_phrase(ident)), span)
                .source(span);
            Branch {
                ident: ident.to_owned(),
                name: ident.to_lowercase(),
                docs,
                ty,
                kinds,
                tags: Vec::new(),
            }
        });
        Union {
            variants: variants.collect(),
            tag: None,
            unknown: None,
        }
    }

    /// `oneOf` and `anyOf`.
    pub(super) fn union(&mut self, union: &model::Union, view: View, name: &str) -> ir::Shape {
        let tag = self.tag(union);
        let is_enum = match (&tag, view) {
            (Some(_), _) => true,
            (None, View::Open) => self.kinds_differ(union),
            (None, View::Closed) => self.kinds_differ(union) || self.all_disjoint(union, view),
        };
        let mut scope = Scope::default();
        let mut branches = Vec::new();
        for (index, branch) in union.branches.iter().enumerate() {
            let tags = tag
                .as_ref()
                .map(|(_, tags)| tags[index].clone())
                .unwrap_or_default();
            let wanted = self.branch_name(branch, union, index);
            let wanted = if is_enum {
                wanted
            } else {
                names::snake(&wanted)
            };
            let ident = scope.claim(&wanted);
            let ty = self.of(
                branch.schema,
                view,
                &format!("{name}{}", names::upper_camel(&ident)),
            );
            branches.push(Branch {
                name: branch.name.clone().unwrap_or_else(|| ident.clone()),
                docs: self.branch_docs(branch),
                kinds: kinds(self.model, branch.schema),
                ident,
                ty,
                tags,
            });
        }
        if is_enum {
            let unknown = (view == View::Open && tag.is_some()).then(|| scope.claim("Unknown"));
            return ir::Shape::Union(Union {
                tag: tag.map(|(property, _)| property),
                variants: branches,
                unknown,
            });
        }
        let rule = match (view, union.kind) {
            (View::Open, _) => ChoiceRule::Any,
            (View::Closed, UnionKind::OneOf) => ChoiceRule::ExactlyOne,
            (View::Closed, UnionKind::AnyOf) => ChoiceRule::AtLeastOne,
        };
        ir::Shape::Newtype(Newtype::Choice(Choice { branches, rule }))
    }

    fn branch_docs(&self, branch: &model::Branch) -> Docs {
        let schema = self.model.schema(branch.schema);
        let fallback = match &branch.name {
            Some(name) => doc_text!("It is a {}.", code(name)),
            None => "It is of this form.".into(),
        };
        Builder::new(self.model)
            .written(&schema.notes.docs, fallback, branch.span)
            .source(branch.span)
    }

    fn branch_name(&self, branch: &model::Branch, union: &model::Union, index: usize) -> String {
        let schema = self.model.schema(branch.schema);
        if let Some(given) = &schema.notes.rust_name {
            return names::upper_camel(&given.text);
        }
        if let Some(name) = &branch.name {
            return names::component(name);
        }
        if let Some(title) = &schema.notes.docs.title {
            return names::upper_camel(&title.text);
        }
        if let [only] = branch.tags.as_slice() {
            return names::upper_camel(only);
        }
        if let [kind] = kinds(self.model, branch.schema).as_slice() {
            let mut others = union.branches.iter().enumerate();
            let is_only = others
                .all(|(at, other)| at == index || !kinds(self.model, other.schema).contains(kind));
            if is_only {
                return kind_name(*kind).to_owned();
            }
        }
        format!("Variant{}", index + 1)
    }

    /// The member whose value tells all branches apart, with its values for each: the discriminator's, or one that every
    /// branch demands.
    fn tag(&self, union: &model::Union) -> Option<(String, Vec<Vec<String>>)> {
        let first = union.branches.first()?;
        let declared = union.tag.iter().map(|tag| tag.text.clone());
        let implied = match &self.model.schema(first.schema).shape {
            Shape::Object(object) => object.properties.as_slice(),
            _ => &[],
        };
        let implied = implied.iter().map(|property| property.name.clone());
        declared.chain(implied).find_map(|property| {
            let branches = union.branches.iter();
            let tags = branches.map(|branch| tags(self.model, branch.schema, &property));
            let tags: Vec<Vec<String>> = tags.collect::<Option<_>>()?;
            let mut seen = BTreeSet::new();
            let distinct = tags.iter().flatten().all(|tag| seen.insert(tag.as_str()));
            let nullable = union
                .branches
                .iter()
                .any(|branch| self.model.schema(branch.schema).nullable);
            (distinct && !nullable).then_some((property, tags))
        })
    }

    /// Whether no two branches have values of one type of JSON.
    fn kinds_differ(&self, union: &model::Union) -> bool {
        let mut seen = BTreeSet::new();
        let branches = union.branches.iter();
        branches
            .flat_map(|branch| kinds(self.model, branch.schema))
            .all(|kind| seen.insert(kind))
    }

    fn all_disjoint(&self, union: &model::Union, view: View) -> bool {
        let branches = &union.branches;
        branches.len() <= MOST_PAIRS
            && branches.iter().enumerate().all(|(at, one)| {
                let mut others = branches[at + 1..].iter();
                others.all(|other| are_disjoint(self.model, view, one.schema, other.schema))
            })
    }

    /// The type of an array's items.
    pub(super) fn items(&mut self, items: Option<SchemaId>, view: View, name: &str) -> Ty {
        match items {
            Some(items) => self.of(items, view, &format!("{name}Item")),
            None => Ty::Any,
        }
    }
}

const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Null => "Null",
        Kind::Boolean => "Boolean",
        Kind::Number => "Number",
        Kind::String => "String",
        Kind::Array => "Array",
        Kind::Object => "Object",
    }
}

fn kind_phrase(name: &str) -> DocText {
    let article = if name.starts_with(['A', 'O']) {
        "An"
    } else {
        "A"
    };
    doc_text!("{} {}", article, text::line(&name.to_lowercase()))
}
