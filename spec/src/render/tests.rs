use std::time::{Duration, Instant};

use crate::error::{Code, Error};
use crate::source::{Source, Span};

fn report(source: &Source, errors: &[Error], colours: bool) -> String {
    let text = super::report(source, errors, colours);
    text.as_str().trim_end_matches('\n').to_owned()
}

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
    assert_eq!(report(&source, &[error], false), expected);
}

#[test]
fn long_lines_are_cut_and_many_mistakes_counted() {
    let text = "[\"é\",".to_owned() + &"123456789,".repeat(100_000);
    let errors: Vec<_> = (0..1_000)
        .map(|at| Error::new(Code::Syntax, Span::new(500_000 + at, 500_003 + at), "no"))
        .collect();
    let source = Source::new("api.json", text);
    let start = Instant::now();
    let report = report(&source, &errors, false);
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
            assert!(report(&source, std::slice::from_ref(&error), false).contains("--> x:"));
            assert!(report(&source, &[error], true).contains("syntax"));
        }
    }
    let empty = Source::new("x", "");
    let error = Error::new(Code::Syntax, Span::new(0, 0), "m");
    assert!(report(&empty, &[error], false).starts_with("error[syntax]: m"));
}

#[test]
fn cut_lines_have_one_place_each() {
    let text = format!("[\n{0}1,\n{0}2]", "123456789,".repeat(100));
    let source = Source::new("api.json", text);
    let error = Error::new(Code::Syntax, Span::new(1003, 1004), "no")
        .related(Span::new(2005, 2006), "first here")
        .related(Span::new(0, 1), "the list")
        .help("remove it");
    let zeros = "123456789,".repeat(8);
    let gap = " ".repeat(80);
    let expected = format!(
        "\
error[syntax]: no
 --> api.json:2:1002
  |
2 | …{}1,
  |  {}^
  |
 ::: api.json:3:1001
  |
3 | …{zeros}2]
  |  {}- first here
  |
 ::: api.json:1:1
  |
1 | [
  | - the list
  |
  = help: remove it",
        &zeros[1..],
        &gap,
        &gap,
    );
    assert_eq!(
        report(&source, std::slice::from_ref(&error), false),
        expected
    );
    assert_eq!(super::unstyled(&report(&source, &[error], true)), expected);
}

#[test]
fn nothing_in_a_drawing_moves_the_cursor() {
    let text = "a\u{1b}[2J: \r\u{9b}31m\u{202e}\u{2028}";
    let source = Source::new("a\u{1b}\nb", text);
    let error = Error::new(Code::Syntax, Span::new(8, 10), text).label(text);
    let report = report(&source, &[error.help(text)], false);
    let moves = |letter: char| letter.is_control() && letter != '\n';
    assert!(!report.contains(moves), "{report:?}");
    assert!(!report.contains(['\u{202e}', '\u{2028}']), "{report:?}");
    assert!(report.contains(r"\u{1b}[2J"), "{report}");
}
