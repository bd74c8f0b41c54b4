//! Reports take time in proportion to what they say.

use super::files::Files;

/// One line with that many mistakes, far apart and between characters of several bytes.
fn line(mistakes: usize) -> String {
    let filler = "é".repeat(480);
    let item = format!("{{\"desktop_id\": 1, \"note\": \"{filler}\"}},");
    let items = item.repeat(mistakes);
    let items = items.trim_end_matches(',');
    format!("{{\"desktops\": [{items}], \"product_id\": \"p\", \"mode\": \"STOP_DESKTOP\"}}")
}

/// To count characters from the start of the line for each place would take minutes here.
#[test]
fn a_thousand_findings_in_a_line_of_megabytes_are_reported() {
    let files = Files::new(&[("long.json", &line(4_000))]);
    for format in ["human", "sarif"] {
        let report = files.report(format);
        let wrong = report.matches("must be a string").count();
        assert_eq!(wrong, 500, "{format}");
        assert!(report.contains("more findings from here on"), "{format}");
    }
}
