"""What the vendor's SDK makes of the server's answers: `resize.py URL`. The server has the scenario `resize.yaml`."""

import json
import sys
import time
import urllib.request

import requests
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.exceptions import exceptions
from huaweicloudsdkcore.http.http_config import HttpConfig
from huaweicloudsdkworkspace.v2 import (
    ListItaSubJobsRequest,
    ResizeDesktopData,
    ResizeDesktopReq,
    ResizeDesktopRequest,
    WorkspaceClient,
)

URL, TOKEN = sys.argv[1:]
KEY, SECRET, PROJECT = "AK", "SK", "0bec5db98280d2d02fd6c00c2de791ce"
DESKTOP = "538946c2-7ff8-4444-b1bd-e9a1f8137b81"
PRODUCT = "workspace.k.xlarge.2.linux"


def main():
    # The scenario has an order, and so have these.
    for check in [
        failures_are_told_by_status_code_and_message,
        failures_that_say_less_are_told_by_the_raw_body,
        a_request_that_changes_something_is_not_sent_again,
        a_question_is_asked_again_only_if_that_is_set,
        answers_without_success_pass_in_silence,
        answers_that_do_not_end_are_errors,
        another_success_is_taken_and_unknown_fields_are_dropped,
        a_wrong_key_is_refused,
        a_wrong_payload_is_refused_by_the_name_of_the_field,
        a_project_that_was_left_out_is_sent_as_its_placeholder,
        whatever_the_sdk_signs_is_understood,
        a_resize_goes_on_to_success,
    ]:
        check()
        print("passed:", check.__name__, flush=True)


def failures_are_told_by_status_code_and_message():
    for status, code in [
        (400, "WKS.0001"),
        (401, "APIGW.0301"),
        (403, "WKS.0403"),
        (404, "WKS.0404"),
        (409, "WKS.0409"),
        (500, "WKS.0500"),
    ]:
        failure = refused(client(), payload())
        known = exceptions.ServerResponseException if status >= 500 else exceptions.ClientRequestException
        equal(type(failure), known)
        equal(failure.status_code, status)
        equal(failure.error_code, code)
        equal(failure.error_msg, "message of %d" % status)
        equal(failure.request_id, last()["request_id"])
        equal(bool(failure.encoded_auth_msg), status == 403)
        # The SDK drops the detail.
        assert not hasattr(failure, "error_detail"), vars(failure)
        assert "detail of" not in str(failure), failure


def failures_that_say_less_are_told_by_the_raw_body():
    failure = refused(client(), payload())
    equal((failure.status_code, failure.error_code), (409, "409"))
    equal(json.loads(failure.error_msg), {"error_code": "WKS.0409"})
    failure = refused(client(), payload())
    equal(type(failure), exceptions.ServerResponseException)
    equal((failure.status_code, failure.error_code, failure.error_msg), (502, "502", "<p>Bad gateway"))


def a_request_that_changes_something_is_not_sent_again():
    # The rule is for one request: a second one would have another answer.
    failure = refused(client(retries=3), payload())
    equal((type(failure), failure.status_code), (exceptions.ClientRequestException, 429))
    assert failure.request_id, failure


def a_question_is_asked_again_only_if_that_is_set():
    before = count()
    jobs(client(retries=2), "unknown")
    equal(count() - before, 3)
    failure = raised(lambda: jobs(client(), "unknown"))
    equal((type(failure), failure.status_code), (exceptions.ClientRequestException, 429))
    # What the answer said is lost.
    equal((failure.request_id, failure.error_code), ("", "429"))


def answers_without_success_pass_in_silence():
    # HTML, no body, the body of an error, and an empty object: to the SDK all of them are a success that says nothing.
    for start in [b"<!doctype html>", b"", b'{"error_code":"WKS.0001"', b"{}"]:
        answer = resize(client(), payload())
        equal(answer.status_code, 200)
        equal((answer.job_id, answer.jobs), (None, None))
        assert answer.raw_content.startswith(start), answer.raw_content


def answers_that_do_not_end_are_errors():
    failure = raised(lambda: resize(client(retries=3), payload()))
    equal(type(failure), exceptions.ConnectionException)
    # This one is not of the SDK's own kind.
    failure = raised(lambda: resize(client(retries=3), payload()))
    equal(type(failure), requests.exceptions.ChunkedEncodingError)


def another_success_is_taken_and_unknown_fields_are_dropped():
    answer = resize(client(), payload())
    equal((answer.status_code, answer.job_id, answer.jobs), (202, "of 202", None))
    assert not hasattr(answer, "later"), vars(answer)


def a_wrong_key_is_refused():
    failure = refused(client(secret="of another"), payload())
    equal((type(failure), failure.status_code), (exceptions.ClientRequestException, 401))
    assert "verify aksk signature fail" in failure.error_msg, failure
    failure = refused(client(key="of another"), payload())
    equal(failure.status_code, 401)
    assert "no access key is called `of another`" in failure.error_msg, failure


def a_wrong_payload_is_refused_by_the_name_of_the_field():
    # The SDK sends all of these.
    for wrong, named in [
        (payload(mode="stop_desktop"), "`mode` must be `STOP_DESKTOP`"),
        (payload(mode=None), "`mode` is missing"),
        (payload(product_id=None), "`product_id` is missing"),
        (payload(desktops=None), "`desktops` is missing"),
        (payload(auto_placement="yes"), "auto_placement"),
        (ResizeDesktopReq(), "findings"),
        (None, "the request has no body"),
    ]:
        failure = refused(client(), wrong)
        equal((type(failure), failure.status_code), (exceptions.ClientRequestException, 400))
        assert named in failure.error_msg, failure
        assert failure.request_id, failure


def a_project_that_was_left_out_is_sent_as_its_placeholder():
    assert resize(client(project=""), payload()).job_id
    equal(last()["target"], "/v2/%7Bproject_id%7D/desktops/resize")
    assert "project-id-format" in last()["findings"][0], last()


def whatever_the_sdk_signs_is_understood():
    assert resize(client(agent="caf\u00e9 \u65e5\u672c"), payload()).job_id
    assert resize(client(token="a token/+="), payload()).job_id
    assert resize(client(project="a b/\u00e9~%2F"), payload()).job_id
    # The header with an underscore is sent and not signed.
    one = client()
    one.preset_headers = {"X-Two-Words": "  two   words ", "X_Not_Signed": "1"}
    assert resize(one, payload()).job_id
    assert resize(client(), payload(product_id="\u65e5\u672c \"\\ \U0001f600")).job_id
    equal(jobs(client(), "a b/\u00e9&=+~*'%2F", status="SUCCESS", limit=10, offset=0), [])


def a_resize_goes_on_to_success():
    one = client()
    others = "c566b960-69d1-44ec-9397-2172fdd015d9"
    desktops = [ResizeDesktopData(desktop_id=it) for it in (DESKTOP, others)]
    answer = resize(one, payload(desktops=desktops))
    equal(answer.status_code, 200)
    states = []
    patience = time.monotonic() + 20
    while states[-1:] != ["SUCCESS"]:
        assert time.monotonic() < patience, states
        parts = jobs(one, answer.job_id)
        equal([part.entities.desktop_id for part in parts], [DESKTOP, others])
        equal([part.entities.product_id for part in parts], [PRODUCT, PRODUCT])
        [state] = {part.status for part in parts}
        if states[-1:] != [state]:
            states.append(state)
        time.sleep(0.02)
    # A slow machine may miss what comes between.
    equal(states, [it for it in ["WAITING", "RUNNING", "SUCCESS"] if it in states])


def client(key=KEY, secret=SECRET, project=PROJECT, token=None, retries=None, agent=None):
    config = HttpConfig.get_default_config()
    if retries is not None:
        config.retry_times = retries
    if agent is not None:
        config.user_agent = agent
    credentials = BasicCredentials(key, secret, project)
    if token is not None:
        credentials = credentials.with_security_token(token)
    builder = WorkspaceClient.new_builder().with_http_config(config)
    return builder.with_credentials(credentials).with_endpoint(URL).build()


def payload(**changes):
    fields = {
        "desktops": [ResizeDesktopData(desktop_id=DESKTOP)],
        "product_id": PRODUCT,
        "mode": "STOP_DESKTOP",
    }
    fields.update(changes)
    return ResizeDesktopReq(**fields)


def resize(one, body):
    return one.resize_desktop(ResizeDesktopRequest(body=body))


def jobs(one, job, **more):
    return one.list_ita_sub_jobs(ListItaSubJobsRequest(job_id=job, **more)).jobs


def raised(call):
    try:
        answer = call()
    except Exception as failure:
        return failure
    raise AssertionError("no failure, but %r" % answer)


def refused(one, body):
    failure = raised(lambda: resize(one, body))
    if isinstance(failure, exceptions.ServiceResponseException):
        return failure
    raise failure


def log():
    request = urllib.request.Request(URL + "/_specwright/log", headers={"X-Specwright-Token": TOKEN})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["entries"]


def last():
    return log()[-1]


def count():
    return last()["number"]


def equal(found, expected):
    assert found == expected, "%r is not %r" % (found, expected)


main()
