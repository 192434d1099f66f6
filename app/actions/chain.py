"""The chain of digests that every revision is a link of.

The digest of a revision is the SHA-256 of three lines of UTF-8, joined by line feeds: the
digest of the revision before it (64 zeros before the first), its record as canonical JSON,
and its document as canonical JSON. ``flask history verify`` and docs/history.md describe
how anyone can compute it again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.actions import writing
from app.documents import canonical, digest
from app.models import RevisionRow

GENESIS = "0" * 64
_CHAIN_LOCK = 0x616C7465  # any fixed number; it names our lock to PostgreSQL


def lock(session: Session) -> tuple[int, str]:
    """Take the chain for this transaction; returns the last sequence and digest.

    Writers wait here for one another: on SQLite by its one write lock, on PostgreSQL by
    an advisory lock that ends with the transaction.
    """
    # What others committed while this transaction waited for the lock must be visible.
    writing.begin(session)
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHAIN_LOCK})
    return last(session)


def last(session: Session) -> tuple[int, str]:
    """The sequence and digest of the last revision; (0, 64 zeros) before the first."""
    row = session.execute(
        select(RevisionRow.sequence, RevisionRow.digest)
        .order_by(RevisionRow.sequence.desc())
        .limit(1)
    ).first()
    return (row.sequence, row.digest) if row else (0, GENESIS)


class Link(Protocol):
    """What the digest of a revision is taken of: a row of the record, or a copy of it."""

    @property
    def sequence(self) -> int: ...
    @property
    def noun(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def origin(self) -> str: ...
    @property
    def authors(self) -> Sequence[str]: ...
    @property
    def reviewer(self) -> str | None: ...
    @property
    def summary(self) -> str: ...
    @property
    def published_at(self) -> dt.datetime: ...
    @property
    def previous_digest(self) -> str: ...
    @property
    def body(self) -> str: ...


def lines(revision: Link) -> str:
    """The three lines that the digest of a revision is the SHA-256 of."""
    record = {
        "authors": revision.authors,
        "key": revision.key,
        "noun": revision.noun,
        "number": revision.number,
        "origin": revision.origin,
        "published_at": f"{revision.published_at:%Y-%m-%dT%H:%M:%SZ}",
        "reviewer": revision.reviewer,
        "sequence": revision.sequence,
        "summary": revision.summary,
    }
    return "\n".join((revision.previous_digest, canonical(record), revision.body))


def link(revision: Link) -> str:
    """The digest that a revision must have."""
    return digest(lines(revision))


def holds(session: Session, digest: str) -> bool:
    """Whether a revision has this digest."""
    query = select(RevisionRow.sequence).where(RevisionRow.digest == digest)
    return session.execute(query).first() is not None


def count(session: Session) -> int:
    """How many revisions there are."""
    return session.execute(select(func.count()).select_from(RevisionRow)).scalar_one()
