"""Documents as they stand, or stood: what every page is rendered from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import ColumnElement, Select, func, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from app.documents import NOUNS, Document, Party, Source
from app.documents.corpus import Name
from app.models import DocumentRow, DocumentSourceRow, RevisionRow

D = TypeVar("D", bound=Document)


@dataclass(frozen=True)
class Corrected:
    """A mistake that was published, and mended by a later revision."""

    kind: str
    summary: str
    published_at: dt.datetime


@dataclass(frozen=True)
class Version(Generic[D]):
    """A document with the number and moment of its revision."""

    document: D
    number: int
    published_at: dt.datetime
    origin: str
    reviewer: str | None
    corrected: Corrected | None = None
    """The newest correction up to this revision, where it was asked for."""


_COLUMNS: tuple[Any, ...] = (
    RevisionRow.noun,
    RevisionRow.key,
    RevisionRow.number,
    RevisionRow.published_at,
    RevisionRow.origin,
    RevisionRow.reviewer,
    RevisionRow.body,
)


def versions(
    session: Session,
    which: ColumnElement[bool],
    published: dt.datetime | None = None,
    corrections: bool = False,
) -> list[Version[Document]]:
    """The versions of the documents that *which* selects: one statement.

    *which* speaks of DocumentRow. With *published*, each as the site had it at that
    moment; documents that did not exist yet are left out. *corrections* asks for the newest
    correction of each.
    """
    same = (DocumentRow.noun == RevisionRow.noun) & (DocumentRow.key == RevisionRow.key)
    query: Select[Any]
    if published is None:
        query = select(*_COLUMNS).join(DocumentRow, DocumentRow.revision == RevisionRow.sequence)
        query = query.where(which)
    else:
        newest = (
            select(func.max(RevisionRow.sequence))
            .join(DocumentRow, same)
            .where(which, RevisionRow.published_at <= published)
            .group_by(RevisionRow.noun, RevisionRow.key)
        )
        query = select(*_COLUMNS).where(RevisionRow.sequence.in_(newest))
    if corrections:
        query = _with_correction(query)
    rows = session.execute(query.order_by(RevisionRow.noun, RevisionRow.key))
    return [
        Version(
            read_body(row.noun, row.body),
            row.number,
            row.published_at,
            row.origin,
            row.reviewer,
            Corrected(*row[len(_COLUMNS) :]) if corrections and row.correction else None,
        )
        for row in rows
    ]


def _with_correction(query: Select[Any]) -> Select[Any]:
    """The newest correction of each document, beside its version: the same statement."""
    earlier, corrected = aliased(RevisionRow), aliased(RevisionRow)
    newest = (
        select(func.max(earlier.number))
        .where(
            earlier.noun == RevisionRow.noun,
            earlier.key == RevisionRow.key,
            earlier.number <= RevisionRow.number,
            earlier.correction.is_not(None),
        )
        .correlate(RevisionRow)
        .scalar_subquery()
    )
    same = (corrected.noun == RevisionRow.noun) & (corrected.key == RevisionRow.key)
    return query.outerjoin(corrected, same & (corrected.number == newest)).add_columns(
        corrected.correction, corrected.summary, corrected.published_at.label("corrected_at")
    )


@lru_cache(maxsize=512)
def read_body(noun: str, body: str) -> Document:
    """The document in a revision; it cannot change, so that requests may share it."""
    return NOUNS[noun].model_validate_json(body)


def one(
    session: Session, noun: str, key: str, published: dt.datetime | None = None
) -> Version[Document] | None:
    """One document, or None."""
    found = versions(session, (DocumentRow.noun == noun) & (DocumentRow.key == key), published)
    return found[0] if found else None


def named(
    session: Session, names: Iterable[Name], published: dt.datetime | None = None
) -> dict[Name, Version[Document]]:
    """Documents by noun and key, as they stand or stood: one statement."""
    wanted = tuple_(DocumentRow.noun, DocumentRow.key).in_(names)
    return {(v.document.noun, v.document.key): v for v in versions(session, wanted, published)}


def parties(session: Session, published: dt.datetime | None = None) -> dict[str, Party]:
    """Every party by its id, in the order of the columns."""
    found = [
        cast(Party, v.document) for v in versions(session, DocumentRow.noun == "party", published)
    ]
    return {party.id: party for party in sorted(found, key=lambda party: party.order)}


def sources(
    session: Session, ids: Iterable[str], published: dt.datetime | None = None
) -> dict[str, Source]:
    """Sources by their ids, and those that report them: one statement."""
    wanted = sorted(ids)
    reporters = select(DocumentSourceRow.source).where(
        DocumentSourceRow.noun == "source", DocumentSourceRow.key.in_(wanted)
    )
    which = or_(DocumentRow.key.in_(wanted), DocumentRow.key.in_(reporters))
    found = versions(session, (DocumentRow.noun == "source") & which, published)
    return {version.document.key: cast(Source, version.document) for version in found}


def every_document(session: Session) -> list[Document]:
    """Every current document of the site."""
    everything = DocumentRow.noun.in_(NOUNS)
    return [version.document for version in versions(session, everything)]


def count_documents(session: Session) -> int:
    """How many documents the site has."""
    return session.execute(select(func.count()).select_from(DocumentRow)).scalar_one()
