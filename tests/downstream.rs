//! What a user of the crate `huaweicloud-workspace` sees.

use huaweicloud_workspace::Open;
use huaweicloud_workspace::operations::{
    DecodeAuthorizationMessage, ListItaSubJobs, ListItaSubJobsError, ResizeDesktop,
    ResizeDesktopError,
};
use huaweicloud_workspace::schemas;
use huaweicloud_workspace::types::{
    ProjectId, ResizeDesktopAutoPlacement, ResizeDesktopData, ResizeDesktopMode,
    ResizeDesktopRequest,
};
use serde_json::json;

fn request() -> ResizeDesktopRequest {
    let desktop =
        ResizeDesktopData::new().with_desktop_id("538946c2-7ff8-4444-b1bd-e9a1f8137b81".to_owned());
    ResizeDesktopRequest::new(
        vec![desktop],
        "workspace.k.xlarge.2.linux".to_owned(),
        ResizeDesktopMode::StopDesktop,
    )
}

#[test]
fn a_request_writes_what_was_set_and_no_more() {
    let expected = json!({
        "desktops": [{"desktop_id": "538946c2-7ff8-4444-b1bd-e9a1f8137b81"}],
        "product_id": "workspace.k.xlarge.2.linux",
        "mode": "STOP_DESKTOP",
    });
    assert_eq!(serde_json::to_value(request()).unwrap(), expected);
    let placed = request().with_auto_placement(ResizeDesktopAutoPlacement::On);
    assert_eq!(
        serde_json::to_value(placed).unwrap()["auto_placement"],
        "on"
    );
    assert_eq!(
        ResizeDesktopAutoPlacement::default(),
        ResizeDesktopAutoPlacement::Off
    );
}

#[test]
fn a_server_is_where_its_variables_say() {
    let [server] = huaweicloud_workspace::SERVERS else {
        panic!("the document has one server");
    };
    assert_eq!(
        server.address(&[]).as_deref(),
        Ok("https://workspace.ap-southeast-1.myhuaweicloud.com")
    );
    assert_eq!(
        server.address(&[("region", "cn-north-4")]).as_deref(),
        Ok("https://workspace.cn-north-4.myhuaweicloud.com")
    );
    let refused = server.address(&[("zone", "a")]).unwrap_err();
    assert_eq!(
        refused.to_string(),
        r#"the server variable "zone" is not one of this server"#
    );
}

#[test]
fn an_operation_of_another_service_has_a_server_of_its_own() {
    let [server] = DecodeAuthorizationMessage::SERVERS else {
        panic!("the operation has one server");
    };
    assert_eq!(
        server.address(&[("region", "cn-north-4")]).as_deref(),
        Ok("https://sts.cn-north-4.myhuaweicloud.com")
    );
    let set = DecodeAuthorizationMessage::SECURITY;
    assert_eq!(set, [[huaweicloud_workspace::security::REQUEST_SIGNATURE]]);
}

#[test]
fn a_state_that_came_later_is_read() {
    let body =
        br#"{"jobs":[{"status":"SUCCESS","entities":{"desktop_id":"d"}},{"status":"PAUSED"}]}"#;
    let answer = ListItaSubJobs::decode(200, body).unwrap();
    let jobs = answer.jobs.unwrap();
    let states = jobs.iter().map(|job| job.status.as_ref().unwrap());
    assert_eq!(
        states.map(Open::as_str).collect::<Vec<_>>(),
        ["SUCCESS", "PAUSED"]
    );
    let failure = ListItaSubJobs::decode(200, br#"{"error_code":"WKS.0001"}"#);
    assert!(matches!(
        failure,
        Err(ListItaSubJobsError::NotASuccess { .. })
    ));
}

#[test]
fn an_operation_says_how_its_callers_authenticate() {
    use huaweicloud_workspace::{SecurityKind, security};

    assert_eq!(
        ResizeDesktop::SECURITY,
        [[security::AUTH_TOKEN], [security::REQUEST_SIGNATURE]]
    );
    assert_eq!(
        security::AUTH_TOKEN.kind,
        SecurityKind::ApiKeyHeader("X-Auth-Token")
    );
    assert_eq!(
        security::REQUEST_SIGNATURE.kind,
        SecurityKind::SdkHmacSha256
    );
}

#[test]
fn a_bad_request_is_refused_with_its_place() {
    for (text, expected) in [
        (
            r#"{"desktops":[],"product_id":"p"}"#,
            "missing field `mode`",
        ),
        (
            r#"{"desktops":[],"product_id":"p","mode":"stop_desktop"}"#,
            "mode: unknown value `stop_desktop`, expected `STOP_DESKTOP`",
        ),
        (
            r#"{"desktops":[{"desktop_id":1}],"product_id":"p","mode":"STOP_DESKTOP"}"#,
            "desktops[0].desktop_id: invalid type: integer `1`",
        ),
        (
            r#"{"desktops":null,"product_id":"p","mode":"STOP_DESKTOP"}"#,
            "desktops: invalid type: null",
        ),
        (
            r#"{"desktops":[],"product_id":"p","product_id":"q","mode":"STOP_DESKTOP"}"#,
            "duplicate field `product_id`",
        ),
    ] {
        let error = serde_json::from_str::<ResizeDesktopRequest>(text)
            .unwrap_err()
            .to_string();
        assert!(error.contains(expected), "{text}: {error}");
    }
}

#[test]
fn the_path_is_percent_encoded() {
    let project = ProjectId::new("a/b c?é").unwrap();
    assert_eq!(
        ResizeDesktop::path(&project),
        "/v2/a%2Fb%20c%3F%C3%A9/desktops/resize"
    );
    assert_eq!(
        ProjectId::new("").unwrap_err().to_string(),
        "`ProjectId` must have at least 1 character, found 0"
    );
}

#[test]
fn every_documented_failure_is_a_variant_with_its_body() {
    let body = br#"{"error_code":"WKS.0001","error_msg":"no","error_detail":"why","new":1}"#;
    for status in [400, 401, 403, 404, 409, 500] {
        let error = ResizeDesktop::decode(status, body).unwrap_err();
        assert_eq!(error.status(), status);
        assert_eq!(error.error_code(), Some("WKS.0001"));
        assert!(error.to_string().contains("why"), "{error}");
        assert!(!matches!(
            error,
            ResizeDesktopError::Unexpected { .. } | ResizeDesktopError::Undecodable { .. }
        ));
    }
    assert!(matches!(
        ResizeDesktop::decode(404, body),
        Err(ResizeDesktopError::NotFound(_))
    ));
    let Err(ResizeDesktopError::Unexpected { status, body }) = ResizeDesktop::decode(429, b"slow")
    else {
        panic!("429 is not documented");
    };
    assert_eq!((status, body.as_slice()), (429, &b"slow"[..]));
}

#[test]
fn a_success_status_is_not_enough() {
    let answer = ResizeDesktop::decode(200, br#"{"job_id":"j","later":true}"#).unwrap();
    assert_eq!(answer.job_id.as_deref(), Some("j"));
    for body in [&b"{}"[..], br#"{"job_id":"j","error_code":"WKS.00010109"}"#] {
        assert!(matches!(
            ResizeDesktop::decode(200, body),
            Err(ResizeDesktopError::NotASuccess { .. })
        ));
    }
    for body in [&b""[..], b"<html>", b"[]"] {
        assert!(matches!(
            ResizeDesktop::decode(202, body),
            Err(ResizeDesktopError::Undecodable { .. })
        ));
    }
    let Err(ResizeDesktopError::Undecodable { error, body, .. }) =
        ResizeDesktop::decode(200, br#"{"jobs":[{"job_id":1}]}"#)
    else {
        panic!("a number is no job id");
    };
    assert_eq!(error.path(), "jobs[0].job_id");
    assert!(!body.is_empty());
}

#[test]
fn the_authorization_is_a_constant() {
    let [row] = ResizeDesktop::AUTHORIZATION else {
        panic!("one row");
    };
    assert_eq!(row.action, "workspace:desktops:resize");
    assert_eq!(row.dependencies, ["vpc:subnets:get", "ims:images:list"]);
    assert_eq!(
        (ResizeDesktop::METHOD, ResizeDesktop::STATUSES.len()),
        ("POST", 8)
    );
}

#[test]
fn the_schemas_are_there_by_operation_and_part() {
    let of = |part: &str| {
        let mut schemas = schemas::ALL.iter();
        schemas.find(|schema| schema.operation == "ResizeDesktop" && schema.part == part)
    };
    let request = of("request").unwrap();
    assert_eq!(
        (request.method, request.path),
        ("POST", "/v2/{project_id}/desktops/resize")
    );
    assert_eq!(request.source, None);
    let others = schemas::ALL
        .iter()
        .filter(|schema| schema.operation != "ResizeDesktop");
    assert!(others.clone().count() > 0 && others.clone().all(|schema| schema.source.is_some()));
    let schema: serde_json::Value = serde_json::from_str(request.text).unwrap();
    assert_eq!(
        schema["required"],
        json!(["desktops", "product_id", "mode"])
    );
    assert!(of("response.200").is_some() && of("response.418").is_none());
}
