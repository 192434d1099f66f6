"""Revisions of all documents, in the order of the chain."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import RevisionRow


def after(
    session: Session,
    sequence: int,
    most: int,
    noun: str | None = None,
    key: str | None = None,
    published: dt.datetime | None = None,
) -> list[RevisionRow]:
    """The revisions that follow one in the chain, of all documents or of some: one statement."""
    query = select(RevisionRow).where(RevisionRow.sequence > sequence)
    if noun:
        query = query.where(RevisionRow.noun == noun)
    if key:
        query = query.where(RevisionRow.key == key)
    if published:
        query = query.where(RevisionRow.published_at <= published)
    return list(session.scalars(query.order_by(RevisionRow.sequence).limit(most)))


def numbered(session: Session, sequence: int) -> RevisionRow | None:
    """A revision by its place in the chain."""
    return session.get(RevisionRow, sequence)
