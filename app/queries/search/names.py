"""The topics by name: what a filter offers and a hit says it belongs to."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import TopicRow


def topic_names(session: Session) -> dict[str, str]:
    """Every topic's short title by its slug, in the order of the titles: one statement."""
    query = select(TopicRow.slug, TopicRow.short_title).order_by(TopicRow.short_title)
    return dict(session.execute(query).all())
