"""A card by its kind: its address, its heading, and its height at a width."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from app.documents import Claim
from app.embed import heights
from app.embed.options import Columns
from app.queries.cards import Card
from app.queries.excerpt import cited_sources, excerpts
from app.queries.matrix import Row
from app.web.shown import canonical_url, iso


@dataclass(frozen=True)
class Sized:
    """A card that some address or form asks for. One of *whole* row, row and claim is shown."""

    card: Card
    row: Row
    claim: Claim | None = None
    whole: bool = True
    """Whether it is the card of the topic, not of one row."""
    asked: dict[str, Any] = field(default_factory=dict)
    """The arguments of its address, beside those that name it."""
    columns: Columns = field(default_factory=lambda: Columns([], [], 0))

    @property
    def heading(self) -> str:
        """What stands on top of it."""
        if self.claim:
            return self.claim.text
        return self.card.page.topic.title if self.whole else self.row.proposition.text

    @property
    def address(self) -> str:
        """Where it is, absolute."""
        slug = self.card.page.topic.slug
        if self.claim:
            path = url_for("embed.claim", id=f"{slug}-{self.claim.id}", **self.asked)
        elif self.whole:
            path = url_for("embed.topic", slug=slug, **self.asked)
        else:
            path = url_for("embed.proposition", slug=slug, id=self.row.proposition.id, **self.asked)
        return canonical_url(path)

    @property
    def about(self) -> str:
        """The page of the site that it speaks of, absolute; of a pinned card, as it was then."""
        place = self.claim.id if self.claim else None if self.whole else self.row.proposition.id
        slug, pin = self.card.page.topic.slug, self.card.pin
        then = iso(pin.published_at) if pin else None
        return canonical_url(url_for("site.topic", slug=slug, published=then, _anchor=place))

    def picture(self, width: int) -> str:
        """Where its picture of a width is, absolute."""
        slug, asked = self.card.page.topic.slug, {**self.asked, "theme": None, "lang": None}
        asked["width"] = width if width != 1200 else None
        if self.claim:
            path = url_for("embed.claim_picture", id=f"{slug}-{self.claim.id}", **asked)
        elif self.whole:
            path = url_for("embed.topic_picture", slug=slug, **asked)
        else:
            path = url_for(
                "embed.proposition_picture", slug=slug, id=self.row.proposition.id, **asked
            )
        return canonical_url(path)

    def height(self, width: int) -> int:
        """How high it is at a width, in pixels: an estimate, rather too high."""
        whole = self.whole and not self.claim
        return heights.frame_height(self.card, self.heading, width, self._body(width), whole)

    def _body(self, width: int) -> float:
        page, parties = self.card.page, self.columns.shown
        if self.claim:
            return heights.claim_body(self.claim, page.sources[page.topic.claims_of or ""], width)
        if self.whole:
            return heights.topic_body(self.row, parties, self._narrowed, width)
        shown = excerpts(self.row, parties)
        sources = cited_sources(page, [each for one in shown for each in one.positions])
        return heights.proposition_body(self.row, shown, sources, self._narrowed, width)

    @property
    def _narrowed(self) -> int:
        if len(self.columns.shown) == self.columns.total:
            return 0
        left_out = sum(len(party.name) + 2 for party in self.columns.left_out)
        return 34 + (left_out + 16 if left_out else 0)
