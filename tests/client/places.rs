//! Where calls are sent, and where not.

use std::time::SystemTime;

use huaweicloud_workspace::operations::{
    DecodeAuthorizationMessage, DecodeAuthorizationMessageHeaders,
};
use huaweicloud_workspace::types::DecodeAuthorizationMessageRequest;
use huaweicloud_workspace::{
    Authenticate, BlockingClient, Client, Credentials, Secret, SecurityKind, SecurityScheme,
    security,
};

use super::server::{Server, Turn};
use super::{DONE, credentials, resize, resize_in, runtime};

const BASIC: SecurityScheme = SecurityScheme {
    name: "Basic",
    kind: SecurityKind::Http("basic"),
};

#[test]
fn another_server_gets_what_is_sent_at_it() {
    let (here, there) = (
        Server::start(&[DONE]),
        Server::start(&[Turn::Answer(200, &[], r#"{"decoded_message":"m"}"#)]),
    );
    let client = BlockingClient::new(&here.url, credentials()).unwrap();
    let message = "encoded".to_owned().try_into().unwrap();
    let request = DecodeAuthorizationMessageRequest::new(message);
    let headers = DecodeAuthorizationMessageHeaders::new();
    let call = DecodeAuthorizationMessage::call(&headers, &request).unwrap();
    let answer = client.at(&there.url).send(&call).unwrap();
    assert_eq!(answer.decoded_message.as_deref(), Some("m"));
    client.send(&resize()).unwrap();
    assert_eq!((here.count(), there.count()), (1, 1));
    assert!(here.asked()[0].line.contains("/desktops/resize "));
    assert!(there.asked()[0].header("authorization").is_some());
}

#[test]
fn a_server_may_have_a_path() {
    for end in ["/gateway/api", "/gateway/api/"] {
        let server = Server::start(&[DONE]);
        let url = format!("{}{end}", server.url);
        let client = Client::new(&url, credentials()).unwrap();
        runtime().block_on(client.send(&resize())).unwrap();
        let line = "POST /gateway/api/v2/p/desktops/resize HTTP/1.1";
        assert_eq!(server.asked()[0].line, line);
    }
}

#[test]
fn what_is_no_address_is_refused_before_anything_is_sent() {
    let rule = "must be like `https://example.com`";
    for (address, expected) in [
        ("", rule),
        ("example.com", rule),
        ("/v2", rule),
        ("https://", rule),
        ("https://example.com?a=b", rule),
        ("https://example.com#a", rule),
        ("ftp://example.com", rule),
        ("https://hidden:hid den@example.com", rule),
        ("https://hidden:hid^den@example.com/", rule),
        ("https://example.com?key=hidden", rule),
        ("https://example.com/#hidden", rule),
        ("ftp://hidden@example.com", "must not contain a user name"),
        (
            "https://hidden:hidden@example.com?a=b",
            "must not contain a user name",
        ),
        (
            "https://hidden:hidden@example.com",
            "must not contain a user name",
        ),
        (
            "https://hidden@example.com:8443/a",
            "must not contain a user name",
        ),
    ] {
        let client = BlockingClient::new(address, credentials()).unwrap();
        let other = Client::new("https://example.com", credentials()).unwrap();
        let other = other.at(address);
        let error = client.send(&resize()).unwrap_err();
        let told = error.to_string();
        let shown = format!("{client:?} {other:?} {error:?} {told}");
        assert!(!shown.contains("hidden"), "{shown}");
        assert!(
            !shown.contains("hid^den") && !shown.contains("hid den"),
            "{shown}"
        );
        let begin = "the call cannot be sent: the server's address ";
        assert!(told.starts_with(begin), "{address}: {told}");
        assert!(told.contains(expected), "{address}: {told}");
        let error = resize().to_request(address).unwrap_err();
        assert_eq!(
            format!(
                "{begin}{}",
                error
                    .to_string()
                    .trim_start_matches("the server's address ")
            ),
            told
        );
        assert!(!format!("{error:?}").contains("hid"), "{error:?}");
    }
}

#[test]
fn dots_in_a_project_are_no_steps() {
    for project in [".", ".."] {
        let server = Server::start(&[DONE]);
        let client = Client::new(&server.url, credentials()).unwrap();
        let sent = runtime().block_on(client.send(&resize_in(project)));
        let told = sent.unwrap_err().to_string();
        assert!(told.contains("the path would be sent as `/"), "{told}");
        assert_eq!(server.count(), 0, "{project}");
    }
    for (project, expected) in [
        ("...", "..."),
        ("../..", "..%2F.."),
        ("a?b#c", "a%3Fb%23c"),
        ("%2e%2e", "%252e%252e"),
        ("a\\b", "a%5Cb"),
        ("a\r\nb", "a%0D%0Ab"),
    ] {
        let server = Server::start(&[DONE]);
        let client = BlockingClient::new(&server.url, credentials()).unwrap();
        client.send(&resize_in(project)).unwrap();
        let line = format!("POST /v2/{expected}/desktops/resize HTTP/1.1");
        assert_eq!(server.asked()[0].line, line);
    }
}

#[test]
fn a_secret_that_no_header_can_hold_is_not_shown() {
    let server = Server::start(&[DONE]);
    let token = Secret::new("hidden\r\nX-Other: hidden");
    let credentials = Credentials::new().with(security::AUTH_TOKEN, token);
    let client = BlockingClient::new(&server.url, credentials).unwrap();
    let error = client.send(&resize()).unwrap_err();
    let told = "the call cannot be sent: the header cannot have such a value: `X-Auth-Token`";
    assert_eq!(error.to_string(), told);
    assert!(!format!("{error:?}").contains("hidden"));
    assert_eq!(server.count(), 0);
}

#[test]
fn a_user_and_a_password_are_sent_as_browsers_do() {
    for (user, password, expected) in [
        ("Aladdin", "open sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        ("", "", "Og=="),
        ("a", "", "YTo="),
        ("a", "b", "YTpi"),
        ("test", "123\u{A3}", "dGVzdDoxMjPCow=="),
        ("a", "b:c/?\u{FF}\u{FF}", "YTpiOmMvP8O/w78="),
    ] {
        let mut request = http::Request::new(Vec::new());
        let secret = Secret::basic(user, password).unwrap();
        let sent = secret.authenticate(&BASIC, &mut request, SystemTime::now());
        sent.unwrap();
        let value = &request.headers()["authorization"];
        assert_eq!(value, &format!("Basic {expected}"));
        assert!(value.is_sensitive());
    }
    let error = Secret::basic("a:b", "hidden").unwrap_err();
    assert_eq!(error.to_string(), "the user must not have `:`");
}

#[test]
fn an_address_that_is_read_in_two_ways_is_refused() {
    let server = Server::start(&[DONE]);
    let (_, port) = server.url.rsplit_once(':').unwrap();
    for host in [
        "0x7f.0.0.1",
        "127.1",
        "2130706433",
        "127.0.0.1.",
        "%31%32%37.0.0.1",
    ] {
        let address = format!("http://{host}:{port}");
        let client = BlockingClient::new(&address, credentials()).unwrap();
        let error = client.send(&resize()).unwrap_err();
        let told = error.to_string();
        assert!(
            told.starts_with("the call cannot be sent: "),
            "{host}: {told}"
        );
    }
    assert_eq!(server.count(), 0);
    let client = BlockingClient::new(&format!("HTTP://LOCALHOST:{port}"), credentials()).unwrap();
    client.send(&resize()).unwrap();
}

#[test]
fn no_value_becomes_another_header() {
    for value in ["a\r\nX-Other: b", "a\nb", "a\rb", "a\0b"] {
        let error = resize().header("X-A", value).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the header cannot have such a value: `X-A`"
        );
        assert!(resize().header(value, "a").is_err());
    }
}
