"""The page of a source: its record, and what rests on it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Claim, Event, Perspective, Source, Topic
from app.documents.files import read_directory
from app.site import sources
from tests.support.apps import DATA
from tests.support.editing import edit, put
from tests.support.html import by_id, links, section, with_class, words
from tests.support.make import make_citation, make_perspective, make_position, make_site
from tests.support.reading import read

_DOCUMENTS = read_directory(DATA).documents
SOURCES = [each for each in _DOCUMENTS.values() if isinstance(each, Source)]
TOPICS = [each for each in _DOCUMENTS.values() if isinstance(each, Topic)]
PERSPECTIVES = [each for each in _DOCUMENTS.values() if isinstance(each, Perspective)]


def addresses_of(source: str) -> set[str]:
    """Where everything stands that cites a source, found in the files."""
    found = set()
    for perspective in PERSPECTIVES:
        if any(each.source == source for each in perspective.citations):
            found.add(f"/topics/{perspective.topic}#perspective-{perspective.party}")
        for position in perspective.positions:
            if any(each.source == source for each in position.citations):
                found.add(f"/topics/{perspective.key}#{position.id}")
    for topic in TOPICS:
        parts: list[Event | Claim] = [*topic.events, *topic.claims]
        for part in parts:
            if any(each.source == source for each in part.citations):
                found.add(f"/topics/{topic.slug}#{part.id}")
    return found


@pytest.mark.parametrize("source", SOURCES[::6], ids=lambda source: source.id)
def test_all_that_rests_on_it_is_linked_and_nothing_else(
    client: FlaskClient, source: Source
) -> None:
    page = read(client, f"/sources/{source.id}")
    found = [link for each in with_class(page, "uses") for link in links(each)]
    assert set(found) == addresses_of(source.id)
    assert len(found) == len(set(found))


def test_every_address_that_it_links_to_exists(client: FlaskClient) -> None:
    page = read(client, "/sources/lansing-2022")
    found = [link for each in with_class(page, "uses") for link in links(each)]
    assert len(found) > 5
    for address in found:
        path, _, fragment = address.partition("#")
        assert by_id(read(client, path), fragment) is not None, address


@pytest.mark.parametrize("source", SOURCES[::11], ids=lambda source: source.id)
def test_its_record_is_shown_whole(client: FlaskClient, source: Source) -> None:
    main = section(read(client, f"/sources/{source.id}"), "main")
    text = words(main)
    for value in (source.title, source.publisher, source.symbol, source.note, *source.authors):
        assert " ".join((value or "").split()) in text
    assert source.url in links(main)
    assert f"/sources/{source.id}/history" in links(main)
    (published,) = (each for each in with_class(main, "particulars")[0].iter("time"))
    assert published.get("datetime") == source.published


def test_the_language_is_named(client: FlaskClient) -> None:
    source = next(each for each in SOURCES if each.language == "ro")
    page = read(client, f"/sources/{source.id}")
    record = with_class(page, "particulars")[0]
    assert "Romanian" in [words(each) for each in record.iter("dd")]
    (title,) = page.iter("h1")
    assert title.get("lang") == "ro"


def test_a_position_shows_its_party_stance_proposition_and_place(empty: Flask) -> None:
    put(empty, *make_site())
    page = read(empty.test_client(), "/sources/report")
    (position,) = with_class(page, "uses")[0]
    assert words(position) == (
        "BO Boria Disagrees The bridge is neutral (p1). Ada Alb · 1 Mar 1995 · article 2"
    )
    assert [each.get("href") for each in position.iter("use")] == ["#g-disagrees"]


def test_a_claim_shows_its_finding(empty: Flask) -> None:
    put(empty, *make_site())
    claims = with_class(read(empty.test_client(), "/sources/treaty"), "uses")[-1]
    assert words(claims) == "Contradicted The bridge is closed. article 2"


def test_it_is_named_as_the_source_of_a_topics_claims(empty: Flask) -> None:
    put(empty, *make_site())
    named = "The claims examined on this topic are those of this source."
    page = read(empty.test_client(), "/sources/treaty")
    assert words(page).count(named) == 1
    assert "/claims/?topic=bridge" in links(page)
    assert named not in words(read(empty.test_client(), "/sources/report"))


def test_reported_and_reporting_sources_lead_to_each_other(empty: Flask) -> None:
    put(empty, *make_site())
    client = empty.test_client()
    reported = section(read(client, "/sources/report"), "main")
    assert "reported via The text of treaty" in words(reported)
    assert "It is reported by" in words(reported)
    assert "/sources/treaty" in links(reported)
    reporting = section(read(client, "/sources/treaty"), "main")
    assert "It reports 1 source that we know only through it" in words(reporting)
    assert "/sources/report" in links(reporting)


def test_what_we_quote_stands_in_its_language_with_a_link_to_the_words(empty: Flask) -> None:
    quotation = {"text": "pod de aur", "language": "ro"}
    cited = [make_citation(quotation=quotation), make_citation(locator="article 5")]
    put(empty, *make_site())
    put(
        empty,
        make_perspective(
            positions=[
                make_position(citations=cited),
                make_position("p2-1996", proposition="p2", citations=cited[:1]),
            ]
        ),
    )
    page = read(empty.test_client(), "/sources/treaty")
    (quoted,) = page.iter("q")
    assert (words(quoted), quoted.get("lang")) == ("pod de aur", "ro")
    assert "https://example.org/treaty#:~:text=pod%20de%20aur" in links(page)


def test_what_no_longer_rests_on_it_leaves_the_page_at_once(empty: Flask) -> None:
    put(empty, *make_site())
    client = empty.test_client()
    answer = client.get("/sources/report")
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert client.get("/sources/report", headers=tag).status_code == 304
    edit(
        empty,
        Perspective,
        "bridge/boria",
        positions=make_perspective(party="boria").positions,
    )
    assert client.get("/sources/report", headers=tag).status_code == 200
    text = words(read(client, "/sources/report"))
    assert "0 positions, 0 summaries, 0 events, 0 claims." in text
    assert "Nothing on this site rests on it directly." in text


def test_what_rests_on_it_has_pages(empty: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "USES_PER_PAGE", 2)
    put(empty, *make_site())
    client = empty.test_client()
    found: list[str] = []
    for number in (1, 2, 3):
        page = read(client, f"/sources/treaty?page={number}")
        assert "1 position, 2 summaries, 1 event, 1 claim." in words(page)
        found += [link for each in with_class(page, "uses") for link in links(each)]
    assert len(found) == len(set(found)) == 5
    assert "/sources/treaty?page=2" in links(read(client, "/sources/treaty"))
    read(client, "/sources/treaty?page=4", status=404)
    read(client, "/sources/treaty?page=0", status=400)


def test_a_source_that_does_not_exist_is_not_found(client: FlaskClient) -> None:
    read(client, "/sources/zzzz", status=404)
    assert client.get("/sources/zzzz", headers={"If-None-Match": "*"}).status_code == 404
