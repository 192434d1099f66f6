"""The names of documents, for lists to choose from."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models import DocumentRow, PartyRow, PerspectiveRow, RevisionRow, SourceRow, TopicRow


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


def gone(session: Session) -> list[tuple[str, str]]:
    """(noun, key) of what was retracted or merged."""
    fields = ("retracted", "merged_into")
    # A quotation mark inside a text is escaped there, so that only the fields themselves match.
    held = or_(*(RevisionRow.body.contains(f'"{each}":"', autoescape=True) for each in fields))
    query = (
        select(DocumentRow.noun, DocumentRow.key)
        .join(RevisionRow, RevisionRow.sequence == DocumentRow.revision)
        .where(held)
        .order_by(DocumentRow.noun, DocumentRow.key)
    )
    return [(noun, key) for noun, key in session.execute(query)]
