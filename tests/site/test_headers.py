"""The headers of every answer of the readers' door, whatever its status."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.web import assets
from tests.support import apps
from tests.support.pages import FILES, PAGES, negotiated

ALWAYS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "object-src 'none'; frame-ancestors 'none'; manifest-src 'self'"
    ),
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}
KEPT = "public, max-age=0, must-revalidate"
NEVER_KEPT = "no-store"
#: Health is never the same twice; what robots may read needs no validator.
WITHOUT_VALIDATOR = {"healthz", "readyz", "robots"}


def check(answer: TestResponse, status: int, caching: str, *, chosen: bool = False) -> None:
    """Compare the headers of an answer with what every reader is promised.

    *chosen*: the address gives other forms to whoever asks for them.
    """
    assert answer.status_code == status
    shared = answer.headers.get("Access-Control-Allow-Origin") == "*"
    promised = {**ALWAYS, "Cross-Origin-Resource-Policy": "cross-origin"} if shared else ALWAYS
    assert {name: answer.headers.get(name) for name in ALWAYS} == promised
    assert answer.headers["Cache-Control"] == caching
    assert answer.headers["Vary"] == ("Accept, Accept-Encoding" if chosen else "Accept-Encoding")
    assert "Set-Cookie" not in answer.headers
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert len(answer.headers.getlist("Content-Security-Policy")) == 1


@pytest.mark.parametrize("name", [*PAGES, *FILES])
def test_an_answer(client: FlaskClient, name: str) -> None:
    caching = NEVER_KEPT if name in WITHOUT_VALIDATOR else KEPT
    address = {**PAGES, **FILES}[name]
    check(client.get(address), 200, caching, chosen=negotiated(address))


@pytest.mark.parametrize("name", sorted((PAGES | FILES).keys() - WITHOUT_VALIDATOR))
def test_an_answer_that_the_reader_has_already(client: FlaskClient, name: str) -> None:
    address = (PAGES | FILES)[name]
    etag = client.get(address).headers["ETag"]
    answer = client.get(address, headers={"If-None-Match": etag})
    check(answer, 304, KEPT, chosen=negotiated(address))
    assert answer.data == b""
    assert answer.headers["ETag"] == etag


@pytest.mark.parametrize("name", [*PAGES, *FILES])
def test_a_method_that_is_not_allowed(client: FlaskClient, name: str) -> None:
    check(client.post((PAGES | FILES)[name]), 405, NEVER_KEPT)


@pytest.mark.parametrize("name", [*PAGES, *FILES])
def test_an_address_that_is_too_long(client: FlaskClient, name: str) -> None:
    path = (PAGES | FILES)[name].partition("?")[0]
    answer = client.get(f"{path}?{'a' * 2049}")
    check(answer, 400, NEVER_KEPT, chosen=negotiated(path))
    assert client.get(f"{path}?{'a' * 2048}").status_code == 200


@pytest.mark.parametrize("name", [*PAGES, *FILES])
def test_an_address_that_leads_nowhere(client: FlaskClient, name: str) -> None:
    path = (PAGES | FILES)[name].partition("?")[0]
    check(client.get(f"{path.rstrip('/')}/no/such/page"), 404, NEVER_KEPT)


def test_a_mistake_of_ours(loaded: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_names: object) -> str:
        raise RuntimeError("broken")

    adapter = loaded.url_map.bind("localhost")
    for address in (PAGES | FILES).values():
        endpoint = adapter.match(address.partition("?")[0])[0]
        monkeypatch.setitem(loaded.view_functions, endpoint, fail)
        answer = loaded.test_client().get(address)
        check(answer, 500, NEVER_KEPT, chosen=negotiated(address))


@pytest.mark.parametrize(("address", "status"), [
    *((f"/topics/bridge.{suffix}", 200) for suffix in ("json", "jsonld", "csv", "md", "zip")),
    ("/sources/treaty.bib", 200),
    ("/topics/bridge", 200),
    ("/search?q=bridge", 200),
    ("/api/v1/topics", 200),
    ("/oembed?url=http://127.0.0.1:5000/topics/bridge", 200),
    ("/topics/none.json", 404),
    ("/topics/bridge.json?as_off=2020", 400),
    ("/api/v1/positions?stance=maybe", 400),
    ("/oembed?url=http://127.0.0.1:5000/topics/none", 404),
])  # fmt: skip
def test_nobody_is_told_to_come_back_later_where_that_changes_nothing(
    small: Flask, address: str, status: int
) -> None:
    with apps.running(apps.address(small), RATELIMIT_ENABLED=True) as app:
        first = app.test_client().get(address)
        accepted = app.test_client().get(address, headers={"Accept": "application/json"})
    assert first.status_code == status
    assert "Retry-After" not in first.headers
    assert "Retry-After" not in accepted.headers


def test_who_came_too_often_is_told_when_to_come_back(small: Flask) -> None:
    with apps.running(apps.address(small), RATELIMIT_ENABLED=True) as app:
        client = app.test_client()
        answers = [client.get("/topics/bridge.zip") for _ in range(13)]
    assert ["Retry-After" in each.headers for each in answers] == [False] * 12 + [True]
    assert len(answers[-1].headers["X-Request-ID"]) == 32


def test_a_foreign_host(client: FlaskClient) -> None:
    check(client.get("/", headers={"Host": "evil.example"}), 400, NEVER_KEPT)


def test_a_detour(client: FlaskClient) -> None:
    check(client.get("/topics"), 308, NEVER_KEPT)


def test_every_rule_of_the_door_has_its_row(loaded: Flask) -> None:
    adapter = loaded.url_map.bind("localhost")
    tried = {adapter.match(each.partition("?")[0])[0] for each in (PAGES | FILES).values()}
    rules = {rule.endpoint for rule in loaded.url_map.iter_rules() if rule.endpoint[:5] == "site."}
    # data/ has one revision of each document, so that nothing can be compared there yet, and no
    # release; the gate to the past only leads on.
    elsewhere = {"site.timegate", "site.topic_release"}
    left = {each for each in rules - tried if not each.endswith("_difference")}
    assert left == elsewhere


def test_a_static_file_has_one_address(client: FlaskClient) -> None:
    version = assets.static_version()
    for doubled in (f"/static/{version}/css//site.css", f"/static/{version}//css/site.css"):
        answer = client.get(doubled)
        assert answer.status_code == 308
        assert answer.headers["Location"].endswith(f"/static/{version}/css/site.css")


def test_a_static_file_may_be_kept_for_a_year_under_the_name_of_its_content(
    client: FlaskClient,
) -> None:
    for name in ("css/site.css", "js/site.js", "bootstrap/css/bootstrap.min.css", "favicon.svg"):
        with client.get(f"/static/{assets.static_version()}/{name}") as answer:
            assert answer.status_code == 200
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Content-Security-Policy"] == ALWAYS["Content-Security-Policy"]
            assert "Set-Cookie" not in answer.headers
        with client.get(f"/static/000000000000/{name}") as answer:
            assert answer.headers["Cache-Control"] == KEPT


def test_a_request_gets_a_number_of_ours_whatever_it_brings(client: FlaskClient) -> None:
    first = client.get("/", headers={"X-Request-ID": "mine"}).headers["X-Request-ID"]
    second = client.get("/").headers["X-Request-ID"]
    assert len(first) == len(second) == 32
    assert first != second


@pytest.mark.parametrize(
    "header",
    ["X-Forwarded-Host", "X-Forwarded-For", "X-Original-URL", "X-Rewrite-URL", "Forwarded"],
)
def test_what_a_proxy_might_say_changes_nothing(client: FlaskClient, header: str) -> None:
    plain = client.get("/topics/")
    answer = client.get("/topics/", headers={header: "evil.example"})
    assert answer.data == plain.data
    assert answer.headers["ETag"] == plain.headers["ETag"]


@pytest.mark.parametrize(
    ("address", "open"),
    [
        ("/parties/russia", False),
        ("/feeds/changes.atom", True),
        ("/feeds/corrections.atom", True),
        ("/topics/un-csto-debate.atom", True),
        ("/topics/un-csto-debate.csv", True),
        ("/topics/un-csto-debate/history/1.txt", True),
        ("/timemap/topics/un-csto-debate", True),
        ("/timegate/topics/un-csto-debate", True),
        ("/api/v1/topics", True),
        ("/robots.txt", False),
        ("/desk/", False),
    ],
)
def test_pages_of_others_may_fetch_what_is_for_programs_and_ask_whether_it_changed(
    client: FlaskClient, address: str, open: bool
) -> None:
    asked = {"Origin": "https://other.example", "Access-Control-Request-Method": "GET",
             "Access-Control-Request-Headers": "if-none-match"}  # fmt: skip
    before = client.options(address, headers=asked).headers
    answer = client.get(address).headers
    for headers in (before, answer):
        assert (headers.get("Access-Control-Allow-Origin") == "*") is open
        assert "Access-Control-Allow-Credentials" not in headers
    allowed = before.get("Access-Control-Allow-Headers", "")
    assert ("If-None-Match" in allowed) is open
    assert "Authorization" not in allowed
    assert ("ETag" in answer.get("Access-Control-Expose-Headers", "")) is open
