//! Texts that are made to do harm: none may panic, take long, or be answered at length.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::diagnostics::Tolerance;
use crate::error::{Code, Errors};
use crate::load::testing::document;
use crate::load::testing::sound;
use crate::load::{Document, ReadFile, load, load_with};
use crate::source::Source;

/// How long one text may take where tests share a slow machine; alone it is a tenth of this.
const PATIENCE: Duration = Duration::from_secs(10);

/// The report of a text that must be refused, in good time and in few words.
#[track_caller]
fn refused(text: String) -> String {
    let start = Instant::now();
    let report = match sound(Source::new("test", text)) {
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
        let document = sound(Source::new("test", text)).expect("100 levels are allowed");
        let model = crate::resolve(&document);
        let found = crate::contract(&model).diagnostics;
        assert!(found.is_sound(), "{found:?}");
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
    let names: String = (0..1_000).map(|at| format!("/{{p{at}}}")).collect();
    let path = format!("? '{names}'\n  : {{get: {{responses: {{default: {{description: d}}}}}}}}");
    assert!(refused(document(&path)).ends_with("and 950 more"));
}

/// Every place below a key repeats the key.
#[test]
fn a_long_key_is_refused() {
    let key = |length: usize| {
        let key = "k".repeat(length);
        document(&format!("{{}}\nx-a:\n  ? {key}\n  : 1"))
    };
    assert!(sound(Source::new("test", key(1_000))).is_ok());
    let json = format!("{{\"{}\": 1}}", "k".repeat(9_000));
    for text in [key(9_000), json] {
        let report = refused(text);
        assert!(
            report.starts_with("error[too-large]: a key is at most 8192 bytes long"),
            "{report}"
        );
    }
}

/// A document that refers to so many other files of one schema each.
fn of_files(count: usize, target: impl Fn(usize) -> String) -> Source {
    let schemas: String = (0..count)
        .map(|at| {
            format!(
                "    S{at}: {{properties: {{a: {{$ref: '{}'}}}}}}\n",
                target(at)
            )
        })
        .collect();
    Source::new(
        "test",
        document(&format!("{{}}\ncomponents:\n  schemas:\n{schemas}")),
    )
}

/// Loads a document of several files, unless it has a defect.
fn with(source: Source, files: ReadFile<'_>) -> Result<Document, Errors> {
    load_with(source, files)?.judged(Tolerance::STRICT)
}

#[test]
fn files_are_read_once_and_only_so_many_bytes_of_them() {
    let read = std::cell::RefCell::new(Vec::new());
    let files = |name: &str| {
        read.borrow_mut().push(name.to_owned());
        Ok("type: object".to_owned())
    };
    let start = Instant::now();
    let source = of_files(5_000, |at| format!("s{}.yaml", at % 3));
    let loaded = with(source, &files);
    assert!(loaded.is_ok(), "{}", loaded.expect_err("it is not"));
    assert_eq!(read.borrow().len(), 3);
    let source = of_files(10_000, |at| format!("s{at}.yaml"));
    assert!(with(source, &files).is_ok());
    assert_eq!(read.borrow().len(), 10_003);
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());

    let count = std::cell::Cell::new(0);
    let large = |_: &str| {
        count.set(count.get() + 1);
        Ok(format!("# {}\n{{type: object}}", "x".repeat(1 << 20)))
    };
    let source = of_files(100, |at| format!("s{at}.yaml"));
    let errors = with(source, &large).expect_err("it is too large");
    let found: Vec<_> = errors.errors().iter().map(|error| error.code).collect();
    assert_eq!(found[0], Code::TooLarge, "{errors}");
    assert!(count.get() < 10, "{} files are read", count.get());
}

/// What is asked for is inside of the document's folder.
#[test]
fn references_out_of_the_folder_ask_for_no_file() {
    for target in [
        "../a.yaml",
        "b/../../a.yaml",
        "/etc/passwd",
        "//server/share/a.yaml",
        "\\\\server\\share\\a.yaml",
        "C:\\a.yaml",
        "C:/a.yaml",
        "c:a.yaml",
        "%2e%2e/a.yaml",
        "%2E%2E%2Fa.yaml",
        "b/%2e%2e/..%2fa.yaml",
        "..%5ca.yaml",
        "%2Fetc%2Fpasswd",
        "a%00.yaml",
        "file:///etc/passwd",
        "file:a.yaml",
        "http://example.com/a.yaml",
        "~/a.yaml#/../../b",
    ] {
        let asked = std::cell::RefCell::new(Vec::new());
        let files = |name: &str| {
            asked.borrow_mut().push(name.to_owned());
            Err("there is none".to_owned())
        };
        let source = of_files(1, |_| target.to_owned());
        assert!(with(source, &files).is_err(), "{target}");
        for name in asked.borrow().iter() {
            let is_inside = !name.starts_with(['/', '\\'])
                && !name.contains([':', '\\', '\0'])
                && !name.split('/').any(|step| step == "..");
            assert!(is_inside, "`{target}` asks for `{name}`");
        }
    }
}

/// Numbers that overflow, or that somebody would have to write out.
#[test]
fn numbers_of_any_size_are_read_or_refused() {
    let digits = "9".repeat(1_000_000);
    let start = Instant::now();
    for keyword in [
        "minLength: 1e400",
        "maxLength: 18446744073709551616",
        "maxItems: 18446744073709551616",
        "minimum: -0",
        "minimum: 1e1000000000",
        "maximum: 1e-1000000000",
        "maximum: -1e999999999999999999",
        "multipleOf: 0",
        "multipleOf: 1e-1000000000",
        "multipleOf: -1",
        "minLength: -1",
        "minLength: 0.5",
        "default: 1e1000000000",
        "enum: [1e1000000000, 1e999999999]",
        &format!("minimum: {digits}"),
        &format!("maxLength: {digits}"),
        &format!("multipleOf: 0.{digits}"),
        &format!("example: {digits}"),
    ] {
        let text = document(&format!(
            "{{}}\ncomponents: {{schemas: {{A: {{{keyword}}}}}}}"
        ));
        if let Ok(document) = load(Source::new("test", text)) {
            let _ = crate::contract(&crate::resolve(&document));
        }
    }
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    for keyword in [
        "multipleOf: 0",
        "multipleOf: -1",
        "minLength: -1",
        "minLength: 0.5",
    ] {
        let text = document(&format!(
            "{{}}\ncomponents: {{schemas: {{A: {{{keyword}}}}}}}"
        ));
        let outcome = load(Source::new("test", text)).map(|document| crate::resolve(&document));
        assert!(
            outcome.is_ok_and(|model| !model.diagnostics.is_sound()),
            "{keyword}"
        );
    }
    for status in ["99999999999", "0", "-200", "2e2", "1000", "00200"] {
        let text = document(&format!(
            "/a: {{get: {{responses: {{'{status}': {{description: d}}}}}}}}"
        ));
        assert!(refused(text).starts_with("error[wrong-value]"), "{status}");
    }
}
