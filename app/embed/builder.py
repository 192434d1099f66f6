"""The builder: what a card shall show, how it will look, and what to paste."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, render_template
from flask_babel import gettext as _

from app.documents import Claim
from app.embed import blueprint
from app.embed.options import THEMES, Columns, chosen_row
from app.embed.sized import Sized
from app.extensions import db
from app.queries import state
from app.queries.cards import PIN_DIGITS, Card, topic_card
from app.web import arguments
from app.web.caching import page
from app.web.errors import BadArgument

#: The widths of the preview.
SHOWN = (320, 480, 700)
WIDTHS = {"320": "320", "480": "480", "560": "560", "700": "700"}
FIXED = {"live": "live", "pinned": "pinned"}
SHOWS = {"topic": "topic", "proposition": "proposition", "claim": "claim"}


@blueprint.get("/topics/<slug>/embed")
def builder(slug: str) -> Response:
    """Options, previews and the three ways in; a plain form, whose address says the choice."""
    version = state.of_topic(db.session, slug) or abort(404)

    def render() -> str:
        card = topic_card(db.session, slug) or abort(404)
        chosen = _chosen()
        return render_template(
            "embed/builder.html",
            card=card,
            page=card.page,
            chosen=chosen,
            columns=Columns.of_request(card.page.parties),
            sized=_sized(card, chosen, version),
            widths=WIDTHS,
            shown=SHOWN,
            themes=THEMES,
        )

    return page(version, render)


def _chosen() -> dict[str, str]:
    return {
        "shows": arguments.one_of("shows", SHOWS, "topic"),
        "theme": arguments.one_of("theme", dict.fromkeys(THEMES, ""), "auto"),
        "fixed": arguments.one_of("fixed", FIXED, "live"),
        "width": arguments.one_of("width", WIDTHS, "560"),
        "proposition": arguments.text("proposition"),
        "claim": arguments.text("claim"),
    }


def _sized(card: Card, chosen: dict[str, str], version: str) -> Sized:
    parties = Columns.of_request(card.page.parties)
    claim = _claim(card) if chosen["shows"] == "claim" else None
    whole = chosen["shows"] == "topic"
    asked: dict[str, Any] = {
        "proposition": (chosen["proposition"] or None) if whole else None,
        "parties": ",".join(party.id for party in parties.shown)
        if arguments.words("parties") and not claim
        else None,
        "theme": chosen["theme"] if chosen["theme"] != "auto" else None,
        "revision": version[:PIN_DIGITS] if chosen["fixed"] == "pinned" else None,
    }
    return Sized(card, chosen_row(card), claim, whole=whole, asked=asked, columns=parties)


def _claim(card: Card) -> Claim:
    """The claim of ``?claim=``; without it, the first of the topic."""
    claims = {claim.id: claim for claim in card.page.topic.claims}
    if not claims:
        raise BadArgument(_("This topic has no claims."))
    named = arguments.one_of("claim", {each: claim.text for each, claim in claims.items()})
    return claims[named] if named else next(iter(claims.values()))
