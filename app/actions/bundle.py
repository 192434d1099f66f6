"""What a submission holds: its documents, what is wrong with them, and their digest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.between import together
from app.actions.neighbours import Current, neighbours
from app.documents import NOUNS, Document, canonical, digest, exchange
from app.documents.base import tidy
from app.documents.blanks import without_blanks
from app.documents.corpus import Name
from app.documents.faults import Path, problems
from app.documents.rules import entries, lacks, said
from app.models import DraftRow, SubmissionRow


@dataclass(frozen=True)
class Problem:
    """One thing that keeps a submission from being published."""

    draft: DraftRow
    path: Path
    sentence: str


@dataclass(frozen=True)
class Bundle:
    """The drafts of a submission as documents, with every problem of them."""

    submission: SubmissionRow
    drafts: tuple[DraftRow, ...]
    documents: tuple[Document, ...]
    """Those that are valid each for itself."""
    before: Mapping[Name, Current]
    problems: tuple[Problem, ...]
    missing: tuple[tuple[str, str], ...] = ()
    """(topic, party) of each perspective that a topic needs and that is not even begun here."""

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON of all that a reviewer decides on.

        That is: each document with the number of the revision that it replaces, what and
        why, and the kind of correction. Meant for bundles without problems.
        """
        held = {(document.noun, document.key): document for document in self.documents}
        parts = [
            [draft.noun, draft.key, draft.base, exchange(held[draft.noun, draft.key])]
            for draft in self.drafts
            if (draft.noun, draft.key) in held
        ]
        told = self.submission
        return digest(canonical([parts, told.origin, told.summary, told.correction]))


def data_of(draft: DraftRow) -> dict[str, Any]:
    """The plain data of a draft."""
    return cast(dict[str, Any], json.loads(draft.body))


def drafts_of(session: Session, submission: SubmissionRow) -> tuple[DraftRow, ...]:
    """The drafts of a submission, in the order in which they came into it."""
    query = select(DraftRow).where(DraftRow.submission_id == submission.id).order_by(DraftRow.id)
    return tuple(session.scalars(query))


def bundle(session: Session, submission: SubmissionRow) -> Bundle:
    """A submission's drafts validated, each for itself and against the site as it is."""
    drafts = drafts_of(session, submission)
    documents, incomplete, found = _validated(drafts)
    before = neighbours(session, documents, incomplete)
    by_name = {(draft.noun, draft.key): draft for draft in drafts}
    whole = together(before, documents, incomplete)
    for name, path, sentence in whole.problems():
        # What is wrong elsewhere on the site is wrong because of what is changed here.
        draft = by_name.get(name) or drafts[0]
        where = "" if name in by_name else f"{name[0]} {name[1]}: "
        found.append(Problem(draft, path if name in by_name else (), where + sentence))
    found += _outdated(drafts, before)
    found += _unconfirmed(drafts, before)
    return Bundle(submission, drafts, documents, before, tuple(found), tuple(whole.missing()))


def _validated(
    drafts: Sequence[DraftRow],
) -> tuple[tuple[Document, ...], dict[Name, dict[str, Any]], list[Problem]]:
    """The valid documents, the plain data of the others, and what is wrong with those."""
    documents, incomplete, found = [], {}, []
    for draft in drafts:
        model, data = NOUNS[draft.noun], without_blanks(data_of(draft))
        try:
            documents.append(model.model_validate(data))
        except ValidationError as error:
            incomplete[draft.noun, draft.key] = data
            found += [Problem(draft, *problem) for problem in problems(error, model)]
    return tuple(documents), incomplete, found


def _outdated(drafts: Iterable[DraftRow], before: Mapping[Name, Current]) -> Iterator[Problem]:
    for draft in drafts:
        current = before.get((draft.noun, draft.key))
        if current and current.number != draft.base:
            yield Problem(
                draft, (),
                f"revision {current.number} was published since this draft began; "
                "bring the draft up to date",
            )  # fmt: skip


def _unconfirmed(drafts: Iterable[DraftRow], before: Mapping[Name, Current]) -> Iterator[Problem]:
    for draft in drafts:
        current = before.get((draft.noun, draft.key))
        if draft.noun != "perspective" or current is None:
            continue
        data, confirmed = without_blanks(data_of(draft)), json.loads(draft.confirmed)
        old, new = words_in(exchange(current.document)), words_in(data)
        for index, position in entries(data, "positions"):
            key = str(said(position, "id"))
            reworded = key in old and new.get(key, old[key]) != old[key]
            # One without a citation is told already that it needs one.
            if reworded and not lacks(position, "citations") and confirmed.get(key) != new[key]:
                yield Problem(
                    draft, ("positions", index, "citations"),
                    "the statement or its stance was changed; confirm that the citations "
                    "still carry it",
                )  # fmt: skip


def words_in(data: Mapping[str, Any]) -> dict[str, str]:
    """Of each position that has a stance: id -> the digest of stance and statement.

    That is what its citations are confirmed for. A silence is none: what was cited when it
    ended is new, and was read then.
    """
    return {
        str(said(each, "id")): digest(f"{said(each, 'stance')}\n{tidy(said(each, 'statement'))}")
        for _place, each in entries(data, "positions")
        if said(each, "stance") != "none-found"
    }
