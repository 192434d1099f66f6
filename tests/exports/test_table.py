"""A topic as a table: one row a position, each with its citations and its licence."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Perspective
from app.exports.table import COLUMNS
from tests.support.editing import edit, put
from tests.support.exported import TOPICS, perspectives, rows, sources_of
from tests.support.make import make_perspective, make_position, make_silence, make_site

LISTS = ("citation_sources", "citation_locators", "citation_quotations", "citation_urls")


@pytest.mark.parametrize("topic", TOPICS)
def test_every_position_has_one_row(client: FlaskClient, topic: str) -> None:
    found = [(row["party"], row["position"]) for row in rows(client, f"/topics/{topic}.csv")]
    expected = {(each.party, one.id) for each in perspectives(topic) for one in each.positions}
    assert set(found) == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_row_that_is_not_silent_carries_its_citations(
    client: FlaskClient, topic: str
) -> None:
    sources = sources_of(topic)
    for row in rows(client, f"/topics/{topic}.csv"):
        ids, locators, quotations, urls = (json.loads(row[name]) for name in LISTS)
        assert len(ids) == len(locators) == len(quotations) == len(urls)
        assert urls == [sources[name].url for name in ids]
        if row["stance"] == "none-found":
            assert row["searched_where"]
            assert row["searched_date"]
        else:
            assert ids
            assert all(locators)
            assert row["speaker_name"]
            assert row["date"]
            for name, locator in zip(ids, locators, strict=True):
                assert sources[name].title in row["citations"]
                assert locator in row["citations"]


@pytest.mark.parametrize("topic", TOPICS)
def test_every_row_says_its_licence_its_address_and_of_when_it_is(
    client: FlaskClient, topic: str
) -> None:
    site = client.application.config["SITE_URL"]
    for row in rows(client, f"/topics/{topic}.csv"):
        assert row["licence"] == "CC BY 4.0"
        assert row["licence_url"] == "https://creativecommons.org/licenses/by/4.0/"
        assert row["address"] == f"{site}/topics/{topic}/{row['party']}#{row['position']}"
        assert row["revision"] == "1"
        assert row["published"] <= row["as_published"]
        assert row["as_of"] == ""


def test_it_has_the_columns_that_are_documented_and_a_mark_for_excel(client: FlaskClient) -> None:
    answer = client.get(f"/topics/{TOPICS[0]}.csv")
    assert answer.data.startswith(b"\xef\xbb\xbftopic,")
    assert answer.mimetype_params == {"charset": "utf-8"}
    lines = answer.data.decode("utf-8-sig").split("\r\n")
    assert lines[0].split(",") == list(COLUMNS)


def test_words_of_other_scripts_are_whole(client: FlaskClient) -> None:
    quoted = [
        word
        for row in rows(client, "/topics/transnistria-mission.csv")
        for word in json.loads(row["citation_quotations"])
        if word and any("а" <= char <= "я" for char in word)
    ]
    assert quoted


@pytest.mark.parametrize("begin", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1"])
def test_no_cell_is_a_formula(empty: Flask, begin: str) -> None:
    put(empty, *make_site())
    speaker = {"name": f"{begin} name", "role": f"{begin} role", "affiliation": f"{begin} for"}
    position = make_position(statement=f"{begin} said", speaker=speaker)
    put(empty, make_perspective(party="boria", positions=[position]))
    row = next(
        row for row in rows(empty.test_client(), "/topics/bridge.csv") if row["party"] == "boria"
    )
    for name in ("statement", "speaker_name", "speaker_role", "speaker_affiliation"):
        assert row[name].startswith(f"'{begin}")


def test_a_replaced_position_is_told_from_one_that_stands(empty: Flask) -> None:
    put(empty, *make_site())
    newer = make_position("p1-2001", date="2001", stance="disagrees")
    silence = make_silence("p2-none", proposition="p2")
    put(empty, make_perspective(positions=[make_position(), newer, silence]))
    client = empty.test_client()
    found = {
        row["position"]: row["standing"]
        for row in rows(client, "/topics/bridge.csv")
        if row["party"] == "alba"
    }
    assert found == {"p1-2001": "yes", "p1-1995": "no", "p2-none": "yes"}
    then = rows(client, "/topics/bridge.csv?as_of=1996")
    assert {row["as_of"] for row in then} == {"1996"}
    assert {row["position"]: row["standing"] for row in then if row["party"] == "alba"} == {
        "p1-1995": "yes",
        "p2-none": "yes",
    }


def test_what_was_retracted_has_no_row(empty: Flask) -> None:
    put(empty, *make_site())
    edit(empty, Perspective, "bridge/alba", retracted="It was forged.")
    found = rows(empty.test_client(), "/topics/bridge.csv")
    assert {row["party"] for row in found} == {"boria"}
