//! Features read texts as other types, and change no verdict.

use case_string_views::types::{Blob, Day, Link, Thing};
use serde_json::{Value, json};

const UUID: &str = "538946c2-7ff8-4444-b1bd-e9a1f8137b81";
const TIME: &str = "2024-02-29T12:00:00.123456789+02:00";

fn read(mut thing: Value, members: &Value) -> Thing {
    let members = members.as_object().unwrap().clone();
    thing.as_object_mut().unwrap().extend(members);
    let read: Thing = serde_json::from_value(thing.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), thing);
    read
}

fn present() {
    let thing = read(
        json!({"id": UUID, "expiry": TIME, "deleted": TIME, "type": UUID}),
        &json!({"parent": UUID, "renewal": TIME, "born": "2024-02-29", "home": "https://example.com/a b", "payload": "aGk="}),
    );
    let uuid: uuid::Uuid = UUID.parse().unwrap();
    assert_eq!(thing.id_as_uuid(), Ok(uuid));
    assert_eq!(thing.type_as_uuid(), Ok(uuid));
    assert_eq!(thing.parent_as_uuid(), Ok(Some(uuid)));
    let time: jiff::Timestamp = "2024-02-29T10:00:00.123456789Z".parse().unwrap();
    assert_eq!(thing.expiry_as_timestamp().unwrap(), Some(time));
    assert_eq!(thing.renewal_as_timestamp().unwrap(), Some(time));
    assert_eq!(thing.deleted_as_timestamp().unwrap(), Some(time));
    assert_eq!(
        thing.born_as_date().unwrap(),
        Some(jiff::civil::date(2024, 2, 29))
    );
    let home = thing.home_as_url().unwrap();
    assert_eq!(home.unwrap().as_str(), "https://example.com/a%20b");
    #[allow(deprecated, reason = "it is still there")]
    let payload = thing.payload_as_decoded_bytes_2();
    assert_eq!(payload, Ok(Some(b"hi".to_vec())));
}

fn absent() {
    let thing = read(
        json!({"id": "no id", "expiry": null, "deleted": null, "type": ""}),
        &json!({"renewal": null, "made": "29 February", "home": null}),
    );
    assert!(thing.id_as_uuid().is_err() && thing.type_as_uuid().is_err());
    assert!(thing.made_as_timestamp_2().is_err());
    assert_eq!(thing.parent_as_uuid(), Ok(None));
    assert_eq!(thing.expiry_as_timestamp().unwrap(), None);
    assert_eq!(thing.renewal_as_timestamp().unwrap(), None);
    assert_eq!(thing.deleted_as_timestamp().unwrap(), None);
    assert_eq!(thing.home_as_url(), Ok(None));
    assert_eq!(thing.with_id_as_uuid(), Ok(None));
}

fn newtypes() {
    let link = Link::new("https://example.com").unwrap();
    assert_eq!(link.as_url().unwrap().host_str(), Some("example.com"));
    assert!(Link::new("/relative").unwrap().as_url().is_err());
    assert_eq!(
        Blob::new("aGk=").unwrap().as_decoded_bytes(),
        Ok(b"hi".to_vec())
    );
    assert!(Blob::new("a").unwrap().as_decoded_bytes().is_err());
    assert_eq!(
        Day::new("2024-02-29").unwrap().as_date().unwrap(),
        jiff::civil::date(2024, 2, 29)
    );
    assert!(Day::new("2023-02-29").unwrap().as_date().is_err());
}

fn main() {
    present();
    absent();
    newtypes();
}
