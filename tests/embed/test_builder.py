"""The builder: a plain form, snippets that work, previews."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Topic
from app.web.headers import BUILDER
from tests.support.editing import edit
from tests.support.html import by_id, links, parse, words
from tests.support.reading import read

BUILD = "/topics/transnistria-mission/embed"


def snippet(client: FlaskClient, id: str, query: str = "") -> str:
    """What a field of the builder holds."""
    field = by_id(read(client, f"{BUILD}{query}"), id)
    assert field is not None
    return field.text or ""


def test_it_is_a_page_that_frames_cards_of_this_site_only(client: FlaskClient) -> None:
    answer = client.get(BUILD)
    assert {name: answer.headers.get(name) for name in BUILDER} == BUILDER
    assert "Set-Cookie" not in answer.headers
    again = client.get(BUILD, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_the_topics_page_leads_there(client: FlaskClient) -> None:
    assert BUILD in links(read(client, "/topics/transnistria-mission"))


def test_the_three_ways_speak_of_the_same_card(client: FlaskClient) -> None:
    site = client.application.config["SITE_URL"]
    frame = parse(f"<html>{snippet(client, 'frame')}</html>")[0]
    assert frame.get("src") == f"{site}/embed/topics/transnistria-mission"
    element = parse(f"<html>{snippet(client, 'element')}</html>")
    assert element[0].get("src") == f"{site}/embed/card.js"
    assert element[1].get("src") == frame.get("src")
    assert links(element) == [f"{site}/topics/transnistria-mission"]
    assert "Russia: Disagrees; Moldova: Agrees" in words(element[1])
    assert snippet(client, "address") == f"{site}/topics/transnistria-mission"


def test_what_is_chosen_is_in_every_way(client: FlaskClient) -> None:
    query = "?shows=proposition&proposition=civilian-mission&parties=russia&parties=moldova&theme=dark&width=480"
    expected = "/embed/topics/transnistria-mission/propositions/civilian-mission?parties=russia,moldova&theme=dark"
    for way in ("frame", "element", "address"):
        text = snippet(client, way, query).replace("&amp;", "&").replace("%2C", ",")
        assert expected in text, way
    assert 'width="480"' in snippet(client, "frame", query)


def test_a_claim_can_be_chosen(client: FlaskClient) -> None:
    query = "?shows=claim&claim=claim-no-exit-for-moldova&parties=russia&theme=dark"
    expected = "/embed/claims/transnistria-mission-claim-no-exit-for-moldova?theme=dark"
    for way in ("frame", "element", "address"):
        assert expected in snippet(client, way, query), way
    assert "what the sources show: contradicted." in snippet(client, "element", query)
    for each in read(client, f"{BUILD}{query}").iter("iframe"):
        assert "Contradicted" in words(read(client, each.get("src", "")))


def test_a_claim_that_was_not_chosen_is_the_first(client: FlaskClient) -> None:
    topic = client.get("/topics/transnistria-mission.json").get_json()["topic"]["document"]
    first = f"/embed/claims/transnistria-mission-{topic['claims'][0]['id']}"
    assert f'{first}"' in snippet(client, "frame", "?shows=claim")


def test_a_topic_without_claims_offers_none(filled: Flask) -> None:
    edit(filled, Topic, "transnistria-mission", claims=(), claims_of=None)
    client = filled.test_client()
    assert by_id(read(client, BUILD), "claim") is None
    assert "This topic has no claims." in words(read(client, f"{BUILD}?shows=claim", 400))


def test_each_row_and_each_claim_leads_to_its_card(client: FlaskClient) -> None:
    page = read(client, "/topics/transnistria-mission")
    topic = client.get("/topics/transnistria-mission.json").get_json()["topic"]["document"]
    for noun in ("proposition", "claim"):
        ways = [each for each in links(page) if each.startswith(f"{BUILD}?shows={noun}&")]
        assert [each.rpartition("=")[2] for each in ways] == [
            each["id"] for each in topic[f"{noun}s"]
        ]
        for each in ways:
            assert len(list(read(client, each).iter("iframe"))) == 3


def test_a_pinned_card_is_held_at_what_is_shown_now(filled: Flask) -> None:
    client = filled.test_client()
    source = snippet(client, "address", "?fixed=pinned")
    path = source.removeprefix(filled.config["SITE_URL"])
    assert "?revision=" in path
    edit(filled, Topic, "transnistria-mission", title="Another title")
    assert "Another title" not in client.get(path).text
    assert "There is a newer version" in client.get(path).text


def test_it_previews_three_widths(client: FlaskClient) -> None:
    frames = list(read(client, BUILD).iter("iframe"))
    assert [each.get("width") for each in frames] == ["320", "480", "700"]
    for each in frames:
        assert client.get(each.get("src", "")).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        "theme=sepia",
        "parties=nobody",
        "proposition=none",
        "width=9",
        "fixed=x",
        "shows=x",
        "shows=claim&claim=none",
    ],
)
def test_a_choice_that_there_is_not_is_refused(client: FlaskClient, wrong: str) -> None:
    assert "is not among the choices" in words(read(client, f"{BUILD}?{wrong}", 400))


def test_there_is_none_of_a_topic_that_there_is_not(client: FlaskClient) -> None:
    assert client.get("/topics/no-such-topic/embed").status_code == 404


def test_of_a_retracted_topic_it_says_what_its_cards_say(small: Flask) -> None:
    edit(small, Topic, "bridge", retracted="It was forged.")
    page = read(small.test_client(), "/topics/bridge/embed")
    assert "Its cards say so" in words(page)
