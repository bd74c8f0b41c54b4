//! Values of server variables, with another crate's reading of the addresses that they make.

use huaweicloud_workspace::{Server, ServerVariable};
use proptest::prelude::*;
use url::Url;

/// What a template says itself about an address with any value in it: how each of its parts begins and ends.
struct Template {
    server: Server,
    scheme: &'static str,
    host: (&'static str, &'static str),
    port: Port,
    path: (&'static str, &'static str),
}

#[derive(PartialEq)]
enum Port {
    Is(u16),
    Any,
}

const VARIABLES: &[ServerVariable] = &[ServerVariable {
    name: "v",
    default: "default",
    values: &[],
    description: "",
}];

const fn template(
    url: &'static str,
    scheme: &'static str,
    host: (&'static str, &'static str),
    port: Port,
    path: (&'static str, &'static str),
) -> Template {
    let server = Server {
        url,
        description: "",
        variables: VARIABLES,
    };
    Template {
        server,
        scheme,
        host,
        port,
        path,
    }
}

fn templates() -> Vec<Template> {
    let example = ("example.com", "example.com");
    vec![
        template(
            "https://{v}.example.com/b",
            "https",
            ("", ".example.com"),
            Port::Is(443),
            ("/b", "/b"),
        ),
        template(
            "https://a.{v}.example.com:8443/",
            "https",
            ("a.", ".example.com"),
            Port::Is(8443),
            ("/", ""),
        ),
        template(
            "http://a{v}b.example.com",
            "http",
            ("a", "b.example.com"),
            Port::Is(80),
            ("", ""),
        ),
        template(
            "https://example.{v}/b",
            "https",
            ("example.", ""),
            Port::Is(443),
            ("/b", "/b"),
        ),
        template("https://{v}/b", "https", ("", ""), Port::Any, ("/b", "/b")),
        template(
            "https://{v}:8443/b",
            "https",
            ("", ""),
            Port::Is(8443),
            ("/b", "/b"),
        ),
        template(
            "https://example.com:{v}/b",
            "https",
            example,
            Port::Any,
            ("/b", "/b"),
        ),
        template(
            "https://example.com:{v}",
            "https",
            example,
            Port::Any,
            ("/", ""),
        ),
        template(
            "https://example.com/{v}/b",
            "https",
            example,
            Port::Is(443),
            ("/", "/b"),
        ),
        template(
            "https://example.com/a/{v}",
            "https",
            example,
            Port::Is(443),
            ("/a/", ""),
        ),
        template(
            "https://example.com/a/.{v}/b",
            "https",
            example,
            Port::Is(443),
            ("/a/.", "/b"),
        ),
        template(
            "https://example.com/a/{v}./b",
            "https",
            example,
            Port::Is(443),
            ("/a/", "./b"),
        ),
        template(
            "https://example.com{v}",
            "https",
            example,
            Port::Is(443),
            ("", ""),
        ),
        template(
            "https://example.com{v}:8443",
            "https",
            example,
            Port::Is(8443),
            ("/", "/"),
        ),
        template(
            "https://example.com/b?c={v}",
            "https",
            example,
            Port::Is(443),
            ("/b", "/b"),
        ),
        template("{v}://example.com/b", "", example, Port::Any, ("/b", "/b")),
        template("{v}/b", "", ("", ""), Port::Any, ("", "/b")),
        template("{v}", "", ("", ""), Port::Any, ("", "")),
        template(
            "/a/{v}/b",
            "https",
            ("base.test", "base.test"),
            Port::Is(443),
            ("/a/", "/b"),
        ),
        template(
            "/{v}/b",
            "https",
            ("base.test", "base.test"),
            Port::Is(443),
            ("/", "/b"),
        ),
        template(
            "//{v}.example.com/b",
            "https",
            ("", ".example.com"),
            Port::Is(443),
            ("/b", "/b"),
        ),
    ]
}

/// A value is refused without being shown, or what the template says is so.
fn holds(template: &Template, value: &str) {
    let Template {
        server,
        scheme,
        host,
        port,
        path,
    } = template;
    let address = match server.address(&[("v", value)]) {
        Ok(address) => address,
        Err(error) => {
            assert_eq!(error.name, "v");
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("evil"), "{shown}");
            return;
        }
    };
    let base = Url::parse("https://base.test").unwrap();
    // What is no address for the other crate is sent nowhere.
    let Ok(url) = base.join(&address) else {
        return;
    };
    let told = format!("{} with {value:?}: {url}", server.url);
    let found = url.host_str().unwrap();
    assert!(url.scheme().starts_with(scheme), "{told}");
    assert!(
        ["http", "https", "ws", "wss"].contains(&url.scheme()),
        "{told}"
    );
    assert!(
        found.starts_with(host.0) && found.ends_with(host.1),
        "{told}"
    );
    if let Port::Is(port) = port {
        assert_eq!(url.port_or_known_default(), Some(*port), "{told}");
    }
    assert!(
        url.path().starts_with(path.0) && url.path().ends_with(path.1),
        "{told}"
    );
    assert!(
        url.username().is_empty() && url.password().is_none(),
        "{told}"
    );
    assert_eq!(url.fragment(), None, "{told}");
    let has_query = server.url.contains('?');
    assert_eq!(url.query().is_some(), has_query, "{told}");
    assert!(
        url.query().is_none_or(|query| !query.contains('&')),
        "{told}"
    );
}

#[test]
fn hostile_values_lead_nowhere_else() {
    for value in [
        "evil.test/a",
        "evil.test/",
        "evil.test?",
        "evil.test#",
        "evil.test:80",
        "evil.test:80/",
        "evil.test\\",
        "@evil.test",
        "a@evil.test",
        "a:b@evil.test",
        ":b@evil.test",
        "//evil.test",
        "/\\evil.test",
        "\\\\evil.test",
        "https://evil.test",
        "https://a@evil.test/",
        "https://evil.test?",
        "https:evil.test",
        "javascript:evil",
        "file",
        "..",
        ".",
        "../..",
        "/..",
        "/evil.test",
        "a/../..",
        "%2e%2e",
        "%2E%2E/",
        ".%2e",
        "..%2f",
        ";/../evil",
        "a//..",
        "evil.test%2f",
        "evil%00",
        "evil\r\nHost: b",
        "evil\tb",
        " evil",
        "evil.test\u{3002}a",
        "evil\u{2044}",
        "\u{202e}",
        "",
        "/",
        "//",
        ":",
        "::1",
        "[::1]",
        "[::1]:80",
        "[::1",
        "]",
        "0",
        "65536",
        "080",
        "1:2",
        "-1",
        "0x7f.1",
        "127.1",
        "evil.",
        ".evil",
        "..evil",
        "-",
        "xn--",
        "{v}",
        "a{v}",
        "}",
        "&b=c",
        "=",
    ] {
        for template in templates() {
            holds(&template, value);
        }
    }
}

proptest! {
    #[test]
    fn no_value_changes_what_a_template_says(
        value in "([a-z0-9]|[./?#@:%&=;\\\\\\[\\]{} \r\n\0-]|%2[eEfF]|\\.\\.|//|\u{3002}|evil\\.test){0,8}",
    ) {
        for template in templates() {
            holds(&template, &value);
        }
    }
}

#[test]
fn values_that_fit_their_place_are_written() {
    for (url, value, expected) in [
        (
            "https://{v}.example.com",
            "ap-southeast-1",
            "https://ap-southeast-1.example.com",
        ),
        ("https://{v}.example.com", "a.b", "https://a.b.example.com"),
        (
            "https://api{v}.example.com",
            ".eu",
            "https://api.eu.example.com",
        ),
        (
            "https://{v}/x",
            "localhost:8080",
            "https://localhost:8080/x",
        ),
        ("https://{v}/x", "[::1]:8080", "https://[::1]:8080/x"),
        ("http://{v}:80", "127.0.0.1", "http://127.0.0.1:80"),
        ("http://localhost:{v}/x", "8080", "http://localhost:8080/x"),
        (
            "https://example.com/{v}",
            "v2/x",
            "https://example.com/v2/x",
        ),
        ("https://example.com{v}", "/v2", "https://example.com/v2"),
        (
            "https://example.com/{v}/x",
            "a.b;c=d,~e",
            "https://example.com/a.b;c=d,~e/x",
        ),
        ("{v}://example.com", "http", "http://example.com"),
        ("{v}/x", "http://localhost:1/y", "http://localhost:1/y/x"),
        ("{v}/x", "/y", "/y/x"),
        ("/{v}/x", "y", "/y/x"),
        ("https://api-{v}/x", "a", "https://api-a/x"),
        ("https://example.com{v}", "", "https://example.com"),
        // The document's own word is taken as it is.
        (
            "https://{v}.example.com",
            "default",
            "https://default.example.com",
        ),
    ] {
        let server = Server {
            url,
            description: "",
            variables: VARIABLES,
        };
        assert_eq!(server.address(&[("v", value)]).as_deref(), Ok(expected));
    }
    let listed = ServerVariable {
        values: &["a/b", "c"],
        ..VARIABLES[0]
    };
    let variables: &'static [ServerVariable] = Box::leak(Box::new([listed]));
    let server = Server {
        url: "https://{v}.example.com",
        description: "",
        variables,
    };
    assert_eq!(
        server.address(&[("v", "c")]).as_deref(),
        Ok("https://c.example.com")
    );
    let error = server.address(&[("v", "evil")]).unwrap_err();
    let told = r#"the server variable "v" must have one of its listed values"#;
    assert_eq!(error.to_string(), told);
    let error = server.address(&[("w", "c")]).unwrap_err();
    assert_eq!(
        error.to_string(),
        r#"the server variable "w" is not one of this server"#
    );
}
