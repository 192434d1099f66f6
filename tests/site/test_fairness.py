"""Every party alike: order, markup, limits; and no view hides who was left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import ROOT
from app.documents import Party
from app.documents.files import read_directory
from tests.support.apps import DATA
from tests.support.editing import put
from tests.support.html import links, section, with_class, words
from tests.support.make import (
    make_citation,
    make_party,
    make_perspective,
    make_position,
    make_proposition,
    make_silence,
    make_source,
    make_topic,
)
from tests.support.pages import EVERYONE, PAGES, SMALL_TOPIC, TOPIC
from tests.support.reading import read

PARTIES = sorted(
    (each for each in read_directory(DATA).documents.values() if isinstance(each, Party)),
    key=lambda party: party.order,
)
REQUIRED = [party.name for party in PARTIES if party.required]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
#: Made parties of every kind, required and not, in an order that is not that of their names.
KINDS = [
    make_party("delta", 1, "DE", hue="teal", kind="state", required=True),
    make_party("alba", 2, "AL", hue="plum", kind="international-organisation", required=True),
    make_party("cedria", 3, "CE", hue="rose", kind="analysts", required=True),
    make_party("boria", 4, "BO", hue="wine", kind="de-facto-authority", required=True),
]
ORDER = [party.name for party in KINDS]


def names(client: FlaskClient, address: str) -> list[str]:
    """The parties of the columns, in their order."""
    found = with_class(read(client, address), "column")
    return [words(with_class(each, "party-name")[0]) for each in found]


@pytest.fixture
def alike(empty: Flask) -> FlaskClient:
    """A site on which four parties say the very same."""
    positions = [
        make_position("then", date="1990", stance="disagrees"),
        make_position("now", date="2000", citations=[quoting(), make_citation("report")]),
        make_silence("none", proposition="p2"),
    ]
    put(
        empty,
        *reversed(KINDS),
        make_source(),
        make_source("report", kind="news", verification="reported", via="treaty"),
        make_topic(propositions=[make_proposition("p1"), make_proposition("p2")]),
        *(
            make_perspective(party=party.id, headline="The very same", positions=positions)
            for party in KINDS
        ),
    )
    return empty.test_client()


def quoting() -> dict[str, object]:
    """A citation with a quotation."""
    return make_citation(quotation={"text": "the very same", "language": "en"})


def neutral(markup: str, party: Party) -> str:
    """Markup with all that names a party replaced."""
    for own in (f"hue-{party.hue}", party.id, party.name, party.token):
        markup = re.sub(rf"\b{own}\b", "PARTY", markup)
    return re.sub(r"\s+", " ", markup)


def pieces(page: str, start: str, end: str) -> Iterator[str]:
    """The parts of a page from each *start* to the next *end*."""
    for part in page.split(start)[1:]:
        yield part.partition(end)[0]


@pytest.mark.parametrize(
    ("address", "start", "end"),
    [
        ("/topics/bridge", '<th scope="col" class="column', "</th>"),
        ("/topics/bridge", '<td id="p1-', "</td>"),
        ("/topics/bridge", '<td id="p2-', "</td>"),
        ("/topics/bridge", '<article id="perspective-', "</article>"),
        ("/topics/bridge?by=party", '<section class="pivot', "</section>"),
    ],
)
def test_parties_that_say_the_same_get_the_same_markup(
    alike: FlaskClient, address: str, start: str, end: str
) -> None:
    found = list(pieces(alike.get(address).text, start, end))
    assert len(found) == len(KINDS)
    first, *others = (neutral(each, party) for each, party in zip(found, KINDS, strict=True))
    assert all(other == first for other in others)
    assert "PARTY" in first


def test_pages_of_parties_that_say_the_same_are_the_same(alike: FlaskClient) -> None:
    pages = [
        neutral(alike.get(f"/topics/bridge/{each.id}").text.partition("<main")[2], each)
        for each in KINDS
    ]
    assert len(set(pages)) == 1


def test_the_markup_of_parties_that_say_something_else_differs(alike: FlaskClient) -> None:
    page = alike.get("/topics/bridge").text
    said, silent = (
        next(pieces(page, '<td id="p1-', "</td>")),
        next(pieces(page, '<td id="p2-', "</td>")),
    )
    assert neutral(said, KINDS[0]) != neutral(silent, KINDS[0])


@pytest.mark.parametrize(
    "address",
    ["/topics/bridge", "/topics/bridge?as_of=1995", "/topics/bridge?only=boria,delta,alba,cedria"],
)
def test_columns_stand_in_the_one_order(alike: FlaskClient, address: str) -> None:
    assert names(alike, address) == ORDER


@pytest.mark.parametrize("slug", [TOPIC, SMALL_TOPIC])
def test_every_topic_has_the_order_of_the_method(client: FlaskClient, slug: str) -> None:
    every = ",".join(party.id for party in PARTIES)
    known = {p.name for p in PARTIES if client.get(f"/topics/{slug}/{p.id}").status_code == 200}
    ids = ",".join(party.id for party in PARTIES if party.name in known)
    assert every != ids, "some party is not compared on it"
    assert names(client, f"/topics/{slug}?parties={ids}") == [
        p.name for p in PARTIES if p.name in known
    ]


@pytest.mark.parametrize("address", ["/", "/topics/", "/parties/"])
def test_lists_keep_the_order(client: FlaskClient, address: str) -> None:
    order = {party.id: party.order for party in PARTIES}
    found = [
        order[link.removeprefix("/parties/")]
        for link in links(section(read(client, address), "main"))
        if link.removeprefix("/parties/") in order
    ]
    assert found == sorted(found)
    tokens = [words(each) for each in with_class(read(client, address), "token")]
    assert tokens[:4] == ["RU", "MD", "UN", "IA"]


@pytest.mark.parametrize("more", ["", "osce", "un", EVERYONE, "tiraspol,russia"])
def test_no_link_drops_a_party_that_is_compared_everywhere(client: FlaskClient, more: str) -> None:
    shown = names(client, f"/topics/{TOPIC}?parties={more}")
    assert shown[: len(REQUIRED)] == REQUIRED


def test_a_narrow_view_says_so_and_names_those_left_out(client: FlaskClient) -> None:
    page = section(read(client, f"/topics/{TOPIC}?only=russia"), "positions")
    assert "Narrowed to 1 of 9 parties." in words(page)
    left_out = words(page).partition("Also compared, not shown here:")[2].partition(".")[0]
    assert left_out.strip().split(", ") == [
        name for name in (party.name for party in PARTIES) if name in left_out
    ]
    assert len(left_out.split(",")) == 8
    assert "Narrowed" not in words(section(read(client, f"/topics/{TOPIC}"), "positions"))


def test_the_usual_view_names_whom_it_does_not_show(client: FlaskClient) -> None:
    page = words(section(read(client, f"/topics/{TOPIC}"), "positions"))
    assert "Also compared, not shown here:" in page
    everyone = read(client, f"/topics/{TOPIC}?parties={EVERYONE}")
    assert "not shown here" not in words(section(everyone, "positions"))
    assert len(with_class(everyone, "column")) == 9


def test_every_party_is_given_in_full_whatever_the_columns(client: FlaskClient) -> None:
    for query in ("", "?only=russia", "?by=party"):
        full = section(read(client, f"/topics/{TOPIC}{query}"), "perspectives")
        assert len(with_class(full, "perspective")) == 9


@pytest.mark.parametrize("name", PAGES)
def test_no_page_carries_style_or_script_of_its_own(client: FlaskClient, name: str) -> None:
    page = read(client, PAGES[name])
    for element in page.iter():
        assert "style" not in element.attrib
        assert not [each for each in element.attrib if each.startswith("on")]
        assert element.tag != "style"
        if element.tag == "script":
            assert element.get("src", "").startswith("/static/")
            assert not words(element)


def unsafe(text: str) -> bool:
    """Whether a template can put markup on a page that it did not write."""
    return bool(re.search(r"\|\s*safe\b|autoescape\s+false|Markup\(", text))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: str(each.relative_to(ROOT)))
def test_no_template_trusts_markup_from_elsewhere(template: Path) -> None:
    assert not unsafe(template.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text", ["{{ x | safe }}", "{{ x|safe }}", "{% autoescape false %}", "Markup(x)"]
)
def test_a_template_that_did_would_be_found(text: str) -> None:
    assert unsafe(text)
