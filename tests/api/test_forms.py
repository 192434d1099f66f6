"""The content in other forms, at addresses with a suffix."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Perspective, Source, Topic
from app.exports.forms import FORMS
from tests.support import apps
from tests.support.editing import edit, put
from tests.support.make import make_site, make_source
from tests.support.pages import DATA, SMALL_TOPIC, SOURCE
from tests.support.statements import counted

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Accept-Encoding",
}
KEPT = "public, max-age=0, must-revalidate"
FIRST = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
THEN = dt.datetime(2026, 2, 1, 12, tzinfo=dt.UTC)
OF_TOPIC = [form.suffix for form in FORMS["topic"]]
OF_SOURCE = [form.suffix for form in FORMS["source"]]


@pytest.fixture
def site(empty: Flask) -> Flask:
    """The small site, published a while ago."""
    put(empty, *make_site(), at=FIRST)
    return empty


@pytest.mark.parametrize("name", DATA)
def test_a_form_comes_with_its_type_and_may_be_fetched_from_anywhere(
    client: FlaskClient, name: str
) -> None:
    address, kind = DATA[name]
    answer = client.get(address, headers={"Origin": "https://elsewhere.example"})
    assert (answer.status_code, answer.mimetype) == (200, kind)
    assert {each: answer.headers.get(each) for each in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"] == KEPT
    assert "Set-Cookie" not in answer.headers
    assert "Access-Control-Allow-Credentials" not in answer.headers
    file = address.rpartition("/")[2]
    assert answer.headers["Content-Disposition"] == f'inline; filename="{file}"'


@pytest.mark.parametrize("name", DATA)
def test_a_form_that_the_reader_has_is_not_sent_again(client: FlaskClient, name: str) -> None:
    address, _ = DATA[name]
    first = client.head(address)
    tag = first.headers["ETag"]
    assert (first.data, tag.startswith("W/")) == (b"", False)
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert {each: again.headers.get(each) for each in HEADERS} == HEADERS
    assert again.headers["Cache-Control"] == KEPT


def test_each_form_has_its_own_validator(client: FlaskClient) -> None:
    tags = [client.head(address).headers["ETag"] for address, _ in DATA.values()]
    assert len(tags) == len(set(tags))


def test_a_form_changes_when_its_topic_does_and_only_then(site: Flask) -> None:
    client = site.test_client()
    before = {suffix: client.get(f"/topics/bridge.{suffix}") for suffix in OF_TOPIC}
    put(site, make_source("other"))
    for suffix, answer in before.items():
        assert client.head(f"/topics/bridge.{suffix}").headers["ETag"] == answer.headers["ETag"]
    edit(site, Source, "report", title="The report by another name")
    for suffix, answer in before.items():
        after = client.get(f"/topics/bridge.{suffix}")
        assert after.headers["ETag"] != answer.headers["ETag"]
        assert after.data != answer.data, suffix


def test_both_clocks_are_those_of_the_page(site: Flask) -> None:
    edit(site, Topic, "bridge", title="The bridge under another name")
    client = site.test_client()
    for suffix in OF_TOPIC:
        now = client.get(f"/topics/bridge.{suffix}").data
        then = client.get(f"/topics/bridge.{suffix}?published=2026-01-15T00:00:00Z").data
        past = client.get(f"/topics/bridge.{suffix}?as_of=1994").data
        assert len({now, then, past}) == 3, suffix
        assert client.get(f"/topics/bridge.{suffix}?published=2025").status_code == 404
        assert client.get(f"/topics/bridge.{suffix}?as_of=yesterday").status_code == 400


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/topics/there-is-none.csv", 404),
        ("/sources/there-is-none.bib", 404),
        (f"/topics/{SMALL_TOPIC}.json?published=soon", 400),
        (f"/topics/{SMALL_TOPIC}.json?as_of=2018-13", 400),
    ],
)
def test_what_is_wrong_is_told_as_a_problem(client: FlaskClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json is not None
    assert answer.json["status"] == status
    assert "Link" not in answer.headers


@pytest.mark.parametrize("suffix", ["json", "jsonld", "md", "bib", "ris", "csl.json"])
def test_what_is_written_now_is_told_apart_from_what_is_of_the_date(
    client: FlaskClient, suffix: str
) -> None:
    address = f"/topics/{SMALL_TOPIC}.{suffix}"
    told = "summaries, headlines, claims, findings and their sources are as they are written now"
    assert told in " ".join(client.get(f"{address}?as_of=2021").text.split())
    assert told not in " ".join(client.get(address).text.split())


def test_a_retracted_topic_is_gone_for_programs_and_says_why(site: Flask) -> None:
    edit(site, Topic, "bridge", retracted="It was invented.")
    client = site.test_client()
    for suffix in OF_TOPIC:
        answer = client.get(f"/topics/bridge.{suffix}")
        assert (answer.status_code, answer.mimetype) == (410, "application/problem+json")
        assert answer.json is not None
        assert "It was invented." in answer.json["detail"]
        assert "/topics/bridge/history" in answer.json["detail"]
        assert client.get(f"/topics/bridge.{suffix}?published=2026-01-15").status_code == 200


def test_a_retracted_source_is_gone_and_a_merged_one_leads_on(site: Flask) -> None:
    put(site, make_source("memoir"), make_source("copy", merged_into="treaty"))
    edit(site, Source, "memoir", retracted="It was forged.")
    client = site.test_client()
    for suffix in OF_SOURCE:
        answer = client.get(f"/sources/memoir.{suffix}")
        assert answer.status_code == 410
        assert answer.json is not None
        assert "It was forged." in answer.json["detail"]
        merged = client.get(f"/sources/copy.{suffix}")
        where = f"/sources/treaty.{suffix}"
        assert (merged.status_code, merged.headers["Location"]) == (308, where)


def test_nothing_of_a_retracted_perspective_leaves_the_site(site: Flask) -> None:
    edit(site, Perspective, "bridge/alba", retracted="It was forged.")
    client = site.test_client()
    for suffix in set(OF_TOPIC) - {"zip"}:  # which has its own test
        assert b"Alba on the bridge" not in client.get(f"/topics/bridge.{suffix}").data


def test_a_form_costs_one_statement_more_than_the_page(holding: Flask) -> None:
    client = holding.test_client()
    for suffix in OF_TOPIC:
        with counted(holding) as sent:
            client.get(f"/topics/bridge.{suffix}")
        assert len(sent) == 6, suffix


def test_forms_are_bounded_by_the_minute(small: Flask) -> None:
    with apps.running(apps.address(small), RATELIMIT_ENABLED=True) as app:
        client, held = app.test_client(), {"If-None-Match": "*"}  # nothing is rendered
        paths = ["/topics/bridge.json", "/sources/treaty.bib"] * 60
        statuses = {client.get(path, headers=held).status_code for path in paths}
        last = client.get("/topics/bridge.csv")
        chosen = client.get("/topics/bridge", headers={"Accept": "text/csv"})
        page = client.get("/topics/bridge", headers=held)
    assert statuses == {304}
    for answer in (last, chosen):
        assert (answer.status_code, answer.mimetype) == (429, "application/problem+json")
        assert int(answer.headers["Retry-After"]) <= 60
    assert page.status_code == 304


def test_a_zip_counts_for_ten(small: Flask) -> None:
    with apps.running(apps.address(small), RATELIMIT_ENABLED=True) as app:
        client, held = app.test_client(), {"If-None-Match": "*"}
        statuses = [client.get("/topics/bridge.zip", headers=held).status_code for _ in range(13)]
    assert statuses == [304] * 12 + [429]


def test_text_is_compressed(client: FlaskClient) -> None:
    for suffix in set(OF_TOPIC) - {"zip"}:
        answer = client.get(f"/topics/{SMALL_TOPIC}.{suffix}", headers={"Accept-Encoding": "gzip"})
        assert answer.headers.get("Content-Encoding") == "gzip", suffix


def test_what_a_page_says_of_the_host_that_was_asked_is_in_no_form(client: FlaskClient) -> None:
    for address, _ in DATA.values():
        answer = client.get(address, headers={"Host": "localhost:4321"})
        assert b"localhost:4321" not in answer.data
        assert "4321" not in str(answer.headers.getlist("Link"))


def test_a_name_with_a_dot_is_no_form(client: FlaskClient) -> None:
    for address in (f"/topics/{SMALL_TOPIC}.xlsx", f"/sources/{SOURCE}.csv", "/topics/.json"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("suffix", OF_TOPIC)
def test_a_misspelt_clock_is_refused_and_not_answered_with_what_stands_now(
    client: FlaskClient, suffix: str
) -> None:
    answer = client.get(f"/topics/{SMALL_TOPIC}.{suffix}?asof=2018")
    assert answer.status_code == 400
    assert "“asof” is not known here. It may be asked: as_of, published." in answer.text


@pytest.mark.parametrize("query", ["as_of=", "published=", "as_of=2018&as_of=2021", "as_of=%20"])
def test_a_clock_that_is_empty_or_given_twice_is_refused(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/topics/{SMALL_TOPIC}.csv?{query}")
    assert answer.status_code == 400
    assert "is given once and with a value" in answer.text
    assert client.get(f"/topics/{SMALL_TOPIC}?{query}").status_code in (200, 400)


def test_a_feed_has_no_clocks_and_says_so(client: FlaskClient) -> None:
    for name in ("as_of", "published"):
        answer = client.get(f"/topics/{SMALL_TOPIC}.atom?{name}=2018")
        assert answer.status_code == 400
        assert f"“{name}” cannot be asked here" in answer.text
