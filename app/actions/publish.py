"""Publishing: the one place where a document becomes a revision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.actions import chain, index
from app.actions.between import between
from app.actions.neighbours import Current, neighbours
from app.actions.refused import Refused
from app.documents import Document, canonical, digest, exchange
from app.documents.corpus import Name
from app.documents.faults import field_name
from app.models import RevisionRow


@dataclass(frozen=True)
class Why:
    """What a publication is recorded with."""

    origin: str
    summary: str
    authors: tuple[str, ...] = ()
    reviewer: str | None = None
    correction: str | None = None
    """What kind of mistake is mended, if one is."""


@dataclass
class Published:
    """What a publication did, by the names of the documents."""

    added: list[Name] = field(default_factory=list)
    changed: list[Name] = field(default_factory=list)
    unchanged: list[Name] = field(default_factory=list)


def publish(
    session: Session,
    documents: Sequence[Document],
    why: Why,
    seen: Callable[[Document], None] | None = None,
) -> Published:
    """Make each changed document a revision and index it; unchanged ones make none.

    All or nothing: the caller commits. Raises Refused when the site with these documents
    would break a law between documents (a lost reference, a required party left out).
    """
    sequence, previous = chain.lock(session)
    before = neighbours(session, documents)
    _check(before, documents)
    done = Published()
    changed = [document for document in documents if _changed(before, document, done)]
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    numbers = {name: current.number for name, current in before.items()}
    for document in changed:
        sequence += 1
        number = numbers.get((document.noun, document.key), 0) + 1
        revision = _revision(document, why, sequence, number, now, previous)
        previous = revision.digest
        session.add(revision)
        if seen:
            seen(document)
    session.flush()
    index.replace(session, changed)
    return done


def _check(before: dict[Name, Current], documents: Iterable[Document]) -> None:
    for (noun, key), path, message in between(before, documents):
        where = f"{noun} {key}: {field_name(path)}" if path else f"{noun} {key}"
        raise Refused(f"{where}: {message}")


def _changed(before: dict[Name, Current], document: Document, done: Published) -> bool:
    name = document.noun, document.key
    if name not in before:
        done.added.append(name)
    elif before[name].document != document:
        done.changed.append(name)
    else:
        done.unchanged.append(name)
        return False
    return True


def _revision(
    document: Document, why: Why, sequence: int, number: int, now: dt.datetime, previous: str
) -> RevisionRow:
    body = canonical(exchange(document))
    revision = RevisionRow(
        sequence=sequence,
        noun=document.noun,
        key=document.key,
        number=number,
        body=body,
        body_digest=digest(body),
        origin=why.origin,
        authors=list(why.authors),
        reviewer=why.reviewer,
        summary=why.summary,
        # What was never published was never wrong.
        correction=why.correction if number > 1 else None,
        published_at=now,
        previous_digest=previous,
    )
    revision.digest = chain.link(revision)
    return revision
