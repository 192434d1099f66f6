"""The documents that a change has to agree with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.documents import NOUNS, Document, Party, Perspective, Source, Topic
from app.documents.base import SLUG
from app.documents.corpus import Name
from app.documents.gone import named_sources
from app.models import DocumentRow, DocumentSourceRow, RevisionRow

_PORTION = 500  #: keys in one statement: well below the limits of both databases


@dataclass(frozen=True)
class Current:
    """A document as it stands, with the number of its revision."""

    number: int
    document: Document


def neighbours(
    session: Session,
    documents: Iterable[Document],
    incomplete: Mapping[Name, dict[str, Any]] = MappingProxyType({}),
) -> dict[Name, Current]:
    """The current form of the documents, and of all that they must agree with.

    *incomplete* are the plain data of further ones, which have faults of their own.

    That is: every party, the topics concerned with all their perspectives, the sources
    cited, and all that rests on a source which is about to go. What it costs depends on the
    change, not on the size of the site; only a party that becomes required concerns every
    topic.
    """
    documents = list(documents)
    found = dict(_current(session, DocumentRow.noun == "party"))
    topics = {d.topic if isinstance(d, Perspective) else d.key
              for d in documents if isinstance(d, Perspective | Topic)}  # fmt: skip
    topics |= {key.split("/")[0] for noun, key in incomplete if noun in ("topic", "perspective")}
    leaving = sorted(d.key for d in documents if isinstance(d, Source) and d.gone)
    if leaving:
        resting = resting_on(session, leaving)
        topics |= {key.split("/")[0] for noun, key in resting if noun != "source"}
        found.update(_sources(session, {key for noun, key in resting if noun == "source"}))
        found.update(_current(session, _merged_into(leaving)))
    if _newly_required(documents, found):
        found.update(_current(session, DocumentRow.topic.is_not(None)))
    for portion in portions(topics):
        found.update(_current(session, DocumentRow.topic.in_(portion)))
    sources = {source for document in documents for source in document.cited()}
    sources |= {document.key for document in documents if document.noun == "source"}
    named = {each for data in incomplete.values() for each in named_sources(data)}
    named |= {key for noun, key in incomplete if noun == "source"}
    sources |= {each for each in named if SLUG.fullmatch(each)}
    found.update(_sources(session, sources))
    return found


def resting_on(session: Session, sources: Iterable[str]) -> list[Name]:
    """The documents that cite one of some sources, or are known through it, by name."""
    columns = DocumentSourceRow.noun, DocumentSourceRow.key
    query = select(*columns).where(DocumentSourceRow.source.in_(list(sources))).distinct()
    return [(noun, key) for noun, key in session.execute(query.order_by(*columns))]


def _merged_into(sources: Iterable[str]) -> ColumnElement[bool]:
    """That a document is a source which was merged into one of some others."""
    named = (f'"merged_into":"{source}"' for source in sources)
    bodies = (RevisionRow.body.contains(each, autoescape=True) for each in named)
    return and_(DocumentRow.noun == "source", or_(*bodies))


def merged_before(session: Session, source: str) -> dict[Name, Current]:
    """The sources that were merged into one, as they stand."""
    return dict(_current(session, _merged_into([source])))


def as_it_stands(session: Session, noun: str, key: str) -> Current | None:
    """One document as it stands, or None."""
    which = (DocumentRow.noun == noun) & (DocumentRow.key == key)
    return next((held for _name, held in _current(session, which)), None)


def slugs(session: Session) -> list[str]:
    """The slugs of all topics."""
    query = select(DocumentRow.key).where(DocumentRow.noun == "topic")
    return list(session.scalars(query.order_by(DocumentRow.key)))


def on_topic(session: Session, topic: str) -> list[Document]:
    """A topic with all its perspectives, as they stand."""
    return [held.document for _name, held in _current(session, DocumentRow.topic == topic)]


def _sources(session: Session, wanted: set[str]) -> dict[Name, Current]:
    """Sources with those that report them, and so on up to one that was read."""
    found: dict[Name, Current] = {}
    seen: set[str] = set()
    while wanted:
        for portion in portions(wanted):
            chosen = DocumentRow.key.in_(portion)
            found.update(_current(session, (DocumentRow.noun == "source") & chosen))
        seen |= wanted
        wanted = {via for each in found.values() for via in each.document.cited()} - seen
    return found


def _newly_required(documents: list[Document], found: dict[Name, Current]) -> bool:
    """Whether a party is from now on compared on every topic, so that each must have it."""
    return any(
        isinstance(document, Party)
        and document.required
        and not _required(found.get(("party", document.id)))
        for document in documents
    )


def _required(current: Current | None) -> bool:
    return current is not None and isinstance(current.document, Party) and current.document.required


def portions(keys: Iterable[str]) -> Iterator[list[str]]:
    """The keys, in order and a few hundred at a time."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), _PORTION):
        yield ordered[start : start + _PORTION]


def _current(session: Session, which: ColumnElement[bool]) -> Iterator[tuple[Name, Current]]:
    rows = session.execute(
        select(RevisionRow.noun, RevisionRow.key, RevisionRow.number, RevisionRow.body)
        .join(DocumentRow, DocumentRow.revision == RevisionRow.sequence)
        .where(which)
    )
    for row in rows:
        document = NOUNS[row.noun].model_validate_json(row.body)
        yield (row.noun, row.key), Current(row.number, document)
