"""The list of sources, from the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.documents import Source
from app.documents.folding import folded_words
from app.models import CitationRow, SearchRow, SourceRow
from app.queries.documents import sources
from app.queries.lists import Page
from app.queries.order import by_text

_WORDS = 10


@dataclass(frozen=True)
class SourceFilter:
    """What a reader asks of the list; an empty word asks nothing."""

    q: str = ""
    kind: str = ""
    language: str = ""
    publisher: str = ""
    party: str = ""
    verification: str = ""
    sort: str = "newest"
    """newest, oldest, title, publisher or used."""


@dataclass(frozen=True)
class SourceEntry:
    """A source as the list shows it."""

    source: Source
    via: Source | None
    uses: int
    """How many citations name it."""


@dataclass(frozen=True)
class SourceList:
    """One page of the list, and how the sources found are known."""

    found: Page
    read: int
    reported: int


def source_list(session: Session, chosen: SourceFilter, number: int, per_page: int) -> SourceList:
    """The sources that a filter leaves, in the order asked for. Three statements."""
    where = _where(chosen)
    uses = (
        select(func.count())
        .where(CitationRow.source == SourceRow.id)
        .correlate(SourceRow)
        .scalar_subquery()
    )
    counted = session.execute(
        select(
            func.count().label("total"),
            func.count().filter(SourceRow.verification == "read").label("read"),
        )
        .select_from(SourceRow)
        .where(*where)
    ).one()
    rows = session.execute(
        select(SourceRow.id, uses.label("uses"))
        .join(
            SearchRow,
            (SearchRow.noun == "source")
            & (SearchRow.key == SourceRow.id)
            & (SearchRow.kind == "source"),
        )
        .where(*where)
        .order_by(*_order(session, chosen.sort, uses))
        .limit(per_page)
        .offset((number - 1) * per_page)
    ).all()
    held = sources(session, [row.id for row in rows])
    entries = [SourceEntry(held[row.id], _via(held, row.id), row.uses) for row in rows]
    found = Page(entries, counted.total, number, per_page)
    return SourceList(found, counted.read, counted.total - counted.read)


def _via(held: Mapping[str, Source], id: str) -> Source | None:
    via = held[id].via
    return held[via] if via else None


def _where(chosen: SourceFilter) -> list[ColumnElement[bool]]:
    where = [
        column == value
        for column, value in (
            (SourceRow.kind, chosen.kind),
            (SourceRow.language, chosen.language),
            (SourceRow.publisher, chosen.publisher),
            (SourceRow.verification, chosen.verification),
        )
        if value
    ]
    if chosen.party:
        cited = select(CitationRow.source).where(CitationRow.party == chosen.party)
        where.append(SourceRow.id.in_(cited))
    for word in folded_words(chosen.q)[:_WORDS]:
        held = SearchRow.title_words.contains(word) | SearchRow.text_words.contains(word)
        found = select(SearchRow.key).where(SearchRow.noun == "source", held)
        where.append(SourceRow.id.in_(found))
    return where


def _order(session: Session, sort: str, uses: ColumnElement[int]) -> list[ColumnElement[Any]]:
    by_title = [by_text(session, SearchRow.title_words), by_text(session, SourceRow.id)]
    by_publisher = by_text(session, func.lower(SourceRow.publisher))
    first: dict[str, list[ColumnElement[Any]]] = {
        "newest": [SourceRow.published_last.desc()],
        "oldest": [SourceRow.published_last.asc()],
        "title": [],
        "publisher": [by_publisher],
        "used": [uses.desc()],
    }
    return first[sort] + by_title


def languages(session: Session) -> dict[str, int]:
    """The languages of the sources with how many there are in each, most used first."""
    return _counted(session, SourceRow.language, [func.count().desc()])


def publishers(session: Session) -> dict[str, int]:
    """The publishers by name, with how many sources each has."""
    return _counted(
        session, SourceRow.publisher, [by_text(session, func.lower(SourceRow.publisher))]
    )


def _counted(
    session: Session, column: InstrumentedAttribute[str], order: list[ColumnElement[Any]]
) -> dict[str, int]:
    query = select(column, func.count()).group_by(column).order_by(*order, by_text(session, column))
    return dict(session.execute(query).all())
