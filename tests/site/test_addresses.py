"""Addresses are contracts: each answers, or is not found, as it should."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.pages import ERRORS, FILES, PAGES, PARTY, SOURCE, TOPIC

#: Addresses that lead to another one.
DETOURS = {
    "/topics": "/topics/",
    "/parties": "/parties/",
    "/sources": "/sources/",
    "/claims": "/claims/",
}
NOWHERE = [
    "/topics/there-is-none",
    f"/topics/{TOPIC}/",
    f"/topics/{TOPIC}/there-is-none",
    f"/topics/{TOPIC}/{PARTY}/",
    f"/topics/there-is-none/{PARTY}",
    f"/topics/{TOPIC.upper()}",
    "/topics/there-is-none/history",
    f"/topics/{TOPIC}/history/2",
    f"/topics/{TOPIC}/history/0",
    f"/topics/{TOPIC}/history/01",
    f"/topics/{TOPIC}/history/1..2",
    f"/topics/{TOPIC}/history/99999999999999999999",
    f"/topics/{TOPIC}/history/2.txt",
    f"/topics/{TOPIC}/there-is-none/history",
    f"/topics/{TOPIC}/{PARTY}/history/2",
    "/parties/there-is-none",
    f"/parties/{PARTY}/",
    "/parties/there-is-none/history",
    f"/parties/{PARTY}/history/2",
    "/sources/there-is-none",
    f"/sources/{SOURCE}/",
    "/sources/there-is-none/history",
    f"/sources/{SOURCE}/history/2",
    "/about/",
    "/method/",
    "/search/",
    "/index.html",
    "/topics/%00",
    "/topics/%F0%9F%8C%89",
    "/topics/a%2Fb",
    "/topics/" + "a" * 1000,
    "/static/css/site.css",
    "/static/0123456789ab/",
]


@pytest.mark.parametrize("name", [*PAGES, *FILES])
def test_each_address_answers(client: FlaskClient, name: str) -> None:
    answer = client.get({**PAGES, **FILES}[name])
    assert answer.status_code == 200
    head = client.head({**PAGES, **FILES}[name])
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Type"] == answer.headers["Content-Type"]


@pytest.mark.parametrize("address", NOWHERE)
def test_what_does_not_exist_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("address", "leads_to"), DETOURS.items())
def test_a_list_is_found_without_its_last_stroke(
    client: FlaskClient, address: str, leads_to: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 308
    assert answer.headers["Location"].removeprefix("http://localhost") == leads_to


@pytest.mark.parametrize("word", ["history", "embed", "balance"])
def test_a_reserved_word_never_names_a_party(client: FlaskClient, word: str) -> None:
    assert client.get(f"/parties/{word}").status_code == 404
    assert client.get(f"/topics/{TOPIC}/{PARTY}").status_code == 200


def test_every_address_of_the_readers_door_is_tried_here(loaded: Flask) -> None:
    addresses = [*PAGES.values(), *FILES.values(), *(a for a, _ in ERRORS.values()), *NOWHERE]
    adapter = loaded.url_map.bind("localhost")
    tried = {
        adapter.match(address.partition("?")[0])[0]
        for address in addresses
        if adapter.test(address.partition("?")[0])
    }
    ours = {rule.endpoint for rule in loaded.url_map.iter_rules() if rule.endpoint[:5] == "site."}
    differences = {f"site.{noun}_difference" for noun in ("perspective", "source", "party")}
    assert ours - differences <= tried
