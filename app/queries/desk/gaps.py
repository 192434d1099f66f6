"""What is missing on the site, for editors who look for work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.models import (
    DocumentRow,
    PartyRow,
    PerspectiveRow,
    PositionRow,
    PropositionRow,
    SourceRow,
    TopicRow,
)


@dataclass(frozen=True)
class Gap:
    """A place where something could be added: (topic, party) or a source."""

    topic: str
    topic_title: str
    party: str
    party_name: str
    what: str
    """The proposition's text, or the date of the search."""


@dataclass(frozen=True)
class Gaps:
    """The first of each kind of gap, with how many there are."""

    never_searched: tuple[Sequence[Gap], int]
    searched_long_ago: tuple[Sequence[Gap], int]
    missing: tuple[Sequence[Gap], int]
    reported: tuple[Sequence[tuple[str, str]], int]


def gaps(session: Session, today: dt.date, most: int = 8) -> Gaps:
    """The gaps of the site: cells never searched, old searches, missing perspectives,
    sources known only from others' reports."""
    year_ago = today.replace(year=today.year - 1, day=min(today.day, 28)).isoformat()
    named = (TopicRow.slug, TopicRow.short_title, PartyRow.id, PartyRow.name)
    answered = and_(
        PositionRow.topic == PropositionRow.topic,
        PositionRow.proposition == PropositionRow.id,
        PositionRow.party == PerspectiveRow.party,
    )
    never = (
        select(*named, PropositionRow.text)
        .select_from(PropositionRow)
        .join(TopicRow, TopicRow.slug == PropositionRow.topic)
        .join(PerspectiveRow, PerspectiveRow.topic == TopicRow.slug)
        .join(PartyRow, PartyRow.id == PerspectiveRow.party)
        .outerjoin(PositionRow, answered)
        .where(PositionRow.id.is_(None))
    )
    old = (
        select(*named, PositionRow.searched_date)
        .select_from(PositionRow)
        .join(TopicRow, TopicRow.slug == PositionRow.topic)
        .join(PartyRow, PartyRow.id == PositionRow.party)
        .where(PositionRow.searched_date < year_ago)
    )
    # One that was retracted is not missing, though no row of the index is left of it.
    held = and_(DocumentRow.topic == TopicRow.slug, DocumentRow.party == PartyRow.id)
    missing = (
        select(*named, TopicRow.title)
        .select_from(TopicRow)
        .join(PartyRow, PartyRow.id.is_not(None))
        .outerjoin(DocumentRow, held)
        .where(DocumentRow.key.is_(None))
    )
    reported = select(SourceRow.id, SourceRow.title).where(SourceRow.verification == "reported")
    return Gaps(
        _some(session, never, most),
        _some(session, old, most),
        _some(session, missing, most),
        _reported(session, reported, most),
    )


def _some(session: Session, query, most: int) -> tuple[list[Gap], int]:  # type: ignore[no-untyped-def]
    count = session.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    ordered = query.order_by(TopicRow.slug, PartyRow.place).limit(most)
    return [Gap(*row) for row in session.execute(ordered)], count


def _reported(session: Session, query, most: int) -> tuple[list[tuple[str, str]], int]:  # type: ignore[no-untyped-def]
    count = session.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    rows = session.execute(query.order_by(SourceRow.id).limit(most))
    return [(row.id, row.title) for row in rows], count
