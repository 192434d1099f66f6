"""The builder: what a card shall show, how it will look, and what to paste."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, render_template
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.documents import Claim
from app.embed import blueprint
from app.embed.cards import no_topic_then
from app.embed.options import THEMES, Columns, chosen_row, pin_asked
from app.embed.sized import Sized
from app.extensions import db
from app.queries import state
from app.queries.cards import Card, Pin, find_pin, topic_card
from app.queries.topics import TopicPage
from app.web import arguments
from app.web.caching import page
from app.web.errors import BadArgument

#: The widths of the preview, in pixels.
SHOWN = ("320", "480", "700")
#: A frame that is as wide as its place.
FULL = "full"
WIDTHS = (*SHOWN, FULL)
#: The card follows what is published, or is held at what stands now.
FIXED = {"live": "live", "pinned": "pinned"}
#: It is held at the moment or revision that the address names, which then can be chosen too.
THEN = "then"
SHOWS = {"topic": "topic", "proposition": "proposition", "claim": "claim"}


#: Every argument that the builder has: the fields of its form, and what names a moment.
KNOWN = (
    "shows", "proposition", "claim", "parties", "theme", "fixed", "width", "published", "revision",
)  # fmt: skip


@blueprint.get("/topics/<slug>/embed")
def builder(slug: str) -> Response:
    """Options, previews and the three ways in; a plain form, whose address says the choice.

    ``?published=`` and ``?revision=`` mean what they mean to cards: the page of a topic as it
    was leads to a card of what stood then.
    """
    now = state.of_topic(db.session, slug) or abort(404)
    then = _then()
    arguments.only(KNOWN)

    def render() -> str:
        chosen = _chosen(then)
        pins = {"pinned": find_pin(db.session, now), THEN: then}
        card = _card(slug, pins.get(chosen["fixed"]))
        sized = _sized(card, chosen)
        return render_template(
            "embed/builder.html",
            card=card,
            page=card.page,
            chosen=chosen,
            then=then,
            sized=sized,
            frames={each: _frame(sized, each) for each in WIDTHS},
            previews=_previews(chosen["width"]),
            themes=THEMES,
        )

    # A card held at an earlier state tells of corrections of sources that are cited no longer.
    return page(state.of_site(db.session) if then else now, render)


def _then() -> Pin | None:
    """The state that the address names; raises BadArgument for one that there is not.

    It does so for a date in the world, too, of which there are no cards.
    """
    try:
        return pin_asked()
    except NotFound as error:
        raise BadArgument(str(error.description)) from None


def _previews(chosen: str) -> list[str]:
    """The chosen width, which is shown beside the choices, before the other ones in pixels."""
    return [chosen, *(each for each in SHOWN if each != chosen)]


def _chosen(then: Pin | None) -> dict[str, str]:
    fixed, usual = ({**FIXED, THEN: THEN}, THEN) if then else (FIXED, "live")
    return {
        "shows": arguments.one_of("shows", SHOWS, "topic"),
        "theme": arguments.one_of("theme", dict.fromkeys(THEMES, ""), "auto"),
        "fixed": arguments.one_of("fixed", fixed, usual),
        "width": arguments.one_of("width", dict.fromkeys(WIDTHS, ""), "480"),
        "proposition": arguments.text("proposition"),
        "claim": arguments.text("claim"),
    }


def _card(slug: str, pin: Pin | None) -> Card:
    """The topic as it is now; held at a state, with the note that takes room, if it is pinned."""
    card = topic_card(db.session, slug, pin)
    if card is None:
        raise BadArgument(no_topic_then())
    return card


def _sized(card: Card, chosen: dict[str, str]) -> Sized:
    columns = Columns.of_request(card.page)
    claim = _claim(card) if chosen["shows"] == "claim" else None
    whole = chosen["shows"] == "topic"
    asked: dict[str, Any] = {
        "proposition": (chosen["proposition"] or None) if whole else None,
        "parties": None if claim else _named(columns, card.page),
        "theme": chosen["theme"] if chosen["theme"] != "auto" else None,
        "revision": card.pin.short if card.pin else None,
    }
    return Sized(card, chosen_row(card), claim, whole=whole, asked=asked, columns=columns)


def _named(columns: Columns, page: TopicPage) -> str | None:
    """The parties as an address names them; None for those that it means without a name."""
    if columns.shown == Columns.of(page, ()).shown:
        return None
    return ",".join(party.id for party in columns.shown)


def _frame(sized: Sized, width: str) -> tuple[str, int]:
    """The width and height of a frame, as its attributes have them.

    One that is as wide as its place gets the height of the narrowest card, the tallest.
    """
    if width == FULL:
        return "100%", sized.height(int(SHOWN[0]))
    return width, sized.height(int(width))


def _claim(card: Card) -> Claim:
    """The claim of ``?claim=``; without it, the first of the topic."""
    claims = {claim.id: claim for claim in card.page.topic.claims}
    if not claims:
        raise BadArgument(_("This topic has no claims."))
    named = arguments.one_of("claim", {each: claim.text for each, claim in claims.items()})
    return claims[named] if named else next(iter(claims.values()))
