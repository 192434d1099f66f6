"""Pictures of cards: drawn alike everywhere, from data that are never markup."""

from __future__ import annotations

import json
from typing import Any

import pytest
import typst
from flask import Flask
from flask.testing import FlaskClient

from app.config import ROOT
from app.documents import Perspective, Topic
from app.embed.cards import claim_of
from app.embed.drawn import claim_drawn, colours, glyphs, row_drawn
from app.embed.options import row_of
from app.embed.pictures import WIDTHS, draw
from app.extensions import db
from app.queries.cards import topic_card
from tests.support.editing import edit, put
from tests.support.make import make_party, make_perspective

CARD = "/embed/topics/transnistria-mission"
PICTURES = (
    f"{CARD}.png",
    f"{CARD}/propositions/civilian-mission.png",
    "/embed/claims/claim-no-exit-for-moldova.png",
)


def size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG (ISO/IEC 15948, 11.2.2)."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


@pytest.mark.parametrize("address", PICTURES)
def test_a_picture_is_drawn_once_and_kept(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.mimetype == "image/png"
    assert size(answer.data) == (1200, 630)
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert client.get(address, headers=tag).status_code == 304


@pytest.mark.parametrize(("width", "height"), WIDTHS.items())
def test_it_comes_in_three_widths(client: FlaskClient, width: int, height: int) -> None:
    assert size(client.get(f"{CARD}.png?width={width}").data) == (width, height)


def test_no_other_width_is_drawn(client: FlaskClient) -> None:
    for width in ("1199", "0", "9999", "wide"):
        assert client.get(f"{CARD}.png?width={width}").status_code == 400


def drawn(app: Flask, slug: str, proposition: str, query: str = "") -> dict[str, Any]:
    """What a picture of a row shows."""
    with app.test_request_context(f"/embed/topics/{slug}.png{query}"):
        card = topic_card(db.session, slug)
        assert card is not None
        return row_drawn(card, row_of(card, proposition))


def sizes(data: dict[str, Any]) -> dict[str, float]:
    """How large a picture sets the kind of a text, and the text itself."""
    template = (ROOT / "templates" / "embed" / "picture.typ").read_bytes()
    found = typst.query(
        template,
        "<sizes>",
        field="value",
        one=True,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
    )
    told: dict[str, float] = json.loads(found)
    return told


@pytest.mark.parametrize(
    ("proposition", "kind"),
    [
        ("leave-before-settlement", "The most contested proposition"),
        ("civilian-mission", "A proposition"),
    ],
)
def test_a_proposition_is_told_to_be_one_as_large_as_it_is_set(
    loaded: Flask, proposition: str, kind: str
) -> None:
    data = drawn(loaded, "transnistria-mission", proposition)
    assert data["kind"] == kind
    assert sizes(data)["kind"] >= sizes(data)["text"] >= 30


def test_a_claim_is_told_to_be_one_as_large_as_it_is_set(loaded: Flask) -> None:
    with loaded.test_request_context("/embed/claims/claim-no-exit-for-moldova.png"):
        card = topic_card(db.session, "transnistria-mission")
        assert card is not None
        data = claim_drawn(card, claim_of(card, "claim-no-exit-for-moldova"))
    assert data["kind"] == "A claim of Robert Lansing Institute"
    assert data["finding"]["word"] == "Contradicted"
    assert sizes(data)["kind"] >= 0.9 * sizes(data)["text"]


def test_stances_are_told_by_shape_and_word(loaded: Flask) -> None:
    data = drawn(loaded, "transnistria-mission", "civilian-mission", "?parties=russia,moldova,un")
    assert [(each["token"], each["glyph"], each["word"]) for each in data["parties"]] == [
        ("RU", "disagrees", "Disagrees"),
        ("MD", "agrees", "Agrees"),
        ("UN", "none-found", "No position found"),
    ]
    assert {each["glyph"] for each in data["parties"]} <= data["glyphs"].keys()


def test_every_party_of_the_largest_topic_has_its_place(loaded: Flask) -> None:
    data = drawn(loaded, "transnistria-mission", "civilian-mission")
    assert len(data["parties"]) == 9
    assert "more parties" not in data["foot"]


def test_more_parties_than_there_is_room_for_are_counted(small: Flask) -> None:
    for number in range(9):
        other = f"other-{number}"
        token = f"O{chr(65 + number)}"
        party = make_party(other, number + 3, token, required=False)
        put(small, party, make_perspective(party=other))
    data = drawn(small, "bridge", "p1")
    assert len(data["parties"]) == 9
    assert data["foot"].startswith("and 2 more parties · ")


def test_a_retracted_perspective_is_not_among_the_parties_that_are_counted(small: Flask) -> None:
    edit(small, Perspective, "bridge/boria", retracted="It was forged.")
    assert "more part" not in drawn(small, "bridge", "p1", "?parties=alba")["foot"]


def test_glyphs_and_colours_are_those_of_the_site(loaded: Flask) -> None:
    with loaded.test_request_context():
        assert colours()["teal"] == "#26735f"
        assert "currentColor" not in "".join(glyphs().values())
        assert {"agrees", "disagrees", "conditional", "mixed", "none-found"} <= glyphs().keys()


@pytest.mark.parametrize(
    "text",
    [
        '#panic() *bold* $x$ @ref `raw` \\ " ] } #sys.inputs',
        "Ă â î ș ț; Придністров’я, Приднестровье, русские войска",
        "W" * 240,
        "wort " * 48,
        "Ω",
    ],
)
def test_any_text_is_drawn_as_text(loaded: Flask, text: str) -> None:
    data = drawn(loaded, "un-csto-debate", "deepen-un-csto-cooperation")
    parties = [{**each, "name": text[:80], "word": text[:40]} for each in data["parties"]]
    one = {
        **data,
        "text": text,
        "kind": text[:40],
        "topic": text[:40],
        "foot": text[:100],
        "parties": parties,
    }
    assert size(draw(one, 600)) == (600, 315)
    assert draw(one, 240) == draw(one, 240)


def test_a_picture_of_a_retracted_topic_says_so(small: Flask) -> None:
    edit(small, Topic, "bridge", retracted="The minutes were forged.")
    data = drawn(small, "bridge", "p1")
    assert data["notice"] == "This topic was retracted. The minutes were forged."
    assert data["parties"] == []
    assert data["kind"] == "Retracted"
    assert sizes(data)["kind"] > 1.3 * sizes(data)["text"]
    assert small.test_client().get("/embed/topics/bridge.png").status_code == 200
