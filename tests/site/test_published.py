"""As published: what this site said at a moment of its history."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Party, Source, Topic
from tests.support.editing import held, put
from tests.support.html import links, section, with_class, words
from tests.support.make import make_party, make_perspective, make_position, make_silence, make_site
from tests.support.reading import read

FIRST = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
THEN = dt.datetime(2026, 2, 1, 12, tzinfo=dt.UTC)
BEFORE, BETWEEN, AFTER = "2026-01-01T11:59:59Z", "2026-01-15T00:00:00Z", "2026-02-01T12:00:00Z"


@pytest.fixture
def reader(empty: Flask) -> FlaskClient:
    """A reader of a site on which everything was changed on 1 February 2026."""
    put(empty, *make_site(), at=FIRST)
    changes = [
        held(empty, Party, "alba").model_copy(update={"name": "New Alba"}),
        held(empty, Source, "treaty").model_copy(update={"title": "The corrected title"}),
        held(empty, Topic, "bridge").model_copy(update={"framing": "What else is asked?"}),
        make_perspective(
            positions=[
                make_position(statement="Says now that it owns the bridge."),
                make_silence("p2-none", proposition="p2"),
            ],
            headline="Alba owns the bridge",
        ),
    ]
    put(empty, *changes, at=THEN)
    return empty.test_client()


def test_a_moment_between_shows_the_old_documents(reader: FlaskClient) -> None:
    page = words(read(reader, f"/topics/bridge?published={BETWEEN}"))
    for old in (
        "Who may cross, and who decides it?",
        "Alba on the bridge",
        "The text of treaty",
        "Says that the bridge belongs to neither bank.",
    ):
        assert old in page
    for new in ("New Alba", "The corrected title", "What else is asked?", "it owns the bridge"):
        assert new not in page


def test_the_second_of_a_publication_is_part_of_it(reader: FlaskClient) -> None:
    page = words(read(reader, f"/topics/bridge?published={AFTER}"))
    for new in ("New Alba", "The corrected title", "What else is asked?", "it owns the bridge"):
        assert new in page


def test_a_perspective_has_the_same_clock(reader: FlaskClient) -> None:
    old = words(read(reader, f"/topics/bridge/alba?published={BETWEEN}"))
    assert "Says that the bridge belongs to neither bank." in old
    assert "Alba on the bridge" in old
    new = words(read(reader, "/topics/bridge/alba"))
    assert "Alba owns the bridge" in new


@pytest.mark.parametrize("path", ["/topics/bridge", "/topics/bridge/alba"])
def test_before_it_was_published_there_was_no_page(reader: FlaskClient, path: str) -> None:
    read(reader, f"{path}?published={BEFORE}", status=404)
    read(reader, f"{path}?published={BETWEEN}")


def test_a_party_that_joined_later_has_no_column_then(empty: Flask) -> None:
    put(empty, *make_site(), at=FIRST)
    put(empty, make_party("cedria", 3, "CE", hue="moss", required=False), at=THEN)
    put(empty, make_perspective(party="cedria"), at=THEN)
    client = empty.test_client()
    assert "Cedria" in words(read(client, "/topics/bridge"))
    assert "Cedria" not in words(read(client, f"/topics/bridge?published={BETWEEN}"))
    read(client, f"/topics/bridge/cedria?published={BETWEEN}", status=404)


@pytest.mark.parametrize("path", ["/topics/bridge", "/topics/bridge/alba"])
def test_the_page_says_which_clock_is_in_use_and_leads_to_today(
    reader: FlaskClient, path: str
) -> None:
    clock = with_class(read(reader, f"{path}?published={BETWEEN}"), "clock")[0]
    assert "As published on 15 Jan 2026, 00:00 UTC." in words(clock)
    assert links(clock) == [path]
    assert with_class(read(reader, path), "clock") == []


def test_the_versions_number_is_that_of_the_moment(reader: FlaskClient) -> None:
    assert "version 1" in words(
        section(read(reader, f"/topics/bridge?published={BETWEEN}"), "main")
    )
    assert "version 2" in words(section(read(reader, "/topics/bridge"), "main"))


def test_the_form_keeps_the_moment(reader: FlaskClient) -> None:
    page = read(reader, f"/topics/bridge?published={BETWEEN}")
    hidden = [each for each in page.iter("input") if each.get("name") == "published"]
    assert [each.get("value") for each in hidden] == [BETWEEN]


def test_links_from_an_old_topic_lead_to_its_old_perspectives(reader: FlaskClient) -> None:
    page = read(reader, f"/topics/bridge?published={BETWEEN}")
    assert f"/topics/bridge/alba?published={BETWEEN}" in links(section(page, "perspectives"))
    assert "/topics/bridge/alba" in links(section(read(reader, "/topics/bridge"), "perspectives"))


def test_an_old_perspective_leads_back_to_its_old_topic(reader: FlaskClient) -> None:
    page = read(reader, f"/topics/bridge/alba?published={BETWEEN}")
    assert f"/topics/bridge?published={BETWEEN}" in links(section(page, "main"))
    assert f"/topics/bridge?published={BETWEEN}#p1" in links(section(page, "main"))
