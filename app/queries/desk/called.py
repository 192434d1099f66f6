"""What documents are called, and what those under work call sources and propositions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.documents import Document, Perspective, Source, Topic
from app.documents.corpus import Name
from app.models import DocumentRow, DraftRow
from app.queries.documents import sources, versions
from app.queries.history import Names


def names_in(session: Session, documents: Iterable[Document]) -> Names:
    """The sources and propositions that documents name: those among them, else the published."""
    documents = list(documents)
    cited = {source for document in documents for source in document.cited()}
    topics = {d.topic if isinstance(d, Perspective) else d.key
              for d in documents if isinstance(d, Perspective | Topic)}  # fmt: skip
    of_topics = (DocumentRow.noun == "topic") & DocumentRow.key.in_(sorted(topics))
    published = [version.document for version in versions(session, of_topics)]
    names = Names(dict(sources(session, cited)), {})
    for document in (*published, *documents):
        if isinstance(document, Source):
            names.sources[document.id] = document
        elif isinstance(document, Topic):
            names.propositions.update({each.id: each.text for each in document.propositions})
    return names


_FIELDS = {"topic": "short_title", "party": "name", "source": "title"}


def called(session: Session, names: Iterable[Name]) -> dict[Name, str]:
    """What topics, parties and sources are called, and those that perspectives belong to.

    Retracted ones too; one that is not published as its open draft has it, else by its key.
    Two statements.
    """
    wanted = {whole for name in names for whole in _wholes(*name)}
    found = {name: name[1] for name in wanted}
    for noun, key, data in _drafted(session, wanted):
        found[noun, key] = str(data.get(_FIELDS[noun]) or key)
    for version in versions(session, _any_of(DocumentRow, wanted)):
        document = version.document
        found[document.noun, document.key] = str(getattr(document, _FIELDS[document.noun]))
    return found


def _wholes(noun: str, key: str) -> Iterator[Name]:
    if noun == "perspective":
        yield from zip(("topic", "party"), key.split("/"), strict=True)
    else:
        yield noun, key


def _drafted(session: Session, wanted: set[Name]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    query = select(DraftRow.noun, DraftRow.key, DraftRow.body).where(
        _any_of(DraftRow, wanted), DraftRow.is_open
    )
    for noun, key, body in session.execute(query):
        yield noun, key, json.loads(body)


def _any_of(row: type[DocumentRow | DraftRow], names: set[Name]) -> ColumnElement[bool]:
    by_noun = {noun: sorted(key for each, key in names if each == noun) for noun in _FIELDS}
    return or_(*((row.noun == noun) & row.key.in_(keys) for noun, keys in by_noun.items()))
