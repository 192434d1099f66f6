"""When what a page shows was published: the moments of its documents' revisions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, aliased

from app.models import DocumentRow, RevisionRow

_OF_DOCUMENT = (
    DocumentRow,
    and_(DocumentRow.noun == RevisionRow.noun, DocumentRow.key == RevisionRow.key),
)


def moments(session: Session, topic: str, party: str | None = None) -> list[dt.datetime]:
    """The moments at which a topic or a perspective on it changed, the first one first.

    A topic changes with its perspectives, a perspective with its topic, whose propositions it
    shows. One statement.
    """
    query = select(RevisionRow.published_at).distinct().join(*_OF_DOCUMENT).where(_of(topic, party))
    return list(session.scalars(query.order_by(RevisionRow.published_at)))


def latest(
    session: Session, topic: str, party: str | None, until: dt.datetime | None
) -> dt.datetime | None:
    """The last of these moments by a moment; None where there is none yet. One statement."""
    query = select(func.max(RevisionRow.published_at)).join(*_OF_DOCUMENT).where(_of(topic, party))
    return session.scalar(query.where(RevisionRow.published_at <= until) if until else query)


@dataclass(frozen=True)
class Comparison:
    """A version of a comparison: when a topic or perspectives on it were published together."""

    number: int
    published_at: dt.datetime
    topic: bool
    """Whether the topic's own record was among them."""
    parties: list[str]
    """The ids of those whose perspectives were."""


def count(session: Session, topic: str, until: dt.datetime | None = None) -> int:
    """The number of the version of a comparison, now or at a moment. One statement."""
    query = select(func.count(RevisionRow.published_at.distinct())).join(*_OF_DOCUMENT)
    query = query.where(_of(topic, None))
    return session.scalar(query.where(RevisionRow.published_at <= until) if until else query) or 0


def comparisons(session: Session, topic: str, most: int) -> list[Comparison]:
    """The newest versions of a comparison, the newest first: two statements."""
    total = count(session, topic)
    newest = (
        select(RevisionRow.published_at)
        .distinct()
        .join(*_OF_DOCUMENT)
        .where(DocumentRow.topic == topic)
        .order_by(RevisionRow.published_at.desc())
        .limit(most)
    )
    query = (
        select(RevisionRow.published_at, DocumentRow.party)
        .join(*_OF_DOCUMENT)
        .where(DocumentRow.topic == topic, RevisionRow.published_at.in_(newest))
        .order_by(RevisionRow.published_at.desc(), DocumentRow.party)
    )
    together = groupby(session.execute(query), key=lambda row: row.published_at)
    return [
        _comparison(total - place, moment, [row.party for row in rows])
        for place, (moment, rows) in enumerate(together)
    ]


def _comparison(number: int, moment: dt.datetime, parties: list[str | None]) -> Comparison:
    """*parties* has None for the topic's own record."""
    named = dict.fromkeys(party for party in parties if party)
    return Comparison(number, moment, None in parties, list(named))


def is_ahead(moment: dt.datetime | None) -> bool:
    """Whether a moment of our history is still to come, so that what it shows may change."""
    return moment is not None and moment > dt.datetime.now(dt.UTC)


def _of(topic: str, party: str | None) -> ColumnElement[bool]:
    mine = DocumentRow.topic == topic
    if not party:
        return mine
    begun = aliased(RevisionRow)
    first = select(func.min(begun.published_at)).where(
        begun.noun == "perspective", begun.key == f"{topic}/{party}"
    )
    shown = (DocumentRow.party == party) | (DocumentRow.noun == "topic")
    return mine & shown & (RevisionRow.published_at >= first.scalar_subquery())
