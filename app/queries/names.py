"""The names of documents, for lists to choose from."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import PartyRow, PerspectiveRow, SourceRow, TopicRow


def topics(session: Session) -> list[tuple[str, str]]:
    """(slug, short title) of every topic."""
    query = select(TopicRow.slug, TopicRow.short_title).order_by(TopicRow.short_title)
    return [(slug, title) for slug, title in session.execute(query)]


def perspectives(session: Session) -> list[tuple[str, str, str, str]]:
    """(topic, its short title, party, its name) of every perspective."""
    query = (
        select(TopicRow.slug, TopicRow.short_title, PartyRow.id, PartyRow.name)
        .join(PerspectiveRow, PerspectiveRow.topic == TopicRow.slug)
        .join(PartyRow, PartyRow.id == PerspectiveRow.party)
        .order_by(TopicRow.short_title, PartyRow.place)
    )
    return [(slug, title, party, name) for slug, title, party, name in session.execute(query)]


def titles(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """The titles of sources by their ids."""
    query = select(SourceRow.id, SourceRow.title).where(SourceRow.id.in_(sorted(ids)))
    return dict(session.execute(query).all())
