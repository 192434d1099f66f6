"""The record behind what is exported: the revision of every document on a page."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.documents.corpus import Name
from app.queries.history import Edition, newest
from app.queries.topics import TopicPage


def editions(session: Session, page: TopicPage) -> dict[Name, Edition]:
    """The revisions of the topic, its perspectives, parties and sources, as the page has
    them: one statement."""
    documents = (page.topic, *page.parties, *page.perspectives.values(), *page.sources.values())
    names = {(each.noun, each.key) for each in documents}
    return newest(session, names, page.published)
