"""Releases, as they were frozen."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from app.models import ReleaseRow


def releases(session: Session, topic: str) -> list[ReleaseRow]:
    """The releases of a topic without their bytes, the newest first: one statement."""
    query = select(ReleaseRow).where(ReleaseRow.topic == topic)
    return list(session.scalars(query.order_by(ReleaseRow.number.desc())))


def release(session: Session, topic: str, number: int) -> ReleaseRow | None:
    """A release with its bytes: one statement."""
    query = select(ReleaseRow).where(ReleaseRow.topic == topic, ReleaseRow.number == number)
    return session.scalars(query.options(undefer(ReleaseRow.body))).first()
