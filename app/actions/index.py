"""The index: the tables that serve lists, search and counts, kept beside the record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.actions import chain, found, rows
from app.actions.dependents import dependents, many_voices, topics_to_show
from app.actions.neighbours import portions
from app.documents import NOUNS, Document, Party, Perspective, Source, Topic
from app.models import (
    Base,
    CellRow,
    CitationRow,
    ClaimRow,
    DocumentRow,
    DocumentSourceRow,
    EventRow,
    PartyRow,
    PerspectiveRow,
    PositionRow,
    PropositionRow,
    RevisionRow,
    SearchRow,
    SearchWordRow,
    SourceRow,
    TopicRow,
)

#: Every table of the index, in an order in which they can be emptied.
TABLES: tuple[type[Base], ...] = (
    CellRow, PositionRow, PerspectiveRow, ClaimRow, EventRow, PropositionRow, CitationRow,
    TopicRow, DocumentSourceRow, SourceRow, PartyRow, SearchRow, SearchWordRow, DocumentRow,
)  # fmt: skip


def replace(session: Session, documents: Sequence[Document]) -> None:
    """Put the rows of these documents in the place of their old ones.

    The newest revision of each must be there already. Constraints between rows are
    checked when the transaction commits. What was retracted or merged has no rows but its
    pointer, so that it enters no list, count or figure, and the database's own keys refuse
    whatever would rest on it.
    """
    documents = [*documents, *dependents(session, documents)]
    words: Counter[str] = Counter()
    for document in documents:
        words.subtract(_forget(session, document))
    words.update(_write(session, documents))
    _count_words(session, words)


def rebuild(session: Session, seen: Callable[[str], None] | None = None) -> int:
    """Empty the index and build it from the revisions; returns how many documents.

    Takes the write lock; the caller commits.
    """
    chain.lock(session)
    return build(session, seen)


def build(session: Session, seen: Callable[[str], None] | None = None) -> int:
    """What rebuild does once it has the write lock."""
    for table in TABLES:
        session.execute(delete(table))
    newest = select(func.max(RevisionRow.sequence)).group_by(RevisionRow.noun, RevisionRow.key)
    revisions = session.execute(
        select(RevisionRow.noun, RevisionRow.body)
        .where(RevisionRow.sequence.in_(newest))
        .order_by(RevisionRow.sequence)
    ).all()
    documents = []
    for revision in revisions:
        documents.append(NOUNS[revision.noun].model_validate_json(revision.body))
        if seen:
            seen(documents[-1].key)
    _count_words(session, _write(session, documents))
    return len(documents)


def _forget(session: Session, document: Document) -> Counter[str]:
    """Delete the rows of a document; returns the words that search loses with them."""
    noun, key = document.noun, document.key
    mine = SearchRow.noun == noun, SearchRow.key == key
    words: Counter[str] = Counter()
    for row in session.execute(select(SearchRow.title_words, SearchRow.text_words).where(*mine)):
        words.update(row.title_words.split())
        words.update(row.text_words.split())
    session.execute(delete(SearchRow).where(*mine))
    session.execute(
        delete(DocumentSourceRow).where(
            DocumentSourceRow.noun == noun, DocumentSourceRow.key == key
        )
    )
    for statement in _deletions(document):
        session.execute(statement)
    return words


def _deletions(document: Document) -> Iterator[Any]:
    match document:
        case Party():
            yield delete(PartyRow).where(PartyRow.id == document.id)
        case Source():
            yield delete(SourceRow).where(SourceRow.id == document.id)
        case Topic():
            slug = document.slug
            yield delete(ClaimRow).where(ClaimRow.topic == slug)
            yield delete(EventRow).where(EventRow.topic == slug)
            yield delete(PropositionRow).where(PropositionRow.topic == slug)
            yield delete(CitationRow).where(CitationRow.topic == slug, CitationRow.party.is_(None))
            yield delete(TopicRow).where(TopicRow.slug == slug)
        case Perspective():
            for table in (CellRow, PositionRow, PerspectiveRow, CitationRow):
                mine = table.topic == document.topic, table.party == document.party
                yield delete(table).where(*mine)


def _write(session: Session, documents: Sequence[Document]) -> Counter[str]:
    """Insert the rows of the documents, table by table; returns the words for search."""
    batches: defaultdict[type[Base], list[dict[str, Any]]] = defaultdict(list)
    words: Counter[str] = Counter()
    voices = many_voices(session, documents)
    topics = topics_to_show(session, documents)
    for document in documents:
        for source in () if document.gone else sorted(document.cited()):
            row = {"noun": document.noun, "key": document.key, "source": source}
            batches[DocumentSourceRow].append(row)
        if document.gone or (isinstance(document, Perspective) and document.topic not in topics):
            continue
        for table, row in _rows(document, voices):
            batches[table].append(row)
        for row in found.of(document):
            batches[SearchRow].append(row)
            words.update(row["title_words"].split())
            words.update(row["text_words"].split())
    _point_to_newest(session, documents)
    for table in reversed(TABLES):
        if batches[table]:
            session.execute(insert(table), batches[table])
    return words


def _rows(document: Document, voices: set[str]) -> Iterable[rows.Row]:
    match document:
        case Party():
            return rows.of_party(document)
        case Source():
            return rows.of_source(document)
        case Topic():
            return rows.of_topic(document)
        case Perspective():
            return rows.of_perspective(document, document.party in voices)
    raise TypeError(f"nothing is known of indexing a {document.noun}")


def _point_to_newest(session: Session, documents: Sequence[Document]) -> None:
    revision_of = {}
    for portion in portions(document.key for document in documents):
        newest = session.execute(
            select(RevisionRow.noun, RevisionRow.key, func.max(RevisionRow.sequence))
            .where(RevisionRow.key.in_(portion))
            .group_by(RevisionRow.noun, RevisionRow.key)
        )
        revision_of.update({(noun, key): sequence for noun, key, sequence in newest})
    pointers = [
        {
            "noun": each.noun, "key": each.key, "topic": _topic_of(each),
            "party": each.party if isinstance(each, Perspective) else None,
            "revision": revision_of[each.noun, each.key],
        }
        for each in documents
    ]  # fmt: skip
    _upsert(session, DocumentRow, pointers, ["noun", "key"], {"revision": "revision"})


def _topic_of(document: Document) -> str | None:
    match document:
        case Topic():
            return document.slug
        case Perspective():
            return document.topic
    return None


def _count_words(session: Session, words: Counter[str]) -> None:
    uses = [
        {"word": word, "length": len(word), "uses": count}
        for word, count in sorted(words.items())
        if count
    ]
    _upsert(session, SearchWordRow, uses, ["word"], {"uses": None})
    session.execute(delete(SearchWordRow).where(SearchWordRow.uses <= 0))


def _upsert(
    session: Session,
    model: type[Base],
    values: list[dict[str, Any]],
    keys: list[str],
    update: dict[str, str | None],
) -> None:
    """Insert, or update what is there: a column from the new row, or None to add it up."""
    if not values:
        return
    table = Base.metadata.tables[model.__tablename__]
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    statement: Any = (sqlite if is_sqlite else postgresql).insert(table)
    new = {
        column: statement.excluded[source]
        if source
        else table.c[column] + statement.excluded[column]
        for column, source in update.items()
    }
    statement = statement.on_conflict_do_update(index_elements=keys, set_=new)
    session.execute(statement, values)
