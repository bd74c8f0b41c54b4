//! An invalid request does not build.

#[test]
fn invalid_requests_do_not_build() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/compile_fail/*.rs");
}
