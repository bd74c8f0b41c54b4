//! Jobs as an answer lists them.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use specwright_spec::Model;
use specwright_spec::model::{MediaKind, Progress, SchemaId, Shape};

use crate::api::Api;

/// The texts of an object, by their names.
pub(super) type Texts = BTreeMap<String, String>;

/// The list of jobs in an answer.
pub(super) struct List<'a> {
    api: &'a Api,
    operation: usize,
    response: usize,
    rule: &'a Progress,
    /// What an item looks like.
    shown: Option<Value>,
}

impl<'a> List<'a> {
    pub(super) fn new(api: &'a Api, operation: usize, response: usize, rule: &'a Progress) -> Self {
        let mut list = Self {
            api,
            operation,
            response,
            rule,
            shown: None,
        };
        list.shown = list.shown();
        list
    }

    /// An item of the list: what the document shows of one, with what is known under the same names, and with the state.
    pub(super) fn item(&self, state: &str, known: &[&Texts]) -> Option<Value> {
        let mut item = self.shown.clone()?;
        for known in known {
            copy(known, &mut item);
        }
        let members = item.as_object_mut()?;
        members.insert(self.rule.state.clone(), json!(state));
        if !self.rule.failed.iter().any(|failed| failed == state) {
            // What went wrong is told only of what went wrong.
            members.retain(|name, _| !name.contains("error") && !name.contains("fail"));
        }
        clear(&mut item);
        let body = json!({ &self.rule.items: [item] });
        let schema = self.api.answer(self.operation, self.response)?;
        schema
            .accepts(&body)
            .then(|| body[&self.rule.items][0].clone())
    }

    /// The first item of the document's example, or else one with every text that its schema names.
    fn shown(&self) -> Option<Value> {
        let model = &self.api.model;
        let response = &model.operations[self.operation].responses[self.response];
        let mut content = response.content.iter();
        let content = content.find(|content| content.kind() == MediaKind::Json)?;
        let examples = content.examples.iter().map(|example| &example.value.json);
        let mut shown = examples.filter_map(|example| example.get(&self.rule.items)?.get(0));
        if let Some(shown) = shown.next() {
            return Some(shown.clone());
        }
        let Shape::Object(object) = &model.schema(content.schema).shape else {
            return None;
        };
        let mut properties = object.properties.iter();
        let list = properties.find(|property| property.name == self.rule.items)?;
        match &model.schema(list.schema).shape {
            Shape::Array(array) => array.items.map(|item| skeleton(model, item, 0)),
            _ => None,
        }
    }
}

/// Empty texts under the names of an object's texts.
fn skeleton(model: &Model, schema: SchemaId, depth: usize) -> Value {
    let Shape::Object(object) = &model.schema(schema).shape else {
        return json!("");
    };
    let members = object.properties.iter().filter(|_| depth < 3);
    let members = members.filter_map(|property| {
        let inner = &model.schema(property.schema).shape;
        let value = match inner {
            Shape::String(_) => json!(""),
            Shape::Object(_) => skeleton(model, property.schema, depth + 1),
            _ => return None,
        };
        Some((property.name.clone(), value))
    });
    Value::Object(members.collect())
}

/// Copies texts to where a text of the same name is.
fn copy(known: &Texts, item: &mut Value) {
    let Some(members) = item.as_object_mut() else {
        return;
    };
    for (name, value) in members {
        match (known.get(name), &value) {
            (Some(text), Value::String(_)) => *value = json!(text),
            (_, Value::Object(_)) => copy(known, value),
            _ => {}
        }
    }
}

/// Leaves out the texts that are still empty.
fn clear(item: &mut Value) {
    let Some(members) = item.as_object_mut() else {
        return;
    };
    members.values_mut().for_each(clear);
    members.retain(|_, value| *value != "" && *value != json!({}));
}
