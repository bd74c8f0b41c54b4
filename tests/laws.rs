//! The types accept what the schema accepts, refuse what it refuses, and give back what they read; what code can build is valid.

mod fixes;
mod linter;
mod samples;

use huaweicloud_workspace::types::{
    ErrorResponse, ProjectId, ResizeDesktopAutoPlacement, ResizeDesktopData, ResizeDesktopMode,
    ResizeDesktopRequest, ResizeDesktopResponse,
};
use jsonschema::Validator;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use specwright::Contracts;

/// The schema of a part, with what it shares with others.
fn read_schema(part: &str) -> (Value, Validator) {
    let schema = Contracts::built_in().schema(None, part).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    (schema, validator)
}

/// Holds the type against the schema on every sample; at least `least` of each verdict must have been tried.
fn agree<T: Serialize + DeserializeOwned>(schema: &Value, validator: &Validator, least: usize) {
    let mut tried = [0, 0];
    for sample in samples::samples(schema) {
        let valid = validator.is_valid(&sample);
        tried[usize::from(valid)] += 1;
        let text = serde_json::to_string(&sample).unwrap();
        let from_text = serde_json::from_str::<T>(&text);
        let from_value = serde_json::from_value::<T>(sample.clone());
        assert_eq!(from_text.is_ok(), valid, "{text}: {:?}", from_text.err());
        assert_eq!(from_value.is_ok(), valid, "{text}: {:?}", from_value.err());
        if let Ok(read) = from_text {
            let written = serde_json::to_value(&read).unwrap();
            assert_eq!(written, declared(schema, schema, &sample), "{text}");
        }
    }
    assert!(
        tried.iter().all(|&tried| tried >= least),
        "{} samples are refused and {} accepted",
        tried[0],
        tried[1]
    );
}

/// The instance without the members that its open objects do not declare.
fn declared(root: &Value, schema: &Value, instance: &Value) -> Value {
    if let Some(target) = schema["$ref"].as_str() {
        let target = root.pointer(target.trim_start_matches('#')).unwrap();
        return declared(root, target, instance);
    }
    match instance {
        Value::Object(members) => {
            let known = members
                .iter()
                .filter(|(name, _)| schema["properties"].get(name).is_some());
            known
                .map(|(name, value)| {
                    let value = declared(root, &schema["properties"][name], value);
                    (name.clone(), value)
                })
                .collect()
        }
        Value::Array(items) => items
            .iter()
            .map(|item| declared(root, &schema["items"], item))
            .collect(),
        scalar => scalar.clone(),
    }
}

#[test]
fn the_request_type_and_its_schema_agree() {
    let (schema, validator) = read_schema("request");
    agree::<ResizeDesktopRequest>(&schema, &validator, 20);
}

#[test]
fn the_response_types_and_their_schemas_agree() {
    for part in ["response.200", "response.202"] {
        let (schema, validator) = read_schema(part);
        agree::<ResizeDesktopResponse>(&schema, &validator, 20);
    }
    for part in [
        "response.400",
        "response.401",
        "response.403",
        "response.404",
        "response.409",
        "response.500",
    ] {
        let (schema, validator) = read_schema(part);
        agree::<ErrorResponse>(&schema, &validator, 20);
    }
}

#[test]
fn the_parameter_type_and_its_schema_agree() {
    let (schema, validator) = read_schema("parameters");
    let mut parameter = schema["properties"]["path"]["properties"]["project_id"].clone();
    if let Some(target) = parameter["$ref"].as_str() {
        parameter = schema
            .pointer(target.trim_start_matches('#'))
            .unwrap()
            .clone();
    }
    agree::<ProjectId>(
        &parameter,
        &jsonschema::draft202012::new(&parameter).unwrap(),
        2,
    );
    for (id, valid) in [("", false), ("a", true), ("\u{10FFFF}", true)] {
        let parameters = json!({"path": {"project_id": id}});
        assert_eq!(
            (validator.is_valid(&parameters), ProjectId::new(id).is_ok()),
            (valid, valid)
        );
    }
}

#[test]
fn what_code_can_build_is_valid() {
    let (_, validator) = read_schema("request");
    let texts = [
        "",
        "p",
        "\u{0}\u{1F}\"\\/",
        "é\u{10FFFF}",
        &"x".repeat(5000),
    ];
    let mut built = 0;
    for text in texts {
        for desktops in 0..3 {
            for placement in [
                None,
                Some(ResizeDesktopAutoPlacement::On),
                Some(ResizeDesktopAutoPlacement::default()),
            ] {
                let desktop = ResizeDesktopData::new().with_desktop_id(text.to_owned());
                let mut list = vec![desktop; desktops];
                list.push(ResizeDesktopData::new());
                let mut request = ResizeDesktopRequest::new(
                    list,
                    text.to_owned(),
                    ResizeDesktopMode::StopDesktop,
                );
                request.auto_placement = placement;
                request.desktop_pool_id = placement.map(|_| text.to_owned());
                let written = serde_json::to_value(&request).unwrap();
                assert!(validator.is_valid(&written), "{written}");
                let read: ResizeDesktopRequest = serde_json::from_value(written).unwrap();
                assert_eq!(read, request);
                built += 1;
            }
        }
    }
    assert_eq!(built, 45);
}
