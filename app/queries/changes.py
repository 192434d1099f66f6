"""What was published lately: everything, or corrections only."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.models import DocumentRow, PartyRow, RevisionRow
from app.models.history import CORRECTIONS
from app.queries.lists import Page


@dataclass(frozen=True)
class Change:
    """A publication: one document, or many at once."""

    first: int
    """The place of its first revision in the chain: its name, since that never changes."""
    published_at: dt.datetime
    summary: str
    authors: Sequence[str]
    reviewer: str | None
    correction: str | None
    documents: int
    noun: str
    key: str
    number: int
    title: str
    """What the newest of its documents was called then."""
    party: str | None
    """Whose perspective it is, by its present name."""
    topic: str | None = None
    """What the perspective is about: the topic's present short title."""
    retracted: str | None = None
    """Why the newest of its documents was retracted, if it was."""
    merged_into: str | None = None
    """The source into which the newest of its documents was merged."""
    parts: Sequence[Change] = ()
    """Of many the newest, each as a publication of its own."""


#: How many of the documents of one publication a feed names.
PARTS = 30
#: How many a list of publications names.
FIRST = 3


_TOGETHER = (
    RevisionRow.published_at,
    RevisionRow.summary,
    RevisionRow.reviewer,
    RevisionRow.correction,
)


def latest_changes(
    session: Session, most: int, topic: str | None = None, party: str | None = None
) -> list[Change]:
    """The newest publications; documents published together are one entry. Three statements.

    *topic* leaves those of a topic and the perspectives on it, *party* those of a party and
    its perspectives.
    """
    concerned = _concerned(topic, party)
    moments = (
        select(RevisionRow.published_at)
        .where(*concerned)
        .distinct()
        .order_by(RevisionRow.published_at.desc())
        .limit(most)
    )
    rows = session.execute(
        select(
            func.min(RevisionRow.sequence).label("first"),
            func.max(RevisionRow.sequence).label("newest"),
            func.count().label("documents"),
        )
        .where(RevisionRow.published_at.in_(moments), *concerned)
        .group_by(*_TOGETHER)
        .order_by(func.max(RevisionRow.sequence).desc())
        .limit(most)
    ).all()
    told = _told(session, [row.newest for row in rows])
    return [_change(told[row.newest], row.first, row.documents) for row in rows]


def with_parts(
    session: Session,
    changes: Sequence[Change],
    most: int,
    topic: str | None = None,
    party: str | None = None,
) -> list[Change]:
    """The same publications; those of many documents name the newest. Three statements."""
    many = {each.published_at for each in changes if each.documents > 1}
    place = func.row_number().over(partition_by=_TOGETHER, order_by=RevisionRow.sequence.desc())
    placed = (
        select(RevisionRow.sequence, place.label("place"))
        .where(RevisionRow.published_at.in_(many), *_concerned(topic, party))
        .subquery()
    )
    found = session.scalars(
        select(placed.c.sequence).where(placed.c.place <= most).order_by(placed.c.sequence.desc())
    ).all()
    parts: dict[tuple[object, ...], list[Change]] = {}
    told = _told(session, found)
    for sequence in found:
        part = _change(told[sequence], sequence, 1)
        parts.setdefault(_together(part), []).append(part)
    return [
        replace(each, parts=parts.get(_together(each), ())) if each.documents > 1 else each
        for each in changes
    ]


def _together(change: Change) -> tuple[object, ...]:
    return change.published_at, change.summary, change.reviewer, change.correction


def _concerned(topic: str | None, party: str | None) -> list[ColumnElement[bool]]:
    if not topic and not party:
        return []
    document = select(DocumentRow.key).where(
        DocumentRow.noun == RevisionRow.noun, DocumentRow.key == RevisionRow.key
    )
    if topic:
        return [document.where(DocumentRow.topic == topic).exists()]
    own = (DocumentRow.noun == "party") & (DocumentRow.key == party)
    return [document.where(or_(DocumentRow.party == party, own)).exists()]


def corrections(session: Session, number: int, per_page: int) -> Page:
    """One page of the corrections, newest first, document by document. Four statements."""
    corrected = RevisionRow.correction.is_not(None)
    total = session.execute(
        select(func.count()).select_from(RevisionRow).where(corrected)
    ).scalar_one()
    sequences = session.scalars(
        select(RevisionRow.sequence)
        .where(corrected)
        .order_by(RevisionRow.sequence.desc())
        .limit(per_page)
        .offset((number - 1) * per_page)
    ).all()
    told = _told(session, sequences)
    return Page([_change(told[each], each, 1) for each in sequences], total, number, per_page)


def corrections_by_kind(session: Session) -> dict[str, int]:
    """How many corrections of each kind were published: one statement."""
    rows = session.execute(
        select(RevisionRow.correction, func.count())
        .where(RevisionRow.correction.is_not(None))
        .group_by(RevisionRow.correction)
    ).all()
    counted = {kind: number for kind, number in rows if kind}
    return {kind: counted.get(kind, 0) for kind in CORRECTIONS}


_Told = tuple[RevisionRow, str | None, str | None]


def _told(session: Session, sequences: Sequence[int]) -> dict[int, _Told]:
    """Some revisions; of perspectives, with the names of the party and the topic. Two statements."""
    same = and_(DocumentRow.noun == RevisionRow.noun, DocumentRow.key == RevisionRow.key)
    rows = session.execute(
        select(RevisionRow, PartyRow.name, DocumentRow.topic)
        .join(DocumentRow, same)
        .outerjoin(PartyRow, PartyRow.id == DocumentRow.party)
        .where(RevisionRow.sequence.in_(sequences))
    ).all()
    topics = _topics(session, {topic for _revision, party, topic in rows if party and topic})
    return {
        revision.sequence: (revision, party, topics.get(topic or "") if party else None)
        for revision, party, topic in rows
    }


def _topics(session: Session, slugs: set[str]) -> dict[str, str]:
    """The short titles of topics, from the documents: one that was retracted is in no index."""
    rows = session.execute(
        select(RevisionRow.key, RevisionRow.body)
        .join(DocumentRow, DocumentRow.revision == RevisionRow.sequence)
        .where(DocumentRow.noun == "topic", DocumentRow.key.in_(sorted(slugs)))
    )
    return {slug: json.loads(body)["short_title"] for slug, body in rows}


def _change(told: _Told, first: int, documents: int) -> Change:
    revision, party, topic = told
    document = json.loads(revision.body)
    return Change(
        first=first,
        published_at=revision.published_at,
        summary=revision.summary,
        authors=revision.authors,
        reviewer=revision.reviewer,
        correction=revision.correction,
        documents=documents,
        noun=revision.noun,
        key=revision.key,
        number=revision.number,
        title=_title(document),
        party=party,
        topic=topic,
        retracted=document.get("retracted"),
        merged_into=document.get("merged_into"),
    )


def _title(document: Mapping[str, Any]) -> str:
    """What a document is called: a topic and a source by title, a party by name."""
    return str(document.get("title") or document.get("headline") or document["name"])
