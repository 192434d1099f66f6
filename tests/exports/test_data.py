"""A topic and a source as JSON: the documents themselves, with their record."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import NOUNS, Perspective, exchange
from tests.support.editing import edit, put
from tests.support.exported import TOPICS, data, documents, perspectives, sources_of
from tests.support.make import make_perspective, make_position, make_silence, make_site
from tests.support.pages import SOURCE

FIRST = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
THEN = dt.datetime(2026, 2, 1, 12, tzinfo=dt.UTC)


def held(topic: dict[str, Any], list: str) -> dict[str, Any]:
    """The documents of a list by their keys."""
    noun = {"parties": "party", "perspectives": "perspective", "sources": "source"}[list]
    read = (NOUNS[noun].model_validate(each["document"]) for each in topic[list])
    return {each.key: exchange(each) for each in read}


@pytest.mark.parametrize("topic", TOPICS)
def test_it_holds_the_documents_as_they_are(client: FlaskClient, topic: str) -> None:
    found = data(client, f"/topics/{topic}.json")
    assert found["topic"]["document"] == exchange(documents()["topic", topic])
    expected = {each.key: exchange(each) for each in perspectives(topic)}
    assert held(found, "perspectives") == expected
    assert held(found, "sources") == {
        name: exchange(each) for name, each in sources_of(topic).items()
    }
    assert set(held(found, "parties")) == {each.party for each in perspectives(topic)}


@pytest.mark.parametrize("topic", TOPICS)
def test_nothing_in_it_is_without_its_source(client: FlaskClient, topic: str) -> None:
    found = data(client, f"/topics/{topic}.json")
    sources = held(found, "sources")
    for perspective in held(found, "perspectives").values():
        for part in (perspective, *perspective["positions"]):
            cited = [each["source"] for each in part.get("citations", ())]
            assert cited or "searched" in part or not part.get("positions", [0])
            assert set(cited) <= set(sources)
    for part in (*found["topic"]["document"].get("events", ()),
                 *found["topic"]["document"].get("claims", ())):  # fmt: skip
        assert part.get("citations") or part["finding"] == "not-established"


@pytest.mark.parametrize("topic", TOPICS)
def test_its_comparison_has_a_cell_for_each_party_and_proposition(
    client: FlaskClient, topic: str
) -> None:
    found = data(client, f"/topics/{topic}.json")
    parties = [each["document"]["id"] for each in found["parties"]]
    shown = [(each["proposition"], list(each["cells"])) for each in found["comparison"]]
    propositions = found["topic"]["document"]["propositions"]
    assert shown == [(each["id"], parties) for each in propositions]


def test_it_says_its_licence_its_moment_and_its_record(client: FlaskClient) -> None:
    site = client.application.config["SITE_URL"]
    found = data(client, f"/topics/{TOPICS[0]}.json")
    assert found["licence"]["address"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["method"] == f"{site}/method"
    for each in (found["topic"], *found["sources"], *found["perspectives"], *found["parties"]):
        assert each["revision"]["published"] <= found["as_published"]
    for noun in ("sources", "perspectives", "parties"):
        revision = found[noun][0]["revision"]
        assert revision["digest"] in client.get(revision["address"].removeprefix(site)).text


def test_a_source_has_its_record_and_the_one_that_reports_it(small: Flask) -> None:
    found = data(small.test_client(), "/sources/report.json")
    assert found["source"]["document"]["via"] == "treaty"
    assert found["reported_by"]["title"] == "The text of treaty"
    assert found["licence"]["name"] == "CC BY 4.0"


def test_a_source_is_the_one_of_the_files(client: FlaskClient) -> None:
    found = data(client, f"/sources/{SOURCE}.json")
    assert found["source"]["document"] == exchange(documents()["source", SOURCE])
    assert found["reported_by"] is None


def test_as_of_a_date_later_positions_and_events_are_left_out(small: Flask) -> None:
    client = small.test_client()
    now = data(client, "/topics/bridge.json")
    then = data(client, "/topics/bridge.json?as_of=1994")
    assert (now["as_of"], then["as_of"]) == (None, "1994")
    assert [each["document"]["positions"][0]["id"] for each in now["perspectives"]] == [
        "p1-1995"
    ] * 2
    kept = [each["document"]["positions"] for each in then["perspectives"]]
    assert [[one["id"] for one in some] for some in kept] == [["p2-none"], []]
    assert "events" not in then["topic"]["document"]
    assert then["comparison"][0]["cells"]["alba"]["state"] == "not-yet"


def test_as_published_it_holds_what_was_said_then_at_an_address_that_stays(empty: Flask) -> None:
    put(empty, *make_site(), at=FIRST)
    silence = make_silence("p2-none", proposition="p2")
    put(empty, make_perspective(headline="Another", positions=[make_position(), silence]), at=THEN)
    client = empty.test_client()
    now = data(client, "/topics/bridge.json")
    then = data(client, "/topics/bridge.json?published=2026-01-15")
    headlines = [each["perspectives"][0]["document"]["headline"] for each in (now, then)]
    assert headlines == ["Another", "Alba on the bridge"]
    assert now["as_published"] == "2026-02-01T12:00:00Z"
    assert then["as_published"] == "2026-01-01T12:00:00Z"
    assert then["permanent_address"].endswith("/topics/bridge?published=2026-01-01T12:00:00Z")
    again = data(client, "/topics/bridge.json?published=2026-01-01T12:00:00Z")
    assert again == then


def test_of_a_retracted_perspective_only_the_notice_is_left(small: Flask) -> None:
    edit(small, Perspective, "bridge/alba", retracted="It was forged.")
    found = data(small.test_client(), "/topics/bridge.json")
    notice = found["perspectives"][0]
    assert (notice["party"], notice["retracted"]) == ("alba", "It was forged.")
    assert "document" not in notice
    assert found["comparison"][0]["cells"]["alba"]["state"] == "retracted"
