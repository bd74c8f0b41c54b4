//! Bodies as tables: one for each object, named by its way from the body's root.
//!
//! An object is shown once in an operation. Where it occurs again, in itself or elsewhere, and where an operation has too
//! many of them, there is a link: to the table above, or to the list of schemas at the end of the page.

mod phrase;

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use specwright_spec::model::{Model, Property, Schema, SchemaId, Shape};

use super::facts;
use super::html::code;
use super::notes::{advice, flags, said};

/// How many tables one operation, or one schema of the list, has.
const MOST_TABLES: usize = 24;

/// A document with more operations shows the schemas that have a name in the list alone.
const MANY_OPERATIONS: usize = 60;

/// The schemas of a document, and which of them are to be listed at the end.
pub(super) struct Tables<'m> {
    model: &'m Model,
    names: HashMap<SchemaId, &'m str>,
    is_big: bool,
    /// What links lead to that is not shown yet.
    wanted: BTreeSet<SchemaId>,
    listed: BTreeSet<SchemaId>,
}

/// Which way values travel: what is only for the other way is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum View {
    /// In a request.
    Request,
    /// In a response.
    Response,
    /// Not known.
    Both,
}

/// A part of the page in which no table occurs twice.
pub(super) struct Scope {
    /// What the ids of its tables start with.
    prefix: String,
    /// Whether schemas with a name have tables here.
    has_named: bool,
    view: View,
    shown: BTreeMap<(SchemaId, View), String>,
    /// The schemas whose types are being told, from the outermost on.
    open: Vec<SchemaId>,
    /// The tables that are still to be written, each with its way from the root.
    queue: VecDeque<(SchemaId, String)>,
}

impl<'m> Tables<'m> {
    /// The schemas of a document, none of which is shown yet.
    pub(super) fn new(model: &'m Model) -> Self {
        let mut names = HashMap::new();
        for component in &model.components {
            names.entry(component.schema).or_insert(&*component.name);
        }
        Self {
            model,
            names,
            is_big: model.operations.len() > MANY_OPERATIONS,
            wanted: BTreeSet::new(),
            listed: BTreeSet::new(),
        }
    }

    /// The part of the page that is about one operation.
    pub(super) fn scope(&self, prefix: &str) -> Scope {
        Scope {
            prefix: prefix.to_owned(),
            has_named: !self.is_big,
            view: View::Both,
            shown: BTreeMap::new(),
            open: Vec::new(),
            queue: VecDeque::new(),
        }
    }

    /// A body: what it is, and a table for each object in it.
    pub(super) fn body(&mut self, scope: &mut Scope, view: View, id: SchemaId) -> String {
        scope.view = view;
        let phrase = self.phrase(scope, id, "", 0);
        let tables = self.queued(scope);
        format!("<div class=\"type\">{phrase}</div>\n{tables}")
    }

    /// The type of a parameter or header with its rules; its objects are tables that [`queued`](Self::queued) gives.
    pub(super) fn value(
        &mut self,
        scope: &mut Scope,
        view: View,
        id: SchemaId,
        name: &str,
    ) -> String {
        scope.view = view;
        let default = self.model.schema(id).notes.default.as_ref();
        let default = default.map_or(String::new(), |default| if_absent(&default.json));
        self.phrase(scope, id, name, 0) + &default
    }

    /// What a schema says about itself.
    pub(super) fn docs(&self, id: SchemaId) -> String {
        said(&self.model.schema(id).notes.docs)
    }

    /// The tables that were referred to and are not written yet.
    pub(super) fn queued(&mut self, scope: &mut Scope) -> String {
        let mut html = String::new();
        while let Some((id, way)) = scope.queue.pop_front() {
            let schema = self.model.schema(id);
            let anchor = scope.shown.get(&(id, scope.view)).cloned();
            let caption = match way.as_str() {
                "" => "Members".to_owned(),
                way => format!("Members of {}", code(way)),
            };
            let table = self.object(scope, schema, &way, &caption);
            let anchor = anchor.unwrap_or_default();
            html.push_str(&format!(
                "<div id=\"{anchor}\" class=\"object\">\n{table}</div>\n"
            ));
        }
        html
    }

    /// The schemas that links lead to, each once.
    pub(super) fn list(&mut self) -> String {
        let mut entries = BTreeMap::new();
        while let Some(id) = self.wanted.pop_first() {
            self.listed.insert(id);
            let entry = self.listed_schema(id);
            entries.insert(id, entry);
        }
        if entries.is_empty() {
            return String::new();
        }
        let entries: String = entries.into_values().collect();
        format!(
            "<section class=\"schemas\" id=\"schemas\">\n<h2>Schemas</h2>\n{entries}</section>\n"
        )
    }

    fn listed_schema(&mut self, id: SchemaId) -> String {
        let schema = self.model.schema(id);
        let anchor = anchor(id);
        let mut scope = self.scope(&anchor);
        scope.has_named = false;
        let name = self.title(id);
        let mut content = match &schema.shape {
            Shape::Object(_) => {
                scope.shown.insert((id, View::Both), anchor.clone());
                self.object(&mut scope, schema, "", "Members")
            }
            _ => {
                let phrase = self.phrase(&mut scope, id, "", 0);
                format!(
                    "{}<div class=\"type\">{phrase}</div>\n",
                    said(&schema.notes.docs)
                )
            }
        };
        content.push_str(&self.queued(&mut scope));
        format!(
            "<details class=\"schema\" id=\"{anchor}\">\n<summary><h3>{}</h3></summary>\n{content}</details>\n",
            code(&name),
        )
    }

    /// The name of a schema, or of the one that it is a part of with the way to it.
    fn title(&self, id: SchemaId) -> String {
        if let Some(name) = self.names.get(&id) {
            return (*name).to_owned();
        }
        let tokens = self.model.schema(id).pointer.tokens();
        let skipped = ["components", "schemas", "properties", "content", "schema"];
        let steps: Vec<&str> = tokens.iter().map(String::as_str).collect();
        let steps: Vec<&str> = steps
            .into_iter()
            .filter(|step| !skipped.contains(step))
            .collect();
        steps.join(" › ")
    }

    fn object(&mut self, scope: &mut Scope, schema: &Schema, way: &str, caption: &str) -> String {
        let about = said(&schema.notes.docs) + &advice(schema);
        let Shape::Object(object) = &schema.shape else {
            return about;
        };
        let mut rows = String::new();
        for property in &object.properties {
            let is_elsewhere = match scope.view {
                View::Request => property.read_only.is_some(),
                View::Response => property.write_only.is_some(),
                View::Both => false,
            };
            if !is_elsewhere {
                rows.push_str(&self.property(scope, property, way));
            }
        }
        let others = self.others(scope, object, way);
        if rows.is_empty() {
            return format!("{about}<p>No named members.</p>\n{others}");
        }
        format!(
            "{about}<table>\n<caption>{caption}</caption>\n\
            <thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Type</th><th scope=\"col\">Description</th></tr></thead>\n\
            <tbody>\n{rows}</tbody>\n</table>\n{others}"
        )
    }

    fn property(&mut self, scope: &mut Scope, property: &Property, way: &str) -> String {
        let schema = self.model.schema(property.schema);
        let is_deprecated = property.notes.deprecated || schema.notes.deprecated;
        let mut flags = flags(property.required, is_deprecated);
        if scope.view == View::Both && property.read_only.is_some() {
            flags.push_str("<span class=\"flag\">only in responses</span>");
        }
        if scope.view == View::Both && property.write_only.is_some() {
            flags.push_str("<span class=\"flag\">only in requests</span>");
        }
        let step = match way {
            "" => property.name.clone(),
            way => format!("{way}.{}", property.name),
        };
        let kind = self.phrase(scope, property.schema, &step, 0);
        let default = property.notes.default.as_ref();
        let default = default.or(schema.notes.default.as_ref());
        let default = default.map_or(String::new(), |default| if_absent(&default.json));
        let docs = self.member_docs(property, schema);
        format!(
            "<tr><th scope=\"row\">{}{flags}</th><td>{kind}{default}</td><td>{docs}</td></tr>\n",
            code(&property.name),
        )
    }

    /// What a member says itself, or else what its schema says, if that has no table of its own to say it.
    fn member_docs(&self, property: &Property, schema: &Schema) -> String {
        let own = said(&property.notes.docs);
        let has_table =
            matches!(&schema.shape, Shape::Object(object) if !object.properties.is_empty());
        let docs = match own.as_str() {
            "" if !has_table => said(&schema.notes.docs),
            _ => own,
        };
        let advice = if has_table {
            String::new()
        } else {
            advice(schema)
        };
        let example = property
            .notes
            .example
            .as_ref()
            .or(schema.notes.example.as_ref());
        let example =
            example.filter(|example| !example.json.is_object() && !example.json.is_array());
        let example = example.map_or(String::new(), |example| {
            format!(
                "<p class=\"note\">For example {}</p>",
                facts::json(&example.json)
            )
        });
        docs + &advice + &example
    }
}

fn if_absent(value: &serde_json::Value) -> String {
    format!(
        "<div class=\"rule\">if absent: {}</div>",
        facts::json(value)
    )
}

fn anchor(id: SchemaId) -> String {
    format!("schema-{}", id.index())
}
