"""Cards: what each shows, what it may be asked, and how it is answered."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Perspective, exchange
from app.documents.files import read_directory
from app.web.headers import FRAMES
from tests.support.apps import DATA
from tests.support.editing import edit, put
from tests.support.html import links, parse, section, with_class, words
from tests.support.make import make_claim, make_perspective, make_position, make_site, make_topic
from tests.support.pages import SMALL_TOPIC, TOPIC
from tests.support.pseudo import Pseudo, untranslated
from tests.support.reading import read
from tests.support.statements import counted

CARD = f"/embed/topics/{TOPIC}"
ROW = f"{CARD}/propositions/civilian-mission"
CLAIM = "/embed/claims/claim-no-exit-for-moldova"
BUILDER = f"/topics/{TOPIC}/embed"
CARDS = (CARD, f"/embed/topics/{SMALL_TOPIC}", ROW, CLAIM)
EVERYONE = "russia,moldova,un,independent-analysts,ukraine,tiraspol,osce,eu,united-states"


def names(page: Element) -> list[str]:
    """The parties of a card, in its order."""
    return [words(each) for each in with_class(page, "party-name")]


@pytest.mark.parametrize("address", CARDS)
def test_a_card_is_framable_by_anyone_and_sets_no_cookie(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert {name: answer.headers.get(name) for name in FRAMES} == FRAMES
    assert "X-Frame-Options" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("address", CARDS)
def test_a_card_carries_sources_date_version_licence_and_site(
    client: FlaskClient, address: str
) -> None:
    page = read(client, address)
    foot = with_class(page, "foot")[0]
    assert "sources ·" in words(foot)
    assert "version 1 · CC BY 4.0" in words(foot)
    assert len(list(foot.iter("time"))) == 1
    site = client.application.config["SITE_URL"]
    ours = [link for link in links(page) if "creativecommons" not in link]
    assert ours
    assert all(link.startswith(f"{site}/") for link in ours)
    for link in page.iter("a"):
        assert link.get("target") == "_blank"
        assert "noopener" in link.get("rel", "")


@pytest.mark.parametrize("address", CARDS)
def test_a_card_needs_no_style_or_script_of_its_own_lines(
    client: FlaskClient, address: str
) -> None:
    page = read(client, address)
    assert [each for each in page.iter() if "style" in each.attrib] == []
    assert list(page.iter("style")) == []
    assert [each.text for each in page.iter("script")] == [None]


def test_the_topics_card_shows_the_most_contested_proposition(client: FlaskClient) -> None:
    page = read(client, CARD)
    assert "The most contested proposition Russian troops should leave Moldova" in words(page)
    assert names(page) == ["Russia", "Moldova", "United Nations", "Independent analysts"]
    stances = [words(each) for each in with_class(page, "stance")]
    assert stances == ["Disagrees", "Agrees", "Agrees", "Several views"]
    assert "4 of 9 parties. All of them" in words(page)


def test_another_proposition_can_be_chosen(client: FlaskClient) -> None:
    page = read(client, f"{CARD}?proposition=kept-the-peace")
    assert "has kept the peace" in words(page)
    assert "most contested" not in words(page)


def test_chosen_parties_stand_in_the_order_of_every_page(client: FlaskClient) -> None:
    page = read(client, f"{CARD}?parties=osce,ru,moldova,ua")
    assert names(page) == ["Russia", "Moldova", "Ukraine", "OSCE"]


def test_a_party_of_every_topic_does_not_vanish_unsaid(client: FlaskClient) -> None:
    for address in (CARD, ROW):
        page = words(read(client, f"{address}?parties=russia,ukraine"))
        assert "2 of 9 parties. Left out here: Moldova, United Nations, Independent" in page
    assert "parties." not in words(read(client, f"{CARD}?parties={EVERYONE}"))


@pytest.mark.parametrize(
    ("gone", "told"), [("ukraine", "4 of 8 parties."), ("moldova", "3 of 8 parties.")]
)
def test_what_was_retracted_is_no_party_on_the_page_and_on_its_cards(
    filled: Flask, gone: str, told: str
) -> None:
    client = filled.test_client()
    edit(filled, Perspective, f"transnistria-mission/{gone}", retracted="It was forged.")
    page = "/topics/transnistria-mission"
    assert ", 8 parties" in words(with_class(read(client, page), "facts")[0])
    for address in (CARD, ROW):
        assert told in words(read(client, address))
    assert told in words(section(read(client, f"{page}/embed"), "element"))


def test_the_card_of_a_proposition_cites_what_each_party_says(client: FlaskClient) -> None:
    page = read(client, ROW)
    cells = with_class(page, "cell")
    assert len(cells) == 4
    assert "Dmitry Polyanskiy" in words(cells[0])
    assert with_class(cells[0], "cite")[0].get("href", "").endswith("/sources/tass-2018-polyanskiy")
    assert "No position found" in words(cells[2])
    assert "Searched UN press releases" in words(cells[2])
    numbers = [words(each).split()[-1] for each in with_class(page, "cite")]
    listed = [each.get("value") for each in with_class(page, "sources")[0]]
    assert sorted(set(numbers), key=int) == listed


def test_several_views_of_one_column_are_told_alike_with_their_sources(client: FlaskClient) -> None:
    cell = with_class(read(client, ROW), "cell")[3]
    assert [words(each) for each in with_class(cell, "stance")] == [
        "Agrees", "Agrees on a condition",
    ]  # fmt: skip
    assert len(with_class(cell, "statement")) == 2
    assert len(with_class(cell, "cited")) == 2


def test_the_card_of_a_claim_says_what_the_sources_show(client: FlaskClient) -> None:
    page = read(client, CLAIM)
    assert words(with_class(page, "finding")[0]) == "Contradicted"
    assert "Article 8 of the 1992 agreement" in words(page)
    assert len(with_class(page, "cite")) == 10
    assert words(read(client, f"/embed/claims/{TOPIC}-claim-no-exit-for-moldova")) == words(page)


@pytest.mark.parametrize(("theme", "said"), [("light", "light"), ("dark", "dark"), ("auto", None)])
def test_the_theme_is_set_by_the_address(client: FlaskClient, theme: str, said: str | None) -> None:
    for address in CARDS:
        assert read(client, f"{address}?theme={theme}").get("data-bs-theme") == said


@pytest.mark.parametrize(
    "wrong",
    ["theme=sepia", "lang=xx", "parties=nobody", "parties=kazakhstan", "proposition=none"],
)
def test_a_value_that_there_is_not_is_refused_with_the_choices(
    client: FlaskClient, wrong: str
) -> None:
    page = read(client, f"{CARD}?{wrong}", 400)
    assert "is not among the choices" in words(page)
    assert "It may be:" in words(page)


@pytest.mark.parametrize(
    "address",
    [
        "/embed/topics/no-such-topic",
        f"{CARD}/propositions/no-such-proposition",
        "/embed/claims/no-such-claim",
        f"/embed/claims/{TOPIC}-no-such-claim",
        f"{CARD}?revision=000000000000",
        f"{CARD}?revision=short",
        f"{CARD}?revision=%25%25%25%25%25%25%25%25%25%25%25%25",
        "/embed/no/such/card",
    ],
)
def test_what_there_is_not_is_a_small_page_that_says_so(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.headers["Content-Security-Policy"] == FRAMES["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(words(parse(answer.text))) > 20


def test_english_is_the_one_language_there_is(client: FlaskClient) -> None:
    assert read(client, f"{CARD}?lang=en").get("lang") == "en"


@pytest.mark.parametrize(("address", "cost"), [(CARD, 5), (ROW, 5), (CLAIM, 6)])
def test_a_card_costs_a_fixed_number_of_statements(
    loaded: Flask, client: FlaskClient, address: str, cost: int
) -> None:
    with counted(loaded) as sent:
        answer = client.get(address)
    assert len(sent) == cost
    with counted(loaded) as sent:
        again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert len(sent) == cost - 4


def test_the_card_leads_programs_to_its_own_description(client: FlaskClient) -> None:
    page = read(client, f"{CARD}?theme=dark&parties=russia,moldova&unknown=%3Cscript%3E")
    found = {
        each.get("type"): each.get("href", "")
        for each in page.iter("link")
        if each.get("rel") == "alternate"
    }
    assert found.keys() == {"application/json+oembed", "text/xml+oembed"}
    described = client.get(found["application/json+oembed"]).json
    assert described is not None
    assert "theme=dark" in described["html"]
    assert "unknown" not in str(found)


def strings(value: object) -> Iterator[str]:
    """Every text in a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


@pytest.fixture(scope="module")
def content() -> str:
    """All that the documents say, and what is the same in every language."""
    documents = read_directory(DATA).documents.values()
    said = (text for each in documents for text in strings(exchange(each)))
    return "\n".join(["Alteram", "CC BY 4.0", *said]).casefold()


@pytest.mark.parametrize("address", [*CARDS, BUILDER])
def test_no_sentence_of_a_card_or_the_builder_stays_untranslated(
    loaded: Flask, monkeypatch: pytest.MonkeyPatch, content: str, address: str
) -> None:
    monkeypatch.setattr("flask_babel.Domain.get_translations", lambda _domain: Pseudo())
    page = read(loaded.test_client(), f"{address}?parties=russia,moldova")
    fields = {id(each) for each in page.iter("textarea")}
    for parent in page.iter():
        for child in [each for each in parent if id(each) in fields]:
            parent.remove(child)  # what is pasted is HTML, of sentences that stand elsewhere
    assert sorted(set(untranslated(page, content))) == []


@pytest.mark.parametrize("address", CARDS)
def test_a_host_that_reads_metadata_of_a_card_gets_its_own_picture(
    client: FlaskClient, address: str
) -> None:
    said = {
        each.get("property"): each.get("content", "")
        for each in read(client, f"{address}?parties=russia,moldova").iter("meta")
    }
    site = client.application.config["SITE_URL"]
    assert said["og:image"].startswith(f"{site}{address}.png?parties=russia")
    assert client.get(said["og:image"].removeprefix(site)).mimetype == "image/png"
    assert said["og:url"].startswith(site + address)
    assert said["og:title"]


def test_a_claim_that_two_topics_number_alike_is_asked_for_by_both_names(small: Flask) -> None:
    claims = {"claims_of": "treaty", "claims": [make_claim(text="The ferry is slow.")]}
    put(small, make_topic("ferry", **claims), make_perspective("ferry"))
    client = small.test_client()
    refused = words(read(client, "/embed/claims/c1", 400))
    assert "bridge-c1, ferry-c1" in refused
    assert "The ferry is slow." in words(read(client, "/embed/claims/ferry-c1"))
    assert "The bridge is closed." in words(read(client, "/embed/claims/bridge-c1"))


@pytest.mark.usefixtures("unchecked_html")
def test_text_of_documents_is_shown_as_text(empty: Flask) -> None:
    hostile = '<img src=x onerror="alert(1)">&amp; "quoted"'
    put(empty, *make_site())
    put(empty, make_perspective(party="boria", positions=[make_position(statement=hostile)]))
    page = read(empty.test_client(), "/embed/topics/bridge/propositions/p1?parties=boria")
    assert list(page.iter("img")) == []
    assert hostile in words(page)


def test_the_component_has_a_name_that_stays_and_any_page_may_load_it(client: FlaskClient) -> None:
    answer = client.get("/embed/card.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    again = client.get("/embed/card.js", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert "Set-Cookie" not in answer.headers


def test_a_preview_of_a_claim_says_that_it_is_one_and_what_was_found(client: FlaskClient) -> None:
    page = read(client, CLAIM)
    said = {each.get("property"): each.get("content", "") for each in page.iter("meta")}
    title = "Claim, contradicted: The Russian contingent is in Transnistria under an agreement"
    assert said["og:title"].startswith(title)
    assert said["og:description"].startswith("Article 8 of the 1992 agreement")
    answer = client.get("/oembed", query_string={"url": said["og:url"]}).get_json()
    assert answer["title"] == said["og:title"]


def test_a_preview_of_a_row_tells_the_stance_of_each_party_shown(client: FlaskClient) -> None:
    page = read(client, f"{ROW}?parties=RU,md")
    said = {each.get("property"): each.get("content", "") for each in page.iter("meta")}
    assert said["og:description"] == "Russia: Disagrees; Moldova: Agrees."
    assert said["og:image:alt"].endswith(said["og:description"])


def test_what_stands_in_an_address_is_not_printed_on_pages_of_others(client: FlaskClient) -> None:
    for query in ("theme=Buy+now", "parties=Buy+now", "proposition=Buy+now", "published=Buy+now"):
        assert "Buy now" not in client.get(f"{CARD}?{query}").text, query


def test_an_error_tells_no_height_so_that_the_words_of_the_host_stay(client: FlaskClient) -> None:
    for address in ("/embed/topics/none", f"{CARD}?theme=sepia"):
        assert "height.js" not in client.get(address).text
    assert "height.js" in client.get(CARD).text
