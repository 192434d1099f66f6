"""The list of parties."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from tests.support.editing import put
from tests.support.html import links, section, with_class, words
from tests.support.make import make_site
from tests.support.reading import read
from tests.support.stances import parties, perspectives


def test_all_parties_stand_in_their_order(client: FlaskClient) -> None:
    page = read(client, "/parties/")
    entries = with_class(page, "party-entry")
    assert [links(each)[0] for each in entries] == [f"/parties/{each['id']}" for each in parties()]
    assert f"{len(parties())} parties." in words(page)
    assert "/method#order" in links(section(page, "main"))


def test_each_says_what_it_is_and_through_whom_it_speaks(client: FlaskClient) -> None:
    entries = with_class(read(client, "/parties/"), "party-entry")
    for entry, party in zip(entries, parties(), strict=True):
        text = words(entry)
        assert party["full_name"] in text
        assert party["description"] in text
        assert "; ".join(party.get("speaks_through", [])) in text
        assert ("compared on every topic" in text) == (party.get("required") == "true")


def test_each_says_how_much_of_it_is_heard(client: FlaskClient) -> None:
    entries = with_class(read(client, "/parties/"), "party-entry")
    for entry, party in zip(entries, parties(), strict=True):
        mine = [each for each in perspectives() if each["party"] == party["id"]]
        stances = [position["stance"] for each in mine for position in each["positions"]]
        silences = stances.count("none-found")
        counts = words(entry).partition("; ")[2] or words(entry)
        assert f"{len(mine)} topic" in counts
        assert f" {len(stances) - silences} position" in counts
        assert f" {silences} recorded silence" in counts


def test_a_site_without_parties_says_so(empty: Flask) -> None:
    assert "No party has been published yet." in words(read(empty.test_client(), "/parties/"))
    put(empty, *make_site())
    assert "No party has been" not in words(read(empty.test_client(), "/parties/"))
