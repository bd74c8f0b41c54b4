//! Passwords are read and written like any other text, and nothing shows them.

use std::fmt::Debug;

use case_password::Password;
use case_password::operations::{
    OpenAccount, OpenAccountCookies, OpenAccountError, OpenAccountHeaders, OpenAccountQuery,
};
use case_password::types::{Account, Answer, Either, OpenAccountKey, Pin, Secret};
use serde_json::{Value, json};

/// What the passwords below consist of.
const SECRETS: [&str; 3] = ["hunter2", "hunt", "4711"];

fn is_told(message: &str) -> bool {
    SECRETS.iter().any(|secret| message.contains(secret))
}

fn is_shown(value: &impl Debug) -> bool {
    is_told(&format!("{value:?}")) || is_told(&format!("{value:#?}"))
}

fn account() -> Value {
    json!({
        "secret": "hunter2",
        "hint": "hunter2",
        "word": "hunter2",
        "short": "hunt",
        "pin": "4711",
        "code": "hunter2",
        "strength": "strong",
        "older": ["hunter2"],
        "others": {"other": "hunter2"},
        "either": {"secret": "hunter2", "name": "Ann"},
        "way": {"secret": "hunter2", "tries": 1},
    })
}

fn types() {
    let text = account().to_string();
    let read: Account = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), account());
    assert_eq!(serde_json::from_value::<Account>(account()).unwrap(), read);
    assert!(!is_shown(&read), "{read:?}");
    assert_eq!(read.secret.as_str(), "hunter2");
    assert_eq!(read.word, Secret::from("hunter2".to_owned()));
    assert_eq!(format!("{:?}", Password::from("hunter2")), "Password(..)");
    assert_eq!(format!("{:?}", Pin::new("4711").unwrap()), "Pin(..)");
    let either: Either = serde_json::from_value(account()["either"].clone()).unwrap();
    assert_eq!(format!("{either:?}"), "Either(..)");
}

fn refusals() {
    for (member, value) in [
        ("secret", json!(4711)),
        ("secret", json!(-4711)),
        ("secret", json!(4711.5)),
        ("older", json!([4711])),
        ("short", json!("hunter2")),
        ("short", json!(4711)),
        ("pin", json!("hunter2")),
        ("pin", json!(4711)),
        ("way", json!({"secret": "hunter2", "tries": "often"})),
    ] {
        let mut account = account();
        account[member] = value;
        let error = serde_json::from_str::<Account>(&account.to_string()).unwrap_err();
        assert!(!is_told(&error.to_string()), "{error}");
        assert!(error.to_string().contains(member), "{error}");
        assert!(
            serde_json::from_value::<Account>(account)
                .is_err_and(|error| !is_told(&error.to_string()))
        );
    }
    let error = serde_json::from_str::<Secret>("4711").unwrap_err();
    assert!(
        error
            .to_string()
            .contains("invalid type: number, expected a string"),
        "{error}"
    );
    assert!(!is_told(&Pin::new("hunter2").unwrap_err().to_string()));
}

fn calls() {
    let query = OpenAccountQuery::new().with_key(OpenAccountKey::new("hunter2").unwrap());
    let headers = OpenAccountHeaders::new(Password::from("hunter2"));
    let cookies = OpenAccountCookies::new().with_session(Pin::new("4711").unwrap());
    assert!(!is_shown(&query) && !is_shown(&headers) && !is_shown(&cookies));
    assert_eq!(query.to_query(), "key=hunter2");
    assert_eq!(
        headers.to_headers().unwrap(),
        [("X-Key", "hunter2".to_owned())]
    );
    assert_eq!(cookies.to_cookie(), "session=4711");
    let broken = OpenAccountHeaders::new(Password::from("hunter2\n"));
    assert!(!is_told(&broken.to_headers().unwrap_err().to_string()));

    for kind in ["password", "later"] {
        let body = json!({"kind": kind, "secret": "hunter2"});
        let answer = OpenAccount::decode(200, body.to_string().as_bytes()).unwrap();
        assert_eq!(matches!(answer, Answer::Unknown(_)), kind == "later");
        assert_eq!(serde_json::to_value(&answer).unwrap(), body);
        assert!(!is_shown(&answer), "{answer:?}");
    }

    let failure = OpenAccount::decode(400, br#"{"refused":"hunter2"}"#).unwrap_err();
    assert!(
        matches!(&failure, OpenAccountError::BadRequest(failure) if failure.refused.as_str() == "hunter2")
    );
    let failures = OpenAccount::decode(500, br#"[{"refused":"hunter2"}]"#).unwrap_err();
    let undecodable = OpenAccount::decode(400, br#"{"refused":4711}"#).unwrap_err();
    for error in [failure, failures, undecodable] {
        assert!(!is_shown(&error) && !is_told(&error.to_string()), "{error}");
    }
}

fn main() {
    types();
    refusals();
    calls();
}
