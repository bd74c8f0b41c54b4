use super::read;
use crate::error::Code;
use crate::load::testing::only;
use crate::pointer::Pointer;

fn json(text: &str) -> String {
    let read = read(text, 0).expect("the text is YAML");
    let only_traps = read.errors.iter().all(|error| error.code == Code::YamlTrap);
    assert!(only_traps, "{:?}", read.errors);
    read.tree.to_json().to_string()
}

#[test]
fn plain_scalars_follow_the_core_schema() {
    assert_eq!(
        json("[~, null, '', true, yes, no, on]"),
        r#"[null,null,"",true,"yes","no","on"]"#
    );
    assert_eq!(
        json("[+1, 007, 0o17, 0x1F, 1_000]"),
        r#"[1,7,15,31,"1_000"]"#
    );
    assert_eq!(
        json("[.5, 1., -0.25, 1.0, 1e2, 2024-01-01]"),
        r#"[0.5,1,-0.25,1.0,100.0,"2024-01-01"]"#
    );
    assert_eq!(json("[!!str 1, ! 2, !!int '3', '4']"), r#"["1","2",3,"4"]"#);
}

#[test]
fn keys_are_text() {
    assert_eq!(
        json("200: a\nnull: b\n1.5: c"),
        r#"{"200":"a","null":"b","1.5":"c"}"#
    );
}

#[test]
fn aliases_are_expanded() {
    assert_eq!(json("a: &x [1, 2]\nb: *x"), r#"{"a":[1,2],"b":[1,2]}"#);
    only("a: &x [*x]", "syntax 1:8 the alias stands inside");
}

#[test]
fn spans_are_bytes_whatever_the_line_ends_and_letters() {
    let text = "é: ü\r\nblock: |\r\n  ö\r\n  ä\r\nlist:\r\n- 'ß'\r\n- {k: \"v\"}\r\nend: x\r\n";
    let tree = read(text, 0).expect("the text is YAML").tree;
    let at = |pointer: &str| {
        let pointer = Pointer::parse(pointer).expect("a pointer");
        let span = tree.at(&pointer).expect("a node").span;
        &text[span.start..span.end]
    };
    assert_eq!(at("/é"), "ü");
    assert_eq!(at("/list/0"), "'ß'");
    assert_eq!(at("/list/1"), "{k: \"v\"}");
    assert_eq!(at("/list/1/k"), "\"v\"");
    assert_eq!(at("/end"), "x");
}

#[test]
fn a_byte_order_mark_is_no_key() {
    only("\u{feff}openapi: 3.1.0", "unsupported-version 1:10 ");
}

#[test]
fn what_json_cannot_say_is_refused() {
    only("a: .inf", "wrong-type 1:4 `.inf` is not a JSON number");
    only("a: -.NaN", "unsupported-version 1:1 ");
    only("a: 1e999", "wrong-type 1:4 `1e999` is out of range");
    only(
        "a: !local x",
        "unsupported 1:4 the tag `!local` is not supported",
    );
    only(
        "a: !!int x",
        "wrong-type 1:4 `x` is not of the tag's type `int`",
    );
    only("a:\n  <<: {b: 1}", "unsupported 2:3 merge keys");
    only("? [a]\n: b", "wrong-type 1:3 a key must be text");
}

#[test]
fn one_file_is_one_document() {
    only("", "syntax 1:1 the file is empty");
    only("# nothing\n", "syntax 2:1 the file is empty");
    only("a: 1\n---\nb: 2\n", "syntax 2:1 a second YAML document");
}

#[test]
fn a_syntax_error_has_its_place() {
    only("a: 1\nb: [1, 2\nc: 3\n", "syntax 3:");
    only("a: 'x", "syntax 1:");
}

#[test]
fn depth_and_expansion_are_limited() {
    only(
        &format!("a: {}", "[".repeat(200)),
        "too-large 1:103 the document nests deeper",
    );
    only(
        &"- ".repeat(5_000),
        "too-large 1:201 the document nests deeper",
    );
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let alias = format!("*a{}", level - 1);
        let list = [alias.as_str(); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{list}]\n"));
    }
    only(&bomb, "too-large 6:");
    let mut tower = String::from("a0: &a0 [x]\n");
    for level in 1..200 {
        tower.push_str(&format!("a{level}: &a{level} [*a{}]\n", level - 1));
    }
    only(&tower, "too-large ");
}

#[test]
fn aliases_of_much_text_are_limited() {
    let long = "y".repeat(1 << 20);
    let text = format!("a: &a {long}\nb:\n{}", "- *a\n".repeat(20_000));
    only(&text, "too-large 18:3 the aliases of the document repeat");
    // Text that aliases repeat counts again when what is around it is repeated.
    let text = format!("a: &a {long}\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\nd: [*b, *b, *b]");
    only(&text, "too-large 4:5 the aliases of the document repeat");
    let keys = format!("a: &a {{{long}: 1}}\nb:\n{}", "- *a\n".repeat(20_000));
    only(&keys, "too-large ");
}
