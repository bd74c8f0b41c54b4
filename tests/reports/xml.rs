//! JUnit and Checkstyle.

use roxmltree::{Document, Node};

use super::files::{Files, Finding};

fn children<'a, 'd>(node: Node<'a, 'd>) -> impl Iterator<Item = Node<'a, 'd>> {
    node.children().filter(Node::is_element)
}

#[test]
fn checkstyle_lists_all_files_with_their_errors() {
    let files = Files::bad();
    let report = files.report("checkstyle");
    let document = Document::parse(&report).unwrap();
    let root = document.root_element();
    assert!(root.has_tag_name("checkstyle") && root.attribute("version").is_some());
    let mut found = Vec::new();
    for file in children(root) {
        assert!(file.has_tag_name("file"));
        for error in children(file) {
            let text = |name: &str| error.attribute(name).unwrap().to_owned();
            let source = text("source");
            found.push(Finding {
                path: file.attribute("name").unwrap().to_owned(),
                line: text("line").parse().unwrap(),
                column: text("column").parse().unwrap(),
                severity: text("severity"),
                code: source.strip_prefix("specwright.").unwrap().to_owned(),
                message: text("message"),
            });
        }
    }
    assert_eq!(found, files.findings());
    assert_eq!(children(root).count(), 4);
}

#[test]
fn junit_has_a_suite_for_each_file_and_a_case_for_each_finding() {
    let files = Files::bad();
    let report = files.report("junit");
    let document = Document::parse(&report).unwrap();
    let root = document.root_element();
    assert!(root.has_tag_name("testsuites"));
    let expected = files.findings();
    let mut names = std::collections::HashSet::new();
    for suite in children(root) {
        let path = suite.attribute("name").unwrap();
        let cases: Vec<Node<'_, '_>> = children(suite).collect();
        let expected: Vec<&Finding> = expected.iter().filter(|found| found.path == path).collect();
        let errors = expected
            .iter()
            .filter(|found| found.severity == "error")
            .count();
        assert_eq!(suite.attribute("tests").unwrap(), cases.len().to_string());
        assert_eq!(suite.attribute("failures").unwrap(), errors.to_string());
        assert_eq!(suite.attribute("errors"), Some("0"));
        if expected.is_empty() {
            assert!(matches!(cases.as_slice(), [case] if children(*case).count() == 0));
            continue;
        }
        assert_eq!(cases.len(), expected.len());
        for (case, expected) in cases.into_iter().zip(expected) {
            assert!(names.insert((path, case.attribute("name").unwrap())));
            assert_eq!(case.attribute("classname"), Some(path));
            check(case, expected);
        }
    }
    assert_eq!(children(root).count(), 4);
}

fn check(case: Node<'_, '_>, expected: &Finding) {
    let Finding {
        line,
        column,
        code,
        message,
        ..
    } = expected;
    let outcome = children(case).next().unwrap();
    let text = outcome.text().unwrap();
    match expected.severity.as_str() {
        "error" => {
            assert!(outcome.has_tag_name("failure"));
            assert_eq!(outcome.attribute("message"), Some(message.as_str()));
            assert_eq!(outcome.attribute("type"), Some(code.as_str()));
        }
        _ => assert!(outcome.has_tag_name("system-out")),
    }
    assert!(text.contains(&format!("line {line}, column {column}: {message}")));
}

#[test]
fn what_xml_cannot_say_is_replaced() {
    // A name may hold what XML 1.0 has no way to write.
    let files = Files::new(&[("a\u{1}\n\t<&\"'.json", "{}")]);
    for format in ["checkstyle", "junit"] {
        let report = files.report(format);
        let document = Document::parse(&report).unwrap();
        let file = children(document.root_element()).next().unwrap();
        assert_eq!(file.attribute("name"), Some("a\\u{1}\n\t<&\"'.json"));
    }
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_and_no_failure() {
    let files = Files::new(&[]);
    let output = files.run(&["no-such.json", "--format", "junit"]);
    let report = String::from_utf8(output.stdout).unwrap();
    let document = Document::parse(&report).unwrap();
    let suite = children(document.root_element()).next().unwrap();
    assert_eq!(suite.attribute("errors"), Some("1"));
    assert_eq!(suite.attribute("failures"), Some("0"));
}
