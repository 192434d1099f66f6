"""Corrections: said on the document, in its history, on a page of their own."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Source, Topic
from tests.support.commands import run
from tests.support.editing import held, put
from tests.support.html import links, section, with_class, words
from tests.support.make import make_perspective, make_position, make_silence, make_site
from tests.support.reading import read

FIRST = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
FACT, STANCE = "The year was wrong.", "It disagreed on a condition."


def alba(headline: str) -> list[dict[str, object]]:
    """Alba's positions with a statement of their own."""
    return [make_position(statement=headline), make_silence("p2-none", proposition="p2")]


@pytest.fixture
def reader(empty: Flask) -> FlaskClient:
    """A reader of a site with two corrections of Alba's perspective and one of the topic."""
    put(empty, *make_site(), at=FIRST)
    days = (FIRST + dt.timedelta(days=days) for days in (1, 2, 3, 4))
    put(empty, make_perspective(positions=alba("One")), at=next(days), correction="factual",
        summary=FACT)  # fmt: skip
    put(empty, make_perspective(positions=alba("Two")), at=next(days), correction="stance",
        summary=STANCE)  # fmt: skip
    put(empty, make_perspective(positions=alba("Three")), at=next(days), summary="No mistake.")
    framing = {"framing": "Who may cross?"}
    put(empty, held(empty, Topic, "bridge").model_copy(update=framing), at=next(days),
        correction="wording", summary="It took sides.")  # fmt: skip
    return empty.test_client()


def test_the_page_lists_them_newest_first_with_what_changed(reader: FlaskClient) -> None:
    listed = list(with_class(read(reader, "/corrections"), "revisions")[0])
    assert ["The bridge between two banks" in words(listed[0]), len(listed)] == [True, 3]
    assert "The wording was not neutral or not clear. It took sides." in words(listed[0])
    assert "The stance was coded wrongly. " + STANCE in words(listed[1])
    assert "Alba on “Bridge”: Alba on the bridge · 3 Jan 2026, 12:00 UTC" in words(listed[1])
    assert "reviewed by bea" in words(listed[1])
    assert links(listed[1]) == ["/topics/bridge/alba", "/topics/bridge/alba/history/2..3"]
    assert "A fact was wrong. " + FACT in words(listed[2])


def test_the_page_counts_them_by_kind_and_so_does_the_method(reader: FlaskClient) -> None:
    page = words(read(reader, "/corrections"))
    assert "3 corrections: a fact was wrong, 1; the wording" in page
    method = words(section(read(reader, "/method"), "corrections"))
    assert "3 corrections were published so far (a fact was wrong: 1;" in method


def test_a_document_says_its_newest_correction_only(reader: FlaskClient) -> None:
    said = words(with_class(read(reader, "/topics/bridge/alba"), "corrected-note")[0])
    assert said == f"Corrected on 3 Jan 2026: {STANCE} All corrections"
    topic = with_class(read(reader, "/topics/bridge"), "corrected-note")
    assert [words(each) for each in topic] == [
        "Corrected on 5 Jan 2026: It took sides. All corrections"
    ]
    assert with_class(read(reader, "/topics/bridge/boria"), "corrected-note") == []


def test_as_published_before_a_correction_it_is_not_said(reader: FlaskClient) -> None:
    page = read(reader, "/topics/bridge/alba?published=2026-01-02T13:00:00Z")
    assert FACT in words(with_class(page, "corrected-note")[0])
    page = read(reader, "/topics/bridge/alba?published=2026-01-01T13:00:00Z")
    assert with_class(page, "corrected-note") == []


def test_its_history_marks_the_revisions(reader: FlaskClient) -> None:
    listed = list(with_class(read(reader, "/topics/bridge/alba/history"), "revisions")[0])
    marked = [[words(mark) for mark in with_class(each, "corrected")] for each in listed]
    assert marked == [
        [],
        ["Correction: the stance was coded wrongly"],
        ["Correction: a fact was wrong"],
        [],
    ]


def test_the_latest_changes_name_it(reader: FlaskClient) -> None:
    changes = list(with_class(read(reader, "/"), "changes")[0])
    assert "Correction: the wording was not neutral or not clear" in words(changes[0])
    assert "Correction" not in words(changes[1])


def test_a_correction_is_part_of_the_chain(reader: FlaskClient) -> None:
    app = reader.application
    lines = reader.get("/topics/bridge/alba/history/2.txt").text.split("\n")
    assert '"correction":"factual"' in lines[1]
    assert "correction" not in reader.get("/topics/bridge/alba/history/1.txt").text
    assert run(app, "history", "verify").exit_code == 0


def test_pages_follow_one_another_and_end(empty: Flask) -> None:
    put(empty, *make_site(), at=FIRST)
    for number in range(52):
        source = held(empty, Source, "treaty").model_copy(update={"note": f"Note {number}"})
        put(empty, source, correction="source", summary=f"Mend {number}")
    client = empty.test_client()
    assert len(with_class(read(client, "/corrections"), "revisions")[0]) == 50
    last = with_class(read(client, "/corrections?page=2"), "revisions")[0]
    assert "Mend 1" in words(last)
    assert len(last) == 2
    assert client.get("/corrections?page=3").status_code in (400, 404)


def test_without_any_it_says_so(client: FlaskClient) -> None:
    assert "No published mistake has been corrected so far." in words(read(client, "/corrections"))
    assert "0 corrections were published so far." in words(
        section(read(client, "/method"), "corrections")
    )


def test_every_page_leads_to_them(client: FlaskClient) -> None:
    page = read(client, "/about")
    assert "/corrections" in links(page)
    assert "/corrections" in links(section(read(client, "/method"), "corrections"))
