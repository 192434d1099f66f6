"""The sources in the forms of reference managers, read by readers of each form."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import citeproc
import pytest
import rispy
from bibtexparser.entrypoint import parse_string as read_bibtex
from bibtexparser.middlewares.latex_encoding import LatexDecodingMiddleware
from citeproc.source.json import CiteProcJSON
from flask import Flask
from flask.testing import FlaskClient
from pybtex.database import parse_string

from app.documents import Source
from app.documents.identifier import doi
from tests.support.editing import edit, put
from tests.support.exported import TOPICS, documents, sources_of, text
from tests.support.make import make_site, make_source
from tests.support.pages import SOURCE

HOSTILE = r"50 % of {x} & $y$ #1 a_b ~c ^d \input{/etc/passwd} @article{z, title"


def ris(client: FlaskClient, address: str) -> list[dict[str, Any]]:
    """The records of a .ris file."""
    return list(rispy.loads(text(client, address)))


def items(client: FlaskClient, address: str) -> list[dict[str, Any]]:
    """The items of a .csl.json file."""
    return list(json.loads(text(client, address)))


def words_of(name: str) -> set[str]:
    """The words that a part of the CSL schema allows."""
    folder = Path(citeproc.SCHEMA_PATH).parent
    return set(re.findall(r'"([\w-]+)"', (folder / f"{name}.rnc").read_text(encoding="utf-8")))


@pytest.mark.parametrize("topic", TOPICS)
def test_bibtex_has_every_source_with_its_year_and_date(client: FlaskClient, topic: str) -> None:
    entries = parse_string(text(client, f"/topics/{topic}.bib"), "bibtex").entries
    expected = sources_of(topic)
    assert set(entries) == set(expected)
    for name, source in expected.items():
        assert entries[name].fields["year"] == source.published[:4]
        assert entries[name].fields["date"] == source.published
        assert entries[name].fields["url"] == source.url


@pytest.mark.parametrize("topic", TOPICS)
def test_a_second_reader_of_bibtex_finds_titles_and_no_fault(
    client: FlaskClient, topic: str
) -> None:
    library = read_bibtex(
        text(client, f"/topics/{topic}.bib"), append_middleware=[LatexDecodingMiddleware()]
    )
    assert library.failed_blocks == []
    found = {entry.key: str(entry.fields_dict["title"].value) for entry in library.entries}
    assert found == {name: each.title for name, each in sources_of(topic).items()}


def test_names_in_titles_keep_their_capitals_where_a_style_makes_others_small(
    empty: Flask,
) -> None:
    title = "Speech of McCoy: the CSTO's troops in d'Este, “Ясно” and more"
    put(empty, *make_site())
    edit(empty, Source, "treaty", title=title)
    entry = text(empty.test_client(), "/sources/treaty.bib")
    assert (
        "title = {Speech of {McCoy}: the {CSTO's} troops in {d'Este}, “{Ясно}” and more}" in entry
    )


@pytest.mark.parametrize("topic", TOPICS)
def test_ris_has_every_source_with_its_year_and_date(client: FlaskClient, topic: str) -> None:
    records = {each["id"]: each for each in ris(client, f"/topics/{topic}.ris")}
    expected = sources_of(topic)
    assert set(records) == set(expected)
    for name, source in expected.items():
        assert records[name]["type_of_reference"] in rispy.config.TYPE_OF_REFERENCE_MAPPING
        assert records[name]["title"] == source.title
        assert records[name]["year"] == source.published[:4]
        assert [part for part in records[name]["date"].split("/") if part] == (
            source.published.split("-")
        )
        assert records[name]["urls"] == [source.url]


@pytest.mark.parametrize("topic", TOPICS)
def test_csl_json_has_every_source_in_the_words_of_its_schema(
    client: FlaskClient, topic: str
) -> None:
    types = words_of("csl-types")
    variables = words_of("csl-variables") | {"id", "type"}
    found = {each["id"]: each for each in items(client, f"/topics/{topic}.csl.json")}
    assert set(found) == set(sources_of(topic))
    for name, source in sources_of(topic).items():
        assert found[name]["type"] in types
        assert set(found[name]) <= variables
        parts = found[name]["issued"]["date-parts"][0]
        assert parts == [int(part) for part in source.published.split("-")]


@pytest.mark.parametrize("topic", TOPICS)
def test_a_citation_processor_takes_every_item(client: FlaskClient, topic: str) -> None:
    # It warns of what it does not know, and a warning is an error here.
    read = CiteProcJSON(items(client, f"/topics/{topic}.csl.json"))
    assert {entry.issued.year for entry in read.values()} == (
        {int(each.published[:4]) for each in sources_of(topic).values()}
    )


@pytest.mark.parametrize("suffix", ["bib", "ris", "csl.json"])
def test_each_says_where_it_is_from_of_when_it_speaks_and_its_licence(
    client: FlaskClient, suffix: str
) -> None:
    site = client.application.config["SITE_URL"]
    for page in (f"/topics/{TOPICS[0]}", f"/sources/{SOURCE}"):
        said = text(client, f"{page}.{suffix}")
        assert f"Alteram, {site}{page}" in said
        assert "As this site had it on 20" in said
        assert "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/" in said


def test_a_source_alone_has_the_same_record_as_in_its_topic(client: FlaskClient) -> None:
    alone = parse_string(text(client, f"/sources/{SOURCE}.bib"), "bibtex").entries
    topic = parse_string(text(client, "/topics/transnistria-mission.bib"), "bibtex").entries
    assert list(alone) == [SOURCE]
    assert alone[SOURCE] == topic[SOURCE]
    assert [each["id"] for each in ris(client, f"/sources/{SOURCE}.ris")] == [SOURCE]
    assert [each["id"] for each in items(client, f"/sources/{SOURCE}.csl.json")] == [SOURCE]


def test_what_was_not_read_says_who_reports_it(client: FlaskClient) -> None:
    reported = next(each for each in documents().values() if isinstance(each, Source) and each.via)
    reporter = documents()["source", str(reported.via)]
    assert isinstance(reporter, Source)
    entry = parse_string(text(client, f"/sources/{reported.id}.bib"), "bibtex").entries
    assert entry[reported.id].fields["note"].startswith("Reported via ")
    (record,) = ris(client, f"/sources/{reported.id}.ris")
    (item,) = items(client, f"/sources/{reported.id}.csl.json")
    for said in (record["notes"][0], item["note"]):
        assert said.startswith("Reported via ")
        assert reporter.title in said
        assert reporter.url in said


def test_a_doi_is_told_as_one(client: FlaskClient) -> None:
    named = [
        each for each in documents().values() if isinstance(each, Source) and doi(each.symbol or "")
    ]
    assert named
    for source in named:
        (item,) = items(client, f"/sources/{source.id}.csl.json")
        assert item["DOI"] == doi(source.symbol or "")
        assert "number" not in item
        (record,) = ris(client, f"/sources/{source.id}.ris")
        assert record["doi"] == item["DOI"]


def test_what_tex_or_a_record_would_take_for_a_command_stays_text(empty: Flask) -> None:
    put(empty, *make_site())
    more = {"authors": ("A. & B.", "Órgano {Uno}"), "note": "ER - and % more"}
    edit(empty, Source, "treaty", title=HOSTILE, url="https://example.org/{a}?b=%7D&c_d#e", **more)
    client = empty.test_client()
    said = text(client, "/sources/treaty.bib")
    (entry,) = parse_string(said, "bibtex").entries.values()
    assert entry.fields["url"] == "https://example.org/%7Ba%7D?b=%7D&c_d#e"
    assert [str(person) for person in entry.persons["author"]] == [
        r"{A. \& B.}", r"{Órgano \lbrace{}Uno\rbrace{}}"
    ]  # fmt: skip
    decoded = read_bibtex(said, append_middleware=[LatexDecodingMiddleware()])
    title = decoded.entries[0].fields_dict["title"].value
    assert title.replace("ˆ", "^") == HOSTILE  # that reader has the accent for the sign
    (record,) = ris(client, "/sources/treaty.ris")
    assert (record["title"], record["notes"]) == (HOSTILE, ["ER - and % more"])
    assert record["authors"] == ["A. & B.", "Órgano {Uno}"]
    (item,) = items(client, "/sources/treaty.csl.json")
    assert item["author"] == [{"literal": "A. & B."}, {"literal": "Órgano {Uno}"}]


@pytest.mark.parametrize("published", ["1992", "1992-07", "1992-07-21"])
def test_a_date_is_as_precise_as_it_is_known(empty: Flask, published: str) -> None:
    put(empty, make_source(published=published))
    client = empty.test_client()
    entry = parse_string(text(client, "/sources/treaty.bib"), "bibtex").entries["treaty"]
    assert (entry.fields["date"], entry.fields["year"]) == (published, "1992")
    (item,) = items(client, "/sources/treaty.csl.json")
    assert item["issued"] == {"date-parts": [[int(part) for part in published.split("-")]]}
    (record,) = ris(client, "/sources/treaty.ris")
    assert record["date"].rstrip("/") == published.replace("-", "/")
    assert record["date"].count("/") == 2
