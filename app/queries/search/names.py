"""What filters offer: topics by their names, and values in the order of their counts."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import TopicRow


def topic_names(session: Session) -> dict[str, str]:
    """Every topic's short title by its slug, in the order of the titles: one statement."""
    query = select(TopicRow.slug, TopicRow.short_title).order_by(TopicRow.short_title)
    return dict(session.execute(query).all())


def most_first(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts with the largest first; equal ones by their names, on either database."""
    return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))
