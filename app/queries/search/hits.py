"""The query function of search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    func,
    literal,
    null,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session

from app.models import EventRow, PositionRow, PropositionRow, SearchRow, SourceRow
from app.queries.search.marks import Segment, excerpt, marked
from app.queries.search.matching import Matching, matching
from app.queries.search.misses import Misses, Suggestion, misses, suggestion
from app.queries.search.names import most_first
from app.queries.search.scripts import other_script
from app.queries.search.terms import Query, read

MOST = 100  #: hits on a page
PAGES = 1000
FEW = 10  #: hits, of which the reader is told what the other script would find
FILTERS = ("kind", "topic", "party", "stance")

Counts = dict[str, dict[str, int]]
Conditions = Mapping[str, ColumnElement[bool]]


@dataclass(frozen=True)
class Hit:
    """One thing that was found."""

    kind: str
    noun: str
    key: str
    """The document that it is, or is a part of."""
    address: str
    topic: str | None
    party: str | None
    stance: str | None
    date: str | None
    """When a position was taken, an event happened, a source was published."""
    language: str | None
    """Of the title, where it is the title of a source."""
    proposition: str | None
    """The text of the proposition that a position is on."""
    title: list[Segment]
    excerpt: list[Segment]


@dataclass(frozen=True)
class Results:
    """One page of hits."""

    query: Query
    number: int
    per_page: int
    asked: bool = False
    """Whether there was a word or a filter to search by."""
    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    unfiltered: int = 0
    """How many hits there would be without filters."""
    counts: Counts = field(default_factory=lambda: {name: {} for name in FILTERS})
    """For each filter, how many hits each of its values has, the other filters applied."""
    misses: Misses | None = None
    """What to offer instead, if there is nothing even without filters."""
    other_script: Suggestion | None = None
    """The query in Latin or in Cyrillic letters, if few were found and it finds something."""

    @property
    def pages(self) -> int:
        """How many pages can be asked for, at least 1."""
        return min(PAGES, max(1, -(-self.total // self.per_page)))


def search(
    session: Session,
    q: str,
    *,
    topic: str = "",
    party: str = "",
    stance: str = "",
    kind: str = "",
    number: int = 1,
    per_page: int = 20,
) -> Results:
    """Everything published that has all terms of *q*, the best first.

    Without a word in *q* it is all that the filters leave, and nothing without a filter.
    Three statements; one more when little is found, up to four more when nothing is, none
    when nothing is asked.
    *q* is read up to 200 characters and ten terms, and at most 100 hits make a page.
    """
    query, per_page = read(q), min(per_page, MOST)
    chosen = {"kind": kind, "topic": topic, "party": party, "stance": stance}
    if not query.terms and not any(chosen.values()):
        return Results(query, number, per_page)
    match = matching(session, query.terms)
    filters = {name: getattr(SearchRow, name) == v if v else true() for name, v in chosen.items()}
    counts, total, unfiltered = _count(session, match, filters)
    return Results(
        query,
        number,
        per_page,
        asked=True,
        hits=_page(session, match, filters, query, number, per_page) if total else [],
        total=total,
        unfiltered=unfiltered,
        counts=counts,
        misses=misses(session, query) if query.terms and not unfiltered else None,
        other_script=suggestion(session, other_script(query)) if unfiltered < FEW else None,
    )


def _count(session: Session, match: Matching, filters: Conditions) -> tuple[Counts, int, int]:
    """(hits by each value of each filter, with all filters, with none): one statement."""
    found = (
        select(
            *(getattr(SearchRow, name) for name in FILTERS),
            *(condition.label(f"is_{name}") for name, condition in filters.items()),
        )
        .select_from(match.source)
        .where(match.where)
        .cte("found")
    )
    number = func.count()
    applied = {name: found.c[f"is_{name}"] for name in FILTERS}
    parts = [
        select(literal("all"), null(), number).select_from(found),
        select(literal("filtered"), null(), number).where(*applied.values()),
    ]
    for name in FILTERS:
        others = [condition for other, condition in applied.items() if other != name]
        value = found.c[name]
        parts.append(
            select(literal(name), value, number).where(value.is_not(None), *others).group_by(value)
        )
    counts: Counts = {name: {} for name in (*FILTERS, "all", "filtered")}
    for part, of, hits in session.execute(union_all(*parts)):
        counts[part][of or ""] = hits
    total, unfiltered = counts.pop("filtered")[""], counts.pop("all")[""]
    return {name: most_first(found) for name, found in counts.items()}, total, unfiltered


def _page(
    session: Session, match: Matching, filters: Conditions, query: Query, number: int, per_page: int
) -> list[Hit]:
    """The hits of a page, in their order: two statements."""
    rows = match.ordered(list(filters.values()))
    ids = session.scalars(rows.limit(per_page).offset((number - 1) * per_page)).all()
    found = {row.SearchRow.id: row for row in session.execute(_shown(ids))}
    return [_hit(found[each], query) for each in ids]


def _shown(ids: Sequence[int]) -> Select[SearchRow, str, str, str]:
    """Search rows with the date, the language and the proposition of what they stand for."""
    row = SearchRow
    position = and_(
        row.kind == "position",
        PositionRow.topic == row.topic,
        PositionRow.party == row.party,
        row.address.endswith("#" + PositionRow.id),
    )
    event = and_(
        row.kind == "event", EventRow.topic == row.topic, row.address.endswith("#" + EventRow.id)
    )
    source = and_(row.kind == "source", SourceRow.id == row.key)
    on = and_(
        PropositionRow.topic == PositionRow.topic, PropositionRow.id == PositionRow.proposition
    )
    date = func.coalesce(PositionRow.date, EventRow.date, SourceRow.published)
    return (
        select(
            row, date.label("date"), SourceRow.language, PropositionRow.text.label("proposition")
        )
        .outerjoin(PositionRow, position)
        .outerjoin(PropositionRow, on)
        .outerjoin(EventRow, event)
        .outerjoin(SourceRow, source)
        .where(row.id.in_(ids))
    )


def _hit(row: Any, query: Query) -> Hit:
    found: SearchRow = row.SearchRow
    return Hit(
        kind=found.kind,
        noun=found.noun,
        key=found.key,
        address=found.address,
        topic=found.topic,
        party=found.party,
        stance=found.stance,
        date=row.date,
        language=row.language,
        proposition=row.proposition,
        title=marked(found.title, query.terms),
        excerpt=excerpt(found.text, query.terms),
    )
