"""Through all documents of a noun, by their keys: what lists of any length are made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.documents import Document
from app.models import DocumentRow, RevisionRow
from app.queries.documents import Version, versions
from app.queries.order import by_text


@dataclass(frozen=True)
class Stretch:
    """Some documents that follow one another."""

    versions: list[Version[Document]]
    last: str | None
    """The last key that was looked at; None where there is none left to look at."""


def stretch(
    session: Session,
    noun: str,
    where: Mapping[str, str],
    after: tuple[str, bool],
    most: int,
    published: dt.datetime | None,
) -> Stretch:
    """The next documents of a noun in the order of their keys: two statements, or three.

    *where* gives columns of the index of documents (key, topic, party) and their values.
    *after* is where the last stretch ended, and whether that key itself is wanted once more.
    With *published*, each as the site had it at that moment. Documents that were retracted, by
    themselves or with their topic, or merged into others are left out, and so are those that
    did not exist yet.
    """
    key = by_text(session, DocumentRow.key)
    query = select(DocumentRow.key).where(DocumentRow.noun == noun)
    query = query.where(key >= after[0] if after[1] else key > after[0])
    for column, value in where.items():
        query = query.where(getattr(DocumentRow, column) == value)
    keys = session.scalars(query.order_by(key).limit(most)).all()
    which = (DocumentRow.noun == noun) & DocumentRow.key.in_(keys)
    found = {v.document.key: v for v in versions(session, which, published)}
    stand = {each for each, version in found.items() if not version.document.gone}
    if noun == "perspective":
        stand -= _of_retracted_topics(session, [found[each] for each in stand], published)
    here = [found[each] for each in keys if each in stand]
    return Stretch(here, keys[-1] if len(keys) == most else None)


def _of_retracted_topics(
    session: Session, perspectives: list[Version[Document]], published: dt.datetime | None
) -> set[str]:
    """The keys of those perspectives whose topic was retracted: one statement."""
    topics = {v.document.key: v.document.key.partition("/")[0] for v in perspectives}
    which = (DocumentRow.noun == "topic") & DocumentRow.key.in_(set(topics.values()))
    gone = {v.document.key for v in versions(session, which, published) if v.document.gone}
    return {key for key, topic in topics.items() if topic in gone}


def known(session: Session, noun: str, key: str) -> bool:
    """Whether the site ever had a document: one statement."""
    found = select(DocumentRow.key).where(DocumentRow.noun == noun, DocumentRow.key == key)
    return session.scalar(found) is not None


def newest_moment(session: Session) -> dt.datetime | None:
    """When the newest revision of the site was published; None on an empty site."""
    return session.scalar(select(func.max(RevisionRow.published_at)))
