"""One party over all topics: what it says, where it was silent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from app.documents import Party, Perspective, Topic
from app.documents.citation import Citations
from app.models import DocumentRow, PerspectiveRow, PositionRow, TopicRow
from app.queries.documents import versions
from app.queries.lists import Page
from app.queries.matrix import Cell, cell
from app.queries.numbered import Numbered, numbered
from app.queries.order import by_text


@dataclass(frozen=True)
class PartyTopic:
    """A party on one topic, proposition by proposition."""

    topic: Topic
    perspective: Perspective
    cells: list[Cell]

    def by_state(self, state: str) -> list[Cell]:
        """The cells that are ``spoken``, ``silent`` or ``not-compared``."""
        return [cell for cell in self.cells if cell.state == state]


@dataclass(frozen=True)
class PartyPage:
    """A party with some of its topics."""

    party: Party
    number: int
    updated: dt.datetime
    topics: Page
    """Its entries are PartyTopic."""
    positions: int
    """Over all topics, earlier ones included."""
    silences: int
    cited: Numbered


def party_page(session: Session, id: str, number: int, per_page: int) -> PartyPage | None:
    """A party with a page of its topics by title; None without the party. Four statements."""
    counted = session.execute(_counts(id)).one()
    slugs = session.scalars(
        select(PerspectiveRow.topic)
        .join(TopicRow, TopicRow.slug == PerspectiveRow.topic)
        .where(PerspectiveRow.party == id)
        .order_by(by_text(session, TopicRow.title), TopicRow.slug)
        .limit(per_page)
        .offset((number - 1) * per_page)
    ).all()
    wanted = or_(
        and_(DocumentRow.noun == "party", DocumentRow.key == id),
        and_(DocumentRow.noun == "topic", DocumentRow.key.in_(slugs)),
        and_(DocumentRow.party == id, DocumentRow.topic.in_(slugs)),
    )
    found = {(v.document.noun, v.document.key): v for v in versions(session, wanted)}
    version = found.get(("party", id))
    if version is None:
        return None
    party = cast(Party, version.document)
    entries = [
        _topic(
            party,
            cast(Topic, found["topic", slug].document),
            cast(Perspective, found["perspective", f"{slug}/{id}"].document),
        )
        for slug in slugs
    ]
    return PartyPage(
        party=party,
        number=version.number,
        updated=version.published_at,
        topics=Page(entries, counted.topics, number, per_page),
        positions=counted.positions,
        silences=counted.silences,
        cited=numbered(session, _citations(entries)),
    )


def _counts(id: str) -> Select[int, int, int]:
    silent = PositionRow.stance == "none-found"
    mine = select(func.count()).where(PositionRow.party == id)
    topics = select(func.count()).where(PerspectiveRow.party == id)
    return select(
        topics.scalar_subquery().label("topics"),
        mine.where(~silent).scalar_subquery().label("positions"),
        mine.where(silent).scalar_subquery().label("silences"),
    )


def _topic(party: Party, topic: Topic, perspective: Perspective) -> PartyTopic:
    cells = [cell(party, each, perspective, None) for each in topic.propositions]
    return PartyTopic(topic, perspective, cells)


def _citations(entries: list[PartyTopic]) -> Iterator[Citations]:
    """The citations that the page shows, in the order in which it shows them."""
    for entry in entries:
        for each in entry.by_state("spoken"):
            for position in (*each.standing, *each.earlier):
                yield position.citations
    for entry in entries:
        for each in entry.by_state("silent"):
            for position in each.standing:
                yield position.citations
