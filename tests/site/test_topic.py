"""The comparison: every party's position on every proposition, each with its sources."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Perspective, Topic
from app.documents.files import read_directory
from tests.support.apps import DATA
from tests.support.editing import put
from tests.support.html import by_id, section, with_class, words
from tests.support.make import (
    make_citation,
    make_party,
    make_perspective,
    make_position,
    make_site,
    make_source,
    make_topic,
)
from tests.support.pages import EVERYONE, TOPIC
from tests.support.reading import read

DOCUMENTS = read_directory(DATA).documents
TOPICS = sorted(key for noun, key in DOCUMENTS if noun == "topic")


def perspectives(slug: str) -> list[Perspective]:
    """The perspectives that data/ has on a topic."""
    return [
        each for each in DOCUMENTS.values() if isinstance(each, Perspective) and each.topic == slug
    ]


@pytest.mark.parametrize("slug", TOPICS)
def test_every_statement_and_quotation_of_every_party_is_on_the_page(
    client: FlaskClient, slug: str
) -> None:
    every = ",".join(each.party for each in perspectives(slug))
    text = words(read(client, f"/topics/{slug}?parties={every}"))
    for perspective in perspectives(slug):
        assert perspective.headline in text
        for position in perspective.positions:
            assert position.statement in text
            if position.speaker:
                assert position.speaker.name in text
            if position.searched:
                assert position.searched.where in text
            for citation in position.citations:
                assert citation.locator in text
                assert citation.quotation is None or citation.quotation.text in text


@pytest.mark.parametrize("slug", TOPICS)
def test_every_cell_has_an_address_of_its_own(client: FlaskClient, slug: str) -> None:
    page = read(client, f"/topics/{slug}?parties={','.join(p.party for p in perspectives(slug))}")
    topic = DOCUMENTS["topic", slug]
    assert isinstance(topic, Topic)
    for proposition in topic.propositions:
        for perspective in perspectives(slug):
            cell = section(page, f"{proposition.id}-{perspective.party}")
            stances = {p.stance for p in perspective.positions if p.proposition == proposition.id}
            assert bool(with_class(cell, "stance")) == bool(stances)


@pytest.mark.parametrize("slug", TOPICS)
def test_every_citation_leads_to_an_entry_in_the_list_of_sources(
    client: FlaskClient, slug: str
) -> None:
    page = read(client, f"/topics/{slug}")
    cites = with_class(page, "cite")
    assert len(cites) > 50
    for cite in cites:
        entry = section(page, cite.get("href", "").removeprefix("#"))
        assert words(with_class(entry, "number")[0]) == words(cite).split()[-1]


def test_every_source_in_the_list_is_cited_or_reports_one_that_is(client: FlaskClient) -> None:
    page = read(client, f"/topics/{TOPIC}?parties={EVERYONE}")
    cited = {cite.get("href") for cite in with_class(page, "cite")}
    listed = {f"#{entry.get('id')}" for entry in with_class(page, "sources")[0]}
    article = DOCUMENTS["topic", TOPIC].claims_of  # type: ignore[attr-defined]
    assert listed - {f"#source-{article}"} <= cited


def test_silence_says_where_and_when_it_was_searched(client: FlaskClient) -> None:
    page = read(client, f"/topics/{TOPIC}?parties={EVERYONE}")
    silences = with_class(page, "cell-silent")
    assert silences
    for cell in silences:
        assert "No position found" in words(cell)
        assert "Searched" in words(cell)
        assert cell.find(".//time") is not None


def test_a_party_that_was_not_asked_is_told_apart_from_silence(empty: Flask) -> None:
    put(empty, *make_site())
    page = read(empty.test_client(), "/topics/bridge?parties=boria")
    assert "Not compared" in words(section(page, "p2-boria"))
    assert "No position found" in words(section(page, "p2-alba"))


def test_the_newest_position_is_open_and_earlier_ones_are_folded(empty: Flask) -> None:
    old = make_position("old", date="1990", statement="Says that it has always been so.")
    new = make_position("new", date="2000", statement="Says that it has changed.")
    put(empty, make_party(), make_source(), make_topic(), make_perspective(positions=[old, new]))
    cell = section(read(empty.test_client(), "/topics/bridge"), "p1-alba")
    folded = cell.find("details")
    assert folded is not None
    assert "Says that it has always been so." in words(folded)
    assert "1 earlier position" in words(folded)
    assert "Says that it has changed." not in words(folded)
    assert "Says that it has changed." in words(cell)


def test_each_analyst_stands_beside_the_others(empty: Flask) -> None:
    ada = make_position("ada", date="1990", statement="Sees it so.")
    bea = make_position("bea", date="2000", statement="Sees it otherwise.", stance="disagrees")
    bea["speaker"] = {"name": "Bea", "role": "Analyst", "affiliation": "herself"}
    analysts = make_party("boria", 2, "BO", kind="analysts", hue="plum", required=False)
    put(
        empty,
        make_party(),
        analysts,
        make_source(),
        make_topic(),
        make_perspective(),
        make_perspective(party="boria", positions=[ada, bea]),
    )
    cell = section(read(empty.test_client(), "/topics/bridge?parties=boria"), "p1-boria")
    assert cell.find("details") is None
    assert "Sees it so." in words(cell)
    assert "Sees it otherwise." in words(cell)


def test_what_was_reported_names_the_source_that_reports_it(empty: Flask) -> None:
    put(empty, *make_site())
    page = read(empty.test_client(), "/topics/bridge?parties=boria")
    assert "reported via" in words(section(page, "p1-boria"))
    assert "reported via" not in words(section(page, "p1-alba"))
    assert "reported" in words(section(page, "source-report"))


def test_a_quotation_keeps_its_language_and_leads_to_its_very_words(empty: Flask) -> None:
    quotation = {"text": "podul e neutru, zice-se", "language": "ro"}
    position = make_position(citations=[make_citation(quotation=quotation)])
    put(empty, make_party(), make_source(), make_topic(), make_perspective(positions=[position]))
    cell = section(read(empty.test_client(), "/topics/bridge"), "p1-alba")
    quoted = cell.find(".//q")
    assert quoted is not None
    assert quoted.get("lang") == "ro"
    assert "Romanian" in words(cell)
    link = with_class(cell, "outward")[0].get("href", "")
    assert link.endswith("#:~:text=podul%20e%20neutru%2C%20zice%2Dse")


@pytest.mark.parametrize("by", ["proposition", "party"])
def test_either_arrangement_shows_the_same_cells(client: FlaskClient, by: str) -> None:
    usual = read(client, f"/topics/{TOPIC}")
    page = read(client, f"/topics/{TOPIC}?by={by}")
    for cell in with_class(usual, "cell"):
        assert by_id(page, cell.get("id", "")) is not None
    assert len(with_class(page, "cell")) == len(with_class(usual, "cell"))


def test_columns_can_be_named_by_token(client: FlaskClient) -> None:
    assert with_class(read(client, f"/topics/{TOPIC}?only=ru,md"), "column")
    names = [words(c) for c in with_class(read(client, f"/topics/{TOPIC}?only=ru,md"), "column")]
    assert [name.split()[0] for name in names] == ["RU", "MD"]
