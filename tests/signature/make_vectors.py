"""Makes `vectors.json` with the vendor's own signer, so that ours can be held against it.

    pip install huaweicloudsdkcore==3.1.219
    python tests/signature/make_vectors.py > tests/signature/vectors.json
"""

import json
from urllib.parse import quote

from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.sdk_request import SdkRequest
from huaweicloudsdkcore.signer.signer import Signer

DATE = "20260210T120000Z"
KEY = ("AKEXAMPLE0001", "sk-example/0001+=")
JSON = {"Content-Type": "application/json"}
RESIZE = "/v2/0bec5db98280d2d02fd6c00c2de791ce/desktops/resize"
BODY = '{"desktops": [{"desktop_id": "538946c2-7ff8-4444-b1bd-e9a1f8137b81"}], "mode": "STOP_DESKTOP"}'


def case(name, method="GET", path="/v2/p/jobs", query=(), headers=(), body="", host="workspace.example.com", key=KEY):
    headers = {"X-Sdk-Date": DATE, **dict(headers)}
    request = SdkRequest(
        method=method,
        schema="https",
        host=host,
        resource_path=path,
        query_params=list(query),
        header_params=dict(headers),
        body=body,
    )
    signer = Signer(BasicCredentials(key[0], key[1], "project"))
    signed = signer.sign(request)
    # The pairs as a client that does not sort them would send them.
    pairs = []
    for name_, value in query:
        for one in value if isinstance(value, list) else [value]:
            one = str(one).lower() if isinstance(one, bool) else str(one)
            pairs.append(quote(name_, safe="~") + "=" + quote(one, safe="~"))
    return {
        "name": name,
        "access_key": key[0],
        "secret_key": key[1],
        "method": method,
        "url": "https://" + host + path + ("?" + "&".join(pairs) if pairs else ""),
        "headers": {k: v for k, v in headers.items()},
        "body": body,
        "authorization": signed.header_params["Authorization"],
    }


CASES = [
    case("nothing but a path"),
    case("a body", "POST", RESIZE, headers=JSON, body=BODY),
    case("an empty body", "POST", RESIZE, headers=JSON),
    case("a body beyond ASCII", "POST", RESIZE, headers=JSON, body='{"product_id": "größe-桌面-🖥"}'),
    case("a media type with a parameter", "POST", RESIZE, headers={"Content-Type": "application/json;charset=utf8"}, body=BODY),
    case("a body that is not JSON", "POST", "/upload", headers={"Content-Type": "text/plain"}, body="plain"),
    case("a form", "POST", "/form", headers={"Content-Type": "application/x-www-form-urlencoded"}, body="a=1&b=2"),
    case("the root", path="/"),
    case("a path with a slash at its end", path="/v2/p/jobs/"),
    case("a path with an encoded slash", path="/v2/a%2Fb/jobs"),
    case("a path with an encoded percent sign", path="/v2/100%2525/jobs"),
    case("a path with blanks and signs", path="/v2/a%20b%2Bc%3D%26%21%27%28%29%2A/jobs"),
    case("a path with a tilde", path="/v2/~a~/%7Eb/jobs"),
    case("a path beyond ASCII", path="/v2/%E6%A1%8C%E9%9D%A2/%C3%BC"),
    case("a path with characters that need no encoding", path="/v2/a:b@c,d;e/$x"),
    case("a query", query=[("job_id", "1"), ("limit", 10)]),
    case("a query out of order", query=[("z", "1"), ("a", "2"), ("M", "3"), ("_", "4")]),
    case("a repeated name", query=[("a", ["3", "1", "2"]), ("b", "x")]),
    case("an empty value", query=[("a", ""), ("b", "")]),
    case("an empty name", query=[("", "a")]),
    case("a boolean", query=[("flag", True), ("other", False)]),
    case("a query with signs", query=[("a b", "c d"), ("x&y", "1=2"), ("plus+", "+"), ("slash/", "a/b"), ("~", "~"), ("*", "!'()")]),
    case("a query beyond ASCII", query=[("名", "ü"), ("e", "🖥"), ("ﬀ", "1"), ("z", "é")]),
    case("names that differ in case", query=[("b", "1"), ("B", "2"), ("a", "3"), ("A", "4")]),
    case("a percent sign in a value", query=[("a", "100%"), ("b", "%41")]),
    case("blanks around a header's value", headers={"X-Custom": "  some  value \t"}),
    case("a header beyond ASCII", headers={"X-Custom": "ü桌"}),
    case("a name with an underscore", headers={"X_Custom": "1", "X-Other": "2"}),
    case("an empty header", headers={"X-Custom": ""}),
    case("headers in another order", headers={"Z-Last": "1", "A-First": "2", "User-Agent": "specwright/1"}),
    case("a port", host="127.0.0.1:8080"),
    case("a project", headers={"X-Project-Id": "0bec5db98280d2d02fd6c00c2de791ce"}),
    case("a temporary key", headers={"X-Security-Token": "token/with+signs=="}),
    case("the hash of the body given", "POST", RESIZE, headers={**JSON, "X-Sdk-Content-Sha256": "0" * 64}, body=BODY),
    case("the hash given without a body", "POST", RESIZE, headers={**JSON, "X-Sdk-Content-Sha256": "0" * 64}),
    case("another method", "DELETE", "/v2/p/desktops/1"),
    case("a method with a body", "PATCH", "/v2/p/desktops/1", headers=JSON, body="{}"),
    case("a key beyond ASCII", key=("AKÜ", "geheim-密钥")),
]

print(json.dumps(CASES, ensure_ascii=False, indent=1))
