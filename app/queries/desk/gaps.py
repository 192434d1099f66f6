"""What is missing on the site, for editors who look for work. Ten statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, and_, func, select, true
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
from app.queries import links
from app.queries.lists import Page
from app.queries.order import by_text

G = TypeVar("G")
_Cells = Select[str, str, str, str, Any]


#: The kinds of gaps as addresses name them, in the order of ``Gaps``.
KINDS = ("never-searched", "searched-long-ago", "missing", "reported", "dead")


@dataclass(frozen=True)
class Gap:
    """A place where something could be added."""

    topic: str
    topic_title: str
    party: str
    party_name: str
    what: str
    """The proposition's text, the date of the search, or the topic's full title."""


@dataclass(frozen=True)
class Named:
    """A source that could be better."""

    id: str
    title: str


@dataclass(frozen=True)
class Some(Generic[G]):
    """The first of something, with how many there are."""

    first: Sequence[G]
    count: int


@dataclass(frozen=True)
class Gaps:
    """The first of each kind of gap, with how many there are."""

    never_searched: Some[Gap]
    searched_long_ago: Some[Gap]
    missing: Some[Gap]
    reported: Some[Named]
    dead: Some[Named]


def gaps(session: Session, today: dt.date, most: int = 8) -> Gaps:
    """The gaps of the site: cells never searched, old searches, missing perspectives,
    sources known only from others' reports, and sources whose address is dead."""
    return Gaps(*(_some(session, today, kind, most) for kind in KINDS))


def gap_page(session: Session, today: dt.date, kind: str, number: int, per_page: int) -> Page:
    """One page of all gaps of a kind: two statements."""
    some = _some(session, today, kind, per_page, (number - 1) * per_page)
    return Page(some.first, some.count, number, per_page)


def _some(session: Session, today: dt.date, kind: str, most: int, start: int = 0) -> Some[Any]:
    """So many gaps of a kind, those before *start* left out."""
    if kind == "reported":
        query = select(SourceRow.id, SourceRow.title).where(SourceRow.verification == "reported")
        return _named(session, query, most, start)
    if kind == "dead":
        return _named(session, links.dead(), most, start)
    if kind == "never-searched":
        return _cells(session, _never_searched(), most, start, PropositionRow.place)
    if kind == "missing":
        return _cells(session, _missing(), most, start)
    old = _searched_before(_year_before(today))
    return _cells(session, old, most, start, by_text(session, PositionRow.id))


def _year_before(today: dt.date) -> str:
    return today.replace(year=today.year - 1, day=min(today.day, 28)).isoformat()


def _select(what: Any) -> _Cells:
    return select(TopicRow.slug, TopicRow.short_title, PartyRow.id, PartyRow.name, what)


def _never_searched() -> _Cells:
    answered = and_(
        PositionRow.topic == PropositionRow.topic,
        PositionRow.proposition == PropositionRow.id,
        PositionRow.party == PerspectiveRow.party,
    )
    return (
        _select(PropositionRow.text)
        .select_from(PropositionRow)
        .join(TopicRow, TopicRow.slug == PropositionRow.topic)
        .join(PerspectiveRow, PerspectiveRow.topic == TopicRow.slug)
        .join(PartyRow, PartyRow.id == PerspectiveRow.party)
        .outerjoin(PositionRow, answered)
        .where(PositionRow.id.is_(None))
    )


def _searched_before(day: str) -> _Cells:
    return (
        _select(PositionRow.searched_date)
        .select_from(PositionRow)
        .join(TopicRow, TopicRow.slug == PositionRow.topic)
        .join(PartyRow, PartyRow.id == PositionRow.party)
        .where(PositionRow.searched_date < day)
    )


def _missing() -> _Cells:
    # One that was retracted is not missing, though no row of the index is left of it.
    held = and_(DocumentRow.topic == TopicRow.slug, DocumentRow.party == PartyRow.id)
    return (
        _select(TopicRow.title)
        .select_from(TopicRow)
        .join(PartyRow, true())
        .outerjoin(DocumentRow, held)
        .where(DocumentRow.key.is_(None))
    )


def _count(session: Session, query: Select[*tuple[Any, ...]]) -> int:
    return session.execute(select(func.count()).select_from(query.subquery())).scalar_one()


def _cells(session: Session, query: _Cells, most: int, start: int, *last: Any) -> Some[Gap]:
    """Some by topic, in the order of the parties, and *last* where one has several."""
    ordered = query.order_by(by_text(session, TopicRow.slug), PartyRow.place, *last)
    found = [
        Gap(topic, title, party, name, what or "")
        for topic, title, party, name, what in session.execute(ordered.limit(most).offset(start))
    ]
    return Some(found, _count(session, query))


def _named(session: Session, query: Select[str, str], most: int, start: int) -> Some[Named]:
    ordered = query.order_by(by_text(session, SourceRow.id))
    rows = session.execute(ordered.limit(most).offset(start))
    return Some([Named(row.id, row.title) for row in rows], _count(session, query))
