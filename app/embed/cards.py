"""The cards: a topic, one row of its comparison, a claim. Complete without script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Response, abort, render_template, request, url_for
from flask_babel import gettext as _

from app.documents import Claim
from app.embed import blueprint
from app.embed.options import KNOWN, Columns, Options, chosen_row, given, row_of
from app.embed.sized import Sized
from app.extensions import db
from app.queries.cards import Card, claims_called, claims_retracted, topic_card
from app.web.caching import page
from app.web.errors import BadArgument


@blueprint.get("/embed/topics/<slug>")
def topic(slug: str) -> Response:
    """A topic with one proposition: the chosen one, or the most contested."""
    return answer(slug, "embed/topic.html", lambda card: Sized(card, chosen_row(card)))


@blueprint.get("/embed/topics/<slug>/propositions/<id>")
def proposition(slug: str, id: str) -> Response:
    """One row of the comparison, with its statements and their sources."""
    return answer(
        slug, "embed/proposition.html", lambda card: Sized(card, row_of(card, id), whole=False)
    )


@blueprint.get("/embed/claims/<id>")
def claim(id: str) -> Response:
    """A claim, and what the sources show of it."""
    slug, name = named_claim(id)
    return answer(
        slug,
        "embed/claim.html",
        lambda card: Sized(card, row_of(card, card.contested), claim_of(card, name)),
    )


def answer(slug: str, template: str, sized: Callable[[Card], Sized]) -> Response:
    """A card with what this request chose."""
    options = Options.of_request()

    def render() -> str:
        card = topic_card(db.session, slug, options.pin) or abort(404, no_topic_then())
        columns = Columns.of_request(card.page)
        return render_template(
            template,
            card=card,
            page=card.page,
            options=options,
            sized=replace(sized(card), columns=columns),
            here=here(),
            picture=here("_picture"),
        )

    return page(options.version(slug), render)


def here(kind: str = "") -> str:
    """The address of the card that is asked for, with what it knows of the query only.

    *kind* is ``_picture`` for that of its picture.
    """
    named: dict[str, Any] = {**(request.view_args or {}), **given(KNOWN)}
    address: str = url_for(f"{request.endpoint}{kind}", **named)
    return address


def no_topic_then() -> str:
    """Why a topic cannot be shown at a pin."""
    return str(_("This topic was not published yet in the version that was asked for."))


def claim_of(card: Card, id: str) -> Claim:
    """A claim of a topic; 404 without it."""
    found = [claim for claim in card.page.topic.claims if claim.id == id]
    sentence = _("The topic has no such claim, in the version that was asked for.")
    return found[0] if found else abort(404, sentence)


def named_claim(name: str) -> tuple[str, str]:
    """The topic and id of the claim that goes by a name; 404 without one.

    Raises BadArgument where several topics have a claim with that id.
    """
    found = claims_called(db.session, name) or claims_retracted(db.session, name)
    if len(found) > 1:
        whole = [f"{slug}-{own}" for slug, own in found]
        raise BadArgument(
            _("Claims of several topics go by “%(id)s”. Choose one of them.", id=name),
            [(each, url_for("embed.claim", id=each)) for each in whole],
        )
    return found[0] if found else abort(404)
