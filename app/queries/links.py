"""What is known of the addresses of sources: when they were asked, and what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import cast

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from app.documents import Source
from app.models import DocumentRow, LinkCheckRow, RevisionRow, SourceRow
from app.queries.documents import versions

#: A failure is no answer, none that is meant to stay, or an address that may not be asked. That
#: a server shows a page to people only (it answered, with a status) is none.
FAILED: ColumnElement[bool] = or_(
    LinkCheckRow.outcome.in_(("dead", "unreachable")),
    and_(LinkCheckRow.outcome == "refused", LinkCheckRow.status.is_(None)),
)


@dataclass(frozen=True)
class LinkCheck:
    """The last look at a source's address."""

    checked_at: dt.datetime
    outcome: str
    address: str
    answered: bool
    """Whether the last server that was asked said anything at all."""


def last_check(session: Session, source: str) -> LinkCheck | None:
    """What came of the last look, unless the source was changed after it."""
    looked = LinkCheckRow
    query = (
        select(looked.checked_at, looked.outcome, looked.address, looked.status)
        .join(DocumentRow, and_(DocumentRow.noun == "source", DocumentRow.key == source))
        .join(RevisionRow, RevisionRow.sequence == DocumentRow.revision)
        .where(LinkCheckRow.source == source, LinkCheckRow.checked_at >= RevisionRow.published_at)
        .order_by(LinkCheckRow.id.desc())
    )
    row = session.execute(query.limit(1)).first()
    if row is None:
        return None
    return LinkCheck(row.checked_at, row.outcome, row.address, row.status is not None)


def dead() -> Select[str, str]:
    """Sources whose address failed at the last two looks: once may be the weather.

    One that was changed after the last look is left out, since its address may be another.
    """
    age = func.row_number().over(
        partition_by=LinkCheckRow.source, order_by=LinkCheckRow.id.desc()
    )  # fmt: skip
    looks = select(
        LinkCheckRow.source, LinkCheckRow.checked_at, FAILED.label("failed"), age.label("age")
    ).subquery()
    last = (
        select(looks.c.source, func.max(looks.c.checked_at).label("at"))
        .where(looks.c.age <= 2, looks.c.failed)
        .group_by(looks.c.source)
        .having(func.count() == 2)
        .subquery()
    )
    return (
        select(SourceRow.id, SourceRow.title)
        .join(last, last.c.source == SourceRow.id)
        .join(DocumentRow, and_(DocumentRow.noun == "source", DocumentRow.key == SourceRow.id))
        .join(RevisionRow, RevisionRow.sequence == DocumentRow.revision)
        .where(RevisionRow.published_at <= last.c.at)
    )


def to_check(
    session: Session, source: str | None = None, before: dt.datetime | None = None
) -> list[Source]:
    """The sources to be asked: one, or those that were not asked since a moment, or all."""
    # What was retracted or merged has no row: nobody is led to its address any more.
    which = (DocumentRow.noun == "source") & DocumentRow.key.in_(select(SourceRow.id))
    if source is not None:
        which &= DocumentRow.key == source
    if before is not None:
        since = select(LinkCheckRow.source).where(LinkCheckRow.checked_at >= before)
        which &= DocumentRow.key.not_in(since)
    return [cast(Source, version.document) for version in versions(session, which)]
