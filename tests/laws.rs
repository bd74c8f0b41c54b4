//! The types accept what the schema accepts, refuse what it refuses, and give back what they read.

use huaweicloud_workspace::types::ResizeDesktopRequest;
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../generated/schemas/ResizeDesktop.request.schema.json");

/// Values of every kind, to be put in every place.
fn values() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(0),
        json!(1.5),
        json!(""),
        json!("on"),
        json!("off"),
        json!("On"),
        json!("STOP_DESKTOP"),
        json!("stop_desktop"),
        json!([]),
        json!([{}]),
        json!([{"desktop_id": "d"}]),
        json!([{"desktop_id": null}]),
        json!([{"desktop_id": 1}]),
        json!([null]),
        json!([[]]),
        json!({}),
        json!({"desktop_id": "d"}),
    ]
}

/// The example and a value for every optional member, with each member replaced by each value, or left out.
fn samples() -> Vec<Value> {
    let full = json!({
        "desktops": [{"desktop_id": "d"}, {}], "product_id": "p", "mode": "STOP_DESKTOP", "auto_placement": "on", "desktop_pool_id": "q",
    });
    let mut samples = values();
    samples.push(full.clone());
    for name in [
        "desktops",
        "product_id",
        "mode",
        "auto_placement",
        "desktop_pool_id",
        "unknown",
    ] {
        let mut without = full.clone();
        without.as_object_mut().unwrap().remove(name);
        samples.push(without);
        for value in values() {
            let mut with = full.clone();
            with[name] = value;
            samples.push(with);
        }
    }
    samples
}

#[test]
fn the_request_type_and_its_schema_agree() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let samples = samples();
    let accepted = samples
        .iter()
        .filter(|sample| validator.is_valid(sample))
        .count();
    assert!(
        accepted > 20 && samples.len() - accepted > 50,
        "{accepted} of {} samples are valid",
        samples.len()
    );
    for sample in samples {
        let read = serde_json::from_value::<ResizeDesktopRequest>(sample.clone());
        assert_eq!(
            read.is_ok(),
            validator.is_valid(&sample),
            "{sample}: {read:?}"
        );
        if let Ok(read) = read {
            let written = serde_json::to_value(&read).unwrap();
            let mut declared = sample.clone();
            declared.as_object_mut().unwrap().remove("unknown");
            assert_eq!(written, declared);
        }
    }
}
