//! Which values of a discriminator's tag mean which branch.

use serde_json::Value;

use super::{Judge, component, decoded};

impl<'d> Judge<'d> {
    /// The values of a discriminator's tag that mean a branch; `None` where it says nothing of the branch.
    pub(super) fn tags(
        &self,
        branch: &Value,
        discriminator: &Value,
        tag: &str,
    ) -> Option<Vec<String>> {
        let pointer = self.end(&decoded(branch["$ref"].as_str()?));
        let mapping = discriminator["mapping"].as_object().into_iter().flatten();
        let mapped = mapping.filter(|(_, target)| {
            let target = target.as_str().unwrap_or_default();
            let named = component(target);
            let target = if self.document.pointer(&named).is_some() {
                named
            } else {
                decoded(target)
            };
            self.end(&target) == pointer
        });
        let mut tags: Vec<String> = mapped.map(|(name, _)| name.clone()).collect();
        if tags.is_empty() {
            tags.push(
                pointer
                    .strip_prefix("/components/schemas/")?
                    .replace("~1", "/")
                    .replace("~0", "~"),
            );
        }
        let declared = self.declared(&pointer, tag, 0);
        if declared.is_empty() && self.is_closed(&pointer, 0) {
            return None;
        }
        let lists: Vec<Vec<String>> = declared
            .iter()
            .filter_map(|schema| self.texts(schema))
            .collect();
        let is_text = declared.iter().all(|schema| self.admits_text(schema, 0));
        if !is_text {
            return None;
        }
        if let Some(values) = lists.first() {
            let known = values.iter().filter(|value| tags.contains(value)).count();
            if known == values.len() || known == 0 {
                return Some(values.clone());
            }
        }
        Some(tags)
    }

    /// The place at the end of a chain of references.
    fn end(&self, pointer: &str) -> String {
        let mut at = pointer.to_owned();
        for _ in 0..32 {
            match self
                .document
                .pointer(&at)
                .and_then(|schema| schema["$ref"].as_str())
            {
                Some(next) => at = decoded(next),
                None => break,
            }
        }
        at
    }

    /// The schemas that an object and its `allOf` declare for a property.
    fn declared(&self, pointer: &str, property: &str, depth: usize) -> Vec<&'d Value> {
        let Some(schema) = self.document.pointer(&self.end(pointer)) else {
            return Vec::new();
        };
        self.declared_in(schema, property, depth)
    }

    fn declared_in(&self, schema: &'d Value, property: &str, depth: usize) -> Vec<&'d Value> {
        if depth > 32 {
            return Vec::new();
        }
        if let Some(target) = schema["$ref"].as_str() {
            return self.declared(&decoded(target), property, depth + 1);
        }
        let mut found: Vec<&Value> = schema["properties"].get(property).into_iter().collect();
        for inner in schema["allOf"].as_array().into_iter().flatten() {
            found.extend(self.declared_in(inner, property, depth + 1));
        }
        found
    }

    fn is_closed(&self, pointer: &str, depth: usize) -> bool {
        let schema = self.document.pointer(&self.end(pointer));
        schema.is_some_and(|schema| self.closes(schema, depth))
    }

    fn closes(&self, schema: &Value, depth: usize) -> bool {
        if let Some(target) = schema["$ref"].as_str() {
            return depth < 32 && self.is_closed(&decoded(target), depth + 1);
        }
        let mut inner = schema["allOf"].as_array().into_iter().flatten();
        schema["additionalProperties"] == false || inner.any(|inner| self.closes(inner, depth + 1))
    }

    fn texts(&self, schema: &Value) -> Option<Vec<String>> {
        let schema = self.followed(schema)?;
        let values = schema["enum"].as_array()?;
        let texts: Vec<String> = values
            .iter()
            .filter_map(|value| value.as_str().map(str::to_owned))
            .collect();
        (!texts.is_empty()).then_some(texts)
    }

    fn admits_text(&self, schema: &Value, depth: usize) -> bool {
        let Some(schema) = self.followed(schema) else {
            return true;
        };
        let mut inner = schema["allOf"].as_array().into_iter().flatten();
        let own = schema["type"].as_str().is_none_or(|ty| ty == "string");
        own && depth < 32 && inner.all(|inner| self.admits_text(inner, depth + 1))
    }

    fn followed<'s>(&'s self, schema: &'s Value) -> Option<&'s Value> {
        match schema["$ref"].as_str() {
            Some(target) => self.document.pointer(&self.end(&decoded(target))),
            None => Some(schema),
        }
    }
}
