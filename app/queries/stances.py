"""Where a revision changed the stance that a party's column shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from app.documents import Party, Perspective, Position, Proposition, Topic
from app.models import DocumentRow, RevisionRow
from app.queries.documents import parties, read_body, versions
from app.queries.matrix import Cell, cell


@dataclass(frozen=True)
class StanceChange:
    """A cell that shows another stance since a revision."""

    sequence: int
    number: int
    published_at: dt.datetime
    correction: str | None
    authors: Sequence[str]
    reviewer: str | None
    topic: Topic
    party: Party
    proposition: Proposition
    before: Cell
    after: Cell

    @property
    def then(self) -> tuple[Position, ...]:
        """The positions that stood."""
        return self.before.standing

    @property
    def now(self) -> tuple[Position, ...]:
        """The positions that stand."""
        return self.after.standing

    @property
    def recoded(self) -> bool:
        """Whether we coded the same words anew, so that the party did not change its mind."""
        before = {each.id: each for each in self.then}
        same = (each for each in self.now if each.id in before and each.date)
        return self.correction == "stance" or any(
            each.date == before[each.id].date and each.stance != before[each.id].stance
            for each in same
        )


def stance_changes(
    session: Session, most: int, topic: str | None = None, party: str | None = None
) -> list[StanceChange]:
    """The changes of stance in the newest revisions of perspectives, newest first.

    At most *most* revisions are looked at: of all perspectives, those on a topic or those of
    a party. Where a party was not compared before, or is no longer, its stance did not change.
    Three statements.
    """
    rows = session.execute(_pairs(most, topic, party)).all()
    slugs = sorted({row.topic for row in rows})
    held = versions(session, (DocumentRow.noun == "topic") & DocumentRow.key.in_(slugs))
    topics = {each.document.key: cast(Topic, each.document) for each in held}
    known = parties(session)
    return [change for row in rows for change in _changes(row, topics, known)]


def _pairs(most: int, topic: str | None, party: str | None) -> Any:
    """Revisions of perspectives, each beside the one before it."""
    before = aliased(RevisionRow)
    query = (
        select(RevisionRow, before.body, DocumentRow.topic, DocumentRow.party)
        .join(before, and_(
            before.noun == RevisionRow.noun, before.key == RevisionRow.key,
            before.number == RevisionRow.number - 1,
        ))
        .join(DocumentRow, and_(
            DocumentRow.noun == RevisionRow.noun, DocumentRow.key == RevisionRow.key
        ))
        .where(RevisionRow.noun == "perspective")
    )  # fmt: skip
    for column, value in ((DocumentRow.topic, topic), (DocumentRow.party, party)):
        query = query.where(column == value) if value else query
    return query.order_by(RevisionRow.sequence.desc()).limit(most)


def _changes(
    row: Any, topics: Mapping[str, Topic], known: Mapping[str, Party]
) -> Iterator[StanceChange]:
    revision: RevisionRow = row.RevisionRow
    topic, party = topics[row.topic], known[row.party]
    old, new = (
        cast(Perspective, read_body("perspective", body)) for body in (row.body, revision.body)
    )
    if topic.gone:
        return
    for proposition in topic.propositions:
        before, after = (cell(party, proposition, each, None) for each in (old, new))
        if before.stance and after.stance and before.stance != after.stance:
            yield StanceChange(
                revision.sequence, revision.number, revision.published_at, revision.correction,
                revision.authors, revision.reviewer, topic, party, proposition, before, after,
            )  # fmt: skip
