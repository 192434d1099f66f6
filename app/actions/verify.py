"""Verifying the history: every digest computed again, from the first revision on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions import chain, index
from app.actions.chain import GENESIS, link
from app.documents import digest
from app.documents.corpus import Name
from app.models import DocumentRow, RevisionRow, SearchRow


@dataclass(frozen=True)
class Break:
    """The first revision that does not hold, and what is wrong with it."""

    sequence: int
    name: str
    reason: str


def first_break(session: Session, seen: Callable[[int], None] | None = None) -> Break | None:
    """Walk the whole chain; None when it holds. *seen* is called with each sequence.

    After it, what the site shows of each document is compared with its newest revision.
    """
    expected, previous = 1, GENESIS
    numbers: dict[Name, int] = {}
    newest: dict[Name, int] = {}
    query = select(RevisionRow).order_by(RevisionRow.sequence).execution_options(yield_per=1)
    with session.scalars(query) as revisions:
        for revision in _readable(revisions):
            if revision is None:
                return Break(expected, "its name cannot be told", "its record cannot be read")
            name = revision.noun, revision.key
            numbers[name] = numbers.get(name, 0) + 1
            reason = _wrong(revision, expected, previous, numbers[name])
            if reason:
                words = f"{revision.noun} {revision.key}, revision {revision.number}"
                return Break(revision.sequence, words, reason)
            newest[name] = revision.sequence
            expected, previous = expected + 1, revision.digest
            if seen:
                seen(revision.sequence)
    return _first_astray(session, newest, expected)


def tables_astray(session: Session) -> list[str]:
    """The tables of the index that hold something else than the revisions give.

    The index is built anew and compared with what was there; then all is as it was. Takes
    the write lock while it works.
    """
    chain.lock(session)
    held = _sums(session)
    index.build(session)
    given = _sums(session)
    session.rollback()
    return sorted(name for name in held if held[name] != given[name])


def _sums(session: Session) -> dict[str, int]:
    """For each table of the index a number that any change of its rows changes.

    It does not depend on their order, nor on the numbers that search gives its rows.
    """
    unnamed = SearchRow.__table__.c.id
    sums = {}
    for table in index.TABLES:
        columns = [column for column in table.__table__.columns if column is not unnamed]
        rows = session.execute(select(*columns).execution_options(yield_per=1000))
        sums[table.__tablename__] = sum(int(digest(repr(tuple(row))), 16) for row in rows)
    return sums


def _readable(revisions: Iterable[RevisionRow]) -> Iterator[RevisionRow | None]:
    """The revisions, and None in the place of the first that cannot be read."""
    each = iter(revisions)
    while True:
        try:
            revision = next(each, None)
        except (ValueError, TypeError, AttributeError):
            # A column was changed to what is no JSON or no moment at all.
            yield None
            return
        if revision is None:
            return
        yield revision


def _first_astray(session: Session, newest: dict[Name, int], end: int) -> Break | None:
    """The first document of which the site does not show the newest revision."""
    columns = DocumentRow.noun, DocumentRow.key, DocumentRow.revision
    shown = {(noun, key): revision for noun, key, revision in session.execute(select(*columns))}
    breaks = [
        Break(sequence or newest[name], f"{name[0]} {name[1]}", _astray(sequence, end))
        for name in shown.keys() | newest.keys()
        if (sequence := shown.get(name)) != newest.get(name)
    ]
    return min(breaks, key=lambda each: each.sequence, default=None)


def _astray(shown: int | None, end: int) -> str:
    if shown and shown >= end:
        return "this revision was removed from the end of the history"
    mend = "run “flask content rebuild”"
    if shown:
        return f"the site shows this revision, which is not the document's newest; {mend}"
    return f"the site does not show this document; {mend}"


def _wrong(revision: RevisionRow, expected: int, previous: str, number: int) -> str | None:
    if revision.sequence != expected:
        return f"a revision is missing: number {expected} in the chain should stand here"
    if revision.previous_digest != previous:
        return "it does not follow from the revision before it"
    if revision.number != number:
        return f"it should be revision {number} of its document"
    if digest(revision.body) != revision.body_digest:
        return "its document was changed after publication"
    if link(revision) != revision.digest:
        return "its record (author, reviewer, date or summary) was changed after publication"
    return None
