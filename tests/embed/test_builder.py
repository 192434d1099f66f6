"""The builder: a plain form, snippets that work, previews."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Topic
from app.web.headers import BUILDER
from tests.support.editing import edit
from tests.support.html import by_id, links, parse, section, with_class, words
from tests.support.reading import read

BUILD = "/topics/transnistria-mission/embed"


def snippet(client: FlaskClient, id: str, query: str = "") -> str:
    """What a field of the builder holds."""
    field = by_id(read(client, f"{BUILD}{query}"), id)
    assert field is not None
    return field.text or ""


def fallback(client: FlaskClient, query: str = "", topic: str = "transnistria-mission") -> Element:
    """What is pasted for the web component, as a tree."""
    field = section(read(client, f"/topics/{topic}/embed{query}"), "element")
    return parse(f"<html>{field.text}</html>")


def paragraphs(element: Element) -> list[Element]:
    """Its link and its summary."""
    return list(element.iter("p"))


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
            assert len(list(read(client, each).iter("iframe"))) == 4


def test_a_pinned_card_is_held_at_what_is_shown_now(filled: Flask) -> None:
    client = filled.test_client()
    source = snippet(client, "address", "?fixed=pinned")
    path = source.removeprefix(filled.config["SITE_URL"])
    assert "?revision=" in path
    edit(filled, Topic, "transnistria-mission", title="Another title")
    assert "Another title" not in client.get(path).text
    assert "There is a newer version" in client.get(path).text


def test_a_pinned_frame_has_room_for_the_note_that_it_is_pinned(client: FlaskClient) -> None:
    heights = [
        int(parse(f"<html>{snippet(client, 'frame', query)}</html>")[0].get("height", ""))
        for query in ("", "?fixed=pinned")
    ]
    assert heights[0] + 40 < heights[1]


@pytest.mark.parametrize(("query", "place"), [
    ("shows=topic", ""),
    ("shows=proposition&proposition=civilian-mission", "#civilian-mission"),
    ("shows=claim&claim=claim-no-exit-for-moldova", "#claim-no-exit-for-moldova"),
])  # fmt: skip
def test_a_pinned_component_says_of_which_day_it_is_and_leads_to_the_page_of_then(
    filled: Flask, query: str, place: str
) -> None:
    client = filled.test_client()
    element = fallback(client, f"?{query}&fixed=pinned")
    (source,) = [each.get("src", "") for each in element.iter("alteram-card")]
    card = read(client, source.removeprefix(filled.config["SITE_URL"]))
    day = words(with_class(card, "notice")[0]).partition("published on ")[2].partition(".")[0]
    assert words(paragraphs(element)[1]).startswith(f"As published on {day}.")
    (link,) = links(element)
    assert "?published=" in link
    assert link.partition("#")[0] in {each.partition("#")[0] for each in links(card)}
    assert link.endswith(place)
    edit(filled, Topic, "transnistria-mission", title="Another title")
    assert "Another title" not in client.get(link.removeprefix(filled.config["SITE_URL"])).text


def test_a_live_component_names_no_day(client: FlaskClient) -> None:
    assert "published" not in snippet(client, "element")


def test_the_component_says_how_many_parties_are_shown_and_names_those_left_out(
    client: FlaskClient,
) -> None:
    query = "?parties=russia&parties=moldova"
    said = words(paragraphs(fallback(client, query))[1])
    assert "Russia: Disagrees; Moldova: Agrees. 2 of 9 parties. Left out here: " in said
    card = words(read(client, "/embed/topics/transnistria-mission?parties=russia,moldova"))
    assert said.partition("Agrees. ")[2] in card


def test_the_component_of_all_parties_leaves_nobody_out(small: Flask) -> None:
    said = words(fallback(small.test_client(), "?parties=alba,boria", "bridge"))
    assert "parties" not in said


def test_the_component_of_a_proposition_says_it_once(client: FlaskClient) -> None:
    query = "?shows=proposition&proposition=civilian-mission&parties=russia"
    heading, stances = paragraphs(fallback(client, query))
    assert words(heading).startswith("The present peacekeeping operation should be replaced")
    assert words(stances).startswith("Russia: Disagrees.")


def test_the_component_of_a_retracted_topic_shows_no_stance(small: Flask) -> None:
    edit(small, Topic, "bridge", retracted="It was forged.")
    said = paragraphs(fallback(small.test_client(), topic="bridge"))[1]
    assert words(said) == "This topic was retracted. It was forged."


def test_the_parties_that_every_topic_compares_need_no_name(client: FlaskClient) -> None:
    usual = "&".join(
        f"parties={each.get('value')}"
        for each in read(client, BUILD).iter("input")
        if each.get("name") == "parties" and "checked" in each.attrib
    )
    for way in ("frame", "element", "address"):
        assert snippet(client, way, f"?{usual}") == snippet(client, way)


def test_it_says_what_is_shown_where_no_party_is_ticked(client: FlaskClient) -> None:
    page = read(client, BUILD)
    (fieldset,) = page.iter("fieldset")
    hint = words(section(page, fieldset.get("aria-describedby", "")))
    assert hint.startswith("None ticked: those that every topic compares.")


def test_each_field_that_not_every_card_has_says_of_which_it_is(client: FlaskClient) -> None:
    page = read(client, BUILD)
    for name, said in (
        ("proposition", "For the cards of the topic and of one proposition."),
        ("claim", "For the card of one claim only."),
    ):
        hint = section(page, section(page, name).get("aria-describedby", ""))
        assert said in words(hint), name


def test_it_says_which_card_follows_the_most_contested_proposition(client: FlaskClient) -> None:
    hint = words(section(read(client, BUILD), "proposition-hint"))
    assert "the topic's card follows the most contested one; a proposition's card stays" in hint
    assert "/propositions/" not in snippet(client, "frame")
    assert "/propositions/" in snippet(client, "frame", "?shows=proposition")


def test_the_form_leads_to_what_is_pasted(client: FlaskClient) -> None:
    page = read(client, BUILD)
    (form,) = with_class(page, "builder")
    assert form.get("action") == f"{BUILD}#paste"
    assert section(page, "paste").tag == "h2"


def test_every_width_that_can_be_chosen_is_previewed(client: FlaskClient) -> None:
    chosen = section(read(client, BUILD), "width")
    assert [words(each) for each in chosen if "selected" in each.attrib] == ["480 pixels"]
    for each in chosen:
        page = read(client, f"{BUILD}?width={each.get('value')}")
        pasted = parse(f"<html>{words(section(page, 'frame'))}</html>")[0]
        sizes = [(frame.get("width"), frame.get("height")) for frame in page.iter("iframe")]
        assert (pasted.get("width"), pasted.get("height")) in sizes


def test_a_frame_as_wide_as_its_place_has_the_height_of_the_narrowest(client: FlaskClient) -> None:
    full, narrow, wide = (
        parse(f"<html>{snippet(client, 'frame', f'?width={each}')}</html>")[0]
        for each in ("full", "320", "700")
    )
    assert full.get("width") == "100%"
    assert full.get("height") == narrow.get("height")
    assert int(narrow.get("height", "")) > int(wide.get("height", ""))


@pytest.mark.parametrize(
    ("query", "widths"),
    [
        ("", ["100%", "480", "320", "700"]),
        ("?width=700", ["100%", "700", "320", "480"]),
        ("?width=full", ["100%", "320", "480", "700"]),
    ],
)
def test_it_previews_one_that_fits_and_the_chosen_width_before_the_others(
    client: FlaskClient, query: str, widths: list[str]
) -> None:
    frames = list(read(client, BUILD + query).iter("iframe"))
    assert [each.get("width") for each in frames] == widths
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


@pytest.mark.parametrize(
    "wrong", ["card=claim", "foo=1", "Theme=dark", "proposition_id=x", "as-of="]
)
def test_a_choice_that_it_does_not_have_is_refused_with_those_that_it_has(
    client: FlaskClient, wrong: str
) -> None:
    page = read(client, f"{BUILD}?{wrong}", 400)
    said = words(section(page, "main"))
    assert f"“{wrong.partition('=')[0]}” is not known here. It may be asked: shows, propo" in said
    assert BUILD in links(page)


def test_every_field_of_its_form_is_one_that_it_has(client: FlaskClient) -> None:
    (form,) = with_class(read(client, BUILD), "builder")
    names = {each.get("name") for each in form.iter() if each.get("name")}
    query = "&".join(f"{name}=" for name in sorted(map(str, names)))
    assert {"shows", "parties", "width"} <= names
    read(client, f"{BUILD}?{query}")


def test_there_is_none_of_a_topic_that_there_is_not(client: FlaskClient) -> None:
    assert client.get("/topics/no-such-topic/embed").status_code == 404


def test_of_a_retracted_topic_it_says_what_its_cards_say(small: Flask) -> None:
    edit(small, Topic, "bridge", retracted="It was forged.")
    page = read(small.test_client(), "/topics/bridge/embed")
    assert "Its cards say so" in words(page)
