"""Programs find topics and perspectives as the site had them (RFC 7089)."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from requests.utils import parse_header_links
from werkzeug.http import http_date, parse_date

from app.documents import Perspective
from tests.support.editing import held, put
from tests.support.make import make_site

FIRST = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
SUBJECTS = ("/topics/bridge", "/topics/bridge/alba")


@pytest.fixture
def reader(empty: Flask) -> FlaskClient:
    """A reader of a site whose perspective had three headlines, a day after one another."""
    put(empty, *make_site(), at=FIRST)
    for days in (1, 2):
        alba = held(empty, Perspective, "bridge/alba")
        put(empty, alba.model_copy(update={"headline": f"Headline {days}"}), at=FIRST + days * DAY)
    return empty.test_client()


def links(text: str) -> dict[str, dict[str, str]]:
    """The links of a header or of a file in the link format, by relation."""
    found: dict[str, dict[str, str]] = {}
    for link in parse_header_links(text.replace("\n", "")):
        found[link["rel"]] = link
    return found


def follow(client: FlaskClient, address: str) -> tuple[int, str, str]:
    """Status, text and moment of an absolute address of the site."""
    parts = urlsplit(address)
    answer = client.get(f"{parts.path}?{parts.query}")
    return answer.status_code, answer.text, answer.headers.get("Memento-Datetime", "")


@pytest.mark.parametrize("path", SUBJECTS)
def test_a_page_names_its_gate_and_its_map(reader: FlaskClient, path: str) -> None:
    answer = reader.get(path)
    found = links(", ".join(answer.headers.getlist("Link")))
    assert found["original"]["url"].endswith(path)
    assert found["timegate"]["url"].endswith(f"/timegate{path}")
    assert found["timemap"]["url"].endswith(f"/timemap{path}")
    assert "Memento-Datetime" not in answer.headers


@pytest.mark.parametrize("path", SUBJECTS)
@pytest.mark.parametrize(
    ("asked", "headline"),
    [
        (FIRST - 9 * DAY, "Alba on the bridge"),
        (FIRST, "Alba on the bridge"),
        (FIRST + 1.5 * DAY, "Headline 1"),
        (FIRST + 2 * DAY, "Headline 2"),
        (FIRST + 99 * DAY, "Headline 2"),
        (None, "Headline 2"),
    ],
)
def test_the_gate_leads_to_the_page_as_it_was(
    reader: FlaskClient, path: str, asked: dt.datetime | None, headline: str
) -> None:
    headers = {"Accept-Datetime": http_date(asked)} if asked else {}
    answer = reader.get(f"/timegate{path}", headers=headers)
    assert answer.status_code == 302
    assert "Accept-Datetime" in answer.headers["Vary"]
    assert links(answer.headers["Link"])["original"]["url"].endswith(path)
    status, text, moment = follow(reader, answer.headers["Location"])
    assert status == 200
    assert headline in text
    shown = parse_date(moment)
    assert shown
    assert asked is None or shown <= max(asked, FIRST)


@pytest.mark.parametrize("path", SUBJECTS)
def test_the_map_lists_every_version_with_its_moment(reader: FlaskClient, path: str) -> None:
    answer = reader.get(f"/timemap{path}")
    assert answer.mimetype == "application/link-format"
    listed = parse_header_links(answer.text.replace("\n", ""))
    mementos = [each for each in listed if "memento" in each["rel"].split()]
    assert [each["datetime"] for each in mementos] == [
        http_date(FIRST + days * DAY) for days in range(3)
    ]
    for memento in mementos:
        status, _, moment = follow(reader, memento["url"])
        assert (status, moment) == (200, memento["datetime"])
    assert links(answer.text)["self"]["url"].endswith(f"/timemap{path}")


def test_what_is_no_moment_is_refused_and_what_is_not_there_not_found(reader: FlaskClient) -> None:
    for wrong in ("yesterday", "2026-01-01", "x" * 5000):
        answer = reader.get("/timegate/topics/bridge", headers={"Accept-Datetime": wrong})
        assert answer.status_code == 400
    for path in ("/topics/none", "/topics/bridge/none"):
        assert reader.get(f"/timegate{path}").status_code == 404
        assert reader.get(f"/timemap{path}").status_code == 404
