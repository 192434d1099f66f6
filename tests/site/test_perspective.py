"""One party's perspective on one topic."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Perspective
from app.documents.files import read_directory
from tests.support.apps import DATA
from tests.support.editing import put
from tests.support.html import links, section, with_class, words
from tests.support.make import make_site
from tests.support.reading import read

PERSPECTIVES = [
    each for each in read_directory(DATA).documents.values() if isinstance(each, Perspective)
]


@pytest.mark.parametrize("perspective", PERSPECTIVES, ids=lambda each: each.key)
def test_every_position_has_a_permanent_address(
    client: FlaskClient, perspective: Perspective
) -> None:
    page = read(client, f"/topics/{perspective.key}")
    text = words(page)
    assert perspective.headline in text
    assert perspective.summary in text
    for position in perspective.positions:
        place = section(page, position.id)
        assert position.statement in words(place)
        assert f"#{position.id}" in links(place)


def test_its_list_has_the_sources_that_it_cites_and_no_others(empty: Flask) -> None:
    put(empty, *make_site())
    page = read(empty.test_client(), "/topics/bridge/alba")
    assert [each.get("id") for each in with_class(page, "sources")[0]] == ["source-treaty"]
    other = read(empty.test_client(), "/topics/bridge/boria")
    assert {each.get("id") for each in with_class(other, "sources")[0]} == {
        "source-treaty",
        "source-report",
    }


def test_a_source_has_the_number_that_it_has_on_the_topics_page(client: FlaskClient) -> None:
    topic = read(client, "/topics/transnistria-mission")
    entries = with_class(read(client, "/topics/transnistria-mission/moldova"), "sources")[0]
    assert len(entries) > 5
    for entry in entries:
        there = section(topic, entry.get("id", ""))
        assert entry.get("value") == there.get("value")


def test_a_proposition_that_the_party_was_not_asked_about_says_so(empty: Flask) -> None:
    put(empty, *make_site())
    client = empty.test_client()
    asked = "Not compared: this party was not asked about it."
    assert asked in words(read(client, "/topics/bridge/boria"))
    assert asked not in words(read(client, "/topics/bridge/alba"))


@pytest.mark.parametrize("path", ["/topics/bridge/cedria", "/topics/brook/alba"])
def test_a_perspective_that_does_not_exist_is_not_found(empty: Flask, path: str) -> None:
    put(empty, *make_site())
    read(empty.test_client(), path, status=404)
    read(empty.test_client(), "/topics/bridge/alba")
