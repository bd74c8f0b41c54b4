use std::time::{Duration, Instant};

use super::{plain, styled};
use crate::error::{Code, Error};
use crate::source::{Source, Span};

#[test]
fn a_mistake_is_drawn_with_its_places_and_its_help() {
    let source = Source::new("api.yaml", "a: 1\r\nb: 2\r\nlong:\r\na: 3\r\n");
    let error = Error::new(Code::DuplicateKey, Span::new(19, 20), "`a` stands twice")
        .label("again")
        .related(Span::new(0, 1), "first defined here")
        .help("remove one");
    let expected = "\
error[duplicate-key]: `a` stands twice
 --> api.yaml:4:1
  |
4 | a: 3
  | ^ again
  |
 ::: api.yaml:1:1
  |
1 | a: 1
  | - first defined here
  |
  = help: remove one";
    assert_eq!(plain(&source, &[error]), expected);
}

#[test]
fn long_lines_are_cut_and_many_mistakes_counted() {
    let text = "[\"é\",".to_owned() + &"123456789,".repeat(100_000);
    let errors: Vec<_> = (0..1_000)
        .map(|at| Error::new(Code::Syntax, Span::new(500_000 + at, 500_003 + at), "no"))
        .collect();
    let source = Source::new("api.json", text);
    let start = Instant::now();
    let report = plain(&source, &errors);
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
    assert!(report.len() < 50_000, "{}", report.len());
    assert!(report.contains("api.json:1:500000"), "{}", &report[..500]);
    assert!(report.ends_with("\n\nand 950 more"));
}

#[test]
fn any_span_can_be_drawn() {
    let source = Source::new("x", "é: ü\n\tö");
    for start in 0..12 {
        for end in start..14 {
            let error = Error::new(Code::Syntax, Span::new(start, end), "m");
            assert!(plain(&source, std::slice::from_ref(&error)).contains("--> x:"));
            assert!(styled(&source, &[error]).contains("syntax"));
        }
    }
    let empty = Source::new("x", "");
    let error = Error::new(Code::Syntax, Span::new(0, 0), "m");
    assert!(plain(&empty, &[error]).starts_with("error[syntax]: m"));
}
