"""What to offer a reader whose query found nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from sqlalchemy import Select, func, literal, select, union_all
from sqlalchemy.orm import Session

from app.models import SearchWordRow
from app.queries.search.matching import matching
from app.queries.search.terms import MOST_TERMS, Query, Term

CANDIDATES = 2000  #: words that are compared with the misspelt ones, in all
_MISSPELT = 4  #: words that are corrected at most
_ALIKE = 0.7
_SUGGESTIONS = 3


@dataclass(frozen=True)
class Suggestion:
    """Another query, which does find something."""

    query: str
    total: int


@dataclass(frozen=True)
class Misses:
    """What there is instead."""

    alone: list[Suggestion] = field(default_factory=list)
    """The terms that something is found with, each alone."""
    unknown: list[str] = field(default_factory=list)
    """The terms that nothing has."""
    suggestions: list[Suggestion] = field(default_factory=list)
    """The query with its misspelt words corrected or left out, or its phrases as words."""


def misses(session: Session, query: Query) -> Misses:
    """What to offer instead of a query that finds nothing: at most three statements."""
    totals = _totals(session, [(term,) for term in query.terms])
    pairs = list(zip(query.terms, totals, strict=True))
    close = _close_words(session, [term for term, total in pairs if not total])
    variants = _variants(query.terms, close)
    found = [
        Suggestion(Query(terms).written, total)
        for terms, total in zip(variants, _totals(session, variants), strict=True)
        if total
    ]
    return Misses(
        alone=[Suggestion(term.written, total) for term, total in pairs if total],
        unknown=[term.written for term, total in pairs if not total],
        suggestions=found[:_SUGGESTIONS],
    )


def suggestion(session: Session, query: Query | None) -> Suggestion | None:
    """A query with what it finds, if it finds anything: one statement, or none."""
    if query is None:
        return None
    (total,) = _totals(session, [query.terms])
    return Suggestion(query.written, total) if total else None


def _totals(session: Session, queries: Sequence[Sequence[Term]]) -> list[int]:
    """How many hits each of some queries has: one statement, or none."""
    if not queries:
        return []
    counted = []
    for number, terms in enumerate(queries):
        match = matching(session, terms)
        count = select(func.count()).select_from(match.source).where(match.where)
        counted.append(count.scalar_subquery().label(f"query_{number}"))
    return list(session.execute(select(*counted)).one())


def _close_words(session: Session, terms: Iterable[Term]) -> dict[str, list[str]]:
    """For words of these terms, the words in use that look most like them: one statement."""
    words = list(dict.fromkeys(word for term in terms for word in term.words))
    words = [word for word in words if len(word) > 2 and not word.isdigit()][:_MISSPELT]
    if not words:
        return {}
    most = CANDIDATES // len(words)
    asked = union_all(*(_candidates(word, most) for word in words))
    candidates: dict[str, list[str]] = {word: [] for word in words}
    for word, candidate in session.execute(asked):
        candidates[word].append(candidate)
    return {word: get_close_matches(word, candidates[word], 3, _ALIKE) for word in words}


def _candidates(word: str, most: int) -> Select[str, str]:
    """Words in use of about the same length and with the same first letter, often used first."""
    reach = 1 if len(word) < 5 else 2
    alike = (
        select(literal(word).label("asked"), SearchWordRow.word)
        .where(
            SearchWordRow.length.between(len(word) - reach, len(word) + reach),
            func.substr(SearchWordRow.word, 1, 1) == word[0],
        )
        .order_by(SearchWordRow.uses.desc(), SearchWordRow.word)
        .limit(most)
        .subquery()
    )
    return select(alike.c.asked, alike.c.word)


def _variants(terms: Sequence[Term], close: dict[str, list[str]]) -> list[tuple[Term, ...]]:
    """The queries that may have been meant, the likeliest first."""
    variants = [_corrected(terms, close, choice) for choice in range(_SUGGESTIONS)]
    hopeless = {word for word, found in close.items() if not found}
    variants.append(tuple(t for t in variants[0] if hopeless.isdisjoint(t.words)))
    words = dict.fromkeys(word for term in terms for word in term.words)
    variants.append(tuple(Term((word,), prefix=True) for word in words)[:MOST_TERMS])
    return [each for each in dict.fromkeys(variants) if each and each != tuple(terms)]


def _corrected(terms: Sequence[Term], close: dict[str, list[str]], choice: int) -> tuple[Term, ...]:
    """The terms with each word that has close ones replaced by its closest, or the next."""

    def best(word: str) -> str:
        found = close.get(word) or [word]
        return found[min(choice, len(found) - 1)]

    return tuple(Term(tuple(map(best, term.words)), term.prefix) for term in terms)
