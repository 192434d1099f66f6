"""The list of sources: filters, order, pages."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Perspective, Source
from app.documents.dates import last_day
from app.documents.files import read_directory
from app.documents.folding import folded_words
from tests.support.apps import DATA
from tests.support.editing import put
from tests.support.html import links, section, with_class, words
from tests.support.make import make_site, make_source
from tests.support.reading import read

_DOCUMENTS = read_directory(DATA).documents
SOURCES = {each.id: each for each in _DOCUMENTS.values() if isinstance(each, Source)}
PERSPECTIVES = [each for each in _DOCUMENTS.values() if isinstance(each, Perspective)]


def listed(client: FlaskClient, query: str = "") -> list[str]:
    """The ids of the sources on one page of the list, in their order."""
    page = read(client, f"/sources/?{query}")
    return [links(each)[0].rpartition("/")[2] for each in with_class(page, "source-title")]


def every(client: FlaskClient, query: str = "") -> list[str]:
    """The ids of the sources on all pages of the list."""
    found: list[str] = []
    number = 1
    while client.get(f"/sources/?{query}&page={number}").status_code == 200:
        found += listed(client, f"{query}&page={number}")
        number += 1
    return found


def test_every_source_is_on_one_page_of_fifty(client: FlaskClient) -> None:
    assert len(listed(client)) == 50
    found = every(client)
    assert len(found) == len(set(found)) == len(SOURCES)
    assert set(found) == set(SOURCES)


def test_it_says_how_many_were_read_and_how_many_only_reported(client: FlaskClient) -> None:
    read_ones = sum(source.verification == "read" for source in SOURCES.values())
    text = words(read(client, "/sources/"))
    assert f"{len(SOURCES)} sources: {read_ones} were read in stored copies" in text
    assert f"{len(SOURCES) - read_ones} are known only as other sources report them" in text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "treaty"),
        ("language", "ro"),
        ("publisher", "TASS"),
        ("publisher", "UrduPoint / Sputnik"),
        ("verification", "reported"),
    ],
)
def test_a_filter_leaves_what_has_its_value(client: FlaskClient, name: str, value: str) -> None:
    expected = {key for key, source in SOURCES.items() if getattr(source, name) == value}
    assert expected
    assert set(every(client, f"{name}={quote(value)}")) == expected


def test_sources_cited_for_a_party_are_those_of_its_perspectives(client: FlaskClient) -> None:
    cited = set().union(*(each.cited() for each in PERSPECTIVES if each.party == "moldova"))
    assert set(every(client, "party=moldova")) == cited


def test_filters_combine(client: FlaskClient) -> None:
    cited = set().union(*(each.cited() for each in PERSPECTIVES if each.party == "russia"))
    expected = {
        key
        for key, source in SOURCES.items()
        if key in cited and source.language == "ru" and source.kind == "official-statement"
    }
    assert expected
    query = "party=russia&language=ru&kind=official-statement"
    assert set(every(client, query)) == expected
    options = read(client, f"/sources/?{query}").iter("option")
    chosen = [each.get("value") for each in options if "selected" in each.attrib]
    assert chosen == ["official-statement", "ru", "russia"]


@pytest.mark.parametrize(
    "query", ["Приднестровья", "ПРИДНЕСТРОВЬЯ", "unifil mandate", "A/RES/72/282"]
)
def test_words_find_what_holds_all_of_them(client: FlaskClient, query: str) -> None:
    def text(source: Source) -> str:
        fields = [source.title, source.symbol, source.publisher, *source.authors, source.note]
        return " ".join(folded_words(" ".join([*filter(None, fields), source.id])))

    expected = {
        key
        for key, source in SOURCES.items()
        if all(word in text(source) for word in folded_words(query))
    }
    assert expected
    assert set(every(client, f"q={quote(query)}")) == expected


def test_sources_can_stand_by_date(client: FlaskClient) -> None:
    dates = [last_day(SOURCES[key].published) for key in every(client)]
    assert dates == sorted(dates, reverse=True)
    dates = [last_day(SOURCES[key].published) for key in every(client, "sort=oldest")]
    assert dates == sorted(dates)


def test_sources_can_stand_by_title_and_publisher(client: FlaskClient) -> None:
    titles = [" ".join(folded_words(SOURCES[key].title)) for key in every(client, "sort=title")]
    assert titles == sorted(titles)
    publishers = [SOURCES[key].publisher for key in every(client, "sort=publisher")]
    # SQLite lowers ASCII only; what stands is grouped whatever the script.
    first = list(dict.fromkeys(publishers))
    assert publishers == [each for name in first for each in publishers if each == name]


def test_the_most_used_can_stand_first(client: FlaskClient) -> None:
    page = read(client, "/sources/?sort=used")
    entries = [words(each) for each in with_class(page, "source-list")[0]]
    uses = [int(entry.partition("cited ")[2].partition(" ")[0]) for entry in entries]
    assert uses == sorted(uses, reverse=True)
    assert uses[0] > 5


def test_a_reported_source_names_the_one_that_reports_it(empty: Flask) -> None:
    put(empty, *make_site())
    page = read(empty.test_client(), "/sources/?verification=reported")
    (entry,) = with_class(page, "source-list")[0]
    assert "reported via The text of treaty" in words(entry)
    assert links(entry)[:2] == ["/sources/report", "/sources/treaty"]


@pytest.mark.parametrize(
    ("name", "choice"),
    [
        ("kind", "court-judgment"),
        ("language", "ru"),
        ("party", "moldova"),
        ("verification", "reported"),
        ("sort", "used"),
    ],
)
def test_an_unknown_value_is_answered_with_the_choices(
    client: FlaskClient, name: str, choice: str
) -> None:
    page = read(client, f"/sources/?q=un&{name}=zzzz", status=400)
    assert "zzzz" in words(section(page, "main"))
    assert f"/sources/?q=un&{name}={choice}" in links(section(page, "main"))


@pytest.mark.parametrize("typed", ["tass", "TAS", "Tass agency TASS"])
def test_an_unknown_publisher_is_answered_with_those_that_may_be_meant(
    client: FlaskClient, typed: str
) -> None:
    page = read(client, f"/sources/?sort=used&page=2&publisher={quote(typed)}", status=400)
    main = section(page, "main")
    assert f"No publisher is called “{typed}”." in words(main)
    offered = [each for each in links(main) if "publisher=" in each]
    assert len(offered) <= 8
    assert ("/sources/?sort=used&publisher=TASS" in offered) is (len(typed) < 5)
    assert f"/sources/?sort=used&q={typed.replace(' ', '+')}" in links(main)


def test_the_publishers_are_offered_by_name(client: FlaskClient) -> None:
    page = read(client, "/sources/?publisher=TASS")
    assert section(page, "publisher").get("value") == "TASS"
    offered = [each.get("value") for each in section(page, "publishers")]
    assert set(offered) == {each.publisher for each in SOURCES.values()}


@pytest.mark.parametrize(
    ("query", "is_open"), [("", False), ("q=un&sort=used", False), ("kind=treaty", True)]
)
def test_the_filters_are_folded_while_none_is_used(
    client: FlaskClient, query: str, is_open: bool
) -> None:
    (fold,) = with_class(read(client, f"/sources/?{query}"), "fold")
    assert ("open" in fold.attrib) is is_open


def test_when_nothing_matches_the_list_says_so_and_leads_back(client: FlaskClient) -> None:
    page = read(client, "/sources/?q=zzzz")
    assert "No source matches." in words(page)
    assert "/sources/" in links(section(page, "main"))


def test_every_field_of_the_form_has_a_label(client: FlaskClient) -> None:
    form = with_class(read(client, "/sources/"), "filters")[0]
    labelled = {each.get("for") for each in form.iter("label")}
    fields = {each.get("id") for tag in ("input", "select") for each in form.iter(tag)}
    assert labelled == fields
    assert len(fields) == 7


def test_pages_keep_the_filters(client: FlaskClient) -> None:
    page = read(client, "/sources/?language=en&sort=title")
    assert "/sources/?language=en&sort=title&page=2" in links(page)


def test_a_source_that_nothing_cites_is_listed_too(empty: Flask) -> None:
    put(empty, make_source())
    page = read(empty.test_client(), "/sources/")
    assert "not cited itself" in words(page)
    (publisher,) = section(page, "publishers")
    assert (publisher.get("value"), publisher.get("label")) == (
        "Depositary of treaties",
        "1 source",
    )
