//! The helper modules that read the headers of answers, run as they are.

#![allow(clippy::unwrap_used, reason = "a test may fail at once")]

use std::collections::BTreeMap;

use super::carried::{Decode, Received, Simple};

type Members = BTreeMap<String, i64>;

const NUMBERS: Simple = Simple::List(&Simple::Literal);
const TEXTS: Simple = Simple::List(&Simple::Text);

const fn object(explode: bool) -> Simple {
    Simple::Object {
        explode,
        members: &[("a", Simple::Literal)],
        others: &Simple::Text,
    }
}

fn read<T: Decode>(values: &[&str], written: &Simple) -> Result<Option<T>, String> {
    let pairs = values.iter().map(|value| ("x-a", *value));
    let others = [("X", "1"), ("X-AB", "2")];
    Received::new(others.into_iter().chain(pairs))
        .optional("X-A", written)
        .map_err(|error| error.to_string())
}

fn value<T: Decode>(text: &str, written: &Simple) -> T {
    read(&[text], written).unwrap().unwrap()
}

#[test]
fn a_value_is_what_its_schema_makes_of_it() {
    assert_eq!(value::<String>(" 1 é, \"b\" ", &Simple::Text), "1 é, \"b\"");
    assert_eq!(value::<String>("", &Simple::Text), "");
    assert_eq!(value::<i64>("-12", &Simple::Literal), -12);
    assert!(value::<bool>("true", &Simple::Literal));
    assert_eq!(value::<Option<i64>>("null", &Simple::Literal), None);
    assert_eq!(value::<String>("\"7\"", &Simple::Literal), "\"7\"");
    assert_eq!(value::<Members>("{\"a\": 1}", &Simple::Json)["a"], 1);
    assert_eq!(read::<i64>(&[], &Simple::Literal), Ok(None));
}

#[test]
fn parts_have_commas_between_and_may_stand_on_several_lines() {
    assert_eq!(value::<Vec<i64>>("1, 2,3", &NUMBERS), [1, 2, 3]);
    assert_eq!(value::<Vec<String>>("a,, b=c ", &TEXTS), ["a", "", "b=c"]);
    assert_eq!(value::<Vec<String>>("", &TEXTS), [""; 0]);
    assert_eq!(read(&["1,2", "3"], &NUMBERS), Ok(Some(vec![1, 2, 3])));
    for (text, explode) in [("a=1, b=", true), ("a,1,b,", false)] {
        let value: serde_json::Value = value(text, &object(explode));
        assert_eq!(value, serde_json::json!({"a": 1, "b": ""}));
        assert_eq!(
            read::<Members>(&[""], &object(explode)),
            Ok(Some(Members::new()))
        );
    }
}

#[test]
fn a_message_says_what_is_wrong_with_which_header() {
    let received = Received::new([]);
    let missing = received.required::<i64>("X-A", &Simple::Literal);
    assert_eq!(
        missing.unwrap_err().to_string(),
        "the header `X-A` must be there"
    );
    let plain = &Simple::Literal;
    for (found, expected) in [
        (
            read::<i64>(&["1", "1"], plain).map(drop),
            "must not be there more than once",
        ),
        (
            read::<i64>(&["one"], plain).map(drop),
            "cannot be read: invalid type: string \"one\", expected an integer",
        ),
        (
            read::<Vec<i64>>(&["1, two"], &NUMBERS).map(drop),
            "cannot be read: [1]: invalid type: string \"two\", expected an integer",
        ),
        (
            read::<Members>(&["{"], &Simple::Json).map(drop),
            "must be JSON: EOF while parsing an object at line 1 column 1",
        ),
        (
            read::<Members>(&["a,1,b"], &object(false)).map(drop),
            "must have a value for each name",
        ),
        (
            read::<Members>(&["a=1,b"], &object(true)).map(drop),
            "must have a value for each name",
        ),
        (
            read::<Members>(&["a=1", "a=2"], &object(true)).map(drop),
            "must not have the member `a` twice",
        ),
    ] {
        assert_eq!(found.unwrap_err(), format!("the header `X-A` {expected}"));
    }
}
