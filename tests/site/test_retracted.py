"""What was retracted: a notice at its address, and nothing of it in lists, search and figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Perspective, Source, Topic
from app.extensions import db
from app.queries.figures import counts
from tests.support.editing import edit, put
from tests.support.html import by_id, links, section, with_class, words
from tests.support.make import make_perspective, make_site, make_source
from tests.support.reading import read
from tests.support.statements import counted

WHY = "The statement was forged."
FIRST = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
FULL = "Says that the bridge belongs to neither bank."
Retract = Callable[[], None]


@pytest.fixture
def site(empty: Flask) -> Flask:
    """The small site, published a while ago."""
    put(empty, *make_site(), at=FIRST)
    return empty


@pytest.fixture
def reader(site: Flask) -> FlaskClient:
    """A reader of a site on which Alba's perspective was retracted."""
    edit(site, Perspective, "bridge/alba", retracted=WHY)
    return site.test_client()


@pytest.fixture
def without_topic(site: Flask) -> FlaskClient:
    """A reader of a site on which the topic was retracted."""
    edit(site, Topic, "bridge", retracted=WHY)
    return site.test_client()


def figures(app: Flask) -> dict[str, int]:
    """What the site says that it holds."""
    with app.app_context():
        return counts(db.session)


def robots(client: FlaskClient, address: str) -> list[str]:
    """What a page tells search engines."""
    tree = read(client, address)
    return [each.get("content", "") for each in tree.iter("meta") if each.get("name") == "robots"]


def test_the_notice_says_why_and_when_and_where_the_text_remains(reader: FlaskClient) -> None:
    page = read(reader, "/topics/bridge/alba")
    notice = with_class(page, "retraction")[0]
    assert WHY in words(notice)
    assert "This perspective was retracted." in words(notice)
    assert links(notice) == ["/topics/bridge/alba/history"]
    assert FULL not in words(page)
    assert robots(reader, "/topics/bridge/alba") == ["noindex"]
    assert FULL in words(read(reader, "/topics/bridge/alba/history/1"))


def test_the_column_stays_and_its_first_cell_says_why(reader: FlaskClient) -> None:
    for address in ("/topics/bridge", "/topics/bridge?by=party", "/topics/bridge?as_of=2015"):
        page = read(reader, address)
        first, second = section(page, "p1-alba"), section(page, "p2-alba")
        assert "Retracted" in words(first)
        assert "Retracted" in words(second)
        assert WHY in words(first)
        assert WHY not in words(second)
        assert words(section(page, "positions")).count(WHY) == 1
        assert FULL not in words(first)
    assert "Disagrees" in words(section(read(reader, "/topics/bridge?parties=boria"), "p1-boria"))


def test_the_topic_shows_its_notice_and_counts_it_no_more(reader: FlaskClient) -> None:
    page = read(reader, "/topics/bridge")
    assert WHY in words(section(page, "perspective-alba"))
    assert "/topics/bridge/alba/history" in links(section(page, "perspective-alba"))
    assert "1 party" in words(section(page, "in-short"))


def test_lists_say_so_and_it_is_in_no_figure_and_no_search(
    site: Flask, reader: FlaskClient
) -> None:
    held = figures(site)
    assert (held["positions"], held["silences"]) == (1, 0)
    for page in ("/", "/topics/"):
        strips = with_class(with_class(read(reader, page), "entry")[0], "strips")[0]
        assert words(strips) == "ALAlba: Retracted"
    assert "0 topics" in words(section(read(reader, "/parties/alba"), "main"))
    assert "Nothing found" in words(read(reader, "/search?q=neither&party=alba"))
    assert "/topics/bridge/alba<" not in reader.get("/sitemap.xml").text
    assert "/topics/bridge<" in reader.get("/sitemap.xml").text


def test_it_agrees_with_nobody(site: Flask) -> None:
    before = words(section(read(site.test_client(), "/parties/boria"), "agreement"))
    assert "Alba 1" in before
    edit(site, Perspective, "bridge/alba", retracted=WHY)
    after = words(section(read(site.test_client(), "/parties/boria"), "agreement"))
    assert "Alba 0" in after


def test_sources_that_only_it_cited_are_no_longer_numbered(site: Flask) -> None:
    edit(site, Perspective, "bridge/boria", retracted=WHY)
    page = read(site.test_client(), "/topics/bridge")
    assert by_id(page, "source-report") is None
    assert "Nothing on this site rests on it" in words(read(site.test_client(), "/sources/report"))


def test_a_page_as_published_before_still_shows_it(reader: FlaskClient) -> None:
    then = "published=2026-01-15T00:00:00Z"
    assert FULL in words(read(reader, f"/topics/bridge?{then}"))
    assert FULL in words(read(reader, f"/topics/bridge/alba?{then}"))


def test_a_page_from_before_a_merge_leads_to_the_source_that_reported(site: Flask) -> None:
    put(site, make_perspective(party="boria"))
    edit(site, Source, "report", merged_into="treaty")
    page = read(site.test_client(), "/topics/bridge?published=2026-01-15T00:00:00Z")
    inward = {link[1:] for link in links(page) if link.startswith("#")}
    assert inward <= {each.get("id") for each in page.iter()}


def test_it_comes_back_when_it_is_restored(site: Flask, reader: FlaskClient) -> None:
    edit(site, Perspective, "bridge/alba", retracted=None)
    assert FULL in words(section(read(reader, "/topics/bridge"), "p1-alba"))
    assert FULL in words(read(reader, "/topics/bridge/alba"))
    assert figures(site)["positions"] == 2


@pytest.mark.parametrize("address", ["/topics/bridge", "/topics/bridge/alba"])
def test_a_retracted_topic_leaves_a_notice_on_all_its_pages(
    without_topic: FlaskClient, address: str
) -> None:
    page = read(without_topic, address)
    assert "This topic was retracted." in words(with_class(page, "retraction")[0])
    assert WHY in words(page)
    assert "/topics/bridge/history" in links(page)
    assert FULL not in words(page)
    assert robots(without_topic, address) == ["noindex"]
    for history in ("/topics/bridge/history", "/topics/bridge/alba/history"):
        assert "Bridge" in words(read(without_topic, history))


def test_a_retracted_topic_leaves_every_list(site: Flask, without_topic: FlaskClient) -> None:
    held = figures(site)
    for name in ("topics", "propositions", "positions", "silences", "events", "claims"):
        assert held[name] == 0, name
    assert with_class(read(without_topic, "/topics/"), "entry") == []
    assert "0 topics" in words(section(read(without_topic, "/parties/alba"), "main"))
    assert "Nothing found" in words(read(without_topic, "/search?q=bridge&topic="))
    assert "/topics/bridge" not in without_topic.get("/sitemap.xml").text
    assert "No claim matches" in words(read(without_topic, "/claims/"))
    assert "The bridge between two banks" in words(read(without_topic, "/"))  # a change


def test_a_retracted_topic_comes_back_with_its_perspectives(
    site: Flask, without_topic: FlaskClient
) -> None:
    edit(site, Topic, "bridge", retracted=None)
    assert FULL in words(read(without_topic, "/topics/bridge/alba"))
    assert figures(site)["positions"] == 2


def test_both_notices_stand_where_both_were_retracted(site: Flask) -> None:
    edit(site, Perspective, "bridge/alba", retracted="It was forged too.")
    edit(site, Topic, "bridge", retracted=WHY)
    page = read(site.test_client(), "/topics/bridge/alba")
    assert len(with_class(page, "retraction")) == 2


def test_releases_of_a_retracted_topic_offer_no_zip_of_now(site: Flask) -> None:
    client, offered = site.test_client(), "The topic of now can be taken as a zip"
    before = read(client, "/topics/bridge/releases")
    assert offered in words(before)
    assert "/topics/bridge/cite" in links(before)
    edit(site, Topic, "bridge", retracted=WHY)
    page = read(client, "/topics/bridge/releases")
    assert "None was made before this topic was retracted." in words(page)
    assert offered not in words(page)
    assert "/topics/bridge/cite" not in links(page)


def test_a_retracted_source_leaves_a_notice(site: Flask) -> None:
    put(site, make_source("memoir"))
    edit(site, Source, "memoir", retracted=WHY)
    client = site.test_client()
    page = read(client, "/sources/memoir")
    assert WHY in words(with_class(page, "retraction")[0])
    assert robots(client, "/sources/memoir") == ["noindex"]
    assert "The text of memoir" in words(read(client, "/sources/memoir/history"))
    assert "The text of memoir" not in words(read(client, "/sources/"))
    assert figures(site)["sources"] == 2
    assert "Nothing found" in words(read(client, "/search?q=memoir"))


def test_a_merged_source_leads_on_and_is_in_no_list(site: Flask) -> None:
    put(site, make_source("copy", merged_into="treaty"))
    client = site.test_client()
    answer = client.get("/sources/copy")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/sources/treaty")
    assert "ETag" not in answer.headers
    assert client.get("/sources/copy", headers={"If-None-Match": "*"}).status_code == 308
    assert "The text of copy" in words(read(client, "/sources/copy/history/1"))
    assert "The text of copy" not in words(read(client, "/sources/"))
    assert "/sources/copy" not in client.get("/sitemap.xml").text
    assert figures(site)["sources"] == 2


@pytest.mark.parametrize("address", ["/topics/bridge", "/topics/bridge/alba"])
def test_a_notice_costs_no_more_than_the_page(
    site: Flask, reader: FlaskClient, address: str
) -> None:
    with counted(site) as sent:
        reader.get(address)
    assert len(sent) == 5
