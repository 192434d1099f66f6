"""The list of topics: words, party, order, pages."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Topic
from tests.support.editing import edit, put
from tests.support.html import links, section, with_class, words
from tests.support.make import make_party, make_perspective, make_source, make_topic
from tests.support.reading import read


def titles(client: FlaskClient, address: str) -> list[str]:
    """The titles of the topics that a list shows."""
    return [words(each) for each in with_class(read(client, address), "entry-title")]


def test_topics_stand_by_title(client: FlaskClient) -> None:
    found = titles(client, "/topics/")
    assert len(found) == 4
    assert found == sorted(found, key=str.lower)


@pytest.mark.parametrize("query", ["transnistria", "TRANSNISTRIA", "transnistria mission"])
def test_words_narrow_the_list(client: FlaskClient, query: str) -> None:
    found = titles(client, f"/topics/?q={query}")
    assert any("Transnistria" in title for title in found)
    assert len(found) < 4


def test_a_party_narrows_the_list_to_topics_that_compare_it(client: FlaskClient) -> None:
    assert len(titles(client, "/topics/?party=tiraspol")) == 1
    assert len(titles(client, "/topics/?party=russia")) == 4


def test_the_newest_change_can_stand_first(filled: Flask) -> None:
    client = filled.test_client()
    last = titles(client, "/topics/")[-1]
    slug = links(with_class(read(client, "/topics/"), "entry")[-1])[0].rpartition("/")[2]
    edit(filled, Topic, slug, framing="What has changed here?")
    assert titles(client, "/topics/?sort=changed")[0] == last
    assert titles(client, "/topics/")[-1] == last


def test_when_nothing_matches_the_list_says_so_and_leads_back(client: FlaskClient) -> None:
    page = read(client, "/topics/?q=zzzz")
    assert "No topic matches." in words(page)
    assert "/topics/" in links(section(page, "main"))
    assert "No topic matches." not in words(read(client, "/topics/"))


def test_long_lists_have_pages_that_keep_the_filters(empty: Flask) -> None:
    slugs = [f"bridge-{number:02}" for number in range(25)]
    put(
        empty,
        make_party(),
        make_source(),
        *(make_topic(slug) for slug in slugs),
        *(make_perspective(slug) for slug in slugs),
        at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )
    client = empty.test_client()
    first, second = titles(client, "/topics/?q=bridge"), titles(client, "/topics/?q=bridge&page=2")
    assert (len(first), len(second)) == (20, 5)
    assert not set(first) & set(second)
    assert "/topics/?q=bridge&page=2" in links(read(client, "/topics/?q=bridge"))
    read(client, "/topics/?page=3", status=404)
