"""Strong validators: a page is sent again when what it shows has changed, and only then."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Document, Party, Perspective, Source, Topic
from tests.support.editing import edit, put
from tests.support.make import make_party, make_site, make_source
from tests.support.pages import PAGES, SMALL_TOPIC, SOURCE, TOPIC


def etag(app: Flask, address: str) -> str:
    """The validator of a page."""
    return app.test_client().get(address).headers["ETag"]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_a_strong_validator(client: FlaskClient, name: str) -> None:
    first = client.get(PAGES[name]).headers["ETag"]
    assert not first.startswith("W/")
    assert client.get(PAGES[name]).headers["ETag"] == first


@pytest.mark.parametrize("encoding", ["gzip", "br", "identity"])
def test_a_reader_who_has_the_page_is_not_sent_it_again(client: FlaskClient, encoding: str) -> None:
    asked = {"Accept-Encoding": encoding}
    page = client.get(f"/topics/{TOPIC}", headers=asked)
    assert page.headers.get("Content-Encoding", "identity") == encoding
    tag = page.headers["ETag"]
    again = client.get(f"/topics/{TOPIC}", headers={**asked, "If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)


def test_each_encoding_has_its_own_validator(client: FlaskClient) -> None:
    tags = {
        client.get("/topics/", headers={"Accept-Encoding": each}).headers["ETag"]
        for each in ("gzip", "br", "identity")
    }
    assert len(tags) == 3


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ("{tag}", 304),
        ('"other", {tag}', 304),
        ("*", 304),
        ('"other"', 200),
        ("W/{tag}", 304),
        ("nonsense", 200),
        ("", 200),
        ('"' + "a" * 4000 + '"', 200),
    ],
)
def test_the_validator_is_compared_as_http_says(
    client: FlaskClient, sent: str, status: int
) -> None:
    tag = client.get("/topics/").headers["ETag"]
    answer = client.get("/topics/", headers={"If-None-Match": sent.format(tag=tag)})
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/topics/nothing", 404),
        (f"/topics/{TOPIC}?published=1999", 404),
        (f"/topics/{TOPIC}.csv?published=1999", 404),
        ("/sources/?page=99", 404),
        ("/api/v1/topics/nothing", 404),
        ("/api/v1/topics?fields=nothing", 400),
    ],
)
def test_whoever_has_anything_is_still_told_that_there_is_nothing(
    client: FlaskClient, address: str, status: int
) -> None:
    answer = client.get(address, headers={"If-None-Match": "*"})
    assert answer.status_code == status
    assert "ETag" not in answer.headers


def test_a_tag_in_an_encoding_that_is_never_sent_is_not_known(client: FlaskClient) -> None:
    tag = client.get("/topics/").headers["ETag"].strip('"')
    for encoding, status in (("gzip", 304), ("nothing", 200)):
        answer = client.get("/topics/", headers={"If-None-Match": f'"{tag}:{encoding}"'})
        assert answer.status_code == status


@pytest.mark.parametrize("path", [f"/topics/{TOPIC}", f"/topics/{TOPIC}/moldova"])
def test_a_moment_that_was_still_to_come_is_not_held_as_past(loaded: Flask, path: str) -> None:
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    address = f"{path}?published={soon:%Y-%m-%dT%H:%M:%SZ}"
    with time_machine.travel(soon - dt.timedelta(minutes=1)):
        before = loaded.test_client().get(address)
    with time_machine.travel(soon + dt.timedelta(minutes=1)):
        after = loaded.test_client().get(address)
    assert "still to come" in before.text
    assert "still to come" not in after.text
    assert before.headers["ETag"] != after.headers["ETag"]
    assert "Memento-Datetime" not in before.headers
    assert "Memento-Datetime" in after.headers


@pytest.mark.parametrize(
    ("kind", "key", "changes"),
    [
        (Topic, TOPIC, {"framing": "Who keeps the peace now?"}),
        (Perspective, f"{TOPIC}/moldova", {"headline": "Moldova says it in other words"}),
        (Source, SOURCE, {"title": "The same text under another title"}),
        (Party, "moldova", {"full_name": "Moldova, the Republic"}),
    ],
)
@pytest.mark.parametrize("address", [f"/topics/{TOPIC}", f"/topics/{TOPIC}/moldova"])
def test_a_topic_changes_with_what_it_shows(
    filled: Flask, address: str, kind: type[Document], key: str, changes: dict[str, str]
) -> None:
    before = etag(filled, address)
    edit(filled, kind, key, **changes)
    assert etag(filled, address) != before


@pytest.mark.parametrize("address", [f"/topics/{SMALL_TOPIC}", f"/topics/{SMALL_TOPIC}/russia"])
def test_a_topic_stays_when_another_or_its_sources_change(filled: Flask, address: str) -> None:
    before, front = etag(filled, address), etag(filled, "/")
    edit(filled, Source, SOURCE, title="The same text under another title")
    edit(filled, Topic, TOPIC, framing="Who keeps the peace now?")
    edit(filled, Perspective, f"{TOPIC}/moldova", headline="Moldova says it in other words")
    assert etag(filled, address) == before
    assert etag(filled, "/") != front


def test_a_source_that_only_reports_another_is_part_of_the_page(empty: Flask) -> None:
    put(
        empty,
        *(each for each in make_site() if each.key != "report"),
        make_source("agency", kind="news"),
        make_source("report", kind="news", verification="reported", via="agency"),
    )
    before = etag(empty, "/topics/bridge")
    edit(empty, Source, "agency", title="The agency under another title")
    assert etag(empty, "/topics/bridge") != before


def test_every_address_has_its_own_validator(client: FlaskClient) -> None:
    tags = [client.get(address).headers["ETag"] for address in PAGES.values()]
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("query", ["by=party", "only=russia", "as_of=2018", "parties=osce"])
def test_every_view_of_a_topic_has_its_own_validator(client: FlaskClient, query: str) -> None:
    plain = client.get(f"/topics/{TOPIC}").headers["ETag"]
    assert client.get(f"/topics/{TOPIC}?{query}").headers["ETag"] != plain


def test_lists_change_with_everything_that_is_published(empty: Flask) -> None:
    put(empty, *make_site())
    before = [etag(empty, address) for address in ("/", "/topics/", "/method", "/sitemap.xml")]
    put(empty, make_party("cedria", 3, "CE", hue="moss", required=False))
    after = [etag(empty, address) for address in ("/", "/topics/", "/method", "/sitemap.xml")]
    assert all(old != new for old, new in zip(before, after, strict=True))


def test_a_page_that_the_reader_has_is_not_rendered(
    loaded: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = etag(loaded, "/about")

    def fail(*_anything: object, **_names: object) -> str:
        raise AssertionError("rendered")

    monkeypatch.setattr("app.site.rules.render_template", fail)
    client = loaded.test_client()
    assert client.get("/about", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/about").status_code == 500


@pytest.mark.parametrize("tags", ['""', 'W/""', '"", "x"', '"', ",,"])
def test_an_odd_validator_is_only_another_one(client: FlaskClient, tags: str) -> None:
    assert client.get("/about", headers={"If-None-Match": tags}).status_code == 200
