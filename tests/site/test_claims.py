"""The claims over all topics, with findings and sources."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Claim, Topic
from app.documents.files import read_directory
from tests.support.apps import DATA
from tests.support.editing import put
from tests.support.html import by_id, headings, links, section, with_class, words
from tests.support.make import (
    make_citation,
    make_claim,
    make_party,
    make_perspective,
    make_site,
    make_source,
    make_topic,
)
from tests.support.reading import read
from tests.support.statements import counted

TOPICS = [each for each in read_directory(DATA).documents.values() if isinstance(each, Topic)]
CLAIMS: dict[str, tuple[Topic, Claim]] = {
    f"{topic.slug}-{claim.id}": (topic, claim) for topic in TOPICS for claim in topic.claims
}
FINDINGS = ("supported", "partly-supported", "disputed", "contradicted", "not-established")


def shown(page: Element) -> list[str]:
    """The ids of the claims on a page, in their order."""
    return [each.get("id", "") for each in with_class(page, "claim")]


def test_every_claim_is_there_with_its_finding_and_explanation(client: FlaskClient) -> None:
    page = read(client, "/claims/")
    assert sorted(shown(page)) == sorted(CLAIMS)
    for key, (_topic, claim) in CLAIMS.items():
        card = section(page, key)
        assert claim.text in words(card)
        assert claim.explanation in words(card)
        assert [each.get("href") for each in card.iter("use")] == [f"#g-{claim.finding}"]


def test_claims_stand_paragraph_by_paragraph(client: FlaskClient) -> None:
    paragraphs = [CLAIMS[key][1].paragraph for key in shown(read(client, "/claims/"))]
    assert paragraphs == sorted(paragraphs)


def test_it_says_whose_claims_they_are(client: FlaskClient) -> None:
    main = section(read(client, "/claims/"), "main")
    assert "Robert Lansing Institute, 2 Feb 2022" in words(main)
    assert "/sources/lansing-2022" in links(main)


def test_each_claim_leads_to_its_topic_and_its_proposition(client: FlaskClient) -> None:
    page = read(client, "/claims/")
    for key, (topic, claim) in CLAIMS.items():
        card = section(page, key)
        assert f"/topics/{topic.slug}#{claim.id}" in links(card)
        bears_on = f"/topics/{topic.slug}#{claim.proposition}" in links(card)
        assert bears_on == (claim.proposition is not None)


def test_every_number_of_a_citation_leads_to_its_source_below(client: FlaskClient) -> None:
    page = read(client, "/claims/")
    for key, (_topic, claim) in CLAIMS.items():
        direct = [each for each in section(page, key).iter("a") if each.get("data-locator")]
        cited = [each.get("href", "").removeprefix("#source-") for each in direct]
        assert cited == [citation.source for citation in claim.citations]
    for cite in with_class(page, "cite"):
        source = section(page, cite.get("href", "").removeprefix("#"))
        assert words(cite).split()[-1] == source.get("value")


@pytest.mark.parametrize("finding", FINDINGS)
def test_a_finding_narrows_the_list(client: FlaskClient, finding: str) -> None:
    expected = [key for key, (_topic, claim) in CLAIMS.items() if claim.finding == finding]
    assert sorted(shown(read(client, f"/claims/?finding={finding}"))) == sorted(expected)


def test_a_finding_and_a_topic_narrow_it_together(client: FlaskClient) -> None:
    page = read(client, "/claims/?finding=disputed&topic=un-csto-debate")
    expected = [
        key
        for key, (topic, claim) in CLAIMS.items()
        if claim.finding == "disputed" and topic.slug == "un-csto-debate"
    ]
    assert expected
    assert sorted(shown(page)) == sorted(expected)


def test_the_legend_counts_the_claims_of_each_finding(client: FlaskClient) -> None:
    legend = with_class(read(client, "/claims/?finding=supported"), "findings")[0]
    found: list[str] = [claim.finding for _topic, claim in CLAIMS.values()]
    assert [int(words(each).rpartition("(")[2].split()[0]) for each in legend.iter("dd")] == [
        found.count(finding) for finding in FINDINGS
    ]
    assert [each.get("href") for each in legend.iter("use")] == [f"#g-{each}" for each in FINDINGS]


@pytest.mark.parametrize(
    ("name", "choice"), [("finding", "disputed"), ("topic", "unifil-proposal")]
)
def test_an_unknown_value_is_answered_with_the_choices(
    client: FlaskClient, name: str, choice: str
) -> None:
    page = read(client, f"/claims/?{name}=zzzz", status=400)
    assert f"/claims/?{name}={choice}" in links(section(page, "main"))


def test_a_topic_without_claims_is_no_choice(empty: Flask) -> None:
    put(empty, *make_site(), make_topic("canal"), make_perspective("canal"))
    client = empty.test_client()
    read(client, "/claims/?topic=canal", status=400)
    read(client, "/claims/?topic=bridge")


def test_several_articles_stand_apart(empty: Flask) -> None:
    put(
        empty,
        make_party(),
        make_source(),
        make_source("essay", title="An essay on canals"),
        make_topic(claims_of="treaty", claims=[make_claim(paragraph=2)]),
        make_topic(
            "canal", claims_of="essay", claims=[make_claim(citations=[make_citation("essay")])]
        ),
        make_perspective(),
        make_perspective("canal"),
    )
    page = read(empty.test_client(), "/claims/")
    assert shown(page) == ["canal-c1", "bridge-c1"]
    articles = [text for level, text in headings(page) if level == 2]
    assert articles[-3:] == ["An essay on canals", "The text of treaty", "Sources"]


def test_the_card_on_the_topics_page_has_the_address_that_is_linked(client: FlaskClient) -> None:
    for topic in TOPICS:
        page = read(client, f"/topics/{topic.slug}")
        for claim in topic.claims:
            assert claim.text in words(section(page, claim.id))


def test_long_lists_have_pages(empty: Flask) -> None:
    claims = [make_claim(f"c{number}", paragraph=number) for number in range(1, 61)]
    put(
        empty,
        make_party(),
        make_source(),
        make_topic(claims_of="treaty", claims=claims),
        make_perspective(),
    )
    client = empty.test_client()
    first = shown(read(client, "/claims/?topic=bridge"))
    assert first == [f"bridge-c{number}" for number in range(1, 51)]
    assert "/claims/?topic=bridge&page=2" in links(read(client, "/claims/?topic=bridge"))
    assert len(shown(read(client, "/claims/?topic=bridge&page=2"))) == 10


def test_it_costs_as_many_statements_however_many_claims_there_are(
    empty: Flask, loaded: Flask
) -> None:
    put(empty, *make_site())
    costs = []
    for app in (empty, loaded):
        with counted(app) as sent:
            read(app.test_client(), "/claims/")
        costs.append(len(sent))
    assert costs[0] == costs[1]


def test_without_claims_the_page_says_so(empty: Flask) -> None:
    page = read(empty.test_client(), "/claims/")
    assert "No claim matches." in words(page)
    assert by_id(page, "sources") is None
