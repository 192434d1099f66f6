"""The history of documents: their revisions, as they were published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.documents import NOUNS, Document, Source, Topic
from app.documents.corpus import Name
from app.models import DocumentRow, PartyRow, RevisionRow
from app.queries.documents import read_body
from app.queries.lists import Page


@dataclass(frozen=True)
class Subject:
    """Whose history it is, with the names that it goes by now."""

    noun: str
    key: str
    newest: int
    """How many revisions there are; they are numbered from 1 without gaps."""
    digest: str
    """The digest of the newest."""
    topic: Topic | None
    party: PartyRow | None
    source: Source | None


@dataclass(frozen=True)
class Revision:
    """What the record says of one revision."""

    sequence: int
    noun: str
    key: str
    number: int
    origin: str
    authors: Sequence[str]
    reviewer: str | None
    summary: str
    correction: str | None
    published_at: dt.datetime
    previous_digest: str
    digest: str


@dataclass(frozen=True)
class Edition(Revision):
    """A revision with its document."""

    body: str
    """The document as canonical JSON, to the character that the digest was taken of."""

    @property
    def document(self) -> Document:
        """The document as it was."""
        return NOUNS[self.noun].model_validate_json(self.body)


@dataclass(frozen=True)
class Neighbour:
    """A perspective of a topic with its newest revision."""

    party: PartyRow
    revision: Revision


@dataclass(frozen=True)
class Names:
    """What documents name by an id."""

    sources: dict[str, Source]
    propositions: dict[str, str]
    """The text of each proposition of the topic."""


_RECORD: tuple[Any, ...] = (
    RevisionRow.sequence,
    RevisionRow.noun,
    RevisionRow.key,
    RevisionRow.number,
    RevisionRow.origin,
    RevisionRow.authors,
    RevisionRow.reviewer,
    RevisionRow.summary,
    RevisionRow.correction,
    RevisionRow.published_at,
    RevisionRow.previous_digest,
    RevisionRow.digest,
)


def subject(session: Session, noun: str, key: str) -> Subject | None:
    """The document that a history is asked of, or None without it: one statement."""
    # Names come from the documents: what was retracted is in no index and has its history.
    of_party = and_(DocumentRow.noun == "party", PartyRow.id == DocumentRow.key)
    held, of_topic = aliased(DocumentRow), aliased(RevisionRow)
    row = session.execute(
        select(RevisionRow.number, RevisionRow.digest, RevisionRow.body, of_topic.body, PartyRow)
        .select_from(DocumentRow)
        .join(RevisionRow, RevisionRow.sequence == DocumentRow.revision)
        .outerjoin(held, and_(held.noun == "topic", held.key == DocumentRow.topic))
        .outerjoin(of_topic, of_topic.sequence == held.revision)
        .outerjoin(PartyRow, of_party | (PartyRow.id == DocumentRow.party))
        .where(DocumentRow.noun == noun, DocumentRow.key == key)
    ).first()
    if row is None:
        return None
    number, digest, body, about, party = row
    topic = cast(Topic, read_body("topic", about)) if about else None
    source = cast(Source, read_body("source", body)) if noun == "source" else None
    return Subject(noun, key, number, digest, topic, party, source)


def revisions(session: Session, subject: Subject, number: int, per_page: int) -> Page:
    """One page of a document's revisions, newest first: one statement."""
    last = subject.newest - (number - 1) * per_page
    rows = session.execute(
        _of(subject, *_RECORD)
        .where(RevisionRow.number.between(last - per_page + 1, last))
        .order_by(RevisionRow.number.desc())
    )
    return Page([Revision(*row) for row in rows], subject.newest, number, per_page)


def editions(session: Session, subject: Subject, numbers: Iterable[int]) -> list[Edition]:
    """Some revisions with their documents, by number; those that there are: one statement."""
    rows = session.execute(
        _of(subject, *_RECORD, RevisionRow.body)
        .where(RevisionRow.number.in_(sorted(numbers)))
        .order_by(RevisionRow.number)
    )
    return [Edition(*row) for row in rows]


def newest(
    session: Session, names: Iterable[Name], published: dt.datetime | None = None
) -> dict[Name, Edition]:
    """The newest revision of some documents, as of a moment of our history: one statement."""
    keys: dict[str, list[str]] = {}
    for noun, key in sorted(names):
        keys.setdefault(noun, []).append(key)
    of = RevisionRow
    wanted = or_(*(and_(of.noun == noun, of.key.in_(some)) for noun, some in keys.items()))
    last = select(func.max(of.sequence)).where(wanted).group_by(of.noun, of.key)
    if published:
        last = last.where(of.published_at <= published)
    columns: tuple[Any, ...] = (*_RECORD, of.body)
    rows = session.execute(select(*columns).where(of.sequence.in_(last)))
    return {(each.noun, each.key): each for each in (Edition(*row) for row in rows)}


def before(session: Session, revision: Revision) -> Revision | None:
    """The revision before one in the chain, of whichever document: one statement."""
    row = session.execute(
        select(*_RECORD).where(RevisionRow.digest == revision.previous_digest)
    ).first()
    return Revision(*row) if row else None


def perspectives(session: Session, topic: str) -> list[Neighbour]:
    """The perspectives of a topic, in the order of the columns: one statement."""
    columns: tuple[Any, ...] = (PartyRow, *_RECORD)
    rows = session.execute(
        select(*columns)
        .select_from(DocumentRow)
        .join(RevisionRow, RevisionRow.sequence == DocumentRow.revision)
        .join(PartyRow, PartyRow.id == DocumentRow.party)
        .where(DocumentRow.topic == topic, DocumentRow.noun == "perspective")
        .order_by(PartyRow.place)
    )
    return [Neighbour(row[0], Revision(*row[1:])) for row in rows]


def names_then(session: Session, subject: Subject, *editions: Edition) -> Names:
    """What the newest of some revisions names, as it was when that was published: one statement.

    What a page of the history calls a source or a proposition never changes by this, so that
    the page of a revision stays as it is.
    """
    cited = set().union(*(edition.document.cited() for edition in editions))
    topic = subject.topic.slug if subject.topic else ""
    then = aliased(RevisionRow)
    newest = (
        select(func.max(then.sequence))
        .where(
            or_(
                and_(then.noun == "source", then.key.in_(sorted(cited))),
                and_(then.noun == "topic", then.key == topic),
            ),
            then.sequence <= max(edition.sequence for edition in editions),
        )
        .group_by(then.noun, then.key)
    )
    rows = session.execute(
        select(RevisionRow.noun, RevisionRow.body).where(RevisionRow.sequence.in_(newest))
    )
    names = Names({}, {})
    for noun, body in rows:
        document = NOUNS[noun].model_validate_json(body)
        if isinstance(document, Source):
            names.sources[document.id] = document
        elif isinstance(document, Topic):
            names.propositions.update({each.id: each.text for each in document.propositions})
    return names


def _of(subject: Subject, *columns: Any) -> Select[Any]:
    return select(*columns).where(RevisionRow.noun == subject.noun, RevisionRow.key == subject.key)
