"""What can be searched, shown before anything was typed: counts, and queries that work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.documents.folding import folded_words
from app.models import PositionRow, SearchRow, SearchWordRow, SourceRow, TopicRow
from app.queries.search.names import most_first

_BEGINNING = 6  #: letters


@dataclass(frozen=True)
class Examples:
    """How much there is of each kind, and queries made of what is there."""

    counts: dict[str, int]
    name: str | None
    """A speaker."""
    phrase: str | None
    """The first words of a topic's title."""
    beginning: str | None
    """The beginning of a long word that is often used."""
    symbol: str | None
    """The symbol of a source."""
    other_script: str | None
    """The first words of a title in another script than Latin."""


def examples(session: Session) -> Examples:
    """Counts and examples from what is published: six statements."""
    counts = session.execute(select(SearchRow.kind, func.count()).group_by(SearchRow.kind))
    number = func.count().label("number")
    name = session.scalar(
        select(PositionRow.speaker)
        .where(PositionRow.speaker.contains(" "))
        .group_by(PositionRow.speaker)
        .order_by(number.desc(), PositionRow.speaker)
        .limit(1)
    )
    title = session.scalar(select(TopicRow.title).order_by(TopicRow.slug).limit(1))
    long_word = session.scalar(
        select(SearchWordRow.word)
        .where(SearchWordRow.length > _BEGINNING + 3)
        .order_by(SearchWordRow.uses.desc(), SearchWordRow.word)
        .limit(1)
    )
    return Examples(
        counts=most_first(dict(counts.all())),
        name=name,
        phrase=" ".join((title or "").split()[:3]) or None,
        beginning=long_word[:_BEGINNING] if long_word else None,
        symbol=next(_symbols(session), None),
        other_script=next(_other_scripts(session), None),
    )


def _symbols(session: Session) -> Iterator[str]:
    """Symbols such as A/72/PV.98: the first part of what search holds of a source."""
    texts = session.scalars(
        select(SearchRow.text)
        .where(SearchRow.kind == "source", SearchRow.text.like("%/%/%"))
        .order_by(SearchRow.key)
        .limit(100)
    )
    for text in texts:
        symbol = text.split(" · ")[0]
        if symbol.isascii() and symbol.count("/") > 1 and " " not in symbol:
            yield symbol


def _other_scripts(session: Session) -> Iterator[str]:
    titles = session.scalars(
        select(SourceRow.title)
        .where(SourceRow.language.in_(("ru", "uk", "kk", "ar", "el")))
        .order_by(SourceRow.id)
        .limit(100)
    )
    for title in titles:
        words = title.split()[:2]
        if all(folded_words(word) and not word.isascii() for word in words):
            yield " ".join(words)
