"""What a page costs: a fixed number of SQL statements, however much it shows."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.editing import put
from tests.support.make import (
    make_citation,
    make_event,
    make_party,
    make_perspective,
    make_position,
    make_proposition,
    make_site,
    make_source,
    make_topic,
)
from tests.support.pages import FILES, PAGES, SMALL_TOPIC, TOPIC
from tests.support.statements import counted

#: State, documents of the topic, parties, sources.
OF_A_TOPIC = 5
#: The most that any page may cost.
MOST = 15


def cost(app: Flask, address: str, **headers: str) -> int:
    """How many statements an address costs."""
    with counted(app) as sent:
        assert app.test_client().get(address, headers=headers).status_code in (200, 304)
    return len(sent)


@pytest.mark.parametrize("rest", ["", "/russia", "?as_of=2015", "?by=party"])
@pytest.mark.parametrize("slug", [TOPIC, SMALL_TOPIC])
def test_a_topic_costs_five_statements(loaded: Flask, slug: str, rest: str) -> None:
    assert cost(loaded, f"/topics/{slug}{rest}") == OF_A_TOPIC


def test_three_hundred_positions_cost_no_more_than_one(empty: Flask) -> None:
    put(empty, *make_site())
    propositions = [make_proposition(f"p{number}") for number in range(1, 31)]
    sources = [make_source(f"source-{number}") for number in range(60)]
    positions = [
        make_position(
            f"position-{number}",
            proposition=f"p{number % 30 + 1}",
            date=str(1900 + number % 100),
            citations=[make_citation(f"source-{number % 60}")],
        )
        for number in range(300)
    ]
    put(
        empty,
        *sources,
        make_topic("viaduct", propositions=propositions, events=[make_event()]),
        make_perspective("viaduct", positions=positions),
    )
    page = empty.test_client().get("/topics/viaduct").text
    assert page.count('class="statement"') == 300
    for rest in ("", "/alba"):
        assert cost(empty, f"/topics/viaduct{rest}") == cost(empty, f"/topics/bridge{rest}")


def test_a_reader_who_has_the_page_costs_one_statement(client: FlaskClient, loaded: Flask) -> None:
    for address in (f"/topics/{TOPIC}", f"/topics/{TOPIC}/russia", "/", "/method"):
        tag = client.get(address).headers["ETag"]
        assert cost(loaded, address, **{"If-None-Match": tag}) == 1, address


@pytest.mark.parametrize("name", [*PAGES, *FILES])
def test_no_page_costs_more_than_fifteen(loaded: Flask, name: str) -> None:
    assert cost(loaded, (PAGES | FILES)[name]) <= MOST


def test_lists_cost_the_same_with_more_on_them(empty: Flask) -> None:
    put(empty, *make_site())
    addresses = ("/", "/topics/", "/method", "/about", "/parties/", "/sources/", "/claims/")
    before = {address: cost(empty, address) for address in addresses}
    others = [
        make_party(f"party-{number}", 10 + number, f"P{letter}", required=False)
        for number, letter in enumerate("ABCDEFGH")
    ]
    slugs = [f"topic-{number}" for number in range(15)]
    put(
        empty,
        *others,
        *(make_topic(slug) for slug in slugs),
        *(make_perspective(slug) for slug in slugs),
        *(make_perspective(slug, party.id) for slug in slugs for party in others),
        *(make_source(f"source-{number}") for number in range(30)),
    )
    assert {address: cost(empty, address) for address in addresses} == before


def test_health_costs_nothing(loaded: Flask) -> None:
    assert cost(loaded, "/healthz") == 0
    assert cost(loaded, "/readyz") > 0
