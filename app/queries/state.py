"""The state of what a page shows, as one digest: what its ETag is made of.

Revisions only ever grow, so the digest of the newest revision among the documents that a
page shows names their state, and with it, by the chain, all history before it.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.models import CodingRow, DocumentRow, DocumentSourceRow, LinkCheckRow, RevisionRow
from app.queries.moments import is_ahead

EMPTY = "empty"


def of_site(session: Session) -> str:
    """The state of everything published."""
    query = select(RevisionRow.digest).order_by(RevisionRow.sequence.desc()).limit(1)
    return session.scalar(query) or EMPTY


def of_rules(session: Session) -> str:
    """The state of everything published and of what was coded blind."""
    coded = select(func.max(CodingRow.id)).scalar_subquery()
    query = select(RevisionRow.digest, coded.label("coded"))
    row = session.execute(query.order_by(RevisionRow.sequence.desc()).limit(1)).first()
    return f"{row.digest} {row.coded or 0}" if row else EMPTY


def of_site_with(session: Session, noun: str, key: str) -> str | None:
    """The state of everything published; None without the document that a page is about.

    For pages that gather from all documents: what no longer speaks of a source leaves its
    page too, and only the newest revision of all shows that.
    """
    there = select(DocumentRow.key).where(DocumentRow.noun == noun, DocumentRow.key == key)
    query = select(RevisionRow.digest).where(there.exists())
    return session.scalar(query.order_by(RevisionRow.sequence.desc()).limit(1))


def of_source(session: Session, id: str) -> str | None:
    """The state of everything published and of the last look at a source's address, which its
    page tells as well; None without the source. Looks are numbered and only added."""
    there = select(DocumentRow.key).where(DocumentRow.noun == "source", DocumentRow.key == id)
    looked = select(func.max(LinkCheckRow.id)).where(LinkCheckRow.source == id).scalar_subquery()
    query = select(RevisionRow.digest, looked.label("looked")).where(there.exists())
    row = session.execute(query.order_by(RevisionRow.sequence.desc()).limit(1)).first()
    return f"{row.digest} {row.looked or 0}" if row else None


def of_topic(session: Session, slug: str) -> str | None:
    """The state of a topic with its perspectives, sources and all parties; None without it."""
    topic = and_(DocumentRow.noun == "topic", DocumentRow.key == slug)
    cited = (
        select(DocumentSourceRow.source)
        .join(
            DocumentRow,
            and_(
                DocumentRow.noun == DocumentSourceRow.noun, DocumentRow.key == DocumentSourceRow.key
            ),
        )
        .where(DocumentRow.topic == slug)
    )
    reporters = select(DocumentSourceRow.source).where(
        DocumentSourceRow.noun == "source", DocumentSourceRow.key.in_(cited)
    )
    sources = and_(
        DocumentRow.noun == "source",
        or_(DocumentRow.key.in_(cited), DocumentRow.key.in_(reporters)),
    )
    concerned = or_(DocumentRow.topic == slug, DocumentRow.noun == "party", sources)
    return _newest(session, concerned, exists=topic)


def at(state: str | None, published: dt.datetime | None) -> str | None:
    """The state of a page at a moment of our history: one that is to come is told so, till then."""
    return f"{state} ahead" if state and is_ahead(published) else state


def _newest(
    session: Session, concerned: ColumnElement[bool], exists: ColumnElement[bool]
) -> str | None:
    there = select(DocumentRow.key).where(exists).exists()
    query = (
        select(RevisionRow.digest)
        .join(DocumentRow, DocumentRow.revision == RevisionRow.sequence)
        .where(concerned, there)
        .order_by(RevisionRow.sequence.desc())
        .limit(1)
    )
    return session.scalar(query)
