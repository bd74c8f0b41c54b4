//! Texts that are made to do harm: none may panic, take long, or be answered at length.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::load::load;
use crate::load::testing::document;
use crate::source::Source;

/// How long one text may take where tests share a slow machine; alone it is a tenth of this.
const PATIENCE: Duration = Duration::from_secs(10);

/// The report of a text that must be refused, in good time and in few words.
#[track_caller]
fn refused(text: String) -> String {
    let start = Instant::now();
    let report = match load(Source::new("test", text)) {
        Ok(_) => panic!("the text must be refused"),
        Err(errors) => errors.to_string(),
    };
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    assert!(report.len() < 40_000, "{} bytes", report.len());
    report
}

#[test]
fn mistakes_by_the_thousand() {
    let mut text = document("{}\ncomponents:\n  schemas:");
    for at in 0..20_000 {
        let _ = writeln!(text, "    Component{at:05}: {{}}");
        let _ = writeln!(
            text,
            "    Z{at:05}: {{$ref: '#/components/schemas/Componet{at:05}'}}"
        );
    }
    let report = refused(text);
    assert!(report.contains("write `#/components/schemas/Component00000`"));
    assert!(report.ends_with("and 19950 more"));

    let keywords: Vec<_> = (0..20_000).map(|at| format!("keyword{at}: 1")).collect();
    let schema = format!("{{{}}}", keywords.join(", "));
    let text = document(&format!("{{}}\ncomponents: {{schemas: {{A: {schema}}}}}"));
    assert!(refused(text).ends_with("and 19950 more"));
}

/// A document whose schemas nest to `levels` of lists and mappings, as YAML and as JSON.
fn nested(levels: usize) -> [String; 2] {
    // Five levels are the document's own and the outermost schema's; each `items` is one more.
    let (open, close) = ("{\"type\": \"array\", \"items\": ", "}");
    let outer = levels - 4;
    let schema = format!("{}{{}}{}", open.repeat(outer), close.repeat(outer));
    let json = format!(
        r#"{{"openapi": "3.0.3", "info": {{"title": "t", "version": "v"}}, "paths": {{}}, "components": {{"schemas": {{"A": {schema}}}}}}}"#
    );
    [format!("# YAML\n{json}"), json]
}

#[test]
fn depth_is_refused_before_it_overflows_a_stack() {
    for text in nested(100) {
        let document = load(Source::new("test", text)).expect("100 levels are allowed");
        let model = crate::resolve(&document).expect("it has a model");
        crate::contract(&model).expect("it has a contract");
    }
    for levels in [101, 110, 126, 1_000, 100_000] {
        for text in nested(levels) {
            let report = refused(text);
            let expected = "error[too-large]: the document nests deeper than 100 levels";
            assert!(report.starts_with(expected), "{levels}: {report}");
        }
    }
}

#[test]
fn values_of_a_megabyte() {
    let long = "z".repeat(1_000_000);
    for text in [
        format!("openapi: '{long}'"),
        document(&format!(
            "'/{{{long}}}': {{get: {{responses: {{default: {{description: d}}}}}}}}"
        )),
        document(&format!("? '{long}'\n  : {{}}")),
        document(&format!(
            "{{}}\ncomponents: {{schemas: {{A: {{$ref: '#/components/schemas/{long}'}}, B: {{? {long}\n : 1}}, C: {{type: {long}}}}}}}"
        )),
        document(&format!(
            "{{}}\ncomponents: {{schemas: {{A: {{enum: [{long}, {long}]}}, B: {{minimum: 1, maximum: 0.{}}}}}}}",
            "0".repeat(1_000_000)
        )),
        format!("a: {long}\n{long}: &{long} [\n"),
        format!("a: *{long}\n"),
        format!("a: !{long} 1\n"),
    ] {
        let report = refused(text);
        assert!(report.len() < 4_000, "{report}");
    }
}

#[test]
fn a_template_of_many_names() {
    let names: String = (0..20_000).map(|at| format!("/{{p{at}}}")).collect();
    let path = format!("? '{names}'\n  : {{get: {{responses: {{default: {{description: d}}}}}}}}");
    assert!(refused(document(&path)).ends_with("and 19950 more"));
}
