"""Releases: a topic frozen under the next number, for good."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions import audit, chain
from app.actions.writing import whole
from app.models import ReleaseRow

#: Makes the bytes of a release from its number and moment.
Maker = Callable[[int, dt.datetime], bytes]


def newest(session: Session, topic: str) -> ReleaseRow | None:
    """The last release of a topic."""
    query = select(ReleaseRow).where(ReleaseRow.topic == topic)
    return session.scalar(query.order_by(ReleaseRow.number.desc()).limit(1))


@whole
def release(session: Session, topic: str, published: dt.datetime, make: Maker) -> ReleaseRow:
    """Keep a release of a topic as it is now. *published* is the moment of its newest revision.

    Nothing is published meanwhile: what *make* reads and what is noted is one state.
    """
    chain.lock(session)
    last = newest(session, topic)
    number, now = (last.number if last else 0) + 1, dt.datetime.now(dt.UTC).replace(microsecond=0)
    body = make(number, now)
    row = ReleaseRow(
        topic=topic, number=number, published_at=published, released_at=now,
        digest=hashlib.sha256(body).hexdigest(), body=body,
    )  # fmt: skip
    session.add(row)
    audit.record(session, None, "release.make", f"topic {topic}", number=number, digest=row.digest)
    return row
