//! Uses the operations of several generated crates.

use case_form_encodings::operations as forms;
use case_form_encodings::types as form_types;
use case_multipart_files::operations::{Upload, UploadMultipart2};
use case_multipart_files::{BoundedVec, File};
use case_multipart_parts::operations::CreatePet;
use case_response_headers::operations::{
    List, ListPets, ListPetsOkHeaders, ListPetsResponseHeaders,
};
use serde_json::json;

fn main() {
    headers();
    form();
    parts();
    files();
}

fn headers() {
    let pairs = [
        ("x-total", "3"),
        ("X-RATE", "0.5"),
        ("x-cached", "true"),
        ("x-order", "sideways"),
        ("x-name", "é, \"x\""),
        ("x-ids", "1, 2"),
        ("x-ids", "3"),
        ("x-page", "size=2,next=a b"),
        ("x-range", "next,,size,7"),
        ("x-any", "12"),
        ("x-code", "12"),
        ("x-until", "null"),
        ("type", r#"{"size": 1, "later": true}"#),
        ("content-type", "application/json"),
    ];
    let Ok(Some(ListPetsResponseHeaders::Ok(headers))) = ListPets::headers(200, pairs) else {
        panic!("{:?}", ListPets::headers(200, pairs));
    };
    assert_eq!(headers.x_total.get(), 3);
    assert_eq!(headers.x_rate.unwrap().as_f64(), Some(0.5));
    assert_eq!(headers.x_cached, Some(true));
    assert_eq!(headers.x_order.unwrap().as_str(), "sideways");
    assert_eq!(headers.x_name.unwrap().as_str(), "é, \"x\"");
    assert_eq!(headers.x_ids.unwrap().as_slice(), [1, 2, 3]);
    let page = headers.x_page.unwrap();
    assert_eq!((page.size.get(), page.next.as_deref()), (2, Some("a b")));
    let range = headers.x_range.unwrap();
    assert_eq!((range.size.get(), range.next.as_deref()), (7, Some("")));
    assert_eq!(headers.x_any, Some(json!("12")));
    assert_eq!(serde_json::to_value(headers.x_code).unwrap(), json!(12));
    assert_eq!(headers.x_until, Some(None));
    assert_eq!(headers.r#type.unwrap().size.get(), 1);

    for (pairs, expected) in [
        (&[][..], "the header `X-Total` must be there"),
        (
            &[("x-total", "-1")],
            "the header `X-Total` cannot be read: the number must be at least 0, found -1",
        ),
        (
            &[("x-total", "1"), ("x-ids", "1,2,3,4")],
            "the header `X-Ids` cannot be read: the array must have at most 3 items, found 4",
        ),
        (
            &[("x-total", "1"), ("x-page", "size=0")],
            "the header `X-Page` cannot be read: size: the number must be at least 1, found 0",
        ),
        (
            &[("x-total", "1"), ("X-Total", "1")],
            "the header `X-Total` must not be there more than once",
        ),
    ] {
        let refused = ListPetsOkHeaders::from_pairs(pairs.iter().copied());
        assert_eq!(refused.unwrap_err().to_string(), expected);
    }

    assert_eq!(ListPets::headers(304, []), Ok(None));
    assert_eq!(ListPets::headers(500, []), Ok(None));
    assert!(ListPets::headers(404, []).is_err());
    assert!(
        ListPets::headers(404, [("retry-after", "5")])
            .unwrap()
            .is_some()
    );
    assert!(List::headers(599, [("x-total", "5")]).unwrap().is_some());
}

fn form() {
    let body: form_types::CreatePetForm = serde_json::from_value(json!({
        "extra": "a=b",
        "name": "é & =+",
        "tags": ["a b", ""],
        "ids": [1, 2],
        "words": ["a b", "c"],
        "owner": {"first": "A"},
        "home": {"city": "B&B"},
        "raw": "/a?b&c",
        "list": [],
        "note": "\"",
    }))
    .unwrap();
    assert_eq!(
        forms::CreatePet::form(&body),
        "name=%C3%A9%20%26%20%3D%2B&tags=a%20b&tags=&ids=1,2&words=a%20b%20c\
         &owner=%7B%22first%22%3A%22A%22%7D&home%5Bcity%5D=B%26B&raw=/a?b%26c\
         &list=%5B%5D&note=%22&extra=%22a%3Db%22"
    );
    let pet = form_types::Pet::new(form_types::PetKind::Cat);
    assert_eq!(forms::ReplacePet::form(&pet), "kind=cat");
    let tag = serde_json::from_value(json!({"tag": "\u{1F600}"})).unwrap();
    assert_eq!(forms::ChangePet::form(&tag), "tag=%F0%9F%98%80");
}

fn parts() {
    let pet = serde_json::from_value(json!({
        "name": "é & =",
        "age": 3,
        "ids": [1, 2],
        "notes": ["a", "b"],
        "owners": [],
    }))
    .unwrap();
    let part = |name: &str, media: &str, content: &str| {
        format!(
            "--x y\r\nContent-Disposition: form-data; name=\"{name}\"\r\nContent-Type: {media}\r\n\r\n{content}\r\n"
        )
    };
    let expected = [
        part("name", "text/plain; charset=utf-8", "é & ="),
        part("age", "text/plain; charset=utf-8", "3"),
        part("ids", "application/json", "[1,2]"),
        part("notes", "text/markdown", "a"),
        part("notes", "text/markdown", "b"),
        part("owners", "application/json", "[]"),
        "--x y--\r\n".to_owned(),
    ];
    let written = CreatePet::multipart(&pet, "x y").unwrap();
    assert_eq!(String::from_utf8(written).unwrap(), expected.concat());
    assert!(CreatePet::multipart(&pet, "name").is_err());
}

fn files() {
    let pages = BoundedVec::new(vec![File::new([255, 0]), File::new("2").with_name("b\"\n")]);
    let body = UploadMultipart2::new(File::new("1"), pages.unwrap(), vec![File::new("4")])
        .with_preview(File::new(""))
        .with_few(BoundedVec::new(vec![File::new("5"), File::new("6")]).unwrap())
        .with_others(vec![File::new("3").with_media_type("text/csv").unwrap()]);
    let part = |name: &str, file: &str, media: &str, content: &[u8]| {
        let head = format!(
            "--xyz\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: {media}\r\n\r\n"
        );
        [head.as_bytes(), content, b"\r\n"].concat()
    };
    let binary = "application/octet-stream";
    let expected = [
        part("file", "file", binary, b"1"),
        part("preview", "preview", "image/png", b""),
        part("pages", "pages", binary, &[255, 0]),
        part("pages", "b%22%0A", binary, b"2"),
        part("others", "others", "text/csv", b"3"),
        part("copies", "copies", binary, b"4"),
        part("few", "few", binary, b"5"),
        part("few", "few", binary, b"6"),
        b"--xyz--\r\n".to_vec(),
    ];
    let written = Upload::multipart(&body, "xyz").unwrap();
    assert_eq!(written, expected.concat());
}
