"""Pictures of cards, for hosts that show a page by its metadata (Open Graph, oEmbed)."""

from __future__ import annotations

import json
from typing import Any

import typst
from flask import Response, abort

from app.config import ROOT
from app.embed import blueprint
from app.embed.cards import claim_of, named_claim, no_topic_then
from app.embed.drawn import claim_drawn, row_drawn
from app.embed.options import Options, chosen_row, row_of
from app.extensions import db
from app.queries.cards import Card, topic_card
from app.web import arguments
from app.web.caching import page

#: The widths that are drawn, with their heights: all of one shape, 1200 x 630.
WIDTHS = {1200: 630, 600: 315, 240: 126}
_TEMPLATE = ROOT / "templates" / "embed" / "picture.typ"
_POINTS = 72  # an inch; the page is 1200 points wide


@blueprint.get("/embed/topics/<slug>.png")
def topic_picture(slug: str) -> Response:
    """A topic with its most contested proposition."""
    return _answer(slug, lambda card: row_drawn(card, chosen_row(card)))


@blueprint.get("/embed/topics/<slug>/propositions/<id>.png")
def proposition_picture(slug: str, id: str) -> Response:
    """A row of the comparison."""
    return _answer(slug, lambda card: row_drawn(card, row_of(card, id)))


@blueprint.get("/embed/claims/<id>.png")
def claim_picture(id: str) -> Response:
    """A claim with its finding."""
    slug, name = named_claim(id)
    return _answer(slug, lambda card: claim_drawn(card, claim_of(card, name)))


def _answer(slug: str, data: Any) -> Response:
    options = Options.of_request()
    width = int(arguments.one_of("width", {str(each): "" for each in WIDTHS}, "1200"))

    def render() -> Response:
        card: Card = topic_card(db.session, slug, options.pin) or abort(404, no_topic_then())
        return Response(draw(data(card), width), mimetype="image/png")

    return page(options.version(slug), render)


def draw(data: dict[str, Any], width: int) -> bytes:
    """The PNG of what app/embed/drawn.py gives, the same bytes on every machine.

    The data go in beside the template, so that no text can become markup; only the fonts
    that come with the library are used.
    """
    drawn: bytes = typst.compile(
        _TEMPLATE.read_bytes(),
        format="png",
        ppi=_POINTS * width / 1200,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return drawn
