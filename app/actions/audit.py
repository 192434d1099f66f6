"""The audit log: every act at the desk is a link of a chain of digests.

The digest of an act is the SHA-256 of two lines of UTF-8, joined by a line feed: the digest of
the act before it (64 zeros before the first) and its record as canonical JSON.
``flask audit verify`` computes them all again.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.actions import writing
from app.actions.actor import Actor
from app.documents import canonical, digest
from app.models import AuditRow

GENESIS = "0" * 64
_AUDIT_LOCK = 0x61756469  # any fixed number but that of the chain of revisions


@dataclass(frozen=True)
class Break:
    """The first act that does not hold, and what is wrong with it."""

    sequence: int
    reason: str


def record(
    session: Session,
    actor: Actor | None,
    action: str,
    what: str,
    *,
    request_id: str = "",
    address: str = "",
    **detail: Any,
) -> AuditRow:
    """Add an act to the log, in the transaction of the change that it tells of.

    *what* names the object; *detail* is anything JSON can hold, and never a secret. Where
    nobody is signed in, *actor* is None, and a request gives its own id and address.
    """
    sequence, previous = _lock(session)
    row = AuditRow(
        sequence=sequence + 1,
        at=dt.datetime.now(dt.UTC).replace(microsecond=0),
        actor_id=actor.id if actor else None,
        actor_name=actor.name if actor else None,
        action=action,
        what=what,
        detail=detail,
        request_id=actor.request_id if actor else request_id,
        address=actor.address if actor else address,
        previous_digest=previous,
    )
    row.digest = _link(row)
    session.add(row)
    session.flush()
    return row


def verify(session: Session) -> Break | None:
    """The first act that does not hold; None when the whole log does."""
    expected, previous = 1, GENESIS
    query = select(AuditRow).order_by(AuditRow.sequence).execution_options(yield_per=1)
    with session.scalars(query) as rows:
        try:
            for row in rows:
                reason = _wrong(row, expected, previous)
                if reason:
                    return Break(row.sequence, reason)
                expected, previous = expected + 1, row.digest
        except (ValueError, TypeError, AttributeError):
            # A column was changed to what is no JSON or no moment at all.
            return Break(expected, "its record cannot be read")
    return None


def last(session: Session) -> tuple[int, str]:
    """The sequence and digest of the last act; (0, 64 zeros) before the first."""
    columns = AuditRow.sequence, AuditRow.digest
    row = session.execute(select(*columns).order_by(AuditRow.sequence.desc()).limit(1)).first()
    return (row.sequence, row.digest) if row else (0, GENESIS)


def _lock(session: Session) -> tuple[int, str]:
    """Let writers wait here for one another, as app/actions/chain.py does."""
    writing.require(session)
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _AUDIT_LOCK})
    return last(session)


def _link(row: AuditRow) -> str:
    entry = {
        "action": row.action,
        "actor": row.actor_id,
        "address": row.address,
        "at": f"{row.at:%Y-%m-%dT%H:%M:%SZ}",
        "detail": row.detail,
        "name": row.actor_name,
        "request": row.request_id,
        "sequence": row.sequence,
        "what": row.what,
    }
    return digest("\n".join((row.previous_digest, canonical(entry))))


def _wrong(row: AuditRow, expected: int, previous: str) -> str | None:
    if row.sequence != expected:
        return f"an act is missing: number {expected} should stand here"
    if row.previous_digest != previous:
        return "it does not follow from the act before it"
    if _link(row) != row.digest:
        return "it was changed after it was written"
    return None
