"""From an address that was pasted to its card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Never

from flask import abort
from flask_babel import gettext as _

from app.documents import Party
from app.embed.cards import named_claim, no_topic_then
from app.embed.options import THEMES, Columns, no_as_of
from app.embed.pasted import Pasted
from app.embed.sized import Sized
from app.extensions import db
from app.queries import state
from app.queries.cards import Card, Pin, find_pin, pin_at, topic_card
from app.web.arguments import read_moment


@dataclass(frozen=True)
class Found:
    """A card that there is: its state, and how to make it."""

    version: str
    sized: Callable[[], Sized]


def find(pasted: Pasted) -> Found:
    """The card of an address; 404 where there is none."""
    slug, claim = named_claim(pasted.claim) if pasted.claim else (pasted.slug, "")
    pin = _pin(pasted.query)
    known = state.of_topic(db.session, slug)
    version = state.of_site(db.session) if pin else known
    if not known or not version:
        _none()

    def sized() -> Sized:
        card = topic_card(db.session, slug, pin) or abort(404, no_topic_then())
        return _sized(card, pasted, claim)

    return Found(version, sized)


def _none() -> Never:
    abort(404, _("There is no card of this address."))


def _pin(query: Mapping[str, str]) -> Pin | None:
    """What the address fixes of our history; there are no cards of a date in the world."""
    if "as_of" in query:
        abort(404, no_as_of())
    if "revision" in query:
        return find_pin(db.session, query["revision"]) or _none()
    if "published" in query:
        try:
            return pin_at(db.session, read_moment(query["published"])) or _none()
        except ValueError:
            _none()
    return None


def _sized(card: Card, pasted: Pasted, claim: str) -> Sized:
    rows = {row.proposition.id: row for row in card.page.rows}
    claims = {each.id: each for each in card.page.topic.claims}
    if (pasted.proposition and pasted.proposition not in rows) or (claim and claim not in claims):
        _none()
    if pasted.framed:
        _must_be_known(card, pasted)
    parties = _parties(card.page.parties, pasted)
    named = pasted.proposition or _proposition(card, pasted)
    chosen = pasted.query.get("proposition", "")
    row = rows.get(named) or rows.get(chosen) or rows[card.contested]
    return Sized(
        card=card,
        row=row,
        claim=claims.get(claim or pasted.fragment),
        whole=not named,
        asked=_asked(card, pasted, parties, row.proposition.id if chosen in rows else None),
        columns=Columns.of(card.page, parties),
    )


def _must_be_known(card: Card, pasted: Pasted) -> None:
    """A card's own address shows what it names, or nothing: 404, where the card answers 400."""
    asked = pasted.query
    known = asked.get("theme", "auto") in THEMES and asked.get("proposition", card.contested) in {
        row.proposition.id for row in card.page.rows
    }
    if not known:
        _none()


def _proposition(card: Card, pasted: Pasted) -> str:
    """The proposition that the fragment leads to: a row, one of its cells, or a position."""
    for row in card.page.rows:
        cells = {f"{row.proposition.id}-{party.id}" for party in card.page.parties}
        if pasted.fragment in {row.proposition.id, *cells}:
            return row.proposition.id
    perspective = card.page.perspectives.get(pasted.party)
    if pasted.party and not perspective:
        _none()
    positions = perspective.positions if perspective else ()
    return next((each.proposition for each in positions if each.id == pasted.fragment), "")


def _parties(parties: list[Party], pasted: Pasted) -> list[str]:
    """The columns of the address, in their order; none where it says nothing of them.

    On a topic's page ``only`` narrows and ``parties`` adds; a card's ``parties`` are its own.
    A word that names no party of the topic is refused there, and is 404 here.
    """
    only = [] if pasted.framed else _words(pasted, "only")
    words = only or _words(pasted, "parties")
    known = {word: each.id for each in parties for word in (each.id, each.token.lower())}
    if any(word not in known for word in words):
        _none()
    named = {known[word] for word in words}
    if named and not pasted.framed and not only:
        named |= {party.id for party in parties if party.required}
    return [party.id for party in parties if party.id in named]


def _words(pasted: Pasted, name: str) -> list[str]:
    words = [word.strip().lower() for word in pasted.query.get(name, "").split(",")]
    return [word for word in words if word]


def _asked(
    card: Card, pasted: Pasted, parties: list[str], proposition: str | None
) -> dict[str, Any]:
    theme = pasted.query.get("theme")
    return {
        "proposition": proposition,
        "parties": ",".join(parties) or None,
        "theme": theme if theme in THEMES and theme != "auto" else None,
        "revision": card.pin.short if card.pin else None,
    }
