"""Imports: documents from files, tried first and then put into drafts, never published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import ValidationError
from sqlalchemy.orm import Session

from app.actions.actor import Actor
from app.actions.between import between
from app.actions.bundle import data_of, drafts_of
from app.actions.drafting import (
    Data,
    add,
    must_end_alike,
    new_submission,
    open_draft,
    own,
    reopen,
    works_on,
    write,
)
from app.actions.names import fixed
from app.actions.neighbours import as_it_stands, neighbours, slugs
from app.actions.refused import Refused
from app.actions.writing import whole
from app.documents import NOUNS, Document, exchange
from app.documents.blanks import without_blanks
from app.documents.corpus import Name
from app.documents.difference import Difference, difference
from app.documents.faults import Path, field_name, problems
from app.documents.gone import named_sources
from app.documents.merge import merge
from app.documents.silence import ended, searched_on
from app.models import DraftRow, SubmissionRow

Kind = Literal["new", "changed", "unchanged", "taken", "wrong"]


def _into(session: Session, actor: Actor, wanted: Mapping[Name, Data]) -> list[DraftRow]:
    """The own drafts beside which an import is put: of what it gives, and of what it refers to.

    What is published already can be referred to from anywhere.
    """
    named = {each for name, data in wanted.items() for each in _referred(name, data)}
    held = [open_draft(session, *name) for name in sorted({*wanted, *named})]
    return [
        each
        for each in held
        if each and works_on(session, actor, each.submission_id)
        if each.base is None or (each.noun, each.key) in wanted
    ]


def _referred(name: Name, data: Data) -> Iterator[Name]:
    yield from (("source", each) for each in named_sources(data))
    if name[0] == "perspective":
        yield from zip(("topic", "party"), name[1].split("/"), strict=True)


def _beside(session: Session, actor: Actor, wanted: Mapping[Name, Data]) -> dict[Name, Data]:
    """What else is drafted in the submission into which an import goes."""
    into = sorted({each.submission_id for each in _into(session, actor, wanted)})
    rows = [session.get_one(SubmissionRow, each) for each in into]
    drafts = [draft for row in rows for draft in drafts_of(session, row)]
    found = {(draft.noun, draft.key): without_blanks(data_of(draft)) for draft in drafts}
    return {name: data for name, data in found.items() if name not in wanted}


@dataclass(frozen=True)
class Row:
    """What an import would do with one document."""

    name: Name
    kind: Kind
    problems: tuple[tuple[Path, str], ...] = ()
    difference: Difference | None = None
    document: Document | None = None
    submission: int | None = None
    """Where somebody has a draft of it, which the import would have to be put together with."""
    silences: tuple[tuple[str, str], ...] = ()
    """(proposition, day of the search) of those that positions which were found replace."""


def trial(session: Session, actor: Actor, wanted: Mapping[Name, Data]) -> list[Row]:
    """What an import of these documents would change, row by row; nothing is written."""
    beside = _beside(session, actor, wanted)
    every = {**beside, **wanted}
    documents, wrong = _validated(every)
    incomplete = {name: fixed(*name, every[name]) for name in wrong}
    before = neighbours(session, documents.values(), incomplete)
    topics = _topics(session, {**before, **every})
    for name, path, sentence in between(before, documents.values(), incomplete, topics):
        if name in wanted:
            wrong.setdefault(name, []).append((path, sentence))
        elif name not in beside:  # a neighbour on the site that would hold no more
            told = " ".join(name), field_name(path), sentence
            wrong.setdefault(next(iter(wanted)), []).append(((), ": ".join(filter(None, told))))
    return [_row(session, actor, name, documents.get(name), wrong.get(name, [])) for name in wanted]


def _topics(session: Session, known: Mapping[Name, object]) -> list[Name]:
    """The topics of the site, where a perspective is to be of one that nobody knows."""
    wanted = {("topic", key.split("/")[0]) for noun, key in known if noun == "perspective"}
    return [] if wanted <= known.keys() else [("topic", slug) for slug in slugs(session)]


def _validated(
    wanted: Mapping[Name, Data],
) -> tuple[dict[Name, Document], dict[Name, list[tuple[Path, str]]]]:
    documents, wrong = {}, {}
    for name, data in wanted.items():
        model = NOUNS[name[0]]
        try:
            documents[name] = model.model_validate(fixed(*name, data))
        except ValidationError as error:
            wrong[name] = problems(error, model)
    return documents, wrong


def _row(
    session: Session,
    actor: Actor,
    name: Name,
    document: Document | None,
    wrong: list[tuple[Path, str]],
) -> Row:
    if document is None or wrong:
        return Row(name, "wrong", tuple(wrong))
    current = as_it_stands(session, *name)
    if current and current.document == document:
        return Row(name, "unchanged")
    found = difference(current.document if current else None, document)
    held = open_draft(session, *name)
    mine = held is not None and works_on(session, actor, held.submission_id)
    before = data_of(held) if held and mine else exchange(current.document) if current else {}
    try:
        must_end_alike(before, exchange(document))
    except Refused as refused:
        return Row(name, "wrong", (((), str(refused)),))
    if held and not mine:
        return Row(name, "taken", (), found, document, held.submission_id)
    over = tuple(
        (str(each["proposition"]), searched_on(each)) for each in ended(before, exchange(document))
    )
    return Row(name, "changed" if current else "new", (), found, document, silences=over)


@whole
def land(session: Session, actor: Actor, wanted: Mapping[Name, Data], summary: str) -> int:
    """Put what an import changes into drafts of one submission; returns it.

    All or nothing: refused while any document is wrong or somebody else is at work on it, and
    where a draft of one's own already says something else in a place that the import changes.
    """
    actor.must("draft")
    rows = trial(session, actor, wanted)
    _refuse(rows)
    changed = [row.name for row in rows if row.kind in ("new", "changed")]
    if not changed:
        raise Refused("Nothing here differs from what is published.")
    held = [draft for name in changed if (draft := open_draft(session, *name))]
    into = {each.submission_id for each in _into(session, actor, wanted)}
    submission = _one_submission(session, actor, into, summary)
    mine = {(draft.noun, draft.key): draft for draft in held}
    for name in sorted(changed, key=_order):
        data = _plain(wanted[name], name)
        if name not in mine:
            add(session, actor, submission, *name, data)
        elif (both := _both(session, mine[name], data)) != data_of(mine[name]):
            write(session, actor, mine[name], both)
    return submission.id


def _order(name: Name) -> tuple[int, str]:
    """Documents before those that refer to them."""
    return ("party", "source", "topic", "perspective").index(name[0]), name[1]


def _plain(data: Data, name: Name) -> Data:
    return exchange(NOUNS[name[0]].model_validate(fixed(*name, data)))


def _both(session: Session, draft: DraftRow, data: Data) -> Data:
    """What a draft and an import each changed in what is published, together.

    Whoever imports was shown what changes in what is published, and not the draft: so nothing
    that was written there, by others or in another window, may be replaced unseen.
    """
    current = as_it_stands(session, draft.noun, draft.key)
    found = merge(exchange(current.document) if current else {}, data_of(draft), data)
    if found.clashes:
        raise Refused(
            f"Your draft of {draft.noun} {draft.key} says something else in "
            f"{found.clashes[0].path}; change it there, or withdraw the draft first."
        )
    over = ended(found.data, data)  # such as are written in the draft alone
    kept = [each for each in found.data.get("positions") or [] if each not in over]
    return {**found.data, "positions": kept} if over else found.data


def _refuse(rows: Iterable[Row]) -> None:
    for row in rows:
        noun, key = row.name
        if row.kind == "wrong":
            raise Refused(f"{noun} {key}: {row.problems[0][1]}")
        if row.kind == "taken":
            raise Refused(f"Somebody has a draft of {noun} {key}; put this together with it first.")


def _one_submission(session: Session, actor: Actor, into: set[int], summary: str) -> SubmissionRow:
    """The submission that own drafts lie in already, or a new one."""
    if len(into) > 1:
        raise Refused(
            "Your drafts of these documents lie in several submissions; submit one first."
        )
    if not into:
        return new_submission(session, actor, "edit", summary)
    submission = own(session, actor, into.pop())
    reopen(session, actor, submission)
    return submission
