"""The pages that say who we are and by which rules."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import STANCES, Party, Topic
from app.documents.files import read_directory
from app.documents.topic import Coding
from tests.support.apps import DATA
from tests.support.editing import edit
from tests.support.html import by_id, links, section, words
from tests.support.pages import ERRORS, PAGES
from tests.support.reading import read

PARTIES = sorted(
    (each for each in read_directory(DATA).documents.values() if isinstance(each, Party)),
    key=lambda party: party.order,
)


def codings(client: FlaskClient) -> list[str]:
    """The rows of the table that says how far two coders agreed."""
    table = section(read(client, "/method"), "stances").findall("table")[1]
    return [" ".join(map(words, row)) for row in table.findall("./tbody/tr")]


def test_the_method_gives_the_order_of_the_parties_and_its_reason(client: FlaskClient) -> None:
    order = section(read(client, "/method"), "order")
    listed = order.find("ol")
    assert listed is not None
    assert [words(each).partition(" ")[2] for each in listed] == [party.name for party in PARTIES]
    assert "never by agreement" in words(order)


def test_the_method_explains_every_stance_and_every_finding(client: FlaskClient) -> None:
    page = read(client, "/method")
    assert len(section(page, "stances").findall(".//tbody/tr")[: len(STANCES)]) == len(STANCES)
    assert len(section(page, "findings").findall(".//tbody/tr")) == 5


def test_the_method_counts_how_much_room_each_party_has(client: FlaskClient) -> None:
    rows = section(read(client, "/method"), "evenness").findall(".//tbody/tr")
    assert [words(row[0]) for row in rows] == [party.name for party in PARTIES]
    for row in rows:
        silences, positions = int(words(row[3])), int(words(row[2]))
        assert positions + silences > 0


@pytest.mark.parametrize("address", [*PAGES.values(), *(a for a, _ in ERRORS.values())])
def test_every_link_to_a_rule_leads_to_a_rule(client: FlaskClient, address: str) -> None:
    method = read(client, "/method")
    page = client.get(address).text
    anchors = {part.partition('"')[0] for part in page.split('href="/method#')[1:]}
    assert 'href="/corrections"' in page
    for anchor in anchors:
        assert by_id(method, anchor) is not None


def test_about_says_what_the_site_is_not_and_leads_to_the_method(client: FlaskClient) -> None:
    page = section(read(client, "/about"), "main")
    assert "Not a judge" in words(page)
    assert "/method" in links(page)
    assert "315" not in words(page)
    assert "264 sources" in words(page)


def test_the_method_says_how_far_two_coders_agreed_on_each_topic(client: FlaskClient) -> None:
    assert codings(client) == [
        "Kazakhstan deployment 57 0.80",
        "Transnistria mission 91 0.83",
        "UN-CSTO debate 45 0.96",
        "UNIFIL proposal 51 0.88",
    ]


@pytest.mark.parametrize("address", ["/method", "/about"])
def test_the_rules_of_another_site_name_nothing_of_ours(small: Flask, address: str) -> None:
    page = words(section(read(small.test_client(), address), "main"))
    for ours in ("Russia", "Moldova", "United Nations", "CSTO", "Kazakhstan", "0.86", "2022"):
        assert ours not in page
    assert "four" not in page.lower()


def test_the_rules_of_another_site_tell_of_its_parties_and_languages(small: Flask) -> None:
    page = words(section(read(small.test_client(), "/method"), "main"))
    assert "Compared everywhere: Alba." in page
    assert "The sources are in English." in page
    assert "7 of 7 versions were reviewed" in page
    assert "No topic has been coded a second time yet." in page


def test_a_second_coding_is_told_once_a_topic_has_one(small: Flask) -> None:
    edit(small, Topic, "bridge", coding=Coding(kappa=0.7, positions=1))
    assert codings(small.test_client()) == ["Bridge 1 0.70"]
