//! The public JSON Schema test suite as a document: each group's schema is a schema of `components`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};
use specwright_spec::Pointer;
use specwright_spec::input::{self, DEFAULT_LIMIT, Origin};
use specwright_spec::sanitize;

/// The groups of the suite.
pub(in crate::laws) struct Suite {
    pub(in crate::laws) groups: Vec<Group>,
    /// Groups that OpenAPI 3.0 cannot say, by the keyword that it does not have.
    pub(in crate::laws) left_out: BTreeMap<String, Vec<String>>,
}

/// A schema with instances.
pub(in crate::laws) struct Group {
    /// The file and the description.
    pub(in crate::laws) name: String,
    /// The name of its schema in the document.
    pub(in crate::laws) component: String,
    /// The schemas that it adds to `components`.
    pub(in crate::laws) schemas: Map<String, Value>,
    pub(in crate::laws) tests: Vec<Test>,
}

/// An instance and whether the schema accepts it.
pub(in crate::laws) struct Test {
    pub(in crate::laws) description: String,
    pub(in crate::laws) instance: Value,
    pub(in crate::laws) valid: bool,
}

/// Keywords of draft 4 that OpenAPI 3.0 does not have.
const FOREIGN: &[&str] = &[
    "$schema",
    "id",
    "dependencies",
    "patternProperties",
    "additionalItems",
];

/// Reads the groups of one draft, those of `optional` that the document's rules decide included.
pub(in crate::laws) fn read(folder: &Path) -> Result<Suite, String> {
    let draft = folder.join("tests/draft4");
    let failed = |error: std::io::Error| format!("{}: {error}", sanitize::path(&draft));
    let mut files = Vec::new();
    for entry in fs::read_dir(&draft).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(path);
        }
    }
    files.sort();
    let mut suite = Suite {
        groups: Vec::new(),
        left_out: BTreeMap::new(),
    };
    for path in files {
        let text = input::read(&path, Origin::Content, DEFAULT_LIMIT);
        let text = text.map_err(|error| error.to_string())?;
        let groups: Vec<Value> = serde_json::from_slice(&text)
            .map_err(|error| format!("{}: {error}", sanitize::path(&path)))?;
        let stem = path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned());
        for group in &groups {
            let stem = stem.as_deref().unwrap_or_default();
            let name = format!(
                "{stem}: {}",
                group["description"].as_str().unwrap_or_default()
            );
            let component = format!("G{}", suite.groups.len());
            match wrapped(&component, &group["schema"]) {
                Ok(schemas) => suite.groups.push(Group {
                    tests: tests(&group["tests"]),
                    name,
                    component,
                    schemas,
                }),
                Err(keyword) => suite.left_out.entry(keyword).or_default().push(name),
            }
        }
    }
    Ok(suite)
}

fn tests(written: &Value) -> Vec<Test> {
    let tests = written.as_array().into_iter().flatten();
    let tests = tests.map(|test| Test {
        description: test["description"].as_str().unwrap_or_default().to_owned(),
        instance: test["data"].clone(),
        valid: test["valid"].as_bool().unwrap_or_default(),
    });
    tests.collect()
}

impl Group {
    /// Where its schema is.
    pub(in crate::laws) fn pointer(&self) -> Pointer {
        let components = Pointer::root().child("components");
        components.child("schemas").child(&self.component)
    }
}

/// The schema and its `definitions` as schemas of `components`, or the keyword that OpenAPI 3.0 does not have.
fn wrapped(component: &str, schema: &Value) -> Result<Map<String, Value>, String> {
    let mut schemas = Map::new();
    let mut root = schema.clone();
    if let Some(Value::Object(definitions)) = root
        .as_object_mut()
        .and_then(|root| root.remove("definitions"))
    {
        for (name, definition) in definitions {
            let converted = converted(component, &definition)?;
            schemas.insert(defined(component, &name), converted);
        }
    }
    schemas.insert(component.to_owned(), converted(component, &root)?);
    Ok(schemas)
}

/// The name of a schema of `definitions`, of letters that every component's name may have.
fn defined(component: &str, name: &str) -> String {
    let legal = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    format!(
        "{component}.{}",
        name.chars().map(legal).collect::<String>()
    )
}

fn converted(component: &str, schema: &Value) -> Result<Value, String> {
    let Value::Object(keywords) = schema else {
        return Err("a schema that is no object".to_owned());
    };
    if let Some(target) = keywords.get("$ref") {
        return reference(component, target);
    }
    let mut json = Map::new();
    for (keyword, value) in keywords {
        // Neither says anything about instances; a document must not have the one, nor a wrong other.
        if keyword == "$comment" || keyword == "default" {
            continue;
        }
        let value = match keyword.as_str() {
            foreign if FOREIGN.contains(&foreign) => return Err(format!("`{foreign}`")),
            "type" if value.is_array() => return Err("`type` with a list".to_owned()),
            "type" if value == "null" => return Err("`type: null`".to_owned()),
            "items" if value.is_array() => return Err("`items` with a list".to_owned()),
            "items" | "not" => converted(component, value)?,
            "additionalProperties" if value.is_object() => converted(component, value)?,
            "allOf" | "anyOf" | "oneOf" => {
                let inner = value.as_array().into_iter().flatten();
                inner
                    .map(|inner| converted(component, inner))
                    .collect::<Result<_, _>>()?
            }
            "properties" => {
                let inner = value.as_object().into_iter().flatten();
                let inner =
                    inner.map(|(name, inner)| Ok((name.clone(), converted(component, inner)?)));
                Value::Object(inner.collect::<Result<_, String>>()?)
            }
            "definitions" => return Err("`definitions` inside of a schema".to_owned()),
            _ => value.clone(),
        };
        json.insert(keyword.clone(), value);
    }
    // OpenAPI 3.0 wants `items` beside `type: array`, and `{}` says no more than nothing.
    if json.get("type").is_some_and(|ty| ty == "array") {
        json.entry("items").or_insert_with(|| json!({}));
    }
    Ok(Value::Object(json))
}

fn reference(component: &str, target: &Value) -> Result<Value, String> {
    let target = target.as_str().unwrap_or_default();
    let section = "#/components/schemas/";
    if target == "#" {
        return Ok(json!({"$ref": format!("{section}{component}")}));
    }
    if let Some(name) = target.strip_prefix("#/definitions/") {
        let name = name
            .replace("%25", "%")
            .replace("%22", "\"")
            .replace("~1", "/")
            .replace("~0", "~");
        return Ok(json!({"$ref": format!("{section}{}", defined(component, &name))}));
    }
    if let Some(way) = target.strip_prefix("#/") {
        return Ok(json!({"$ref": format!("{section}{component}/{way}")}));
    }
    Err("`$ref` to another document".to_owned())
}
