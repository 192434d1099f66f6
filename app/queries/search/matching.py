"""The SQL that finds the terms of a query in the search rows, on either database.

The full-text index proposes rows; the folded words that the rows hold then decide. The two
databases cut a few rare words apart in their own ways, and only one of them lets a phrase
run from the title into the text: with the second look, both find the same.

Order: the measure of the database's own (bm25 on SQLite, ts_rank on PostgreSQL, words of
the title weighing four times as much), doubled for topics and parties, and multiplied for
terms that stand as whole words: ``un`` finds the UN before it finds unions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import (
    ColumnElement,
    Float,
    FromClause,
    Integer,
    Select,
    and_,
    case,
    cast,
    column,
    func,
    literal_column,
    select,
    table,
    true,
)
from sqlalchemy.orm import Session

from app.models import SearchRow
from app.models.search import KINDS
from app.queries.order import by_text
from app.queries.search.terms import Term

Condition = ColumnElement[bool]


class Matching(Protocol):
    """The search rows that have every term of a query."""

    source: FromClause
    where: Condition

    def ordered(self, filters: Sequence[Condition]) -> Select[int]:
        """The ids of the rows that pass the filters, the best row first."""


def matching(session: Session, terms: Sequence[Term]) -> Matching:
    """The search rows that have every term; all rows where there is none."""
    if not terms:
        return _Everything(session)
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return _Sqlite(terms) if is_sqlite else _PostgreSQL(terms)


class _Everything:
    """All rows, for filters to choose from: kind by kind, in the order of their addresses."""

    def __init__(self, session: Session) -> None:
        self.source: FromClause = SearchRow.__table__
        self.where: Condition = true()
        places = {kind: place for place, kind in enumerate(KINDS)}
        self._order = case(places, value=SearchRow.kind), by_text(session, SearchRow.address)

    def ordered(self, filters: Sequence[Condition]) -> Select[int]:
        """The same on both databases."""
        return select(SearchRow.id).where(*filters).order_by(*self._order, SearchRow.id)


class _Sqlite:
    """https://www.sqlite.org/fts5.html#full_text_query_syntax"""

    def __init__(self, terms: Sequence[Term]) -> None:
        words = table("search_words", column("rowid"))
        asked = " AND ".join(map(_fts5, terms))
        match = literal_column("search_words").op("MATCH", is_comparison=True)
        self.source: FromClause = words.join(SearchRow.__table__, words.c.rowid == SearchRow.id)
        self.where = and_(match(asked), *map(_holds, terms))
        bm25: ColumnElement[float] = literal_column("bm25(search_words, 4.0, 1.0)", Float)
        self._rank = bm25 * _factor(terms)

    def ordered(self, filters: Sequence[Condition]) -> Select[int]:
        """By bm25, which is the lower the better."""
        rows = select(SearchRow.id).select_from(self.source).where(self.where, *filters)
        return rows.order_by(self._rank, SearchRow.id)


def _fts5(term: Term) -> str:
    """Every word in quotes; a beginning is marked by a star."""
    asked = f'"{" ".join(term.words)}"{" *" if term.prefix else ""}'
    return f'({asked} OR "{term.joined}" *)' if term.joined else asked


#: ts_rank reads a row's whole text, and takes seconds for tens of thousands of rows.
_RANKED = 1000
#: Beginnings shorter than this are in most rows: the index would propose nearly all.
_SELECTIVE = 3
_WEIGHTS: ColumnElement[str] = literal_column("'{0.25, 0.25, 0.25, 1}'")
_BY_LENGTH: ColumnElement[int] = literal_column("1")
_SIMPLE: ColumnElement[str] = literal_column("'simple'")


class _PostgreSQL:
    """https://www.postgresql.org/docs/15/textsearch-controls.html"""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = terms
        self.source: FromClause = SearchRow.__table__
        selective = [t for t in terms if not t.prefix or len(t.words[0]) >= _SELECTIVE]
        match = _indexed().op("@@", is_comparison=True)
        proposed = [match(_tsquery(selective))] if selective else []
        self.where = and_(*proposed, *map(_holds, terms))

    def ordered(self, filters: Sequence[Condition]) -> Select[int]:
        """By ts_rank where it matters: among the rows that a cheaper look puts first."""
        length = func.length(SearchRow.title_words) + func.length(SearchRow.text_words)
        cheap = (_factor(self._terms).desc(), length, SearchRow.id)
        place = func.row_number().over(order_by=cheap).label("place")
        rows = select(SearchRow.id, place).where(self.where, *filters).subquery()
        return (
            select(SearchRow.id)
            .join(rows, rows.c.id == SearchRow.id)
            .order_by(case((rows.c.place <= _RANKED, -self._rank())), rows.c.place)
        )

    def _rank(self) -> ColumnElement[float]:
        title = func.setweight(_tsvector(SearchRow.title_words), literal_column("'A'"))
        weighed = title.op("||")(_tsvector(SearchRow.text_words))
        rank = func.ts_rank(_WEIGHTS, weighed, _tsquery(self._terms), _BY_LENGTH, type_=Float)
        return rank * _factor(self._terms)


def _indexed() -> ColumnElement[Any]:
    """The very expression of the index ix_search_words, or the index is not used."""
    return _tsvector(SearchRow.title_words + literal_column("' '") + SearchRow.text_words)


def _tsvector(words: Any) -> ColumnElement[Any]:
    return func.to_tsvector(_SIMPLE, words)


def _tsquery(terms: Sequence[Term]) -> ColumnElement[Any]:
    return func.to_tsquery(_SIMPLE, " & ".join(map(_lexemes, terms)))


def _lexemes(term: Term) -> str:
    """Every word in quotes; a beginning is marked by ``:*``, a phrase by ``<->``."""
    if term.prefix:
        return f"'{term.words[0]}':*"
    joined = f" | '{term.joined}':*" if term.joined else ""
    return "(" + " <-> ".join(f"'{word}'" for word in term.words) + joined + ")"


def _holds(term: Term) -> Condition:
    """Whether the folded words of a row, parted by single spaces, hold a term."""
    if term.prefix:
        return _begins(term.words[0])
    whole = _whole(SearchRow.title_words, term) | _whole(SearchRow.text_words, term)
    return whole | _begins(term.joined) if term.joined else whole


def _begins(beginning: str) -> Condition:
    """Whether a word of a row begins so."""
    in_title: Condition = (" " + SearchRow.title_words).contains(f" {beginning}")
    return in_title | (" " + SearchRow.text_words).contains(f" {beginning}")


def _whole(words: Any, term: Term) -> Condition:
    """Whether folded words hold the words of a term as whole words."""
    held: Condition = (" " + words + " ").contains(f" {' '.join(term.words)} ")
    return held


def _factor(terms: Sequence[Term]) -> ColumnElement[int]:
    """How many times better a row is than its words alone would make it."""
    factor: ColumnElement[int] = literal_column("1", Integer)
    for term in terms:
        factor = factor + 2 * cast(_whole(SearchRow.title_words, term), Integer)
        factor = factor + cast(_whole(SearchRow.text_words, term), Integer)
    return factor * case((SearchRow.kind.in_(("topic", "party")), 2), else_=1)
