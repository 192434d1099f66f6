"""What an address of a card asks for: colours, language, parties, proposition, version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort
from flask_babel import gettext as _

from app.documents import Party
from app.extensions import db
from app.queries import state
from app.queries.cards import Card, Pin, find_pin, pin_at
from app.queries.matrix import Row
from app.queries.topics import TopicPage
from app.web import arguments
from app.web.errors import BadArgument
from app.web.language import LANGUAGES

THEMES = ("auto", "light", "dark")
#: Every argument that a card knows.
KNOWN = ("proposition", "parties", "theme", "lang", "revision", "published")


@dataclass(frozen=True)
class Options:
    """The choices that do not depend on what the card shows."""

    theme: str
    language: str
    pin: Pin | None

    @classmethod
    def of_request(cls) -> Options:
        """Read ``?theme=``, ``?lang=`` and what pins the card; 404 for a pin there is not.

        Raises BadArgument for a date in the world, of which there are no cards.
        """
        theme = arguments.one_of("theme", dict.fromkeys(THEMES, ""), "auto")
        lang = arguments.one_of("lang", dict.fromkeys(LANGUAGES, ""), LANGUAGES[0])
        return cls(theme, lang, pin_asked())

    def version(self, slug: str) -> str:
        """The state of all that the card shows; 404 without the topic.

        A pinned card tells of corrections of sources that the topic may cite no longer.
        """
        if self.pin:
            found = state.of_site_with(db.session, "topic", slug)
        else:
            found = state.of_topic(db.session, slug)
        return found or abort(404)


def pin_asked() -> Pin | None:
    """What ``?revision=`` or ``?published=`` pins a card to; 404 for a state there is not."""
    if arguments.text("as_of"):
        raise BadArgument(no_as_of())
    prefix, moment = arguments.text("revision").lower(), arguments.moment("published")
    if prefix:
        sentence = _(
            "No version of this site goes by that revision. It is the beginning of a digest, of 12 "
            "digits at least, as the history has it."
        )
        return find_pin(db.session, prefix) or abort(404, sentence)
    if moment:
        return pin_at(db.session, moment) or abort(404, _("Nothing was published by then."))
    return None


def no_as_of() -> str:
    """Why there is no card of a date in the world."""
    return str(
        _("Cards speak of a date of our history (“published”), not of one in the world (“as_of”).")
    )


@dataclass(frozen=True)
class Columns:
    """The parties that a card shows, in the order of every page, and which it leaves out."""

    shown: Sequence[Party]
    left_out: Sequence[Party]
    """Those compared on every topic that are not shown: the card names them."""
    counted: int
    """How many of those shown have positions that stand: what was retracted is not counted."""
    total: int
    """How many the topic has, as its page counts them."""

    @property
    def narrowed(self) -> bool:
        """Whether the topic compares more parties than are shown."""
        return self.counted < self.total

    @classmethod
    def of_request(cls, page: TopicPage) -> Columns:
        """Read ``?parties=``, ids or two-letter tokens; without it, those of every topic."""
        tokens = {party.token.lower(): party.id for party in page.parties}
        return cls.of(page, arguments.some_of("parties", [p.id for p in page.parties], tokens))

    @classmethod
    def of(cls, page: TopicPage, ids: Iterable[str]) -> Columns:
        """The parties with some ids; without any, those of every topic."""
        parties, compared = page.parties, page.compared
        chosen = set(ids) or {party.id for party in parties if party.required}
        shown = [party for party in parties if party.id in chosen] or parties
        left_out = [party for party in parties if party.required and party not in shown]
        counted = sum(party in compared for party in shown)
        return cls(shown, left_out, counted, len(compared))


def chosen_row(card: Card) -> Row:
    """The row of ``?proposition=``; without it, of the most contested proposition."""
    ids = {row.proposition.id: row.proposition.text for row in card.page.rows}
    return row_of(card, arguments.one_of("proposition", ids, card.contested))


def row_of(card: Card, id: str) -> Row:
    """The row of a proposition; 404 without it."""
    found = [row for row in card.page.rows if row.proposition.id == id]
    sentence = _("The topic has no such proposition, in the version that was asked for.")
    return found[0] if found else abort(404, sentence)


def given(names: Sequence[str], **more: Any) -> dict[str, Any]:
    """The arguments of this request by some names, to be handed on in another address."""
    kept = {name: ",".join(arguments.words(name)) or None for name in names}
    return {**kept, **more}
