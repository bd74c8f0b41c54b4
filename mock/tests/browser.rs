//! The page, in a browser without a screen.

use std::process::Command;

use crate::server::{JSON, RESIZE, Server};

const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// The page as the browser has it once its script has run; none without a browser.
fn page(server: &Server, query: &str) -> Option<String> {
    let profile = tempfile::tempdir().unwrap();
    let asked = |browser: &&&str| {
        let mut version = Command::new(browser);
        version.arg("--version").output().is_ok()
    };
    let Some(browser) = BROWSERS.iter().find(asked) else {
        println!("skipped: there is no {}", BROWSERS.join(" or "));
        return None;
    };
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu"])
        .args(["--virtual-time-budget=8000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("{}/{query}", server.url()))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    // What the policy forbids would be told there.
    assert!(!said.contains("Content Security Policy"), "{said}");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_payload_is_checked_as_soon_as_the_page_is_open() {
    let server = Server::start(&[]);
    let payload =
        "%7B%0A%22desktops%22:%5B%5D,%0A%22product_id%22:%22p%22,%0A%22mode%22:%22STOP%22%7D";
    let query = format!("?operation=ResizeDesktop&payload={payload}");
    let Some(page) = page(&server, &query) else {
        return;
    };
    for expected in ["wrong-value", "4:8", "1 error, 1 warning", "batch-size"] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
}

#[test]
fn the_page_lists_the_requests_that_have_come() {
    let server = Server::start(&[]);
    server.send("POST", RESIZE, &[JSON], br#"{"mode": 1}"#);
    let Some(page) = page(&server, "") else {
        return;
    };
    let (_, log) = page.split_once("Received requests").unwrap();
    assert!(log.contains(RESIZE) && log.contains("400"), "{log}");
    assert!(log.contains("wrong-type"), "{log}");
}

#[test]
fn a_document_cannot_put_a_script_into_the_page() {
    let document = r#"
openapi: 3.0.3
info: {title: "</title><script>document.body.dataset.bad = 1</script>", version: '1'}
paths:
  /a:
    post:
      operationId: "A<img src=x onerror=document.body.dataset.bad=1>"
      description: "<script>document.body.dataset.bad = 1</script>"
      requestBody:
        content:
          application/json:
            schema: {type: object, description: "<img src=x onerror=document.body.dataset.bad=1>"}
            example: {a: "</script><script>document.body.dataset.bad = 1</script>"}
      responses: {'204': {description: "<b>none</b>"}}
"#;
    let server = Server::of(document, &[]);
    let Some(page) = page(&server, "") else {
        return;
    };
    assert!(page.contains("Check a payload"), "{page}");
    assert!(!page.contains("data-bad"), "{page}");
}
