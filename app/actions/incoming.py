"""What files give to an import: documents, and how a fault of one is told with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.actor import Actor
from app.actions.bundle import data_of
from app.actions.drafting import Data, open_draft, works_on
from app.actions.names import fixed
from app.actions.neighbours import as_it_stands
from app.documents import exchange
from app.documents.corpus import Name
from app.documents.faults import Fault, Path
from app.documents.files import Reading
from app.documents.nearest import hint
from app.documents.positions_csv import Owner, Rows, put_into
from app.models import PartyRow, TopicRow


@dataclass(frozen=True)
class Incoming:
    """What files give: documents as plain data, and how a fault of one is told with its line."""

    documents: Mapping[Name, Data]
    fault_of: Callable[[Name, Path, str], Fault]
    faults: tuple[Fault, ...] = ()
    """What is wrong before any document is looked at; nothing of it is imported then."""


def of_yaml(reading: Reading) -> Incoming:
    """The documents of YAML files."""
    return Incoming(reading.data, reading.fault_of)


def of_table(session: Session, actor: Actor, rows: Rows) -> Incoming:
    """Perspectives with a table's positions put in: into own drafts, else into what is published.

    A table begins no perspective: it has no column for what else one needs.
    """
    wanted: dict[Name, Data] = {}
    faults: list[Fault] = []
    for (topic, party), given in rows.positions.items():
        name = "perspective", f"{topic}/{party}"
        start = _start(session, actor, name)
        if start is None:
            lacking = _lacking(session, actor, (topic, party))
            faults += [Fault(rows.file, given[0].line, *each) for each in lacking]
        else:
            wanted[name] = put_into(fixed(*name, start), [each.data for each in given])

    def fault_of(name: Name, path: Path, message: str) -> Fault:
        topic, party = name[1].split("/")
        return rows.fault_of((topic, party), wanted[name], path, message)

    return Incoming(wanted, fault_of, tuple(faults))


def _start(session: Session, actor: Actor, name: Name) -> Data | None:
    held, current = open_draft(session, *name), as_it_stands(session, *name)
    if held and works_on(session, actor, held.submission_id):
        return data_of(held)
    return exchange(current.document) if current else None


def _lacking(session: Session, actor: Actor, owner: Owner) -> Iterator[tuple[str, str]]:
    """(column, sentence) of why there is no perspective that positions could be put into."""
    topic, party = owner
    unknown = [
        (noun, f"unknown {noun} '{key}'{hint(key, known(session))}")
        for noun, key, known in (("topic", topic, _topics), ("party", party, _parties))
        if not _is_there(session, actor, (noun, key))
    ]
    yield from unknown
    if not unknown:
        whose = "somebody else has begun it; join that draft first"
        begun = open_draft(session, "perspective", f"{topic}/{party}")
        what = whose if begun else "begin it at the desk, or import it as YAML"
        yield (
            "perspective",
            f"'{party}' has none on '{topic}' yet, and a table only adds positions to one; {what}",
        )


def _is_there(session: Session, actor: Actor, name: Name) -> bool:
    held = open_draft(session, *name)
    own = held is not None and works_on(session, actor, held.submission_id)
    return own or as_it_stands(session, *name) is not None


def _topics(session: Session) -> dict[str, tuple[str, ...]]:
    query = select(TopicRow.slug, TopicRow.title, TopicRow.short_title)
    return {slug: tuple(names) for slug, *names in session.execute(query)}


def _parties(session: Session) -> dict[str, tuple[str, ...]]:
    return {key: (name,) for key, name in session.execute(select(PartyRow.id, PartyRow.name))}
