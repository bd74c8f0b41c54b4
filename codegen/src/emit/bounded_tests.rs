//! The helper modules of types with bounds, run as they are.

#![allow(clippy::unwrap_used, reason = "a test may fail at once")]

use super::carried::{BoundedString, BoundedVec, RangedI64, RangedU64};

type Name = BoundedString<2, 3>;
type Percent = RangedI64<0, 100>;
type Pair = BoundedVec<Name, 1, 2>;

#[test]
fn a_constant_takes_the_bounds_of_its_type() {
    const NAME: Name = BoundedString::from_static("été");
    const LEAST: RangedI64 = RangedI64::from_const(i64::MIN);
    const GREATEST: RangedU64<{ 1 << 63 }> = RangedU64::from_const(u64::MAX);
    assert_eq!((NAME.as_str(), LEAST.get()), ("été", i64::MIN));
    assert_eq!(GREATEST.to_string(), "18446744073709551615");
}

#[test]
fn values_are_checked_however_they_come() {
    let name: Name = "ab".try_into().unwrap();
    assert_eq!("ab".parse(), Ok(name.clone()));
    assert_eq!(Name::try_from(String::from("ab")), Ok(name.clone()));
    assert_eq!(
        (name.as_ref(), String::from(name.clone()).as_str()),
        ("ab", "ab")
    );
    let percent: Percent = 7.try_into().unwrap();
    assert_eq!((percent.get(), i64::from(percent)), (7, 7));
    let pair: Pair = vec![name.clone()].try_into().unwrap();
    assert_eq!(
        (pair.as_slice(), Vec::from(pair.clone())),
        (&[name.clone()][..], vec![name])
    );
    assert_eq!(format!("{:>4}{percent:02}", pair.into_inner()[0]), "  ab07");
}

#[test]
fn a_message_says_what_is_wrong_with_what() {
    for (message, expected) in [
        (
            Name::new("a").unwrap_err(),
            "the string must have at least 2 characters, found 1",
        ),
        (
            Name::new("abcd").unwrap_err(),
            "the string must have at most 3 characters, found 4",
        ),
        (
            Percent::new(-1).unwrap_err(),
            "the number must be at least 0, found -1",
        ),
        (
            RangedU64::<0, 9>::new(10).unwrap_err(),
            "the number must be at most 9, found 10",
        ),
        (
            Pair::new(vec![]).unwrap_err(),
            "the array must have at least 1 item, found 0",
        ),
    ] {
        assert_eq!(message.to_string(), expected);
    }
    let read = |text| serde_json::from_str::<Pair>(text);
    let text = r#"["ab","abc"]"#;
    assert_eq!(serde_json::to_string(&read(text).unwrap()).unwrap(), text);
    let message = read(r#"["ab","a"]"#).unwrap_err().to_string();
    let expected = "[1]: the string must have at least 2 characters, found 1";
    assert!(message.starts_with(expected), "{message}");
    assert!(serde_json::from_str::<Percent>("1e2").is_ok());
    assert!(serde_json::from_str::<Percent>("101").is_err());
}
