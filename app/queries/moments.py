"""When what a page shows was published: the moments of its documents' revisions."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from app.models import DocumentRow, RevisionRow


def moments(session: Session, topic: str, party: str | None = None) -> list[dt.datetime]:
    """The moments at which a topic or a perspective on it changed, the first one first.

    A topic changes with its perspectives, a perspective with its topic, whose propositions it
    shows. One statement.
    """
    query = select(RevisionRow.published_at).distinct().where(_of(topic, party))
    return list(session.scalars(query.order_by(RevisionRow.published_at)))


def latest(
    session: Session, topic: str, party: str | None, until: dt.datetime | None
) -> dt.datetime | None:
    """The last of these moments by a moment; None where there is none yet. One statement."""
    query = select(func.max(RevisionRow.published_at)).where(_of(topic, party))
    return session.scalar(query.where(RevisionRow.published_at <= until) if until else query)


def is_ahead(moment: dt.datetime | None) -> bool:
    """Whether a moment of our history is still to come, so that what it shows may change."""
    return moment is not None and moment > dt.datetime.now(dt.UTC)


def _of(topic: str, party: str | None) -> ColumnElement[bool]:
    document = select(DocumentRow.key).where(
        DocumentRow.noun == RevisionRow.noun,
        DocumentRow.key == RevisionRow.key,
        DocumentRow.topic == topic,
    )
    if not party:
        return document.exists()
    document = document.where((DocumentRow.party == party) | (DocumentRow.noun == "topic"))
    begun = aliased(RevisionRow)
    first = select(func.min(begun.published_at)).where(
        begun.noun == "perspective", begun.key == f"{topic}/{party}"
    )
    return document.exists() & (RevisionRow.published_at >= first.scalar_subquery())
