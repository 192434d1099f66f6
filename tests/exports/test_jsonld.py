"""A topic as linked data, read by two readers that may fetch nothing."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyld import jsonld
from rdflib import RDF, SDO, Graph, URIRef

from app.documents import Perspective, Topic
from app.exports.vocabulary import TERMS, term
from tests.support.editing import edit, put
from tests.support.exported import TOPICS, documents, perspectives, sources_of, text
from tests.support.html import parse
from tests.support.make import make_site

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
SCHEMA = "https://schema.org/"


def refuse(url: str, _options: Any) -> Any:
    """In the place of the web."""
    raise AssertionError(f"{url} was asked for")


def expanded(client: FlaskClient, topic: str) -> dict[str, Any]:
    """The nodes of a topic by their addresses."""
    nodes = _expand(text(client, f"/topics/{topic}.jsonld"))
    return {node["@id"]: node for node in nodes}


@lru_cache
def _expand(said: str) -> list[dict[str, Any]]:
    return list(jsonld.expand(json.loads(said), {"documentLoader": refuse}))


def graph(client: FlaskClient, topic: str) -> Graph:
    """The triples of a topic."""
    return _parse(text(client, f"/topics/{topic}.jsonld"))


@lru_cache
def _parse(said: str) -> Graph:
    return Graph().parse(data=said, format="json-ld")


def own(client: FlaskClient) -> str:
    """What our own terms begin with."""
    return f"{client.application.config['SITE_URL']}/method#"


@pytest.mark.parametrize("topic", TOPICS)
def test_every_word_is_one_of_schema_org_or_documented_on_the_site(
    client: FlaskClient, topic: str
) -> None:
    found = graph(client, topic)
    used = {str(each) for each in (*found.predicates(), *found.objects(None, RDF.type))}
    ours = {each.removeprefix(own(client)) for each in used if each.startswith(own(client))}
    theirs = {each.removeprefix(SCHEMA) for each in used if each.startswith(SCHEMA)}
    assert used == (
        {own(client) + each for each in ours} | {SCHEMA + each for each in theirs} | {str(RDF.type)}
    )
    assert ours <= TERMS
    assert [each for each in theirs if each not in SDO] == []


def test_every_term_of_ours_is_explained_at_its_address(client: FlaskClient) -> None:
    ids = {each.get("id") for each in parse(client.get("/method").text).iter()}
    assert ids >= TERMS


def test_every_download_of_the_dataset_is_of_its_media_type_and_of_one_moment(
    client: FlaskClient,
) -> None:
    found = graph(client, TOPICS[0])
    downloads = set(found.subjects(RDF.type, SDO.DataDownload))
    assert len(downloads) == 8
    site = client.application.config["SITE_URL"]
    for each in downloads:
        address = str(found.value(each, SDO.contentUrl)).removeprefix(site)
        assert "?published=" in address
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.mimetype == str(found.value(each, SDO.encodingFormat))


@pytest.mark.parametrize(
    ("as_of", "covered"),
    [("2021", None), ("2022-01-03", "2022-01-02/2022-01-03"), ("2030", "2022-01-02/2022-01-19")],
)
def test_the_time_that_is_covered_ends_after_it_begins(
    small: Flask, as_of: str, covered: str | None
) -> None:
    edit(small, Topic, "bridge", started="2022-01-02", ended="2022-01-19")
    said = json.loads(text(small.test_client(), f"/topics/bridge.jsonld?as_of={as_of}"))
    assert said["@graph"][0].get("temporalCoverage") == covered


def test_what_was_retracted_is_named_in_every_form_that_has_room_for_it(small: Flask) -> None:
    edit(small, Perspective, "bridge/alba", retracted="It was forged.")
    client = small.test_client()
    for form in ("jsonld", "bib", "ris", "csl.json"):
        assert "Retracted and left out: Alba." in text(client, f"/topics/bridge.{form}"), form


def test_a_term_that_is_not_listed_cannot_be_written() -> None:
    with pytest.raises(KeyError):
        term("verdict")


@pytest.mark.parametrize("topic", TOPICS)
def test_every_position_has_its_stance_and_rests_on_sources_or_a_search(
    client: FlaskClient, topic: str
) -> None:
    found, ours = graph(client, topic), own(client)
    positions = set(found.subjects(RDF.type, URIRef(f"{ours}Position")))
    said = {f"{each.party}#{one.id}": one for each in perspectives(topic) for one in each.positions}
    site = client.application.config["SITE_URL"]
    assert {str(each).removeprefix(f"{site}/topics/{topic}/") for each in positions} == set(said)
    for position in positions:
        one = said[str(position).removeprefix(f"{site}/topics/{topic}/")]
        assert found.value(position, URIRef(f"{ours}stance")) == URIRef(ours + one.stance)
        cited = {str(each) for each in found.objects(position, SDO.citation)}
        assert cited == {f"{site}/sources/{each.source}" for each in one.citations}
        searched = found.value(position, URIRef(f"{ours}searched"))
        assert (searched is not None) is one.silent
        assert cited or one.silent


@pytest.mark.parametrize("topic", TOPICS)
def test_only_a_claim_with_a_finding_is_reviewed_and_its_review_has_sources(
    client: FlaskClient, topic: str
) -> None:
    about = documents()["topic", topic]
    assert isinstance(about, Topic)
    found = graph(client, topic)
    reviews = set(found.subjects(RDF.type, SDO.ClaimReview))
    findings = [claim for claim in about.claims if claim.finding != "not-established"]
    assert len(reviews) == len(findings)
    for review in reviews:
        assert found.value(review, SDO.citation) is not None
        rating = found.value(review, SDO.reviewRating)
        assert rating is not None
        assert found.value(rating, SDO.ratingValue) is None  # a finding is a word, no score


@pytest.mark.parametrize("topic", TOPICS)
def test_the_topic_says_its_licence_its_principles_its_moment_and_every_source(
    client: FlaskClient, topic: str
) -> None:
    site = client.application.config["SITE_URL"]
    node = expanded(client, topic)[f"{site}/topics/{topic}"]
    assert node[f"{SCHEMA}license"] == [{"@id": "https://creativecommons.org/licenses/by/4.0/"}]
    assert node[f"{SCHEMA}publishingPrinciples"] == [{"@id": f"{site}/method"}]
    moment = node[f"{SCHEMA}dateModified"][0]["@value"]
    assert node[f"{SCHEMA}url"] == [{"@id": f"{site}/topics/{topic}?published={moment}"}]
    cited = {each["@id"] for each in node[f"{SCHEMA}citation"]}
    assert cited == {f"{site}/sources/{name}" for name in sources_of(topic)}
    assert cited <= set(expanded(client, topic))


def test_of_a_retracted_perspective_nothing_is_said(empty: Flask) -> None:
    put(empty, *make_site())
    edit(empty, Perspective, "bridge/alba", retracted="It was forged.")
    client = empty.test_client()
    assert not [name for name in expanded(client, "bridge") if "/topics/bridge/alba" in name]
    assert "belongs to neither bank" in text(client, "/topics/bridge.jsonld")  # Boria says so
