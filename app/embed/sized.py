"""A card by its kind: its address, what it is called, what it shows, its height at a width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from flask import get_template_attribute, url_for
from flask_babel import gettext as _

from app.documents import Claim, Perspective, Position, Source, Topic
from app.embed import heights
from app.embed.options import Columns
from app.queries.cards import Card, Mended
from app.queries.excerpt import Excerpt, cited_sources, excerpts
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
    columns: Columns = field(default_factory=lambda: Columns([], [], 0, 0))

    @property
    def heading(self) -> str:
        """What stands on top of it."""
        if self.claim:
            return self.claim.text
        return self.card.page.topic.title if self.whole else self.row.proposition.text

    @property
    def cited(self) -> str:
        """What it is called where its kind is not seen: a claim is never told as a fact."""
        return str(_("Claim: %(text)s", text=self.claim.text)) if self.claim else self.heading

    @property
    def title(self) -> str:
        """What previews of it say above all: a claim with its finding, a retraction first."""
        if self.card.retracted:
            return str(_("Retracted: %(title)s", title=self.card.page.topic.title))
        if self.claim:
            finding = _word("finding", self.claim.finding).lower()
            return str(_("Claim, %(finding)s: %(text)s", finding=finding, text=self.claim.text))
        return self.heading

    @property
    def summary(self) -> str:
        """What previews of it say below the title, and what its picture shows."""
        if self.card.retracted:
            return self.card.retracted
        if self.claim:
            return self.claim.explanation
        if not self.whole:
            return self.stances
        on = _("On “%(text)s”:", text=self.row.proposition.text)
        return f"{on} {self.stances}"

    @property
    def stances(self) -> str:
        """The stance of each party shown, in words."""
        cells = [(party.name, self.row.cells[party.id]) for party in self.columns.shown]
        said = [f"{name}: {_word('stance', cell.stance or cell.state)}" for name, cell in cells]
        return "; ".join(said) + "."

    @cached_property
    def excerpts(self) -> list[Excerpt]:
        """The positions of each party that the card of a row shows."""
        return excerpts(self.row, self.columns.shown)

    @cached_property
    def sources(self) -> list[Source]:
        """What the claim, or the row, rests on."""
        if self.claim:
            return cited_sources(self.card.page, [self.claim])
        return cited_sources(self.card.page, [p for one in self.excerpts for p in one.positions])

    @property
    def corrections(self) -> Sequence[Mended]:
        """Those since the pin of what is shown here; the others are counted only."""
        return [each for each in self.card.corrections if self._shows(each)]

    def _shows(self, mended: Mended) -> bool:
        """Whether what was corrected is shown here, and reads otherwise now."""
        if mended.noun == "source":
            return mended.key in {source.id for source in self.sources}
        now = self.card.now.get((mended.noun, mended.key))
        if isinstance(now, Topic):
            then = self.card.page.topic
            return self._of_topic(then) != self._of_topic(now)
        party = mended.key.rpartition("/")[2]
        shown = not self.claim and party in {each.id for each in self.columns.shown}
        if not shown or not isinstance(now, Perspective):
            return False
        return self._on_row(self.card.page.perspectives[party]) != self._on_row(now)

    def _of_topic(self, topic: Topic) -> list[object]:
        """What the card shows of a topic."""
        if self.claim:
            return [each for each in topic.claims if each.id == self.claim.id]
        row = [each for each in topic.propositions if each.id == self.row.proposition.id]
        return [topic.title, *row] if self.whole else list(row)

    def _on_row(self, perspective: Perspective) -> list[Position]:
        """What a party says on the row."""
        on = self.row.proposition.id
        return [each for each in perspective.positions if each.proposition == on]

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
        head = heights.Head(self._kicker, self.heading, whole, self.corrections)
        return heights.frame_height(self.card, head, width, self._body(width))

    def _body(self, width: int) -> float:
        page, parties = self.card.page, self.columns.shown
        if self.claim:
            return heights.claim_body(self.claim, page.sources[page.topic.claims_of or ""], width)
        if self.whole:
            contested = self.row.proposition.id == self.card.contested
            return heights.topic_body(
                self.row, parties, contested=contested, narrowed=self._narrowed, width=width
            )
        said = [(party.id, page.perspectives.get(party.id)) for party in parties]
        reasons = {party: each.retracted for party, each in said if each and each.retracted}
        return heights.proposition_body(self.row, self.excerpts, reasons, self._narrowed, width)

    @property
    def _kicker(self) -> str:
        """About what stands above its heading."""
        topic = self.card.page.topic.short_title
        return f"A claim, and what the sources show · {topic}" if self.claim else f"Topic · {topic}"

    @property
    def _narrowed(self) -> str:
        """About how the line reads that says who is left out; empty without one."""
        columns = self.columns
        if not columns.narrowed:
            return ""
        names = ", ".join(party.name for party in columns.left_out)
        left_out = f" Left out here: {names}." if names else ""
        return f"{columns.counted} of {columns.total} parties.{left_out} All of them"


def _word(kind: str, value: str) -> str:
    """How pages say a stance or a finding."""
    return str(get_template_attribute("components/glyph.html", f"{kind}_word")(value))
