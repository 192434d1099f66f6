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
    f"/topics/{TOPIC}/": f"/topics/{TOPIC}",
    f"/topics/{TOPIC}///": f"/topics/{TOPIC}",
    f"/topics//{TOPIC}": f"/topics/{TOPIC}",
    f"/topics/{TOPIC}/{PARTY}/": f"/topics/{TOPIC}/{PARTY}",
    f"/topics/{TOPIC}/history/": f"/topics/{TOPIC}/history",
    f"/topics/{TOPIC}/history/1/": f"/topics/{TOPIC}/history/1",
    f"/parties/{PARTY}/": f"/parties/{PARTY}",
    f"/sources/{SOURCE}/": f"/sources/{SOURCE}",
    "/about/": "/about",
    "/method/": "/method",
    "/search/": "/search",
    "/method/?a=%C3%A9&b=c": "/method?a=%C3%A9&b=c",
    "/%2F": "/",
    "/%2Ftopics/": "/topics/",
    "/%2F%2Fmethod": "/method",
}
NOWHERE = [
    "/topics/there-is-none",
    "/timegate/topics/there-is-none",
    f"/topics/{TOPIC}/releases/1.zip",
    f"/topics/{TOPIC}/there-is-none",
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
    "/parties/there-is-none/history",
    f"/parties/{PARTY}/history/2",
    "/sources/there-is-none",
    "/sources/there-is-none/history",
    f"/sources/{SOURCE}/history/2",
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
def test_an_address_with_a_stroke_too_many_or_too_few_leads_to_the_page(
    client: FlaskClient, address: str, leads_to: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 308
    assert answer.headers["Location"].removeprefix("http://localhost") == leads_to
    assert client.get(leads_to).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/%2Fevil.example/", "/%2Fevil.example/%2e%2e", "/%5Cevil.example/", "/%2F%2Fevil.example",
     "/%2Ftopics.evil.example", "/topics/%0d%0aSet-Cookie:a=b/", "/%2Fevil.example/topics/"],
)  # fmt: skip
def test_no_address_leads_to_another_host(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    location = answer.headers.get("Location", "/").removeprefix("http://localhost")
    assert location.startswith("/")
    assert location[1:2] not in ("/", "\\")
    assert "\n" not in location
    assert client.get(location).status_code in (200, 404)
    assert answer.status_code in (308, 404)


@pytest.mark.parametrize("word", ["history", "embed", "balance", "cite", "releases"])
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
