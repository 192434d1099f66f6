"""The pages that say who we are and by which rules."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app.documents import STANCES, Party
from app.documents.files import read_directory
from tests.support.apps import DATA
from tests.support.html import by_id, links, section, words
from tests.support.pages import ERRORS, PAGES
from tests.support.reading import read

PARTIES = sorted(
    (each for each in read_directory(DATA).documents.values() if isinstance(each, Party)),
    key=lambda party: party.order,
)


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
    assert "corrections" in anchors
    for anchor in anchors:
        assert by_id(method, anchor) is not None


def test_about_says_what_the_site_is_not_and_leads_to_the_method(client: FlaskClient) -> None:
    page = section(read(client, "/about"), "main")
    assert "Not a judge" in words(page)
    assert "/method" in links(page)
    assert "315" not in words(page)
    assert "264 sources" in words(page)
