"""The newest publications."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.models import (
    RevisionRow,
    SearchRow,
)


@dataclass(frozen=True)
class Change:
    """A publication: one document, or many at once."""

    published_at: dt.datetime
    summary: str
    reviewer: str | None
    documents: int
    noun: str
    key: str
    title: str | None


def latest_changes(session: Session, most: int) -> list[Change]:
    """The newest publications; documents published together are one entry."""
    moments = (
        select(RevisionRow.published_at)
        .distinct()
        .order_by(RevisionRow.published_at.desc())
        .limit(most)
    )
    together = (RevisionRow.published_at, RevisionRow.summary, RevisionRow.reviewer)
    rows = session.execute(
        select(
            *together,
            func.count().label("documents"),
            func.max(RevisionRow.sequence).label("newest"),
        )
        .where(RevisionRow.published_at.in_(moments))
        .group_by(*together)
        .order_by(func.max(RevisionRow.sequence).desc())
        .limit(most)
    ).all()
    newest = {row.newest for row in rows}
    named = {
        row.sequence: row
        for row in session.execute(
            select(RevisionRow.sequence, RevisionRow.noun, RevisionRow.key, SearchRow.title)
            .outerjoin(
                SearchRow,
                and_(
                    SearchRow.noun == RevisionRow.noun,
                    SearchRow.key == RevisionRow.key,
                    SearchRow.kind == RevisionRow.noun,
                ),
            )
            .where(RevisionRow.sequence.in_(newest))
        )
    }
    return [
        Change(
            row.published_at,
            row.summary,
            row.reviewer,
            row.documents,
            named[row.newest].noun,
            named[row.newest].key,
            named[row.newest].title,
        )
        for row in rows
    ]
