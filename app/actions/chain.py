"""The chain of digests that every revision is a link of.

The digest of a revision is the SHA-256 of three lines of UTF-8, joined by line feeds: the
digest of the revision before it (64 zeros before the first), its record as canonical JSON,
and its document as canonical JSON. ``flask history verify`` and docs/history.md describe
how anyone can compute it again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.documents import canonical, digest
from app.models import RevisionRow

GENESIS = "0" * 64
_CHAIN_LOCK = 0x616C7465  # any fixed number; it names our lock to PostgreSQL


@dataclass(frozen=True)
class Break:
    """The first revision whose digests do not hold, and what is wrong with it."""

    sequence: int
    name: str
    reason: str


def lock(session: Session) -> tuple[int, str]:
    """Take the chain for this transaction; returns the last sequence and digest.

    Writers wait here for one another: on SQLite by its one write lock, on PostgreSQL by
    an advisory lock that ends with the transaction.
    """
    postgresql = session.get_bind().dialect.name == "postgresql"
    # What others committed while this transaction waited for the lock must be visible.
    level = {"isolation_level": "READ COMMITTED"} if postgresql else {}
    session.connection(execution_options={"write": True, **level})
    if postgresql:
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


def count(session: Session) -> int:
    """How many revisions there are."""
    return session.execute(select(func.count()).select_from(RevisionRow)).scalar_one()


def first_break(session: Session, seen: Callable[[int], None] | None = None) -> Break | None:
    """Walk the whole chain; None when it holds. *seen* is called with each sequence."""
    expected, previous = 1, GENESIS
    numbers: dict[tuple[str, str], int] = {}
    query = select(RevisionRow).order_by(RevisionRow.sequence).execution_options(yield_per=500)
    for revision in session.scalars(query):
        numbers[revision.noun, revision.key] = numbers.get((revision.noun, revision.key), 0) + 1
        reason = _wrong(revision, expected, previous, numbers[revision.noun, revision.key])
        if reason:
            name = f"{revision.noun} {revision.key}, revision {revision.number}"
            return Break(revision.sequence, name, reason)
        expected, previous = expected + 1, revision.digest
        if seen:
            seen(revision.sequence)
    return None


def _wrong(revision: RevisionRow, expected: int, previous: str, number: int) -> str | None:
    if revision.sequence != expected:
        return f"a revision is missing: number {expected} in the chain should stand here"
    if revision.previous_digest != previous:
        return "it does not follow from the revision before it"
    if revision.number != number:
        return f"it should be revision {number} of its document"
    if digest(revision.body) != revision.body_digest:
        return "its document was changed after publication"
    if link(revision) != revision.digest:
        return "its record (author, reviewer, date or summary) was changed after publication"
    return None
